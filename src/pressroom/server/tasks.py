"""`/tasks` and `/apis/{apiId}/tasks/{taskId}`: the status of asynchronous tasks.

The shape of a status is the dialect's, to the letter; what we add goes into headers, query
parameters and resources below the task.
"""

import hashlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import UUID

import msgspec
from starlette.responses import Response, StreamingResponse

from pressroom.errors import Conflict
from pressroom.server.answers import PageMeta, Pending, accepted, answer, no_content
from pressroom.server.asking import Accepted, once
from pressroom.server.press import Call
from pressroom.store import tasks
from pressroom.store.database import Connection
from pressroom.store.events import Event
from pressroom.store.reports import get_report
from pressroom.store.tasks import Action, Model, Task, Wanted
from pressroom.store.tasks import Status as TaskStatus
from pressroom.tasks.status import rfc3339, status_of
from pressroom.tasks.steering import cancel, retry

LONGEST_WAIT = 60
"""Seconds for which `Prefer: wait=N` may hold an answer at most."""

LONGEST_PAUSE = 30
"""Seconds that `Retry-After` asks a caller to stay away at most."""

KEEP_ALIVE = 15.0
"""Seconds without an event after which a stream says that it is still there."""

QUEUED, ENDED = "0", "end"
"""Identifiers of the first and of the last event of every task."""


class Progress(msgspec.Struct, frozen=True):
    """What an event says of a task that is under way."""

    attempt: int
    stage: str
    done: int
    total: int
    message: str
    at: str


class _Written:
    """The status of a task as it is answered, kept for the next who is told of the same."""

    def __init__(self) -> None:
        self._last: tuple[Task | None, bytes, str] = (None, b"", "")

    def of(self, task: Task) -> tuple[bytes, str]:
        """The body and its ETag."""
        if self._last[0] is not task:
            body = msgspec.json.encode(status_of(task))
            self._last = task, body, f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        return self._last[1:]


_written = _Written()


async def get_tasks(
    call: Call,
    api_id: UUID | None,
    task_ids: list[UUID] | None,
    model: Model | None,
    action: Action | None,
    status: TaskStatus | None,
    created_after: datetime | None,
    created_before: datetime | None,
    cursor: str | None,
    limit: int,
) -> Response:
    wanted = Wanted(
        api_id=api_id,
        ids=task_ids,
        model=model,
        action=action,
        status=status,
        created_after=created_after,
        created_before=created_before,
    )
    async with call.database.connection() as connection:
        page = await tasks.list_tasks(connection, wanted, cursor=cursor, limit=limit)
    meta = PageMeta(limit=limit, total=page.total, next_cursor=page.next_cursor)
    return answer({"tasks": [status_of(task) for task in page.rows], "meta": meta})


async def get_status_of_an_async_task(call: Call, api_id: UUID, task_id: UUID) -> Response:
    headers = {}
    if call.preferred_wait is None:
        async with call.database.connection() as connection:
            task = await tasks.get_task(connection, api_id, task_id)
    else:
        call.hold()
        seconds = min(call.preferred_wait, LONGEST_WAIT)
        task = await call.press.waiting.wait_for_end(api_id, task_id, seconds)
        headers["Preference-Applied"] = f"wait={seconds}"
    if task.status == "pending":
        headers["Retry-After"] = _retry_after(task)
    body, headers["ETag"] = _written.of(task)
    if call.has(headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type="application/json")


async def cancel_task(call: Call, api_id: UUID, task_id: UUID) -> Response:
    async with call.database.transaction() as connection:
        queue, by = call.press.queue, call.caller.name
        return answer(status_of(await cancel(connection, queue, api_id, task_id, by)))


async def retry_task(call: Call, api_id: UUID, task_id: UUID) -> Response:
    async def accept(connection: Connection) -> Accepted:
        again = await retry(connection, call.press.queue, call.request(api_id), task_id)
        started = Pending(task_id=str(again))
        return Accepted(accepted(call, api_id, again, started), again)

    return await once(call, accept)


async def get_task_events(
    call: Call, api_id: UUID, task_id: UUID, last_event_id: str | None
) -> Response:
    async with call.database.connection() as connection:
        task = await tasks.get_task(connection, api_id, task_id)
    if last_event_id == ENDED and task.status != "pending":
        return no_content()
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    if call.http.method == "HEAD":
        return Response(headers=headers, media_type="text/event-stream")
    call.hold()
    stream = _stream(call, task, -1 if last_event_id in (None, ENDED) else int(last_event_id))
    return StreamingResponse(stream, headers=headers, media_type="text/event-stream")


async def get_task_report(call: Call, api_id: UUID, task_id: UUID) -> Response:
    async with call.database.connection() as connection:
        task = await tasks.get_task(connection, api_id, task_id)
        if task.status == "pending":
            raise Conflict("The task is still pending; its report is there when it is completed.")
        report = await get_report(connection, task_id)
    return Response(report, media_type="application/json")


async def _stream(call: Call, task: Task, last: int) -> AsyncIterator[bytes]:
    """Server-sent events (WHATWG HTML, section 9.2) of a task behind the one numbered `last`."""
    yield b"retry: 1000\n\n"
    if last < int(QUEUED):
        queued = Progress(0, "queued", 0, 1, "Waiting for a worker.", rfc3339(task.created_at))
        yield _event(QUEUED, "progress", queued)
    async for told in call.press.waiting.follow(task.id, KEEP_ALIVE):
        if told is None:
            yield b": still there\n\n"
        elif isinstance(told, Task):
            yield _event(ENDED, "status", status_of(told))
        elif told.id > last:
            yield _event(str(told.id), "progress", _progress(told))


def _progress(event: Event) -> Progress:
    return Progress(
        attempt=event.attempt,
        stage=event.stage,
        done=event.done,
        total=event.total,
        message=event.message,
        at=rfc3339(event.at),
    )


def _event(identifier: str, kind: str, data: object) -> bytes:
    text = msgspec.json.encode(data)
    return b"id: %b\nevent: %b\ndata: %b\n\n" % (identifier.encode(), kind.encode(), text)


def _retry_after(task: Task) -> str:
    """A tenth of the time that the task is pending already: who waits long asks less often."""
    age = (datetime.now(UTC) - task.created_at).total_seconds()
    return str(max(1, min(int(age / 10), LONGEST_PAUSE)))
