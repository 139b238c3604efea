"""Builds example values, each schema worked on once."""

from collections.abc import Iterator
from itertools import chain
from typing import Literal

import msgspec

from pressroom.definition.examples.alternatives import discriminated, excluded
from pressroom.definition.examples.authored import authored
from pressroom.definition.examples.layers import (
    Layers,
    alternatives,
    at_least,
    at_most,
    choices,
    closed_to,
    demands,
    extras,
    flatten,
    impossible,
    items,
    kinds_of,
    listed,
    names,
    prefixed,
    properties,
    required,
    target,
    types,
)
from pressroom.definition.examples.scalars import numeral, text
from pressroom.definition.model import Json, Schema

Purpose = Literal["request", "response"]

_COMFORTABLE = 500
"""Size over which an object loses optional properties, the largest first."""
_LARGEST = 10_000
_MOST_UNIQUE = 200
_DEEPEST = 40
_MOST_STEPS = 20_000
_UNCUT = 1_000_000
_HIDDEN: dict[Purpose, str] = {"request": "readOnly", "response": "writeOnly"}
_EMPTY: dict[str, Json] = {"object": {}, "array": [], "string": "", "boolean": True}
_EMPTY |= {"number": 0, "integer": 0, "null": None}
_UNDEMANDING = frozenset(("oneOf", "anyOf", "discriminator", "type"))

Group = tuple[Schema, str]
"""A `oneOf` or `anyOf`: the schema that has it, and the keyword."""


class Made(msgspec.Struct, frozen=True, gc=False):
    """An example value, how many values are in it, and the schemas it was made for."""

    value: Json
    size: int
    sources: Layers = ()


