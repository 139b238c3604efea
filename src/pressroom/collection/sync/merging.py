"""Three sides of one value in, the merged value out; what happens on the way is noted.

*old* is what was generated last, *theirs* what people have, *ours* what the definition gives now;
`UNSET` stands for a side that hasn't the value. What only one side changed follows that side. Where
both did, objects are merged member by member and lists entry by entry; what is left is a
conflict, in which people's value stays.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import UNSET

from pressroom.collection.sync.order import ordered
from pressroom.collection.sync.report import Notes


class Sides(NamedTuple):
    """One value on the three sides."""

    old: Any
    theirs: Any
    ours: Any

    def each(self, function: Callable[[Any], Any]) -> "Sides":
        return Sides(function(self.old), function(self.theirs), function(self.ours))


Merge = Callable[[str, Sides, Notes], Any]
"""Merges the three sides of a field; only called when the definition changed it."""
Names = Callable[[Sides], Sides]
"""Names the entries of three lists, so that the same entry has one name on all sides."""

_IDENTIFIERS = frozenset(("id", "uid", "_postman_id"))
_EMPTY: tuple[Any, ...] = (UNSET, None, False, "", [], {})


def settled(merge: Merge, field: str, sides: Sides, notes: Notes) -> Any:
    """One value out of three; `merge` decides where the definition changed it."""
    old, theirs, ours = sides
    if theirs == ours or ours == old:
        return theirs
    merged = merge(field, sides, notes)
    return ours if theirs == old else merged


def whole(field: str, sides: Sides, notes: Notes) -> Any:
    """A value that is one thing."""
    old, theirs, ours = sides
    if theirs == old:
        notes.updated(field, old, ours)
        return ours
    notes.conflict(field, old, theirs, ours)
    return theirs


def unnoted(field: str, sides: Sides, notes: Notes) -> Any:
    """A value that nobody reads, such as an identifier."""
    return sides.ours if sides.theirs == sides.old else sides.theirs


def name(field: str, sides: Sides, notes: Notes) -> Any:
    if sides.theirs == sides.old and sides.old is not UNSET:
        notes.renamed(sides.old, sides.ours)
        return sides.ours
    return whole(field, sides, notes)


def text(field: str, sides: Sides, notes: Notes) -> Any:
    """A description, which is a text or an object with it as `content`."""
    old, theirs, ours = sides.each(_content)
    if theirs == old:
        notes.updated(field, old, ours)
        return sides.ours
    return sides.theirs if theirs == ours else whole(field, sides, notes)


def _content(value: Any) -> Any:
    found = value.get("content") if isinstance(value, dict) else value
    return "" if found is None or found is UNSET else found


def members(merges: Mapping[str, Merge], other: Merge | None = None) -> Merge:
    """An object, member by member: `merges` for those that it names, else `other`."""

    def merge(field: str, sides: Sides, notes: Notes) -> Any:
        if not (isinstance(sides.theirs, dict) and isinstance(sides.ours, dict)):
            return whole(field, sides, notes)
        if not isinstance(sides.old, dict):
            sides = sides._replace(old={})
        found = {}
        for member in ordered(*sides.each(list)):
            inner = f"{field}.{member}" if field else member
            chosen = merges.get(member, other or generic)
            value = settled(chosen, inner, sides.each(_member(member)), notes)
            if value is not UNSET:
                found[member] = value
        return found

    return merge


def _member(name: Hashable) -> Callable[[Mapping[Any, Any]], Any]:
    return lambda side: side.get(name, UNSET)


def generic(field: str, sides: Sides, notes: Notes) -> Any:
    """A value of which nothing is known: objects member by member, the rest as one thing."""
    return _generic_members(field, sides, notes)


_generic_members = members({})


def entries(names: Names, entry: Merge) -> Merge:
    """A list, entry by entry. An absent list is an empty one."""

    def merge(field: str, sides: Sides, notes: Notes) -> Any:
        lists = sides.each(lambda side: [] if side is UNSET or side is None else side)
        if not all(isinstance(side, list) for side in lists):
            return whole(field, sides, notes)
        named = names(lists)
        keyed = Sides(*(dict(zip(*one, strict=True)) for one in zip(named, lists, strict=True)))
        found = []
        for key in ordered(*named):
            value = settled(entry, f"{field}[{label(key)}]", keyed.each(_member(key)), notes)
            if value is not UNSET:
                found.append(value)
        return UNSET if not found and UNSET in (sides.theirs, sides.ours) else found

    return merge


def label(key: Hashable) -> str:
    """How a report calls an entry: by its name, and its number where several have that."""
    if isinstance(key, tuple):
        first, number = key
        return f"{first}#{number + 1}" if number else str(first)
    return str(key)


def by_member(member: str, *, fold: bool = False) -> Names:
    """Names entries by a member such as `key`; several of one name are counted.

    `fold` takes upper and lower case for the same, as in header names (RFC 9110, section 5.1).
    """

    def named(side: Sequence[Any]) -> Iterable[Hashable]:
        counts: dict[str, int] = {}
        for entry in side:
            found = str(entry.get(member) if isinstance(entry, dict) else entry)
            key = found.lower() if fold else found
            counts[key] = counts.get(key, -1) + 1
            yield key, counts[key]

    return lambda sides: sides.each(lambda side: list(named(side)))


def is_untouched(theirs: Any, old: Any) -> bool:
    """Whether people left a value alone; other identifiers and empty members don't count."""
    if isinstance(theirs, dict) and isinstance(old, dict):
        return all(
            is_untouched(theirs.get(member, UNSET), old.get(member, UNSET))
            for member in {*theirs, *old} - _IDENTIFIERS
        )
    if isinstance(theirs, list) and isinstance(old, list) and len(theirs) == len(old):
        return all(map(is_untouched, theirs, old))
    return theirs == old or (theirs in _EMPTY and old in _EMPTY)


ENTRY = members({"description": text})
"""A header, parameter, variable or form field: its value, description and switch on their own."""
