"""A definition of several files as one file that means the same."""

import itertools
import json
import posixpath
import re
from urllib.parse import quote

from pressroom.definition import grammar, pointers, yaml
from pressroom.definition.model import Definition, Json
from pressroom.definition.reading import Node
from pressroom.definition.references import Target, follow_all, split_reference
from pressroom.definition.resources import is_uri
from pressroom.definition.syntax import looks_like_json
from pressroom.errors import DefinitionTooLarge, MissingReference, UnsupportedDefinition

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_MAX_INLINED = 20
_IDENTIFIERS = ("$id", "$anchor", "$dynamicAnchor")
_PLAIN = "/~!$&'()*+,;=:@?{}"
"""What stands in a reference's fragment as it is (RFC 3986, section 3.5), and braces of paths."""


def bundle(definition: Definition) -> bytes:
    """The definition as one file, in the root file's format.

    What references to other files name moves into `components`, or where 2.0 keeps the like, under
    a name of its own; path items take the place of their reference. A root file that refers to no
    other file comes back byte for byte; else `$id`s and anchors give way to pointers, unless a
    `$dynamicRef` needs them.

    Raises:
        UnsupportedDefinition: a path item in another file contains itself.
        DefinitionTooLarge: in one file it would be nested too deep.
    """
    content = definition.files[definition.root]
    bundler = _Bundler(definition)
    try:
        document = bundler.bundled()
        return (
            content if not bundler.changed else _write(document, as_json=looks_like_json(content))
        )
    except RecursionError:
        message = "nested too deep for one file; keep it in several"
        raise DefinitionTooLarge(message, file=definition.root) from None


def _write(document: Json, *, as_json: bool) -> bytes:
    if as_json:
        return f"{json.dumps(document, indent=2, ensure_ascii=False)}\n".encode()
    return yaml.write(document).encode()


