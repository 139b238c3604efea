"""`pressroom check`: its three formats, its sources and its exit codes."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from definitions import DANGLING, PETS
from pressroom.cli.main import app
from pressroom.definition.problems import RULES

UNUSED = f"{PETS}    Cat: {{type: object}}\n"
NASTY = "openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths: {}\n\"[bold]\\e[31m\\n\": 1\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("pets", PETS), ("dangling", DANGLING), ("unused", UNUSED)):
        (tmp_path / f"{name}.yaml").write_text(text)
    return tmp_path


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["check", *arguments], input=stdin)


@pytest.mark.usefixtures("folder")
def test_a_definition_without_problems_ends_with_0() -> None:
    result = run("pets.yaml")
    assert (result.exit_code, result.stdout) == (0, "0 errors and 0 warnings in 1 definition\n")


@pytest.mark.usefixtures("folder")
def test_problems_stand_below_their_file_with_line_severity_and_rule() -> None:
    result = run("unused.yaml", "dangling.yaml")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0] == "unused.yaml"
    assert lines[1].split()[:3] == ["21:5", "warning", "unused-component"]
    assert lines[3] == "dangling.yaml"
    assert lines[4].split()[:3] == ["13:45", "error", "unresolved-reference"]
    assert lines[-1] == "1 error and 2 warnings in 2 definitions"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("source", "fail_on", "code"),
    [
        ("unused.yaml", "error", 0),
        ("unused.yaml", "warning", 1),
        ("pets.yaml", "warning", 0),
        ("dangling.yaml", "error", 1),
        ("dangling.yaml", "never", 0),
    ],
)
def test_the_exit_code_tells_whether_there_is_something_to_fail_on(
    source: str, fail_on: str, code: int
) -> None:
    assert run(source, "--fail-on", fail_on).exit_code == code


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("arguments", [("pets.yaml", "none.yaml"), ("--format", "xml", "-"), ()])
def test_what_cannot_be_started_ends_with_2(arguments: tuple[str, ...]) -> None:
    result = run(*arguments, stdin=PETS)
    assert result.exit_code == 2 or "no such file" in str(result.exception)
    assert "warnings in" not in result.stdout


def test_an_output_that_cannot_be_written_is_told(folder: Path) -> None:
    result = run("pets.yaml", "--output", str(folder / "none" / "out.txt"))
    assert "Can't write" in str(result.exception)


def test_json_has_a_list_of_problems(folder: Path) -> None:
    result = run("unused.yaml", "pets.yaml", "--format", "json", "--output", "out.json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "0 errors and 1 warning in 2 definitions" in result.stderr
    assert json.loads((folder / "out.json").read_text()) == [
        {
            "rule": "unused-component",
            "severity": "warning",
            "message": "nothing refers to the schema 'Cat'",
            "file": "unused.yaml",
            "line": 21,
            "column": 5,
            "pointer": "/components/schemas/Cat",
        }
    ]


def log(*sources: str, stdin: str | None = None) -> Any:
    """What SARIF says about some sources: the one run."""
    report = json.loads(run("--format", "sarif", *sources, stdin=stdin).stdout)
    assert report["version"] == "2.1.0"
    assert report["$schema"].endswith("sarif-2.1.0.json")
    (only,) = report["runs"]
    return only


@pytest.mark.usefixtures("folder")
def test_sarif_names_rule_region_and_pointer() -> None:
    found = log("unused.yaml", "dangling.yaml")
    driver = found["tool"]["driver"]
    assert driver["name"] == "pressroom"
    assert [rule["id"] for rule in driver["rules"]] == ["unresolved-reference", "unused-component"]
    assert driver["rules"][1]["help"]["text"] == RULES["unused-component"].remedy
    assert driver["rules"][0]["defaultConfiguration"]["level"] == "error"
    assert found["results"][0] == {
        "ruleId": "unused-component",
        "ruleIndex": 1,
        "level": "warning",
        "message": {"text": "nothing refers to the schema 'Cat'"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "unused.yaml"},
                    "region": {"startLine": 21, "startColumn": 5},
                },
                "logicalLocations": [{"fullyQualifiedName": "/components/schemas/Cat"}],
            }
        ],
    }


def test_sarif_of_a_clean_definition_has_no_results() -> None:
    found = log("-", stdin=PETS)
    assert (found["results"], found["tool"]["driver"]["rules"]) == ([], [])


def test_paths_in_sarif_are_uris(folder: Path) -> None:
    (folder / "my pets#.yaml").write_text(UNUSED)
    (result,) = log("my pets#.yaml")["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "my%20pets%23.yaml"}


def test_standard_input_is_a_source() -> None:
    result = run("-", stdin=UNUSED)
    assert result.stdout.startswith("-\n  21:5  warning")


def test_a_folder_is_one_definition_and_its_files_keep_their_paths(folder: Path) -> None:
    (folder / "api" / "parts").mkdir(parents=True)
    (folder / "api" / "openapi.yaml").write_text(PETS.replace("#/", "parts/more.yaml#/"))
    (folder / "api" / "parts" / "more.yaml").write_text(
        "components: {schemas: {Pet: {type: pet}}}\n"
    )
    expected = os.path.join("api", "parts", "more.yaml")  # noqa: PTH118
    for source in ("api", os.path.join("api", "openapi.yaml")):  # noqa: PTH118
        assert expected in run(source).stdout.splitlines()


def test_a_file_above_keeps_its_path_as_seen_from_here(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "api").mkdir()
    monkeypatch.chdir(folder / "api")
    Path("openapi.yaml").write_text(PETS.replace("#/", "../more.yaml#/"))
    (folder / "more.yaml").write_text("components: {schemas: {Pet: {type: pet}}}\n")
    lines = run("openapi.yaml").stdout.splitlines()
    assert os.path.join("..", "more.yaml") in lines  # noqa: PTH118


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"a: [", b"[]", b"\0"])
def test_a_file_that_is_no_definition_is_a_problem(folder: Path, content: bytes) -> None:
    (folder / "odd.yaml").write_bytes(content)
    result = run("odd.yaml")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[0] == "odd.yaml"


def test_what_a_terminal_would_obey_is_shown_as_it_is_spelled() -> None:
    result = run("-", stdin=NASTY)
    assert "[bold]" in result.stdout
    assert "\x1b" not in result.stdout
    assert len([line for line in result.stdout.splitlines() if "structure" in line]) == 1
