"""From schemas to shapes: references followed, `allOf` merged, each conjunction folded once."""

import re
from collections.abc import Hashable, Iterable, Iterator

from pressroom.definition.examples.formats import matches
from pressroom.definition.examples.keywords import KEYWORDS, MARKS
from pressroom.definition.examples.negations import negations
from pressroom.definition.examples.shapes import (
    Check,
    Closing,
    Group,
    Node,
    Nodes,
    Part,
    Shape,
    node_of,
)
from pressroom.definition.model import Json, References, Schema
from pressroom.errors import DefinitionError

_NAMED = re.compile(r"#/(?:components/schemas|definitions)/[^/]+")
_NONE_SETTLED: frozenset[int] = frozenset()
_NO_TYPES: frozenset[type] = frozenset()
_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "object": (dict,),
    "array": (list,),
    "null": (type(None),),
}
_TOLD = frozenset(("title", "description"))
_SIMPLE = _TOLD | {"type", "format", "nullable", "example", "default"}
_TYPED = _SIMPLE | {"readOnly", "writeOnly", "deprecated"}
_USUAL = _TOLD | {
    *("type", "format", "nullable", "pattern", "minLength", "maxLength"),
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
}
_CHOICES = frozenset(("oneOf", "anyOf", "discriminator", "xml"))
_REFERRING = _TOLD | {"$ref", "allOf", "summary", "externalDocs"}


