"""Pressroom as a library: definitions in, collections out; no server and no database needed.

    >>> import pressroom
    >>> definition = pressroom.load("examples/petstore.yaml")
    >>> collection = pressroom.convert(definition)
    >>> content = pressroom.encode(collection)

Everything that goes wrong is a `PressroomError`; see `pressroom.errors` for the whole tree.
`pressroom.check` raises none of them: it lists what is wrong.
"""

from collections.abc import Mapping
from pathlib import Path

from pressroom.collection import Collection, Options, convert, decode, encode, sync
from pressroom.definition import Definition, Limits
from pressroom.definition import load as load_files
from pressroom.definition.problems import Problem, problem_of, problems
from pressroom.definition.problems import check as check_files
from pressroom.errors import DefinitionError, MissingReference, PressroomError
from pressroom.files import load_definition, read_definition

__all__ = [
    "Collection",
    "Definition",
    "DefinitionError",
    "Limits",
    "MissingReference",
    "Options",
    "PressroomError",
    "Problem",
    "check",
    "convert",
    "decode",
    "encode",
    "load",
    "problems",
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


def check(
    source: str | Path | bytes | Mapping[str, bytes],
    *,
    root: str | None = None,
    limits: Limits | None = None,
) -> list[Problem]:
    """List what is wrong with a definition, by file, line, column and rule.

    Takes what `load` takes, and raises nothing for a faulty definition: what keeps it from being
    loaded is a problem too. `pressroom.definition.problems.RULES` explains the rules.
    """
    try:
        if isinstance(source, str | Path):
            root, source = read_definition(Path(source), limits)
    except DefinitionError as error:
        return [problem_of(error)]
    return check_files(source, root=root, limits=limits)