class Examples:
    """Makes example values; make one object a conversion, as it remembers what it made.

    Args:
        use_authored: whether the author's `example`, `examples` and `default` are used.
        deprecated: whether optional deprecated properties are generated.
    """

    def __init__(self, *, use_authored: bool = True, deprecated: bool = True) -> None:
        self._use_authored = use_authored
        self._deprecated = deprecated
        self._kept: dict[object, Made] = {}
        self._passing: dict[object, Made] = {}
        self._references: dict[int, str] = {}
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
        layers = flatten(schema)
        allowed = None if impossible(layers) else types(layers)
        return _EMPTY.get((allowed or ("null",))[0])

    def _make(self, schemas: Layers, purpose: Purpose, variant: int = 0) -> Made | None:
        """A value for all of `schemas` at once, `None` when there is none from here.

        A value that was cut short by a schema still being worked on depends on the way that led
        here, so it is only kept until the whole example is made.
        """
        sources = tuple(self._followed(schema) for schema in schemas)
        key = (purpose, variant, *(id(schema.value) for schema in sources))
        if key in self._kept:
            return self._kept[key]
        if key in self._passing:
            self._cut = 0
            return self._passing[key]
        if self._is_open(key):
            return None
        depth = self._open[key] = len(self._open)
        outer, self._cut = self._cut, _UNCUT
        made = self._build(sources, purpose, variant)
        del self._open[key]
        complete = self._cut >= depth
        if made is not None:
            made = Made(made.value, made.size, sources)
            (self._kept if complete else self._passing)[key] = made
        self._cut = outer if complete else min(outer, self._cut)
        return made

    def _is_open(self, key: object) -> bool:
        if key in self._open:
            self._cut = min(self._cut, self._open[key])
            return True
        return False

    def _followed(self, schema: Schema) -> Schema:
        """What a bare reference leads to, so that every reference to it shares one example."""
        value = schema.value
        if not isinstance(value, dict) or "$ref" not in value or demands(value):
            return schema
        if self._use_authored and any(True for _ in authored(schema)):
            return schema
        found = target(schema)
        self._references.setdefault(id(found.value), str(value["$ref"]))
        return found

    def _build(self, schemas: Layers, purpose: Purpose, variant: int) -> Made | None:
        self._steps += 1
        layers = flatten(*schemas)
        if impossible(layers):
            return None
        if len(schemas) == 1 and not variant:
            own = self._own(schemas[0]) or (self._own(layers[0]) if len(layers) == 1 else None)
            if own is not None:
                return own
        reference = self._references.get(id(schemas[0].value), "") if schemas else ""
        bases = tuple(layer for layer in layers if not alternatives((layer,)))
        layers = (*layers, *(discriminated(bases, reference)))
        return self._choose(layers, alternatives(layers), purpose, variant)

    def _own(self, schema: Schema) -> Made | None:
        """The author's example, if it is wanted."""
        found = authored(schema) if self._use_authored else iter(())
        return next((Made(value, _size(value)) for value in found), None)

    def _choose(
        self, layers: Layers, groups: list[Group], purpose: Purpose, variant: int
    ) -> Made | None:
        """Settle each `oneOf` and `anyOf` on the first alternative that works out."""
        if not groups:
            return self._settle(layers, purpose, variant)
        group, *rest = groups
        key = (id(group[0].value), group[1])
        if self._is_open(key) or len(self._open) > _DEEPEST:
            return None
        self._open[key] = len(self._open)
        options = listed(group[0].value, group[1])
        found = (self._chosen(option, layers, group, rest, purpose, variant) for option in options)
        made = next((made for made in found if made is not None), None)
        del self._open[key]
        return made or self._null(layers)

    def _chosen(
        self,
        option: Json,
        layers: Layers,
        group: Group,
        rest: list[Group],
        purpose: Purpose,
        variant: int,
    ) -> Made | None:
        self._steps += 1
        schema, keyword = group
        chosen = schema.child(option)
        if not rest and not variant and all(_UNDEMANDING.issuperset(one.value) for one in layers):
            own = self._own(chosen) or self._own(target(chosen))
            if own is not None:
                return own
        parts = flatten(chosen)
        if self._steps > _MOST_STEPS or impossible(parts):
            return None
        reference = option.get("$ref", "") if isinstance(option, dict) else ""
        extra = chain(discriminated((schema, *parts), reference), excluded(schema, keyword, option))
        groups = [*rest, *alternatives(parts)]
        return self._choose((*layers, *parts, *extra), groups, purpose, variant)

    def _settle(self, layers: Layers, purpose: Purpose, variant: int) -> Made | None:
        """A value for layers whose alternatives are chosen."""
        allowed = types(layers)
        options = choices(layers)
        if options is not None:
            return _pick(options, allowed, variant)
        for kind in ("string",) if allowed is None else allowed:
            made = self._of_type(kind, layers, purpose, variant)
            if made is not None:
                return made
        return None

    def _of_type(self, kind: str, layers: Layers, purpose: Purpose, variant: int) -> Made | None:
        if kind in ("object", "array"):
            if len(self._open) > _DEEPEST or self._steps > _MOST_STEPS:
                return None
            build = self._object if kind == "object" else self._array
            return build(layers, purpose, variant)
        if kind in ("boolean", "null"):
            return Made(variant % 2 == 0 if kind == "boolean" else None, 1)
        if kind == "string":
            value: Json = text(layers, variant)
        else:
            value = numeral(layers, whole=kind == "integer", variant=variant)
        return None if value is None else Made(value, 1)

    def _null(self, layers: Layers) -> Made | None:
        return Made(None, 1) if "null" in (types(layers) or ()) else None

    def _object(self, layers: Layers, purpose: Purpose, variant: int) -> Made | None:
        needed = required(layers)
        found: dict[str, Made] = {}
        for name, schemas in self._wanted(layers, needed, purpose):
            made = None if closed_to(layers, name) else self._make(schemas, purpose, variant)
            if made is not None:
                found[name] = made
            elif name in needed:
                return None
        if not self._fill(found, layers, purpose, variant):
            return None
        _trim(found, needed, at_most(layers, "maxProperties"))
        return _together(layers, found)

    def _wanted(
        self, layers: Layers, needed: dict[str, None], purpose: Purpose
    ) -> Iterator[tuple[str, Layers]]:
        """The properties to generate: all declared or required ones that may be shown."""
        declared = properties(layers)
        undeclared = {name: extras(layers) for name in needed if name not in declared}
        for name, schemas in (declared | undeclared).items():
            hidden = _is_marked(schemas, _HIDDEN[purpose])
            outdated = not self._deprecated and _is_marked(schemas, "deprecated")
            if not hidden and (name in needed or not outdated):
                yield name, schemas

    def _fill(self, found: dict[str, Made], layers: Layers, purpose: Purpose, variant: int) -> bool:
        """Add undeclared properties: one to show what a map holds, more where a count asks so."""
        rest = extras(layers)
        shown = 1 if not properties(layers) and any(demands(one.value) for one in rest) else 0
        least, most = at_least(layers, "minProperties"), at_most(layers, "maxProperties")
        missing = max(least, min(shown, shown if most is None else most)) - len(found)
        if missing > _MOST_UNIQUE:
            return False
        for number in range(missing):
            name = self._name(names(layers), purpose, number)
            made = self._make(rest, purpose, variant)
            if made is None or name in found or closed_to(layers, name):
                return len(found) >= least
            found[name] = made
        return True

    def _name(self, schemas: Layers, purpose: Purpose, number: int) -> str:
        made = self._make(schemas, purpose, number) if schemas else None
        return str(made.value) if made else f"key{number or ''}"

    def _array(self, layers: Layers, purpose: Purpose, variant: int) -> Made | None:
        least, most = at_least(layers, "minItems"), at_most(layers, "maxItems")
        unique = any(layer.value.get("uniqueItems") is True for layer in layers)
        shown = max(prefixed(layers), 1 if items(layers, prefixed(layers)) else 0)
        wanted = max(least, shown if most is None else min(shown, most))
        if wanted > (_MOST_UNIQUE if unique else _LARGEST) or (most is not None and least > most):
            return None
        found: list[Made] = []
        for position in range(wanted):
            made = self._item(items(layers, position), purpose, variant, found if unique else [])
            if made is None:
                break
            found.append(made)
        size = 1 + sum(made.size for made in found)
        if len(found) < least or size > _LARGEST:
            return None
        return Made([made.value for made in found], size)

    def _item(
        self, schemas: Layers, purpose: Purpose, variant: int, others: list[Made]
    ) -> Made | None:
        """An array item that differs from `others`."""
        taken = [made.value for made in others]
        for attempt in range(variant, variant + 2 * len(others) + 1):
            made = self._make(schemas, purpose, attempt)
            if made is None or made.value not in taken:
                return made
        return None


