"""Client libraries and reference pages, built from definitions."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ..runtime import (
    EMPTY,
    UNSET,
    Answer,
    Content,
    DownloadEndpoint,
    Endpoint,
    PagedEndpoint,
    Pages,
    TaskEndpoint,
    TaskStatus,
    header,
    path,
    query,
)

if TYPE_CHECKING:
    from ..models import BuildStatus, NewSdk, Sdk, SdkDownload, SdkList
    from ..runtime import (
        AsyncClient,
        AsyncDownload,
        AsyncPaginator,
        AsyncTask,
        Download,
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
    "409": Answer("application/problem+json", "Problem"),
    "500": Answer("application/problem+json", "Problem"),
    "503": Answer("application/problem+json", "Problem"),
}
_CREATE_SDK: TaskEndpoint[None, Sdk] = TaskEndpoint(
    "POST",
    "/sdks",
    parameters={"idempotency_key": header("Idempotency-Key")},
    bodies=(Content("application/json"),),
    answers={"202": EMPTY},
    errors={
        "400": Answer("application/problem+json", "Problem"),
        "401": Answer("application/problem+json", "Problem"),
        "403": Answer("application/problem+json", "Problem"),
        "409": Answer("application/problem+json", "Problem"),
        "413": Answer("application/problem+json", "Problem"),
        "422": Answer("application/problem+json", "Problem"),
        "500": Answer("application/problem+json", "Problem"),
        "503": Answer("application/problem+json", "Problem"),
    },
    security=(("apiKey",), ("bearer",)),
    idempotency_key="idempotency_key",
    task=TaskStatus(
        "Sdk",
        path=("buildStatus",),
        succeeded=("succeeded",),
        failed=("failed",),
        error=("error", "message"),
    ),
)
_GET_SDKS: PagedEndpoint[Sdk, SdkList] = PagedEndpoint(
    "GET",
    "/sdks",
    parameters={
        "workspace_id": query("workspaceId"),
        "sdk_ids": query("sdkIds", explode=False),
        "build_status": query("buildStatus"),
        "language": query("language"),
        "source_id": query("sourceId"),
        "cursor": query("cursor"),
        "limit": query("limit"),
    },
    answers={"200": Answer("application/json", "SdkList")},
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
        items=("data",),
        next=("meta", "nextCursor"),
        total=("meta", "total"),
        parameter="cursor",
        limit="limit",
    ),
    item="Sdk",
)
_GET_SDK: Endpoint[Sdk] = Endpoint(
    "GET",
    "/sdks/{sdkId}",
    parameters={"sdk_id": path("sdkId")},
    answers={"200": Answer("application/json", "Sdk")},
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
_DELETE_SDK: Endpoint[None] = Endpoint(
    "DELETE",
    "/sdks/{sdkId}",
    parameters={"sdk_id": path("sdkId")},
    answers={"204": EMPTY},
    errors=_ERRORS,
    security=(("apiKey",), ("bearer",)),
)
_GET_SDK_DOWNLOAD_URL: Endpoint[SdkDownload] = Endpoint(
    "GET",
    "/sdks/{sdkId}/downloads",
    parameters={"sdk_id": path("sdkId")},
    answers={"200": Answer("application/json", "SdkDownload")},
    errors=_ERRORS,
    security=(("apiKey",), ("bearer",)),
)
_GET_SDK_ARCHIVE = DownloadEndpoint(
    "GET",
    "/sdks/{sdkId}/archive",
    parameters={
        "sdk_id": path("sdkId"),
        "expires": query("expires"),
        "signature": query("signature"),
    },
    answers={"200": Answer("application/zip", "bytes")},
    errors={
        "400": Answer("application/problem+json", "Problem"),
        "403": Answer("application/problem+json", "Problem"),
        "404": Answer("application/problem+json", "Problem"),
        "409": Answer("application/problem+json", "Problem"),
        "500": Answer("application/problem+json", "Problem"),
        "503": Answer("application/problem+json", "Problem"),
    },
)


class SDKsService:
    """Client libraries and reference pages, built from definitions."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def create_sdk(
        self,
        *,
        body: NewSdk,
        idempotency_key: str | Unset = UNSET,
        options: Options | None = None,
    ) -> Task[None, Sdk]:
        """Build an SDK

        Builds a client library, or reference pages, from a definition as it is now, or as a
        published version holds it. `Location` is the SDK; its `buildStatus` tells when it can
        be downloaded.

        Args:
            idempotency_key: Any text that names this request, such as a new UUID; it may be
                quoted. For 24 hours the same request under the same key gets the first answer
                again, and nothing is done twice.
            body: What to build, and from what.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            Conflict: It contradicts what is there, such as a name in use or a version still
                being published.
            ContentTooLarge: The body is over the size that this server takes.
            UnprocessableContent: The request is well-formed, yet can't be done; or its task
                failed.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.start(_CREATE_SDK, options, idempotency_key=idempotency_key, body=body)

    def get_sdks(
        self,
        *,
        workspace_id: UUID | Unset = UNSET,
        sdk_ids: list[UUID] | Unset = UNSET,
        build_status: BuildStatus | Unset = UNSET,
        language: str | Unset = UNSET,
        source_id: str | Unset = UNSET,
        cursor: str | Unset = UNSET,
        limit: int | Unset = UNSET,
        options: Options | None = None,
    ) -> Paginator[Sdk, SdkList]:
        """List SDKs

        The SDKs that pass every filter given, newest first.

        Args:
            workspace_id: Only SDKs of this workspace.
            sdk_ids: Only these SDKs.
            build_status: Only SDKs whose building stands there.
            language: Only SDKs in this language.
            source_id: Only SDKs that were built from what has this id.
            cursor: The `meta.nextCursor` of the page before; the first page without it.
            limit: How many entries a page has at most. The server assumes 25.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.paginate(
            _GET_SDKS,
            options,
            workspace_id=workspace_id,
            sdk_ids=sdk_ids,
            build_status=build_status,
            language=language,
            source_id=source_id,
            cursor=cursor,
            limit=limit,
        )

    def get_sdk(self, sdk_id: UUID, *, options: Options | None = None) -> Sdk:
        """Get an SDK

        What an SDK was built from, and how its building stands.

        Args:
            sdk_id: The SDK's id.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.send(_GET_SDK, options, sdk_id=sdk_id)

    def delete_sdk(self, sdk_id: UUID, *, options: Options | None = None) -> None:
        """Delete an SDK

        Deletes an SDK whose building has ended.

        Args:
            sdk_id: The SDK's id.

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
        return self._client.send(_DELETE_SDK, options, sdk_id=sdk_id)

    def get_sdk_download_url(self, sdk_id: UUID, *, options: Options | None = None) -> SdkDownload:
        """Get a link to an SDK

        A link to the zip archive that works without a key, for five minutes.

        Args:
            sdk_id: The SDK's id.

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
        return self._client.send(_GET_SDK_DOWNLOAD_URL, options, sdk_id=sdk_id)

    def get_sdk_archive(
        self,
        sdk_id: UUID,
        *,
        expires: int,
        signature: str,
        options: Options | None = None,
    ) -> Download:
        """Download an SDK

        The zip archive of an SDK. The link is given out by `/sdks/{sdkId}/downloads`, and is
        its own key.

        Args:
            sdk_id: The SDK's id.
            expires: When the link ends, in seconds since 1970 (UTC).
            signature: What proves that the link was given out here.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            Conflict: It contradicts what is there, such as a name in use or a version still
                being published.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.download(
            _GET_SDK_ARCHIVE,
            options,
            sdk_id=sdk_id,
            expires=expires,
            signature=signature,
        )


