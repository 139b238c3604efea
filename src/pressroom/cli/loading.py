"""A definition as the command line names it in, loaded; and what to say about it."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from pressroom.definition import Definition, Limits, load
from pressroom.files import read_definition
from pressroom.settings import read_settings

_MOST_FLAWS = 20


def load_named(source: str, allow_hosts: Iterable[str] = (), *, strict: bool = True) -> Definition:
    """The definition in a file, folder, zip archive or, as `-`, on standard input.

    Without `strict` missing references are read as absent; `flaws` tells them.

    Raises:
        PressroomError: it can't be used.
    """
    limits = Limits(file_bytes=read_settings({}).definition_bytes)
    read = read_definition(source, limits, allow_hosts=allow_hosts)
    return load(read.files, root=read.root, limits=limits, strict=strict, documents=read.documents)


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
