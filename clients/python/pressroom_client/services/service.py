"""The server itself, the key's owner and the workspaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import UNSET, Answer, DownloadEndpoint, Endpoint, PagedEndpoint, Pages, query

if TYPE_CHECKING:
    from ..models import (
        AuthenticatedUser,
        Contract,
        ElementType,
        Health,
        Include,
        Workspace,
        WorkspaceList,
        WorkspaceType,
    )
    from ..runtime import (
        AsyncClient,
        AsyncDownload,
        AsyncPaginator,
        Download,
        Options,
        Paginator,
        SyncClient,
        Unset,
    )

_ERRORS = {"500": Answer("application/problem+json", "Problem")}
_ERRORS_2 = {
    "401": Answer("application/problem+json", "Problem"),
    "500": Answer("application/problem+json", "Problem"),
    "503": Answer("application/problem+json", "Problem"),
}
_GET_HEALTH: Endpoint[Health] = Endpoint(
    "GET",
    "/healthz",
    answers={"200": Answer("application/json", "Health")},
    errors=_ERRORS,
)
_GET_READINESS: Endpoint[Health] = Endpoint(
    "GET",
    "/readyz",
    answers={"200": Answer("application/json", "Health")},
    errors={
        "500": Answer("application/problem+json", "Problem"),
        "503": Answer("application/problem+json", "Problem"),
    },
)
_GET_METRICS: Endpoint[str] = Endpoint(
    "GET",
    "/metrics",
    answers={"200": Answer("text/plain", "str")},
    errors=_ERRORS_2,
    security=(("apiKey",), ("bearer",)),
)
_GET_CONTRACT_AS_JSON: Endpoint[Contract] = Endpoint(
    "GET",
    "/openapi.json",
    answers={"200": Answer("application/json", "Contract")},
    errors=_ERRORS,
)
_GET_CONTRACT_AS_YAML = DownloadEndpoint(
    "GET",
    "/openapi.yaml",
    answers={"200": Answer("application/yaml", "bytes")},
    errors=_ERRORS,
)
_GET_AUTHENTICATED_USER: Endpoint[AuthenticatedUser] = Endpoint(
    "GET",
    "/me",
    answers={"200": Answer("application/json", "AuthenticatedUser")},
    errors=_ERRORS_2,
    security=(("apiKey",), ("bearer",)),
)
_GET_WORKSPACES: PagedEndpoint[Workspace, WorkspaceList] = PagedEndpoint(
    "GET",
    "/workspaces",
    parameters={
        "type": query("type"),
        "created_by": query("createdBy"),
        "include": query("include"),
        "element_type": query("elementType"),
        "element_id": query("elementId"),
        "cursor": query("cursor"),
        "limit": query("limit"),
    },
    answers={"200": Answer("application/json", "WorkspaceList")},
    errors={
        "400": Answer("application/problem+json", "Problem"),
        "401": Answer("application/problem+json", "Problem"),
        "500": Answer("application/problem+json", "Problem"),
        "503": Answer("application/problem+json", "Problem"),
    },
    security=(("apiKey",), ("bearer",)),
    pages=Pages(
        "cursor",
        items=("workspaces",),
        next=("meta", "nextCursor"),
        parameter="cursor",
        limit="limit",
    ),
    item="Workspace",
)


class Service:
    """The server itself, the key's owner and the workspaces."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def get_health(self, *, options: Options | None = None) -> Health:
        """Check that the server is alive

        Answers 200 as long as the server takes requests. It doesn't look at the database.

        Raises:
            InternalServerError: A fault of the server.
        """
        return self._client.send(_GET_HEALTH, options)

    def get_readiness(self, *, options: Options | None = None) -> Health:
        """Check that the server is ready

        Answers 200 when the server can reach its database, and the tables in it are those
        that this
        program works on.

        Raises:
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.send(_GET_READINESS, options)

    def get_metrics(self, *, options: Options | None = None) -> str:
        """Get metrics

        Numbers of tasks, the queue and requests, in Prometheus's text format. Those of tasks
        and the
        queue are of all machines; those of requests, of the server that answers.

        Raises:
            Unauthorized: No key came with the request, or one that isn't known.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.send(_GET_METRICS, options)

    def get_contract_as_json(self, *, options: Options | None = None) -> Contract:
        """Get this contract as JSON

        The OpenAPI definition of this server, as JSON.

        Raises:
            InternalServerError: A fault of the server.
        """
        return self._client.send(_GET_CONTRACT_AS_JSON, options)

    def get_contract_as_yaml(self, *, options: Options | None = None) -> Download:
        """Get this contract as YAML

        The OpenAPI definition of this server, as the YAML text it is written in.

        Raises:
            InternalServerError: A fault of the server.
        """
        return self._client.download(_GET_CONTRACT_AS_YAML, options)

    def get_authenticated_user(self, *, options: Options | None = None) -> AuthenticatedUser:
        """Get the key's owner

        The user that the key belongs to, with the roles it has here.

        Raises:
            Unauthorized: No key came with the request, or one that isn't known.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.send(_GET_AUTHENTICATED_USER, options)

    def get_workspaces(
        self,
        *,
        type: WorkspaceType | Unset = UNSET,
        created_by: int | Unset = UNSET,
        include: Include | Unset = UNSET,
        element_type: ElementType | Unset = UNSET,
        element_id: str | Unset = UNSET,
        cursor: str | Unset = UNSET,
        limit: int | Unset = UNSET,
        options: Options | None = None,
    ) -> Paginator[Workspace, WorkspaceList]:
        """List workspaces

        The workspaces that pass every filter given.

        Args:
            type: Only workspaces of this type.
            created_by: Only workspaces that the user with this number created.
            include: What to add to the answer, `scim` being who provisioned a workspace.
            element_type: The kind of element that `elementId` names.
            element_id: Only workspaces that hold this element; goes with `elementType`.
            cursor: The `meta.nextCursor` of the page before; the first page without it.
            limit: How many entries a page has at most. The server assumes 10.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.paginate(
            _GET_WORKSPACES,
            options,
            type=type,
            created_by=created_by,
            include=include,
            element_type=element_type,
            element_id=element_id,
            cursor=cursor,
            limit=limit,
        )


