"""What a schema demands, as one value: `$ref` followed and `allOf` merged.

What a client library needs is kept: types, properties, alternatives, names. Bounds of numbers,
patterns and the like aren't; the server checks them.
"""

from collections.abc import Iterable, Mapping

import msgspec

from pressroom.definition import Schema
from pressroom.sdk.plan.model import UNSET, Json


class Flat(msgspec.Struct, frozen=True, eq=False, gc=False):
    """What a schema demands. An empty `kinds` leaves the type open.

    `properties` has each property's schemas, several where `allOf` says more than one; `groups`
    each `oneOf` or `anyOf` that has two or more alternatives besides `null`.
    """

    kinds: tuple[str, ...] = ()
    nullable: bool = False
    values: tuple[Json, ...] | None = None
    format: str = ""
    encoding: str = ""
    media: str = ""
    properties: Mapping[str, tuple[Schema, ...]] = {}
    required: frozenset[str] = frozenset()
    items: tuple[Schema, ...] = ()
    additional: Schema | bool | None = None
    groups: tuple[tuple[Schema, ...], ...] = ()
    discriminator: Mapping[str, Json] | None = None
    title: str = ""
    description: str = ""
    called: str = ""
    deprecated: bool = False
    read_only: bool = False
    write_only: bool = False
    default: Json = UNSET
    example: Json = UNSET
    unique: bool = False
    labels: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def structured(self) -> bool:
        """Whether it says what a value looks like, rather than bounds only."""
        return bool(
            self.kinds or self.properties or self.groups or self.items or self.values is not None
        ) or isinstance(self.additional, Schema)


EMPTY = Flat()


def merged(flats: Iterable[Flat]) -> Flat:
    """What all of these demand together."""
    all_of = EMPTY
    for flat in flats:
        all_of = flat if all_of is EMPTY else both(all_of, flat)
    return all_of


def both(one: Flat, other: Flat) -> Flat:
    """What two flats demand together; what `other` says of itself counts first."""
    properties = dict(one.properties)
    for key, schemas in other.properties.items():
        properties[key] = _distinct((*properties.get(key, ()), *schemas))
    return Flat(
        kinds=_narrower(one.kinds, other.kinds),
        nullable=one.nullable or other.nullable,
        values=_common(one.values, other.values),
        format=other.format or one.format,
        encoding=other.encoding or one.encoding,
        media=other.media or one.media,
        properties=properties,
        required=one.required | other.required,
        items=_distinct((*one.items, *other.items)),
        additional=_stricter(one.additional, other.additional),
        groups=one.groups + other.groups,
        discriminator=other.discriminator or one.discriminator,
        title=other.title,
        called=other.called,
        description=other.description or one.description,
        deprecated=one.deprecated or other.deprecated,
        read_only=one.read_only or other.read_only,
        write_only=one.write_only or other.write_only,
        unique=one.unique or other.unique,
        default=one.default if other.default is UNSET else other.default,
        example=one.example if other.example is UNSET else other.example,
        labels=other.labels or one.labels,
        notes=other.notes or one.notes,
    )


def _distinct(schemas: tuple[Schema, ...]) -> tuple[Schema, ...]:
    """Each schema once: `$ref`s to the same are the same."""
    found: dict[Json, Schema] = {}
    for schema in schemas:
        value = schema.value
        reference = value.get("$ref") if isinstance(value, dict) and len(value) == 1 else None
        found.setdefault((reference, schema.file) if reference else id(value), schema)
    return tuple(found.values())


def _narrower(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    if not one or not other:
        return one or other
    if "integer" in other and "number" in one:
        return other
    return tuple(kind for kind in one if kind in other) or other


def _common(
    one: tuple[Json, ...] | None, other: tuple[Json, ...] | None
) -> tuple[Json, ...] | None:
    if one is None or other is None:
        return other if one is None else one
    return tuple(value for value in one if value in other) or other


def _stricter(one: Schema | bool | None, other: Schema | bool | None) -> Schema | bool | None:
    if isinstance(other, Schema) or one is None:
        return other if other is not None else one
    return one if isinstance(one, Schema) or other is None else other
