"""Finding properties in planned types, through names, `null` and unions."""

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from pressroom.sdk.plan.model import (
    Alias,
    Json,
    Model,
    Nullable,
    Object,
    Operation,
    Property,
    Reference,
    Type,
    Union,
)

Path = tuple[str, ...]

_FEW = 12


def resolved(type_: Type, models: Mapping[str, Model]) -> Type | Model:
    """What a type is, through names that are no more than that, and `null`."""
    for _ in range(len(models) + 2):
        if isinstance(type_, Nullable):
            type_ = type_.of
        elif isinstance(type_, Reference):
            model = models[type_.key]
            if not isinstance(model, Alias):
                return model
            type_ = model.type
        else:
            break
    return type_


def properties(type_: Type, models: Mapping[str, Model]) -> Iterator[Property]:
    """The properties of an object, or of each object in a union that isn't a whole family."""
    found = resolved(type_, models)
    if isinstance(found, Object):
        yield from found.properties
    elif isinstance(found, Union) and len(found.members) <= _FEW:
        for member in found.members:
            inner = resolved(member, models)
            if isinstance(inner, Object):
                yield from inner.properties


def walk(
    type_: Type,
    models: Mapping[str, Model],
    depth: int,
    within: Collection[str] | None = None,
) -> Iterator[tuple[Path, Property]]:
    """Every property of an object and of those in it, the nearest first.

    Args:
        depth: how many levels are looked at.
        within: the properties (`folded`) that are looked into; all of them when absent.
    """
    level: list[tuple[Path, Type]] = [((), type_)]
    for _ in range(depth):
        below: list[tuple[Path, Type]] = []
        for path, one in level:
            for found in properties(one, models):
                yield (*path, found.wire), found
                if within is None or folded(found.wire) in within:
                    below.append(((*path, found.wire), found.type))
        level = below


def at(type_: Type, path: Path, models: Mapping[str, Model]) -> Type | None:
    """The type at a path of property keys."""
    for key in path:
        found = next((one for one in properties(type_, models) if one.wire == key), None)
        if found is None:
            return None
        type_ = found.type
    return type_


def json_result(operation: Operation) -> Type | None:
    """What an operation answers with as JSON when it goes well."""
    for answer in operation.successes:
        for content in answer.contents:
            if content.kind == "json":
                return content.type
    return None


def path_of(value: Json) -> Path | None:
    """A path as extensions write it: a JSON pointer (`/meta/next`), or a list of keys."""
    if isinstance(value, list) and all(isinstance(key, str) for key in value):
        return tuple(value)
    if not isinstance(value, str) or (value and not value.startswith("/")):
        return None
    return tuple(key.replace("~1", "/").replace("~0", "~") for key in value.split("/")[1:])


@lru_cache(maxsize=1 << 14)
def folded(wire: str) -> str:
    """A key as it is compared: small letters and digits only."""
    return "".join(char for char in wire.lower() if char.isalnum())
