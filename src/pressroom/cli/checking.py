"""`pressroom check`: what is wrong with definitions, for people and for other programs."""

import os
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from pressroom.cli.output import printable, say
from pressroom.cli.sarif import sarif
from pressroom.definition.problems import Problem, check, problem_of
from pressroom.errors import DefinitionError, SettingsError
from pressroom.files import STANDARD_INPUT, read_definition

_COLOURS = {"error": "red", "warning": "yellow"}


class Format(StrEnum):
    """How the problems are written."""

    text = "text"
    json = "json"
    sarif = "sarif"


class FailOn(StrEnum):
    """What makes the command end with status 1."""

    error = "error"
    warning = "warning"
    never = "never"


def check_command(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE",
            help="OpenAPI definitions, JSON or YAML: files, folders, or - for standard input.",
        ),
    ],
    form: Annotated[
        Format, typer.Option("--format", metavar="text|json|sarif", help="How to write them.")
    ] = Format.text,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="FILE", help="Where to write, instead of the terminal."),
    ] = None,
    fail_on: Annotated[
        FailOn,
        typer.Option(metavar="error|warning|never", help="From which severity on to exit with 1."),
    ] = FailOn.error,
) -> None:
    """Check definitions, and list what is wrong with file, line and rule. Needs no database.

    An error is what the OpenAPI specification forbids, a warning what surely wasn't meant;
    docs/problems.md explains each rule. A folder is one definition. Exits with 0 when there is
    nothing to fail on, 1 when there is, and 2 when nothing could be checked.

    Example: [bold]pressroom check openapi.yaml --fail-on warning[/bold]
    """
    _refuse_missing(sources)
    problems = [problem for source in sources for problem in _check(source)]
    _write(_WRITERS[form](problems), output)
    if form is not Format.text or output is not None:
        say(_count(problems, len(sources)))
    else:
        typer.echo(_count(problems, len(sources)))
    raise typer.Exit(1 if _fails(problems, fail_on) else 0)


def _refuse_missing(sources: Sequence[str]) -> None:
    for source in sources:
        if source != STANDARD_INPUT and not Path(source).exists():
            raise DefinitionError("no such file or folder; check the path", file=source)


def _check(source: str) -> list[Problem]:
    """The problems of one source, each with the path of its file as seen from here."""
    try:
        read = read_definition(source)
    except DefinitionError as error:
        return [problem_of(error)]
    found = check(read.files, root=read.root)
    if source == STANDARD_INPUT:
        return [msgspec.structs.replace(problem, file=source) for problem in found]
    base = _base(Path(source), read.root)
    return [
        msgspec.structs.replace(problem, file=os.path.relpath(base / (problem.file or read.root)))
        for problem in found
    ]


def _base(path: Path, root: str) -> Path:
    """The folder that the paths of a definition's files start from."""
    here = path.absolute()
    return here if here.is_dir() else here.parents[len(Path(root).parts) - 1]


def _write(content: str, output: Path | None) -> None:
    if output is None:
        typer.echo(content, nl=False)
        return
    try:
        output.write_text(content, encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"Can't write {output}: {error.strerror}.") from error


def _fails(problems: Sequence[Problem], fail_on: FailOn) -> bool:
    grave = {FailOn.never: (), FailOn.error: ("error",), FailOn.warning: ("error", "warning")}
    return any(problem.severity in grave[fail_on] for problem in problems)


def _text(problems: Sequence[Problem]) -> str:
    """The problems below the name of their file, in columns."""
    return "".join(
        line
        for file, group in groupby(problems, key=lambda problem: problem.file)
        for line in (f"{printable(file or '')}\n", *_lines(list(group)), "\n")
    )


def _lines(problems: Sequence[Problem]) -> Iterator[str]:
    places = [f"{problem.line or '-'}:{problem.column or '-'}" for problem in problems]
    width = max(map(len, places))
    names = max(len(problem.rule) for problem in problems)
    for place, problem in zip(places, problems, strict=True):
        severity = typer.style(f"{problem.severity:7}", fg=_COLOURS[problem.severity])
        message = printable(problem.message)
        yield f"  {place:>{width}}  {severity}  {problem.rule:{names}}  {message}\n"


def _json(problems: Sequence[Problem]) -> str:
    """A list of objects with the fields of `Problem`."""
    return msgspec.json.format(msgspec.json.encode(problems), indent=2).decode() + "\n"


def _sarif(problems: Sequence[Problem]) -> str:
    return msgspec.json.format(msgspec.json.encode(sarif(problems)), indent=2).decode() + "\n"


_WRITERS = {Format.text: _text, Format.json: _json, Format.sarif: _sarif}


def _count(problems: Sequence[Problem], sources: int) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    counts = (_counted(errors, "error"), _counted(len(problems) - errors, "warning"))
    return f"{counts[0]} and {counts[1]} in {_counted(sources, 'definition')}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
