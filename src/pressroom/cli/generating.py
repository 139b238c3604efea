"""`pressroom sdk`: from a definition to a client library in a folder, without a database."""

import gc
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from pressroom import sdk
from pressroom.cli.forking import CAN_FORK, both_at_once
from pressroom.cli.loading import flaws, load_named
from pressroom.cli.options import AllowHost
from pressroom.cli.output import STANDARD, leave, say, write, write_all
from pressroom.cli.printing import by_processes
from pressroom.errors import SettingsError
from pressroom.sdk.archive import compress, decompress

_HOME = ".pressroom"
"""The folder within a library that holds what was generated last, in the file `_BASE`."""

_BASE = "generated.json.gz"

_LARGE = 100
"""The files from which on a second process is worth its start."""

_MOST_SHOWN = 20


class _Manifest(msgspec.Struct, frozen=True, rename="camel"):
    """What a folder holds: `manifest.json`, beside the texts in `_BASE`."""

    language: str
    package: str
    files: tuple[str, ...]


def generate(
    source: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="An OpenAPI definition, JSON or YAML: a file, folder or zip archive, or - for "
            "standard input.",
        ),
    ],
    language: Annotated[
        str,
        typer.Option("--language", "-l", help=f"One of {', '.join(sdk.LANGUAGES)}."),
    ],
    out: Annotated[
        str,
        typer.Option(
            "--out",
            "-o",
            metavar="PATH",
            help="Where to write: a folder; a file that ends with .zip; or - for a zip archive on "
            "standard output.",
        ),
    ],
    package: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="What to call it; without it, by the definition's title."
        ),
    ] = "",
    version: Annotated[
        str,
        typer.Option(metavar="TEXT", help="The library's version; without it, the definition's."),
    ] = "",
    allow_host: AllowHost = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Show only failures and conflicts.")
    ] = False,
) -> None:
    """Generate a client library, or reference pages, from a definition. Needs no database.

    Generating again over a folder keeps what was edited there: edits and what is new are merged
    by lines. Where both change the same lines the edit stays, the conflict is told, and the exit
    status is 1. What was decided where the definition leaves something open is in
    .pressroom/report.txt.

    Example: [bold]pressroom sdk openapi.yaml --language python -o client[/bold]
    """
    gc.disable()
    loaded = load_named(source, allow_host or (), strict=False)
    built = sdk.generate_sdk(
        loaded, language, package=package, version=version, print_all=by_processes
    )
    if not quiet:
        for flaw in flaws(loaded):
            say(f"pressroom: warning: {flaw}")
    if out == STANDARD or out.lower().endswith(".zip"):
        write(out, [built.archive()])
        conflicts: tuple[sdk.Conflict, ...] = ()
        kept = 0
    else:
        conflicts, kept = _write_folder(Path(out), built)
    if not quiet and out != STANDARD:
        say(_summary(built, out, kept))
    _tell(conflicts)
    leave()


def _write_folder(folder: Path, built: sdk.Sdk) -> tuple[tuple[sdk.Conflict, ...], int]:
    """Bring a folder up to date; its conflicts, and how many files keep edits."""
    base = _read_base(folder, built.language)
    present = _read_present(folder, {**base, **built.files})
    found = sdk.regenerate(base, present, built.files)
    home = folder / _HOME
    if len(found.write) > _LARGE and CAN_FORK:
        # Compressing the base takes about as long as writing two thirds of the files.
        first, last = _divided(found.write, 4 / 5)
        there = partial(_write_files, folder, last, built.files)
        both_at_once(partial(write_all, folder, first), there)
    else:
        _write_files(folder, found.write, built.files)
    _remove(folder, found.remove)
    manifest = _Manifest(built.language, built.package, tuple(sorted(built.files)))
    write(str(home / "report.txt"), [built.report.encode()])
    encoded = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
    write(str(home / "manifest.json"), [encoded, b"\n"])
    return found.conflicts, len(found.kept)


def _write_files(folder: Path, files: Mapping[str, str], base: Mapping[str, str]) -> None:
    """Write files, and what they will be compared with when they are generated again."""
    write_all(folder, files)
    write(str(folder / _HOME / _BASE), [compress(base)])


def _divided(files: Mapping[str, str], share: float) -> tuple[dict[str, str], dict[str, str]]:
    """The first files, which are that share of them, and the others."""
    items = list(files.items())
    count = round(len(items) * share)
    return dict(items[:count]), dict(items[count:])


def _read_base(folder: Path, language: str) -> dict[str, str]:
    """What was generated into a folder before.

    Raises:
        SettingsError: it holds something else than a library in this language.
    """
    home = folder / _HOME
    try:
        if folder.exists() and not folder.is_dir():
            raise SettingsError(
                f"{folder} is a file; -o takes a folder, or a file ending with .zip."
            )
        if not home.exists():
            return {}
        manifest = msgspec.json.decode((home / "manifest.json").read_bytes(), type=_Manifest)
        texts = decompress((home / _BASE).read_bytes())
    except (OSError, ValueError) as error:
        advice = "mend or remove it, and keep a copy of what you edited"
        raise SettingsError(
            f"Can't read what was generated in {home}: {error}; {advice}."
        ) from error
    if manifest.language != language:
        raise SettingsError(f"{folder} holds {manifest.language}; choose another folder.")
    return texts


def _read_present(folder: Path, paths: Iterable[str]) -> dict[str, str | None]:
    """Those of these files that are there, with their texts; `None` for what isn't text."""
    present: dict[str, str | None] = {}
    for path in paths if folder.exists() else ():
        try:
            present[path] = (folder / path).read_bytes().decode()
        except (FileNotFoundError, NotADirectoryError):
            continue
        except UnicodeDecodeError:
            present[path] = None
        except OSError as error:
            reason = (error.strerror or "").lower()
            raise SettingsError(f"Can't read {folder / path}: {reason}.") from error
    return present


def _remove(folder: Path, paths: Iterable[str]) -> None:
    """Remove files, and the folders that they leave empty."""
    for path in paths:
        file = folder / path
        file.unlink(missing_ok=True)
        for parent in file.parents:
            if parent == folder or any(parent.iterdir()):
                break
            parent.rmdir()


def _summary(built: sdk.Sdk, out: str, kept: int) -> str:
    noun = "operation" if built.operations == 1 else "operations"
    parts = [f"{built.operations:,} {noun} in {len(built.files):,} files written to {out}"]
    if kept:
        parts.append(f"{kept:,} with edits of yours")
    if built.decisions:
        where = "" if out.lower().endswith(".zip") else f"{out.rstrip('/')}/"
        count = len(built.decisions)
        noun = "decision" if count == 1 else "decisions"
        parts.append(f"{count:,} {noun} in {where}{_HOME}/report.txt")
    return "; ".join(parts)


def _tell(conflicts: tuple[sdk.Conflict, ...]) -> None:
    """Say what the conflicts are, and end with 1 if there are any."""
    for conflict in conflicts[:_MOST_SHOWN]:
        say(f"pressroom: conflict: {conflict}")
    if len(conflicts) > _MOST_SHOWN:
        say(f"pressroom: and {len(conflicts) - _MOST_SHOWN:,} more conflicts")
    if conflicts:
        raise typer.Exit(1)
