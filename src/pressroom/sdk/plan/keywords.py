"""A schema's own keywords -> what they demand; `$ref`, `allOf`, `oneOf` and `anyOf` aside."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from pressroom.definition import Schema
from pressroom.sdk.plan.flat import Flat
from pressroom.sdk.plan.model import Json

_ANNOTATIONS = frozenset(
    (
        "title", "summary", "description", "default", "example", "examples", "deprecated",
        "readOnly", "writeOnly", "nullable", "xml", "externalDocs", "$comment", "$schema", "$id",
        "$anchor", "$dynamicAnchor", "$defs", "definitions",
    )
)  # fmt: skip
"""What doesn't change which values a schema allows, `null` aside."""

_TEXTS = {
    "format": "format",
    "contentEncoding": "encoding",
    "contentMediaType": "media",
    "title": "title",
    "description": "description",
    "x-pressroom-name": "called",
}
_FLAGS = {
    "nullable": "nullable",
    "x-nullable": "nullable",
    "uniqueItems": "unique",
    "deprecated": "deprecated",
    "readOnly": "read_only",
    "writeOnly": "write_only",
}
_KINDS = ("object", "array", "string", "number", "integer", "boolean", "null")
_ONE = {kind: (kind,) for kind in _KINDS}
_IMPLIED = {
    "properties": "object",
    "additionalProperties": "object",
    "patternProperties": "object",
    "items": "array",
    "prefixItems": "array",
    "pattern": "string",
    "minLength": "string",
    "maxLength": "string",
    "contentEncoding": "string",
    "contentMediaType": "string",
    "minimum": "number",
    "maximum": "number",
    "multipleOf": "number",
}
"""The types that keywords suggest where there is no `type`; the first of them counts."""
_NUMERIC = frozenset(("int32", "int64", "float", "double"))
_TEXTUAL = frozenset(
    (
        "date-time", "date", "time", "duration", "email", "idn-email", "hostname", "idn-hostname",
        "ipv4", "ipv6", "uri", "uri-reference", "iri", "iri-reference", "uuid", "uri-template",
        "json-pointer", "relative-json-pointer", "regex", "byte", "base64", "binary", "password",
        "decimal",
    )
)  # fmt: skip
"""Formats that suggest a type; those of authors' own say nothing about it."""

_OF_ITS_OWN = frozenset(
    (
        "$ref", "properties", "patternProperties", "additionalProperties", "items", "prefixItems",
        "allOf", "oneOf", "anyOf", "enum", "contentSchema", "x-pressroom-name",
    )
)  # fmt: skip
"""What can make a schema, or a part of it, a model; several types can as well."""

_Fields = dict[str, Any]


def is_annotation(keyword: str) -> bool:
    """Whether a keyword doesn't change which values are allowed."""
    return keyword in _ANNOTATIONS or keyword.startswith("x-")


class Reader:
    """Reads the schemas of one definition.

    Properties whose schemas say the same, and bring no model, have one schema: of a large
    definition's properties nine in ten are like another.
    """

    def __init__(self) -> None:
        self._properties: dict[tuple[str, bytes], tuple[Schema]] = {}

    def read(self, schema: Schema) -> Flat:
        """What a schema says itself."""
        fields: _Fields = {}
        node = schema.value
        for key, value in node.items():
            if key in _TEXTS:
                if type(value) is str:
                    fields[_TEXTS[key]] = value
            elif key in _FLAGS:
                if value is True:
                    fields[_FLAGS[key]] = True
            elif key in _READERS:
                _READERS[key](fields, value, schema)
            elif key == "properties" and isinstance(value, dict):
                fields["properties"] = {
                    str(name): self._property(one, schema)
                    for name, one in value.items()
                    if isinstance(one, dict) or one is True
                }
        if not fields.get("kinds"):
            _imply(fields, node)
        return Flat(**fields)

    def _property(self, value: Json, schema: Schema) -> tuple[Schema]:
        if value is True or _may_be_a_model(value):
            return (schema.child(value),)
        key = (schema.file, msgspec.json.encode(value))
        found = self._properties.get(key)
        if found is None:
            found = self._properties[key] = (schema.child(value),)
        return found


def _may_be_a_model(node: Mapping[str, Json]) -> bool:
    """Whether it, or a part of it, may be called by where it stands: an object, a union."""
    return not _OF_ITS_OWN.isdisjoint(node) or type(node.get("type")) is list


