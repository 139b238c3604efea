"""Answers: JSON in the dialect's manner, and waiting for a task before answering."""

from collections.abc import Mapping
from uuid import UUID

import msgspec
from starlette.responses import Response

from pressroom.errors import Unprocessable
from pressroom.server.press import Call
from pressroom.store.tasks import Task

ANSWER_WITHIN = 10.0
"""Seconds that a call which would rather have its result waits for the task."""

SOON = "1"
"""Seconds after which a caller may ask for a task that was just accepted."""


class Answer(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """The base of what we answer: camelCase names, and nothing said of what there isn't."""


class PageMeta(Answer, frozen=True, kw_only=True):
    limit: int
    total: int
    next_cursor: str | None = None


class CursorMeta(Answer, frozen=True, kw_only=True):
    next_cursor: str | None = None


class Pending(Answer, frozen=True, kw_only=True):
    """What a `202` says: the task, and what it is about where that has an identifier yet."""

    task_id: str
    id: str | None = None


def answer(body: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """An answer in JSON."""
    return Response(
        msgspec.json.encode(body), status, headers=headers, media_type="application/json"
    )


def no_content() -> Response:
    return Response(status_code=204)


def task_path(call: Call, api_id: UUID, task_id: UUID) -> str:
    return call.path(f"/apis/{api_id}/tasks/{task_id}")


def accepted(call: Call, api_id: UUID, task_id: UUID, body: object) -> Response:
    """A `202` that says where the task is."""
    headers = {"Location": task_path(call, api_id, task_id), "Retry-After": SOON}
    return answer(body, 202, headers)


async def ended(call: Call, api_id: UUID, task_id: UUID) -> Task | None:
    """The task when it completes soon enough for this caller, `None` when it doesn't.

    Raises:
        Unprocessable: the task failed; the message is the task's.
    """
    if call.prefers_async:
        return None
    call.hold()
    task = await call.press.waiting.wait_for_end(api_id, task_id, ANSWER_WITHIN)
    if task.status == "failed":
        raise Unprocessable(task.error or "The task failed.")
    return task if task.status == "completed" else None
