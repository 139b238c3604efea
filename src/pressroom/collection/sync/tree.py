"""The merged tree: each request and folder in its place, in an order that both sides know."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from msgspec import UNSET

from pressroom.collection.sync.arrangements import Arrangement, Lists, numbered
from pressroom.collection.sync.fates import BIN, Fate, Match
from pressroom.collection.sync.items import ITEM, shell
from pressroom.collection.sync.merging import Sides, settled
from pressroom.collection.sync.nodes import REMOVED, ROOT, Node
from pressroom.collection.sync.pairing import Trio
from pressroom.collection.sync.report import Notes

Children = Mapping[int, Sequence[int]]


def tree(
    match: Match,
    fates: Mapping[int, Fate],
    removed: Mapping[str, Any],
    remembered: dict[str, Arrangement],
    notes: Notes,
) -> list[Any]:
    """The items of the merged collection; what was added, changed, moved or kept is noted.

    Args:
        match: the three sides.
        fates: what is there, and in which folder.
        removed: the JSON of an empty folder for what the definition dropped.
        remembered: how people arranged folders; becomes what the next sync is to remember.
        notes: takes down the changes.
    """
    found = _Tree(match, fates, remembered, notes)
    items = found.items(ROOT, "", "")
    kept = found.items(BIN, REMOVED, REMOVED)
    remembered.clear()
    remembered.update(found.arranged)
    return [*items, {**removed, "item": kept}] if kept else items


class _Tree:
    """`arranged` has the folders by the names under which the next sync finds them."""

    def __init__(
        self,
        match: Match,
        fates: Mapping[int, Fate],
        remembered: Mapping[str, Arrangement],
        notes: Notes,
    ) -> None:
        self.arranged: dict[str, Arrangement] = {}
        self._remembered = remembered
        self._match = match
        self._fates = fates
        self._notes = notes
        self._heirs = _heirs(match, fates)
        self._children = _children({place: fate.parent for place, fate in fates.items()})
        self._sides = [_children(dict(_parents(match, side))) for side in range(len(Trio._fields))]

    def items(self, parent: int, before: str, after: str) -> list[Any]:
        """What is in a folder, or at the top.

        The last sync remembered the folder as `before`, and the next will find it as `after`.
        """
        here = set(self._children.get(parent, ()))
        old, theirs, ours = (side.get(parent, []) for side in self._sides)
        last = theirs[-1:] if self._match.bin in theirs[-1:] else []
        theirs = theirs[: len(theirs) - len(last)]
        known = self._names((*theirs, *old, *ours), self._name_before)
        places = {name: self._heirs.get(place, place) for place, name in known.items()}
        old, theirs = ([self._heirs.get(place, place) for place in side] for side in (old, theirs))
        entries, since = Lists(old, theirs, ours).arranged(self._remembered.get(before), places)
        order = [place for place in entries if isinstance(place, int)]
        order = [*self._with_kept(order, here.difference(order, last)), *last]
        present = [place for place in dict.fromkeys(order) if place in here]
        names = self._names((*present, *known, *places.values()), self._name_after)
        if arrangement := since.arrangement(names):
            self.arranged[after] = arrangement
        return [self._item(place) for place in present]

    def _names(self, places: Iterable[int], name: Callable[[int], str]) -> dict[int, str]:
        """What tells the entries of a folder apart; the first of one name has it as it is."""
        once = dict.fromkeys(places)
        return dict(zip(once, numbered(map(name, once)), strict=True))

    def _name_before(self, place: int) -> str:
        """What the last sync called a request or folder."""
        old, theirs, ours = self._match.nodes(place)
        generated = old or (None if theirs else ours)
        return generated.id if generated else _own(theirs)

    def _name_after(self, place: int) -> str:
        """What the next sync will call it, or calls it once it returns."""
        old, _, ours = self._match.nodes(place)
        generated = ours or (None if place in self._fates else old)
        return generated.id if generated else _own(self._match.nodes(place)[1])

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
        if fate.source == "both" or fate.name:
            self._note_place(place, fate, notes)
        if not self._match.is_folder(place):
            return value
        items = self.items(place, self._name_before(place), self._name_after(place))
        return {**value, "item": items}

    def _value(self, place: int, fate: Fate, notes: Notes) -> Any:
        old, theirs, ours = (_shell(node) for node in self._match.nodes(place))
        if fate.source == "both":
            return settled(ITEM, "", Sides(old, theirs, ours), notes)
        if fate.source == "ours":
            notes.added()
            return ours
        if fate.is_kept:
            notes.kept()
        if fate.name:
            notes.renamed(theirs["name"], fate.name)
            return {**theirs, "name": fate.name}
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


def _heirs(match: Match, fates: Mapping[int, Fate]) -> dict[int, int]:
    """The folders that are gone, and the one folder in each that took its place.

    So it is when two segments of a path become one folder, as nothing else begins with the first.
    """
    found: defaultdict[int, list[int]] = defaultdict(list)
    for place, fate in fates.items():
        outer = match.parents[place].theirs
        if outer is None or outer < 0 or outer in fates or not match.is_folder(place):
            continue
        if fate.parent == match.parents[outer].theirs:
            found[outer].append(place)
    return {outer: inner[0] for outer, inner in found.items() if len(inner) == 1}


def _own(node: Node | None) -> str:
    """What tells people's own entry: its identifier, which it needn't have, else its name."""
    return f"+{(node.id or node.name) if node else ''}"


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
