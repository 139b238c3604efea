"""What the command shows: results on standard output, all else on standard error."""

import datetime as dt
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import msgspec
import typer

from pressroom.errors import SettingsError

STANDARD = "-"
"""Standard input or output, in the place of a path."""

_BUFFER = 1 << 20
"""The bytes that a file is written in, as large ones come in many small chunks."""

_ENDED_BY_SIGPIPE = 128 + 13


def say(message: str) -> None:
    """Print a message, which is no result, on standard error."""
    typer.echo(message, err=True)


def printable(text: str) -> str:
    """`text` in one line, without anything that a terminal would obey."""
    return "".join(one if one.isprintable() else repr(one)[1:-1] for one in text)


def shown_time(moment: dt.datetime) -> str:
    """A time as the dialect writes it: UTC, with milliseconds."""
    return f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}Z"


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


def write(out: str, chunks: Iterable[bytes]) -> None:
    """Write a result to a file, or to standard output. The folders on its way are made.

    A file is there as a whole or not at all: it is written beside its place, then moved.

    Raises:
        SettingsError: it can't be written.
    """
    if out == STANDARD:
        _write_standard_output(chunks)
        return
    path = Path(out)
    path = Path(os.path.realpath(out)) if path.is_symlink() else path
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(b"".join(chunks))  # a device or a pipe, which can't be replaced
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(path, chunks)
    except OSError as error:
        raise _not_written(out, error) from error


def _not_written(out: str, error: OSError) -> SettingsError:
    return SettingsError(f"Can't write {out}: {(error.strerror or '').lower()}.")


def _write_whole(path: Path, chunks: Iterable[bytes]) -> None:
    beside = path.with_name(f".pressroom-{os.getpid()}")
    try:
        with beside.open("wb", _BUFFER) as file:
            file.writelines(chunks)
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def write_all(folder: Path, texts: Mapping[str, str]) -> None:
    """Write files by their relative POSIX paths, each as `write` does.

    Most files of a library are new, and what `write` asks of each costs more than writing it.

    Raises:
        SettingsError: one of them can't be written.
    """
    homes: dict[str, list[str]] = {}
    for path in texts:
        homes.setdefault(path.rpartition("/")[0], []).append(path)
    beside = folder / f".pressroom-{os.getpid()}"
    try:
        for home, paths in homes.items():
            (folder / home).mkdir(parents=True, exist_ok=True)
            for path in paths:
                _write_new(f"{folder}/{path}", texts[path].encode(), str(beside))
    except OSError as error:
        raise _not_written(str(error.filename2 or error.filename), error) from error
    finally:
        beside.unlink(missing_ok=True)


def _write_new(place: str, content: bytes, beside: str) -> None:
    if os.path.lexists(place):
        write(place, [content])
        return
    with open(beside, "wb") as file:  # noqa: PTH123 (paths as objects would take half of the time)
        file.write(content)
    os.rename(beside, place)  # noqa: PTH104


def _write_standard_output(chunks: Iterable[bytes]) -> None:
    try:
        sys.stdout.buffer.writelines(chunks)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Nobody reads on. Python would try to flush once more at its end, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(_ENDED_BY_SIGPIPE) from None


@contextmanager
def progress(description: str, total: int, *, shown: bool) -> Iterator[Callable[[], None]]:
    """A progress bar on standard error, if that is a terminal; gives what moves it on by one."""
    if not (shown and sys.stderr.isatty()):
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as bar:
        task = bar.add_task(description, total=total)
        yield lambda: bar.advance(task)


def leave() -> NoReturn:
    """End the process well, and leave it to the system to free what it holds: that is faster."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def fail(message: str, *, status: int) -> NoReturn:
    """End the process with one line on standard error."""
    say(f"pressroom: {message}")
    raise SystemExit(status)
