"""`pressroom sync`: a collection that people have changed, brought in step with its definition."""

import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from pressroom import collection
from pressroom.cli.flags import with_option_flags
from pressroom.cli.loading import flaws, load_named, without_garbage_collection
from pressroom.cli.output import STANDARD, say, write
from pressroom.cli.reporting import report_lines
from pressroom.collection import Options
from pressroom.collection.sync import SyncOptions
from pressroom.collection.sync import sync as sync_collection
from pressroom.definition import Definition
from pressroom.errors import InvalidRequest, SettingsError


@with_option_flags
def sync(
    current: Annotated[
        str,
        typer.Argument(
            metavar="COLLECTION",
            help="The collection as people have it now: a Collection v2.1 in JSON, or - for "
            "standard input.",
        ),
    ],
    source: Annotated[
        str,
        typer.Argument(
            metavar="DEFINITION",
            help="The OpenAPI definition as it is now: a file, folder or zip archive.",
        ),
    ],
    *,
    base: Annotated[
        str | None,
        typer.Option(
            metavar="OLD_DEFINITION",
            help="The definition that the collection was generated from, or the collection as it "
            "was generated. Without it nobody can tell what people changed: all that the "
            "collection has stays, and only what it lacks is added.",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")
    ] = False,
    out: Annotated[
        str,
        typer.Option(
            "--out",
            "-o",
            metavar="OUT",
            help="Where to write the collection, which may be COLLECTION itself; - for standard "
            "output.",
        ),
    ] = STANDARD,
    report: Annotated[
        str | None,
        typer.Option("--report", metavar="FILE", help="Where to write the whole report, in JSON."),
    ] = None,
    delete_orphaned_requests: Annotated[
        bool,
        typer.Option(
            "--delete-orphaned-requests",
            help="Remove what the definition dropped even if people had changed it. Without it "
            "that is kept in a folder 'Removed from definition'.",
        ),
    ] = False,
    sync_examples: Annotated[
        bool,
        typer.Option(
            "--sync-examples/--no-sync-examples",
            help="Whether saved examples follow the definition. New requests have theirs anyway.",
        ),
    ] = True,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no report.")] = False,
    options: Options,
) -> None:
    """Bring a collection in step with its definition, and lose nothing that people did to it.

    What only the definition changed follows it, what only people changed stays. Where both
    changed something, it stays as people have it, and the report tells the conflict. The options
    should be those that the collection was generated with. Needs no database. Exits with 0,
    conflicts or not, and with 2 when it can't be done.

    Example: [bold]pressroom sync pets.json openapi.yaml --base openapi-v1.yaml -o pets.json[/bold]
    """
    with without_garbage_collection():
        synced = sync_collection(
            _read_collection(current, source),
            _load(source),
            base=None if base is None else _read_base(base),
            options=options,
            sync_options=SyncOptions(delete_orphaned_requests, sync_examples),
        )
    if report is not None:
        content = msgspec.json.format(msgspec.json.encode(synced.report), indent=2)
        write(report, [content, b"\n"])
    if not dry_run:
        write(out, [synced.content])
    if not quiet:
        for line in report_lines(synced.report):
            typer.echo(line, err=not dry_run)


def _read_collection(source: str, definition: str) -> bytes:
    if source == STANDARD:
        if definition == STANDARD:
            raise SettingsError("Only one of COLLECTION and DEFINITION can be standard input (-).")
        return sys.stdin.buffer.read()
    content = _read(source)
    if not _is_collection(content):
        raise InvalidRequest(
            f"{source} is no Collection v2.1 in JSON; the order is COLLECTION, then DEFINITION."
        )
    return content


def _read(source: str) -> bytes:
    try:
        return Path(source).read_bytes()
    except OSError as error:
        raise SettingsError(f"Can't read {source}: {(error.strerror or '').lower()}.") from error


def _is_collection(content: bytes) -> bool:
    try:
        found = collection.decode(content)
    except InvalidRequest:
        return False
    return isinstance(found.get("info"), dict) and isinstance(found.get("item"), list)


def _read_base(source: str) -> bytes | Definition:
    if source != STANDARD and Path(source).is_file():
        content = _read(source)
        if _is_collection(content):
            return content
    return _load(source)


def _load(source: str) -> Definition:
    definition = load_named(source, strict=False)
    for message in flaws(definition):
        say(f"pressroom: warning: {message}")
    return definition
