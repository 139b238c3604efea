"""`pressroom convert`: definitions in, collections out; no database, and nothing that needs one."""

import gc
import inspect
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, BinaryIO, NamedTuple

import msgspec
import typer

from pressroom.cli.output import say
from pressroom.collection import Options, convert, encode_chunks
from pressroom.collection.options import DEEPEST
from pressroom.definition import Definition, Limits, Operation, load
from pressroom.errors import MissingReference, PressroomError, SettingsError
from pressroom.files import load_definition
from pressroom.settings import read_settings

_STANDARD = "-"
_MOST_WARNINGS = 20
_MANY_OPERATIONS = 3_000


class Outcome(NamedTuple):
    """What became of one definition: how many requests, and what it was read in spite of."""

    source: str
    requests: int = 0
    missing: Sequence[str] = ()
    error: str = ""


class Job(NamedTuple):
    """One definition to convert, and the file to write; `-` is standard input and output."""

    source: str
    out: str
    options: Options
    limits: Limits


def command(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE_OR_FOLDER...", help="OpenAPI definitions, JSON or YAML; - reads one."
        ),
    ],
    out: Annotated[
        str | None,
        typer.Option(
            "--out",
            "-o",
            metavar="FILE_OR_FOLDER",
            help="Where to write: a file, or a folder for several; without it, standard output.",
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Processes for several files; one a processor."),
    ] = None,
    **choices: Any,
) -> None:
    """Convert definitions to Collections v2.1. Needs no database.

    Several are written into a folder, by their paths below the closest folder that holds them
    all, with .json for a suffix. One that fails doesn't stop the others. Exits with 0 when all
    were converted, 1 when one of several failed, and 2 when nothing was.

    References that lead nowhere are read as if they weren't there, and reported.

    Example: [bold]pressroom convert openapi.yaml -o collection.json[/bold]
    """
    gc.disable()  # A process that ends soon has better things to do than to look for cycles.
    options = Options(**choices)
    limits = Limits(file_bytes=read_settings({}).definition_bytes)
    if len(sources) == 1:
        _report(_convert(Job(sources[0], _place(sources[0], out), options, limits), track=_shown))
        return
    outcomes = list(_convert_all(list(_named(sources, out, options, limits)), jobs))
    failed = sum(bool(outcome.error) for outcome in outcomes)
    say(f"{len(outcomes) - failed} of {len(outcomes)} definitions converted")
    raise typer.Exit(1 if failed else 0)


def _place(source: str, out: str | None) -> str:
    """The file for one definition; in a folder it is called after the definition."""
    if out is None:
        return _STANDARD
    is_folder = out.endswith(os.sep) or Path(out).is_dir()
    return str(Path(out, f"{_stem(source)}.json")) if is_folder else out


def _stem(source: str) -> str:
    return "collection" if source == _STANDARD else Path(source).resolve().stem


def _named(sources: list[str], out: str | None, options: Options, limits: Limits) -> Iterator[Job]:
    """A job for each of several definitions.

    Raises:
        SettingsError: there is no folder to write into, or two would be written to one file.
    """
    if out is None or out == _STANDARD or Path(out).is_file():
        raise SettingsError("Several definitions need a folder to be written into: -o FOLDER.")
    if _STANDARD in sources:
        raise SettingsError("Standard input is one definition; convert it alone.")
    paths = [Path(source).absolute() for source in sources]
    base = os.path.commonpath([path.parent for path in paths])
    taken: dict[Path, str] = {}
    for source, path in zip(sources, paths, strict=True):
        place = Path(out, path.relative_to(base)).with_suffix(".json")
        if taken.setdefault(place, source) != source:
            raise SettingsError(f"{taken[place]} and {source} would both be written to {place}.")
        yield Job(source, str(place), options, limits)


def _convert_all(jobs: list[Job], processes: int | None) -> Iterator[Outcome]:
    """Convert in several processes, the largest files first so that none is left over at the end.

    The processes start afresh (`spawn`): copies of one that has threads may hang.
    """
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from multiprocessing import get_context

    jobs.sort(key=lambda job: _weight(Path(job.source)), reverse=True)
    count = min(processes or os.cpu_count() or 1, len(jobs))
    with (
        ProcessPoolExecutor(count, get_context("spawn"), _settle_in) as executor,
        _counting(len(jobs)) as count_one,
    ):
        for future in as_completed([executor.submit(_tried, job) for job in jobs]):
            outcome = future.result()
            count_one()
            _tell(outcome)
            yield outcome


