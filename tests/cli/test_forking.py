"""One definition converted by several processes gives what one process gives."""

import os
import resource
import time
from functools import partial
from pathlib import Path

import msgspec
import pytest

from definitions import large
from pressroom import Definition, Options, convert, encode, load
from pressroom.cli.forking import both_at_once
from pressroom.cli.sharing import each_in_processes
from pressroom.collection.model import Item, LateItem, encode_chunks
from processes import run


@pytest.fixture(scope="module")
def definition() -> Definition:
    """Enough operations for four processes; every tenth shares a collection variable.

    Every hundredth has its variable from a named example.
    """
    paths = {
        f"/items{number}" + ("/report.{format}" if number % 10 == 0 else ""): _item(number)
        for number in range(1_100)
    }
    document = {"openapi": "3.1.0", "info": {"title": "Items"}, "paths": paths}
    return load({"openapi.json": encode(document)})


def _item(number: int) -> dict[str, object]:
    schema = {"type": "string", "enum": [f"format{number % 3}"]}
    parameter = {"name": "format", "in": "path", "required": True, "schema": schema}
    answer = {"content": {"application/json": {"example": {"number": number}}}}
    if number % 100 == 0:
        shown = f"format{number % 7}"
        parameter |= {"schema": {"type": "string"}, "examples": {"shown": {"value": shown}}}
        answer = {"content": {"application/json": {"examples": {"shown": {"value": number}}}}}
    return {"get": {"parameters": [parameter], "responses": {"200": answer}}}


def converted(definition: Definition, jobs: int, **options: object) -> bytes:
    made = convert(definition, Options(**options), late=True)
    with each_in_processes(jobs, definition.references) as each:
        return b"".join(encode_chunks(made, each=each))


@pytest.mark.parametrize("jobs", [2, 3, 4, 64])
@pytest.mark.parametrize("strategy", ["Paths", "Tags"])
def test_any_number_of_processes_gives_the_same_bytes(
    definition: Definition, jobs: int, strategy: str
) -> None:
    alone = encode(convert(definition, Options(folder_strategy=strategy)))
    assert converted(definition, jobs, folder_strategy=strategy) == alone


def test_processes_are_forked_only_where_they_are_worth_it(
    definition: Definition, monkeypatch: pytest.MonkeyPatch
) -> None:
    forks = []
    fork = os.fork
    monkeypatch.setattr(os, "fork", lambda: forks.append(1) or fork())
    converted(definition, 1)
    assert not forks
    converted(definition, 64)
    assert len(forks) == 3, "1,089 operations are given away, 250 and more to each of 4 processes"


def test_what_a_process_could_not_do_is_done_here(definition: Definition) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, before[1]))
    try:
        made = converted(definition, 2)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert made == encode(convert(definition))


def test_what_is_missing_is_told_whichever_process_finds_it(tmp_path: Path) -> None:
    source = tmp_path / "holes.json"
    paths = {}
    for number in range(600):
        properties = {f"p{one}": {"$ref": f"#/holes/{number}"} for one in range(20)}
        schema = {"type": "object", "properties": properties}
        answer = {"description": "", "content": {"application/json": {"schema": schema}}}
        paths[f"/{number}"] = {"get": {"responses": {"200": answer}}}
    head = {"openapi": "3.1.0", "info": {"title": "Holes", "version": "1"}}
    source.write_bytes(encode({**head, "paths": paths}))
    out = str(tmp_path / "out.json")
    said = {
        jobs: run("convert", str(source), "-o", out, "--jobs", jobs).stderr for jobs in ("1", "2")
    }
    assert said["2"] == said["1"]
    assert "the reference '#/holes/19' leads nowhere" in said["2"]
    assert "and 580 more" in said["2"]


def test_a_process_that_fails_is_made_up_for(definition: Definition) -> None:
    here = os.getpid()
    item = convert(definition).item[0]

    def made() -> Item:
        if os.getpid() != here:
            raise ValueError("not here")
        return item

    late = msgspec.structs.replace(convert(definition), item=(LateItem(made),) * 1_000)
    with each_in_processes(3, definition.references) as each:
        found = b"".join(encode_chunks(late, each=each))
    assert found == encode(msgspec.structs.replace(late, item=(item,) * 1_000))


def test_an_error_in_any_process_is_raised_and_leaves_no_process(definition: Definition) -> None:
    def refusing(number: int) -> Item:
        raise ValueError(f"item {number}")

    items = tuple(LateItem(partial(refusing, number)) for number in range(1_000))
    broken = msgspec.structs.replace(convert(definition), item=items)
    with (
        each_in_processes(3, definition.references) as each,
        pytest.raises(ValueError, match="item"),
    ):
        list(encode_chunks(broken, each=each))
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_key_that_stands_twice_in_a_large_file_is_found_by_any_number_of_jobs(
    tmp_path: Path,
) -> None:
    source = tmp_path / "large.yaml"
    notes = "".join(f"  note{number}: {'a' * 50}\n" for number in range(20_000))
    source.write_text(
        f"openapi: 3.1.0\ninfo: {{title: Large}}\npaths: {{}}\nx-notes:\n{notes}  note7: b\n"
    )
    assert source.stat().st_size > 1 << 20
    said = {jobs: run("convert", str(source), "--jobs", jobs) for jobs in ("1", "3")}
    assert said["3"].returncode == 2
    assert said["3"].stderr == said["1"].stderr
    assert "large.yaml:20005:3: " in said["3"].stderr


def test_what_is_read_beside_a_check_is_read_once_and_leaves_no_process() -> None:
    reads = []
    assert both_at_once(lambda: reads.append(1) or {"a": 1}, lambda: None) == {"a": 1}
    assert reads == [1]
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_an_error_of_reading_ends_the_check_at_once() -> None:
    started = time.monotonic()
    with pytest.raises(ValueError, match="unreadable"):
        both_at_once(_refuse, lambda: time.sleep(60))
    assert time.monotonic() - started < 10
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def _refuse() -> None:
    raise ValueError("unreadable")


def test_the_command_says_the_same_for_any_number_of_jobs(tmp_path: Path) -> None:
    source = tmp_path / "large.yaml"
    source.write_text(large(600))
    made = {}
    for jobs in ("1", "3"):
        ran = run("convert", str(source), "--jobs", jobs, "-o", "-")
        assert ran.returncode == 0
        made[jobs] = ran.stdout
    assert made["1"] == made["3"]
