"""Where schemas stand that have no name of their own, and what models there may be called."""

import msgspec

from pressroom.sdk.plan.model import Name
from pressroom.sdk.plan.names import joined


class Place(msgspec.Struct, frozen=True):
    """A place below a model or an operation.

    `names` are what to call a model there, the best first; `page` is the page that it goes on,
    empty for one of its own.
    """

    names: tuple[Name, ...]
    page: str = ""
    depth: int = 0


class Claim(msgspec.Struct, frozen=True):
    """What a model is called; `short` is what its children put before their names."""

    key: str
    name: Name
    short: Name
    page: str
    depth: int = 0

    def place(self, name: Name) -> Place:
        """The place of a part with this name."""
        parents = dict.fromkeys((self.short, self.name))
        names = (name, *(joined(parent, name) for parent in parents))
        return Place(names, self.page, self.depth + 1)

    def part(self, word: str) -> Place:
        """The place of a part that has no name: it is called as the model, with a word after."""
        parents = dict.fromkeys((self.short, self.name))
        names = tuple(Name((*parent.words, word), "") for parent in parents)
        return Place(names, self.page, self.depth + 1)
