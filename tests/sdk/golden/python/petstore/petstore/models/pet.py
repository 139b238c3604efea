"""Pet."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from ..runtime import UNSET, Model, Unset, read_only

if TYPE_CHECKING:
    from .kind import Kind


class Pet(Model):
    id: int | Unset = read_only(default=UNSET)
    name: str
    kind: Kind
    born: dt.date | None | Unset = UNSET
    tags: list[str] | Unset = UNSET
    parents: list[Pet] | Unset = UNSET
