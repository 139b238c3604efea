"""Placeholders instead of values: `<string>`, `<integer>`, `<dateTime>`, in the schema's shape."""

import re

from pressroom.definition.examples import Layers, Purpose, flatten, items, properties, required
from pressroom.definition.examples.authored import authored
from pressroom.definition.examples.layers import (
    alternatives,
    choices,
    extras,
    listed,
    target,
    types,
)
from pressroom.definition.model import Json, Schema

_HIDDEN: dict[Purpose, str] = {"request": "readOnly", "response": "writeOnly"}
_MOST = 10_000
_NAMES = {"int32": "integer", "int64": "long", "byte": "string", "password": "string"}
_WORD = re.compile(r"[^A-Za-z0-9]+(\w)?")


class Placeholders:
    """Shows what a schema wants, for people to fill in; the values needn't satisfy it.

    Args:
        use_authored: whether the author's examples and defaults stand where there are some.
        deprecated: whether optional deprecated properties are shown.
        depth: how many objects and arrays may be nested; what is deeper becomes `<object>` or
            `<array>`.
    """

    def __init__(self, *, use_authored: bool, deprecated: bool, depth: int) -> None:
        self._use_authored = use_authored
        self._deprecated = deprecated
        self._depth = depth
        self._steps = 0

    def of(self, schema: Schema, purpose: Purpose) -> Json:
        """The placeholders of a schema."""
        self._steps = 0
        return self._shown((schema,), purpose, self._depth)

    def _shown(self, schemas: Layers, purpose: Purpose, depth: int) -> Json:
        self._steps += 1
        layers = flatten(*schemas)
        known = self._known((*schemas, *layers))
        if known:
            return known[0]
        layers = _settled(layers)
        kind = _kind(layers)
        full = depth <= 0 or self._steps > _MOST
        if kind == "object" and not full:
            return self._object(layers, purpose, depth - 1)
        if kind == "array" and not full:
            inner = items(layers, 0)
            return [self._shown(inner, purpose, depth - 1)] if inner else []
        return f"<{kind}>"

    def _known(self, layers: Layers) -> list[Json]:
        """What the author wrote, else the first of the values that are allowed."""
        if self._use_authored:
            found = [value for layer in layers for value in authored(layer)]
            if found:
                return found
        return choices(tuple(one for one in layers if isinstance(one.value, dict))) or []

    def _object(self, layers: Layers, purpose: Purpose, depth: int) -> Json:
        needed = required(layers)
        shown = {
            name: self._shown(schemas, purpose, depth)
            for name, schemas in properties(layers).items()
            if self._is_shown(schemas, name in needed, purpose)
        }
        rest = tuple(one for one in extras(layers) if isinstance(one.value, dict))
        return shown or ({"key": self._shown(rest, purpose, depth)} if rest else {})

    def _is_shown(self, schemas: Layers, needed: bool, purpose: Purpose) -> bool:
        every = (found for schema in schemas for found in (schema, target(schema)))
        marks = [one.value for one in every if isinstance(one.value, dict)]
        if any(mark.get(_HIDDEN[purpose]) is True for mark in marks):
            return False
        outdated = any(mark.get("deprecated") is True for mark in marks)
        return needed or self._deprecated or not outdated


def _settled(layers: Layers) -> Layers:
    """The layers with the first alternative of each `oneOf` and `anyOf` among them."""
    seen: set[int] = set()
    waiting = list(layers)
    settled: list[Schema] = []
    while waiting:
        layer = waiting.pop(0)
        if id(layer.value) in seen or not isinstance(layer.value, dict):
            continue
        seen.add(id(layer.value))
        settled.append(layer)
        for schema, keyword in alternatives((layer,)):
            waiting.extend(flatten(schema.child(listed(schema.value, keyword)[0])))
    return tuple(settled)


def _kind(layers: Layers) -> str:
    """`object`, `array`, or what stands for a scalar: its format in camelCase, else its type."""
    kind = (types(layers) or ("any",))[0]
    formats = (layer.value.get("format") for layer in layers)
    named = next((one for one in formats if isinstance(one, str) and one), "")
    if kind in ("object", "array") or not named:
        return kind
    return _NAMES.get(named) or _WORD.sub(_capital, named) or kind


def _capital(match: re.Match[str]) -> str:
    return (match[1] or "").upper()
