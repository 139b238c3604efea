"""The shape of a schema as a number: two schemas have the same one if their values look alike.

Names, types, what is required and what may be `null` count; descriptions don't.
"""

from collections.abc import Hashable

import msgspec

from pressroom.definition import Schema
from pressroom.sdk.plan.flat import Flat
from pressroom.sdk.plan.flattening import Flattener

_MAX_DEPTH = 40
_SCALARS = frozenset((kind,) for kind in ("string", "number", "integer", "boolean", "null"))


class Shapes:
    """The shapes of the schemas of one definition, each worked out once.

    That goes for schemas that say the same as well: definitions repeat objects where they stand.
    """

    def __init__(self, flattener: Flattener) -> None:
        self._flattener = flattener
        self._of: dict[int, int] = {}
        self._written: dict[tuple[str, bytes], int] = {}
        self._numbers: dict[Hashable, int] = {}

    def of(self, schema: Schema, depth: int = 0) -> int:
        """The shape of a schema; what it refers to counts by identity."""
        value = schema.value
        if not isinstance(value, dict) or depth > _MAX_DEPTH:
            return self._number(("any", bool(value)))
        if isinstance(value.get("$ref"), str) and not self._flattener.beside(schema):
            target = self._flattener.target(schema)
            return self._number(("ref", id(target.value) if target else 0))
        found = self._of.get(id(value))
        if found is None:
            found = self._of[id(value)] = self._worked_out(schema, depth)
        return found

    def _worked_out(self, schema: Schema, depth: int) -> int:
        if "properties" not in schema.value:
            return self._number(self._described(self._flattener.flat(schema), depth + 1))
        written = (schema.file, msgspec.json.encode(schema.value))
        found = self._written.get(written)
        if found is None:
            described = self._described(self._flattener.flat(schema), depth + 1)
            found = self._written[written] = self._number(described)
        return found

    def _described(self, flat: Flat, depth: int) -> Hashable:
        values = flat.values
        if flat.kinds in _SCALARS and values is None:
            return (flat.kinds, flat.nullable, flat.format, flat.encoding, flat.media)
        return (
            flat.kinds,
            flat.nullable,
            None if values is None else tuple([(type(one), str(one)) for one in values]),
            (flat.format, flat.encoding, flat.media),
            tuple(
                [
                    (key, key in flat.required, *[self.of(one, depth) for one in schemas])
                    for key, schemas in flat.properties.items()
                ]
            ),
            tuple([self.of(one, depth) for one in flat.items]),
            self.of(flat.additional, depth)
            if isinstance(flat.additional, Schema)
            else flat.additional is False,
            tuple([tuple([self.of(one, depth) for one in group]) for group in flat.groups]),
        )

    def _number(self, described: Hashable) -> int:
        return self._numbers.setdefault(described, len(self._numbers))
