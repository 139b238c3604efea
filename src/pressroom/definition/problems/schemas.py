"""Rules about schemas by themselves: patterns, enums, bounds, and words of other versions."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from pressroom.definition import reading
from pressroom.definition.model import Json
from pressroom.definition.problems.model import Finding
from pressroom.definition.problems.survey import Node, Survey
from pressroom.definition.problems.wording import shown

_BOUNDS = ("imum", "Length", "Items", "Properties")


def schema_problems(survey: Survey) -> Iterator[Finding]:
    """What is wrong with each schema by itself; 2.0 has some of them as parameters."""
    kinds = ("schema", "parameter", "header") if survey.version == "2.0" else ("schema",)
    for node in survey.of_kind(*kinds):
        yield from _pattern(node)
        yield from _enum(node)
        yield from _bounds(node)
        yield from _words(node, survey.version)


def _pattern(node: Node) -> Iterator[Finding]:
    patterns = [(node.value.get("pattern"), node.at("pattern"))]
    patterns += [
        (key, node.at("patternProperties", key))
        for key in reading.mapping(node.value, "patternProperties")
    ]
    for pattern, pointer in patterns:
        if isinstance(pattern, str) and not is_pattern(pattern):
            message = f"{pattern!r} is no regular expression of ECMA-262"
            yield Finding("invalid-pattern", message, node.file, pointer)


@lru_cache(4096)
def is_pattern(pattern: str) -> bool:
    """Whether a pattern is one of ECMA-262, as JSON Schema 2020-12, section 6.4, asks for."""
    from jsonschema_rs import Draft202012Validator

    try:
        return Draft202012Validator({"format": "regex"}, validate_formats=True).is_valid(pattern)
    except UnicodeEncodeError:
        return False


def _enum(node: Node) -> Iterator[Finding]:
    types = _types(node.value)
    for index, value in enumerate(reading.sequence(node.value, "enum")):
        if types and not _is_of(value, types):
            message = f"{shown(value)} isn't of type {' or '.join(types)}"
            yield Finding("enum-type", message, node.file, node.at("enum", index))


def _types(schema: reading.Node) -> list[str]:
    """The types that a schema allows; none when it doesn't say, or says it wrongly."""
    value = schema.get("type")
    types = [value] if isinstance(value, str) else value
    if not isinstance(types, list) or not all(one in _PYTHON for one in map(str, types)):
        return []
    nullable = schema.get("nullable") is True or schema.get("x-nullable") is True
    return [*map(str, types), *(["null"] if nullable else [])]


_PYTHON: Mapping[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "object": dict,
    "array": list,
    "null": type(None),
}


def _is_of(value: Json, types: list[str]) -> bool:
    if isinstance(value, bool):
        return "boolean" in types
    if isinstance(value, float) and value.is_integer() and "integer" in types:
        return True
    return any(isinstance(value, _PYTHON[name]) for name in types)


def _bounds(node: Node) -> Iterator[Finding]:
    for name in _BOUNDS:
        least, most = node.value.get(f"min{name}"), node.value.get(f"max{name}")
        if _is_number(least) and _is_number(most) and least > most:
            message = f"min{name} {shown(least)} is above max{name} {shown(most)}"
            yield Finding("impossible-bounds", message, node.file, node.at(f"min{name}"))


def _is_number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _words(node: Node, version: str) -> Iterator[Finding]:
    if version > "3.0":
        if "nullable" in node.value:
            message = f'`nullable` means nothing in {version}; add "null" to the type'
            yield Finding("ignored-nullable", message, node.file, node.at("nullable"))
    elif node.value.get("type") == "array" and "items" not in node.value:
        yield Finding("array-without-items", "an array needs `items`", node.file, node.pointer)
