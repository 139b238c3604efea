"""SchemaFileBase."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from ..runtime import Model, field


class SchemaFileBase(Model):
    """What every answer about a file has in common."""

    id: UUID
    """The file's id."""
    name: str
    """The file's name."""
    path: str
    """The file's path inside the definition."""
    created_at: dt.datetime = field("createdAt")
    """When it was created."""
    updated_at: dt.datetime = field("updatedAt")
    """When it was last changed."""
