"""Collections of an API, brought in or generated, and kept in step with its definition."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ..runtime import (
    UNSET,
    Answer,
    Content,
    Endpoint,
    MaybeTaskEndpoint,
    TaskEndpoint,
    TaskStatus,
    header,
    path,
    query,
)

if TYPE_CHECKING:
    from ..models import (
        Collection,
        CollectionReference,
        GetStatusOfAnAsyncTask,
        NewCollection,
        PendingCollection,
        StartedTask,
    )
    from ..runtime import AsyncClient, AsyncTask, Options, SyncClient, Task, Unset

_ADD_API_COLLECTION: MaybeTaskEndpoint[
    CollectionReference,
    PendingCollection,
    GetStatusOfAnAsyncTask,
] = MaybeTaskEndpoint(
    "POST",
    "/apis/{apiId}/collections",
    parameters={
        "api_id": path("apiId"),
        "prefer": header("Prefer"),
        "idempotency_key": header("Idempotency-Key"),
    },
    bodies=(Content("application/json"),),
    answers={
        "200": Answer("application/json", "CollectionReference"),
        "202": Answer("application/json", "PendingCollection"),
    },
    errors={
        "400": Answer("application/problem+json", "Problem"),
        "401": Answer("application/problem+json", "Problem"),
        "403": Answer("application/problem+json", "Problem"),
        "404": Answer("application/problem+json", "Problem"),
        "409": Answer("application/problem+json", "Problem"),
        "413": Answer("application/problem+json", "Problem"),
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
_GET_API_COLLECTION: Endpoint[Collection] = Endpoint(
    "GET",
    "/apis/{apiId}/collections/{collectionId}",
    parameters={
        "api_id": path("apiId"),
        "collection_id": path("collectionId"),
        "version_id": query("versionId"),
    },
    answers={"200": Answer("application/json", "Collection")},
    errors={
        "400": Answer("application/problem+json", "Problem"),
        "401": Answer("application/problem+json", "Problem"),
        "403": Answer("application/problem+json", "Problem"),
        "404": Answer("application/problem+json", "Problem"),
        "500": Answer("application/problem+json", "Problem"),
        "503": Answer("application/problem+json", "Problem"),
    },
    security=(("apiKey",), ("bearer",)),
)
_SYNC_COLLECTION_WITH_SCHEMA: TaskEndpoint[StartedTask, GetStatusOfAnAsyncTask] = TaskEndpoint(
    "PUT",
    "/apis/{apiId}/collections/{collectionId}/sync-with-schema-tasks",
    parameters={
        "api_id": path("apiId"),
        "collection_id": path("collectionId"),
        "delete_orphaned_requests": query("deleteOrphanedRequests"),
        "sync_examples": query("syncExamples"),
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


class CollectionsService:
    """Collections of an API, brought in or generated, and kept in step with its definition."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def add_api_collection(
        self,
        api_id: UUID,
        *,
        body: NewCollection,
        prefer: str | Unset = UNSET,
        idempotency_key: str | Unset = UNSET,
        options: Options | None = None,
    ) -> CollectionReference | Task[PendingCollection, GetStatusOfAnAsyncTask]:
        """Add a collection to an API

        Copies a collection, takes one in, or generates one from the API's definition, as
        `operationType` says. Answers 200 when the task is done within ten seconds, else 202;
        with `Prefer: respond-async` always 202. A task that fails within that time answers
        422.

        Args:
            api_id: The API's id.
            prefer: `respond-async` answers 202 at once instead of waiting for the task. Other
                preferences are ignored (RFC 7240).
            idempotency_key: Any text that names this request, such as a new UUID; it may be
                quoted. For 24 hours the same request under the same key gets the first answer
                again, and nothing is done twice.
            body: Where the collection comes from.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            Conflict: It contradicts what is there, such as a name in use or a version still
                being published.
            ContentTooLarge: The body is over the size that this server takes.
            UnprocessableContent: The request is well-formed, yet can't be done; or its task
                failed.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.start_or_finish(
            _ADD_API_COLLECTION,
            options,
            api_id=api_id,
            prefer=prefer,
            idempotency_key=idempotency_key,
            body=body,
        )

    def get_api_collection(
        self,
        api_id: UUID,
        collection_id: str,
        *,
        version_id: UUID | Unset = UNSET,
        options: Options | None = None,
    ) -> Collection:
        """Get a collection

        A collection of an API, whole, as it is now or as a version holds it.

        Args:
            api_id: The API's id.
            collection_id: The collection's UUID or uid.
            version_id: Answer what this published version holds, not what is there now.

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
            _GET_API_COLLECTION,
            options,
            api_id=api_id,
            collection_id=collection_id,
            version_id=version_id,
        )

    def sync_collection_with_schema(
        self,
        api_id: UUID,
        collection_id: str,
        *,
        delete_orphaned_requests: bool | Unset = UNSET,
        sync_examples: bool | Unset = UNSET,
        idempotency_key: str | Unset = UNSET,
        options: Options | None = None,
    ) -> Task[StartedTask, GetStatusOfAnAsyncTask]:
        """Bring a collection in step with the definition

        Starts a task that carries the definition's changes over into the collection, of
        whatever origin it is. What people changed stays. The task's report says what was
        done.

        Args:
            api_id: The API's id.
            collection_id: The collection's UUID or uid.
            delete_orphaned_requests: Whether requests and folders that the definition dropped
                go even if somebody had changed them. Without it those are kept in a folder
                `Removed from definition`. The server assumes False.
            sync_examples: Whether saved examples of requests that were there before follow
                the definition. The server assumes True.
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
            _SYNC_COLLECTION_WITH_SCHEMA,
            options,
            api_id=api_id,
            collection_id=collection_id,
            delete_orphaned_requests=delete_orphaned_requests,
            sync_examples=sync_examples,
            idempotency_key=idempotency_key,
        )


class AsyncCollectionsService:
    """Collections of an API, brought in or generated, and kept in step with its definition."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def add_api_collection(
        self,
        api_id: UUID,
        *,
        body: NewCollection,
        prefer: str | Unset = UNSET,
        idempotency_key: str | Unset = UNSET,
        options: Options | None = None,
    ) -> CollectionReference | AsyncTask[PendingCollection, GetStatusOfAnAsyncTask]:
        """Add a collection to an API

        Copies a collection, takes one in, or generates one from the API's definition, as
        `operationType` says. Answers 200 when the task is done within ten seconds, else 202;
        with `Prefer: respond-async` always 202. A task that fails within that time answers
        422.

        Args:
            api_id: The API's id.
            prefer: `respond-async` answers 202 at once instead of waiting for the task. Other
                preferences are ignored (RFC 7240).
            idempotency_key: Any text that names this request, such as a new UUID; it may be
                quoted. For 24 hours the same request under the same key gets the first answer
                again, and nothing is done twice.
            body: Where the collection comes from.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            Conflict: It contradicts what is there, such as a name in use or a version still
                being published.
            ContentTooLarge: The body is over the size that this server takes.
            UnprocessableContent: The request is well-formed, yet can't be done; or its task
                failed.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return await self._client.start_or_finish(
            _ADD_API_COLLECTION,
            options,
            api_id=api_id,
            prefer=prefer,
            idempotency_key=idempotency_key,
            body=body,
        )

    async def get_api_collection(
        self,
        api_id: UUID,
        collection_id: str,
        *,
        version_id: UUID | Unset = UNSET,
        options: Options | None = None,
    ) -> Collection:
        """Get a collection

        A collection of an API, whole, as it is now or as a version holds it.

        Args:
            api_id: The API's id.
            collection_id: The collection's UUID or uid.
            version_id: Answer what this published version holds, not what is there now.

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
            _GET_API_COLLECTION,
            options,
            api_id=api_id,
            collection_id=collection_id,
            version_id=version_id,
        )

    async def sync_collection_with_schema(
        self,
        api_id: UUID,
        collection_id: str,
        *,
        delete_orphaned_requests: bool | Unset = UNSET,
        sync_examples: bool | Unset = UNSET,
        idempotency_key: str | Unset = UNSET,
        options: Options | None = None,
    ) -> AsyncTask[StartedTask, GetStatusOfAnAsyncTask]:
        """Bring a collection in step with the definition

        Starts a task that carries the definition's changes over into the collection, of
        whatever origin it is. What people changed stays. The task's report says what was
        done.

        Args:
            api_id: The API's id.
            collection_id: The collection's UUID or uid.
            delete_orphaned_requests: Whether requests and folders that the definition dropped
                go even if somebody had changed them. Without it those are kept in a folder
                `Removed from definition`. The server assumes False.
            sync_examples: Whether saved examples of requests that were there before follow
                the definition. The server assumes True.
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
            _SYNC_COLLECTION_WITH_SCHEMA,
            options,
            api_id=api_id,
            collection_id=collection_id,
            delete_orphaned_requests=delete_orphaned_requests,
            sync_examples=sync_examples,
            idempotency_key=idempotency_key,
        )
