"""Creature."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from ..runtime import UNSET, Model, Unset, read_only

if TYPE_CHECKING:
    from .animal import Animal
    from .house import House


class Creature(Model):
    id: int | Unset = read_only(default=UNSET)
    """Its number."""
    kind: str
    name: str
    born: dt.date | Unset = UNSET
    keeper: str | None | Unset = UNSET
    """Whoever looks after it; null when nobody does."""
    house: House | Unset = UNSET
    """Where it lives."""
    young: list[Animal] | Unset = UNSET
