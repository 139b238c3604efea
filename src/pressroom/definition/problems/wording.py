"""What a JSON Schema validator reports, in plain words and at the node that is to be mended.

Of alternatives (`anyOf`, `oneOf`) the one is reported that the value was surely meant to be.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

Path = tuple[str | int, ...]
_SHOWN = 60
_OPTIONS = 8


class Fault(NamedTuple):
    """One fault of a value: where in the value, and what."""

    path: Path
    message: str


def faults(errors: Iterable["ValidationError"]) -> Iterator[Fault]:
    """The faults that stand behind a validator's errors; patterns have a rule of their own."""
    for error in errors:
        for leaf in _leaves(error):
            if _keyword(leaf) != "format" or leaf.kind.format != "regex":
                yield from _worded(leaf)


def shown(value: Any) -> str:
    """A value as short JSON."""
    text = msgspec.json.encode(value, enc_hook=str).decode("utf-8", "replace")
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


class _Merged(NamedTuple):
    """Alternatives that ask for other constants, or other types, at the same place."""

    keyword: str
    path: Path
    options: list[Any]
    instance: Any


_Leaf = Any


def _leaves(error: "ValidationError") -> list[_Leaf]:
    """The errors inside of an error: those of the most likely alternative, or itself."""
    context = getattr(error.kind, "context", None)
    if not context or not all(context):
        return [error]
    branches = [[leaf for inner in branch for leaf in _leaves(inner)] for branch in context]
    start = len(error.instance_path)
    likely = [branch for branch in branches if not _asks_for_reference(branch, start)]
    if not likely:
        return branches[0]
    ranked = sorted(likely, key=lambda branch: _unlikeliness(branch, start))
    if _unlikeliness(ranked[0], start)[0]:
        merged = _merged(ranked, ("enum", "const")) or _merged(ranked, ("type",))
        if merged is not None:
            return [merged]
    return ranked[0]


def _asks_for_reference(branch: list[_Leaf], start: int) -> bool:
    """Whether this alternative only wants the value to be a reference."""
    return any(
        _keyword(leaf) == "required"
        and leaf.kind.property == "$ref"
        and len(leaf.instance_path) == start
        for leaf in branch
    )


def _unlikeliness(branch: list[_Leaf], start: int) -> tuple[bool, int, int]:
    """Least for the alternative that got furthest; one for another type or mark is worst."""
    other = any(
        (_keyword(leaf) in ("enum", "const") and len(_path(leaf)) == start + 1)
        or (_keyword(leaf) == "type" and len(_path(leaf)) == start)
        for leaf in branch
    )
    return other, -max(len(_path(leaf)) for leaf in branch), len(branch)


def _merged(branches: list[list[_Leaf]], keywords: tuple[str, ...]) -> _Merged | None:
    """All that may stand there, when each alternative asks for something at the same place."""
    found = [leaf for branch in branches for leaf in branch if _keyword(leaf) in keywords]
    places = {_path(leaf) for leaf in found}
    if len(found) < len(branches) or len(places) != 1:
        return None
    options = [option for leaf in found for option in _options(leaf)]
    distinct = [option for index, option in enumerate(options) if option not in options[:index]]
    return _Merged(keywords[0], _path(found[0]), distinct, found[0].instance)


def _keyword(leaf: _Leaf) -> str:
    return leaf.keyword if isinstance(leaf, _Merged) else str(leaf.kind.name)


def _path(leaf: _Leaf) -> Path:
    return leaf.path if isinstance(leaf, _Merged) else tuple(leaf.instance_path)


def _options(leaf: _Leaf) -> list[Any]:
    if isinstance(leaf, _Merged):
        return leaf.options
    match leaf.kind.name:
        case "enum":
            return list(leaf.kind.options)
        case "type":
            return list(leaf.kind.types)
        case _:
            return [leaf.kind.expected_value]


def _worded(leaf: _Leaf) -> Iterator[Fault]:
    path, keyword = _path(leaf), _keyword(leaf)
    if keyword in ("additionalProperties", "unevaluatedProperties"):
        for name in leaf.kind.unexpected:
            yield Fault((*path, name), f"there is no field {name!r} here; mend or remove it")
    else:
        yield Fault(path, _sentence(leaf, keyword))


def _sentence(leaf: _Leaf, keyword: str) -> str:
    match keyword:
        case "enum" | "const":
            return _outside(_options(leaf), leaf.instance)
        case "required":
            return f"the field {leaf.kind.property!r} is missing"
        case "type":
            return f"has to be {_one_of_types(_options(leaf))}, but is {_type_of(leaf.instance)}"
        case "pattern":
            return f"{shown(leaf.instance)} doesn't match the pattern {leaf.kind.pattern}"
        case "format":
            return f"{shown(leaf.instance)} is no {leaf.kind.format}"
        case "not":
            return _excluded(leaf.kind.schema)
        case "oneOf" if not all(leaf.kind.context):
            return "fits more than one of the alternatives, of which it may be only one"
        case "falseSchema":
            return "isn't allowed here"
        case "propertyNames":
            return f"a key can't be named so: {_first_message(leaf.kind.error)}"
        case _:
            return str(leaf.message)


def _first_message(error: "ValidationError") -> str:
    return next(faults([error])).message


def _outside(options: list[Any], instance: Any) -> str:
    listed = ", ".join(shown(option) for option in options[:_OPTIONS])
    more = f" and {len(options) - _OPTIONS} others" if len(options) > _OPTIONS else ""
    if len(options) == 1:
        return f"has to be {listed}, but is {shown(instance)}"
    return f"{shown(instance)} isn't one of {listed}{more}"


def _excluded(schema: Any) -> str:
    names = schema.get("required") if isinstance(schema, dict) else None
    if isinstance(names, list) and names:
        return f"{' and '.join(map(repr, names))} can't stand together"
    return "is what isn't allowed here"


_TYPES = {
    "object": "an object",
    "array": "a list",
    "string": "a string",
    "integer": "an integer",
    "number": "a number",
    "boolean": "a boolean",
    "null": "null",
}


def _one_of_types(types: list[str]) -> str:
    return " or ".join(_TYPES.get(name, name) for name in types)


def _type_of(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "a boolean"
        case str():
            return f"the string {shown(value)}"
        case dict():
            return "an object"
        case list():
            return "a list"
        case _:
            return f"the number {shown(value)}"
