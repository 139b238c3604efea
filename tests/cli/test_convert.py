"""`pressroom convert` and `pressroom bundle`, as real processes."""

import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from definitions import DANGLING, PETS, large
from pressroom.cli.flags import with_option_flags
from pressroom.collection import Options
from processes import COMMAND, clean_environment, eventually, run


@pytest.fixture
def pets(tmp_path: Path) -> Path:
    return write(tmp_path / "pets.yaml", PETS)


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def fed(content: bytes, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run `pressroom` with something on its standard input."""
    return subprocess.run(
        [*COMMAND, *arguments],
        input=content,
        capture_output=True,
        timeout=60,
        env=clean_environment(),
        check=False,
    )


def files(folder: Path) -> list[str]:
    """Every file below a folder, hidden ones too."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_without_a_place_the_collection_goes_to_standard_output(pets: Path) -> None:
    for out in ([], ["-o", "-"]):
        ran = run("convert", str(pets), *out)
        assert (ran.returncode, ran.stderr) == (0, "")
        assert json.loads(ran.stdout)["info"]["name"] == "Pets"


def test_a_file_gets_the_same_bytes_as_standard_output(pets: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "collection.json"
    ran = run("convert", str(pets), "-o", str(out))
    assert (ran.returncode, ran.stdout) == (0, "")
    assert ran.stderr == f"1 request written to {out}\n"
    assert out.read_text() == run("convert", str(pets)).stdout
    assert run("convert", str(pets), "-o", str(out), "--quiet").stderr == ""


def test_a_definition_is_read_from_standard_input() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("openapi.yaml", PETS)
    for content in (PETS.encode(), archive.getvalue()):
        ran = fed(content, "convert", "-")
        assert ran.returncode == 0, ran.stderr
        assert json.loads(ran.stdout)["info"]["name"] == "Pets"
    ran = fed(b"a: [", "convert", "-")
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert ran.stderr.startswith(b"pressroom: openapi.yaml:2:1: ")


def test_a_folder_and_an_archive_are_one_definition_each(tmp_path: Path) -> None:
    text = PETS.replace("#/components/schemas/Pet'", "schemas/pet.yaml'")
    write(tmp_path / "api" / "openapi.yaml", text)
    write(tmp_path / "api" / "schemas" / "pet.yaml", "{type: object}")
    with zipfile.ZipFile(tmp_path / "api.zip", "w") as made:
        for name in ("openapi.yaml", "schemas/pet.yaml"):
            made.write(tmp_path / "api" / name, name)
    folder = run("convert", str(tmp_path / "api"))
    assert folder.returncode == 0, folder.stderr
    assert run("convert", str(tmp_path / "api.zip")).stdout == folder.stdout


def test_several_are_written_below_the_folder_that_they_share(tmp_path: Path) -> None:
    sources = [
        write(tmp_path / "in" / name, PETS)
        for name in ("a/pets.yaml", "b/pets.yaml", "b/pets.json.yml", "b/pets.yml")
    ]
    for jobs in ("1", "2"):
        out = tmp_path / f"out{jobs}"
        ran = run("convert", *map(str, sources), str(sources[0]), "-o", str(out), "--jobs", jobs)
        assert ran.returncode == 0, ran.stderr
        assert ran.stderr == f"4 of 4 definitions converted into {out}\n"
        assert files(out) == [
            "a/pets.json",
            "b/pets.json.json",
            "b/pets.yaml.json",
            "b/pets.yml.json",
        ]
        assert (out / "a/pets.json").read_text() == run("convert", str(sources[0])).stdout


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_one_failure_does_not_stop_the_others(tmp_path: Path, jobs: str) -> None:
    texts = {"a.yaml": "a: [", "b.yaml": PETS, "c.yaml": "", "d.yaml": PETS}
    sources = [str(write(tmp_path / name, text)) for name, text in texts.items()]
    out = tmp_path / "out"
    ran = run("convert", *sources, f"{tmp_path}/none.yaml", "-o", str(out), "--jobs", jobs)
    assert ran.returncode == 1
    assert files(out) == ["b.json", "d.json"]
    failures = ran.stderr.splitlines()
    assert [line.split(":")[1].strip() for line in failures[:3]] == [
        sources[0],
        sources[2],
        f"{tmp_path}/none.yaml",
    ]
    assert failures[3] == f"2 of 5 definitions converted into {out}"


def test_when_none_can_be_converted_the_status_says_so(tmp_path: Path) -> None:
    sources = [str(write(tmp_path / name, "a: 1")) for name in ("a.yaml", "b.yaml")]
    ran = run("convert", *sources, "-o", str(tmp_path / "out"))
    assert ran.returncode == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["pets.yaml", "other.yaml"], "need a folder"),
        (["pets.yaml", "other.yaml", "-o", "other.yaml"], "need a folder"),
        (["pets.yaml", "-", "-o", "out"], "has to be the only"),
        (["pets.yaml", "-o", "pets.yaml"], "would be replaced"),
        (["pets.yaml", "-o", "pets.yaml/out.json"], "Can't write pets.yaml/out.json"),
        (["pets.yaml", "--folder-strategy", "colours"], "folderStrategy has to be Paths or Tags"),
        (["pets.yaml", "--option", "colour=red"], "no option colour"),
        (["pets.yaml", "--option", "colour"], "must be NAME=VALUE"),
        (["pets.yaml", "--allow-host", "a/b"], "is no host"),
        (["none.yaml"], "no such file or directory"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    tmp_path: Path, arguments: list[str], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in {"pets.yaml": PETS, "other.yaml": PETS}.items():
        write(tmp_path / name, text)
    monkeypatch.chdir(tmp_path)
    before = files(tmp_path)
    ran = run("convert", *arguments)
    assert ran.returncode == 2
    assert says in ran.stderr
    assert ran.stderr.startswith("pressroom: ")
    assert ran.stderr.count("\n") == 1, ran.stderr
    assert files(tmp_path) == before


def chosen(*arguments: str) -> Options:
    """The options that the command's flags give."""
    import typer
    from typer.testing import CliRunner

    got = []

    def command(*, options: Options) -> None:
        got.append(options)

    app = typer.Typer()
    app.command()(with_option_flags(command))
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, (result.output, result.exception)
    return got[0]


def test_a_missing_reference_is_read_as_absent_and_reported(tmp_path: Path) -> None:
    write(tmp_path / "bad.yaml", DANGLING)
    ran = run("convert", str(tmp_path / "bad.yaml"))
    assert ran.returncode == 0
    assert json.loads(ran.stdout)["item"]
    (line,) = ran.stderr.splitlines()
    assert "warning" in line
    assert "bad.yaml:13:45: the reference '#/components/schemas/Cat' leads nowhere" in line


def test_many_missing_references_are_counted(tmp_path: Path) -> None:
    answers = {str(code): {"$ref": f"#/components/responses/{code}"} for code in range(400, 430)}
    document = {"openapi": "3.1.0", "paths": {"/a": {"get": {"responses": answers}}}}
    write(tmp_path / "bad.json", json.dumps(document))
    lines = run("convert", str(tmp_path / "bad.json")).stderr.splitlines()
    assert len(lines) == 21
    assert "and 10 more; see pressroom check" in lines[-1]


def test_without_flags_the_options_are_the_defaults() -> None:
    assert chosen() == Options()


@pytest.mark.parametrize("field", msgspec.structs.fields(Options), ids=lambda field: field.name)
def test_every_option_has_a_flag(field: msgspec.structs.FieldInfo) -> None:
    flag = f"--{field.name.replace('_', '-')}"
    other: Any
    if field.type is bool:
        arguments, other = [flag if not field.default else f"--no-{flag[2:]}"], not field.default
    elif field.type is int:
        arguments, other = [flag, str(field.default + 1)], field.default + 1
    else:
        other = next(word for word in get_args(field.type) if word != field.default)
        arguments = [flag, other.lower()]
    assert chosen(*arguments) == Options(**{field.name: other})
    named = f"{field.encode_name}={str(other).lower()}"
    assert chosen("--option", named) == Options(**{field.name: other})


def test_a_flag_wins_over_an_option_by_name() -> None:
    assert chosen("--option", "folderStrategy=Paths", "--folder-strategy", "tags") == Options(
        folder_strategy="Tags"
    )
    both = chosen("--option", "parametersResolution=Schema")
    assert both.request_parameters_resolution == both.example_parameters_resolution == "Schema"


def test_an_option_changes_the_collection(tmp_path: Path) -> None:
    source = write(tmp_path / "pets.yaml", PETS.replace("listPets", "listPets\n      tags: [Zoo]"))
    names = [
        [item["name"] for item in json.loads(run("convert", str(source), *flags).stdout)["item"]]
        for flags in ([], ["--folder-strategy", "tags"])
    ]
    assert names == [["listPets"], ["Zoo"]]


def test_a_reader_that_goes_away_ends_the_command_quietly(tmp_path: Path) -> None:
    source = write(tmp_path / "large.json", large(3000))
    with subprocess.Popen(
        [*COMMAND, "convert", str(source)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=clean_environment(),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(1) == b"{"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 128 + signal.SIGPIPE


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interruption_leaves_whole_files_only(tmp_path: Path, jobs: str) -> None:
    sources = [str(write(tmp_path / f"{number}.json", large(1500))) for number in range(20)]
    out = tmp_path / "out"
    process = subprocess.Popen(
        [*COMMAND, "convert", *sources, "-o", str(out), "--jobs", jobs],
        stderr=subprocess.PIPE,
        text=True,
        env=clean_environment(),
        start_new_session=True,
    )
    eventually(lambda: any(out.glob("*.json")))
    os.killpg(process.pid, signal.SIGINT)
    _, stderr = process.communicate(timeout=60)
    assert (process.returncode, stderr) == (130, "")
    written = files(out)
    assert 0 < len(written) < 20
    for name in written:
        assert json.loads((out / name).read_bytes())["info"]["name"] == "Large"


def test_an_existing_file_keeps_its_mode_and_a_link_stays_a_link(
    pets: Path, tmp_path: Path
) -> None:
    target, link = write(tmp_path / "kept.json", "old"), tmp_path / "link.json"
    target.chmod(0o640)
    link.symlink_to(target.name)
    assert run("convert", str(pets), "-o", str(link)).returncode == 0
    assert link.is_symlink()
    assert target.stat().st_mode & 0o777 == 0o640
    assert json.loads(target.read_bytes())["info"]["name"] == "Pets"
    assert run("convert", str(pets), "-o", os.devnull).returncode == 0
    assert Path(os.devnull).is_char_device()


def on_a_terminal(*arguments: str) -> str:
    """What the command shows on standard error, if that is a terminal."""
    main, terminal = pty.openpty()
    environment = {**clean_environment(), "TERM": "xterm"}
    process = subprocess.Popen([*COMMAND, *arguments], stderr=terminal, env=environment)
    os.close(terminal)
    shown = b""
    try:
        while chunk := os.read(main, 1 << 16):
            shown += chunk
    except OSError:  # how the end of a terminal shows on Linux
        pass
    os.close(main)
    assert process.wait(60) == 0
    return shown.decode()


def test_a_bar_shows_on_a_terminal_and_nowhere_else(tmp_path: Path) -> None:
    sources = [str(write(tmp_path / name, PETS)) for name in ("a.yaml", "b.yaml")]
    shown = on_a_terminal("convert", *sources, "-o", str(tmp_path / "out"))
    assert "Converting" in shown
    assert "2 of 2 definitions converted" in shown


def test_the_bar_of_a_long_file_counts_its_requests(tmp_path: Path) -> None:
    paths = {f"/{number}": {"get": {"responses": {}}} for number in range(6_000)}
    document = {"openapi": "3.1.0", "info": {"title": "Long"}, "paths": paths}
    source = write(tmp_path / "long.json", json.dumps({**document, "x-notes": "a" * (8 << 20)}))
    shown = on_a_terminal("convert", str(source), "-o", str(tmp_path / "out.json"), "-j", "1")
    assert "Reading" in shown
    assert re.search(r"Converting.*[1-9][0-9]*/6000", shown)
    assert "6,000 requests written" in shown


def test_the_requests_that_are_told_are_those_that_are_written(pets: Path, tmp_path: Path) -> None:
    hook = "webhooks: {found: {post: {responses: {}}}}\n"
    old = "  /old: {get: {deprecated: true, responses: {}}}\n"
    source = write(tmp_path / "more.yaml", PETS.replace("paths:\n", f"{hook}paths:\n{old}"))
    out = str(tmp_path / "out.json")
    for flags, count in ([], 2), (["--include-webhooks"], 3), (["--no-include-deprecated"], 1):
        told = run("convert", str(source), "-o", out, *flags).stderr
        assert told.startswith(f"{count} request"), told


def test_a_definition_of_several_files_is_bundled(tmp_path: Path) -> None:
    text = PETS.replace("#/components/schemas/Pet'", "pet.yaml'")
    source = write(tmp_path / "openapi.yaml", text)
    write(tmp_path / "pet.yaml", "{type: object, title: Found}")
    out = tmp_path / "bundled.yaml"
    ran = run("bundle", str(source), "-o", str(out))
    assert (ran.returncode, ran.stdout) == (0, "")
    assert "Found" in out.read_text()
    assert "pet.yaml" not in out.read_text()
    assert run("bundle", str(source)).stdout == out.read_text()
    assert run("bundle", str(source), "-o", str(source)).returncode == 2


def test_converting_imports_nothing_that_it_does_not_need(pets: Path) -> None:
    command = [sys.executable, "-X", "importtime", *COMMAND[1:]]
    ran = subprocess.run(
        [*command, "convert", str(pets), "-o", os.devnull],
        capture_output=True,
        text=True,
        env=clean_environment(),
        check=True,
    )
    imported = {line.rpartition("|")[2].strip() for line in ran.stderr.splitlines()}
    assert "pressroom.cli.forking" in imported
    needless = {"psycopg", "httpx", "asyncio", "uvloop", "starlette", "rich", "pressroom.store"}
    assert not imported & needless
