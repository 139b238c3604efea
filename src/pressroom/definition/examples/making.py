"""Builds example values, each shape worked on once."""

from collections.abc import Container, Iterator, Sequence

import msgspec

from pressroom.definition.examples.fitting import Fitting
from pressroom.definition.examples.folding import Shapes
from pressroom.definition.examples.made import Made, measured, reduced, together, trim
from pressroom.definition.examples.patterns import matching_name
from pressroom.definition.examples.recursion import Recursion, is_inner, leads_back
from pressroom.definition.examples.scalars import certain_text, numeral, text
from pressroom.definition.examples.shapes import Group, Node, Nodes, Part, Purpose, Shape
from pressroom.definition.model import Json

_LARGEST = 10_000
_MOST_UNIQUE = 200
_DEEPEST = 60
_MOST_STEPS = 20_000
_MOST_VARIANTS = 6
_MOST_BROKEN = 2
"""How many others an alternative of a `oneOf` is kept apart from: each is tried with all before."""
_OTHER_KINDS = ("integer", "boolean", "object", "array", "null")


class Maker:
    """Makes the values for one purpose.

    Objects get all properties, arrays one item, `oneOf` and `anyOf` their first alternative that
    works out. A named schema isn't shown inside itself, nor are others of its cycle more than one
    step away, unless they are required: a value doesn't depend on the way that led to its schema.
    """

    def __init__(
        self, shapes: Shapes, purpose: Purpose, *, use_authored: bool, deprecated: bool, depth: int
    ) -> None:
        self.fitting = Fitting(shapes, purpose)
        self._shapes = shapes
        self._purpose = purpose
        self._use_authored = use_authored
        self._deprecated = deprecated
        self._depth = depth
        self._recursion = Recursion(shapes)
        self._kept: dict[tuple[Shape, bool, int], Made | None] = {}
        self._open: set[tuple[Shape, bool, int]] = set()
        self._cut = False
        self._steps = 0

    def make(self, shape: Shape) -> Made | None:
        """A value of `shape`, `None` when there can't be one."""
        self._steps = 0
        return self._make(shape, inner=False, variant=0)

    def _make(self, shape: Shape, *, inner: bool, variant: int) -> Made | None:
        """A value; an `inner` one is inside another of its cycle.

        That there is none isn't remembered when it is for the way that led here.
        """
        key = (shape, inner, variant)
        if key in self._kept:
            return self._kept[key]
        self._steps += 1
        if key in self._open or len(self._open) >= _DEEPEST or self._steps > _MOST_STEPS:
            self._cut = True
            return None
        outer, self._cut = self._cut, False
        self._open.add(key)
        made = self._built(shape, inner, variant)
        self._open.discard(key)
        if made is not None or not self._cut or not self._open:
            self._kept[key] = made
        self._cut = self._cut or outer
        return made

    def _built(self, shape: Shape, inner: bool, variant: int) -> Made | None:
        if shape.impossible:
            return None
        if self._use_authored:
            for value in shape.examples[variant:]:
                own = self.authored(value, shape)
                if own is not None:
                    return own
        doubtful = _is_doubtful(shape, variant)
        if not doubtful and not shape.groups:
            return self._settled(shape, inner, variant)
        first: Made | None = None
        for made in self._attempts(shape, inner, variant):
            if made.sound and (not doubtful or self.fitting.fits(made.value, shape)):
                return made
            first = first or made
        return None if first is None else msgspec.structs.replace(first, sound=False)

    def authored(self, value: Json, shape: Shape) -> Made | None:
        """An author's example as the purpose shows it; `None` when it isn't valid, or too deep."""
        try:
            fits, shown = self.shown(value, shape)
            return measured(shown) if fits else None
        except RecursionError:
            return None

    def shown(self, value: Json, shape: Shape) -> tuple[bool, Json]:
        """Whether an author's example is valid, and what of it the purpose shows."""
        try:
            fits = self.fitting.fits(value, shape)
            return fits, self.fitting.shown(value, shape) if fits else None
        except RecursionError:
            return False, None

    def _attempts(self, shape: Shape, inner: bool, variant: int) -> Iterator[Made]:
        """Values to choose from, the best first."""
        if shape.groups:
            group = shape.groups[0]
            chosen = list[tuple[Made, Shape, Node]]()
            for one in self._chosen(shape, group, inner, variant):
                chosen.append(one)
                yield one[0]
            yield from (less for made, other, _ in chosen for less in reduced(made, other))
            for first, _, option in chosen if group.keyword == "oneOf" else ():
                yield from self._kept_apart(shape, group, option, first)
            if "null" in (shape.types or ()):
                yield Made(None)
            return
        plain = self._settled(shape, inner, variant)
        if plain is not None:
            yield plain
        for other in self._branches(shape):
            made = self._make(other, inner=inner, variant=variant)
            if made is not None:
                yield made
        if shape.nots or shape.contents or shape.patterns or shape.dependents:
            yield from self._others(shape, inner, variant, plain)

    def _chosen(
        self, shape: Shape, group: Group, inner: bool, variant: int
    ) -> Iterator[tuple[Made, Shape, Node]]:
        """A value for each alternative that has one, the shape with that alternative, and it.

        Those that a value shouldn't go back into are the last resort.
        """
        nested = group.node.home != id(group.node.value)
        ways = [(self._recursion.way((option,)), option) for option in group.options]
        ways.sort(key=lambda one: leads_back(one[0], inner))
        outer = inner
        for way, option in ways:
            inner = is_inner(way, outer) if nested or way == "out" else outer
            narrowed = self._narrowed(shape, group, option)
            made = self._make(narrowed, inner=inner, variant=variant)
            if made is not None:
                yield made, narrowed, option

    def _kept_apart(
        self, shape: Shape, group: Group, option: Node, first: Made, broken: Nodes = ()
    ) -> Iterator[Made]:
        """For a `oneOf`, values of one alternative that break another which `first` meets.

        What still meets a second other breaks that, too; one that can't be broken is passed over.
        """
        for other in group.options:
            if other is option or not self.fitting.fits(first.value, self._shapes.of((other,))):
                continue
            found = False
            for way in self._shapes.negated(other):
                narrowed = self._narrowed(shape, group, option, *broken, way)
                made = self._make(narrowed, inner=True, variant=0)
                if made is not None:
                    found = True
                    yield made
                    if len(broken) + 1 < _MOST_BROKEN:
                        yield from self._kept_apart(shape, group, option, made, (*broken, way))
            if found:
                return

    def _narrowed(self, shape: Shape, group: Group, option: Node, *broken: Node) -> Shape:
        """`shape` with one alternative, without what is `broken`; the discriminator tells it."""
        settled = id(group.node.value[group.keyword])
        chosen = self._shapes.with_more(shape, option, *broken, settled=settled)
        meaning = self._meaning(group, chosen, option)
        return self._shapes.with_more(chosen, meaning, settled=settled) if meaning else chosen

    def _meaning(self, group: Group, chosen: Shape, option: Node) -> Node | None:
        reference = option.value.get("$ref") if isinstance(option.value, dict) else None
        if not isinstance(reference, str) or "discriminator" not in group.node.value:
            return None
        return self._shapes.meaning(group.node, chosen, reference)

    def _branches(self, shape: Shape) -> Iterator[Shape]:
        """Stricter shapes: conditions settled one way or the other, dependents and `not` met."""
        for one in shape.conditions:
            settled, otherwise = one.test.identity, self._shapes.refused(one.test)
            yield self._shapes.with_more(shape, one.test, one.then, settled=settled)
            yield self._shapes.with_more(shape, otherwise, one.otherwise, settled=settled)
        names = _names(shape)
        for name, node in shape.dependents:
            if name in names:
                yield self._shapes.with_more(shape, node, settled=node.identity)
        for node in shape.nots:
            for broken in self._shapes.negated(node):
                yield self._shapes.with_more(shape, broken, settled=node.identity)

    def _others(
        self, shape: Shape, inner: bool, variant: int, plain: Made | None
    ) -> Iterator[Made]:
        """Other values than the plain one: later variants, other types, fewer properties."""
        for number in range(variant + 1, variant + _MOST_VARIANTS):
            made = self._settled(shape, inner, number)
            if made is not None:
                yield made
        kinds = shape.kinds()
        for kind in _OTHER_KINDS if kinds is None else kinds:
            made = self._of_type(kind, shape, inner, variant)
            if made is not None:
                yield made
        if plain is not None:
            yield from reduced(plain, shape)

    def _settled(self, shape: Shape, inner: bool, variant: int) -> Made | None:
        """A value of a shape that has no alternatives left."""
        if shape.choices is not None:
            return self._picked(shape, variant)
        kinds = shape.kinds()
        for kind in ("string",) if kinds is None else kinds:
            made = self._of_type(kind, shape, inner, variant)
            if made is not None:
                return made
        return None

    def _picked(self, shape: Shape, variant: int) -> Made | None:
        """One of the values of an `enum`, a `null` only when there is nothing else."""
        found: list[Json] = []
        for value in shape.choices or ():
            if value is not None and self.fitting.fits(value, shape):
                found.append(value)
                if len(found) > variant:
                    break
        if found:
            return measured(found[variant % len(found)])
        return Made(None) if self.fitting.fits(None, shape) else None

    def _of_type(self, kind: str, shape: Shape, inner: bool, variant: int) -> Made | None:
        if kind == "object":
            return self._object(shape, inner, variant)
        if kind == "array":
            return self._array(shape, inner, variant)
        if kind == "boolean":
            return Made(variant % 2 == 0)
        if kind == "null":
            return Made(None)
        if kind == "string":
            value: Json = text(shape, variant)
        else:
            value = numeral(shape, whole=kind == "integer", variant=variant)
        return None if value is None else Made(value)

    def _part(self, part: Part, inner: bool, variant: int, *, needed: bool) -> Made | None:
        """The value of a property or item; what is not needed has to be sound, and not too deep."""
        if part.refers:
            way = self._recursion.way(part.nodes)
            if not needed and leads_back(way, inner):
                return None
            inner = is_inner(way, inner)
        elif part.shape.groups and not needed and self._only_leads_back(part.shape, inner):
            return None
        made = self._make(part.shape, inner=inner, variant=variant)
        if made is None or needed:
            return made
        return made if made.sound and made.height < self._depth else None

    def _only_leads_back(self, shape: Shape, inner: bool) -> bool:
        """Whether all alternatives lead to where a value shouldn't go back into."""
        options = shape.groups[0].options
        return all(leads_back(self._recursion.way((option,)), inner) for option in options)

    def _object(self, shape: Shape, inner: bool, variant: int) -> Made | None:
        found: dict[str, Made] = {}
        for name in _names(shape):
            part, needed = self._shapes.member(shape, name), name in shape.required
            if part.shape.marks and self._is_left_out(part.shape, needed=needed):
                continue
            made = self._part(part, inner, variant, needed=needed)
            if made is not None:
                found[name] = made
            elif needed:
                return None
        if not self._fill(found, shape, inner, variant):
            return None
        trim(found, shape)
        made = together(found)
        return None if made.size > _LARGEST else made

    def _is_left_out(self, shape: Shape, *, needed: bool) -> bool:
        outdated = not self._deprecated and "deprecated" in shape.marks
        return shape.hidden(self._purpose) or (outdated and not needed)

    def _fill(self, found: dict[str, Made], shape: Shape, inner: bool, variant: int) -> bool:
        """Add undeclared properties: one to show what a map holds, more where a count asks so."""
        least, most = shape.min_properties, shape.max_properties
        if shape.properties and len(found) >= least:
            return True
        shown = 1 if not shape.properties and _tells_members(shape) else 0
        wanted = max(least, shown if most is None else min(shown, most))
        for name in self._new_names(shape, found):
            if len(found) >= wanted:
                break
            part = self._shapes.member(shape, name)
            made = self._part(part, inner, variant, needed=len(found) < least)
            if made is None:
                break
            found[name] = made
        return len(found) >= least

    def _new_names(self, shape: Shape, found: Container[str]) -> Iterator[str]:
        """Names for properties that nobody declared."""
        for number in range(_MOST_UNIQUE):
            name = self._name(shape, number)
            if name not in found:
                yield name

    def _name(self, shape: Shape, number: int) -> str:
        if shape.names:
            made = self._make(self._shapes.of(shape.names), inner=False, variant=number)
            return str(made.value) if made else f"key{number or ''}"
        patterns = (matching_name(pattern, number) for pattern, _ in shape.patterned)
        return next((found for found in patterns if found), f"key{number or ''}")

    def _array(self, shape: Shape, inner: bool, variant: int) -> Made | None:
        contained = max([one.least for one in shape.contents], default=0)
        least = max(shape.min_items, shape.prefixed + contained if contained else 0)
        most = shape.max_items
        shown = max(shape.prefixed, 1 if shape.item_nodes(shape.prefixed) else 0)
        wanted = max(least, shown if most is None else min(shown, most))
        if wanted > (_MOST_UNIQUE if shape.unique else _LARGEST):
            return None
        values: list[Json] = []
        size, height, sound = 1, 0, True
        for position in range(wanted):
            part = self._item_part(shape, position, contained)
            taken = values if shape.unique else ()
            made = self._item(part, inner, variant, taken, needed=position < least)
            if made is None:
                break
            values.append(made.value)
            size += made.size
            height = max(height, made.height + 1)
            sound = sound and made.sound
        if len(values) < least or size > _LARGEST:
            return None
        return Made(values, size, height, sound)

    def _item_part(self, shape: Shape, position: int, contained: int) -> Part:
        """The item at `position`; the first ones that no prefix claims match `contains` too."""
        part = self._shapes.item(shape, position)
        if not shape.prefixed <= position < shape.prefixed + contained:
            return part
        more = tuple(one.node for one in shape.contents if position < shape.prefixed + one.least)
        return Part(self._shapes.of((*part.nodes, *more)), part.nodes, part.refers)

    def _item(
        self,
        part: Part,
        inner: bool,
        variant: int,
        taken: Sequence[Json],
        *,
        needed: bool,
    ) -> Made | None:
        """An array item that isn't `taken`."""
        for number in range(variant, variant + 2 * len(taken) + 1):
            made = self._part(part, inner, number, needed=needed)
            if made is None or made.value not in taken:
                return made
        return None


def _is_doubtful(shape: Shape, variant: int) -> bool:
    """Whether a value that was built may still break a rule."""
    return bool(
        shape.nots
        or shape.conditions
        or shape.dependents
        or shape.contents
        or (shape.patterns and certain_text(shape, variant) is None)
        or shape.names
        or (shape.groups and any(_may_clash(group) for group in shape.groups))
    )


def _may_clash(group: Group) -> bool:
    return group.keyword == "oneOf" and len(group.options) > 1


def _names(shape: Shape) -> dict[str, None]:
    """The properties to generate: those declared or required, and what these need."""
    names = {**dict.fromkeys(shape.properties), **shape.required}
    for name, needs in shape.needing:
        if name in names:
            names.update(dict.fromkeys(needs))
    return names


def _tells_members(shape: Shape) -> bool:
    """Whether something is said about properties that no one declared."""
    return bool(shape.patterned) or any(
        isinstance(closing.node.value, dict) and closing.node.value for closing in shape.closings
    )
