"""APIs: what everything else belongs to."""

from datetime import datetime
from typing import LiteralString
from uuid import UUID

import msgspec

from pressroom.errors import NotFound
from pressroom.store.database import Connection, execute, fetch_all, fetch_one, fetch_value
from pressroom.store.pages import Page, Position, decode_cursor, newest_page

INSERT: LiteralString = """
    insert into apis (workspace_id, name, summary, description, created_by, updated_by)
    values (%(workspace_id)s, %(name)s, %(summary)s, %(description)s, %(by)s, %(by)s)
    returning id, name, summary, description, created_at, created_by, updated_at, updated_by
"""
GET: LiteralString = """
    select id, name, summary, description, created_at, created_by, updated_at, updated_by
    from apis where id = %s
"""
UPDATE: LiteralString = """
    update apis set name = %(name)s, summary = %(summary)s, description = %(description)s,
        updated_at = greatest(updated_at, now()), updated_by = %(by)s
    where id = %(id)s
    returning id, name, summary, description, created_at, created_by, updated_at, updated_by
"""
DELETE: LiteralString = """
    delete from apis where id = %s
"""
LIST: LiteralString = """
    select id, name, summary, description, created_at, created_by, updated_at, updated_by
    from apis
    where (%(created_by)s::bigint is null or created_by = %(created_by)s)
        and (%(description)s::text is null
            or position(lower(%(description)s) in lower(description)) > 0)
        and (%(after_time)s::timestamptz is null
            or (created_at, id) < (%(after_time)s, %(after_id)s::uuid))
    order by created_at desc, id desc
    limit %(rows)s
"""
COUNT: LiteralString = """
    select count(*) from apis
    where (%(created_by)s::bigint is null or created_by = %(created_by)s)
        and (%(description)s::text is null
            or position(lower(%(description)s) in lower(description)) > 0)
"""


class Api(msgspec.Struct, frozen=True):
    id: UUID
    name: str
    summary: str | None
    description: str | None
    created_at: datetime
    created_by: int
    updated_at: datetime
    updated_by: int


class ApiFields(msgspec.Struct, frozen=True):
    """What a caller may set on an API."""

    name: str
    summary: str | None = None
    description: str | None = None


async def create_api(connection: Connection, workspace_id: UUID, fields: ApiFields, by: int) -> Api:
    """Make an API. Names need not be unique, as in the dialect."""
    arguments = {**msgspec.structs.asdict(fields), "workspace_id": workspace_id, "by": by}
    return _found(await fetch_one(connection, Api, INSERT, arguments))


async def get_api(connection: Connection, api_id: UUID) -> Api:
    """Raises NotFound for an unknown API."""
    return _found(await fetch_one(connection, Api, GET, [api_id]))


async def update_api(connection: Connection, api_id: UUID, fields: ApiFields, by: int) -> Api:
    """Replace what a caller may set. Raises NotFound for an unknown API."""
    arguments = {**msgspec.structs.asdict(fields), "id": api_id, "by": by}
    return _found(await fetch_one(connection, Api, UPDATE, arguments))


async def delete_api(connection: Connection, api_id: UUID) -> None:
    """Delete an API and all it holds, its tasks included. Raises NotFound for an unknown API."""
    if not await execute(connection, DELETE, [api_id]):
        _found(None)


async def list_apis(
    connection: Connection,
    *,
    created_by: int | None = None,
    description: str | None = None,
    cursor: str | None = None,
    limit: int,
) -> Page[Api]:
    """APIs, newest first; `description` is a part of the text, in either case."""
    after = decode_cursor(cursor, Position)
    arguments = {
        "created_by": created_by,
        "description": description,
        "after_time": after and after.created_at,
        "after_id": after and after.id,
        "rows": limit + 1,
    }
    rows = await fetch_all(connection, Api, LIST, arguments)
    return newest_page(rows, limit, await fetch_value(connection, COUNT, arguments))


def _found(api: Api | None) -> Api:
    if api is None:
        raise NotFound("No API has this identifier.")
    return api
