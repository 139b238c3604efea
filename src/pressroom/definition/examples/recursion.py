"""Which references lead back to where they stand: the cycles among named schemas.

Named schemas are the targets of `$ref`s. They are grouped into the strongly connected components
of "refers to" (Tarjan's algorithm), so that being part of a cycle doesn't depend on the way there.
"""

from collections.abc import Iterator
from typing import Literal

from pressroom.definition.examples.folding import Shapes
from pressroom.definition.examples.shapes import Node, Nodes

Way = Literal["inside", "self", "back", "out"]
"""Where a step to a subschema leads: nowhere, as it refers to nothing; to the named schema that it
is a part of; to another one of the same cycle; out of the cycle."""


_VALUES = frozenset(("example", "examples", "default", "enum", "const", "required", "type"))
"""Keywords that hold no schema, passed over; a property of such a name is taken for one."""


def leads_back(way: Way, inner: bool) -> bool:
    """Whether a step leads to where a value shouldn't go back into: its own schema, or its cycle's
    once more."""
    return way == "self" or (inner and way == "back")


def is_inner(way: Way, inner: bool) -> bool:
    """Whether a value is inside another of its cycle after a step."""
    return way in ("self", "back") or (inner and way == "inside")


class Recursion:
    """The cycles of one definition, found as they are asked for."""

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes
        self._ways: dict[tuple[int, ...], Way] = {}
        self._component: dict[int, int] = {}
        self._cyclic: set[int] = set()

    def way(self, nodes: Nodes) -> Way:
        """Where the step leads from the schema around `nodes` to `nodes`."""
        key = (*[id(node.value) for node in nodes], *[node.home for node in nodes])
        found = self._ways.get(key)
        if found is None:
            found = self._ways[key] = self._way(nodes)
        return found

    def _way(self, nodes: Nodes) -> Way:
        targets = [(node, target) for node in nodes for target in self._crossed(node)]
        if any(target.home == node.home for node, target in targets):
            return "self"
        for node, target in targets:
            component = self._component_of(target)
            if component in self._cyclic and self._component.get(node.home) == component:
                return "back"
        return "out" if targets else "inside"

    def _crossed(self, node: Node) -> list[Node]:
        """What the schema refers to, itself or in its `allOf`."""
        found: list[Node] = []
        waiting = [node]
        for one in waiting:
            value = one.value
            if type(value) is dict:
                if type(value.get("$ref")) is str:
                    target = self._shapes.target(one, value["$ref"])
                    if target.home:
                        found.append(target)
                parts = value.get("allOf")
                if type(parts) is list:
                    waiting += map(one.child, parts)
        return found

    def _component_of(self, target: Node) -> int:
        if target.home not in self._component:
            self._find_components(target)
        return self._component[target.home]

    def _find_components(self, start: Node) -> None:
        """Tarjan's algorithm, with a stack of its own as definitions may be deep."""
        order: dict[int, int] = {start.home: 0}
        lowest: dict[int, int] = {start.home: 0}
        open_: list[int] = [start.home]
        way = [(start.home, self._targets(start))]
        while way:
            here, targets = way[-1]
            target = next(targets, None)
            if target is not None:
                there = target.home
                if there == here:
                    self._cyclic.add(there)
                if there not in order and there not in self._component:
                    order[there] = lowest[there] = len(order)
                    open_.append(there)
                    way.append((there, self._targets(target)))
                elif there not in self._component:
                    lowest[here] = min(lowest[here], order[there])
                continue
            way.pop()
            if way:
                above = way[-1][0]
                lowest[above] = min(lowest[above], lowest[here])
            if lowest[here] == order[here]:
                self._close(here, open_)

    def _close(self, first: int, open_: list[int]) -> None:
        """Take the component that begins with `first` off the stack; `first` names it."""
        member, size = open_.pop(), 1
        self._component[member] = first
        while member != first:
            member, size = open_.pop(), size + 1
            self._component[member] = first
        if size > 1:
            self._cyclic.add(first)

    def _targets(self, node: Node) -> Iterator[Node]:
        waiting = [node.value]
        while waiting:
            value = waiting.pop()
            if type(value) is dict:
                if type(value.get("$ref")) is str:
                    target = self._shapes.target(node, value["$ref"])
                    yield from (target,) if target.home else ()
                waiting += [
                    one
                    for key, one in value.items()
                    if (type(one) is dict or type(one) is list) and key not in _VALUES
                ]
            elif type(value) is list:
                waiting += [one for one in value if type(one) is dict or type(one) is list]
