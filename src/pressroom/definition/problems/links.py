"""Rules about references: those that lead nowhere, in circles, or past what stands beside them."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pressroom.definition.problems.model import Finding
from pressroom.definition.problems.survey import Link, Node, Survey

_BESIDE = frozenset({"$ref", "summary", "description"})
_REFERENCE = "$ref"


def reference_problems(survey: Survey) -> Iterator[Finding]:
    """What is wrong with the references."""
    for link in survey.links:
        if link.target is None:
            pointer = link.holder.at(_REFERENCE)
            yield Finding("unresolved-reference", link.fault, link.holder.file, pointer)
    yield from _ignored_siblings(survey)
    yield from _circles(survey)
    yield from _cyclic_all_of(survey)


def _ignored_siblings(survey: Survey) -> Iterator[Finding]:
    """OpenAPI 3.0, section 4.7.23: what stands beside a `$ref` is ignored. Texts do no harm."""
    if survey.version > "3.0":
        return
    for link in survey.links:
        beside = sorted(
            key
            for key in link.holder.value
            if key not in _BESIDE and not key.startswith("x-") and link.holder.kind != "path item"
        )
        if beside:
            message = f"{', '.join(map(repr, beside))} beside this $ref is ignored"
            yield Finding("ignored-siblings", message, link.holder.file, link.holder.at(_REFERENCE))


def _circles(survey: Survey) -> Iterator[Finding]:
    following = {id(link.holder.value): link for link in survey.links}
    done: set[int] = set()
    for link in survey.links:
        way: dict[int, Link] = {}
        step: Link | None = link
        while step is not None and id(step.holder.value) not in done:
            done.add(id(step.holder.value))
            way[id(step.holder.value)] = step
            step = None if step.target is None else following.get(id(step.target.value))
        if step is not None and id(step.holder.value) in way:
            yield from _circle(list(way.values()), step)


def _circle(way: list[Link], start: Link) -> Iterator[Finding]:
    """A finding for each reference of the circle that `way` ends in, from `start` on."""
    first = next(index for index, link in enumerate(way) if link is start)
    for link in way[first:]:
        message = f"the reference {link.reference!r} leads back to itself"
        yield Finding("reference-cycle", message, link.holder.file, link.holder.at(_REFERENCE))


class _Edge(NamedTuple):
    """A schema that has to hold where another holds; `included` by allOf rather than `$ref`."""

    node: Node
    included: bool


def _cyclic_all_of(survey: Survey) -> Iterator[Finding]:
    """Schemas that include themselves by `allOf`, directly or through others."""
    targets = {id(link.holder.value): link.target for link in survey.links}
    schemas = {id(node.value): node for node in survey.nodes if node.kind == "schema"}
    done: set[int] = set()
    for start in schemas.values():
        if isinstance(start.value.get("allOf"), list):
            for circle in _inclusions(start, targets, done):
                if any(edge.included for edge in circle):
                    yield _includes_itself(circle[-1].node, schemas)


def _inclusions(
    start: Node, targets: Mapping[int, Node | None], done: set[int]
) -> Iterator[list[_Edge]]:
    """The circles that a walk from `start` runs into, each as the edges that lead around it."""
    way: list[_Edge] = []
    entered: dict[int, int] = {}
    ahead = [iter((_Edge(start, included=False),))]
    while ahead:
        edge = next(ahead[-1], None)
        if edge is None:
            ahead.pop()
            if way:
                done.add(id(way[-1].node.value))
                del entered[id(way.pop().node.value)]
        elif id(edge.node.value) in entered:
            yield [*way[entered[id(edge.node.value)] + 1 :], edge]
        elif id(edge.node.value) not in done:
            entered[id(edge.node.value)] = len(way)
            way.append(edge)
            ahead.append(_edges(edge.node, targets))


def _edges(node: Node, targets: Mapping[int, Node | None]) -> Iterator[_Edge]:
    target = targets.get(id(node.value))
    if target is not None and isinstance(target.value, dict):
        yield _Edge(target, included=False)
    parts = node.value.get("allOf")
    for index, part in enumerate(parts if isinstance(parts, list) else ()):
        if isinstance(part, dict):
            yield _Edge(Node("schema", part, node.file, node.at("allOf", index)), included=True)


def _includes_itself(node: Node, schemas: Mapping[int, Node]) -> Finding:
    place = schemas.get(id(node.value), node)
    return Finding("cyclic-all-of", "this schema includes itself", place.file, place.pointer)
