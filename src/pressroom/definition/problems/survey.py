"""The walk through a definition: every object that counts, with its place and its references.

It starts at the root document and goes on wherever references lead, in whichever file, and
comes to each object once. The rules look at what it found instead of walking themselves.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from pressroom.definition import grammar, pointers
from pressroom.definition.model import Definition, Json, References
from pressroom.definition.references import is_local, split_reference
from pressroom.errors import DefinitionError, MissingReference


class Node(NamedTuple):
    """An object or list of the definition; `kind` is one of `grammar`'s."""

    kind: str
    value: Json
    file: str
    pointer: str

    def at(self, *tokens: str | int) -> str:
        """The pointer of something inside this node."""
        pointer = self.pointer
        for token in tokens:
            pointer = pointers.extend(pointer, token)
        return pointer


class Link(NamedTuple):
    """A `$ref` in `holder`, and what it names: `target`, or nothing because of `fault`."""

    holder: Node
    reference: str
    target: Node | None
    fault: str = ""


class Survey:
    """All that was found.

    Attributes:
        document: the root file's content.
        version: `2.0`, `3.0`, `3.1` or `3.2`.
        nodes: the objects whose kind is known, in the order of the walk.
        links: their references.
        strays: the targets of references that no walk from the root document comes to.
        broken: the files that references name but that can't be parsed, with the reason.
    """

    def __init__(self, definition: Definition, unreadable: Collection[str] = ()) -> None:
        """Walk through `definition`; references into `unreadable` files are left out of `links`."""
        self.document: Mapping[str, Json] = definition.document
        self.root = definition.root
        self.version = definition.version[:3]
        self.nodes: list[Node] = []
        self.links: list[Link] = []
        self.strays: list[Node] = []
        self.broken: dict[str, DefinitionError] = {}
        self._unreadable = frozenset(unreadable)
        self._references = definition.references
        self._seen: set[int] = set()
        self._ends: dict[tuple[str, str], Node] = {}
        self._targets: dict[tuple[str, str], tuple[Node | None, str]] = {}
        self._walk_everything()

    def of_kind(self, *kinds: str) -> Iterator[Node]:
        """The nodes of these kinds that aren't just a reference."""
        return (
            node
            for node in self.nodes
            if node.kind in kinds and grammar.reference_of(node.value) is None
        )

    def place(self, kind: str, value: Json, file: str, pointer: str) -> Node:
        """What `value` is or refers to, followed to the end."""
        node = Node(kind, value, file, pointer)
        way: set[tuple[str, str]] = set()
        while (reference := grammar.reference_of(node.value)) is not None:
            step = (reference, node.file)
            target = self._ends.get(step) or self.target(reference, node.file, kind)[0]
            if target is None or step in way:
                node = Node(kind, None, node.file, node.pointer)
            else:
                way.add(step)
                node = target
        self._ends |= dict.fromkeys(way, node)
        return node

    def target(self, reference: str, file: str, kind: str) -> tuple[Node | None, str]:
        """What a reference standing in `file` names, or `None` and the reason."""
        step = (reference, file)
        if step not in self._targets:
            try:
                value, place = self._references.follow(reference, file)
            except MissingReference as error:
                self._targets[step] = (None, error.message)
            except DefinitionError as error:
                self.broken[error.file or file] = error
                self._targets[step] = (None, "")
            else:
                pointer = self._pointer_to(value, place, reference, file)
                self._targets[step] = (Node(kind, value, place, pointer), "")
        return self._targets[step]

    def in_root(self, node: Node) -> str | None:
        """Where a node stands in the root file; `None` for one of another file."""
        if node.file == self.root:
            return node.pointer
        if not self._references.scoped or self._references.file_of(node.file) != self.root:
            return None
        return pointers.find(self.document, lambda one: one is node.value)

    def _walk_everything(self) -> None:
        todo = [Node(grammar.document_kind(self.document), self.document, self.root, "")]
        for node in todo:
            before = len(self.links)
            if node.pointer or node.file != self.root:
                if id(node.value) in self._seen:
                    continue
                self.strays.append(node)
            self._walk(node)
            todo.extend(link.target for link in self.links[before:] if link.target is not None)

    def _walk(self, start: Node) -> None:
        todo = [start]
        while todo:
            node = todo.pop()
            if type(node.value) is list:
                todo.extend(reversed(list(_items(node))))
            elif type(node.value) is dict and id(node.value) not in self._seen:
                self._seen.add(id(node.value))
                self.nodes.append(node)
                reference = grammar.reference_of(node.value)
                if reference is not None:
                    found = self.target(reference, node.file, node.kind)
                    if not self._leads_to_unreadable(reference, node.file):
                        self.links.append(Link(node, reference, *found))
                todo.extend(reversed(list(_members(node))))

    def _leads_to_unreadable(self, reference: str, file: str) -> bool:
        path, _ = split_reference(reference, file)
        return is_local(reference) and (path in self.broken or path in self._unreadable)

    def _pointer_to(self, value: Json, place: str, reference: str, file: str) -> str:
        """Where a target stands: its fragment, unless an anchor or another `$ref` led there."""
        path, fragment = split_reference(reference, file)
        document = document_of(self._references, place)
        if path == place and fragment[:1] in ("", "/"):
            node = document
            for token in pointers.split(fragment):
                node = entry(node, token)
            if node is value:
                return "".join(pointers.extend("", token) for token in pointers.split(fragment))
        return pointers.find(document, lambda node: node is value) or ""


def document_of(references: References, file: str) -> Json:
    """The parsed content of a file that is known to be readable."""
    return references.follow("#", file)[0]


def _items(node: Node) -> Iterator[Node]:
    for index, item in enumerate(node.value):
        if type(item) is dict or type(item) is list:
            yield Node(node.kind, item, node.file, f"{node.pointer}/{index}")


def _members(node: Node) -> Iterator[Node]:
    for key, value in node.value.items():
        if type(value) is dict or type(value) is list:
            kind = grammar.kind_of(node.kind, key)
            if kind is not None:
                yield Node(kind, value, node.file, pointers.extend(node.pointer, key))


def entry(node: Json, token: str) -> Json:
    """What stands under a token of a pointer; `None` when nothing does."""
    if isinstance(node, dict):
        return node.get(token)
    if isinstance(node, list) and token.isdecimal() and int(token) < len(node):
        return node[int(token)]
    return None
