"""Work that goes on after the answer, and how it ended."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from ..runtime import (
    EMPTY,
    UNSET,
    Answer,
    Endpoint,
    PagedEndpoint,
    Pages,
    StreamEndpoint,
    TaskEndpoint,
    TaskStatus,
    header,
    path,
    query,
)

if TYPE_CHECKING:
    from ..models import (
        Action,
        GetStatusOfAnAsyncTask,
        GetStatusOfAnAsyncTaskStatus,
        MetaModel,
        StartedTask,
        TaskList,
        TaskModel,
        TaskReport,
    )
    from ..runtime import (
        AsyncClient,
        AsyncPaginator,
        AsyncStream,
        AsyncTask,
        Event,
        Options,
        Paginator,
        Stream,
        SyncClient,
        Task,
        Unset,
    )

_ERRORS = {
    "400": Answer("application/problem+json", "Problem"),
    "401": Answer("application/problem+json", "Problem"),
    "403": Answer("application/problem+json", "Problem"),
    "404": Answer("application/problem+json", "Problem"),
    "500": Answer("application/problem+json", "Problem"),
    "503": Answer("application/problem+json", "Problem"),
}
_ERRORS_2 = {
    "400": Answer("application/problem+json", "Problem"),
    "401": Answer("application/problem+json", "Problem"),
    "403": Answer("application/problem+json", "Problem"),
    "404": Answer("application/problem+json", "Problem"),
    "409": Answer("application/problem+json", "Problem"),
    "500": Answer("application/problem+json", "Problem"),
    "503": Answer("application/problem+json", "Problem"),
}
_GET_TASKS: PagedEndpoint[TaskModel, TaskList] = PagedEndpoint(
    "GET",
    "/tasks",
    parameters={
        "api_id": query("apiId"),
        "task_ids": query("taskIds", explode=False),
        "model": query("model"),
        "action": query("action"),
        "status": query("status"),
        "created_after": query("createdAfter"),
        "created_before": query("createdBefore"),
        "cursor": query("cursor"),
        "limit": query("limit"),
    },
    answers={"200": Answer("application/json", "TaskList")},
    errors={
        "400": Answer("application/problem+json", "Problem"),
        "401": Answer("application/problem+json", "Problem"),
        "403": Answer("application/problem+json", "Problem"),
        "500": Answer("application/problem+json", "Problem"),
        "503": Answer("application/problem+json", "Problem"),
    },
    security=(("apiKey",), ("bearer",)),
    pages=Pages(
        "cursor",
        items=("tasks",),
        next=("meta", "nextCursor"),
        total=("meta", "total"),
        parameter="cursor",
        limit="limit",
    ),
    item="TaskModel",
)
_GET_STATUS_OF_AN_ASYNC_TASK: Endpoint[GetStatusOfAnAsyncTask] = Endpoint(
    "GET",
    "/apis/{apiId}/tasks/{taskId}",
    parameters={
        "api_id": path("apiId"),
        "task_id": path("taskId"),
        "prefer": header("Prefer"),
        "if_none_match": header("If-None-Match"),
    },
    answers={"200": Answer("application/json", "GetStatusOfAnAsyncTask")},
    errors=_ERRORS,
    security=(("apiKey",), ("bearer",)),
)
_CANCEL_TASK: Endpoint[TaskModel] = Endpoint(
    "DELETE",
    "/apis/{apiId}/tasks/{taskId}",
    parameters={"api_id": path("apiId"), "task_id": path("taskId")},
    answers={"200": Answer("application/json", "TaskModel")},
    errors=_ERRORS_2,
    security=(("apiKey",), ("bearer",)),
)
_RETRY_TASK: TaskEndpoint[StartedTask, GetStatusOfAnAsyncTask] = TaskEndpoint(
    "POST",
    "/apis/{apiId}/tasks/{taskId}/retries",
    parameters={
        "api_id": path("apiId"),
        "task_id": path("taskId"),
        "idempotency_key": header("Idempotency-Key"),
    },
    answers={"202": Answer("application/json", "StartedTask")},
    errors={
        "400": Answer("application/problem+json", "Problem"),
        "401": Answer("application/problem+json", "Problem"),
        "403": Answer("application/problem+json", "Problem"),
        "404": Answer("application/problem+json", "Problem"),
        "409": Answer("application/problem+json", "Problem"),
        "422": Answer("application/problem+json", "Problem"),
        "500": Answer("application/problem+json", "Problem"),
        "503": Answer("application/problem+json", "Problem"),
    },
    security=(("apiKey",), ("bearer",)),
    idempotency_key="idempotency_key",
    task=TaskStatus(
        "GetStatusOfAnAsyncTask",
        path=("status",),
        succeeded=("completed",),
        failed=("failed",),
        error=("details", "error", "message"),
        events="/events",
    ),
)
_GET_TASK_EVENTS: StreamEndpoint[Event[str | None]] = StreamEndpoint(
    "GET",
    "/apis/{apiId}/tasks/{taskId}/events",
    parameters={
        "api_id": path("apiId"),
        "task_id": path("taskId"),
        "last_event_id": header("Last-Event-ID"),
    },
    answers={"200": Answer("text/event-stream", "str"), "204": EMPTY},
    errors=_ERRORS,
    security=(("apiKey",), ("bearer",)),
)
_GET_TASK_REPORT: Endpoint[TaskReport] = Endpoint(
    "GET",
    "/apis/{apiId}/tasks/{taskId}/report",
    parameters={"api_id": path("apiId"), "task_id": path("taskId")},
    answers={"200": Answer("application/json", "TaskReport")},
    errors=_ERRORS_2,
    security=(("apiKey",), ("bearer",)),
)


class TasksService:
    """Work that goes on after the answer, and how it ended."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def get_tasks(
        self,
        *,
        api_id: UUID | Unset = UNSET,
        task_ids: list[UUID] | Unset = UNSET,
        model: MetaModel | Unset = UNSET,
        action: Action | Unset = UNSET,
        status: GetStatusOfAnAsyncTaskStatus | Unset = UNSET,
        created_after: dt.datetime | Unset = UNSET,
        created_before: dt.datetime | Unset = UNSET,
        cursor: str | Unset = UNSET,
        limit: int | Unset = UNSET,
        options: Options | None = None,
    ) -> Paginator[TaskModel, TaskList]:
        """List tasks

        The tasks that pass every filter given, newest first.

        Args:
            api_id: Only tasks of this API.
            task_ids: Only these tasks.
            model: Only tasks that make or change one of these.
            action: Only tasks that do this.
            status: Only tasks that stand there.
            created_after: Only tasks that were created then or later.
            created_before: Only tasks that were created before.
            cursor: The `meta.nextCursor` of the page before; the first page without it.
            limit: How many entries a page has at most. The server assumes 10.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.paginate(
            _GET_TASKS,
            options,
            api_id=api_id,
            task_ids=task_ids,
            model=model,
            action=action,
            status=status,
            created_after=created_after,
            created_before=created_before,
            cursor=cursor,
            limit=limit,
        )

    def get_status_of_an_async_task(
        self,
        api_id: UUID,
        task_id: UUID,
        *,
        prefer: str | Unset = UNSET,
        if_none_match: str | Unset = UNSET,
        options: Options | None = None,
    ) -> GetStatusOfAnAsyncTask:
        """Get the status of a task

        Where a task stands. While it is pending, `Retry-After` says when to ask again, less
        often the longer it takes; then `details` holds what it made, or why it failed.
        `Prefer: wait=N` holds the answer until the task ends, for up to N seconds and at most
        60. With `If-None-Match` the answer is 304 when nothing has changed.

        Args:
            api_id: The API's id.
            task_id: The task's id.
            prefer: `wait=N` waits up to N seconds for the task to end (RFC 7240, section
                4.3).
            if_none_match: The `ETag` of an earlier answer; or several (RFC 9110, section
                13.1.2).

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.send(
            _GET_STATUS_OF_AN_ASYNC_TASK,
            options,
            api_id=api_id,
            task_id=task_id,
            prefer=prefer,
            if_none_match=if_none_match,
        )

    def cancel_task(
        self,
        api_id: UUID,
        task_id: UUID,
        *,
        options: Options | None = None,
    ) -> TaskModel:
        """Cancel a task

        Cancels a pending task: its status becomes `failed`, and the message names the key's
        owner. What it was to make won't be there, and its name is free again. A worker that
        is at it can't write its result.

        Args:
            api_id: The API's id.
            task_id: The task's id.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            Conflict: It contradicts what is there, such as a name in use or a version still
                being published.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.send(_CANCEL_TASK, options, api_id=api_id, task_id=task_id)

    def retry_task(
        self,
        api_id: UUID,
        task_id: UUID,
        *,
        idempotency_key: str | Unset = UNSET,
        options: Options | None = None,
    ) -> Task[StartedTask, GetStatusOfAnAsyncTask]:
        """Run a failed task again

        Starts a new task that does what the failed one was to do, with the definition as it
        is now, under the same name and identifier. Answers 409 when the task hasn't failed,
        or what it needs is gone, or its name was taken meanwhile.

        Args:
            api_id: The API's id.
            task_id: The task's id.
            idempotency_key: Any text that names this request, such as a new UUID; it may be
                quoted. For 24 hours the same request under the same key gets the first answer
                again, and nothing is done twice.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            Conflict: It contradicts what is there, such as a name in use or a version still
                being published.
            UnprocessableContent: The request is well-formed, yet can't be done; or its task
                failed.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.start(
            _RETRY_TASK,
            options,
            api_id=api_id,
            task_id=task_id,
            idempotency_key=idempotency_key,
        )

    def get_task_events(
        self,
        api_id: UUID,
        task_id: UUID,
        *,
        last_event_id: str | Unset = UNSET,
        options: Options | None = None,
    ) -> Stream[Event[str | None]]:
        """Follow a task

        What a task goes through, as server-sent events (WHATWG HTML, section 9.2), from the
        first one on. Events named `progress` hold a TaskProgress, and the last one, named
        `status`, the Task; then the stream ends. `Last-Event-ID` resumes behind the event
        that it names; behind the last one the answer is 204, so that a browser doesn't
        connect again. A comment comes every 15 seconds in which nothing else does. When the
        server stops, the stream ends without `status`: connect again.

        Args:
            api_id: The API's id.
            task_id: The task's id.
            last_event_id: The `id` of the last event that was received.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.stream(
            _GET_TASK_EVENTS,
            options,
            api_id=api_id,
            task_id=task_id,
            last_event_id=last_event_id,
        )

    def get_task_report(
        self,
        api_id: UUID,
        task_id: UUID,
        *,
        options: Options | None = None,
    ) -> TaskReport:
        """Get what a task changed in collections

        Every change that a completed sync or publication made in collections, and every one
        of the definition's changes that it didn't make since somebody had made another.

        Args:
            api_id: The API's id.
            task_id: The task's id.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            Conflict: It contradicts what is there, such as a name in use or a version still
                being published.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.send(_GET_TASK_REPORT, options, api_id=api_id, task_id=task_id)


