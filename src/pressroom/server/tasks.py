"""`/tasks` and `/apis/{apiId}/tasks/{taskId}`: the status of asynchronous tasks.

The shape of a status is the dialect's, to the letter; what we add goes into headers.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from starlette.responses import Response

from pressroom.server.answers import RETRY_AFTER, Answer, PageMeta, answer, rfc3339
from pressroom.server.press import Call
from pressroom.store import tasks
from pressroom.store.tasks import Task
from pressroom.tasks.waiting import wait_for_end

LONGEST_WAIT = 60
"""Seconds for which `Prefer: wait=N` may hold an answer at most."""


class TaskMeta(msgspec.Struct, frozen=True):
    url: str
    model: str
    action: str


class TaskAnswer(Answer, frozen=True, kw_only=True):
    """`details` is absent while the task is pending."""

    id: str
    meta: TaskMeta
    status: str
    details: Mapping[str, Any] | None = None
    created_at: str
    updated_at: str


async def get_tasks(call: Call, cursor: str | None, limit: int) -> Response:
    async with call.database.connection() as connection:
        page = await tasks.list_tasks(connection, cursor=cursor, limit=limit)
    meta = PageMeta(limit=limit, total=page.total, next_cursor=page.next_cursor)
    return answer({"tasks": [_answer(task) for task in page.rows], "meta": meta})


async def get_status_of_an_async_task(call: Call, api_id: UUID, task_id: UUID) -> Response:
    headers = {}
    if call.preferred_wait is None:
        async with call.database.connection() as connection:
            task = await tasks.get_task(connection, api_id, task_id)
    else:
        seconds = min(call.preferred_wait, LONGEST_WAIT)
        task = await wait_for_end(call.database, call.press.notices, api_id, task_id, seconds)
        headers["Preference-Applied"] = f"wait={seconds}"
    if task.status == "pending":
        headers["Retry-After"] = RETRY_AFTER
    return answer(_answer(task), headers=headers)


def _answer(task: Task) -> TaskAnswer:
    return TaskAnswer(
        id=str(task.id),
        meta=TaskMeta(task.url, task.model, task.action),
        status=task.status,
        details=_details(task.resources, task.error),
        created_at=rfc3339(task.created_at),
        updated_at=rfc3339(task.updated_at),
    )


def _details(
    resources: Sequence[Mapping[str, str]] | None, error: str | None
) -> Mapping[str, Any] | None:
    if resources is not None:
        return {"resources": resources}
    return {"error": {"message": error}} if error is not None else None
