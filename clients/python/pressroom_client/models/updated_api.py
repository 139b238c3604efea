"""UpdatedApi."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from ..runtime import UNSET, Model, Unset, field


class UpdatedApi(Model):
    """An API that was changed. Users are strings here, as the dialect has it."""

    id: UUID
    """The API's id."""
    name: str
    """The API's name."""
    summary: str | Unset = UNSET
    """What the API does"""
    description: str | Unset = UNSET
    """What the API does"""
    created_at: dt.datetime = field("createdAt")
    """When it was created."""
    updated_at: dt.datetime = field("updatedAt")
    """When it was last changed."""
    created_by: str = field("createdBy")
    """The user who created it."""
    updated_by: str = field("updatedBy")
    """The user who last changed it."""
