"""The order of a list that people and the definition both change."""

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def ordered(old: Sequence[Key], theirs: Sequence[Key], ours: Sequence[Key]) -> list[Key]:
    """Everything that is in `theirs` or `ours`, in the order of the definition (`ours`).

    People's own entries come after what they follow. If people moved entries around, the order is
    theirs, and the definition's new entries come after what they follow.
    """
    if list(theirs) == list(ours):
        return list(ours)
    return woven(theirs, ours) if _is_moved(old, theirs, ours) else woven(ours, theirs)


def _is_moved(old: Sequence[Key], theirs: Sequence[Key], ours: Sequence[Key]) -> bool:
    """Whether the order is people's: other than the definition's, and other than it was."""
    in_ours, in_theirs, in_old = set(ours), set(theirs), set(old)
    common = [key for key in theirs if key in in_ours]
    if common == [key for key in ours if key in in_theirs]:
        return False
    known = all(key in in_old for key in common)
    before = [key for key in old if key in in_theirs]
    return not known or before != [key for key in theirs if key in in_old]


def woven(first: Iterable[Key], second: Iterable[Key]) -> list[Key]:
    """The order of `first`; what only `second` has comes after what it follows there."""
    spine = list(first)
    known = set(spine)
    start: list[Key] = []
    behind: dict[Key, list[Key]] = {}
    place = start
    for key in second:
        if key in known:
            place = behind.setdefault(key, [])
        else:
            place.append(key)
    return [*start, *(one for key in spine for one in (key, *behind.get(key, ())))]
