"""WrittenSchemaFile."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from ..runtime import Model, field

if TYPE_CHECKING:
    from .file_root import FileRoot


class WrittenSchemaFile(Model):
    """A file as it was written."""

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
    created_by: str = field("createdBy")
    """The user who created it."""
    updated_by: str = field("updatedBy")
    """The user who last changed it."""
    root: FileRoot
    """Whether it is the root file."""
