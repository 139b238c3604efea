"""AuthoredAsText."""

from __future__ import annotations

from ..runtime import Model, field


class AuthoredAsText(Model):
    """Who created and changed something, where the dialect answers users as strings."""

    created_by: str = field("createdBy")
    """The user who created it."""
    updated_by: str = field("updatedBy")
    """The user who last changed it."""
