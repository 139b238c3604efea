"""Reading values out of objects whose author may have given them another type.

Each function returns the field when it has the wanted type and the type's empty value when it
hasn't, so that one bad field never costs the rest of a definition.
"""

from collections.abc import Iterator, Mapping

from pressroom.definition.model import Json

Node = Mapping[str, Json]
"""A JSON object."""


def text(node: Node, key: str) -> str:
    """A string; numbers are taken as they print, as YAML authors forget quotes."""
    value = node.get(key)
    return value if type(value) is str else _text(value)


def flag(node: Node, key: str, *, default: bool = False) -> bool:
    """A boolean."""
    value = node.get(key)
    return value if isinstance(value, bool) else default


def mapping(node: Node, key: str) -> Node:
    """An object."""
    value = node.get(key)
    return value if isinstance(value, dict) else {}


def sequence(node: Node, key: str) -> list[Json]:
    """A list."""
    value = node.get(key)
    return value if isinstance(value, list) else []


def objects(node: Node, key: str) -> list[Node]:
    """The objects in a list."""
    return [value for value in sequence(node, key) if isinstance(value, dict)]


def texts(node: Node, key: str) -> tuple[str, ...]:
    """The strings in a list; numbers are taken as they print."""
    return tuple([text for value in sequence(node, key) if (text := _text(value))])


def members(node: Node) -> Iterator[tuple[str, Json]]:
    """The members of an object that may be extended, without its `x-` extensions."""
    return ((key, value) for key, value in node.items() if not key.startswith("x-"))


def _text(value: Json) -> str:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
