"""Flat schemas -> objects, enums and unions."""

from collections.abc import Callable, Mapping, Sequence

from pressroom.definition import Schema
from pressroom.sdk.plan.flat import Flat
from pressroom.sdk.plan.flattening import Flattener
from pressroom.sdk.plan.model import (
    UNSET,
    Discriminator,
    Enum,
    EnumMember,
    Json,
    Nullable,
    Object,
    Primitive,
    PrimitiveKind,
    Property,
    Reference,
    Type,
    Union,
)
from pressroom.sdk.plan.names import Scope, name_of
from pressroom.sdk.plan.places import Claim, Place

_ENUM_KINDS: Mapping[frozenset[type], PrimitiveKind] = {
    frozenset((str,)): "string",
    frozenset((int,)): "integer",
    frozenset((float,)): "number",
    frozenset((int, float)): "number",
}


class Builder:
    """Builds models; `type_of` gives the types of their parts, and makes what is nested in them."""

    def __init__(self, flattener: Flattener, type_of: Callable[[Schema, Place], Type]) -> None:
        self._flattener = flattener
        self._type_of = type_of
        self._alike: dict[tuple[str, int, bool], Property] = {}
        """Properties without parts by name, schema and whether they are required."""

    def object(self, claim: Claim, flat: Flat) -> Object:
        """An object with all of its properties."""
        scope = Scope()
        additional = flat.additional
        return Object(
            key=claim.key,
            name=claim.name,
            page=claim.page,
            properties=tuple(
                [
                    self._property(wire, schemas, flat, claim, scope)
                    for wire, schemas in flat.properties.items()
                ]
            ),
            description=flat.description,
            deprecated=flat.deprecated,
            additional=self._type_of(additional, claim.part("Value"))
            if isinstance(additional, Schema)
            else None,
            closed=additional is False,
            examples=() if flat.example is UNSET else (flat.example,),
        )

    def enum(self, claim: Claim, flat: Flat) -> Enum:
        """An enum; values with an `x-enum-varnames` are called as that says."""
        values = flat.values or ()
        scope = Scope()
        labels = flat.labels if len(flat.labels) == len(values) else tuple(map(_label, values))
        notes = flat.notes if len(flat.notes) == len(values) else ("",) * len(values)
        return Enum(
            key=claim.key,
            name=claim.name,
            page=claim.page,
            members=tuple(
                [
                    EnumMember(scope.take(name_of(label, "value")), value, note)
                    for label, value, note in zip(labels, values, notes, strict=True)
                ]
            ),
            kind=_ENUM_KINDS.get(frozenset(map(type, values)), "any"),
            description=flat.description,
            deprecated=flat.deprecated,
        )

    def union(self, claim: Claim, flat: Flat, alternatives: Sequence[Schema]) -> Union:
        """A union; `alternatives` are what it is one of.

        A member of a group that has no name of its own takes its title, else the union's name and
        its number.
        """
        members = [
            self._type_of(one, self._member_place(claim, flat, number))
            for number, one in enumerate(alternatives)
        ]
        return self.union_of(claim, flat, members, alternatives)

    def union_of(
        self, claim: Claim, flat: Flat, members: Sequence[Type], schemas: Sequence[Schema]
    ) -> Union:
        """A union of these members, each from the schema at the same place."""
        types = [one.of if isinstance(one, Nullable) else one for one in members]
        kept = tuple(one for one in dict.fromkeys(types) if one != Reference(claim.key))
        return Union(
            key=claim.key,
            name=claim.name,
            page=claim.page,
            members=kept,
            description=flat.description,
            deprecated=flat.deprecated,
            discriminator=self._discriminator(flat, kept, types, schemas),
        )

    def _property(
        self, wire: str, schemas: tuple[Schema, ...], owner: Flat, claim: Claim, scope: Scope
    ) -> Property:
        schema = self._flattener.all_of(schemas)
        name = name_of(wire, "value")
        taken = scope.take(name)
        required = wire in owner.required
        key = (wire, id(schema.value), required)
        found = self._alike.get(key)
        if found is not None and taken == found.name:
            return found
        flat = self._flattener.together(schemas)
        type_ = self._type_of(schema, claim.place(name))
        made = Property(
            name=taken,
            wire=wire,
            type=type_,
            required=required,
            description=flat.description,
            deprecated=flat.deprecated,
            read_only=flat.read_only,
            write_only=flat.write_only,
            default=flat.default,
            example=flat.example,
        )
        if isinstance(type_, Primitive):
            self._alike[key] = made
        return made

    def _member_place(self, claim: Claim, flat: Flat, number: int) -> Place:
        written = flat.groups[0][number] if flat.groups else None
        title = written.value.get("title") if written and isinstance(written.value, dict) else None
        if isinstance(title, str) and title.strip():
            return claim.place(name_of(title, "member"))
        return claim.part(str(number + 1))

    def _discriminator(
        self, flat: Flat, kept: Sequence[Type], types: Sequence[Type], schemas: Sequence[Schema]
    ) -> Discriminator | None:
        """The values that tell members apart: those in `mapping`, and the names of the others."""
        declared = flat.discriminator
        if declared is None:
            return None
        indexes = {
            self._flattener.identity(schema): kept.index(type_)
            for schema, type_ in zip(schemas, types, strict=True)
            if type_ in kept and isinstance(schema.value, dict)
        }
        mapping: dict[str, int] = {}
        written = declared.get("mapping")
        for value, target in (written if isinstance(written, dict) else {}).items():
            found = self._flattener.mapped(target, schemas[0]) if isinstance(target, str) else None
            if found in indexes:
                mapping[str(value)] = indexes[found]
        mapped = set(mapping.values())
        for identity, index in indexes.items():
            name = self._flattener.component(identity)
            if name and index not in mapped:
                mapping.setdefault(name, index)
        return Discriminator(declared["propertyName"], mapping)


def _label(value: Json) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
