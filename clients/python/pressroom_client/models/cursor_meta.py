"""CursorMeta."""

from __future__ import annotations

from ..runtime import UNSET, Model, Unset, field


class CursorMeta(Model):
    """The way to the next page."""

    next_cursor: str | Unset = field("nextCursor", default=UNSET)
    """The `cursor` of the next page; absent on the last."""
