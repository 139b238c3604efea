"""The status of a task as callers read it: a task in, the dialect's shape to the letter out."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from pressroom.store.tasks import Task


class Meta(msgspec.Struct, frozen=True):
    url: str
    model: str
    action: str


class Status(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """`details` is absent while the task is pending."""

    id: str
    meta: Meta
    status: str
    details: Mapping[str, Any] | None = None
    created_at: str
    updated_at: str


def status_of(task: Task) -> Status:
    """What callers read of a task."""
    return Status(
        id=str(task.id),
        meta=Meta(task.url, task.model, task.action),
        status=task.status,
        details=_details(task.resources, task.error),
        created_at=rfc3339(task.created_at),
        updated_at=rfc3339(task.updated_at),
    )


def rfc3339(moment: datetime) -> str:
    """A time in UTC with milliseconds and `Z` (RFC 3339)."""
    moment = moment.astimezone(UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}Z"


def _details(
    resources: Sequence[Mapping[str, str]] | None, error: str | None
) -> Mapping[str, Any] | None:
    if resources is not None:
        return {"resources": resources}
    return {"error": {"message": error}} if error is not None else None
