"""ListedSchemaFile."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from ..runtime import Model, field


class ListedSchemaFile(Model):
    """A file in a list. Users are numbers here, as the dialect has it."""

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
    created_by: int = field("createdBy")
    """Number of the user who created it."""
    updated_by: int = field("updatedBy")
    """Number of the user who last changed it."""
