"""StartedTask."""

from __future__ import annotations

from uuid import UUID

from ..runtime import Model, field


class StartedTask(Model):
    """A task that was started."""

    task_id: UUID = field("taskId")
    """The task's id."""
