"""Cat."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from ..runtime import UNSET, Model, Unset, field, read_only

if TYPE_CHECKING:
    from .animal import Animal
    from .house import House


class Cat(Model):
    """A cat."""

    id: int | Unset = read_only(default=UNSET)
    """Its number."""
    kind: Literal["cat"] = field(default="cat")
    name: str
    born: dt.date | Unset = UNSET
    keeper: str | None | Unset = UNSET
    """Whoever looks after it; null when nobody does."""
    house: House | Unset = UNSET
    """Where it lives."""
    young: list[Animal] | Unset = UNSET
    indoor: bool
