"""TaskAction."""

from __future__ import annotations

from ..runtime import OpenStrEnum


class TaskAction(OpenStrEnum):
    """What a task does."""

    UPDATE = "update"
    CREATE = "create"
