"""Published versions, each a fixed copy of definitions and collections."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ..runtime import (
    EMPTY,
    UNSET,
    Answer,
    Content,
    Endpoint,
    MaybeTaskEndpoint,
    PagedEndpoint,
    Pages,
    TaskEndpoint,
    TaskStatus,
    header,
    path,
    query,
)

if TYPE_CHECKING:
    from ..models import (
        GetStatusOfAnAsyncTask,
        NewVersion,
        PendingVersion,
        Version,
        VersionAnswer,
        VersionInput,
        VersionList,
    )
    from ..runtime import (
        AsyncClient,
        AsyncPaginator,
        AsyncTask,
        Options,
        Paginator,
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
    "413": Answer("application/problem+json", "Problem"),
    "422": Answer("application/problem+json", "Problem"),
    "500": Answer("application/problem+json", "Problem"),
    "503": Answer("application/problem+json", "Problem"),
}
_GET_API_VERSIONS: PagedEndpoint[Version, VersionList] = PagedEndpoint(
    "GET",
    "/apis/{apiId}/versions",
    parameters={"api_id": path("apiId"), "cursor": query("cursor"), "limit": query("limit")},
    answers={"200": Answer("application/json", "VersionList")},
    errors=_ERRORS,
    security=(("apiKey",), ("bearer",)),
    pages=Pages(
        "cursor",
        items=("versions",),
        next=("meta", "nextCursor"),
        total=("meta", "total"),
        parameter="cursor",
        limit="limit",
    ),
    item="Version",
)
_CREATE_API_VERSION: TaskEndpoint[Version, GetStatusOfAnAsyncTask] = TaskEndpoint(
    "POST",
    "/apis/{apiId}/versions",
    parameters={"api_id": path("apiId"), "idempotency_key": header("Idempotency-Key")},
    bodies=(Content("application/json"),),
    answers={"202": Answer("application/json", "Version")},
    errors=_ERRORS_2,
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
_GET_API_VERSION: Endpoint[VersionAnswer] = Endpoint(
    "GET",
    "/apis/{apiId}/versions/{versionId}",
    parameters={"api_id": path("apiId"), "version_id": path("versionId")},
    answers={"200": Answer("application/json", "VersionAnswer")},
    errors=_ERRORS,
    security=(("apiKey",), ("bearer",)),
)
_UPDATE_API_VERSION: MaybeTaskEndpoint[
    Version,
    PendingVersion,
    GetStatusOfAnAsyncTask,
] = MaybeTaskEndpoint(
    "PUT",
    "/apis/{apiId}/versions/{versionId}",
    parameters={
        "api_id": path("apiId"),
        "version_id": path("versionId"),
        "prefer": header("Prefer"),
        "idempotency_key": header("Idempotency-Key"),
    },
    bodies=(Content("application/json"),),
    answers={
        "200": Answer("application/json", "Version"),
        "202": Answer("application/json", "PendingVersion"),
    },
    errors=_ERRORS_2,
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
_DELETE_API_VERSION: Endpoint[None] = Endpoint(
    "DELETE",
    "/apis/{apiId}/versions/{versionId}",
    parameters={"api_id": path("apiId"), "version_id": path("versionId")},
    answers={"204": EMPTY},
    errors={
        "400": Answer("application/problem+json", "Problem"),
        "401": Answer("application/problem+json", "Problem"),
        "403": Answer("application/problem+json", "Problem"),
        "404": Answer("application/problem+json", "Problem"),
        "409": Answer("application/problem+json", "Problem"),
        "500": Answer("application/problem+json", "Problem"),
        "503": Answer("application/problem+json", "Problem"),
    },
    security=(("apiKey",), ("bearer",)),
)


class VersionsService:
    """Published versions, each a fixed copy of definitions and collections."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def get_api_versions(
        self,
        api_id: UUID,
        *,
        cursor: str | Unset = UNSET,
        limit: int | Unset = UNSET,
        options: Options | None = None,
    ) -> Paginator[Version, VersionList]:
        """List the versions of an API

        The versions of an API.

        Args:
            api_id: The API's id.
            cursor: The `meta.nextCursor` of the page before; the first page without it.
            limit: How many entries a page has at most. The server assumes 10.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.paginate(
            _GET_API_VERSIONS,
            options,
            api_id=api_id,
            cursor=cursor,
            limit=limit,
        )

    def create_api_version(
        self,
        api_id: UUID,
        *,
        body: NewVersion,
        idempotency_key: str | Unset = UNSET,
        options: Options | None = None,
    ) -> Task[Version, GetStatusOfAnAsyncTask]:
        """Publish a version

        Starts a task that publishes schemas and collections of the API, as they are now, as a
        version. They are named by `id`; the dialect's forms for git repositories (`branch`,
        `directoryPath`, `filePath`) answer 422.

        Args:
            api_id: The API's id.
            idempotency_key: Any text that names this request, such as a new UUID; it may be
                quoted. For 24 hours the same request under the same key gets the first answer
                again, and nothing is done twice.
            body: What the version is called and holds.

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
        return self._client.start(
            _CREATE_API_VERSION,
            options,
            api_id=api_id,
            idempotency_key=idempotency_key,
            body=body,
        )

    def get_api_version(
        self,
        api_id: UUID,
        version_id: UUID,
        *,
        options: Options | None = None,
    ) -> VersionAnswer:
        """Get a version

        A published version and what it holds. While it is being published, the answer is a
        redirect to the task, so a client that follows redirects gets the task's status
        instead.

        Args:
            api_id: The API's id.
            version_id: The version's id.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.send(_GET_API_VERSION, options, api_id=api_id, version_id=version_id)

    def update_api_version(
        self,
        api_id: UUID,
        version_id: UUID,
        *,
        body: VersionInput,
        prefer: str | Unset = UNSET,
        idempotency_key: str | Unset = UNSET,
        options: Options | None = None,
    ) -> Version | Task[PendingVersion, GetStatusOfAnAsyncTask]:
        """Rename a version or change its notes

        Changes a version's name and release notes; what it holds stays as it is. Answers 200
        when the task is done within ten seconds, else 202; with `Prefer: respond-async`
        always 202. A task that fails within that time answers 422.

        Args:
            api_id: The API's id.
            version_id: The version's id.
            prefer: `respond-async` answers 202 at once instead of waiting for the task. Other
                preferences are ignored (RFC 7240).
            idempotency_key: Any text that names this request, such as a new UUID; it may be
                quoted. For 24 hours the same request under the same key gets the first answer
                again, and nothing is done twice.
            body: The version's name and release notes.

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
            _UPDATE_API_VERSION,
            options,
            api_id=api_id,
            version_id=version_id,
            prefer=prefer,
            idempotency_key=idempotency_key,
            body=body,
        )

    def delete_api_version(
        self,
        api_id: UUID,
        version_id: UUID,
        *,
        options: Options | None = None,
    ) -> None:
        """Delete a version

        Deletes a version. The API's own schemas and collections stay.

        Args:
            api_id: The API's id.
            version_id: The version's id.

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
        return self._client.send(_DELETE_API_VERSION, options, api_id=api_id, version_id=version_id)


class AsyncVersionsService:
    """Published versions, each a fixed copy of definitions and collections."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    def get_api_versions(
        self,
        api_id: UUID,
        *,
        cursor: str | Unset = UNSET,
        limit: int | Unset = UNSET,
        options: Options | None = None,
    ) -> AsyncPaginator[Version, VersionList]:
        """List the versions of an API

        The versions of an API.

        Args:
            api_id: The API's id.
            cursor: The `meta.nextCursor` of the page before; the first page without it.
            limit: How many entries a page has at most. The server assumes 10.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.paginate(
            _GET_API_VERSIONS,
            options,
            api_id=api_id,
            cursor=cursor,
            limit=limit,
        )

    async def create_api_version(
        self,
        api_id: UUID,
        *,
        body: NewVersion,
        idempotency_key: str | Unset = UNSET,
        options: Options | None = None,
    ) -> AsyncTask[Version, GetStatusOfAnAsyncTask]:
        """Publish a version

        Starts a task that publishes schemas and collections of the API, as they are now, as a
        version. They are named by `id`; the dialect's forms for git repositories (`branch`,
        `directoryPath`, `filePath`) answer 422.

        Args:
            api_id: The API's id.
            idempotency_key: Any text that names this request, such as a new UUID; it may be
                quoted. For 24 hours the same request under the same key gets the first answer
                again, and nothing is done twice.
            body: What the version is called and holds.

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
        return await self._client.start(
            _CREATE_API_VERSION,
            options,
            api_id=api_id,
            idempotency_key=idempotency_key,
            body=body,
        )

    async def get_api_version(
        self,
        api_id: UUID,
        version_id: UUID,
        *,
        options: Options | None = None,
    ) -> VersionAnswer:
        """Get a version

        A published version and what it holds. While it is being published, the answer is a
        redirect to the task, so a client that follows redirects gets the task's status
        instead.

        Args:
            api_id: The API's id.
            version_id: The version's id.

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
            _GET_API_VERSION,
            options,
            api_id=api_id,
            version_id=version_id,
        )

    async def update_api_version(
        self,
        api_id: UUID,
        version_id: UUID,
        *,
        body: VersionInput,
        prefer: str | Unset = UNSET,
        idempotency_key: str | Unset = UNSET,
        options: Options | None = None,
    ) -> Version | AsyncTask[PendingVersion, GetStatusOfAnAsyncTask]:
        """Rename a version or change its notes

        Changes a version's name and release notes; what it holds stays as it is. Answers 200
        when the task is done within ten seconds, else 202; with `Prefer: respond-async`
        always 202. A task that fails within that time answers 422.

        Args:
            api_id: The API's id.
            version_id: The version's id.
            prefer: `respond-async` answers 202 at once instead of waiting for the task. Other
                preferences are ignored (RFC 7240).
            idempotency_key: Any text that names this request, such as a new UUID; it may be
                quoted. For 24 hours the same request under the same key gets the first answer
                again, and nothing is done twice.
            body: The version's name and release notes.

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
            _UPDATE_API_VERSION,
            options,
            api_id=api_id,
            version_id=version_id,
            prefer=prefer,
            idempotency_key=idempotency_key,
            body=body,
        )

    async def delete_api_version(
        self,
        api_id: UUID,
        version_id: UUID,
        *,
        options: Options | None = None,
    ) -> None:
        """Delete a version

        Deletes a version. The API's own schemas and collections stay.

        Args:
            api_id: The API's id.
            version_id: The version's id.

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
        return await self._client.send(
            _DELETE_API_VERSION,
            options,
            api_id=api_id,
            version_id=version_id,
        )
