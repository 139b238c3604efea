"""Dated."""

from __future__ import annotations

import datetime as dt

from ..runtime import Model, field


class Dated(Model):
    """When something was created and changed."""

    created_at: dt.datetime = field("createdAt")
    """When it was created."""
    updated_at: dt.datetime = field("updatedAt")
    """When it was last changed."""
