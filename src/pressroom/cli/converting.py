"""`pressroom convert` and `pressroom bundle`: from definitions to files, without a database."""

import gc
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Annotated

import msgspec
import typer

from pressroom import collection, definition
from pressroom.cli.flags import with_option_flags
from pressroom.cli.loading import file_size, flaws, load_named, without_garbage_collection
from pressroom.cli.options import AllowHost
from pressroom.cli.output import STANDARD, leave, progress, say, write
from pressroom.cli.placing import places
from pressroom.cli.sharing import each_in_processes
from pressroom.collection import Options
from pressroom.collection.model import Each, Placed, Write, placed
from pressroom.errors import PressroomError

_LONG = 8 << 20
"""The bytes of a file from which on its stages are shown."""

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE",
        help="OpenAPI definitions, JSON or YAML: a file, folder or zip archive each, or - for "
        "standard input.",
    ),
]


class _Conversion(msgspec.Struct, frozen=True):
    """One definition to be converted."""

    source: str
    out: str
    options: Options
    allow_hosts: tuple[str, ...]
    jobs: int = 1


class _Outcome(msgspec.Struct, frozen=True):
    """What came of it: how many requests, or the failure; and what to say about the definition."""

    requests: int = 0
    failure: str = ""
    flaws: tuple[str, ...] = ()


@with_option_flags
def convert(
    sources: Sources,
    *,
    out: Annotated[
        str,
        typer.Option(
            "--out",
            "-o",
            metavar="PATH",
            help="Where to write: a file, a folder, or - for standard output.",
        ),
    ] = STANDARD,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, help="Processes to convert in; without it, one a CPU."),
    ] = None,
    allow_host: AllowHost = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show only failures.")] = False,
    options: Options,
) -> None:
    """Convert definitions to Collections v2.1. Needs no database.

    A folder is one definition. Several definitions are written to a folder, each under the path
    that it has below the folder they share: a/pets.yaml and b/pets.yaml become a/pets.json and
    b/pets.json. Where that is one name for two, the suffix stays: pets.yaml.json. One failure
    doesn't stop the others. Exits with 0 when all are converted, 1 when some failed, and 2 when
    none could be converted.

    Example: [bold]pressroom convert openapi.yaml -o collection.json --folder-strategy tags[/bold]
    """
    jobs = jobs or os.cpu_count() or 1
    named = places(sources, out)
    conversions = [
        _Conversion(source, place, options, tuple(allow_host or ()), jobs if len(named) == 1 else 1)
        for source, place in named
    ]
    if len(conversions) > 1:
        _convert_all(conversions, jobs, out, quiet=quiet)
    else:
        _convert_one(conversions[0], quiet=quiet)


def bundle(
    source: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="An OpenAPI definition of several files: its main file, folder or zip archive.",
        ),
    ],
    out: Annotated[
        str,
        typer.Option("--out", "-o", metavar="FILE", help="Where to write; - for standard output."),
    ] = STANDARD,
    allow_host: AllowHost = None,
) -> None:
    """Write a definition of several files as one file that means the same. Needs no database.

    Example: [bold]pressroom bundle openapi.yaml -o bundled.yaml[/bold]
    """
    ((_, place),) = places([source], out)
    loaded = load_named(source, allow_host or ())
    write(place, [definition.bundle(loaded)])


def _convert_one(conversion: _Conversion, *, quiet: bool) -> None:
    long = not quiet and file_size(conversion.source) > _LONG
    gc.disable()
    outcome, _kept = _carry_out(conversion, shown=long)
    if not quiet:
        _warn(conversion.source, outcome.flaws)
        if conversion.out != STANDARD:
            noun = "request" if outcome.requests == 1 else "requests"
            say(f"{outcome.requests:,} {noun} written to {conversion.out}")
    leave()


def _convert_all(conversions: list[_Conversion], jobs: int, folder: str, *, quiet: bool) -> None:
    outcomes = []
    jobs = min(jobs, len(conversions))
    with progress("Converting", len(conversions), shown=not quiet) as advance:
        made = _in_processes(conversions, jobs) if jobs > 1 else map(_try, conversions)
        for conversion, outcome in zip(conversions, made, strict=True):
            outcomes.append(outcome)
            advance()
            if outcome.failure:
                say(f"pressroom: {outcome.failure}")
            elif not quiet:
                _warn(conversion.source, outcome.flaws)
    failed = sum(1 for outcome in outcomes if outcome.failure)
    if not quiet:
        say(f"{len(outcomes) - failed} of {len(outcomes)} definitions converted into {folder}")
    raise typer.Exit(0 if not failed else 2 if failed == len(outcomes) else 1)


def _in_processes(conversions: list[_Conversion], jobs: int) -> Iterator[_Outcome]:
    """The outcomes in their order. Interrupted, the conversions that have begun are finished."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    executor = ProcessPoolExecutor(jobs, initializer=_prepare_process)
    try:
        begun = [executor.submit(_try, conversion) for conversion in conversions]
        for conversion, future in zip(conversions, begun, strict=True):
            try:
                yield future.result()
            except BrokenProcessPool:
                reason = "a process ended early, perhaps for lack of memory; try --jobs 1"
                yield _Outcome(failure=_one_line(conversion.source, reason))
    finally:
        executor.shutdown(cancel_futures=True)


def _prepare_process() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()


def _try(conversion: _Conversion) -> _Outcome:
    """Convert one of several; nothing that is wrong with it may stop the others."""
    try:
        with without_garbage_collection():
            return _carry_out(conversion)[0]
    except PressroomError as error:
        return _Outcome(failure=_one_line(conversion.source, str(error)))
    except Exception as error:  # noqa: BLE001 (a fault of ours costs one definition only)
        reason = f"{type(error).__name__}: {error}; please report this"
        return _Outcome(failure=_one_line(conversion.source, reason))


def _carry_out(conversion: _Conversion, *, shown: bool = False) -> tuple[_Outcome, object]:
    """What came of it; and what was made on the way, which takes a while to be freed."""
    with progress("Reading", 1, shown=shown):
        loaded = load_named(
            conversion.source, conversion.allow_hosts, strict=False, jobs=conversion.jobs
        )
    made = collection.convert(loaded, conversion.options, late=True)
    requests = len(placed(made))
    with (
        each_in_processes(conversion.jobs, loaded.references) as each,
        progress("Converting", requests, shown=shown) as advance,
    ):
        write(conversion.out, collection.encode_chunks(made, each=_advancing(each, advance)))
    outcome = _Outcome(requests=requests, flaws=tuple(flaws(loaded)))
    return outcome, (loaded, made)


def _advancing(each: Each, advance: Callable[[], None]) -> Each:
    """The same, telling of each item that is written."""

    def advancing(write_item: Write, items: Sequence[Placed]) -> Iterator[bytes]:
        for text in each(write_item, items):
            advance()
            yield text

    return advancing


def _warn(source: str, messages: Iterable[str]) -> None:
    for message in messages:
        say(f"pressroom: warning: {_one_line(source, message)}")


def _one_line(source: str, message: str) -> str:
    """A message, which names its file below the definition's folder, with what was asked for."""
    text = " ".join(message.split())
    return text if source in text else f"{source}: {text}"
