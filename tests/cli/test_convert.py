"""`pressroom convert`, as real processes: what it writes, where, and how it ends."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import msgspec
import pytest

from definitions import DANGLING, PETS, large
from pressroom import Options, convert, encode, load
from processes import COMMAND, clean_environment, run


@pytest.fixture
def pets(tmp_path: Path) -> Path:
    path = tmp_path / "apis" / "pets.yaml"
    path.parent.mkdir()
    path.write_text(PETS)
    return path


def test_one_definition_goes_to_standard_output(pets: Path) -> None:
    ran = run("convert", str(pets))
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.encode() == encode(convert(load(pets)))
    assert ran.stderr == "1 request converted\n"


def test_one_definition_goes_into_a_file_or_a_folder(pets: Path, tmp_path: Path) -> None:
    assert run("convert", str(pets), "-o", str(tmp_path / "new" / "a.json")).returncode == 0
    assert run("convert", str(pets), "-o", str(tmp_path / "new")).returncode == 0
    written = {path.name: path.read_bytes() for path in (tmp_path / "new").iterdir()}
    assert written.keys() == {"a.json", "pets.json"}
    assert written["a.json"] == written["pets.json"] == encode(convert(load(pets)))


def test_standard_input_is_read(pets: Path) -> None:
    ran = subprocess.run(
        [*COMMAND, "convert", "-"],
        input=PETS.encode(),
        capture_output=True,
        env=clean_environment(),
        check=True,
    )
    assert json.loads(ran.stdout)["info"]["name"] == "Pets"


def test_no_database_and_no_data_folder_is_touched(pets: Path, tmp_path: Path) -> None:
    ran = run("convert", str(pets), PRESSROOM_DATA=str(tmp_path / "none"), DATABASE_URL="nonsense")
    assert ran.returncode == 0
    assert not (tmp_path / "none").exists()


def test_nothing_that_converting_does_not_need_is_imported() -> None:
    needless = ("psycopg", "httpx", "procrastinate", "rich", "asyncio", "sqlalchemy", "fast_yaml")
    program = (
        "import sys; from pressroom.cli.converting import convert_command; "
        f"print([name for name in {needless} if name in sys.modules])"
    )
    ran = subprocess.run([COMMAND[0], "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_several_are_written_by_their_paths_below_the_closest_folder(
    pets: Path, tmp_path: Path
) -> None:
    other = tmp_path / "apis" / "v2" / "pets.json"
    other.parent.mkdir()
    other.write_text(json.dumps({"openapi": "3.0.3", "info": {"title": "Two"}, "paths": {}}))
    ran = run("convert", str(pets), str(other), "-o", str(tmp_path / "out"), "--jobs", "2")
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr == "2 of 2 definitions converted\n"
    written = sorted(path.relative_to(tmp_path) for path in (tmp_path / "out").rglob("*.json"))
    assert [str(path) for path in written] == ["out/pets.json", "out/v2/pets.json"]


def test_one_failure_does_not_stop_the_others(pets: Path, tmp_path: Path) -> None:
    broken, absent = tmp_path / "apis" / "broken.yaml", tmp_path / "apis" / "absent.yaml"
    broken.write_text("openapi: [")
    ran = run("convert", str(broken), str(pets), str(absent), "-o", str(tmp_path / "out"))
    assert ran.returncode == 1
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["pets.json"]
    lines = ran.stderr.splitlines()
    assert lines[-1] == "1 of 3 definitions converted"
    assert sorted(line.split(": ")[1] for line in lines[:-1]) == sorted([str(broken), str(absent)])


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["a.yaml", "b.yaml"], "need a folder"),
        (["a.yaml", "b.yaml", "-o", "-"], "need a folder"),
        (["a.yaml", "-", "-o", "out"], "alone"),
        (["a.yaml", "a.json", "-o", "out"], "would both be written"),
        (["absent.yaml"], "no such file"),
        (["a.yaml", "-o", "/dev/null/x.json"], "Can't write"),
        (["a.yaml", "--folder-strategy", "Colours"], "Colours"),
        (["a.yaml", "--stack-limit", "0"], "0"),
    ],
)
def test_what_cannot_be_done_is_said_and_writes_nothing(
    arguments: list[str], reason: str, tmp_path: Path
) -> None:
    (tmp_path / "a.yaml").write_text(PETS)
    places = {"a.yaml", "b.yaml", "a.json", "absent.yaml", "out"}
    named = [str(tmp_path / one) if one in places else one for one in arguments]
    ran = run("convert", *named)
    assert ran.returncode == 2
    assert reason in ran.stderr
    assert "Traceback" not in ran.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


def test_a_reference_that_leads_nowhere_is_reported_with_its_place(pets: Path) -> None:
    pets.write_text(DANGLING)
    ran = run("convert", str(pets))
    assert ran.returncode == 0
    assert ran.stderr.startswith("warning: pets.yaml:13:")
    assert "Cat" in ran.stderr
    assert json.loads(ran.stdout)["item"]


def test_many_warnings_are_counted(pets: Path) -> None:
    answers = {str(code): {"$ref": f"#/components/responses/{code}"} for code in range(400, 430)}
    paths = {"/a": {"get": {"responses": answers}}}
    pets.with_suffix(".json").write_text(
        json.dumps({"openapi": "3.1.0", "info": {"title": "A"}, "paths": paths})
    )
    lines = run("convert", str(pets.with_suffix(".json"))).stderr.splitlines()
    assert len(lines) == 22
    assert lines[-2] == "warning: and 10 more; see pressroom check"


def test_every_option_of_the_conversion_is_a_flag(pets: Path) -> None:
    flags = run("convert", "--help", COLUMNS="200").stdout
    for field in msgspec.structs.fields(Options):
        assert f"--{field.name.replace('_', '-')}" in flags, field.name
    ran = run("convert", str(pets), "--request-name-source", "url", "--no-include-deprecated")
    options = Options(request_name_source="URL", include_deprecated=False)
    assert ran.stdout.encode() == encode(convert(load(pets), options))


def test_an_interrupted_conversion_leaves_no_file(tmp_path: Path) -> None:
    source = tmp_path / "large.json"
    source.write_text(large(20_000))
    process = subprocess.Popen(
        [*COMMAND, "convert", str(source), "-o", str(tmp_path / "out" / "large.json")],
        stderr=subprocess.PIPE,
        text=True,
        env=clean_environment(),
    )
    deadline = time.monotonic() + 60
    while not (tmp_path / "out").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    left = list((tmp_path / "out").iterdir())
    if process.returncode == 0:
        assert [path.name for path in left] == ["large.json"]
    else:
        assert (process.returncode, left) == (130, [])
        assert "Traceback" not in errors


def test_a_reader_that_goes_away_ends_the_command_quietly(tmp_path: Path) -> None:
    source = tmp_path / "large.json"
    source.write_text(large(5_000))
    reader, writer = os.pipe()
    process = subprocess.Popen(
        [*COMMAND, "convert", str(source)],
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
        env=clean_environment(),
    )
    os.close(writer)
    os.close(reader)
    _, errors = process.communicate(timeout=60)
    assert "Traceback" not in errors
    assert process.returncode == 1
