"""An API is what a definition, its collections and its versions belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ..runtime import EMPTY, UNSET, Answer, Content, Endpoint, PagedEndpoint, Pages, path, query

if TYPE_CHECKING:
    from ..models import Api, ApiInput, ApiList, ApiSummary, GetApiInclude, UpdatedApi
    from ..runtime import AsyncClient, AsyncPaginator, Options, Paginator, SyncClient, Unset

_ERRORS = {
    "400": Answer("application/problem+json", "Problem"),
    "401": Answer("application/problem+json", "Problem"),
    "403": Answer("application/problem+json", "Problem"),
    "404": Answer("application/problem+json", "Problem"),
    "500": Answer("application/problem+json", "Problem"),
    "503": Answer("application/problem+json", "Problem"),
}
_GET_ALL_APIS: PagedEndpoint[ApiSummary, ApiList] = PagedEndpoint(
    "GET",
    "/apis",
    parameters={
        "workspace_id": query("workspaceId"),
        "created_by": query("createdBy"),
        "description": query("description"),
        "cursor": query("cursor"),
        "limit": query("limit"),
    },
    answers={"200": Answer("application/json", "ApiList")},
    errors=_ERRORS,
    security=(("apiKey",), ("bearer",)),
    pages=Pages(
        "cursor",
        items=("apis",),
        next=("meta", "nextCursor"),
        total=("meta", "total"),
        parameter="cursor",
        limit="limit",
    ),
    item="ApiSummary",
)
_CREATE_API: Endpoint[ApiSummary] = Endpoint(
    "POST",
    "/apis",
    parameters={"workspace_id": query("workspaceId")},
    bodies=(Content("application/json"),),
    answers={"200": Answer("application/json", "ApiSummary")},
    errors={
        "400": Answer("application/problem+json", "Problem"),
        "401": Answer("application/problem+json", "Problem"),
        "403": Answer("application/problem+json", "Problem"),
        "404": Answer("application/problem+json", "Problem"),
        "413": Answer("application/problem+json", "Problem"),
        "500": Answer("application/problem+json", "Problem"),
        "503": Answer("application/problem+json", "Problem"),
    },
    security=(("apiKey",), ("bearer",)),
)
_GET_API: Endpoint[Api] = Endpoint(
    "GET",
    "/apis/{apiId}",
    parameters={"api_id": path("apiId"), "include": query("include")},
    answers={"200": Answer("application/json", "Api")},
    errors=_ERRORS,
    security=(("apiKey",), ("bearer",)),
)
_UPDATE_API: Endpoint[UpdatedApi] = Endpoint(
    "PUT",
    "/apis/{apiId}",
    parameters={"api_id": path("apiId")},
    bodies=(Content("application/json"),),
    answers={"200": Answer("application/json", "UpdatedApi")},
    errors={
        "400": Answer("application/problem+json", "Problem"),
        "401": Answer("application/problem+json", "Problem"),
        "403": Answer("application/problem+json", "Problem"),
        "404": Answer("application/problem+json", "Problem"),
        "413": Answer("application/problem+json", "Problem"),
        "422": Answer("application/problem+json", "Problem"),
        "500": Answer("application/problem+json", "Problem"),
        "503": Answer("application/problem+json", "Problem"),
    },
    security=(("apiKey",), ("bearer",)),
)
_DELETE_API: Endpoint[None] = Endpoint(
    "DELETE",
    "/apis/{apiId}",
    parameters={"api_id": path("apiId")},
    answers={"204": EMPTY},
    errors=_ERRORS,
    security=(("apiKey",), ("bearer",)),
)


class APIsService:
    """An API is what a definition, its collections and its versions belong to."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def get_all_apis(
        self,
        *,
        workspace_id: UUID | Unset = UNSET,
        created_by: int | Unset = UNSET,
        description: str | Unset = UNSET,
        cursor: str | Unset = UNSET,
        limit: int | Unset = UNSET,
        options: Options | None = None,
    ) -> Paginator[ApiSummary, ApiList]:
        """List APIs

        The APIs that pass every filter given, of one workspace or of all.

        Args:
            workspace_id: Only APIs of this workspace; those of all workspaces without it.
            created_by: Only APIs that the user with this number created.
            description: Only APIs with this text in their description.
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
            _GET_ALL_APIS,
            options,
            workspace_id=workspace_id,
            created_by=created_by,
            description=description,
            cursor=cursor,
            limit=limit,
        )

    def create_api(
        self,
        *,
        body: ApiInput,
        workspace_id: UUID | Unset = UNSET,
        options: Options | None = None,
    ) -> ApiSummary:
        """Create an API

        Creates an API in a workspace. It starts without definition, collections and versions.

        Args:
            workspace_id: The workspace to create the API in; the default one without it.
            body: The API's name, summary and description.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            ContentTooLarge: The body is over the size that this server takes.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.send(_CREATE_API, options, workspace_id=workspace_id, body=body)

    def get_api(
        self,
        api_id: UUID,
        *,
        include: list[GetApiInclude] | Unset = UNSET,
        options: Options | None = None,
    ) -> Api:
        """Get an API

        One API, with what `include` asks for.

        Args:
            api_id: The API's id.
            include: What belongs to the API and shall be in the answer.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.send(_GET_API, options, api_id=api_id, include=include)

    def update_api(
        self,
        api_id: UUID,
        *,
        body: ApiInput,
        options: Options | None = None,
    ) -> UpdatedApi:
        """Rename or redescribe an API

        Changes the name, summary and description of an API.

        Args:
            api_id: The API's id.
            body: The API's name, summary and description.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            ContentTooLarge: The body is over the size that this server takes.
            UnprocessableContent: The request is well-formed, yet can't be done; or its task
                failed.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.send(_UPDATE_API, options, api_id=api_id, body=body)

    def delete_api(self, api_id: UUID, *, options: Options | None = None) -> None:
        """Delete an API

        Deletes an API with all that belongs to it.

        Args:
            api_id: The API's id.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.send(_DELETE_API, options, api_id=api_id)


class AsyncAPIsService:
    """An API is what a definition, its collections and its versions belong to."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    def get_all_apis(
        self,
        *,
        workspace_id: UUID | Unset = UNSET,
        created_by: int | Unset = UNSET,
        description: str | Unset = UNSET,
        cursor: str | Unset = UNSET,
        limit: int | Unset = UNSET,
        options: Options | None = None,
    ) -> AsyncPaginator[ApiSummary, ApiList]:
        """List APIs

        The APIs that pass every filter given, of one workspace or of all.

        Args:
            workspace_id: Only APIs of this workspace; those of all workspaces without it.
            created_by: Only APIs that the user with this number created.
            description: Only APIs with this text in their description.
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
            _GET_ALL_APIS,
            options,
            workspace_id=workspace_id,
            created_by=created_by,
            description=description,
            cursor=cursor,
            limit=limit,
        )

    async def create_api(
        self,
        *,
        body: ApiInput,
        workspace_id: UUID | Unset = UNSET,
        options: Options | None = None,
    ) -> ApiSummary:
        """Create an API

        Creates an API in a workspace. It starts without definition, collections and versions.

        Args:
            workspace_id: The workspace to create the API in; the default one without it.
            body: The API's name, summary and description.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            ContentTooLarge: The body is over the size that this server takes.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return await self._client.send(_CREATE_API, options, workspace_id=workspace_id, body=body)

    async def get_api(
        self,
        api_id: UUID,
        *,
        include: list[GetApiInclude] | Unset = UNSET,
        options: Options | None = None,
    ) -> Api:
        """Get an API

        One API, with what `include` asks for.

        Args:
            api_id: The API's id.
            include: What belongs to the API and shall be in the answer.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return await self._client.send(_GET_API, options, api_id=api_id, include=include)

    async def update_api(
        self,
        api_id: UUID,
        *,
        body: ApiInput,
        options: Options | None = None,
    ) -> UpdatedApi:
        """Rename or redescribe an API

        Changes the name, summary and description of an API.

        Args:
            api_id: The API's id.
            body: The API's name, summary and description.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            ContentTooLarge: The body is over the size that this server takes.
            UnprocessableContent: The request is well-formed, yet can't be done; or its task
                failed.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return await self._client.send(_UPDATE_API, options, api_id=api_id, body=body)

    async def delete_api(self, api_id: UUID, *, options: Options | None = None) -> None:
        """Delete an API

        Deletes an API with all that belongs to it.

        Args:
            api_id: The API's id.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return await self._client.send(_DELETE_API, options, api_id=api_id)
