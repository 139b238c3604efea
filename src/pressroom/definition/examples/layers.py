"""What a schema demands, with references and `allOf` folded in.

A schema becomes its *layers*: the schema objects that a value has to satisfy all at once, each
still the author's own, each with the file its references start in. The functions here answer one
question about layers each; malformed keywords are read as absent.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from pressroom.definition.model import Json, Schema
from pressroom.errors import MissingReference

Layers = tuple[Schema, ...]

_ANNOTATIONS = frozenset(("$ref", "allOf", "nullable", "example", "examples", "default"))
_ANNOTATIONS |= frozenset(("title", "description", "summary", "externalDocs", "xml", "$comment"))
_ANNOTATIONS |= frozenset(("deprecated", "readOnly", "writeOnly", "$id"))

_IMPLIED_TYPES = (
    ("object", ("properties", "required", "additionalProperties", "minProperties")),
    ("array", ("items", "prefixItems", "minItems", "uniqueItems")),
    ("string", ("pattern", "minLength", "maxLength", "format")),
    ("number", ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")),
)


_KINDS: dict[type, frozenset[str]] = {
    bool: frozenset(("boolean",)),
    int: frozenset(("integer", "number")),
    float: frozenset(("number",)),
    str: frozenset(("string",)),
    dict: frozenset(("object",)),
    list: frozenset(("array",)),
    type(None): frozenset(("null",)),
}


def flatten(*schemas: Schema) -> Layers:
    """The layers of the conjunction of `schemas`, once each; what demands nothing is left out."""
    found = (layer for schema in schemas for layer in _layers(schema))
    return tuple({id(layer.value): layer for layer in found}.values())


def _layers(schema: Schema) -> Iterator[Schema]:
    """A schema's own layer, then those of its `$ref`, then those of each part of `allOf`."""
    waiting = [schema]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop()
        if demands(one.value):
            yield one
        if isinstance(one.value, dict) and id(one.value) not in seen:
            seen.add(id(one.value))
            waiting.extend(one.child(part) for part in reversed(listed(one.value, "allOf")))
            if "$ref" in one.value:
                waiting.append(target(one))


def demands(value: Json) -> bool:
    """Whether a schema says anything about values, besides `$ref` and `allOf`."""
    if not isinstance(value, dict):
        return value is False
    return any(key not in _ANNOTATIONS and not key.startswith("x-") for key in value)


def target(schema: Schema) -> Schema:
    """What `schema` refers to; a reference to nothing is read as a schema that allows anything."""
    try:
        return schema.resolve()
    except MissingReference:
        return schema.child(True)


def listed(value: Any, key: str) -> list[Json]:
    """The list at `key`, empty when there is none."""
    found = value.get(key)
    return found if isinstance(found, list) else []


def mapped(value: Any, key: str) -> dict[str, Json]:
    """The object at `key`, empty when there is none."""
    found = value.get(key)
    return found if isinstance(found, dict) else {}


