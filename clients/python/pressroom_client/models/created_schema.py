"""CreatedSchema."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from ..runtime import Model, field

if TYPE_CHECKING:
    from .schema_type import SchemaType
    from .written_schema_file import WrittenSchemaFile


class CreatedSchema(Model):
    """A schema that was just stored."""

    id: UUID
    """The schema's id."""
    type: SchemaType
    """The definition's language."""
    created_at: dt.datetime = field("createdAt")
    """When it was created."""
    updated_at: dt.datetime = field("updatedAt")
    """When it was last changed."""
    created_by: str = field("createdBy")
    """The user who created it."""
    updated_by: str = field("updatedBy")
    """The user who last changed it."""
    files: list[WrittenSchemaFile]
    """The files as they were written."""