class AsyncService:
    """The server itself, the key's owner and the workspaces."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def get_health(self, *, options: Options | None = None) -> Health:
        """Check that the server is alive

        Answers 200 as long as the server takes requests. It doesn't look at the database.

        Raises:
            InternalServerError: A fault of the server.
        """
        return await self._client.send(_GET_HEALTH, options)

    async def get_readiness(self, *, options: Options | None = None) -> Health:
        """Check that the server is ready

        Answers 200 when the server can reach its database, and the tables in it are those
        that this
        program works on.

        Raises:
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return await self._client.send(_GET_READINESS, options)

    async def get_metrics(self, *, options: Options | None = None) -> str:
        """Get metrics

        Numbers of tasks, the queue and requests, in Prometheus's text format. Those of tasks
        and the
        queue are of all machines; those of requests, of the server that answers.

        Raises:
            Unauthorized: No key came with the request, or one that isn't known.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return await self._client.send(_GET_METRICS, options)

    async def get_contract_as_json(self, *, options: Options | None = None) -> Contract:
        """Get this contract as JSON

        The OpenAPI definition of this server, as JSON.

        Raises:
            InternalServerError: A fault of the server.
        """
        return await self._client.send(_GET_CONTRACT_AS_JSON, options)

    def get_contract_as_yaml(self, *, options: Options | None = None) -> AsyncDownload:
        """Get this contract as YAML

        The OpenAPI definition of this server, as the YAML text it is written in.

        Raises:
            InternalServerError: A fault of the server.
        """
        return self._client.download(_GET_CONTRACT_AS_YAML, options)

    async def get_authenticated_user(self, *, options: Options | None = None) -> AuthenticatedUser:
        """Get the key's owner

        The user that the key belongs to, with the roles it has here.

        Raises:
            Unauthorized: No key came with the request, or one that isn't known.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return await self._client.send(_GET_AUTHENTICATED_USER, options)

    def get_workspaces(
        self,
        *,
        type: WorkspaceType | Unset = UNSET,
        created_by: int | Unset = UNSET,
        include: Include | Unset = UNSET,
        element_type: ElementType | Unset = UNSET,
        element_id: str | Unset = UNSET,
        cursor: str | Unset = UNSET,
        limit: int | Unset = UNSET,
        options: Options | None = None,
    ) -> AsyncPaginator[Workspace, WorkspaceList]:
        """List workspaces

        The workspaces that pass every filter given.

        Args:
            type: Only workspaces of this type.
            created_by: Only workspaces that the user with this number created.
            include: What to add to the answer, `scim` being who provisioned a workspace.
            element_type: The kind of element that `elementId` names.
            element_id: Only workspaces that hold this element; goes with `elementType`.
            cursor: The `meta.nextCursor` of the page before; the first page without it.
            limit: How many entries a page has at most. The server assumes 10.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.paginate(
            _GET_WORKSPACES,
            options,
            type=type,
            created_by=created_by,
            include=include,
            element_type=element_type,
            element_id=element_id,
            cursor=cursor,
            limit=limit,
        )
