"""What a schema demands of a value: everything that applies to it, folded once into a `Shape`.

A shape is the conjunction of schema objects: a schema, what its `$ref` names and the parts of its
`allOf`. It is built once and then only read; `keywords` folds the keywords, one function each.
"""

import copy
from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Literal

import msgspec

from pressroom.definition.model import Json, Schema
from pressroom.definition.scopes import ScopedSchema

Purpose = Literal["request", "response"]
"""What a value is for: a request has no `readOnly` properties, a response no `writeOnly` ones."""

HIDING: Mapping[Purpose, str] = {"request": "readOnly", "response": "writeOnly"}
"""The mark of what each purpose leaves out."""


class Node(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A schema as written, and its file.

    `home` identifies the target of the `$ref` by which the schema, or one around it, was reached;
    where none was followed, the schema that somebody asked for, which may be such a target too.
    """

    value: Json
    file: str
    home: int

    def child(self, value: Json) -> "Node":
        """A subschema."""
        return Node(value, self.file, self.home)

    def at(self, value: Json, file: str) -> "Node":
        """The target of a reference in this schema."""
        return Node(value, file, id(value))

    @property
    def place(self) -> Hashable:
        """Where its references start."""
        return self.file

    @property
    def identity(self) -> int:
        """Identifies the schema as the author wrote it."""
        return id(self.value)


class ScopedNode(Node, frozen=True, eq=False, gc=False):
    """A schema whose references depend on more than its file: on `$id`s, and on the way to it.

    `value` is how it reads here, `written` what the author wrote.
    """

    schema: ScopedSchema
    written: Json

    def child(self, value: Json) -> Node:
        """See `Node.child`."""
        return node_of(self.schema.child(value), self.home, value)

    def at(self, value: Json, file: str) -> Node:
        """See `Node.at`."""
        schema = self.schema.at(value, file)
        return node_of(schema, id(schema.value), value)

    @property
    def place(self) -> Hashable:
        """See `Node.place`."""
        return self.file, self.schema.scope

    @property
    def identity(self) -> int:
        """See `Node.identity`."""
        return id(self.written)


def node_of(schema: Schema, home: int, written: Json) -> Node:
    """A schema of the model, which the author wrote as `written`, as a node."""
    if isinstance(schema, ScopedSchema):
        return ScopedNode(schema.value, schema.file, home, schema, written)
    return Node(schema.value, schema.file, home)


Nodes = tuple[Node, ...]


class Limit(msgspec.Struct, frozen=True, gc=False):
    """A bound on numbers; an exclusive one is itself outside."""

    value: int | float
    exclusive: bool = False


class Closing(msgspec.Struct, frozen=True, eq=False, gc=False):
    """What holds for the properties that a schema object doesn't declare."""

    node: Node
    declared: Mapping[str, Json]
    patterns: Mapping[str, Json]


class Arrangement(msgspec.Struct, frozen=True, eq=False, gc=False):
    """What holds for the items of an array: the first ones one by one, then the rest."""

    prefix: Nodes
    rest: Node | None

    def at(self, position: int) -> Node | None:
        """What holds for the item at `position`."""
        return self.prefix[position] if position < len(self.prefix) else self.rest


class Contents(msgspec.Struct, frozen=True, eq=False, gc=False):
    """`contains`, with how many items have to match."""

    node: Node
    least: int
    most: int | None


class Group(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A `oneOf` or `anyOf` of the schema `node`."""

    keyword: str
    node: Node
    options: Nodes


class Condition(msgspec.Struct, frozen=True, eq=False, gc=False):
    """`if`, `then` and `else`; what is absent allows anything."""

    test: Node
    then: Node
    otherwise: Node


class Part(msgspec.Struct, frozen=True, eq=False, gc=False):
    """The shape of a property or item, and the schemas as they stand there.

    `refers` tells whether one of these has a `$ref`, or an `allOf` that may have one.
    """

    shape: "Shape"
    nodes: Nodes
    refers: bool


Check = tuple[frozenset[type], "Shape"]
"""What a value has to fit; one of these Python types is known to."""


class Shape:
    """A conjunction of schemas as one value.

    `reference` is a `$ref` that led here. `settled` holds the identities of the groups that were
    chosen from already. `examples` are the author's. `only_typed` tells that a type, and perhaps a
    format, is all that is demanded. `types` and `choices` are `None` when everything is allowed.
    `loose` is the same without what its discriminator says of the schema's own name: where a base
    schema stands, the author may show one that extends it. `prefixed` counts the items at the
    start that have a schema of their own. `xml` are the hints of OpenAPI's XML Object, `media` is
    JSON Schema's `contentMediaType`.
    """

    reference = ""
    settled: frozenset[int] = frozenset()
    impossible = False
    examples: tuple[Json, ...] = ()
    marks: frozenset[str] = frozenset()
    xml: Mapping[str, Json] = {}

    types: tuple[str, ...] | None = None
    only_typed = False
    choices: list[Json] | None = None

    lower: tuple[Limit, ...] = ()
    upper: tuple[Limit, ...] = ()
    steps: tuple[int | float, ...] = ()

    min_length = 0
    max_length: int | None = None
    patterns: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    encodings: tuple[str, ...] = ()
    media = ""

    properties: Mapping[str, Nodes] = {}
    required: Mapping[str, None] = {}
    patterned: tuple[tuple[str, Node], ...] = ()
    closings: tuple[Closing, ...] = ()
    unevaluated: Nodes = ()
    names: Nodes = ()
    min_properties = 0
    max_properties: int | None = None
    needing: tuple[tuple[str, tuple[str, ...]], ...] = ()
    dependents: tuple[tuple[str, Node], ...] = ()

    arrangements: tuple[Arrangement, ...] = ()
    prefixed = 0
    contents: tuple[Contents, ...] = ()
    min_items = 0
    max_items: int | None = None
    unique = False

    groups: tuple[Group, ...] = ()
    discriminated: Nodes = ()
    nots: Nodes = ()
    conditions: tuple[Condition, ...] = ()
    loose: "Shape | None" = None

    def __init__(self, nodes: Nodes) -> None:
        self.nodes = nodes
        self.members: dict[str, Part] = {}
        self.entries: dict[int, Part] = {}
        self.checks: dict[str, Check] = {}

    def copied(self) -> "Shape":
        """A shape of the same demands, to go on folding."""
        other = copy.copy(self)
        other.members, other.entries, other.checks = {}, {}, {}
        return other

    def hidden(self, purpose: Purpose) -> bool:
        """Whether values of this shape are left out of requests, or of responses."""
        return HIDING[purpose] in self.marks

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to choose, so that the declared properties are all there are."""
        return not (self.groups or self.conditions or self.dependents)

    def property_nodes(self, name: str, matches: Callable[[str, str], bool]) -> Nodes:
        """Everything that the property `name` has to satisfy."""
        if not self.closings and not self.patterned:
            return self.properties.get(name, ())
        found = [*self.properties.get(name, ())]
        found += [node for pattern, node in self.patterned if matches(pattern, name)]
        for closing in self.closings:
            if name not in closing.declared and not any(
                matches(pattern, name) for pattern in closing.patterns
            ):
                found.append(closing.node)
        return tuple(found)

    def item_nodes(self, position: int) -> Nodes:
        """Everything that the item at `position` has to satisfy."""
        found = [arrangement.at(position) for arrangement in self.arrangements]
        return tuple([node for node in found if node is not None])

    def kinds(self) -> tuple[str, ...] | None:
        """The types of value to make: those allowed, `null` last, else what the keywords imply."""
        if self.types is not None:
            several = len(self.types) > 1
            return tuple(sorted(self.types, key="null".__eq__)) if several else self.types
        return next(self._implied(), None)

    def _implied(self) -> Iterator[tuple[str, ...]]:
        if self.properties or self.required or self.closings or self.patterned:
            yield ("object",)
        if self.min_properties or self.needing or self.dependents:
            yield ("object",)
        if self.arrangements or self.contents or self.min_items or self.unique:
            yield ("array",)
        if self.patterns or self.formats or self.min_length or self.max_length is not None:
            yield ("string",)
        if self.lower or self.upper or self.steps:
            yield ("number",)


NOTHING = Part(Shape(()), (), refers=False)
"""What is known of a value without a schema."""
