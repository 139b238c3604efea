"""What the documentation says, held against the program.

`PRESSROOM_UPDATE_DOCS=1 pytest tests/docs` writes the help texts in docs/cli.md anew.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import typer
from typer.testing import CliRunner

from pressroom.cli.main import app
from pressroom.definition.problems import RULES
from pressroom.server.contract import contract
from pressroom.settings import VARIABLES, Settings

ROOT = Path(__file__).parents[2]
CLI = ROOT / "docs" / "cli.md"
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
GENERATED = "<!-- From here on written by tests/docs/test_docs.py. -->\n"
TERMINAL = {"COLUMNS": "100", "TERM": "dumb", "NO_COLOR": "1"}

named = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def prose(page: Path) -> str:
    """A page's text without its blocks of code."""
    return re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.M)


def blocks(page: Path, language: str) -> list[str]:
    """The blocks of code of one language."""
    text = page.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.DOTALL | re.M)


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub and its like make them."""
    text = prose(page)
    headings = re.findall(r"^#+ (.+)$", text, flags=re.M)
    headings += re.findall(r"^(.+)\n---+$", text, flags=re.M)
    kept = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in kept}


def commands() -> Iterator[tuple[str, str]]:
    """Every sub-command that does something, and the first paragraph of its help."""

    def walk(group: Any, path: str) -> Iterator[tuple[str, str]]:
        for name, command in group.commands.items():
            if hasattr(command, "commands"):
                yield from walk(command, f"{path} {name}")
            else:
                yield f"{path} {name}", command.help.split("\n\n")[0].replace("\n", " ")

    return walk(typer.main.get_command(app), "pressroom")


def help_of(command: str) -> str:
    """What `command --help` prints, on a plain terminal of 100 columns."""
    arguments = [*command.split()[1:], "--help"]
    result = CliRunner(env=TERMINAL).invoke(app, arguments, prog_name="pressroom")
    assert result.exit_code == 0, result.output
    return "\n".join(line.rstrip() for line in result.output.strip().splitlines())


def command_pages() -> str:
    """The generated part of docs/cli.md: a table of the commands, then the help of each."""
    every = list(commands())
    lines = ["| command | what it does |", "|---|---|"]
    lines += [f"| [`{name}`](#{name.replace(' ', '-')}) | {does} |" for name, does in every]
    for name in ("pressroom", *(name for name, _ in every)):
        lines += ["", f"## {name}", "", "```text", help_of(name), "```"]
    return "\n".join(lines) + "\n"


def rows(page: Path) -> Iterator[list[str]]:
    """The rows of a page's tables, each as its cells."""
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith("| "):
            yield [cell.strip() for cell in line.strip("|").split(" | ")]


@named
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
        if "://" not in target:
            path, _, anchor = target.partition("#")
            file = page.parent / path if path else page
            assert file.exists(), target
            assert not anchor or anchor in anchors(file), target


def test_the_help_texts_are_those_of_the_program() -> None:
    written, marker, pasted = CLI.read_text(encoding="utf-8").partition(GENERATED)
    assert marker, f"docs/cli.md lacks the line {GENERATED!r}"
    real = f"\n{command_pages()}"
    if os.environ.get("PRESSROOM_UPDATE_DOCS"):
        CLI.write_text(written + marker + real, encoding="utf-8")
    else:
        assert pasted == real, "refresh with PRESSROOM_UPDATE_DOCS=1 pytest tests/docs"


def test_the_readme_lists_every_command() -> None:
    listed = [re.match(r"\[?`(pressroom [a-z ]*[a-z])", row[0]) for row in rows(ROOT / "README.md")]
    assert sorted(match[1] for match in listed if match) == sorted(name for name, _ in commands())


def test_the_settings_are_listed_with_their_flags_and_defaults() -> None:
    listed = {row[0].strip("`"): row for row in rows(ROOT / "docs" / "operations.md")}
    offered = help_of("pressroom serve")
    for name, variable in VARIABLES.items():
        _, flag, default, *_ = listed[variable]
        assert (f"--{name.replace('_', '-')}" in offered) == (flag != ""), variable
        assert flag.strip("`") in offered
        value = getattr(Settings(), name)
        if isinstance(value, str | int | float):
            assert default == f"`{value:{'' if isinstance(value, str) else '.0f'}}`", variable


def test_every_rule_is_explained() -> None:
    listed = [row for row in rows(ROOT / "docs" / "problems.md") if row[0].startswith("`")]
    assert listed == [
        [f"`{name}`", rule.severity, rule.meaning, rule.remedy] for name, rule in RULES.items()
    ]


def test_the_pages_show_python_that_runs(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    examples = [ROOT / "README.md", ROOT / "docs" / "problems.md"]
    for example in (example for page in examples for example in blocks(page, "python")):
        subprocess.run([sys.executable, "-c", example], cwd=tmp_path, check=True, timeout=60)


def test_the_readme_calls_paths_of_the_contract() -> None:
    (walk,) = [block for block in blocks(ROOT / "README.md", "bash") if "curl" in block]
    called = {re.sub(r"\$\w+", "{}", path) for path in re.findall(r"\$URL(/[^\s\"'?]+)", walk)}
    offered = {re.sub(r"\{.+?\}", "{}", operation.path) for operation in contract().operations}
    assert called
    assert called <= offered


def test_the_readme_shows_statuses_as_the_contract_has_them() -> None:
    components = contract().document["components"]
    schema = {"$ref": "#/components/schemas/Task", "components": components}
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = [json.loads(found) for found in re.findall(r"^\{\n.*?^\}$", text, re.DOTALL | re.M)]
    assert shown
    for status in shown:
        jsonschema_rs.validate(schema, status)
