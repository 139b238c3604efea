"""CollectionReport."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ..runtime import Model

if TYPE_CHECKING:
    from .collection_changes import CollectionChanges


class CollectionReport(Model):
    """What was done to a collection."""

    id: UUID
    """The collection's UUID."""
    name: str | None
    """The name it was asked for under, if it was."""
    counts: dict[str, int]
    """How many changes there are of each kind."""
    changes: CollectionChanges
    """The changes of a collection by their kind."""