def number(value: Json) -> int | float | None:
    """`value` when it is a finite JSON number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if abs(value) != float("inf") and value == value else None


def impossible(layers: Layers) -> bool:
    """Whether one of the layers is the schema `false`."""
    return any(layer.value is False for layer in layers)


def types(layers: Layers) -> tuple[str, ...] | None:
    """The JSON types allowed, `null` last; `None` when nothing is said about them."""
    allowed: tuple[str, ...] | None = None
    for layer in layers:
        own = _own_types(layer.value)
        if own:
            allowed = own if allowed is None else _common_types(allowed, own)
    if allowed is None:
        return _implied_type(layers)
    return tuple(sorted(allowed, key="null".__eq__))


def _own_types(value: dict[str, Json]) -> tuple[str, ...]:
    kind = value.get("type")
    names = (kind,) if isinstance(kind, str) else tuple(kind) if isinstance(kind, list) else ()
    nullable = value.get("nullable") is True or value.get("x-nullable") is True
    return (*names, "null") if names and nullable else names


def _common_types(some: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    common = [kind for kind in some if kind in others]
    if "integer" not in common and {"integer", "number"} <= {*some, *others}:
        common.append("integer")
    return tuple(common)


def _implied_type(layers: Layers) -> tuple[str, ...] | None:
    for kind, keywords in _IMPLIED_TYPES:
        if any(keyword in layer.value for layer in layers for keyword in keywords):
            return (kind,)
    return None


def choices(layers: Layers) -> list[Json] | None:
    """What `const` and `enum` leave to choose from; `None` when neither is there."""
    left: list[Json] | None = None
    for layer in layers:
        for own in _own_choices(layer.value):
            left = own if left is None else [value for value in left if value in own]
    return left


def kinds_of(value: Json) -> frozenset[str]:
    """The JSON types that `value` is of; a whole number is of two."""
    return _KINDS.get(type(value), frozenset())


def _own_choices(value: dict[str, Json]) -> Iterator[list[Json]]:
    if "const" in value:
        yield [value["const"]]
    if isinstance(value.get("enum"), list):
        yield value["enum"]


def alternatives(layers: Layers) -> list[tuple[Schema, str]]:
    """Each `oneOf` and `anyOf`: the layer that has it, and the keyword."""
    return [
        (layer, keyword)
        for layer in layers
        for keyword in ("oneOf", "anyOf")
        if listed(layer.value, keyword)
    ]


def numbers(layers: Layers, keyword: str) -> list[int | float]:
    """Every number given for `keyword`."""
    found = (number(layer.value.get(keyword)) for layer in layers)
    return [value for value in found if value is not None]


def at_least(layers: Layers, keyword: str) -> int:
    """The strictest lower limit on a length or count; 0 when there is none."""
    return max((int(value) for value in numbers(layers, keyword)), default=0)


def at_most(layers: Layers, keyword: str) -> int | None:
    """The strictest upper limit on a length or count."""
    return min((int(value) for value in numbers(layers, keyword)), default=None)


def texts(layers: Layers, keyword: str) -> list[str]:
    """Every string given for `keyword`, once each."""
    found = (layer.value.get(keyword) for layer in layers)
    return list(dict.fromkeys(value for value in found if isinstance(value, str)))


def properties(layers: Layers) -> dict[str, Layers]:
    """Each declared property with all schemas it has to satisfy, in the author's order."""
    found: dict[str, Layers] = {}
    for layer in layers:
        for name, value in mapped(layer.value, "properties").items():
            found[name] = (*found.get(name, ()), layer.child(value))
    return found


def required(layers: Layers) -> dict[str, None]:
    """The names of the required properties, in order, as a set that keeps it."""
    names = (name for layer in layers for name in listed(layer.value, "required"))
    return {name: None for name in names if isinstance(name, str)}


def extras(layers: Layers) -> Layers:
    """What a property has to satisfy that is not declared."""
    return tuple(
        layer.child(layer.value[keyword])
        for layer in layers
        for keyword in ("additionalProperties", "unevaluatedProperties")
        if keyword in layer.value
    )


def names(layers: Layers) -> Layers:
    """What the name of a property has to satisfy."""
    return tuple(
        layer.child(layer.value["propertyNames"])
        for layer in layers
        if "propertyNames" in layer.value
    )


def closed_to(layers: Layers, name: str) -> bool:
    """Whether a layer refuses further properties and doesn't declare `name` itself."""
    return any(
        layer.value.get("additionalProperties") is False
        and name not in mapped(layer.value, "properties")
        for layer in layers
    )


def items(layers: Layers, position: int) -> Layers:
    """What the array item at `position` has to satisfy (`prefixItems`, then `items`)."""
    return tuple(layer.child(value) for layer in layers for value in _item(layer.value, position))


def prefixed(layers: Layers) -> int:
    """How many array items have a schema of their own."""
    return max((len(listed(layer.value, "prefixItems")) for layer in layers), default=0)


def _item(value: dict[str, Json], position: int) -> Iterable[Json]:
    prefix = listed(value, "prefixItems")
    if position < len(prefix):
        return (prefix[position],)
    return (value["items"],) if isinstance(value.get("items"), dict | bool) else ()
