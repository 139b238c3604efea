"""WebhookEvent."""

from __future__ import annotations

from ..runtime import OpenStrEnum


class WebhookEvent(OpenStrEnum):
    """What happened: a task completed, a task failed, or a version was published. The building
    of an SDK is no task in this sense.
    """

    TASK_COMPLETED = "task.completed"
    TASK_FAILED = "task.failed"
    VERSION_PUBLISHED = "version.published"