class Shapes:
    """The shapes of one definition.

    Schemas are known by their identity, so they are kept alive for as long as their shapes; and by
    their home, as a part of a named schema may be the target of a reference itself.

    Attributes:
        marks: the keywords met that hide something from requests or responses.
        goes_deep: whether a reference was followed to anything else than a named schema, such as
            a part of one. Two schemas that say the same may be worth different values then.
    """

    def __init__(self) -> None:
        self._shapes: dict[object, Shape] = {}
        self._checks: dict[tuple[str, str, bool], Check] = {}
        self._targets: dict[tuple[str, Hashable], Node] = {}
        self._names: dict[int, str] = {}
        self._synthetic: dict[tuple[int, int, str], Nodes] = {}
        self._meanings: dict[int, tuple[Json, dict[str, str], dict[str, str]]] = {}
        self._references: References | None = None
        self._alive: list[Node] = []
        self.marks: set[str] = set()
        self.goes_deep = False

    def of_schema(self, schema: Schema) -> Shape:
        """The shape of a schema of the model."""
        self._references = schema.references
        return self.of((node_of(schema, id(schema.value), schema.value),))

    def part(self, schema: Schema) -> Part:
        """A schema of the model as a part of nothing."""
        self._references = schema.references
        return self._part((node_of(schema, id(schema.value), schema.value),))

    def of(self, nodes: Nodes, settled: frozenset[int] = _NONE_SETTLED) -> Shape:
        """The shape of all `nodes` at once, without the groups whose identities are `settled`.

        A schema that is no more than a reference has the shape of its target.
        """
        if len(nodes) == 1 and not settled:
            return self._usual(nodes[0]) or self._of_one(nodes[0])
        key = (settled, *[(id(node.value), node.home) for node in nodes])
        shape = self._shapes.get(key)
        if shape is None:
            shape = self._shapes[key] = self._folded(nodes, settled)
        return shape

    def _usual(self, node: Node) -> Shape | None:
        """The shape that all schemas share which demand the same of a value without parts."""
        value = node.value
        if type(value) is not dict or not _USUAL.issuperset(value):
            return None
        key = tuple([(name, one, type(one)) for name, one in value.items() if name not in _TOLD])
        try:
            shape = self._shapes.get(key)
        except TypeError:  # a list of types
            return None
        if shape is None:
            shape = self._shapes[key] = self._folded((node,), _NONE_SETTLED)
        return shape

    def check(self, nodes: Nodes) -> Check:
        """What a property is checked by; simple schemas that say the same share it."""
        value = nodes[0].value if len(nodes) == 1 else None
        if type(value) is not dict or not _SIMPLE.issuperset(value):
            return _check_of(self.of(nodes))
        key = (str(value.get("type")), str(value.get("format")), value.get("nullable") is True)
        check = self._checks.get(key)
        if check is None:
            check = self._checks[key] = _check_of(self._folded(nodes, _NONE_SETTLED))
        return check

    def _of_one(self, node: Node) -> Shape:
        key = (id(node.value), node.home)
        shape = self._shapes.get(key)
        if shape is None:
            if _is_plain(node):
                shape = self._plain(node)
            else:
                shape = self._of_target(self.followed(node))
                self._alive.append(node)
            self._shapes[key] = shape
        return shape

    def _of_target(self, node: Node) -> Shape:
        key = (id(node.value), node.home)
        if key not in self._shapes:
            self._shapes[key] = self._folded((node,), _NONE_SETTLED)
        return self._shapes[key]

    def member(self, shape: Shape, name: str) -> Part:
        """The property `name`."""
        found = shape.members.get(name)
        if found is None:
            nodes = shape.property_nodes(name, matches)
            found = shape.members[name] = self._part(nodes)
        return found

    def item(self, shape: Shape, position: int) -> Part:
        """The array item at `position`."""
        position = min(position, shape.prefixed)
        found = shape.entries.get(position)
        if found is None:
            nodes = shape.item_nodes(position)
            found = shape.entries[position] = self._part(nodes)
        return found

    def options(self, group: Group) -> list[Shape]:
        """The alternatives of a `oneOf` or `anyOf`."""
        return [self.of((option,)) for option in group.options]

    def name(self, part: Part) -> str:
        """What the `$ref` that leads to `part` calls it; empty when there is none."""
        node = part.nodes[0] if part.nodes else Node(True, "", 0)
        reference = node.value.get("$ref") if isinstance(node.value, dict) else None
        return reference.rpartition("/")[2] if isinstance(reference, str) else ""

    def rest(self, shape: Shape) -> Part:
        """What holds for a property that nobody declares."""
        return self._part(tuple(closing.node for closing in shape.closings))

    def _part(self, nodes: Nodes) -> Part:
        return Part(self.of(nodes), nodes, not all(map(_is_plain, nodes)))

    def with_more(self, shape: Shape, *nodes: Node, settled: int) -> Shape:
        """`shape` and `nodes` at once; the keyword whose value is identified is dealt with.

        A schema that was no more than the choice of an alternative has the shape of that.
        """
        dealt_with = shape.settled | {settled}
        if all(_is_used_up(node.value, dealt_with) for node in shape.nodes):
            chosen = self.of(nodes)
            if chosen is not shape:
                return chosen
        return self.of((*shape.nodes, *nodes), dealt_with)

    def target(self, node: Node, reference: str) -> Node:
        """What `reference`, standing in `node`, leads to; what leads nowhere allows anything."""
        step = (reference, node.place)
        found = self._targets.get(step)
        if found is None:
            self.goes_deep = self.goes_deep or not _NAMED.fullmatch(reference)
            found = self._targets[step] = self._look_up(node, reference)
            self._names.setdefault(found.home, reference)
        return found

    def _look_up(self, node: Node, reference: str) -> Node:
        try:
            assert self._references is not None  # noqa: S101 (every schema comes with them)
            return node.at(*self._references.follow(reference, node.file))
        except DefinitionError:
            return Node(True, node.file, 0)

    def followed(self, node: Node) -> Node:
        """What a schema that is no more than a reference leads to."""
        seen: set[int] = set()
        while (reference := _only_reference(node)) is not None:
            if id(reference.value) in seen:
                return Node(True, node.file, 0)
            seen.add(id(reference.value))
            node = self.target(reference, reference.value["$ref"])
        return node

    def _folded(self, nodes: Nodes, settled: frozenset[int]) -> Shape:
        if len(nodes) == 1 and not settled and _is_plain(nodes[0]):
            return self._plain(nodes[0])
        shape = Shape(nodes)
        shape.settled = settled
        own: list[Json] = []
        inherited: list[Json] = []
        layers = 0
        for node, is_own in self._layers(nodes):
            if node.value is False:
                shape.impossible = True
            if isinstance(node.value, dict):
                layers += _fold(shape, node)
                (own if is_own else inherited).extend(_authored(node.value))
        if layers > 1:
            inherited = [one for one in inherited if not isinstance(one, dict)]
        shape.examples = (*own, *inherited)
        return self._finished(shape)

    def _plain(self, node: Node) -> Shape:
        """The shape of one schema without `$ref` and `allOf`."""
        shape = Shape((node,))
        if type(node.value) is dict:
            _fold(shape, node)
            shape.only_typed = shape.types is not None and _TYPED.issuperset(node.value)
            shape.examples = tuple(_authored(node.value))
        else:
            shape.impossible = node.value is False
        return self._finished(shape)

    def _layers(self, nodes: Nodes) -> Iterator[tuple[Node, bool]]:
        """The schemas behind `nodes`, `$ref`s and `allOf` followed, each once.

        With each comes whether its examples are of the whole.
        """
        waiting = [(node, len(nodes) == 1) for node in reversed(nodes)]
        seen: set[int] = set()
        while waiting:
            node, is_own = waiting.pop()
            value = node.value
            if id(value) in seen:
                continue
            seen.add(id(value))
            yield node, is_own
            if type(value) is not dict:
                continue
            parts = value.get("allOf")
            if isinstance(parts, list):
                waiting.extend((node.child(part), False) for part in reversed(parts))
            if isinstance(value.get("$ref"), str):
                waiting.append((self.target(node, value["$ref"]), is_own))

    def _finished(self, shape: Shape) -> Shape:
        """Fold what needs all of the rest: discriminators, and what is left unevaluated."""
        if shape.marks:
            self.marks |= shape.marks
        if shape.discriminated:
            shape.reference = self._names.get(id(shape.nodes[0].value), "")
        for node in shape.discriminated if shape.reference else ():
            if "oneOf" not in node.value and "anyOf" not in node.value:
                meaning = self.meaning(node, shape, shape.reference)
                if meaning is not None:
                    shape.loose = shape.loose or shape.copied()
                    _fold(shape, meaning)
        for one in (shape, shape.loose) if shape.unevaluated and shape.is_settled else ():
            if one is not None:
                _close(one)
        return shape

    def meaning(self, node: Node, shape: Shape, reference: str) -> Node | None:
        """A schema that sets the discriminator of `node` to the value that means `reference`.

        The value is the key in `mapping`, else the last part of the reference (OpenAPI 3.0 and
        3.1, Discriminator Object; in Swagger 2.0 the discriminator is the property's name). `None`
        when the property's `enum` doesn't have that value.
        """
        name, mapping = _discriminator(node.value)
        value = self._meant(mapping, reference)
        if not name or not self._takes(shape, name, value):
            return None
        demand = {"properties": {name: {"const": value}}, "required": [name]}
        return self._beside(node, reference, [demand])[0]

    def _meant(self, mapping: dict[str, Json], reference: str) -> str:
        """The key of a reference in a discriminator's mapping, else its own last part."""
        last = reference.rpartition("/")[2]
        if not mapping:
            return last
        if id(mapping) not in self._meanings:
            backwards = [(str(target), key) for key, target in reversed(mapping.items())]
            short = {target.rpartition("/")[2]: key for target, key in backwards}
            self._meanings[id(mapping)] = (mapping, dict(backwards), short)
        _, exact, short = self._meanings[id(mapping)]
        return exact[reference] if reference in exact else short.get(last, last)

    def refused(self, node: Node) -> Node:
        """A schema that allows what `node` doesn't, which has an identity of its own in it."""
        value = {**node.value} if isinstance(node.value, dict) else node.value
        return self._beside(node, "not", [{"not": value}])[0]

    def negated(self, node: Node) -> Nodes:
        """Schemas that each allow only what `node` doesn't."""
        node = self.followed(node)
        return self._beside(node, "negations", negations(node.value))

    def _beside(self, node: Node, purpose: str, values: Iterable[Json]) -> Nodes:
        """Schemas of ours in the place of `node`, the same ones each time."""
        key = (id(node.value), node.home, purpose)
        if key not in self._synthetic:
            self._alive.append(node)
            self._synthetic[key] = tuple(node.child(value) for value in values)
        return self._synthetic[key]

    def _takes(self, shape: Shape, name: str, value: str) -> bool:
        declared = shape.properties.get(name)
        if declared is None:
            return name in shape.required
        choices = self.of(declared).choices
        return choices is None or value in choices


