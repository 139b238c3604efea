"""What choosing one `oneOf` or `anyOf` alternative asks for beyond the alternative itself."""

from collections.abc import Iterator

from pressroom.definition.examples.layers import (
    Layers,
    choices,
    flatten,
    listed,
    mapped,
    properties,
    required,
)
from pressroom.definition.model import Json, Schema

_ONLY_REQUIRED = frozenset(("required", "title", "description", "type"))


def discriminated(layers: Layers, reference: str) -> Iterator[Schema]:
    """Layers that set each discriminator in `layers` to the value that means `reference`.

    The value is the key in `mapping`, else the last part of the reference (OpenAPI 3.0 and 3.1,
    Discriminator Object; 2.0, Schema Object). One that the property's `enum` doesn't have is left
    alone.
    """
    for layer in layers:
        discriminator = _discriminator(layer.value)
        name = discriminator.get("propertyName")
        if isinstance(name, str) and reference:
            value = _meaning(mapped(discriminator, "mapping"), reference)
            if _takes(layers, name, value):
                yield layer.child({"properties": {name: {"const": value}}})


def _discriminator(schema: Json) -> dict[str, Json]:
    """The Discriminator Object of a schema; 2.0 writes just the property's name."""
    if isinstance(schema.get("discriminator"), str):
        return {"propertyName": schema["discriminator"]}
    return mapped(schema, "discriminator")


def _meaning(mapping: dict[str, Json], reference: str) -> str:
    last = reference.rpartition("/")[2]
    exact = (key for key, target in mapping.items() if target == reference)
    short = (key for key, target in mapping.items() if str(target).rpartition("/")[2] == last)
    return next(exact, next(short, last))


def _takes(layers: Layers, name: str, value: str) -> bool:
    declared = properties(layers).get(name)
    if declared is None:
        return name in required(layers)
    allowed = choices(flatten(*declared))
    return allowed is None or value in allowed


def excluded(group: Schema, keyword: str, option: Json) -> Iterator[Schema]:
    """Layers that keep out of a `oneOf` value what only another alternative requires.

    Just for alternatives that say nothing but `required`, the usual way to write "either `a` or
    `b`".
    """
    if keyword != "oneOf" or not _says_required(option):
        return
    for other in listed(group.value, keyword):
        if other is not option and _says_required(other):
            names = [name for name in other["required"] if name not in option["required"]]
            yield group.child({"properties": dict.fromkeys(names[:1], False)})


def _says_required(option: Json) -> bool:
    return (
        isinstance(option, dict)
        and isinstance(option.get("required"), list)
        and _ONLY_REQUIRED.issuperset(option)
    )
