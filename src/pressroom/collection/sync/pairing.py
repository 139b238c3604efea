"""Finds what belongs together in three lists, by the surest sign first, each entry once."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

Entry = TypeVar("Entry")


class Sign(NamedTuple, Generic[Entry]):
    """What two entries that belong together have in common; `None` for one that lacks it.

    A weak sign counts only where it tells one entry of each list from all others that are left.
    """

    read: Callable[[Entry], Hashable | None]
    weak: bool = False


class Trio(NamedTuple):
    """The places of one thing: in what was generated, what people have, what is generated now."""

    old: int | None = None
    theirs: int | None = None
    ours: int | None = None


Pairs = dict[int, int]


def paired(
    left: Sequence[Entry],
    right: Sequence[Entry],
    signs: Iterable[Sign[Entry]],
    taken: tuple[Iterable[int], Iterable[int]] = ((), ()),
) -> Pairs:
    """The places in `right` of what stands in `left`, without the places that are `taken`."""
    found: Pairs = {}
    gone = (set(taken[0]), set(taken[1]))
    lefts = [place for place in range(len(left)) if place not in gone[0]]
    rights = [place for place in range(len(right)) if place not in gone[1]]
    for sign in signs:
        if not lefts or not rights:
            break
        found |= _by_sign(left, right, lefts, rights, sign)
        met = set(found.values())
        lefts = [place for place in lefts if place not in found]
        rights = [place for place in rights if place not in met]
    return found


def _by_sign(
    left: Sequence[Entry],
    right: Sequence[Entry],
    lefts: Sequence[int],
    rights: Sequence[int],
    sign: Sign[Entry],
) -> Pairs:
    waiting: dict[Hashable, list[int]] = {}
    for place in lefts:
        key = sign.read(left[place])
        if key is not None:
            waiting.setdefault(key, []).append(place)
    keys = [(place, sign.read(right[place])) for place in rights]
    counts = Counter(key for _, key in keys)
    found: Pairs = {}
    for place, key in keys:
        candidates = waiting.get(key, [])
        if candidates and not (sign.weak and (len(candidates) > 1 or counts[key] > 1)):
            found[candidates.pop(0)] = place
    return found


def trios(
    in_ours: Pairs, in_theirs: Pairs, both_new: Pairs, sizes: tuple[int, int, int]
) -> list[Trio]:
    """Everything there is, once: what is old, what only people have, what only is new.

    Args:
        in_ours: places of the old in ours.
        in_theirs: places of the old in theirs.
        both_new: places of theirs in ours, of what isn't old.
        sizes: of old, theirs and ours.
    """
    found = [Trio(one, in_theirs.get(one), in_ours.get(one)) for one in range(sizes[0])]
    theirs, ours = set(in_theirs.values()), {*in_ours.values(), *both_new.values()}
    found += [Trio(None, one, both_new.get(one)) for one in range(sizes[1]) if one not in theirs]
    return found + [Trio(None, None, one) for one in range(sizes[2]) if one not in ours]


def counterparts(
    old: Sequence[Entry],
    theirs: Sequence[Entry],
    ours: Sequence[Entry],
    signs: Sequence[Sign[Entry]],
) -> list[Trio]:
    """All entries of three lists, each with its counterparts.

    What isn't old is only paired by signs that aren't weak.
    """
    in_ours, in_theirs = paired(old, ours, signs), paired(old, theirs, signs)
    strong = [sign for sign in signs if not sign.weak]
    new = paired(theirs, ours, strong, (in_theirs.values(), in_ours.values()))
    return trios(in_ours, in_theirs, new, (len(old), len(theirs), len(ours)))
