"""The definition of an API, held as a schema of one or more files."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ..runtime import EMPTY, UNSET, Answer, Content, Endpoint, PagedEndpoint, Pages, path, query

if TYPE_CHECKING:
    from ..models import (
        CreatedSchema,
        GetApiSchemaResponse,
        ListedSchemaFile,
        NewSchema,
        SchemaFileContents,
        SchemaFileInput,
        SchemaFileList,
        WrittenSchemaFile,
    )
    from ..runtime import AsyncClient, AsyncPaginator, Options, Paginator, SyncClient, Unset

_ERRORS = {
    "400": Answer("application/problem+json", "Problem"),
    "401": Answer("application/problem+json", "Problem"),
    "403": Answer("application/problem+json", "Problem"),
    "404": Answer("application/problem+json", "Problem"),
    "413": Answer("application/problem+json", "Problem"),
    "422": Answer("application/problem+json", "Problem"),
    "500": Answer("application/problem+json", "Problem"),
    "503": Answer("application/problem+json", "Problem"),
}
_ERRORS_2 = {
    "400": Answer("application/problem+json", "Problem"),
    "401": Answer("application/problem+json", "Problem"),
    "403": Answer("application/problem+json", "Problem"),
    "404": Answer("application/problem+json", "Problem"),
    "422": Answer("application/problem+json", "Problem"),
    "500": Answer("application/problem+json", "Problem"),
    "503": Answer("application/problem+json", "Problem"),
}
_ERRORS_3 = {
    "400": Answer("application/problem+json", "Problem"),
    "401": Answer("application/problem+json", "Problem"),
    "403": Answer("application/problem+json", "Problem"),
    "404": Answer("application/problem+json", "Problem"),
    "500": Answer("application/problem+json", "Problem"),
    "503": Answer("application/problem+json", "Problem"),
}
_CREATE_API_SCHEMA: Endpoint[CreatedSchema] = Endpoint(
    "POST",
    "/apis/{apiId}/schemas",
    parameters={"api_id": path("apiId")},
    bodies=(Content("application/json"),),
    answers={"200": Answer("application/json", "CreatedSchema")},
    errors=_ERRORS,
    security=(("apiKey",), ("bearer",)),
)
_GET_API_SCHEMA: Endpoint[GetApiSchemaResponse] = Endpoint(
    "GET",
    "/apis/{apiId}/schemas/{schemaId}",
    parameters={
        "api_id": path("apiId"),
        "schema_id": path("schemaId"),
        "version_id": query("versionId"),
        "bundled": query("bundled"),
    },
    answers={"200": Answer("application/json", "GetApiSchemaResponse")},
    errors=_ERRORS_2,
    security=(("apiKey",), ("bearer",)),
)
_GET_API_SCHEMA_FILES: PagedEndpoint[ListedSchemaFile, SchemaFileList] = PagedEndpoint(
    "GET",
    "/apis/{apiId}/schemas/{schemaId}/files",
    parameters={
        "api_id": path("apiId"),
        "schema_id": path("schemaId"),
        "version_id": query("versionId"),
        "cursor": query("cursor"),
        "limit": query("limit"),
    },
    answers={"200": Answer("application/json", "SchemaFileList")},
    errors=_ERRORS_3,
    security=(("apiKey",), ("bearer",)),
    pages=Pages(
        "cursor",
        items=("files",),
        next=("meta", "nextCursor"),
        parameter="cursor",
        limit="limit",
    ),
    item="ListedSchemaFile",
)
_GET_API_SCHEMA_FILE_CONTENTS: Endpoint[SchemaFileContents] = Endpoint(
    "GET",
    "/apis/{apiId}/schemas/{schemaId}/files/{file-path}",
    parameters={
        "api_id": path("apiId"),
        "schema_id": path("schemaId"),
        "file_path": path("file-path"),
        "version_id": query("versionId"),
    },
    answers={"200": Answer("application/json", "SchemaFileContents")},
    errors=_ERRORS_3,
    security=(("apiKey",), ("bearer",)),
)
_CREATE_UPDATE_API_SCHEMA_FILE: Endpoint[WrittenSchemaFile] = Endpoint(
    "PUT",
    "/apis/{apiId}/schemas/{schemaId}/files/{file-path}",
    parameters={
        "api_id": path("apiId"),
        "schema_id": path("schemaId"),
        "file_path": path("file-path"),
    },
    bodies=(Content("application/json"),),
    answers={"200": Answer("application/json", "WrittenSchemaFile")},
    errors=_ERRORS,
    security=(("apiKey",), ("bearer",)),
)
_DELETE_API_SCHEMA_FILE: Endpoint[None] = Endpoint(
    "DELETE",
    "/apis/{apiId}/schemas/{schemaId}/files/{file-path}",
    parameters={
        "api_id": path("apiId"),
        "schema_id": path("schemaId"),
        "file_path": path("file-path"),
    },
    answers={"204": EMPTY},
    errors=_ERRORS_2,
    security=(("apiKey",), ("bearer",)),
)


class DefinitionsService:
    """The definition of an API, held as a schema of one or more files."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def create_api_schema(
        self,
        api_id: UUID,
        *,
        body: NewSchema,
        options: Options | None = None,
    ) -> CreatedSchema:
        """Add a definition to an API

        Stores a definition of one or more files. Its `type` must be `openapi:2` (OpenAPI 2.0,
        Swagger), `openapi:3` (OpenAPI 3.0) or `openapi:3_1`; the dialect's other types answer
        422.

        Args:
            api_id: The API's id.
            body: The definition's type and files.

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
        return self._client.send(_CREATE_API_SCHEMA, options, api_id=api_id, body=body)

    def get_api_schema(
        self,
        api_id: UUID,
        schema_id: UUID,
        *,
        version_id: UUID | Unset = UNSET,
        bundled: bool | Unset = UNSET,
        options: Options | None = None,
    ) -> GetApiSchemaResponse:
        """Get a definition

        A schema with a list of its files, or, with `bundled=true`, with its whole definition
        as one text. A definition that can't be bundled, as a reference in it leads nowhere,
        answers 422.

        Args:
            api_id: The API's id.
            schema_id: The schema's id.
            version_id: Answer what this published version holds, not what is there now.
            bundled: Whether to answer one text, with the other files taken into the root
                file. The server assumes False.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            UnprocessableContent: The request is well-formed, yet can't be done; or its task
                failed.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.send(
            _GET_API_SCHEMA,
            options,
            api_id=api_id,
            schema_id=schema_id,
            version_id=version_id,
            bundled=bundled,
        )

    def get_api_schema_files(
        self,
        api_id: UUID,
        schema_id: UUID,
        *,
        version_id: UUID | Unset = UNSET,
        cursor: str | Unset = UNSET,
        limit: int | Unset = UNSET,
        options: Options | None = None,
    ) -> Paginator[ListedSchemaFile, SchemaFileList]:
        """List the files of a definition

        The files of a schema, without their content.

        Args:
            api_id: The API's id.
            schema_id: The schema's id.
            version_id: Answer what this published version holds, not what is there now.
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
            _GET_API_SCHEMA_FILES,
            options,
            api_id=api_id,
            schema_id=schema_id,
            version_id=version_id,
            cursor=cursor,
            limit=limit,
        )

    def get_api_schema_file_contents(
        self,
        api_id: UUID,
        schema_id: UUID,
        file_path: str,
        *,
        version_id: UUID | Unset = UNSET,
        options: Options | None = None,
    ) -> SchemaFileContents:
        """Get a file of a definition

        One file of a schema, with its content.

        Args:
            api_id: The API's id.
            schema_id: The schema's id.
            file_path: The file's path inside the definition. It may hold slashes, sent as
                they are or encoded.
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
            _GET_API_SCHEMA_FILE_CONTENTS,
            options,
            api_id=api_id,
            schema_id=schema_id,
            file_path=file_path,
            version_id=version_id,
        )

    def create_update_api_schema_file(
        self,
        api_id: UUID,
        schema_id: UUID,
        file_path: str,
        *,
        body: SchemaFileInput,
        options: Options | None = None,
    ) -> WrittenSchemaFile:
        """Write a file of a definition

        Creates the file at this path, or changes it if it is there.

        Args:
            api_id: The API's id.
            schema_id: The schema's id.
            file_path: The file's path inside the definition. It may hold slashes, sent as
                they are or encoded.
            body: The file's content, and what else shall change.

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
        return self._client.send(
            _CREATE_UPDATE_API_SCHEMA_FILE,
            options,
            api_id=api_id,
            schema_id=schema_id,
            file_path=file_path,
            body=body,
        )

    def delete_api_schema_file(
        self,
        api_id: UUID,
        schema_id: UUID,
        file_path: str,
        *,
        options: Options | None = None,
    ) -> None:
        """Delete a file of a definition

        Deletes a file that isn't the root file; for that one the answer is 422.

        Args:
            api_id: The API's id.
            schema_id: The schema's id.
            file_path: The file's path inside the definition. It may hold slashes, sent as
                they are or encoded.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            UnprocessableContent: The request is well-formed, yet can't be done; or its task
                failed.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.send(
            _DELETE_API_SCHEMA_FILE,
            options,
            api_id=api_id,
            schema_id=schema_id,
            file_path=file_path,
        )


