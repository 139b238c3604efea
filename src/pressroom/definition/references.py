"""Following `$ref`s (RFC 3986, RFC 6901) within a set of files; nothing is ever fetched."""

import posixpath
import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import unquote

from pressroom.definition import grammar, pointers
from pressroom.definition.model import Json, References
from pressroom.definition.positions import position
from pressroom.definition.syntax import Limits, parse
from pressroom.errors import MissingReference

_NETWORK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/|\\")
_INDEX = re.compile(r"0|[1-9][0-9]{0,8}")
_MAX_DETOURS = 50


class Target(NamedTuple):
    """A node that a reference names: its file, and what it is by where the reference stands."""

    node: Json
    file: str
    kind: str


def split_reference(reference: str, file: str) -> tuple[str, str]:
    """The path of the file that a local reference standing in `file` names, and its fragment."""
    path, _, fragment = reference.partition("#")
    if not path:
        return file, unquote(fragment)
    beside = posixpath.join(posixpath.dirname(file), unquote(path))
    return posixpath.normpath(beside), unquote(fragment)


def is_local(reference: str) -> bool:
    """Whether a reference stays in the set of files, rather than naming a host or the disk."""
    return _NETWORK.match(reference) is None


class FileReferences:
    """The `References` of one definition: its files, each parsed when first asked for.

    Looking up where a missing reference stands takes another look at the whole file; without
    `placed` the errors name the file only.
    """

    def __init__(
        self,
        files: Mapping[str, bytes],
        documents: Mapping[str, Json],
        limits: Limits,
        *,
        placed: bool = True,
    ) -> None:
        self._files = files
        self._placed = placed
        self._documents = dict(documents)
        self._limits = limits
        self._followed: dict[tuple[str, str], tuple[Json, str]] = {}
        self._anchors: dict[str, dict[str, Json]] = {}
        self._under_way: set[tuple[str, str]] = set()
        self._missing_ones: dict[tuple[str, str], MissingReference] = {}

    @property
    def missing(self) -> tuple[MissingReference, ...]:
        """The references met so far that name nothing, each with the place where it stands."""
        return tuple(
            error if self._placed else self._located(error, *step)
            for step, error in self._missing_ones.items()
        )

    def follow(self, reference: str, file: str) -> tuple[Json, str]:
        """See `References.follow`.

        Raises:
            MissingReference: nothing is there, or it isn't in the files; says where it stands.
            DefinitionError: the file that it names can't be parsed.
        """
        step = (reference, file)
        if step in self._missing_ones:
            raise self._missing_ones[step]
        if step not in self._followed:
            if step in self._under_way or len(self._under_way) >= _MAX_DETOURS:
                raise self._missing(*step, "it leads through too many other references")
            self._under_way.add(step)
            try:
                self._followed[step] = self._look_up(*step)
            except MissingReference as error:
                self._missing_ones[step] = error
                raise
            finally:
                self._under_way.discard(step)
        return self._followed[step]

    def _look_up(self, reference: str, file: str) -> tuple[Json, str]:
        if not is_local(reference):
            advice = "nothing is ever fetched; put a copy among the files and refer to that"
            raise self._missing(reference, file, advice)
        path, fragment = split_reference(reference, file)
        if path not in self._files:
            advice = f"the file {path!r} isn't part of the definition; add it, or mend the path"
            raise self._missing(reference, file, advice)
        document = self._document(path)
        if fragment and not fragment.startswith("/"):
            return self._anchor(reference, file, path, fragment)
        node, place = document, path
        for token in pointers.split(fragment):
            found = self._step(node, place, token)
            if found is None:
                advice = (
                    f"there is no {token!r} on its way in {path!r}; add it, or mend the pointer"
                )
                raise self._missing(reference, file, advice)
            node, place = found
        return node, place

    def _step(self, node: Json, file: str, token: str) -> tuple[Json, str] | None:
        """One token further; a `$ref` in the way is followed, as authors expect."""
        seen: set[tuple[str, str]] = set()
        while True:
            if isinstance(node, dict) and token in node:
                return node[token], file
            if isinstance(node, list) and _INDEX.fullmatch(token) and int(token) < len(node):
                return node[int(token)], file
            detour = grammar.reference_of(node)
            if detour is None or (detour, file) in seen:
                return None
            seen.add((detour, file))
            node, file = self.follow(detour, file)

    def _document(self, path: str) -> Json:
        if path not in self._documents:
            self._documents[path] = parse(self._files[path], path, self._limits)
        return self._documents[path]

    def _anchor(self, reference: str, file: str, path: str, name: str) -> tuple[Json, str]:
        """A JSON Schema `$anchor` (2020-12, section 8.2.2)."""
        if path not in self._anchors:
            self._anchors[path] = _anchors(self._document(path))
        if name not in self._anchors[path]:
            advice = f"no schema in {path!r} has that $anchor; a pointer starts with '#/'"
            raise self._missing(reference, file, advice)
        return self._anchors[path][name], path

    def _missing(self, reference: str, file: str, advice: str) -> MissingReference:
        message = f"the reference {reference!r} leads nowhere: {advice}"
        error = MissingReference(message, file=file)
        return self._located(error, reference, file) if self._placed else error

    def _located(self, error: MissingReference, reference: str, file: str) -> MissingReference:
        """The error, with the place of the first node of `file` that has this `$ref`."""
        document = self._document(file)
        holder = pointers.find(document, lambda node: grammar.reference_of(node) == reference)
        pointer = None if holder is None else pointers.extend(holder, "$ref")
        place = position(self._files[file], pointer) if pointer else None
        line, column = place or (None, None)
        return MissingReference(error.message, file=file, line=line, column=column, pointer=pointer)


def follow_all(references: References, document: Json, root: str) -> list[Target]:
    """What every reference names that can be reached from the root document, each once.

    Raises:
        MissingReference: the first that names nothing.
        DefinitionError: a file that is referred to can't be parsed.
    """
    seen: set[int] = set()
    followed: set[tuple[str, str]] = set()
    targets = [Target(document, root, grammar.document_kind(document))]
    for target in targets:
        for reference, kind in grammar.references(target.node, target.kind, seen):
            step = (reference, target.file)
            if step not in followed:
                followed.add(step)
                targets.append(Target(*references.follow(*step), kind))
    return targets[1:]


def _anchors(document: Json) -> dict[str, Json]:
    found: dict[str, Json] = {}

    def keep(node: Json) -> bool:
        if isinstance(node, dict):
            for key in ("$anchor", "$dynamicAnchor"):
                if isinstance(node.get(key), str):
                    found.setdefault(node[key], node)
        return False

    pointers.find(document, keep)
    return found
