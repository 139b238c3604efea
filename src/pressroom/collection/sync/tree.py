"""The merged tree: each request and folder in its place, in an order that both sides know."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import UNSET

from pressroom.collection.sync.fates import BIN, Fate, Match
from pressroom.collection.sync.items import ITEM, shell
from pressroom.collection.sync.merging import Sides, settled
from pressroom.collection.sync.nodes import ROOT, Node
from pressroom.collection.sync.order import ordered
from pressroom.collection.sync.pairing import Trio
from pressroom.collection.sync.report import Notes

Children = Mapping[int, Sequence[int]]


def tree(
    match: Match, fates: Mapping[int, Fate], removed: Mapping[str, Any], notes: Notes
) -> list[Any]:
    """The items of the merged collection; what was added, changed, moved or kept is noted.

    Args:
        match: the three sides.
        fates: what is there, and in which folder.
        removed: the JSON of an empty folder for what the definition dropped.
        notes: takes down the changes.
    """
    found = _Tree(match, fates, notes)
    items = found.items(ROOT)
    kept = found.items(BIN)
    return [*items, {**removed, "item": kept}] if kept else items


class _Tree:
    def __init__(self, match: Match, fates: Mapping[int, Fate], notes: Notes) -> None:
        self._match = match
        self._fates = fates
        self._notes = notes
        self._children = _children({place: fate.parent for place, fate in fates.items()})
        self._sides = [_children(dict(_parents(match, side))) for side in range(len(Trio._fields))]

    def items(self, parent: int) -> list[Any]:
        """What is in a folder, or at the top."""
        present = self._children.get(parent, ())
        old, theirs, ours = (side.get(parent, ()) for side in self._sides)
        order = dict.fromkeys(ordered(old, theirs, ours))
        here = set(present)
        if here.difference(order):
            order = dict.fromkeys(self._with_kept(list(order), here.difference(order)))
        last = self._match.bin
        if theirs and theirs[-1] == last:
            order = dict.fromkeys((*(place for place in order if place != last), last))
        return [self._item(place) for place in order if place in here]

    def _with_kept(self, order: list[int], kept: Iterable[int]) -> list[int]:
        """What is kept goes where its name would be, whenever the definition dropped it."""

        def name(place: int) -> tuple[str, str]:
            subject = self._match.subject(place)
            return subject.name, subject.id

        for place in sorted(kept, key=name):
            later = (at for at, one in enumerate(order) if name(one) > name(place))
            order.insert(next(later, len(order)), place)
        return order

    def _item(self, place: int) -> Any:
        fate = self._fates[place]
        notes = self._notes.about(self._match.subject(place))
        value = self._value(place, fate, notes)
        if fate.source == "both":
            self._note_place(place, fate, notes)
        is_folder = any(node and node.is_folder for node in self._match.nodes(place))
        return {**value, "item": self.items(place)} if is_folder else value

    def _value(self, place: int, fate: Fate, notes: Notes) -> Any:
        old, theirs, ours = (_shell(node) for node in self._match.nodes(place))
        if fate.source == "both":
            return settled(ITEM, "", Sides(old, theirs, ours), notes)
        if fate.source == "ours":
            notes.added()
            return ours
        if fate.is_kept:
            notes.kept()
        return theirs

    def _note_place(self, place: int, fate: Fate, notes: Notes) -> None:
        old, theirs, ours = self._match.parents[place]
        if fate.parent != theirs:
            notes.moved(self._folders(theirs), self._folders(fate.parent))
        elif old is not None and ours not in (old, theirs):
            names = (self._folders(one) for one in (old, theirs, ours))
            notes.conflict("folder", *("/".join(one) for one in names))

    def _folders(self, place: int | None) -> tuple[str, ...]:
        if place is None or place < 0:
            return ()
        subject = self._match.subject(place)
        return (*subject.folders, subject.name)


def _shell(node: Node | None) -> Any:
    return UNSET if node is None else shell(node.value)


def _parents(match: Match, side: int) -> list[tuple[int, int]]:
    """Each trio that a side has with its folder there, in the order of the side."""
    found = [
        (at, place, parents[side])
        for place, (trio, parents) in enumerate(zip(match.trios, match.parents, strict=True))
        if (at := trio[side]) is not None
    ]
    return [(place, parent) for _, place, parent in sorted(found) if parent is not None]


def _children(parents: Mapping[int, int]) -> dict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for place, parent in parents.items():
        found[parent].append(place)
    return dict(found)
