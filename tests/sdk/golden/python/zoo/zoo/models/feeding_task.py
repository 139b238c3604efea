"""FeedingTask, and what is in it."""

from __future__ import annotations

from uuid import UUID

from ..runtime import UNSET, Model, OpenStrEnum, Unset


class FeedingTask(Model):
    id: UUID | Unset = UNSET
    status: Status
    error: Error | Unset = UNSET


class Status(OpenStrEnum):
    PENDING = "pending"
    COMPLETED = "completed"
    FAILED = "failed"


class Error(Model):
    message: str | Unset = UNSET
