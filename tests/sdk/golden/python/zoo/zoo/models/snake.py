"""Snake."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from ..runtime import UNSET, Model, Unset, field, read_only

if TYPE_CHECKING:
    from .animal import Animal
    from .house import House


class Snake(Model):
    id: int | Unset = read_only(default=UNSET)
    """Its number."""
    kind: Literal["snake"] = field(default="snake")
    name: str
    born: dt.date | Unset = UNSET
    keeper: str | None | Unset = UNSET
    """Whoever looks after it; null when nobody does."""
    house: House | Unset = UNSET
    """Where it lives."""
    young: list[Animal] | Unset = UNSET
    venom: float | Unset = UNSET
    from_: str | Unset = field("from", default=UNSET)
    """Where it came from."""
    shed_at: list[dt.datetime] | Unset = UNSET