class AsyncSDKsService:
    """Client libraries and reference pages, built from definitions."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def create_sdk(
        self,
        *,
        body: NewSdk,
        idempotency_key: str | Unset = UNSET,
        options: Options | None = None,
    ) -> AsyncTask[None, Sdk]:
        """Build an SDK

        Builds a client library, or reference pages, from a definition as it is now, or as a
        published version holds it. `Location` is the SDK; its `buildStatus` tells when it can
        be downloaded.

        Args:
            idempotency_key: Any text that names this request, such as a new UUID; it may be
                quoted. For 24 hours the same request under the same key gets the first answer
                again, and nothing is done twice.
            body: What to build, and from what.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
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
            _CREATE_SDK,
            options,
            idempotency_key=idempotency_key,
            body=body,
        )

    def get_sdks(
        self,
        *,
        workspace_id: UUID | Unset = UNSET,
        sdk_ids: list[UUID] | Unset = UNSET,
        build_status: BuildStatus | Unset = UNSET,
        language: str | Unset = UNSET,
        source_id: str | Unset = UNSET,
        cursor: str | Unset = UNSET,
        limit: int | Unset = UNSET,
        options: Options | None = None,
    ) -> AsyncPaginator[Sdk, SdkList]:
        """List SDKs

        The SDKs that pass every filter given, newest first.

        Args:
            workspace_id: Only SDKs of this workspace.
            sdk_ids: Only these SDKs.
            build_status: Only SDKs whose building stands there.
            language: Only SDKs in this language.
            source_id: Only SDKs that were built from what has this id.
            cursor: The `meta.nextCursor` of the page before; the first page without it.
            limit: How many entries a page has at most. The server assumes 25.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.paginate(
            _GET_SDKS,
            options,
            workspace_id=workspace_id,
            sdk_ids=sdk_ids,
            build_status=build_status,
            language=language,
            source_id=source_id,
            cursor=cursor,
            limit=limit,
        )

    async def get_sdk(self, sdk_id: UUID, *, options: Options | None = None) -> Sdk:
        """Get an SDK

        What an SDK was built from, and how its building stands.

        Args:
            sdk_id: The SDK's id.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return await self._client.send(_GET_SDK, options, sdk_id=sdk_id)

    async def delete_sdk(self, sdk_id: UUID, *, options: Options | None = None) -> None:
        """Delete an SDK

        Deletes an SDK whose building has ended.

        Args:
            sdk_id: The SDK's id.

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
        return await self._client.send(_DELETE_SDK, options, sdk_id=sdk_id)

    async def get_sdk_download_url(
        self,
        sdk_id: UUID,
        *,
        options: Options | None = None,
    ) -> SdkDownload:
        """Get a link to an SDK

        A link to the zip archive that works without a key, for five minutes.

        Args:
            sdk_id: The SDK's id.

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
        return await self._client.send(_GET_SDK_DOWNLOAD_URL, options, sdk_id=sdk_id)

    def get_sdk_archive(
        self,
        sdk_id: UUID,
        *,
        expires: int,
        signature: str,
        options: Options | None = None,
    ) -> AsyncDownload:
        """Download an SDK

        The zip archive of an SDK. The link is given out by `/sdks/{sdkId}/downloads`, and is
        its own key.

        Args:
            sdk_id: The SDK's id.
            expires: When the link ends, in seconds since 1970 (UTC).
            signature: What proves that the link was given out here.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            Conflict: It contradicts what is there, such as a name in use or a version still
                being published.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.download(
            _GET_SDK_ARCHIVE,
            options,
            sdk_id=sdk_id,
            expires=expires,
            signature=signature,
        )
