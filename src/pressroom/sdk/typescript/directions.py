"""Which models are written differently when they are sent than when they are received.

An object is when it needs a property of one direction only, or holds an object that does.
"""

from collections.abc import Iterator

from pressroom.sdk.plan import (
    Alias,
    Array,
    Choice,
    Enum,
    Map,
    Model,
    Nullable,
    Object,
    Plan,
    Reference,
    Type,
    Union,
)


def differing(plan: Plan) -> frozenset[str]:
    """The keys of such models."""
    users: dict[str, list[str]] = {}
    for key, model in plan.models.items():
        for one in referred(model):
            users.setdefault(one, []).append(key)
    waiting = [key for key, model in plan.models.items() if _is_directed(model)]
    found: set[str] = set()
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += users.get(key, ())
    return frozenset(found)


def sent(plan: Plan) -> tuple[str, ...]:
    """The keys of the models that operations send, in the plan's order."""
    waiting = [key for type_ in _arguments(plan) for key in _keys(type_)]
    found: set[str] = set()
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += referred(plan.models[key])
    return tuple(key for key in plan.models if key in found)


def _arguments(plan: Plan) -> Iterator[Type]:
    for operation in plan.operations.values():
        for argument in operation.arguments:
            yield argument.type
        for content in operation.body.contents if operation.body else ():
            yield content.type


def _is_directed(model: Model) -> bool:
    return isinstance(model, Object) and any(
        one.required and (one.read_only or one.write_only) for one in model.properties
    )


def referred(model: Model) -> Iterator[str]:
    """The models that a model holds, but for what is never sent."""
    match model:
        case Object(properties=properties, additional=additional):
            for one in properties:
                if not one.read_only:
                    yield from _keys(one.type)
            if additional is not None:
                yield from _keys(additional)
        case Union(members=members):
            for member in members:
                yield from _keys(member)
        case Alias(type=type_):
            yield from _keys(type_)
        case Enum():
            pass


def _keys(type_: Type) -> Iterator[str]:
    match type_:
        case Reference(key):
            yield key
        case Array(inner) | Map(inner) | Nullable(inner):
            yield from _keys(inner)
        case Choice(members):
            for member in members:
                yield from _keys(member)
