"""ApiSummary."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from ..runtime import UNSET, Model, Unset, field


class ApiSummary(Model):
    """An API."""

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
    created_by: int = field("createdBy")
    """Number of the user who created it."""
    updated_by: int = field("updatedBy")
    """Number of the user who last changed it."""