def _pick(options: list[Json], allowed: tuple[str, ...] | None, variant: int) -> Made | None:
    """One of the values of an `enum`, a `null` only when there is nothing else."""
    fitting = [value for value in options if value is not None] or options
    if allowed is not None:
        fitting = [value for value in fitting if kinds_of(value) & {*allowed}]
    if not fitting:
        return None
    value = fitting[variant % len(fitting)]
    return Made(value, _size(value))


def _is_marked(schemas: Layers, mark: str) -> bool:
    return any(
        found.value.get(mark) is True
        for schema in schemas
        for found in (schema, target(schema))
        if isinstance(found.value, dict)
    )


def _trim(found: dict[str, Made], needed: dict[str, None], most: int | None) -> None:
    """Take optional properties out until the count is right and the size comfortable."""
    optional = [name for name in found if name not in needed]
    while optional and most is not None and len(found) > most:
        del found[optional.pop()]
    size = sum(made.size for made in found.values())
    for name in sorted(optional, key=lambda name: found[name].size, reverse=True):
        if size <= _COMFORTABLE:
            return
        size -= found.pop(name).size


def _together(layers: Layers, found: dict[str, Made]) -> Made | None:
    size = 1 + sum(made.size for made in found.values())
    most = at_most(layers, "maxProperties")
    fits = at_least(layers, "minProperties") <= len(found) <= (len(found) if most is None else most)
    if size > _LARGEST or not fits:
        return None
    return Made({name: made.value for name, made in found.items()}, size)


def _size(value: Json) -> int:
    size, waiting = 0, [value]
    while waiting:
        one = waiting.pop()
        size += 1
        if isinstance(one, dict):
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)
    return size
