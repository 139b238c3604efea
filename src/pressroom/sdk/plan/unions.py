"""Unions without a `discriminator` whose members are told apart by a constant."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from pressroom.sdk.plan.lookup import resolved
from pressroom.sdk.plan.model import (
    Constant,
    Discriminator,
    Enum,
    Model,
    Object,
    Property,
    Type,
    Union,
)


def told_apart(models: Mapping[str, Model]) -> dict[str, Model]:
    """The models; a union has a discriminator if the constants of its members allow one."""
    return {key: _told_apart(model, models) for key, model in models.items()}


def _told_apart(model: Model, models: Mapping[str, Model]) -> Model:
    if not isinstance(model, Union) or model.discriminator is not None:
        return model
    members = [_constants(one, models) for one in model.members]
    for wire in members[0] if members else ():
        pairs = [(value, index) for index, one in enumerate(members) for value in one.get(wire, ())]
        mapping = dict(pairs)
        if all(wire in one for one in members) and len(mapping) == len(pairs):
            return replace(model, discriminator=Discriminator(wire, mapping, implied=True))
    return model


def _constants(type_: Type, models: Mapping[str, Model]) -> dict[str, Sequence[str]]:
    """The required properties of an object that are one of a few strings, with those strings."""
    found = resolved(type_, models)
    if not isinstance(found, Object):
        return {}
    constants = ((one.wire, _strings(one, models)) for one in found.properties if one.required)
    return {wire: values for wire, values in constants if values}


def _strings(one: Property, models: Mapping[str, Model]) -> Sequence[str]:
    type_ = resolved(one.type, models)
    if isinstance(type_, Constant):
        return [type_.value] if isinstance(type_.value, str) else []
    if isinstance(type_, Enum):
        return [value.wire for value in type_.members if isinstance(value.wire, str)]
    return []
