"""Definitions from outside: a path, archive, list or standard input in, its files' contents out.

This is the only module that reads definitions from the file system; `network` fetches for it.
"""

import os
import posixpath
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin

from pressroom.definition import Json, Limits, find_root, parse
from pressroom.definition.archive import is_archive, unpack
from pressroom.definition.references import is_local, split_reference
from pressroom.definition.syntax import (
    Both,
    Look,
    look_nowhere,
    looks_like_json,
    one_after_another,
    refuse_oversize,
)
from pressroom.errors import DefinitionError, DefinitionTooLarge, UnsupportedDefinition

STANDARD_INPUT = "-"

_SUFFIXES = (".json", ".yaml", ".yml")
_LEFT_OUT = "node_modules"
_CONTAINERS = frozenset((dict, list))
_ELSEWHERE = (
    re.compile(rb'\$ref"\s*+:\s*+"(?!#)'),
    re.compile(
        rb'mapping"\s*+:\s*+\{'
        rb'(?!(?:\s*+"[^"\\]*+"\s*+:\s*+"(?:#[^"\\]*+|[^"\\.%]*+)"\s*+,?+)*+\s*+\})'
    ),
    re.compile(rb"\\u00[267]"),
)
"""What JSON that names another file has one of: a `$ref` that doesn't start with `#`, a
discriminator's `mapping` to a name with a suffix, or either of them in escapes."""

Source = str | Path | bytes | Mapping[str, bytes] | Iterable[Mapping[str, str | bytes]]


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


class DefinitionFiles(NamedTuple):
    """A definition as it was read: the root's path, each file's content, and what is parsed."""

    root: str
    files: Mapping[str, bytes]
    documents: Mapping[str, Json]


def read_definition(
    source: Source,
    limits: Limits | None = None,
    *,
    root: str | None = None,
    allow_hosts: Iterable[str] = (),
    both: Both = one_after_another,
) -> DefinitionFiles:
    """Read a definition for `load`.

    A file is read with every file that its references name, directly or not; the paths are
    relative to the closest folder that holds them all. References may climb out of the file's
    folder, but that closest folder may not be the file system's root, a home folder or one
    above it, and only `.json`, `.yaml` and `.yml` files outside hidden folders are read:
    a definition from elsewhere can't collect private files.

    What such a file holds isn't kept once it is parsed: `files` reads it again.

    A folder is read with every such file below it, except in hidden folders and node_modules; a
    zip archive likewise. References to the network are followed to `allow_hosts` alone, and the
    files from there have their URL for a path.

    Args:
        source: the path of a file, folder or zip archive; `-` for standard input; a file's or
            zip archive's content as `bytes`; the contents of several files by their paths, or
            as `{"path": …, "content": …}` each.
        limits: what the files may weigh.
        root: which of several files the definition starts from; found when absent.
        allow_hosts: see `network.Fetcher`.
        both: see `definition.syntax.parse`.

    Raises:
        DefinitionError: there is no such path, or it can't be read.
        UnsupportedDefinition: several files without a definition.
        DefinitionTooLarge: over `limits`.
    """
    reader = _Reader(limits or Limits(), root, both)
    read = reader.contents(source) if not isinstance(source, str | Path) else reader.path(source)
    hosts = tuple(allow_hosts)
    return reader.with_network(read, hosts) if hosts else read


