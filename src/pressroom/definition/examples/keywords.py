"""The keywords of JSON Schema, each folded into a `Shape`; malformed ones are read as absent.

Sources: JSON Schema 2020-12 (core, sections 10 and 11; validation, section 6), and its draft 4 in
the dialects of OpenAPI 3.0 (`nullable`, boolean `exclusiveMinimum`) and Swagger 2.0 (`type: file`).
"""

from collections.abc import Callable, Mapping
from typing import Any

from pressroom.definition.examples.shapes import (
    Arrangement,
    Closing,
    Condition,
    Contents,
    Group,
    Limit,
    Node,
    Nodes,
    Shape,
)
from pressroom.definition.model import Json

_NAMES = ("object", "array", "string", "boolean", "number", "integer", "null")
_TYPES = {name: (name,) for name in _NAMES} | {"file": ("string",)}
MARKS = frozenset(("readOnly", "writeOnly", "deprecated"))
_ANYTHING: Json = True


def finite(value: Json) -> bool:
    """Whether `value` is a JSON number."""
    return type(value) in (int, float) and value == value and abs(value) != float("inf")


def _schemas(field: Json, node: Node) -> Nodes:
    return tuple(node.child(one) for one in field) if isinstance(field, list) else ()


def _count(field: Json) -> int | None:
    return int(field) if finite(field) and field >= 0 else None


def _texts(field: Json) -> tuple[str, ...]:
    return tuple(one for one in field if isinstance(one, str)) if isinstance(field, list) else ()


def _type(shape: Shape, field: Json, node: Node) -> None:
    own = _TYPES.get(field, ()) if isinstance(field, str) else _several(field)
    if not own:
        return
    if node.value.get("nullable") is True or node.value.get("x-nullable") is True:
        own = (*own, "null")
    shape.types = own if shape.types is None else _common(shape.types, own)


def _several(field: Json) -> tuple[str, ...]:
    return tuple(kind for name in _texts(field) for kind in _TYPES.get(name, ()))


