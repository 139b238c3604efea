"""Where schemas stand that have no name of their own, and what models there may be called."""

import msgspec

from pressroom.sdk.plan.model import Name
from pressroom.sdk.plan.names import joined


class Claim(msgspec.Struct, frozen=True, gc=False):
    """What a model is called; `short` is what its children put before their names.

    `page` is the page that it stands on, empty for parts that have one of their own.
    """

    key: str
    name: Name
    short: Name
    page: str
    depth: int = 0

    def place(self, name: Name) -> "Place":
        """The place of a part with this name."""
        return Place(self, name)

    def part(self, word: str) -> "Place":
        """The place of a part that has no name: it is called as the model, with a word after."""
        return Place(self, word)


class Place(msgspec.Struct, frozen=True, gc=False):
    """A place below a model or an operation; few of them need the names that they offer."""

    owner: Claim
    part: Name | str

    @property
    def names(self) -> tuple[Name, ...]:
        """What to call a model here, the best first."""
        short, name = self.owner.short, self.owner.name
        parents = (short,) if short == name else (short, name)
        part = self.part
        if isinstance(part, str):
            return tuple([Name((*parent.words, part), "") for parent in parents])
        return (part, *[joined(parent, part) for parent in parents])

    @property
    def page(self) -> str:
        return self.owner.page

    @property
    def depth(self) -> int:
        return self.owner.depth + 1


def beside_operation(operation: Name) -> Claim:
    """What an operation's own schemas are called after; each has its own page."""
    return Claim("", operation, operation, "", -1)
