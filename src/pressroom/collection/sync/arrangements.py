"""The order that people gave a list, remembered from one sync to the next.

What people put into a list stands behind what it follows. When the definition drops that, and later
brings something new, nobody could tell any more which of the two stands first; then it would
matter in which order the definition changed. So the base remembers each list as it was when people
last arranged it, with what was dropped since.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

import msgspec

from pressroom.collection.sync.order import ordered, woven
from pressroom.errors import InvalidRequest

Entry: TypeAlias = int | str
"""An entry by its place among all that there are, or by the name that is remembered of it."""

MEMBER = "arrangements"
"""The member of a base that remembers."""


class Arrangement(msgspec.Struct, frozen=True, omit_defaults=True):
    """A list by the names of its entries, as it was `generated` and as `people` had it then.

    `people` is `None` where they had it as it was generated.
    """

    generated: tuple[str, ...]
    people: tuple[str, ...] | None = None


class Arrangements(msgspec.Struct, omit_defaults=True):
    """What is remembered of the collection's variables, and of each folder's items by its name.

    `dropped` has the folders that the definition dropped and that stay for what people put in, by
    their identifiers, without what is in them.
    """

    variables: Arrangement | None = None
    items: dict[str, Arrangement] = {}
    dropped: dict[str, Any] = {}


class Lists(NamedTuple):
    """The entries of one list: generated last, as people have them, generated now."""

    old: Sequence[Entry]
    theirs: Sequence[Entry]
    ours: Sequence[Entry]

    def arranged(
        self, remembered: Arrangement | None, known: Mapping[str, int]
    ) -> "tuple[list[Entry], Lists]":
        """The order of the merged list, and the lists that it follows from.

        These are as `remembered`, if people left alone what came of it. `known` has the entries by
        the names in there; one that has gone since goes by its name.
        """
        since = self if remembered is None else self._since(remembered, known)
        return list(dict.fromkeys(woven(ordered(*since), self.theirs))), since

    def _since(self, remembered: Arrangement, known: Mapping[str, int]) -> "Lists":
        old = [known.get(name, name) for name in remembered.generated]
        theirs = old
        if remembered.people is not None:
            theirs = [known.get(name, name) for name in remembered.people]
        there = set(self.theirs)
        came = [one for one in ordered(old, theirs, self.old) if one in there]
        return Lists(old, theirs, self.ours) if came == list(self.theirs) else self

    def arrangement(self, names: Mapping[int, str]) -> Arrangement | None:
        """What to remember, if there is something; `names` are those of the entries to come."""
        if list(self.old) == list(self.theirs) == list(self.ours):
            return None
        old, theirs = (
            tuple(one if isinstance(one, str) else names[one] for one in side)
            for side in (self.old, self.theirs)
        )
        return Arrangement(old, None if theirs == old else theirs)


def numbered(names: Iterable[str]) -> list[str]:
    """Names, in which a second one of the same is told from the first."""
    found, counts = [], Counter[str]()
    for name in names:
        found.append(f"{name}#{counts[name]}" if counts[name] else name)
        counts[name] += 1
    return found


def taken_from(base: dict[str, Any]) -> Arrangements:
    """What a base remembers; it is taken out.

    Raises:
        InvalidRequest: it isn't what a sync wrote.
    """
    try:
        return msgspec.convert(base.pop(MEMBER, {}), Arrangements)
    except msgspec.ValidationError as error:
        raise InvalidRequest(f"The base has a broken `{MEMBER}`: {error}.", field="base") from error
