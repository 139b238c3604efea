"""PageMeta."""

from __future__ import annotations

from ..runtime import UNSET, Model, Unset, field


class PageMeta(Model):
    """Where a page stands in its list."""

    limit: int
    """How many entries a page has at most."""
    total: int
    """How many entries all pages have together."""
    next_cursor: str | Unset = field("nextCursor", default=UNSET)
    """The `cursor` of the next page; absent on the last."""
