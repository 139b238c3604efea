"""PendingCollection."""

from __future__ import annotations

from uuid import UUID

from ..runtime import Model, field


class PendingCollection(Model):
    """A collection to be, and the task that adds it."""

    id: str
    """The collection's UUID or uid."""
    task_id: UUID = field("taskId")
    """The task's id."""
