"""A definition as the command line names it in, loaded; and what to say about it."""

from collections.abc import Iterable

from pressroom.definition import Definition, Limits, load
from pressroom.files import read_definition
from pressroom.settings import read_settings


def load_named(source: str, allow_hosts: Iterable[str] = ()) -> Definition:
    """The definition in a file, folder, zip archive or, as `-`, on standard input.

    Raises:
        PressroomError: it can't be used.
    """
    limits = Limits(file_bytes=read_settings({}).definition_bytes)
    read = read_definition(source, limits, allow_hosts=allow_hosts)
    return load(read.files, root=read.root, limits=limits, documents=read.documents)


def flaws(definition: Definition) -> list[str]:
    """What had to be worked around to read a definition, a line each."""
    missing = getattr(definition.references, "missing", ())
    return [" ".join(str(error).split()) for error in missing]
