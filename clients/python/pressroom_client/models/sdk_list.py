"""SdkList, and what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import UNSET, Model, Unset, field

if TYPE_CHECKING:
    from .sdk import Sdk


class SdkList(Model):
    """A page of SDKs."""

    data: list[Sdk]
    """The SDKs."""
    meta: SdkListMeta
    """Where the page stands in the list."""


class SdkListMeta(Model):
    """Where the page stands in the list."""

    total: int
    """How many entries the whole list has."""
    next_cursor: str | Unset = field("nextCursor", default=UNSET)
    """Gives the next page; absent on the last."""
