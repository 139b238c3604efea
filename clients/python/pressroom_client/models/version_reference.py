"""VersionReference."""

from __future__ import annotations

from uuid import UUID

from ..runtime import Model


class VersionReference(Model):
    """A version by its id and name."""

    id: UUID
    """The version's id."""
    name: str
    """The version's name."""
