"""Whether a value satisfies a shape (JSON Schema validation, but for what hides in a purpose)."""

from collections.abc import Iterator
from fractions import Fraction

import msgspec

from pressroom.definition.examples.folding import Shapes
from pressroom.definition.examples.formats import has_format, matches
from pressroom.definition.examples.keywords import same
from pressroom.definition.examples.shapes import (
    HIDING,
    Condition,
    Contents,
    Group,
    Purpose,
    Shape,
)
from pressroom.definition.model import Json

INTEGER_FORMATS = {
    "int8": (-(2**7), 2**7 - 1),
    "int16": (-(2**15), 2**15 - 1),
    "int32": (-(2**31), 2**31 - 1),
    "int64": (-(2**63), 2**63 - 1),
}
_KINDS = {bool: "boolean", int: "integer", float: "number", str: "string"}
_KINDS |= {dict: "object", list: "array", type(None): "null"}


class Fitting:
    """Checks values for one purpose: required properties that it hides may be absent."""

    def __init__(self, shapes: Shapes, purpose: Purpose) -> None:
        self._shapes = shapes
        self._purpose = purpose
        self._under_way: set[tuple[int, int]] = set()

    def fits(self, value: Json, shape: Shape) -> bool:
        """Whether `value` satisfies `shape`, or is of a schema that extends it."""
        return self._fits(value, shape.loose or shape)

    def _fits(self, value: Json, shape: Shape) -> bool:
        if shape.impossible:
            return False
        if shape.types is not None and not is_of_type(value, shape.types):
            return False
        if shape.choices is not None and not _is_among(value, shape.choices):
            return False
        if not self._parts_fit(value, shape):
            return False
        combined = shape.groups or shape.nots or shape.conditions or shape.dependents
        return not combined or self._combined_fits(value, shape)

    def _parts_fit(self, value: Json, shape: Shape) -> bool:
        kind = type(value)
        if kind is str:
            return self._text_fits(value, shape)
        if kind is dict:
            return self._object_fits(value, shape)
        if kind is list:
            return self._array_fits(value, shape)
        return kind not in (int, float) or self._number_fits(value, shape)

    def shown(self, value: Json, shape: Shape) -> Json:
        """`value`, which fits, without the properties that the purpose hides."""
        if HIDING[self._purpose] not in self._shapes.marks:
            return value
        if isinstance(value, dict) and shape.properties:
            return dict(self._shown_members(value, shape))
        if isinstance(value, list) and shape.arrangements:
            items = (self._shapes.item(shape, position) for position in range(len(value)))
            return [self.shown(one, part.shape) for one, part in zip(value, items, strict=True)]
        return value

    def _shown_members(self, value: dict[str, Json], shape: Shape) -> Iterator[tuple[str, Json]]:
        for name, one in value.items():
            member = self._shapes.member(shape, name).shape
            if not member.hidden(self._purpose):
                yield name, self.shown(one, member)

    def _text_fits(self, value: str, shape: Shape) -> bool:
        if len(value) < shape.min_length:
            return False
        if shape.max_length is not None and len(value) > shape.max_length:
            return False
        if shape.patterns and not all(matches(pattern, value) for pattern in shape.patterns):
            return False
        for name in shape.formats:  # noqa: SIM110 (asked for each string, and a loop is faster)
            if not has_format(name, value):
                return False
        return True

    def _number_fits(self, value: float, shape: Shape) -> bool:
        for low in shape.lower:
            if value < low.value or (low.exclusive and value == low.value):
                return False
        for high in shape.upper:
            if value > high.value or (high.exclusive and value == high.value):
                return False
        for step in shape.steps:
            if (Fraction(str(value)) / Fraction(str(step))).denominator != 1:
                return False
        return all(_is_integer(value, name) for name in shape.formats if name in INTEGER_FORMATS)

    def _object_fits(self, value: dict[str, Json], shape: Shape) -> bool:
        for name in shape.required:
            if name not in value and not self._is_hidden(name, shape):
                return False
        if len(value) < shape.min_properties:
            return False
        if shape.max_properties is not None and len(value) > shape.max_properties:
            return False
        for name, needs in shape.needing:
            if name in value and not all(need in value for need in needs):
                return False
        return self._members_fit(value, shape)

    def _is_hidden(self, name: str, shape: Shape) -> bool:
        return name in shape.properties and self._shapes.member(shape, name).shape.hidden(
            self._purpose
        )

    def _members_fit(self, value: dict[str, Json], shape: Shape) -> bool:
        checks = shape.checks
        for name, one in value.items():
            check = checks.get(name)
            if check is None:
                nodes = shape.property_nodes(name, matches)
                if not nodes:
                    continue
                check = checks[name] = self._shapes.check(nodes)
            if type(one) not in check[0] and not self._fits(one, check[1]):
                return False
        if shape.names:
            names = self._shapes.of(shape.names)
            return all(self.fits(name, names) for name in value)
        return True

    def _array_fits(self, value: list[Json], shape: Shape) -> bool:
        if len(value) < shape.min_items:
            return False
        if shape.max_items is not None and len(value) > shape.max_items:
            return False
        if shape.unique and not are_unique(value):
            return False
        if shape.arrangements:
            for position, one in enumerate(value):
                if not self.fits(one, self._shapes.item(shape, position).shape):
                    return False
        return all(self._contains(value, contents) for contents in shape.contents)

    def _contains(self, value: list[Json], contents: Contents) -> bool:
        shape = self._shapes.of((contents.node,))
        count = sum(self.fits(one, shape) for one in value)
        return contents.least <= count and (contents.most is None or count <= contents.most)

    def _combined_fits(self, value: Json, shape: Shape) -> bool:
        """Check the schemas that apply to the same value; one that comes back to itself holds."""
        step = (id(value), id(shape))
        if step in self._under_way:
            return True
        self._under_way.add(step)
        try:
            return (
                all(self._group_fits(value, group) for group in shape.groups)
                and not any(self.fits(value, self._shapes.of((node,))) for node in shape.nots)
                and all(self._condition_fits(value, one) for one in shape.conditions)
                and all(
                    self.fits(value, self._shapes.of((node,)))
                    for name, node in shape.dependents
                    if isinstance(value, dict) and name in value
                )
            )
        finally:
            self._under_way.discard(step)

    def _group_fits(self, value: Json, group: Group) -> bool:
        fitting = (self._fits(value, self._shapes.of((one,))) for one in group.options)
        if group.keyword == "anyOf":
            return any(fitting)
        return any(fitting) and not any(fitting)

    def _condition_fits(self, value: Json, condition: Condition) -> bool:
        holds = self.fits(value, self._shapes.of((condition.test,)))
        branch = condition.then if holds else condition.otherwise
        return self.fits(value, self._shapes.of((branch,)))


def _is_integer(value: float, format_: str) -> bool:
    least, most = INTEGER_FORMATS[format_]
    return least <= value <= most and value == int(value)


def is_of_type(value: Json, types: tuple[str, ...]) -> bool:
    """Whether `value` is of one of the JSON types `types`; a whole number is an integer."""
    kind = _KINDS.get(type(value), "")
    if kind in types:
        return True
    if kind == "integer":
        return "number" in types
    return kind == "number" and "integer" in types and value.is_integer()


def _is_among(value: Json, choices: list[Json]) -> bool:
    if isinstance(value, str):
        return value in choices
    return any(same(value, choice) for choice in choices)


def are_unique(values: list[Json]) -> bool:
    """Whether no two values are equal, whatever the order of their members."""
    return len({msgspec.json.encode(value, order="sorted") for value in values}) == len(values)