def _read_type(fields: _Fields, value: Json, schema: Schema) -> None:
    if isinstance(value, str):
        fields["kinds"] = _ONE.get(value, ())
        if value == "file":
            fields |= {"kinds": ("string",), "format": "binary"}
    elif isinstance(value, list):
        kinds = tuple(kind for kind in _KINDS if kind in value and kind != "null")
        if "number" in kinds:
            kinds = tuple(kind for kind in kinds if kind != "integer")
        fields["kinds"] = kinds or (("null",) if "null" in value else ())
        if "null" in value:
            fields["nullable"] = True


def _read_const(fields: _Fields, value: Json, schema: Schema) -> None:
    _keep_values(fields, (value,))


def _read_enum(fields: _Fields, value: Json, schema: Schema) -> None:
    if isinstance(value, list) and value and "const" not in schema.value:
        _keep_values(fields, tuple({(type(one), str(one)): one for one in value}.values()))


def _keep_values(fields: _Fields, values: tuple[Json, ...]) -> None:
    if None in values:
        fields["nullable"] = True
        values = tuple(value for value in values if value is not None)
    fields["values"] = values


def _read_required(fields: _Fields, value: Json, schema: Schema) -> None:
    fields["required"] = frozenset(_texts(value))


def _read_items(fields: _Fields, value: Json, schema: Schema) -> None:
    if isinstance(value, dict | bool) and "prefixItems" not in schema.value:
        fields["items"] = (schema.child(value),)


def _read_prefix(fields: _Fields, value: Json, schema: Schema) -> None:
    """A tuple is an array of what its places hold."""
    places = [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
    items = schema.value.get("items")
    if isinstance(items, dict):
        places.append(items)
    if places:
        fields["items"] = (schema.child({"anyOf": places}),)


def _read_additional(fields: _Fields, value: Json, schema: Schema) -> None:
    if isinstance(value, dict):
        fields["additional"] = schema.child(value) if value else True
    elif isinstance(value, bool) and "additional" not in fields:
        fields["additional"] = value


def _read_patterns(fields: _Fields, value: Json, schema: Schema) -> None:
    if isinstance(schema.value.get("additionalProperties"), dict) or not isinstance(value, dict):
        return
    schemas = [one for one in value.values() if isinstance(one, dict)]
    if schemas:
        inner = schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
        fields["additional"] = schema.child(inner)


def _read_discriminator(fields: _Fields, value: Json, schema: Schema) -> None:
    """The Discriminator Object; 2.0 has only the property's name."""
    if isinstance(value, str):
        fields["discriminator"] = {"propertyName": value}
    elif isinstance(value, dict) and isinstance(value.get("propertyName"), str):
        fields["discriminator"] = value


def _read_default(fields: _Fields, value: Json, schema: Schema) -> None:
    fields["default"] = value


def _read_example(fields: _Fields, value: Json, schema: Schema) -> None:
    fields["example"] = value


def _read_examples(fields: _Fields, value: Json, schema: Schema) -> None:
    if isinstance(value, list) and value:
        fields.setdefault("example", value[0])


def _read_labels(fields: _Fields, value: Json, schema: Schema) -> None:
    fields["labels"] = _texts(value)


def _read_notes(fields: _Fields, value: Json, schema: Schema) -> None:
    """What is said of each value of an `enum`, as a list or by value."""
    values = schema.value.get("enum")
    if isinstance(value, dict) and isinstance(values, list):
        fields["notes"] = tuple(str(value.get(str(one)) or "") for one in values)
    elif isinstance(value, list):
        fields["notes"] = tuple(map(str, value))


def _imply(fields: _Fields, node: Mapping[str, Json]) -> None:
    """The type of a schema without one, by its other keywords."""
    for keyword, kind in _IMPLIED.items():
        if keyword in node and (keyword != "properties" or isinstance(node[keyword], dict)):
            fields["kinds"] = (kind,)
            return
    written = fields.get("format")
    if written in _NUMERIC or written in _TEXTUAL:
        fields["kinds"] = ("number" if written in _NUMERIC else "string",)


def _texts(value: Json) -> tuple[str, ...]:
    return tuple([one for one in value if isinstance(one, str)]) if isinstance(value, list) else ()


_READERS: Mapping[str, Callable[[_Fields, Json, Schema], None]] = {
    "type": _read_type,
    "const": _read_const,
    "enum": _read_enum,
    "required": _read_required,
    "items": _read_items,
    "prefixItems": _read_prefix,
    "additionalProperties": _read_additional,
    "patternProperties": _read_patterns,
    "discriminator": _read_discriminator,
    "default": _read_default,
    "example": _read_example,
    "examples": _read_examples,
    "x-enum-varnames": _read_labels,
    "x-enumNames": _read_labels,
    "x-enum-descriptions": _read_notes,
    "x-enumDescriptions": _read_notes,
}
