"""Builds example values, each schema worked on once."""

from itertools import count, islice
from typing import Literal

import msgspec

from pressroom.definition.examples.layers import (
    Layers,
    alternatives,
    at_least,
    at_most,
    choices,
    closed_to,
    extras,
    flatten,
    impossible,
    items,
    listed,
    mapped,
    properties,
    required,
    target,
    types,
)
from pressroom.definition.examples.scalars import numeral, text
from pressroom.definition.model import Json, Schema

Purpose = Literal["request", "response"]

_COMFORTABLE = 1_000
"""Values in one example from which optional properties are dropped, the largest first."""
_LARGEST = 10_000
_DEEPEST = 32
_MOST_STEPS = 20_000
_UNCUT = 1_000_000
_HIDDEN = {"request": "readOnly", "response": "writeOnly"}
_EMPTY: dict[str, Json] = {"object": {}, "array": [], "string": "", "boolean": True, "null": None}
_EMPTY |= {"number": 0, "integer": 0}
_PLAIN = frozenset(("oneOf", "anyOf", "discriminator", "type"))


class Made(msgspec.Struct, frozen=True, gc=False):
    """An example value, how many values are in it, and the schemas it was made for."""

    value: Json
    size: int
    sources: Layers = ()


class Examples:
    """Makes example values; make one object a conversion, as it remembers what it made.

    Args:
        authored: whether the author's `example`, `examples` and `default` are used.
        deprecated: whether optional deprecated properties are generated.
    """

    def __init__(self, *, authored: bool = True, deprecated: bool = True) -> None:
        self._authored = authored
        self._deprecated = deprecated
        self._kept: dict[object, Made] = {}
        self._passing: dict[object, Made] = {}
        self._open: dict[object, int] = {}
        self._cut = _UNCUT
        self._steps = 0

    def example(self, schema: Schema, *, purpose: Purpose) -> Json:
        """A value that `schema` allows; the same one each time, shared, not to be changed.

        The author's own examples go first, unchecked. Then values are built from the schema:
        all properties, one item an array, the first alternative that can be had. Where a schema
        refers to itself, or grows too large, optional properties are dropped and arrays stay
        empty. `not`, `if`, `contains`, `patternProperties` and `dependentSchemas` are not
        looked at; nor is whether another `oneOf` alternative happens to match as well.

        A schema that nothing can satisfy gets an empty value of its type.
        """
        self._passing.clear()
        self._steps = 0
        made = self._make((schema,), purpose)
        if made is not None:
            return made.value
        return _EMPTY.get((types(_possible(flatten(schema))) or ("null",))[0])

    def _make(self, schemas: Layers, purpose: Purpose, variant: int = 0) -> Made | None:
        """A value for all of `schemas` at once, `None` when there is none from here.

        A value that was cut short by a schema still being worked on depends on the way that led
        here, so it is only kept until the whole example is made.
        """
        key = (purpose, variant, *(id(schema.value) for schema in schemas))
        if key in self._kept:
            return self._kept[key]
        if key in self._passing:
            self._cut = 0
            return self._passing[key]
        if key in self._open:
            self._cut = min(self._cut, self._open[key])
            return None
        depth = self._open[key] = len(self._open)
        outer, self._cut = self._cut, _UNCUT
        made = self._build(schemas, purpose, variant)
        del self._open[key]
        complete = self._cut >= depth
        if made is not None:
            made = Made(made.value, made.size, schemas)
            (self._kept if complete else self._passing)[key] = made
        self._cut = outer if complete else min(outer, self._cut)
        return made

    def _build(self, schemas: Layers, purpose: Purpose, variant: int) -> Made | None:
        self._steps += 1
        authored = self._own(schemas[0]) if len(schemas) == 1 and not variant else None
        if authored is not None:
            return authored
        layers = flatten(*schemas)
        if impossible(layers):
            return None
        if len(layers) == 1 and len(schemas) == 1 and not variant:
            authored = self._own(layers[0])
        if authored is not None:
            return authored
        layers = _named(schemas, layers)
        return self._choose(layers, alternatives(layers), purpose, variant)

    def _own(self, schema: Schema) -> Made | None:
        """The author's example, there or where a reference leads to."""
        if not self._authored:
            return None
        for found in (schema, target(schema)) if _is_reference(schema) else (schema,):
            values = _examples(found.value) if isinstance(found.value, dict) else []
            for value in values:
                return Made(value, _size(value))
        return None

    def _choose(
        self, layers: Layers, groups: list[tuple[Schema, str]], purpose: Purpose, variant: int
    ) -> Made | None:
        """Settle each `oneOf` and `anyOf` on the first alternative that works out."""
        if not groups:
            return self._settled(layers, purpose, variant)
        (group, keyword), *rest = groups
        for option in listed(group.value, keyword):
            chosen = group.child(option)
            if not rest and all(_PLAIN.issuperset(layer.value) for layer in layers):
                own = self._own(chosen) if not variant else None
                if own is not None:
                    return own
            parts = flatten(chosen, *_discriminated(group, chosen), *_excluded(group, keyword, option))
            if self._steps < _MOST_STEPS and not impossible(parts):
                self._steps += 1
                made = self._choose((*layers, *parts), [*rest, *alternatives(parts)], purpose, variant)
                if made is not None:
                    return made
        return self._null(layers)
