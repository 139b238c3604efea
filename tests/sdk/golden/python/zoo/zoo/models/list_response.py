"""ListResponse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import UNSET, Model, Unset

if TYPE_CHECKING:
    from .feeding import Feeding


class ListResponse(Model):
    items: list[Feeding]
    total: int | Unset = UNSET