class _Bundler:
    """Copies the root document, then the components that its references bring along."""

    def __init__(self, definition: Definition) -> None:
        self.changed = False
        self._root = definition.root
        self._document = definition.document
        self._references = definition.references
        self._homes: dict[tuple[int, str], str] = {}
        self._document_kind = grammar.document_kind(definition.document)
        self._sections = grammar.HOMES[self._document_kind]
        self._names: dict[str, set[str]] = {kind: set() for kind in self._sections}
        self._to_move: list[tuple[str, str, Json, str]] = []
        self._inlining: list[tuple[int, str]] = []
        targets = follow_all(self._references, self._document, self._root)
        self._strays = self._stray_kinds(targets)
        self._flat = self._is_flattened(definition, targets)
        self._places = self._root_places() if self._references.scoped else {}

    def bundled(self) -> dict[str, Json]:
        self._settle_components()
        document = self._members(self._document, self._document_kind, self._root)
        for kind, name, value, file in self._to_move:
            home = document
            for field in self._sections[kind]:
                home = home.setdefault(field, {})
            home[name] = self._copy(value, kind, file)
        return document

    def _stray_kinds(self, targets: list[Target]) -> dict[int, tuple[str, str]]:
        """The kind and base of nodes of the root that only a reference gives a meaning."""
        known: set[int] = set()
        list(grammar.references(self._document, self._document_kind, known))
        return {
            id(target.node): (target.kind, target.file)
            for target in targets
            if self._is_root(target.file) and id(target.node) not in known
        }

    def _is_root(self, base: str) -> bool:
        return self._references.file_of(base) == self._root

    def _is_flattened(self, definition: Definition, targets: list[Target]) -> bool:
        """Whether resources are dissolved, so that every reference starts from the one file.

        Those of schemas with a `$dynamicRef` can't be, as they are what it depends on.
        """
        return (
            self._references.scoped
            and not all(self._is_root(target.file) for target in targets)
            and not any(b"$dynamicRef" in content for content in definition.files.values())
        )

    def _root_places(self) -> dict[int, str]:
        """The pointer of each object and list of the root document."""
        todo: list[tuple[Json, str]] = [(self._document, "")]
        found: dict[int, str] = {}
        while todo:
            node, pointer = todo.pop()
            if isinstance(node, dict | list) and id(node) not in found:
                found[id(node)] = pointer
                entries = node.items() if isinstance(node, dict) else enumerate(node)
                todo.extend((value, pointers.extend(pointer, key)) for key, value in entries)
        return found

    def _settle_components(self) -> None:
        """Let components that only refer to another file keep their names for what is there."""
        for kind, fields in self._sections.items():
            members, file = self._open(self._document, self._root)
            for field in fields:
                members, file = self._open(members.get(field), file)
            self._names[kind] |= members.keys()
            for name, value in members.items():
                self._settle(kind, name, value, file)

    def _settle(self, kind: str, name: str, value: Json, file: str) -> None:
        if file != self._root:
            self._homes.setdefault((id(value), kind), name)
        reference = grammar.reference_of(value)
        if reference and len(value) == 1 and not self._stays(reference, file):
            target, target_file = self._references.follow(reference, file)
            if self._homes.setdefault((id(target), kind), name) == name:
                self._to_move.append((kind, name, target, target_file))

    def _open(self, value: Json, file: str) -> tuple[Node, str]:
        """The object that a map is, or refers to."""
        for _ in range(_MAX_INLINED):
            reference = grammar.reference_of(value)
            if reference is None:
                break
            value, file = self._references.follow(reference, file)
        return (value, file) if isinstance(value, dict) else ({}, file)

    def _copy(self, node: Json, kind: str, file: str) -> Json:
        if isinstance(node, list):
            return [self._copy(item, kind, file) for item in node]
        if not isinstance(node, dict):
            return node
        file = self._references.base(node, file) if kind == "schema" else file
        reference = grammar.reference_of(node)
        members = self._members(node, kind, file)
        if reference is None:
            return members
        if kind in self._sections or self._stays(reference, file):
            return {**members, "$ref": self._rewritten(reference, kind, file)}
        del members["$ref"]
        return self._inlined(reference, kind, file, members)

    def _stays(self, reference: str, file: str) -> bool:
        """Whether a reference leads into the root file."""
        if self._references.scoped:
            return self._is_root(self._references.follow(reference, file)[1])
        return split_reference(reference, file)[0] == self._root

    def _members(self, node: Node, kind: str, file: str) -> dict[str, Json]:
        copied: dict[str, Json] = {}
        for key, value in node.items():
            if self._flat and kind == "schema" and key in _IDENTIFIERS:
                continue
            inner = grammar.kind_of(kind, key)
            copied[key] = self._stray(value) if inner is None else self._copy(value, inner, file)
        if kind == "schema" and isinstance(copied.get("discriminator"), dict):
            copied["discriminator"] = self._discriminator(copied["discriminator"], file)
        return copied

    def _stray(self, value: Json) -> Json:
        """A value that may hold strays, and else is what it is."""
        if not self._strays or not isinstance(value, dict | list):
            return value
        if id(value) in self._strays:
            return self._copy(value, *self._strays[id(value)])
        if isinstance(value, list):
            return [self._stray(item) for item in value]
        return {key: self._stray(item) for key, item in value.items()}

    def _rewritten(self, reference: str, kind: str, file: str) -> str:
        """The reference as it reads inside the one file."""
        if self._references.scoped:
            rewritten = self._rebased(reference, kind, file)
        else:
            path, fragment = split_reference(reference, file)
            named, _, pointer = reference.partition("#")
            if path == self._root:
                rewritten = f"#{pointer}" if named else reference
            else:
                target = self._references.follow(reference, file)
                rewritten = self._at_home(*target, kind, _last_part(path, fragment))
        self.changed = self.changed or rewritten != reference
        return rewritten

    def _rebased(self, reference: str, kind: str, file: str) -> str:
        """A reference whose base may be another one in the one file, or none."""
        path, fragment = split_reference(reference, file)
        target, base = self._references.follow(reference, file)
        if not self._flat:
            if self._is_root(file) and self._is_root(base):
                return reference
            if base == path and is_uri(path) and self._references.file_of(path) != path:
                return self._identified(path, reference.partition("#")[2], kind)
        place = self._places.get(id(target)) if isinstance(target, dict | list) else None
        if place is None:
            return self._at_home(target, base, kind, _last_part(path, fragment))
        return f"#{quote(place, safe=_PLAIN)}"

    def _at_home(self, target: Json, file: str, kind: str, wanted: str) -> str:
        """A reference to a component that is moved in, called `wanted` if it can be."""
        home = (id(target), kind)
        if home not in self._homes:
            self._homes[home] = self._new_name(kind, wanted)
            self._to_move.append((kind, self._homes[home], target, file))
        return pointers.extend("/".join(("#", *self._sections[kind])), self._homes[home])

    def _identified(self, uri: str, fragment: str, kind: str) -> str:
        """A reference to a resource that keeps its `$id`, and so can be named by it."""
        if not self._is_root(uri):
            self._at_home(*self._references.follow(uri, uri), kind, _last_part(uri, ""))
            self.changed = True
        return f"{uri}#{fragment}" if fragment else uri

    def _new_name(self, kind: str, wanted: str) -> str:
        """`wanted`, made safe for a component's key and unique in its section."""
        safe = _UNSAFE.sub("_", wanted).strip("_") or self._sections[kind][-1]
        names = self._names[kind]
        numbered = (f"{safe}_{number}" for number in itertools.count(2))
        name = next(name for name in itertools.chain([safe], numbered) if name not in names)
        names.add(name)
        return name

    def _inlined(
        self, reference: str, kind: str, file: str, beside: dict[str, Json]
    ) -> dict[str, Json]:
        target, target_file = self._references.follow(reference, file)
        step = (id(target), kind)
        if step in self._inlining or len(self._inlining) == _MAX_INLINED:
            raise UnsupportedDefinition(
                f"the {kind} behind {reference!r} contains itself, so it can't be one file; "
                "move the callback that leads back into components",
                file=file,
            )
        self._inlining.append(step)
        copied = self._copy(target, kind, target_file)
        self._inlining.pop()
        self.changed = True
        return {**copied, **beside} if isinstance(copied, dict) else beside

    def _discriminator(self, node: Node, file: str) -> dict[str, Json]:
        """A Discriminator Object, whose `mapping` may hold references beside schema names."""
        mapping = node.get("mapping")
        if not isinstance(mapping, dict):
            return dict(node)
        return {
            **node,
            "mapping": {key: self._mapped(value, file) for key, value in mapping.items()},
        }

    def _mapped(self, value: Json, file: str) -> Json:
        if not isinstance(value, str) or not re.search(r"[/#.]", value):
            return value
        try:
            self._references.follow(value, file)
        except MissingReference:
            return value
        return self._rewritten(value, "schema", file)


def _last_part(path: str, fragment: str) -> str:
    """What a reference calls its target: the pointer's last token, or the file's name."""
    tokens = pointers.split(fragment)
    return tokens[-1] if tokens else posixpath.basename(path).partition(".")[0]
