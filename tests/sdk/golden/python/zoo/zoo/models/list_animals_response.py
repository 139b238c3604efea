"""ListAnimalsResponse, and what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import UNSET, Model, Unset, field

if TYPE_CHECKING:
    from .animal import Animal


class ListAnimalsResponse(Model):
    data: list[Animal]
    meta: Meta | Unset = UNSET


class Meta(Model):
    next_cursor: str | None | Unset = field("nextCursor", default=UNSET)
