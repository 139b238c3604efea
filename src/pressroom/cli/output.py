"""What the command shows: results on standard output, all else on standard error."""

import sys
from collections.abc import Iterable
from typing import Any, NoReturn

import msgspec
import typer


def say(message: str) -> None:
    """Print a message, which is no result, on standard error."""
    typer.echo(message, err=True)


def print_json(value: Any) -> None:
    """Print a result as JSON, with two spaces of indentation."""
    typer.echo(msgspec.json.format(msgspec.json.encode(value), indent=2))


def print_table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Print rows under their columns; on a terminal as a table, else with tabs between."""
    if not sys.stdout.isatty():
        for row in rows:
            typer.echo("\t".join(row))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(*columns, box=None, header_style="bold", pad_edge=False)
    for row in rows:
        table.add_row(*row)
    Console().print(table)


def fail(message: str, *, status: int) -> NoReturn:
    """End the process with one line on standard error."""
    say(f"pressroom: {message}")
    raise SystemExit(status)
