"""`/apis`: the APIs themselves."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from starlette.responses import Response

from pressroom.server.answers import Answer, PageMeta, answer, no_content
from pressroom.server.press import Call
from pressroom.server.service import workspace_named
from pressroom.store import apis
from pressroom.store.apis import Api, ApiFields
from pressroom.store.collections import collections_of_api
from pressroom.store.database import Connection
from pressroom.store.schemas import schema_of_api
from pressroom.store.versions import every_version
from pressroom.tasks.status import rfc3339

Included = Sequence[Mapping[str, str]]


class ApiAnswer(Answer, frozen=True, kw_only=True):
    id: str
    name: str
    summary: str | None = None
    description: str | None = None
    created_at: str
    created_by: int | str
    updated_at: str
    updated_by: int | str
    schemas: Included | None = None
    versions: Included | None = None
    collections: Included | None = None


async def get_all_apis(
    call: Call,
    workspace_id: UUID | None,
    created_by: int | None,
    description: str | None,
    cursor: str | None,
    limit: int,
) -> Response:
    async with call.database.connection() as connection:
        await workspace_named(connection, workspace_id)
        page = await apis.list_apis(
            connection, created_by=created_by, description=description, cursor=cursor, limit=limit
        )
    meta = PageMeta(limit=limit, total=page.total, next_cursor=page.next_cursor)
    return answer({"apis": [_answer(api) for api in page.rows], "meta": meta})


async def create_api(call: Call, workspace_id: UUID | None, body: ApiFields) -> Response:
    async with call.database.transaction() as connection:
        workspace = await workspace_named(connection, workspace_id)
        api = await apis.create_api(connection, workspace, body, call.by)
    return answer(_answer(api))


async def get_api(call: Call, api_id: UUID, include: list[str] | None) -> Response:
    async with call.database.connection() as connection:
        api = await apis.get_api(connection, api_id)
        included = {
            part: await INCLUDES[part](connection, api_id)
            for part in include or ()
            if part in INCLUDES
        }
    return answer(msgspec.structs.replace(_answer(api), **included))


async def update_api(call: Call, api_id: UUID, body: ApiFields) -> Response:
    async with call.database.connection() as connection:
        api = await apis.update_api(connection, api_id, body, call.by)
    authors = {"created_by": str(api.created_by), "updated_by": str(api.updated_by)}
    return answer(msgspec.structs.replace(_answer(api), **authors))


async def delete_api(call: Call, api_id: UUID) -> Response:
    async with call.database.connection() as connection:
        await apis.delete_api(connection, api_id)
    return no_content()


def _answer(api: Api) -> ApiAnswer:
    return ApiAnswer(
        id=str(api.id),
        name=api.name,
        summary=api.summary,
        description=api.description,
        created_at=rfc3339(api.created_at),
        created_by=api.created_by,
        updated_at=rfc3339(api.updated_at),
        updated_by=api.updated_by,
    )


async def _schemas(connection: Connection, api_id: UUID) -> Included:
    schema = await schema_of_api(connection, api_id)
    return [{"id": str(schema.id)}] if schema else []


async def _versions(connection: Connection, api_id: UUID) -> Included:
    versions = await every_version(connection, api_id)
    return [{"id": str(version.id), "name": version.name} for version in versions]


async def _collections(connection: Connection, api_id: UUID) -> Included:
    return [{"id": str(row.id)} for row in await collections_of_api(connection, api_id)]


INCLUDES: Mapping[str, Any] = {
    "schemas": _schemas,
    "versions": _versions,
    "collections": _collections,
}
"""What `include` may add; `gitInfo` adds nothing, as no API here has a git repository."""