class AsyncTasksService:
    """Work that goes on after the answer, and how it ended."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    def get_tasks(
        self,
        *,
        api_id: UUID | Unset = UNSET,
        task_ids: list[UUID] | Unset = UNSET,
        model: MetaModel | Unset = UNSET,
        action: Action | Unset = UNSET,
        status: GetStatusOfAnAsyncTaskStatus | Unset = UNSET,
        created_after: dt.datetime | Unset = UNSET,
        created_before: dt.datetime | Unset = UNSET,
        cursor: str | Unset = UNSET,
        limit: int | Unset = UNSET,
        options: Options | None = None,
    ) -> AsyncPaginator[TaskModel, TaskList]:
        """List tasks

        The tasks that pass every filter given, newest first.

        Args:
            api_id: Only tasks of this API.
            task_ids: Only these tasks.
            model: Only tasks that make or change one of these.
            action: Only tasks that do this.
            status: Only tasks that stand there.
            created_after: Only tasks that were created then or later.
            created_before: Only tasks that were created before.
            cursor: The `meta.nextCursor` of the page before; the first page without it.
            limit: How many entries a page has at most. The server assumes 10.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.paginate(
            _GET_TASKS,
            options,
            api_id=api_id,
            task_ids=task_ids,
            model=model,
            action=action,
            status=status,
            created_after=created_after,
            created_before=created_before,
            cursor=cursor,
            limit=limit,
        )

    async def get_status_of_an_async_task(
        self,
        api_id: UUID,
        task_id: UUID,
        *,
        prefer: str | Unset = UNSET,
        if_none_match: str | Unset = UNSET,
        options: Options | None = None,
    ) -> GetStatusOfAnAsyncTask:
        """Get the status of a task

        Where a task stands. While it is pending, `Retry-After` says when to ask again, less
        often the longer it takes; then `details` holds what it made, or why it failed.
        `Prefer: wait=N` holds the answer until the task ends, for up to N seconds and at most
        60. With `If-None-Match` the answer is 304 when nothing has changed.

        Args:
            api_id: The API's id.
            task_id: The task's id.
            prefer: `wait=N` waits up to N seconds for the task to end (RFC 7240, section
                4.3).
            if_none_match: The `ETag` of an earlier answer; or several (RFC 9110, section
                13.1.2).

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return await self._client.send(
            _GET_STATUS_OF_AN_ASYNC_TASK,
            options,
            api_id=api_id,
            task_id=task_id,
            prefer=prefer,
            if_none_match=if_none_match,
        )

    async def cancel_task(
        self,
        api_id: UUID,
        task_id: UUID,
        *,
        options: Options | None = None,
    ) -> TaskModel:
        """Cancel a task

        Cancels a pending task: its status becomes `failed`, and the message names the key's
        owner. What it was to make won't be there, and its name is free again. A worker that
        is at it can't write its result.

        Args:
            api_id: The API's id.
            task_id: The task's id.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            Conflict: It contradicts what is there, such as a name in use or a version still
                being published.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return await self._client.send(_CANCEL_TASK, options, api_id=api_id, task_id=task_id)

    async def retry_task(
        self,
        api_id: UUID,
        task_id: UUID,
        *,
        idempotency_key: str | Unset = UNSET,
        options: Options | None = None,
    ) -> AsyncTask[StartedTask, GetStatusOfAnAsyncTask]:
        """Run a failed task again

        Starts a new task that does what the failed one was to do, with the definition as it
        is now, under the same name and identifier. Answers 409 when the task hasn't failed,
        or what it needs is gone, or its name was taken meanwhile.

        Args:
            api_id: The API's id.
            task_id: The task's id.
            idempotency_key: Any text that names this request, such as a new UUID; it may be
                quoted. For 24 hours the same request under the same key gets the first answer
                again, and nothing is done twice.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            Conflict: It contradicts what is there, such as a name in use or a version still
                being published.
            UnprocessableContent: The request is well-formed, yet can't be done; or its task
                failed.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return await self._client.start(
            _RETRY_TASK,
            options,
            api_id=api_id,
            task_id=task_id,
            idempotency_key=idempotency_key,
        )

    def get_task_events(
        self,
        api_id: UUID,
        task_id: UUID,
        *,
        last_event_id: str | Unset = UNSET,
        options: Options | None = None,
    ) -> AsyncStream[Event[str | None]]:
        """Follow a task

        What a task goes through, as server-sent events (WHATWG HTML, section 9.2), from the
        first one on. Events named `progress` hold a TaskProgress, and the last one, named
        `status`, the Task; then the stream ends. `Last-Event-ID` resumes behind the event
        that it names; behind the last one the answer is 204, so that a browser doesn't
        connect again. A comment comes every 15 seconds in which nothing else does. When the
        server stops, the stream ends without `status`: connect again.

        Args:
            api_id: The API's id.
            task_id: The task's id.
            last_event_id: The `id` of the last event that was received.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.stream(
            _GET_TASK_EVENTS,
            options,
            api_id=api_id,
            task_id=task_id,
            last_event_id=last_event_id,
        )

    async def get_task_report(
        self,
        api_id: UUID,
        task_id: UUID,
        *,
        options: Options | None = None,
    ) -> TaskReport:
        """Get what a task changed in collections

        Every change that a completed sync or publication made in collections, and every one
        of the definition's changes that it didn't make since somebody had made another.

        Args:
            api_id: The API's id.
            task_id: The task's id.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            Conflict: It contradicts what is there, such as a name in use or a version still
                being published.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return await self._client.send(_GET_TASK_REPORT, options, api_id=api_id, task_id=task_id)