class AsyncDefinitionsService:
    """The definition of an API, held as a schema of one or more files."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def create_api_schema(
        self,
        api_id: UUID,
        *,
        body: NewSchema,
        options: Options | None = None,
    ) -> CreatedSchema:
        """Add a definition to an API

        Stores a definition of one or more files. Its `type` must be `openapi:2` (OpenAPI 2.0,
        Swagger), `openapi:3` (OpenAPI 3.0) or `openapi:3_1`; the dialect's other types answer
        422.

        Args:
            api_id: The API's id.
            body: The definition's type and files.

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
        return await self._client.send(_CREATE_API_SCHEMA, options, api_id=api_id, body=body)

    async def get_api_schema(
        self,
        api_id: UUID,
        schema_id: UUID,
        *,
        version_id: UUID | Unset = UNSET,
        bundled: bool | Unset = UNSET,
        options: Options | None = None,
    ) -> GetApiSchemaResponse:
        """Get a definition

        A schema with a list of its files, or, with `bundled=true`, with its whole definition
        as one text. A definition that can't be bundled, as a reference in it leads nowhere,
        answers 422.

        Args:
            api_id: The API's id.
            schema_id: The schema's id.
            version_id: Answer what this published version holds, not what is there now.
            bundled: Whether to answer one text, with the other files taken into the root
                file. The server assumes False.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            UnprocessableContent: The request is well-formed, yet can't be done; or its task
                failed.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return await self._client.send(
            _GET_API_SCHEMA,
            options,
            api_id=api_id,
            schema_id=schema_id,
            version_id=version_id,
            bundled=bundled,
        )

    def get_api_schema_files(
        self,
        api_id: UUID,
        schema_id: UUID,
        *,
        version_id: UUID | Unset = UNSET,
        cursor: str | Unset = UNSET,
        limit: int | Unset = UNSET,
        options: Options | None = None,
    ) -> AsyncPaginator[ListedSchemaFile, SchemaFileList]:
        """List the files of a definition

        The files of a schema, without their content.

        Args:
            api_id: The API's id.
            schema_id: The schema's id.
            version_id: Answer what this published version holds, not what is there now.
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
            _GET_API_SCHEMA_FILES,
            options,
            api_id=api_id,
            schema_id=schema_id,
            version_id=version_id,
            cursor=cursor,
            limit=limit,
        )

    async def get_api_schema_file_contents(
        self,
        api_id: UUID,
        schema_id: UUID,
        file_path: str,
        *,
        version_id: UUID | Unset = UNSET,
        options: Options | None = None,
    ) -> SchemaFileContents:
        """Get a file of a definition

        One file of a schema, with its content.

        Args:
            api_id: The API's id.
            schema_id: The schema's id.
            file_path: The file's path inside the definition. It may hold slashes, sent as
                they are or encoded.
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
            _GET_API_SCHEMA_FILE_CONTENTS,
            options,
            api_id=api_id,
            schema_id=schema_id,
            file_path=file_path,
            version_id=version_id,
        )

    async def create_update_api_schema_file(
        self,
        api_id: UUID,
        schema_id: UUID,
        file_path: str,
        *,
        body: SchemaFileInput,
        options: Options | None = None,
    ) -> WrittenSchemaFile:
        """Write a file of a definition

        Creates the file at this path, or changes it if it is there.

        Args:
            api_id: The API's id.
            schema_id: The schema's id.
            file_path: The file's path inside the definition. It may hold slashes, sent as
                they are or encoded.
            body: The file's content, and what else shall change.

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
        return await self._client.send(
            _CREATE_UPDATE_API_SCHEMA_FILE,
            options,
            api_id=api_id,
            schema_id=schema_id,
            file_path=file_path,
            body=body,
        )

    async def delete_api_schema_file(
        self,
        api_id: UUID,
        schema_id: UUID,
        file_path: str,
        *,
        options: Options | None = None,
    ) -> None:
        """Delete a file of a definition

        Deletes a file that isn't the root file; for that one the answer is 422.

        Args:
            api_id: The API's id.
            schema_id: The schema's id.
            file_path: The file's path inside the definition. It may hold slashes, sent as
                they are or encoded.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            UnprocessableContent: The request is well-formed, yet can't be done; or its task
                failed.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return await self._client.send(
            _DELETE_API_SCHEMA_FILE,
            options,
            api_id=api_id,
            schema_id=schema_id,
            file_path=file_path,
        )