def _check_of(shape: Shape) -> Check:
    if not shape.only_typed or shape.formats:
        return _NO_TYPES, shape.loose or shape
    return frozenset([one for name in shape.types or () for one in _TYPES[name]]), shape


def _only_reference(node: Node) -> Node | None:
    """The reference that a schema is no more than, but for descriptions; `None` for other schemas.

    It may be the only one in an `allOf`, where descriptions have their place beside it in OpenAPI
    3.0, which leaves out the siblings of a `$ref`. A named schema of that kind is more: a value of
    its own of the discriminator that it inherits.
    """
    value = node.value
    if type(value) is not dict or not _REFERRING.issuperset(value):
        return None
    if "$ref" in value:
        return node if "allOf" not in value and type(value["$ref"]) is str else None
    parts = value.get("allOf")
    if type(parts) is not list or node.home == id(value):
        return None
    saying = [part for part in parts if type(part) is not dict or not _TOLD.issuperset(part)]
    return _only_reference(node.child(saying[0])) if len(saying) == 1 else None


def _is_used_up(value: Json, settled: frozenset[int]) -> bool:
    """Whether a schema says nothing but what is settled, and descriptions."""
    return type(value) is dict and all(
        id(field) in settled or key in _TOLD for key, field in value.items()
    )


def _is_plain(node: Node) -> bool:
    value = node.value
    return type(value) is not dict or not ("$ref" in value or "allOf" in value)


