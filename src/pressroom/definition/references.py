"""Following `$ref`s (RFC 3986, RFC 6901) within a set of files; nothing is ever fetched.

Where schemas have an `$id`, references start from there; a definition without any doesn't pay for
it.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote

from pressroom.definition import grammar, pointers
from pressroom.definition.model import Json, References, Schema
from pressroom.definition.positions import positions
from pressroom.definition.resources import Resource, Resources, join
from pressroom.definition.scopes import DynamicScopes, Scope, ScopedSchema
from pressroom.definition.syntax import Limits, parse
from pressroom.errors import DefinitionError, MissingReference

_NETWORK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/|\\")
_INDEX = re.compile(r"0|[1-9][0-9]{0,8}")
_NAMED = re.compile(rb"\$(?:id|self|dynamicRef)\b")
_MAX_DETOURS = 50


Step = tuple[str, str]
"""A reference, and the base that it starts from."""


class Target(NamedTuple):
    """A node that a reference names: its base, and what it is by where the reference stands."""

    node: Json
    file: str
    kind: str


def split_reference(reference: str, file: str) -> tuple[str, str]:
    """What a reference standing in `file` names: the path or URI, and the fragment."""
    path, _, fragment = reference.partition("#")
    return join(file, path) if path else file, unquote(fragment)


def is_local(reference: str) -> bool:
    """Whether a reference stays in the set of files, rather than naming a host or the disk."""
    return _NETWORK.match(reference) is None


class FileReferences:
    """The `References` of one definition: its files, each parsed when first asked for.

    A file that came from the network has its URL for a path.

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
        self._followed: dict[Step, tuple[Json, str]] = {}
        self._under_way: set[Step] = set()
        self._missing_ones: dict[Step, MissingReference] = {}
        self._resources = Resources(files.keys())
        self._scopes = DynamicScopes(self, self._resources)
        self.scoped = _has_bases(files, documents)
        if self.scoped:
            for path, document in documents.items():
                self._resources.add(document, path)

    @property
    def missing(self) -> tuple[MissingReference, ...]:
        """The references met so far that name nothing, in the order of where they stand."""
        return tuple(self._located(self._missing_ones))

    @property
    def dangling(self) -> tuple[Step, ...]:
        """See `References.dangling`."""
        return tuple(self._missing_ones)

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

    def schema(self, value: Json, file: str, scope: Scope = ()) -> Schema:
        """See `References.schema`."""
        if not self.scoped:
            return Schema(value, file, self)
        base = self._resources.base(value, file)
        scope = self._scopes.entered(base, scope)
        return ScopedSchema(self._scopes.settled(value, base, scope), base, self, scope)

    def base(self, node: Json, file: str) -> str:
        """See `References.base`."""
        return self._resources.base(node, file) if self.scoped else file

    def file_of(self, base: str) -> str:
        """See `References.file_of`."""
        resource = self._resources.named(base)
        return resource.file if resource else base

    def _look_up(self, reference: str, file: str) -> tuple[Json, str]:
        target = self._scopes.target(reference)
        if target is not None:
            return target
        advice = ""
        bases = self._bases(file)
        for base in bases:
            found = self._find(*split_reference(reference, base), detours=base == bases[-1])
            if not isinstance(found, str):
                return found
            advice = found
        if not is_local(reference):
            advice = "nothing is ever fetched; put a copy among the files and refer to that"
        raise self._missing(reference, file, advice)

    def _bases(self, base: str) -> tuple[str, ...]:
        """What a reference may start from: the nearest `$id` or `$self`, then the file itself.

        The file comes second because `$id`s in the wild are often not meant: those of OpenAPI 3.0,
        where there is no such keyword, and those of generators that copied them.
        """
        if not self.scoped:
            return (base,)
        file = self.file_of(base)
        nearest = self._resources.base(self._document(file), file) if base == file else base
        return (nearest, file) if nearest != file else (file,)

    def _find(self, name: str, fragment: str, *, detours: bool) -> tuple[Json, str] | str:
        """What is there, or what keeps it from being there.

        With `detours` a `$ref` in the way of a pointer is followed, as authors expect.
        """
        start = self._start(name)
        if start is None:
            return f"the file {name!r} isn't part of the definition; add it, or mend the path"
        node, place = start
        if fragment and not fragment.startswith("/"):
            found = self._anchor(place, fragment)
            return found or (f"no schema in {name!r} has that $anchor; a pointer starts with '#/'")
        for token in pointers.split(fragment):
            step = self._step(node, place, token, detours=detours)
            if step is None:
                return f"there is no {token!r} on its way in {name!r}; add it, or mend the pointer"
            node, place = step[0], self.base(*step)
        return node, place

    def _start(self, name: str) -> tuple[Json, str] | None:
        """The file or resource of this name, with its base."""
        if name in self._files:
            document = self._document(name)
            return document, self.base(document, name)
        if not self.scoped:
            return None
        resource = self._resources.named(name) or self._elsewhere(name)
        return (resource.node, name) if resource else None

    def _elsewhere(self, uri: str) -> Resource | None:
        """A resource in a file that nothing refers to by its path."""
        for path in self._unread:
            try:
                self._document(path)
            except DefinitionError:  # what can't be read holds no resource
                continue
        self._unread.clear()
        return self._resources.named(uri)

    @cached_property
    def _unread(self) -> list[str]:
        """The files that may have resources and that nothing has referred to yet."""
        named = (path for path, content in self._files.items() if _NAMED.search(content))
        return [path for path in named if path not in self._documents]

    def _step(self, node: Json, file: str, token: str, *, detours: bool) -> tuple[Json, str] | None:
        """One token further."""
        seen: set[tuple[str, str]] = set()
        while True:
            if isinstance(node, dict) and token in node:
                return node[token], file
            if isinstance(node, list) and _INDEX.fullmatch(token) and int(token) < len(node):
                return node[int(token)], file
            detour = grammar.reference_of(node) if detours else None
            if detour is None or (detour, file) in seen:
                return None
            seen.add((detour, file))
            node, file = self.follow(detour, file)

    def _document(self, path: str) -> Json:
        if path not in self._documents:
            self._documents[path] = parse(self._files[path], path, self._limits)
            if self.scoped:
                self._resources.add(self._documents[path], path)
        return self._documents[path]

    def _anchor(self, base: str, name: str) -> tuple[Json, str] | None:
        file = self.file_of(base)
        self._resources.add(self._document(file), file)
        node = self._resources.anchor(base, name)
        return None if node is None else (node, base)

    def _missing(self, reference: str, base: str, advice: str) -> MissingReference:
        message = f"the reference {reference!r} leads nowhere: {advice}"
        error = MissingReference(message, file=self.file_of(base))
        return next(self._located({(reference, base): error})) if self._placed else error

    def _located(self, errors: Mapping[Step, MissingReference]) -> Iterator[MissingReference]:
        """The errors file by file, each with the place of the first node that has its `$ref`."""
        files: dict[str, dict[str, MissingReference]] = {}
        for (reference, base), error in errors.items():
            files.setdefault(self.file_of(base), {}).setdefault(reference, error)
        for file, named in sorted(files.items()):
            holders = pointers.first_of_each(self._document(file), grammar.reference_of, named)
            ways = {one: pointers.extend(holder, "$ref") for one, holder in holders.items()}
            places = positions(self._files[file], ways.values())
            yield from sorted(
                (_placed(error, ways.get(one), places) for one, error in named.items()),
                key=lambda error: (error.line or 0, error.column or 0),
            )


