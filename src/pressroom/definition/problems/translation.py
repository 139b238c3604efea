"""Schema Objects of any OpenAPI version as JSON Schema 2020-12 that a validator takes as it is.

Keywords that are unknown or have a senseless value are left out, as are those that only describe:
what remains compiles, and accepts rather too much than too little.
"""

import math
from collections.abc import Callable, Mapping

from pressroom.definition import reading
from pressroom.definition.model import Json
from pressroom.definition.problems.schemas import is_pattern
from pressroom.definition.problems.survey import Node, Survey

_TYPES = ("string", "integer", "number", "boolean", "object", "array", "null")
_MOST = 1 << 53


class Translator:
    """Translates the schemas of one definition, each that a reference leads to once.

    `definitions` holds the translations under the names that `name` gives.
    """

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._names: dict[int, str] = {}
        self._waiting: list[tuple[str, Node]] = []
        self.definitions: dict[str, Json] = {}

    def name(self, schema: Node) -> str:
        """The name of a schema among the `definitions`, which it comes to be in."""
        name = self._named(schema)
        while self._waiting:
            waiting, node = self._waiting.pop()
            self.definitions[waiting] = self._schema(node.value, node.file)
        return name

    def _named(self, schema: Node) -> str:
        key = id(schema.value)
        if key not in self._names:
            self._names[key] = f"s{len(self._names)}"
            self._waiting.append((self._names[key], schema))
        return self._names[key]

    def _schema(self, value: Json, file: str) -> Json:
        if not isinstance(value, dict):
            return value is not False
        if "$dynamicRef" in value:
            return True
        schema: dict[str, Json] = {}
        if isinstance(value.get("$ref"), str):
            target, _ = self._survey.target(value["$ref"], file, "schema")
            if target is not None and isinstance(target.value, dict | bool):
                schema["$ref"] = f"#/$defs/{self._named(target)}"
            if self._survey.version <= "3.0":
                return schema
        schema |= _assertions(value)
        schema |= self._applied(value, file)
        schema["required"] = self._required(value, file)
        nullable = value.get("nullable") is True or value.get("x-nullable") is True
        if nullable and self._survey.version <= "3.0":
            return {"anyOf": [{"type": "null"}, schema]}
        return schema

    def _applied(self, value: reading.Node, file: str) -> dict[str, Json]:
        """The subschemas; of alternatives with a discriminator several may fit."""
        applied: dict[str, Json] = {}
        for key in _ONE:
            if isinstance(value.get(key), dict | bool):
                applied[key] = self._schema(value[key], file)
        for key in _MAPS:
            if isinstance(value.get(key), dict):
                applied[key] = {
                    name: self._schema(inner, file)
                    for name, inner in value[key].items()
                    if key != "patternProperties" or is_pattern(name)
                }
        for key in _LISTS:
            parts = [self._schema(part, file) for part in reading.sequence(value, key)]
            if parts:
                chosen = key == "oneOf" and "discriminator" in value
                applied["anyOf" if chosen else key] = parts
        return applied

    def _required(self, value: reading.Node, file: str) -> list[str]:
        """The required fields, but for those that only stand in requests or only in responses."""
        properties = reading.mapping(value, "properties")
        names = [name for name in reading.sequence(value, "required") if isinstance(name, str)]
        return [
            name
            for name in dict.fromkeys(names)
            if not _goes_one_way(self._survey.place("schema", properties.get(name), file, "").value)
        ]


_ONE = (
    *("not", "if", "then", "else", "contains", "items", "additionalProperties", "propertyNames"),
    *("unevaluatedItems", "unevaluatedProperties"),
)
_MAPS = ("properties", "patternProperties", "dependentSchemas")
_LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")


def _goes_one_way(schema: Json) -> bool:
    return isinstance(schema, dict) and (
        schema.get("readOnly") is True or schema.get("writeOnly") is True
    )


def _assertions(value: reading.Node) -> dict[str, Json]:
    """The keywords that demand something by themselves and have a value that makes sense."""
    kept = {key: value[key] for key, makes_sense in _SENSE.items() if makes_sense(value.get(key))}
    for exclusive, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if value.get(exclusive) is True and bound in kept:
            kept[exclusive] = kept.pop(bound)
    if "const" in value:
        kept["const"] = value["const"]
    types = value.get("type")
    if isinstance(types, list) and types and all(one in _TYPES for one in map(str, types)):
        kept["type"] = list(dict.fromkeys(map(str, types)))
    return kept


def _is_number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_positive(value: Json) -> bool:
    return _is_number(value) and value > 0


def _is_count(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _MOST


def _is_texts(value: Json) -> bool:
    return isinstance(value, dict) and all(
        isinstance(names, list) and all(isinstance(name, str) for name in names)
        for names in value.values()
    )


_SENSE: Mapping[str, Callable[[Json], bool]] = {
    "type": lambda value: isinstance(value, str) and value in _TYPES,
    "enum": lambda value: isinstance(value, list) and bool(value),
    "pattern": lambda value: isinstance(value, str) and is_pattern(value),
    "uniqueItems": lambda value: isinstance(value, bool),
    "multipleOf": _is_positive,
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), _is_number),
    **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems"), _is_count),
    **dict.fromkeys(("minProperties", "maxProperties"), _is_count),
    **dict.fromkeys(("minContains", "maxContains"), _is_count),
    "dependentRequired": _is_texts,
}
