"""The operations of FeedingsService."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ..runtime import (
    UNSET,
    Answer,
    Content,
    Endpoint,
    PagedEndpoint,
    Pages,
    StreamEndpoint,
    TaskEndpoint,
    TaskStatus,
    path,
    query,
)

if TYPE_CHECKING:
    from ..models import Feeding, FeedingTask, ListResponse, StartFeedingResponse
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

_LIST: PagedEndpoint[Feeding, ListResponse] = PagedEndpoint(
    "GET",
    "/feedings",
    parameters={"offset": query("offset"), "limit": query("limit")},
    answers={"200": Answer("application/json", "ListResponse")},
    security=(("key",),),
    pages=Pages("offset", items=("items",), total=("total",), parameter="offset", limit="limit"),
    item="Feeding",
)
_START_FEEDING: TaskEndpoint[StartFeedingResponse, FeedingTask] = TaskEndpoint(
    "POST",
    "/feedings",
    bodies=(Content("application/json"),),
    answers={"202": Answer("application/json", "StartFeedingResponse")},
    security=(("key",),),
    task=TaskStatus(
        "FeedingTask",
        path=("status",),
        succeeded=("completed",),
        failed=("failed",),
        error=("error", "message"),
    ),
)
_GET_FEEDING_TASK: Endpoint[FeedingTask] = Endpoint(
    "GET",
    "/feedings/tasks/{taskId}",
    parameters={"task_id": path("taskId")},
    answers={"200": Answer("application/json", "FeedingTask")},
    security=(("key",),),
)
_WATCH_FEEDINGS: StreamEndpoint[Event[Feeding]] = StreamEndpoint(
    "GET",
    "/feedings/live",
    answers={"200": Answer("text/event-stream", "Feeding")},
    security=(("key",),),
)
_READ_LOG: StreamEndpoint[Feeding] = StreamEndpoint(
    "GET",
    "/feedings/log",
    answers={"200": Answer("application/x-ndjson", "Feeding")},
    security=(("key",),),
)


class FeedingsService:
    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def list(
        self,
        *,
        offset: int | Unset = UNSET,
        limit: int | Unset = UNSET,
        options: Options | None = None,
    ) -> Paginator[Feeding, ListResponse]:
        """List feedings"""
        return self._client.paginate(_LIST, options, offset=offset, limit=limit)

    def start_feeding(
        self,
        *,
        body: Feeding,
        options: Options | None = None,
    ) -> Task[StartFeedingResponse, FeedingTask]:
        """Feed everybody"""
        return self._client.start(_START_FEEDING, options, body=body)

    def get_feeding_task(self, task_id: UUID, *, options: Options | None = None) -> FeedingTask:
        """How a feeding goes"""
        return self._client.send(_GET_FEEDING_TASK, options, task_id=task_id)

    def watch_feedings(self, *, options: Options | None = None) -> Stream[Event[Feeding]]:
        """Watch feedings as they happen"""
        return self._client.stream(_WATCH_FEEDINGS, options)

    def read_log(self, *, options: Options | None = None) -> Stream[Feeding]:
        """GET /feedings/log"""
        return self._client.stream(_READ_LOG, options)


class AsyncFeedingsService:
    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    def list(
        self,
        *,
        offset: int | Unset = UNSET,
        limit: int | Unset = UNSET,
        options: Options | None = None,
    ) -> AsyncPaginator[Feeding, ListResponse]:
        """List feedings"""
        return self._client.paginate(_LIST, options, offset=offset, limit=limit)

    async def start_feeding(
        self,
        *,
        body: Feeding,
        options: Options | None = None,
    ) -> AsyncTask[StartFeedingResponse, FeedingTask]:
        """Feed everybody"""
        return await self._client.start(_START_FEEDING, options, body=body)

    async def get_feeding_task(
        self,
        task_id: UUID,
        *,
        options: Options | None = None,
    ) -> FeedingTask:
        """How a feeding goes"""
        return await self._client.send(_GET_FEEDING_TASK, options, task_id=task_id)

    def watch_feedings(self, *, options: Options | None = None) -> AsyncStream[Event[Feeding]]:
        """Watch feedings as they happen"""
        return self._client.stream(_WATCH_FEEDINGS, options)

    def read_log(self, *, options: Options | None = None) -> AsyncStream[Feeding]:
        """GET /feedings/log"""
        return self._client.stream(_READ_LOG, options)
