"""Pressroom as a library: definitions in, collections and SDKs out, without a server or database.

    >>> import pressroom
    >>> definition = pressroom.load("examples/petstore.yaml")
    >>> collection = pressroom.convert(definition)
    >>> content = pressroom.encode(collection)
    >>> sdk = pressroom.generate_sdk(definition, "python")

Everything that goes wrong is a `PressroomError`; see `pressroom.errors` for the whole tree.
`pressroom.check` raises none of them: it lists what is wrong.
"""

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from pressroom.errors import DefinitionError, MissingReference, PressroomError

if TYPE_CHECKING:
    from pressroom.collection import Collection, Options, convert, decode, encode, encode_chunks
    from pressroom.collection.sync import Report, Synced, SyncOptions, sync
    from pressroom.definition import Definition, Limits
    from pressroom.definition.problems import Problem, problems
    from pressroom.files import Source
    from pressroom.sdk.emitters import Sdk, generate_sdk

__all__ = [
    "Collection",
    "Definition",
    "DefinitionError",
    "Limits",
    "MissingReference",
    "Options",
    "PressroomError",
    "Problem",
    "Report",
    "Sdk",
    "SyncOptions",
    "Synced",
    "check",
    "convert",
    "decode",
    "encode",
    "encode_chunks",
    "generate_sdk",
    "load",
    "problems",
    "sync",
]

_LATER = {
    "Collection": "pressroom.collection",
    "Definition": "pressroom.definition",
    "Limits": "pressroom.definition",
    "Options": "pressroom.collection",
    "Problem": "pressroom.definition.problems",
    "Report": "pressroom.collection.sync",
    "Sdk": "pressroom.sdk.emitters",
    "SyncOptions": "pressroom.collection.sync",
    "Synced": "pressroom.collection.sync",
    "convert": "pressroom.collection",
    "decode": "pressroom.collection",
    "encode": "pressroom.collection",
    "encode_chunks": "pressroom.collection",
    "generate_sdk": "pressroom.sdk.emitters",
    "problems": "pressroom.definition.problems",
    "sync": "pressroom.collection.sync",
}
"""What is imported when it is asked for, as not everybody does, and it takes a while."""


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATER[name]), name)


def load(
    source: "Source",
    *,
    root: str | None = None,
    limits: "Limits | None" = None,
    strict: bool = False,
    allow_hosts: Iterable[str] = (),
) -> "Definition":
    """Load a definition.

    Args:
        source: the path of a file, folder or zip archive; `-` for standard input; a file's or
            zip archive's content as `bytes`; or several files, as a mapping from relative POSIX
            paths to contents or a list of `{"path": …, "content": …}`.
        root: which of several files the definition starts from; found when absent.
        limits: what the files may weigh.
        strict: refuse a definition with a missing reference; else what it names is absent, and
            `definition.references.missing` tells which were met.
        allow_hosts: the hosts that references may be fetched from, such as `example.com`, or
            `http://example.com` for plain HTTP; nothing is fetched from elsewhere.

    Raises:
        DefinitionError: it can't be used; says where and why.
    """
    from pressroom.definition import load as load_files
    from pressroom.files import read_definition

    read = read_definition(source, limits, root=root, allow_hosts=allow_hosts)
    return load_files(
        read.files, root=read.root, limits=limits, strict=strict, documents=read.documents
    )


def check(
    source: "Source",
    *,
    root: str | None = None,
    limits: "Limits | None" = None,
    allow_hosts: Iterable[str] = (),
) -> "list[Problem]":
    """List what is wrong with a definition, by file, line, column and rule.

    Takes what `load` takes, and raises nothing for a faulty definition: what keeps it from being
    loaded is a problem too. `pressroom.definition.problems.RULES` explains the rules.
    """
    from pressroom.definition import problems as checks
    from pressroom.files import read_definition

    try:
        read = read_definition(source, limits, root=root, allow_hosts=allow_hosts)
    except DefinitionError as error:
        return [checks.problem_of(error)]
    return checks.check(read.files, root=read.root, limits=limits)
