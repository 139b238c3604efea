"""SchemaReference."""

from __future__ import annotations

from uuid import UUID

from ..runtime import Model


class SchemaReference(Model):
    """A schema by its id."""

    id: UUID
    """The schema's id."""
