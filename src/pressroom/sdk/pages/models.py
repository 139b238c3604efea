"""The page of a model, with what is nested in it."""

import json
from collections.abc import Collection, Iterator, Sequence

from pressroom.sdk.pages import markdown, prose
from pressroom.sdk.pages.flavours import Flavour, Refer
from pressroom.sdk.pages.markdown import text
from pressroom.sdk.plan import (
    Alias,
    Enum,
    EnumMember,
    Model,
    Object,
    Primitive,
    Property,
    Reference,
    Union,
)

HEAD = ("Name", "Type", "Required", "Description")
_KINDS = {bool: Primitive("boolean"), int: Primitive("integer"), float: Primitive("number")}


def model_page(models: Sequence[Model], flavour: Flavour, refer: Refer) -> str:
    """The page of a model: itself first, then those nested in it in the order of first use."""
    here = {model.key for model in models}
    return markdown.page(part for model in models for part in _section(model, flavour, refer, here))


def required(flag: bool) -> str:
    """The mark of the column Required."""
    return "✅" if flag else "❌"


def described(description: str, *, deprecated: bool) -> str:
    """The cell of the column Description."""
    return f"{'Deprecated. ' if deprecated else ''}{prose.cell(description)}".strip()


def _section(model: Model, flavour: Flavour, refer: Refer, here: Collection[str]) -> Iterator[str]:
    yield markdown.heading(text(flavour.model(model)))
    if model.deprecated:
        yield "Deprecated."
    yield from prose.paragraphs(model.description)
    match model:
        case Object():
            yield from _object(model, flavour, refer)
        case Enum():
            yield "Properties"
            yield markdown.table(HEAD, (_value(one, flavour, refer) for one in model.members))
        case Union():
            yield from _union(model, flavour, refer, here)
        case Alias():
            yield f"Another name for {flavour.type(model.type, refer)}."


def _object(model: Object, flavour: Flavour, refer: Refer) -> Iterator[str]:
    if model.properties:
        yield "Properties"
        rows = (_property(one, flavour, refer) for one in model.properties)
        yield markdown.table(HEAD, rows)
    if model.additional is not None:
        yield f"Other properties are {flavour.type(model.additional, refer)}."
    elif not model.properties:
        yield "No properties." if model.closed else "Any properties."


def _property(one: Property, flavour: Flavour, refer: Refer) -> tuple[str, ...]:
    return (
        text(flavour.member(one.name)),
        flavour.type(one.type, refer),
        required(one.required),
        described(one.description, deprecated=one.deprecated),
    )


def _value(one: EnumMember, flavour: Flavour, refer: Refer) -> tuple[str, ...]:
    kind = _KINDS.get(type(one.wire), Primitive("string"))
    value = text(json.dumps(one.wire, ensure_ascii=False))
    note = f": {prose.cell(one.description)}" if one.description else ""
    return text(flavour.constant(one)), flavour.type(kind, refer), required(True), value + note


def _union(model: Union, flavour: Flavour, refer: Refer, here: Collection[str]) -> Iterator[str]:
    """Its members, unless their sections follow anyway."""
    followed = all(isinstance(one, Reference) and one.key in here for one in model.members)
    told = model.discriminator
    if followed and (told is None or told.implied):
        return
    values: dict[int, list[str]] = {}
    for value, index in told.mapping.items() if told else ():
        values.setdefault(index, []).append(text(json.dumps(value, ensure_ascii=False)))
    yield f"One of these; {text(told.wire)} tells which:" if told else "One of these:"
    yield "\n".join(
        f"- {flavour.type(one, refer)}"
        + (f": {', '.join(values[index])}" if index in values else "")
        for index, one in enumerate(model.members)
    )
