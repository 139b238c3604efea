"""Authored."""

from __future__ import annotations

from ..runtime import Model, field


class Authored(Model):
    """Who created and changed something, by number."""

    created_by: int = field("createdBy")
    """Number of the user who created it."""
    updated_by: int = field("updatedBy")
    """Number of the user who last changed it."""
