"""Definitions on disk: a path in, the root's name and the content of every file out.

This is the only module that reads definitions from the file system.
"""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pressroom.definition import Definition, Json, Limits, find_root, load, parse
from pressroom.definition.references import is_local, split_reference
from pressroom.errors import DefinitionError, DefinitionTooLarge, UnsupportedDefinition

_SUFFIXES = (".json", ".yaml", ".yml")
_LEFT_OUT = "node_modules"


def read_definition(path: Path, limits: Limits | None = None) -> tuple[str, dict[str, bytes]]:
    """Read a definition for `load`: the root's path among the files, and the files.

    A file is read with every file that its references name, directly or not; the paths are
    relative to the closest folder that holds them all. References may climb out of the file's
    folder, but that closest folder may not be the file system's root, a home folder or one
    above it, and only `.json`, `.yaml` and `.yml` files outside hidden folders are read:
    a definition from elsewhere can't collect private files.

    A folder is read with every such file below it, except in hidden folders and node_modules.

    Raises:
        DefinitionError: there is no such path, or it can't be read.
        UnsupportedDefinition: a folder without a definition.
        DefinitionTooLarge: over `limits`.
    """
    source = _read(path, limits or Limits())
    return source.root, dict(source.files)


def load_definition(
    path: Path, limits: Limits | None = None, *, strict: bool = False
) -> Definition:
    """Read a definition as `read_definition` does, and load it, each file parsed once.

    The contents aren't kept: `files` of the definition reads them from disk again.

    Args:
        path: of a file or folder.
        limits: what the files may weigh.
        strict: refuse a definition with a missing reference; else what it names is absent.

    Raises:
        DefinitionError: it can't be read or used; says where and why.
    """
    limits = limits or Limits()
    root, files, parsed = _read(path, limits)
    return load(files, root=root, limits=limits, strict=strict, parsed=parsed)


class _OnDisk(Mapping[str, bytes]):
    """Files by their path in the definition; each is read when it is asked for, and not kept."""

    def __init__(self, places: Mapping[str, Path]) -> None:
        self._places = places

    def __getitem__(self, path: str) -> bytes:
        return self._places[path].read_bytes()

    def __contains__(self, path: object) -> bool:
        return path in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


class _Source(NamedTuple):
    """The root's path, the content of each file, and of some what they parse to."""

    root: str
    files: Mapping[str, bytes]
    parsed: Mapping[str, Json]


def _read(path: Path, limits: Limits) -> _Source:
    reader = _Reader(limits)
    start = _absolute(path)
    try:
        return reader.folder(start) if start.is_dir() else reader.file(start)
    except OSError as error:
        name = error.filename or path
        reason = (error.strerror or "can't be read").lower()
        raise DefinitionError(
            f"{reason}; check the path and its permissions", file=f"{name}"
        ) from None


class _Reader:
    """Reads files until they are over the limit."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._size = 0
        self._parsed: dict[Path, Json] = {}

    def file(self, start: Path) -> _Source:
        found: set[Path] = set()
        todo = [start]
        while todo:
            path = todo.pop()
            if path not in found:
                found.add(path)
                todo.extend(self._referred(path, self._content(path), start.parent))
        base = Path(os.path.commonpath([path.parent for path in found]))
        _refuse_wide_base(base, start)
        names = {path: path.relative_to(base).as_posix() for path in sorted(found)}
        return _Source(
            names[start],
            _OnDisk({name: path for path, name in names.items()}),
            {names[path]: document for path, document in self._parsed.items()},
        )

    def folder(self, start: Path) -> _Source:
        paths = sorted(_definition_files(start))
        if not paths:
            raise UnsupportedDefinition(
                "the folder holds no .json, .yaml or .yml file; name the definition's folder",
                file=str(start),
            )
        files = {path.relative_to(start).as_posix(): self._content(path) for path in paths}
        return _Source(find_root(files, self._limits), files, {})

    def _content(self, path: Path) -> bytes:
        self._count(path, path.stat().st_size)
        return path.read_bytes()

    def _count(self, path: Path, size: int) -> None:
        self._size += size
        if self._size > self._limits.file_bytes:
            raise DefinitionTooLarge(
                f"with this file the definition is over {self._limits.file_bytes:,} bytes; "
                "leave out what it doesn't need, or raise the limit",
                file=str(path),
            )

    def _referred(self, path: Path, content: bytes, folder: Path) -> Iterator[Path]:
        """The files that one file refers to; what is wrong with it, `load` will say."""
        try:
            document = self._parsed[path] = parse(content, path.name, self._limits)
        except DefinitionError:
            return
        if path.suffix.lower() == ".json" and not _names_others(content):
            return
        for reference in _references(document):
            target = _absolute(path.parent / split_reference(reference, "")[0])
            if _is_definition(target, folder) and target.is_file():
                yield target


def _absolute(path: Path) -> Path:
    """`path` without `..`, by its name alone: a symbolic link stays the name it has."""
    return Path(os.path.normpath(path.absolute()))


def _names_others(content: bytes) -> bool:
    """Whether JSON may name another file: a look at the text that only ever errs by saying yes."""
    return b"\\u00" in content or any(pattern.search(content) for pattern in _NAMES_OTHERS)


_NAMES_OTHERS = (
    re.compile(rb'"\$ref"\s*:\s*"[^#"]'),
    re.compile(rb'"mapping"\s*:\s*\{[^{}]*:\s*"[^#"]'),
)


def _references(document: Json) -> Iterator[str]:
    """Everything that may name another file: `$ref`s, and a discriminator's mapping."""
    todo = [document] if isinstance(document, dict | list) else []
    while todo:
        node = todo.pop()
        if isinstance(node, dict):
            mapping = node.get("mapping")
            named = [node.get("$ref"), *(mapping.values() if isinstance(mapping, dict) else ())]
            yield from (name for name in named if isinstance(name, str) and is_local(name))
            node = list(node.values())
        todo += [one for one in node if type(one) is dict or type(one) is list]


def _is_definition(path: Path, folder: Path) -> bool:
    """Whether a file may be read: by its suffix, and by the folders on the way from `folder`."""
    way = Path(os.path.relpath(path, folder)).parts
    hidden = any(part.startswith(".") and part != ".." for part in way)
    return path.suffix.lower() in _SUFFIXES and not hidden


def _refuse_wide_base(base: Path, start: Path) -> None:
    home = Path(os.path.expanduser("~")).absolute()  # noqa: PTH111 (no home is no error)
    if base != start.parent and home.is_relative_to(base):
        raise DefinitionError(
            f"its references climb so far that the files' common folder is {base}; "
            "move the files closer together",
            file=str(start),
        )


def _definition_files(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder, onerror=_raise):
        folders[:] = sorted(name for name in folders if name[0] != "." and name != _LEFT_OUT)
        yield from (
            Path(parent, name)
            for name in names
            if name[0] != "." and name.lower().endswith(_SUFFIXES)
        )


def _raise(error: OSError) -> None:
    raise error
