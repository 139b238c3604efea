"""VersionSchema."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ..runtime import UNSET, Model, Unset

if TYPE_CHECKING:
    from .schema_type import SchemaType


class VersionSchema(Model):
    """A schema in a version."""

    id: UUID
    """The schema's id."""
    type: SchemaType | Unset = UNSET
    """The definition's language."""
