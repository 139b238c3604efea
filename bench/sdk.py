"""GitHub's definition to a Python SDK, ours and openapi-python-client's, in the same run.

    python bench/sdk.py

Both are run as commands, three times each in turn; the fastest counts. All that is written stays
until the end, as removing thousands of files slows down whoever writes next. Without what formats
its files, openapi-python-client is a little faster, so both ways are measured; ours come formatted.
What was written is counted by reading it: operations by the methods that are sent over HTTP,
properties by the classes that are called as components of the definition, each of which has to have
the properties that the component names. Importing is measured as it is after an installation, with
compiled files: until the first operation could be called.

Writes the table in `docs/sdk.md`.
"""

import ast
import compileall
import json
import math
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import cache
import peer
from corpus_sdk import declared

DOCS = Path(__file__).parents[1] / "docs" / "sdk.md"
ROUNDS = 3
IMPORTS = 5
CONSTANT = re.compile(r"^(?:_\w+.*|\]) = \w*Endpoint\(", re.MULTILINE)
MARKS = ("<!-- bench-sdk -->\n", "<!-- end -->")
OURS, THEIRS, FORMATTED = "Pressroom", "openapi-python-client, not formatted", "the same, formatted"


class Run(NamedTuple):
    """One run of a generator: seconds by the clock and of the processor, and what was written."""

    name: str
    wall: float
    cpu: float
    files: int
    operations: int
    properties: int
    importing: float
    warnings: int


def ours(definition: Path, out: Path) -> Run:
    command = [Path(sys.executable).with_name("pressroom"), "sdk", definition, "-l", "python"]
    wall, cpu, _ = measured([*command, "--package", "github", "-o", out])
    texts = [file.read_text() for file in out.glob("*/services/*.py")]
    first = "from github import GithubClient; GithubClient(base_url='http://x').repos.get"
    return Run(
        OURS,
        wall,
        cpu,
        files(out),
        sum(len(CONSTANT.findall(text)) for text in texts),
        properties(definition, out, _fields),
        importing(out, first, Path(sys.executable)),
        0,
    )


def theirs(definition: Path, out: Path, *, formatted: bool = False) -> Run:
    config = out.with_suffix(".yaml")
    config.write_text("{}\n" if formatted else "post_hooks: []\n")
    command = [peer.command(), "generate", "--path", definition, "--output-path", out]
    wall, cpu, said = measured([*command, "--config", config])
    package = next(out.glob("*/__init__.py")).parent.name
    first = f"from {package} import Client; from {package}.api.repos import repos_get"
    return Run(
        FORMATTED if formatted else THEIRS,
        wall,
        cpu,
        files(out),
        peer.operations(out),
        properties(definition, out, _popped),
        importing(out, first, peer.command("python")),
        said.count("WARNING"),
    )


def measured(command: list[object]) -> tuple[float, float, str]:
    """Seconds by the clock, seconds of the processor, and what was said."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    ran = subprocess.run(
        [str(one) for one in command], capture_output=True, text=True, env=environment()
    )
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if ran.returncode:
        raise SystemExit(ran.stderr)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, ran.stdout + ran.stderr


def environment() -> dict[str, str]:
    """The environment, with compiled modules kept: as after an installation."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def files(out: Path) -> int:
    return sum(1 for file in out.rglob("*.py") if file.is_file())


def importing(out: Path, code: str, python: Path) -> float:
    """Seconds until a process has run some imports, the fastest of a few; `nan` if it can't."""
    compileall.compile_dir(out, quiet=1, workers=1)
    timed = f"import time; t = time.perf_counter(); {code}; print(time.perf_counter() - t)"
    command = [python, "-c", timed]
    runs = (
        subprocess.run(command, cwd=out, capture_output=True, text=True, env=environment())
        for _ in range(IMPORTS)
    )
    return min(float("nan") if ran.returncode else float(ran.stdout) for ran in runs)


# --- what was written -----------------------------------------------------------------------------


def expected(definition: Path) -> dict[str, set[str]]:
    """The properties that each component names."""
    schemas = json.loads(definition.read_bytes())["components"]["schemas"]
    found = {name: set(declared(schema)) for name, schema in schemas.items()}
    return {name: wires for name, wires in found.items() if wires}


def properties(definition: Path, out: Path, wires: Any) -> int:
    """How many of the properties of components are in the class that is called like it."""
    written: dict[str, set[str]] = {}
    for file in out.glob("*/models/*.py"):
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.ClassDef):
                written.setdefault(_folded(node.name), set()).update(wires(node))
    return sum(
        len(wanted & (written.get(_folded(name)) or written.get(f"{_folded(name)}model") or set()))
        for name, wanted in expected(definition).items()
    )


def _folded(name: str) -> str:
    return "".join(char for char in name.lower() if char.isalnum())


def _fields(node: ast.ClassDef) -> Iterator[str]:
    """The JSON keys of one of our models."""
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            given = statement.value.args if isinstance(statement.value, ast.Call) else []
            first = given[0] if given else None
            named = isinstance(first, ast.Constant) and isinstance(first.value, str)
            yield str(first.value) if named else statement.target.id


def _popped(node: ast.ClassDef) -> Iterator[str]:
    """The JSON keys that one of openapi-python-client's models takes out of a document."""
    for call in ast.walk(node):
        if (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Attribute)
            and call.func.attr == "pop"
            and call.args
            and isinstance(call.args[0], ast.Constant)
        ):
            yield str(call.args[0].value)


def imported(run: Run) -> str:
    """How long importing takes, if it can be imported."""
    return "fails" if math.isnan(run.importing) else f"{run.importing:.2f} s"


def table(runs: list[Run], definition: Path) -> str:
    best = [
        min((run for run in runs if run.name == name), key=lambda run: run.wall)
        for name in (OURS, THEIRS, FORMATTED)
    ]
    lines = [
        "| | by the clock | processor time | operations | properties of components | "
        "files of Python | warnings | import |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {one.name} | {one.wall:.1f} s | {one.cpu:.1f} s | {one.operations:,} |"
        f" {one.properties:,} | {one.files:,} | {one.warnings} | {imported(one)} |"
        for one in best
    ]
    document = json.loads(definition.read_bytes())
    methods = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}
    operations = sum(len(methods & item.keys()) for item in document["paths"].values())
    wanted = sum(map(len, expected(definition).values()))
    ours, bare, formatted = best
    return (
        "\n".join(lines)
        + f"\n\nThe definition has {operations:,} operations, and its components name {wanted:,} "
        f"properties. By the clock openapi-python-client takes {bare.wall / ours.wall:.1f} times "
        f"as long, and {formatted.wall / ours.wall:.1f} times with its formatter.\n"
    )


def main() -> None:
    definition = cache.github()
    runs = []
    peer.command()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(ROUNDS):
            for name in (OURS, THEIRS, FORMATTED):
                out = Path(folder) / str(number) / str(len(runs))
                out.parent.mkdir(exist_ok=True)
                run = (
                    ours(definition, out)
                    if name == OURS
                    else theirs(definition, out, formatted=name == FORMATTED)
                )
                runs.append(run)
                print(runs[-1], flush=True)
    written = table(runs, definition)
    print(written)
    text = DOCS.read_text()
    start, end = MARKS
    head, _, rest = text.partition(start)
    DOCS.write_text(f"{head}{start}{written}{end}{rest.partition(end)[2]}")


if __name__ == "__main__":
    main()
