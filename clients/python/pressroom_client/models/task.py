"""TaskModel."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from ..runtime import UNSET, Model, Unset, field

if TYPE_CHECKING:
    from .get_status_of_an_async_task import (
        Details,
        GetStatusOfAnAsyncTaskMeta,
        GetStatusOfAnAsyncTaskStatus,
    )


class TaskModel(Model):
    """Work that goes on after its request was answered. `details` is absent while it is pending;
    then it says what the task made, or why it failed.
    """

    id: UUID
    """The task's ID."""
    meta: GetStatusOfAnAsyncTaskMeta
    """The response's non-standard meta information."""
    status: GetStatusOfAnAsyncTaskStatus
    """The task's current status."""
    details: Details | Unset = UNSET
    created_at: dt.datetime = field("createdAt")
    """The date and time at which the task was created."""
    updated_at: dt.datetime = field("updatedAt")
    """The date and time at which the task was last updated."""
