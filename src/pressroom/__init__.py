"""Pressroom as a library: definitions in, collections out; no server and no database needed.

    >>> import pressroom
    >>> definition = pressroom.load("examples/petstore.yaml")
    >>> collection = pressroom.convert(definition)
    >>> content = pressroom.encode(collection)

Everything that goes wrong is a `PressroomError`; see `pressroom.errors` for the whole tree.
"""

from collections.abc import Mapping
from pathlib import Path

from pressroom.collection import Collection, Options, convert, decode, encode, sync
from pressroom.definition import Definition, Limits
from pressroom.definition import load as load_files
from pressroom.errors import DefinitionError, MissingReference, PressroomError
from pressroom.files import load_definition

__all__ = [
    "Collection",
    "Definition",
    "DefinitionError",
    "Limits",
    "MissingReference",
    "Options",
    "PressroomError",
    "convert",
    "decode",
    "encode",
    "load",
    "sync",
]


def load(
    source: str | Path | bytes | Mapping[str, bytes],
    *,
    root: str | None = None,
    limits: Limits | None = None,
    strict: bool = False,
) -> Definition:
    """Load a definition.

    Args:
        source: the path of a file or folder, a file's content as `bytes`, or several files'
            contents by their relative POSIX paths.
        root: which of several files the definition starts from; found when absent.
        limits: what the files may weigh.
        strict: refuse a definition with a missing reference; else what it names is absent, and
            `definition.references.missing` tells which were met.

    Raises:
        DefinitionError: it can't be used; says where and why.
    """
    if isinstance(source, str | Path):
        return load_definition(Path(source), limits, strict=strict)
    return load_files(source, root=root, limits=limits, strict=strict)
