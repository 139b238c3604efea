"""How much work it is to hold a value against a schema, so that no small file takes for ever.

Alternatives that lead to the same schema again and again make it grow without bounds, and a
validator can't be stopped. Counting takes little, as each pair of schema and value is counted once.
"""

from collections.abc import Iterator, Mapping

from pressroom.definition.model import Json

_MOST = 300_000
_DEEPEST = 300
_IN_PLACE = ("allOf", "anyOf", "oneOf")
_ALONE = ("not", "if", "then", "else")


class Effort:
    """Counts the schemas that a validator comes to; `definitions` are those that `$ref`s name."""

    def __init__(self, definitions: Mapping[str, Json]) -> None:
        self._definitions = definitions
        self._counted: dict[tuple[int, int], int] = {}

    def is_bearable(self, name: str, value: Json) -> bool:
        """Whether a value can be held against the schema of that name in reasonable time."""
        self._counted.clear()
        return self._count(self._definitions[name], value, 0) < _MOST

    def _count(self, schema: Json, value: Json, depth: int) -> int:
        """Schemas for this value and what is in it; one that is being counted is nothing more."""
        if not isinstance(schema, dict):
            return 1
        if depth > _DEEPEST:
            return _MOST
        key = (id(schema), id(value))
        if key not in self._counted:
            self._counted[key] = 0
            total = 1
            for inner, part in self._steps(schema, value):
                total += self._count(inner, part, depth + 1)
                if total >= _MOST:
                    break
            self._counted[key] = total
        return self._counted[key]

    def _steps(self, schema: dict[str, Json], value: Json) -> Iterator[tuple[Json, Json]]:
        if "$ref" in schema:
            yield self._definitions[schema["$ref"].rpartition("/")[2]], value
        for key in _IN_PLACE:
            for inner in schema.get(key, ()):
                yield inner, value
        for key in _ALONE:
            if key in schema:
                yield schema[key], value
        for inner in schema.get("dependentSchemas", {}).values():
            yield inner, value
        if isinstance(value, dict):
            yield from _fields(schema, value)
        elif isinstance(value, list):
            yield from _items(schema, value)


def _fields(schema: dict[str, Json], value: dict[str, Json]) -> Iterator[tuple[Json, Json]]:
    """The schemas of fields; a pattern counts for every field."""
    properties = schema.get("properties", {})
    others = [schema[key] for key in _OTHER_FIELDS if key in schema]
    others += schema.get("patternProperties", {}).values()
    for name, part in value.items():
        if name in properties:
            yield properties[name], part
        for inner in others:
            yield inner, part


def _items(schema: dict[str, Json], value: list[Json]) -> Iterator[tuple[Json, Json]]:
    for inner, part in zip(schema.get("prefixItems", ()), value, strict=False):
        yield inner, part
    for key in _ANY_ITEM:
        for part in value if key in schema else ():
            yield schema[key], part


_OTHER_FIELDS = ("additionalProperties", "unevaluatedProperties")
_ANY_ITEM = ("items", "contains", "unevaluatedItems")
