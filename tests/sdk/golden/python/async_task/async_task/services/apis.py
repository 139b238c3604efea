"""The operations of ApisService."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import Answer, Endpoint, path

if TYPE_CHECKING:
    from ..models import GetStatusOfAnAsyncTask
    from ..runtime import AsyncClient, Options, SyncClient

_GET_STATUS_OF_AN_ASYNC_TASK: Endpoint[GetStatusOfAnAsyncTask] = Endpoint(
    "GET",
    "/apis/{apiId}/tasks/{taskId}",
    parameters={"api_id": path("apiId"), "task_id": path("taskId")},
    answers={"200": Answer("application/json", "GetStatusOfAnAsyncTask")},
)


class ApisService:
    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def get_status_of_an_async_task(
        self,
        api_id: str,
        task_id: str,
        *,
        options: Options | None = None,
    ) -> GetStatusOfAnAsyncTask:
        """Get the status of an asynchronous task

        Args:
            api_id: The API's ID.
            task_id: The task's ID.
        """
        return self._client.send(
            _GET_STATUS_OF_AN_ASYNC_TASK,
            options,
            api_id=api_id,
            task_id=task_id,
        )


class AsyncApisService:
    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def get_status_of_an_async_task(
        self,
        api_id: str,
        task_id: str,
        *,
        options: Options | None = None,
    ) -> GetStatusOfAnAsyncTask:
        """Get the status of an asynchronous task

        Args:
            api_id: The API's ID.
            task_id: The task's ID.
        """
        return await self._client.send(
            _GET_STATUS_OF_AN_ASYNC_TASK,
            options,
            api_id=api_id,
            task_id=task_id,
        )
