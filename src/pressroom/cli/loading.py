"""A definition as the command line names it in, loaded; and what to say about it."""

import gc
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pressroom.cli.forking import CAN_FORK, both_at_once
from pressroom.definition import Definition, Limits, load
from pressroom.definition.syntax import one_after_another
from pressroom.files import read_definition
from pressroom.settings import read_settings

_MOST_FLAWS = 20

_LARGE = 1 << 20
"""The bytes of a file from which on a second process is worth its start."""


def load_named(
    source: str, allow_hosts: Iterable[str] = (), *, strict: bool = True, jobs: int | None = None
) -> Definition:
    """The definition in a file, folder, zip archive or, as `-`, on standard input.

    Without `strict` missing references are read as absent; `flaws` tells them. A large file in
    YAML is read in up to `jobs` processes, as many as there are processors by default.

    Raises:
        PressroomError: it can't be used.
    """
    limits = Limits(file_bytes=read_settings({}).definition_bytes)
    several = file_size(source) > _LARGE and (jobs or os.cpu_count() or 1) > 1
    both = both_at_once if several and CAN_FORK else one_after_another
    read = read_definition(source, limits, allow_hosts=allow_hosts, both=both)
    return load(read.files, root=read.root, limits=limits, strict=strict, documents=read.documents)


def file_size(source: str) -> int:
    """The bytes of a file; 0 when it can't be told, which reading it explains."""
    try:
        return Path(source).stat().st_size
    except (OSError, ValueError):
        return 0


def flaws(definition: Definition) -> list[str]:
    """What had to be worked around to read a definition, a line each."""
    missing = definition.references.missing
    shown = [f"{error}; read as if it weren't there" for error in missing[:_MOST_FLAWS]]
    if len(missing) > _MOST_FLAWS:
        shown.append(f"and {len(missing) - _MOST_FLAWS} more; see pressroom check")
    return shown


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """A conversion makes many values and few cycles, so looking for cycles can wait."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
