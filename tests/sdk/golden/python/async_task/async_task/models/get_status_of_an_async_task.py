"""GetStatusOfAnAsyncTask, and what is in it."""

from __future__ import annotations

from typing import TypeAlias, Union

from ..runtime import UNSET, Model, OpenStrEnum, Unset, field


class GetStatusOfAnAsyncTask(Model):
    id: str | Unset = UNSET
    """The task's ID."""
    meta: GetStatusOfAnAsyncTaskMeta | Unset = UNSET
    """The response's non-standard meta information."""
    status: GetStatusOfAnAsyncTaskStatus | Unset = UNSET
    """The task's current status."""
    details: Details | Unset = UNSET
    created_at: str | Unset = field("createdAt", default=UNSET)
    """The date and time at which the task was created."""
    updated_at: str | Unset = field("updatedAt", default=UNSET)
    """The date and time at which the task was last updated."""


class GetStatusOfAnAsyncTaskMeta(Model):
    """The response's non-standard meta information."""

    url: str | Unset = UNSET
    """The endpoint URL that created the task."""
    model: MetaModel | Unset = UNSET
    """The model for which the task is performing the operation."""
    action: Action | Unset = UNSET
    """The task's action."""


class MetaModel(OpenStrEnum):
    """The model for which the task is performing the operation."""

    COLLECTION = "collection"
    API_VERSION = "api-version"


class Action(OpenStrEnum):
    """The task's action."""

    UPDATE = "update"
    CREATE = "create"


class GetStatusOfAnAsyncTaskStatus(OpenStrEnum):
    """The task's current status."""

    PENDING = "pending"
    FAILED = "failed"
    COMPLETED = "completed"


Details: TypeAlias = Union["Details1", "Details2"]


class Details1(Model):
    """Information about the task's resources."""

    resources: list[Details1Resources] | Unset = UNSET


class Details1Resources(Model):
    id: str | Unset = UNSET
    """The ID of the assigned resource."""
    url: str | Unset = UNSET
    """The task's assigned resource URL."""


class Details2(Model):
    """Information about the error that occurred during the task's processing."""

    error: Error | Unset = UNSET


class Error(Model):
    message: str | Unset = UNSET
    """The task's error message."""
