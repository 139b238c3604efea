"""BuildStatus."""

from __future__ import annotations

from ..runtime import OpenStrEnum


class BuildStatus(OpenStrEnum):
    """How the building of an SDK stands."""

    QUEUED = "queued"
    IN_PROGRESS = "in_progress"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