def _common(some: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    common = [kind for kind in some if kind in others]
    if "integer" not in common and {"integer", "number"} <= {*some, *others}:
        common.append("integer")
    return tuple(common)


def _choices(shape: Shape, values: list[Json]) -> None:
    left = values if shape.choices is None else shape.choices
    shape.choices = [value for value in left if any(same(value, one) for one in values)]


def same(one: Json, other: Json) -> bool:
    """Whether two values are equal in JSON, where `true` isn't 1."""
    return bool(one == other) and (type(one) is bool) == (type(other) is bool)


def _const(shape: Shape, field: Json, node: Node) -> None:
    _choices(shape, [field])


def _enum(shape: Shape, field: Json, node: Node) -> None:
    if isinstance(field, list):
        if shape.choices is None:
            shape.choices = field
        else:
            _choices(shape, field)


def _minimum(shape: Shape, field: Json, node: Node) -> None:
    if finite(field):
        limit = Limit(field, node.value.get("exclusiveMinimum") is True)
        shape.lower = (*shape.lower, limit)


def _maximum(shape: Shape, field: Json, node: Node) -> None:
    if finite(field):
        limit = Limit(field, node.value.get("exclusiveMaximum") is True)
        shape.upper = (*shape.upper, limit)


def _exclusive_minimum(shape: Shape, field: Json, node: Node) -> None:
    if finite(field):
        shape.lower = (*shape.lower, Limit(field, exclusive=True))


def _exclusive_maximum(shape: Shape, field: Json, node: Node) -> None:
    if finite(field):
        shape.upper = (*shape.upper, Limit(field, exclusive=True))


def _multiple_of(shape: Shape, field: Json, node: Node) -> None:
    if finite(field) and field > 0:
        shape.steps = (*shape.steps, field)


def _at_least(attribute: str) -> Callable[[Shape, Json, Node], None]:
    def fold(shape: Shape, field: Json, node: Node) -> None:
        count = _count(field)
        if count is not None:
            setattr(shape, attribute, max(getattr(shape, attribute), count))

    return fold


def _at_most(attribute: str) -> Callable[[Shape, Json, Node], None]:
    def fold(shape: Shape, field: Json, node: Node) -> None:
        count, known = _count(field), getattr(shape, attribute)
        if count is not None:
            setattr(shape, attribute, count if known is None else min(known, count))

    return fold


def _text(attribute: str) -> Callable[[Shape, Json, Node], None]:
    def fold(shape: Shape, field: Json, node: Node) -> None:
        known = getattr(shape, attribute)
        if isinstance(field, str) and field not in known:
            setattr(shape, attribute, (*known, field))

    return fold


def _xml(shape: Shape, field: Json, node: Node) -> None:
    if isinstance(field, dict):
        shape.xml = {**field, **shape.xml}


def _content_media_type(shape: Shape, field: Json, node: Node) -> None:
    if isinstance(field, str):
        shape.media = shape.media or field


def _properties(shape: Shape, field: Json, node: Node) -> None:
    if not isinstance(field, dict):
        return
    child = node.child
    if not shape.properties:
        shape.properties = {name: (child(value),) for name, value in field.items()}
        return
    merged = dict(shape.properties)
    for name, value in field.items():
        merged[name] = (*merged.get(name, ()), child(value))
    shape.properties = merged


def _required(shape: Shape, field: Json, node: Node) -> None:
    names = dict.fromkeys(_texts(field))
    shape.required = {**shape.required, **names} if shape.required else names


def _pattern_properties(shape: Shape, field: Json, node: Node) -> None:
    if isinstance(field, dict):
        own = tuple((pattern, node.child(value)) for pattern, value in field.items())
        shape.patterned = (*shape.patterned, *own)


def _additional_properties(shape: Shape, field: Json, node: Node) -> None:
    if isinstance(field, dict | bool):
        declared = _object(node.value, "properties")
        patterns = _object(node.value, "patternProperties")
        shape.closings = (*shape.closings, Closing(node.child(field), declared, patterns))


def _unevaluated_properties(shape: Shape, field: Json, node: Node) -> None:
    if isinstance(field, dict | bool):
        shape.unevaluated = (*shape.unevaluated, node.child(field))


def _object(value: Any, key: str) -> Mapping[str, Json]:
    found = value.get(key)
    return found if isinstance(found, dict) else {}


def _property_names(shape: Shape, field: Json, node: Node) -> None:
    shape.names = (*shape.names, node.child(field))


def _dependent_required(shape: Shape, field: Json, node: Node) -> None:
    if isinstance(field, dict):
        own = tuple((name, _texts(needs)) for name, needs in field.items())
        shape.needing = (*shape.needing, *own)


def _dependent_schemas(shape: Shape, field: Json, node: Node) -> None:
    if isinstance(field, dict):
        own = tuple(
            (name, node.child(value))
            for name, value in field.items()
            if id(value) not in shape.settled
        )
        shape.dependents = (*shape.dependents, *own)


def _dependencies(shape: Shape, field: Json, node: Node) -> None:
    """Draft 4's two kinds of dependency in one keyword."""
    if isinstance(field, dict):
        _dependent_required(shape, {k: v for k, v in field.items() if isinstance(v, list)}, node)
        _dependent_schemas(shape, {k: v for k, v in field.items() if not isinstance(v, list)}, node)


def _items(shape: Shape, field: Json, node: Node) -> None:
    prefix = _schemas(node.value.get("prefixItems"), node)
    if isinstance(field, list):
        others = node.value.get("additionalItems")
        rest = node.child(others) if isinstance(others, dict | bool) else None
        _arrange(shape, _schemas(field, node), rest)
    elif isinstance(field, dict | bool):
        _arrange(shape, prefix, node.child(field))


def _prefix_items(shape: Shape, field: Json, node: Node) -> None:
    if "items" not in node.value:
        others = node.value.get("unevaluatedItems")
        rest = node.child(others) if isinstance(others, dict | bool) else None
        _arrange(shape, _schemas(field, node), rest)


def _arrange(shape: Shape, prefix: Nodes, rest: Node | None) -> None:
    shape.arrangements = (*shape.arrangements, Arrangement(prefix, rest))
    shape.prefixed = max(shape.prefixed, len(prefix))


def _contains(shape: Shape, field: Json, node: Node) -> None:
    if isinstance(field, dict | bool):
        least, most = _count(node.value.get("minContains")), _count(node.value.get("maxContains"))
        own = Contents(node.child(field), 1 if least is None else least, most)
        shape.contents = (*shape.contents, own)


def _unique_items(shape: Shape, field: Json, node: Node) -> None:
    shape.unique = shape.unique or field is True


def _group(keyword: str) -> Callable[[Shape, Json, Node], None]:
    def fold(shape: Shape, field: Json, node: Node) -> None:
        if isinstance(field, list) and field and id(field) not in shape.settled:
            shape.groups = (*shape.groups, Group(keyword, node, _schemas(field, node)))

    return fold


def _discriminator(shape: Shape, field: Json, node: Node) -> None:
    shape.discriminated = (*shape.discriminated, node)


def _not(shape: Shape, field: Json, node: Node) -> None:
    if isinstance(field, dict | bool) and id(field) not in shape.settled:
        shape.nots = (*shape.nots, node.child(field))


def _if(shape: Shape, field: Json, node: Node) -> None:
    if isinstance(field, dict | bool) and id(field) not in shape.settled:
        then, otherwise = (node.value.get(key, _ANYTHING) for key in ("then", "else"))
        own = Condition(node.child(field), node.child(then), node.child(otherwise))
        shape.conditions = (*shape.conditions, own)


KEYWORDS: Mapping[str, Callable[[Shape, Json, Node], None]] = {
    "type": _type,
    "const": _const,
    "enum": _enum,
    "minimum": _minimum,
    "maximum": _maximum,
    "exclusiveMinimum": _exclusive_minimum,
    "exclusiveMaximum": _exclusive_maximum,
    "multipleOf": _multiple_of,
    "minLength": _at_least("min_length"),
    "maxLength": _at_most("max_length"),
    "pattern": _text("patterns"),
    "format": _text("formats"),
    "contentEncoding": _text("encodings"),
    "contentMediaType": _content_media_type,
    "xml": _xml,
    "properties": _properties,
    "required": _required,
    "patternProperties": _pattern_properties,
    "additionalProperties": _additional_properties,
    "unevaluatedProperties": _unevaluated_properties,
    "propertyNames": _property_names,
    "minProperties": _at_least("min_properties"),
    "maxProperties": _at_most("max_properties"),
    "dependentRequired": _dependent_required,
    "dependentSchemas": _dependent_schemas,
    "dependencies": _dependencies,
    "items": _items,
    "prefixItems": _prefix_items,
    "contains": _contains,
    "minItems": _at_least("min_items"),
    "maxItems": _at_most("max_items"),
    "uniqueItems": _unique_items,
    "oneOf": _group("oneOf"),
    "anyOf": _group("anyOf"),
    "discriminator": _discriminator,
    "not": _not,
    "if": _if,
}
"""How each keyword that demands something is folded into a shape; `node` holds the keyword."""