class _Reader:
    """Reads files until they are over the limit."""

    def __init__(self, limits: Limits, root: str | None, both: Both) -> None:
        self._limits = limits
        self._root = root
        self._both = both
        self._left = limits.file_bytes

    def path(self, source: str | Path) -> DefinitionFiles:
        if source == STANDARD_INPUT:
            return self.contents(sys.stdin.buffer.read(self._limits.file_bytes + 1))
        start = _absolute(Path(source))
        try:
            return self.folder(start) if start.is_dir() else self.file(start)
        except OSError as error:
            name = error.filename or source
            reason = (error.strerror or "can't be read").lower()
            raise DefinitionError(
                f"{reason}; check the path and its permissions", file=f"{name}"
            ) from None

    def contents(
        self, source: bytes | Mapping[str, bytes] | Iterable[Mapping[str, str | bytes]]
    ) -> DefinitionFiles:
        """What is in memory already."""
        if isinstance(source, bytes):
            return self._content(source)
        files = source if isinstance(source, Mapping) else _listed(source)
        return self._several(files)

    def file(self, start: Path) -> DefinitionFiles:
        first = self._file_content(start)
        if is_archive(first):
            return self._archive(first, str(start))
        found = {start}
        documents: dict[Path, Json] = {}
        todo = [(start, first)]
        del first
        while todo:
            for target in self._referred(*todo.pop(), start.parent, documents):
                if target not in found:
                    found.add(target)
                    todo.append((target, self._file_content(target)))
        base = Path(os.path.commonpath([path.parent for path in found]))
        _refuse_wide_base(base, start)
        names = {path: path.relative_to(base).as_posix() for path in sorted(found)}
        return DefinitionFiles(
            names[start],
            _OnDisk({name: path for path, name in names.items()}),
            {names[path]: document for path, document in documents.items() if document},
        )

    def folder(self, start: Path) -> DefinitionFiles:
        paths = sorted(_definition_files(start))
        if not paths:
            raise UnsupportedDefinition(
                "the folder holds no .json, .yaml or .yml file; name the definition's folder",
                file=str(start),
            )
        files = {path.relative_to(start).as_posix(): self._file_content(path) for path in paths}
        return self._several(files)

    def with_network(self, read: DefinitionFiles, hosts: tuple[str, ...]) -> DefinitionFiles:
        """`read`, and what its references name on these hosts, directly or not."""
        from pressroom.network import Fetcher

        fetcher = Fetcher(hosts)
        files, documents = dict(read.files), dict(read.documents)
        todo = list(files)
        while todo:
            path = todo.pop()
            if path not in documents:
                documents[path] = self._parsed(path, files[path])
            for url in _urls(documents[path], path):
                if url not in files and fetcher.allows(url):
                    left = self._limits.file_bytes - sum(map(len, files.values()))
                    files[url] = fetcher.fetch(url, left)
                    refuse_oversize(files, self._limits)
                    todo.append(url)
        parsed = {path: document for path, document in documents.items() if document}
        return DefinitionFiles(read.root, files, parsed)

    def _content(self, content: bytes) -> DefinitionFiles:
        if is_archive(content):
            return self._archive(content, None)
        name = "openapi.json" if looks_like_json(content) else "openapi.yaml"
        return self._several({name: content})

    def _archive(self, content: bytes, name: str | None) -> DefinitionFiles:
        refuse_oversize({"": content}, self._limits)
        try:
            files = unpack(content, self._limits)
        except DefinitionError as error:
            error.file = name
            raise
        if not files:
            raise UnsupportedDefinition(
                "the zip archive holds no .json, .yaml or .yml file; add the definition", file=name
            )
        return self._several(files)

    def _several(self, files: Mapping[str, bytes]) -> DefinitionFiles:
        refuse_oversize(files, self._limits)
        documents: dict[str, Json] = {}
        root = self._root or find_root(files, self._limits, documents)
        return DefinitionFiles(root, files, documents)

    def _file_content(self, path: Path) -> bytes:
        """A file's content; no more is read than the limit leaves, however long it grows."""
        self._refuse_over(path, path.stat().st_size)
        with path.open("rb") as file:
            content = file.read(self._left + 1)
        self._refuse_over(path, len(content))
        self._left -= len(content)
        return content

    def _refuse_over(self, path: Path, size: int) -> None:
        if size > self._left:
            raise DefinitionTooLarge(
                f"with this file the definition is over {self._limits.file_bytes:,} bytes; "
                "leave out what it doesn't need, or raise the limit",
                file=str(path),
            )

    def _referred(
        self, path: Path, content: bytes, folder: Path, documents: dict[Path, Json]
    ) -> Iterator[Path]:
        """The files that one file refers to, looked for while it is checked."""
        found: dict[str, None] = {}

        def look(document: Json) -> None:
            if path.suffix.lower() != ".json" or _refers_elsewhere(content):
                found.update(dict.fromkeys(_references(document)))

        documents[path] = self._parsed(path.name, content, look)
        for reference in found if documents[path] is not None else ():
            if not reference.startswith("#") and is_local(reference):
                target = _absolute(path.parent / split_reference(reference, "")[0])
                if _is_definition(target, folder) and target.is_file():
                    yield target

    def _parsed(self, name: str, content: bytes, look: Look = look_nowhere) -> Json:
        """A file parsed; `None` for one that can't be, which is for `load` to say."""
        try:
            return parse(content, name, self._limits, both=self._both, look=look)
        except DefinitionError:
            return None


def _refers_elsewhere(content: bytes) -> bool:
    return any(mark.search(content) for mark in _ELSEWHERE)


def _absolute(path: Path) -> Path:
    """`path` without `..`, by its name alone: a symbolic link stays the name it has."""
    return Path(os.path.normpath(path.absolute()))


def _references(document: Json) -> Iterator[str]:
    """Everything that may name another file: `$ref`s, and a discriminator's mapping."""
    todo = [document]
    for node in todo:
        if type(node) is list:
            todo += [value for value in node if type(value) in _CONTAINERS]
        elif type(node) is dict:
            for key, value in node.items():
                if type(value) in _CONTAINERS:
                    todo.append(value)
                    if key == "mapping" and type(value) is dict:
                        yield from (name for name in value.values() if isinstance(name, str))
                elif key == "$ref" and type(value) is str:
                    yield value


def _urls(document: Json, path: str) -> Iterator[str]:
    """The URLs that the references of a file name, if it is from the network or they are whole."""
    base = path if "://" in path else ""
    for reference in _references(document):
        try:
            url = urldefrag(urljoin(base, reference)).url
        except ValueError:
            continue
        if url.startswith(("https://", "http://")):
            yield url


def _listed(entries: Iterable[Mapping[str, str | bytes]]) -> dict[str, bytes]:
    """The files of a list of `{"path": …, "content": …}`."""
    files: dict[str, bytes] = {}
    for entry in entries:
        path, content = entry.get("path"), entry.get("content")
        if not isinstance(path, str) or not path or not isinstance(content, str | bytes):
            raise DefinitionError(
                f"file {len(files) + 1} of the list needs a `path` and a `content` of text or bytes"
            )
        name = posixpath.normpath(path)
        if name in files:
            raise DefinitionError("it stands twice in the list", file=path)
        files[name] = (
            content.encode(errors="surrogatepass") if isinstance(content, str) else content
        )
    return files


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
