"""Placeholders instead of values: `<string>`, `<integer>`, `<dateTime>`, in the schema's shape."""

import re

from pressroom.definition.examples import Purpose, Shape, Shapes
from pressroom.definition.model import Json, Schema

_MOST = 10_000
_MOST_CHOICES = 100
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

    def __init__(self, shapes: Shapes, *, use_authored: bool, deprecated: bool, depth: int) -> None:
        self._shapes = shapes
        self._use_authored = use_authored
        self._deprecated = deprecated
        self._depth = depth
        self._steps = 0

    def of(self, schema: Schema, purpose: Purpose) -> Json:
        """The placeholders of a schema."""
        self._steps = 0
        return self._shown(self._shapes.of_schema(schema), purpose, self._depth)

    def _shown(self, shape: Shape, purpose: Purpose, depth: int) -> Json:
        self._steps += 1
        if self._use_authored and shape.examples:
            return shape.examples[0]
        if shape.choices:
            return shape.choices[0]
        shape = self._settled(shape)
        kind = _kind(shape)
        full = depth <= 0 or self._steps > _MOST
        if kind == "object" and not full:
            return self._object(shape, purpose, depth - 1)
        if kind == "array" and not full:
            part = self._shapes.item(shape, 0)
            return [self._shown(part.shape, purpose, depth - 1)] if part.nodes else []
        return f"<{kind}>"

    def _object(self, shape: Shape, purpose: Purpose, depth: int) -> Json:
        members = {name: self._shapes.member(shape, name).shape for name in shape.properties}
        shown = {
            name: self._shown(member, purpose, depth)
            for name, member in members.items()
            if not member.hidden(purpose) and self._is_current(name, member, shape)
        }
        rest = self._shapes.rest(shape)
        if shown or not any(isinstance(node.value, dict) for node in rest.nodes):
            return shown
        return {"key": self._shown(rest.shape, purpose, depth)}

    def _is_current(self, name: str, member: Shape, shape: Shape) -> bool:
        return self._deprecated or name in shape.required or "deprecated" not in member.marks

    def _settled(self, shape: Shape) -> Shape:
        """The shape with the first alternative of each `oneOf` and `anyOf` in it."""
        for _ in range(_MOST_CHOICES):
            if not shape.groups:
                break
            group = shape.groups[0]
            settled = id(group.node.value[group.keyword])
            shape = self._shapes.with_more(shape, group.options[0], settled=settled)
        return shape


def _kind(shape: Shape) -> str:
    """`object`, `array`, or what stands for a scalar: its format in camelCase, else its type."""
    kind = (shape.kinds() or ("any",))[0]
    if kind in ("object", "array") or not shape.formats:
        return kind
    named = shape.formats[0]
    return _NAMES.get(named) or _WORD.sub(_capital, named) or kind


def _capital(match: re.Match[str]) -> str:
    return (match[1] or "").upper()
