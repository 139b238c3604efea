"""PendingVersion."""

from __future__ import annotations

from uuid import UUID

from ..runtime import Model, field


class PendingVersion(Model):
    """A version, and the task that changes it."""

    id: UUID
    """The version's id."""
    task_id: UUID = field("taskId")
    """The task's id."""
