"""Which requests and folders a merged collection has, and in which folder each of them is."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from pressroom.collection.sync.items import shell
from pressroom.collection.sync.merging import is_untouched
from pressroom.collection.sync.nodes import ROOT, Node
from pressroom.collection.sync.pairing import Trio
from pressroom.collection.sync.report import Notes, Subject

BIN = -2
"""The place of the folder `REMOVED` as a parent, while people's collection has none."""

Source = Literal["both", "theirs", "ours"]


class Fate(msgspec.Struct, frozen=True):
    """What becomes of a request or folder that stays.

    Attributes:
        source: the sides that its value is made of.
        parent: the place of its folder among the trios, `ROOT` or `BIN`.
        needs_items: of a folder that is only there for what is in it.
        is_kept: the definition dropped it, and people had changed it.
        is_dropped: of a folder, the definition dropped it, and people had left it as it was.
        name: of a folder that took the place of the one around it, what it is called now.
    """

    source: Source
    parent: int
    needs_items: bool = False
    is_kept: bool = False
    is_dropped: bool = False
    name: str = ""


class Match(msgspec.Struct, frozen=True):
    """The three sides of a collection, and which of their requests and folders are the same.

    Attributes:
        old, theirs, ours: what was generated last, what people have, what is generated now.
        trios: every request and folder, with its place on each side.
        parents: the folder of each on each side, as a place among the trios or `ROOT`.
        bin: the place of people's folder `REMOVED` among the trios, else `BIN`.
    """

    old: Sequence[Node]
    theirs: Sequence[Node]
    ours: Sequence[Node]
    trios: Sequence[Trio]
    parents: Sequence[Trio]
    bin: int

    def nodes(self, place: int) -> tuple[Node | None, Node | None, Node | None]:
        old, theirs, ours = self.trios[place]
        return (
            None if old is None else self.old[old],
            None if theirs is None else self.theirs[theirs],
            None if ours is None else self.ours[ours],
        )

    def is_folder(self, place: int) -> bool:
        return any(node is not None and node.is_folder for node in self.nodes(place))

    def subject(self, place: int) -> Subject:
        old, theirs, ours = self.nodes(place)
        node = theirs or ours or old
        assert node is not None  # noqa: S101 - a trio has a side
        kind: Literal["folder", "request"] = "folder" if node.is_folder else "request"
        return Subject(kind, node.name, node.id, node.folders)


def match_of(
    sides: Sequence[Sequence[Node]],
    trios: Sequence[Trio],
    bin_of_theirs: int | None,
) -> Match:
    """The three sides as one value; `bin_of_theirs` is the place of their folder `REMOVED`."""
    old, theirs, ours = sides
    places: list[dict[int, int]] = [{ROOT: ROOT} for _ in sides]
    found = BIN
    for place, trio in enumerate(trios):
        for at, known in zip(trio, places, strict=True):
            if at is not None:
                known[at] = place
        if trio.theirs is not None and trio.theirs == bin_of_theirs:
            found = place
    parents = []
    for trio in trios:
        above = [
            None if at is None else known[side[at].parent]
            for at, known, side in zip(trio, places, sides, strict=True)
        ]
        parents.append(Trio(*above))
    return Match(old, theirs, ours, trios, parents, found)