def _weight(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _settle_in() -> None:
    """Get a worker process ready: what is there stays, so it needn't be looked at for cycles."""
    gc.disable()
    gc.freeze()


def _tried(job: Job) -> Outcome:
    try:
        outcome = _convert(job)
    except PressroomError as error:
        outcome = Outcome(job.source, error=str(error))
    gc.collect()
    return outcome


def _convert(
    job: Job, track: Callable[[Sequence[Operation]], Iterable[Operation]] | None = None
) -> Outcome:
    definition = _loaded(job)
    collection = convert(definition, job.options, track=track)
    with _opened(job.out) as file:
        file.writelines(encode_chunks(collection))
    missing = [_warning(error) for error in definition.references.missing]
    return Outcome(job.source, len(definition.operations), missing)


def _loaded(job: Job) -> Definition:
    if job.source == _STANDARD:
        return load(sys.stdin.buffer.read(), limits=job.limits, strict=False)
    return load_definition(Path(job.source), job.limits)


def _warning(error: MissingReference) -> str:
    return f"warning: {error}; read as if it weren't there"


@contextmanager
def _opened(out: str) -> Iterator[BinaryIO]:
    """The file, put in its place when it is complete; or standard output."""
    if out == _STANDARD:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(out)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            with beside.open("wb") as file:
                yield file
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise SettingsError(f"Can't write {out}: {error.strerror or error}.") from error


def _report(outcome: Outcome) -> None:
    _tell(outcome)
    noun = "request" if outcome.requests == 1 else "requests"
    say(f"{outcome.requests} {noun} converted")


def _tell(outcome: Outcome) -> None:
    if outcome.error:
        say(f"pressroom: {outcome.source}: {outcome.error}")
    for warning in outcome.missing[:_MOST_WARNINGS]:
        say(warning)
    if len(outcome.missing) > _MOST_WARNINGS:
        say(f"warning: and {len(outcome.missing) - _MOST_WARNINGS} more; see pressroom check")


def _shown(operations: Sequence[Operation]) -> Iterable[Operation]:
    """The operations behind a progress bar, where somebody looks and there are many."""
    if len(operations) < _MANY_OPERATIONS or not sys.stderr.isatty():
        return operations
    from rich.console import Console
    from rich.progress import track

    return track(operations, "Converting", console=Console(stderr=True), transient=True)


@contextmanager
def _counting(total: int) -> Iterator[Callable[[], object]]:
    """A progress bar over files, where somebody looks."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("Converting", total=total)
        yield lambda: progress.advance(bar)


def _flags() -> Iterator[inspect.Parameter]:
    """A flag for each field of `Options`, with the help of its docstring."""
    helps = dict(_ATTRIBUTE.findall(inspect.cleandoc(Options.__doc__ or "")))
    for field in msgspec.structs.fields(Options):
        text = " ".join(helps[field.name].split()).replace("`", "")
        is_count = field.type is int
        option = typer.Option(
            help=text[0].upper() + text[1:].partition(". ")[0].rstrip(".") + ".",
            case_sensitive=False,
            min=1 if is_count else None,
            max=DEEPEST if is_count else None,
            rich_help_panel="Conversion (more in docs/options.md)",
        )
        yield inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=field.default,
            annotation=Annotated[field.type, option],
        )


def _with_flags(function: Callable[..., None]) -> Callable[..., None]:
    """`function` with the flags in place of its `**choices`."""
    signature = inspect.signature(function)
    own = [one for one in signature.parameters.values() if one.kind is not one.VAR_KEYWORD]
    parameters = [*own, *_flags()]
    function.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    function.__annotations__ = {one.name: one.annotation for one in parameters}
    return function


_ATTRIBUTE = re.compile(r"^    (\w+): (.*(?:\n {8}.*)*)", re.MULTILINE)
convert_command = _with_flags(command)
