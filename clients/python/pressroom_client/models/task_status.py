"""TaskStatusModel."""

from __future__ import annotations

from ..runtime import OpenStrEnum


class TaskStatusModel(OpenStrEnum):
    """Where a task stands."""

    PENDING = "pending"
    FAILED = "failed"
    COMPLETED = "completed"