class Judgement:
    """Decides the fates of one match.

    Args:
        match: the three sides.
        removed: the JSON of an empty folder `REMOVED`.
        dropped: the folders that an earlier definition dropped, by identifier, as they were then,
            without what is in them.
        has_base: whether it is known what was generated last.
        delete_orphans: whether what the definition dropped goes even if people changed it.
    """

    def __init__(
        self,
        match: Match,
        removed: object,
        dropped: Mapping[str, Any],
        *,
        has_base: bool,
        delete_orphans: bool,
    ) -> None:
        self._match = match
        self._dropped = dropped
        self._removed = removed
        self._has_base = has_base
        self._delete_orphans = delete_orphans
        self._doomed = self._find_doomed() if delete_orphans else set()

    def fates(self) -> dict[int, Fate]:
        """The fate of each trio that has a place in the result."""
        found: dict[int, Fate] = {}
        for place in range(len(self._match.trios)):
            fate = self._fate(place)
            if fate is not None:
                found[place] = fate
        _break_cycles(found)
        self._prune(found)
        return found

    def dropped(self, found: Mapping[int, Fate]) -> dict[str, Any]:
        """The folders that the definition dropped and that stay as they were, for the next sync."""
        there = ((self._match.nodes(place)[1], fate) for place, fate in found.items())
        return {
            node.id: shell(node.value) | ({"name": fate.name} if fate.name else {})
            for node, fate in there
            if node is not None and fate.is_dropped
        }

    def note_absent(self, found: Mapping[int, Fate], notes: Notes) -> None:
        """Take down what the definition dropped, and what people had removed and it changed."""
        for place in range(len(self._match.trios)):
            old, theirs, ours = self._match.nodes(place)
            if place in found or place == self._match.bin or (old is None and theirs is None):
                continue
            about = notes.about(self._match.subject(place))
            if theirs is not None:
                is_lost = old is None or self._is_touched(place)
                about.removed(shell(theirs.value) if is_lost else UNSET)
            elif ours and old and not (ours.is_folder or is_untouched(ours.value, old.value)):
                about.conflict("", old.value, UNSET, ours.value)

    def _find_doomed(self) -> set[int]:
        """What goes on request, though only people have it.

        That is what is in the folder `REMOVED`, and without a base every request that the
        definition hasn't.
        """
        found: set[int] = set()
        for place, (old, theirs, ours) in enumerate(map(self._match.nodes, self._each())):
            if old is not None or ours is not None or theirs is None or place == self._match.bin:
                continue
            parent = self._match.parents[place].theirs
            is_orphan = bool(theirs.method) and not self._has_base
            if parent == self._match.bin or parent in found or is_orphan:
                found.add(place)
        return found

    def _each(self) -> range:
        return range(len(self._match.trios))

    def _fate(self, place: int) -> Fate | None:
        old, theirs, ours = self._match.nodes(place)
        parents = self._match.parents[place]
        if theirs is not None and ours is not None:
            return Fate("both", self._parent(parents))
        if theirs is not None:
            return None if place in self._doomed else self._fate_of_theirs(place)
        if ours is None or parents.ours is None or not (old is None or ours.is_folder):
            return None
        return Fate("ours", parents.ours, needs_items=ours.is_folder)

    def _parent(self, parents: Trio) -> int:
        """The folder of what people and the definition both have."""
        assert parents.theirs is not None and parents.ours is not None  # noqa: S101, PT018
        if parents.theirs == self._match.bin:
            return parents.ours
        return parents.ours if parents.theirs == parents.old else parents.theirs

    def _fate_of_theirs(self, place: int) -> Fate | None:
        """The fate of people's own, and of what the definition dropped."""
        old, theirs, _ = self._match.nodes(place)
        parent = self._match.parents[place].theirs
        assert theirs is not None and parent is not None  # noqa: S101, PT018
        if old is None:
            is_bin = place == self._match.bin and is_untouched(shell(theirs.value), self._removed)
            emptied = theirs.is_folder and self._delete_orphans and not self._has_base
            needs_items = is_bin or (emptied and _has_items(theirs))
            is_dropped = shell(theirs.value) == self._dropped.get(theirs.id, UNSET)
            return Fate("theirs", parent, needs_items=needs_items, is_dropped=is_dropped)
        touched = self._is_touched(place)
        if theirs.is_folder:
            return Fate("theirs", parent, needs_items=True, is_kept=touched, is_dropped=not touched)
        is_kept = touched and not self._delete_orphans
        return Fate("theirs", self._match.bin, is_kept=True) if is_kept else None

    def _is_touched(self, place: int) -> bool:
        """Whether people changed what was generated, or put it elsewhere."""
        old, theirs, _ = self._match.nodes(place)
        parents = self._match.parents[place]
        if old is None or theirs is None:
            return False
        is_same = is_untouched(shell(theirs.value), shell(old.value))
        return parents.theirs != parents.old or not is_same

    def _prune(self, found: dict[int, Fate]) -> None:
        """Take out the folders that have nothing in them, the inner ones first.

        One that people had changed goes into the folder `REMOVED`. One that has nothing but another
        which the definition dropped too becomes one with it, as folders of a conversion do.
        """
        inside = Counter(fate.parent for fate in found.values())
        last = self._match.bin
        order = sorted(found, key=lambda place: (place == last, -_depth(place, found)))
        for place in order:
            fate = found[place]
            if not fate.needs_items:
                continue
            if inside[place] == 1 and fate.is_dropped:
                (inner,) = (each for each, other in found.items() if other.parent == place)
                if found[inner].is_dropped:
                    name = f"{self._name(place, fate)}/{self._name(inner, found[inner])}"
                    found[inner] = replace(found[inner], parent=fate.parent, name=name)
                    del found[place]
            if inside[place]:
                continue
            inside[fate.parent] -= 1
            if fate.is_kept and not self._delete_orphans:
                found[place] = Fate("theirs", last, is_kept=True)
                inside[last] += 1
            else:
                del found[place]

    def _name(self, place: int, fate: Fate) -> str:
        return fate.name or self._match.subject(place).name


def _has_items(node: Node) -> bool:
    return bool(node.value["item"])


def _depth(place: int, found: Mapping[int, Fate]) -> int:
    depth = 0
    while place in found:
        place, depth = found[place].parent, depth + 1
    return depth


def _break_cycles(found: dict[int, Fate]) -> None:
    """Put a folder to the top that people and the definition put into one another."""
    for start in list(found):
        seen = set()
        place = start
        while place in found and place not in seen:
            seen.add(place)
            place = found[place].parent
        if place == start and place in found:
            found[start] = replace(found[start], parent=ROOT)