def _placed(
    error: MissingReference, pointer: str | None, places: Mapping[str, tuple[int, int]]
) -> MissingReference:
    line, column = places.get(pointer or "") or (None, None)
    return MissingReference(
        error.message, file=error.file, line=line, column=column, pointer=pointer
    )


def _has_bases(files: Mapping[str, bytes], documents: Mapping[str, Json]) -> bool:
    return any(map(grammar.has_resources, documents.values())) and any(
        map(_NAMED.search, files.values())
    )


def follow_all(references: References, document: Json, root: str) -> list[Target]:
    """What every reference names that can be reached from the root document, each once.

    Raises:
        MissingReference: the first that names nothing.
        DefinitionError: a file that is referred to can't be parsed.
    """
    start = Target(document, root, grammar.document_kind(document))
    if references.scoped:
        return _follow_scoped(references, start)
    seen: set[int] = set()
    followed: set[tuple[str, str]] = set()
    targets = [start]
    for target in targets:
        for reference, kind in grammar.references(target.node, target.kind, seen):
            step = (reference, target.file)
            if step not in followed:
                followed.add(step)
                targets.append(Target(*references.follow(*step), kind))
    return targets[1:]


def _follow_scoped(references: References, start: Target) -> list[Target]:
    seen: set[int] = set()
    followed: set[tuple[str, str]] = set()
    targets = [start]
    for target in targets:
        for reference, kind, base in _standing_in(target, references, seen):
            step = (reference, base)
            if step not in followed:
                followed.add(step)
                targets.append(Target(*references.follow(*step), kind))
    return targets[1:]


def _standing_in(
    target: Target, references: References, seen: set[int]
) -> Iterator[tuple[str, str, str]]:
    """Each reference below a node, with the kind of what it stands for, and its base."""
    todo = [(target.node, target.kind, target.file)]
    while todo:
        node, kind, base = todo.pop()
        if type(node) is list:
            todo.extend((item, kind, base) for item in reversed(node))
        elif type(node) is dict and id(node) not in seen:
            seen.add(id(node))
            base = references.base(node, base) if kind == "schema" else base
            for key in ("$ref", "$dynamicRef") if kind == "schema" else ("$ref",):
                if isinstance(node.get(key), str):
                    yield node[key], kind, base
            inner = reversed(grammar.inner(node, kind))
            todo.extend((value, inner_kind, base) for value, inner_kind in inner)