def _fold(shape: Shape, node: Node) -> bool:
    """Fold each keyword of one schema object; tells whether it demands anything."""
    demanding = False
    for key, field in node.value.items():
        fold = KEYWORDS.get(key)
        if fold is not None:
            fold(shape, field, node)
            demanding = demanding or key not in _CHOICES
        elif field is True and key in MARKS:
            shape.marks |= {key}
    return demanding


def _close(shape: Shape) -> None:
    patterns = {pattern: True for pattern, _ in shape.patterned}
    closings = (Closing(node, shape.properties, patterns) for node in shape.unevaluated)
    shape.closings = (*shape.closings, *closings)


def _authored(value: dict[str, Json]) -> list[Json]:
    """`example`, `examples` and a scalar `default`, as an empty list or object shows nothing."""
    found = [value["example"]] if "example" in value else []
    if isinstance(value.get("examples"), list):
        found += value["examples"]
    if "default" in value and not isinstance(value["default"], dict | list | None):
        found.append(value["default"])
    return found


def _discriminator(value: dict[str, Json]) -> tuple[str, dict[str, Json]]:
    """The property's name and the mapping; an empty name when there is none."""
    found = value.get("discriminator")
    if isinstance(found, str):
        return found, {}
    found = found if isinstance(found, dict) else {}
    name, mapping = found.get("propertyName"), found.get("mapping")
    return (name if isinstance(name, str) else ""), mapping if isinstance(mapping, dict) else {}
