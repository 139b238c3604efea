"""Feeding, and what is in it."""

from __future__ import annotations

import builtins
import datetime as dt
from decimal import Decimal

from ..runtime import UNSET, Model, OpenIntEnum, Unset, field


class Feeding(Model):
    at: dt.datetime
    what: str | builtins.list[str]
    """Food by its name, or what was weighed."""
    weight: Decimal | Unset = UNSET
    level: Level | Unset = UNSET
    proof: bytes | Unset = UNSET
    self_: str | Unset = field("self", default=UNSET)
    """Its own address."""
    list: builtins.list[str] | Unset = UNSET
    next: Feeding | Unset = UNSET
    additional_properties: dict[str, int] = field(default_factory=dict, additional=True)


class Level(OpenIntEnum):
    HUNGRY = 1
    CONTENT = 2
    FULL = 3
