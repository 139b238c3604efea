"""What kind of type or model a flat schema calls for."""

from collections.abc import Iterator, Mapping
from typing import Literal
from urllib.parse import unquote

from msgspec.structs import replace

from pressroom.definition import Definition, Schema
from pressroom.sdk.plan.flat import Flat
from pressroom.sdk.plan.flattening import Flattener
from pressroom.sdk.plan.model import (
    ANY,
    Constant,
    Json,
    Name,
    Nullable,
    Primitive,
    PrimitiveKind,
    Type,
    is_nullable,
)
from pressroom.sdk.plan.names import name_of

Form = Literal["enum", "object", "union", "plain"]

_FORMATS: Mapping[str, PrimitiveKind] = {
    "date-time": "date-time",
    "date": "date",
    "time": "time",
    "duration": "duration",
    "uuid": "uuid",
    "uri": "uri",
    "byte": "bytes",
    "base64": "bytes",
    "binary": "binary",
    "decimal": "decimal",
}
_KINDS: Mapping[str, PrimitiveKind] = {
    "string": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "null": "null",
}
_GENERIC = frozenset(("schema", "items", "properties", "allOf", "oneOf", "anyOf", "paths"))
_NAMES = frozenset((str, int, float, bool))
_MAX_DEPTH = 8


def components(definition: Definition) -> dict[str, Schema]:
    """The schemas under `components`, or the `definitions` of 2.0, by name."""
    document = definition.document
    if definition.version.startswith("2"):
        schemas = document.get("definitions")
    else:
        holder = document.get("components")
        schemas = holder.get("schemas") if isinstance(holder, dict) else None
    return {
        str(name): definition.references.schema(value, definition.root)
        for name, value in (schemas if isinstance(schemas, dict) else {}).items()
        if isinstance(value, dict | bool)
    }


def name_of_reference(reference: str) -> Name:
    """What a schema that isn't a component is called: by the end of the reference to it."""
    path, _, pointer = unquote(reference).partition("#")
    file = path.rpartition("/")[2].partition(".")[0]
    tokens = [token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/") if token]
    kept = [token for token in tokens if token not in _GENERIC and not token.isdecimal()]
    if tokens and kept and kept[-1] != tokens[-1]:
        return name_of(" ".join(kept[-3:]), "model")
    return name_of(kept[-1] if kept else file, "model")


def form(flat: Flat, *, named: bool) -> Form:
    """What a schema becomes; a component with one value is still an enum."""
    if flat.values is not None and are_names(flat.values):
        single = len(flat.values) == 1 and not named
        return "plain" if single or set(map(type, flat.values)) == {bool} else "enum"
    if flat.groups or len(flat.kinds) > 1:
        return "union"
    if "object" in flat.kinds and (flat.properties or flat.additional is False):
        return "object"
    return "plain"


def are_names(values: tuple[Json, ...]) -> bool:
    """Whether an `enum` has strings, numbers and booleans only."""
    return bool(values) and _NAMES.issuperset(map(type, values))


def is_collection(flat: Flat) -> bool:
    """Whether a plain schema is an array or a map."""
    return flat.kinds in (("array",), ("object",))


def primitive(flat: Flat) -> Type:
    """The type of a plain schema that is no array and no map."""
    if flat.values is not None:
        if len(flat.values) == 1 and are_names(flat.values):
            return Constant(flat.values[0])
        if flat.values and set(map(type, flat.values)) == {bool}:
            return Primitive("boolean")
        if flat.nullable and not flat.values:
            return Primitive("null")
    if len(flat.kinds) != 1:
        return ANY
    kind = flat.kinds[0]
    if kind == "string":
        return Primitive(_string(flat))
    return Primitive(_KINDS.get(kind, "any"))


def nullable(type_: Type, allowed: bool) -> Type:
    """The type, or `null` as well if that is allowed."""
    return Nullable(type_) if allowed and not is_nullable(type_) else type_


def alternatives(flat: Flat, schema: Schema, flattener: Flattener) -> tuple[Schema, ...]:
    """What a union is one of.

    What stands beside a `oneOf` is demanded of each alternative. A second `oneOf` or `anyOf` adds
    its properties to each. Several types in a `type` are an alternative each.
    """
    if not flat.groups:
        return tuple(flattener.made(one, schema) for one in _by_kind(flat))
    first, *others = flat.groups
    base = replace(flat, groups=(), discriminator=None, nullable=False, title="", description="")
    for group in others:
        for part in group:
            found = flattener.flat(part)
            new = {k: v for k, v in found.properties.items() if k not in base.properties}
            base = replace(base, properties={**base.properties, **new})
    return tuple(_with_base(base, one, flattener) for one in first)


def is_simple(schema: Schema, flattener: Flattener, depth: int = 0) -> bool:
    """Whether values are primitives, enums or arrays of them, which need no name in a union."""
    if depth > _MAX_DEPTH or not isinstance(schema.value, dict):
        return False
    flat = flattener.flat(schema)
    if form(flat, named=False) not in ("enum", "plain") or flat.kinds == ("object",):
        return False
    if flat.kinds == ("array",):
        return all(is_simple(one, flattener, depth + 1) for one in flat.items)
    return bool(flat.kinds) or flat.values is not None


def _with_base(base: Flat, alternative: Schema, flattener: Flattener) -> Schema:
    flat = flattener.flat(alternative)
    if base.properties.keys() <= flat.properties.keys() and base.required <= flat.required:
        return alternative
    return flattener.with_base(base, flat, alternative)


def _by_kind(flat: Flat) -> Iterator[Flat]:
    for kind in flat.kinds:
        one = replace(flat, kinds=(kind,), nullable=False, title="", description="")
        if kind != "object":
            one = replace(one, properties={}, required=frozenset(), additional=None)
        yield one if kind == "array" else replace(one, items=())


def _string(flat: Flat) -> PrimitiveKind:
    if flat.encoding in ("base64", "base64url"):
        return "bytes"
    if (
        flat.media
        and not flat.encoding
        and not flat.media.startswith(("text/", "application/json"))
    ):
        return "binary"
    return _FORMATS.get(flat.format, "string")
