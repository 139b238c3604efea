"""Versions of an API: names for a definition and its collections that nobody changes afterwards.

The files are noted when the version is asked for, the collections when its task completes.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import LiteralString
from uuid import UUID

import msgspec
from psycopg.errors import UniqueViolation

from pressroom.errors import Conflict, NotFound
from pressroom.store.database import Connection, execute, fetch_all, fetch_one, fetch_value
from pressroom.store.pages import Page, Position, decode_cursor, newest_page

INSERT: LiteralString = """
    with made as (
        insert into versions (id, api_id, task_id, name, release_notes, created_by)
        values (%(id)s, %(api_id)s, %(task_id)s, %(name)s, %(release_notes)s, %(by)s)
        returning id, api_id, task_id, name, release_notes, published_at, created_at, updated_at
    ), with_schemas as (
        insert into version_schemas
        select made.id, schemas.id, schemas.type, schemas.created_at, schemas.created_by,
            schemas.updated_at, schemas.updated_by
        from made, schemas where schemas.id = any(%(schemas)s)
    ), with_files as (
        insert into version_files
        select made.id, file.schema_id, file.id, file.path, file.root, file.digest,
            file.created_at, file.created_by, file.updated_at, file.updated_by
        from made, schema_files file where file.schema_id = any(%(schemas)s)
    )
    select id, api_id, task_id, name, release_notes, published_at, created_at, updated_at from made
"""
PUBLISH: LiteralString = """
    with published as (
        update versions set published_at = now(), updated_at = greatest(updated_at, now())
        where id = %(id)s
        returning id
    ), noted as (
        insert into version_collections (version_id, collection_id, digest)
        select published.id, held.collection_id, held.digest
        from published, unnest(%(collections)s::uuid[], %(digests)s::bytea[])
            as held (collection_id, digest)
    )
    select true from published
"""
GET: LiteralString = """
    select id, api_id, task_id, name, release_notes, published_at, created_at, updated_at
    from versions where api_id = %(api_id)s and id = %(id)s
"""
LIST: LiteralString = """
    select id, api_id, task_id, name, release_notes, published_at, created_at, updated_at
    from versions
    where api_id = %(api_id)s and published_at is not null
        and (%(after_time)s::timestamptz is null
            or (created_at, id) < (%(after_time)s, %(after_id)s::uuid))
    order by created_at desc, id desc
    limit %(rows)s
"""
EVERY: LiteralString = """
    select id, api_id, task_id, name, release_notes, published_at, created_at, updated_at
    from versions where api_id = %s and published_at is not null
    order by created_at desc, id desc
"""
COUNT: LiteralString = """
    select count(*) from versions where api_id = %(api_id)s and published_at is not null
"""
RENAME: LiteralString = """
    update versions set name = %(name)s, updated_at = greatest(updated_at, now()),
        release_notes = coalesce(%(release_notes)s, release_notes)
    where id = %(id)s
"""
NAME_TAKEN: LiteralString = """
    select exists (select from versions
        where api_id = %(api_id)s and name = %(name)s and id <> %(id)s)
"""
DELETE: LiteralString = """
    delete from versions where api_id = %(api_id)s and id = %(id)s and published_at is not null
"""
DELETE_PENDING: LiteralString = """
    delete from versions where task_id = %s and published_at is null
"""
PARTS: LiteralString = """
    select schema_id as id, type, null::bytea as digest
    from version_schemas where version_id = %(id)s
    union all
    select collection_id, 'collection', digest
    from version_collections where version_id = %(id)s
"""


class Version(msgspec.Struct, frozen=True):
    """`published_at` is `None` while the version waits for its task."""

    id: UUID
    api_id: UUID
    task_id: UUID
    name: str
    release_notes: str | None
    published_at: datetime | None
    created_at: datetime
    updated_at: datetime


class Part(msgspec.Struct, frozen=True):
    """What a version holds: a schema with its type, or a collection with its digest."""

    id: UUID
    type: str
    digest: bytes | None


async def create_version(
    connection: Connection,
    version_id: UUID,
    api_id: UUID,
    task_id: UUID,
    *,
    name: str,
    release_notes: str | None,
    schema_ids: list[UUID],
    by: int,
) -> Version:
    """Take a version's name and note its files as they are now. Needs a transaction.

    Raises:
        Conflict: the API has a version of that name.
    """
    arguments = {
        "id": version_id,
        "api_id": api_id,
        "task_id": task_id,
        "name": name,
        "release_notes": release_notes,
        "schemas": schema_ids,
        "by": by,
    }
    try:
        version = await fetch_one(connection, Version, INSERT, arguments)
    except UniqueViolation as error:
        raise _name_taken(name) from error
    return _found(version)


async def publish_version(
    connection: Connection, version_id: UUID, collections: Mapping[UUID, bytes]
) -> None:
    """Note the digest of each collection, and let the version be seen. Needs a transaction."""
    arguments = {
        "id": version_id,
        "collections": list(collections),
        "digests": list(collections.values()),
    }
    if not await fetch_value(connection, PUBLISH, arguments):
        _found(None)


async def get_version(connection: Connection, api_id: UUID, version_id: UUID) -> Version:
    """A version, pending or published. Raises NotFound for one the API doesn't have."""
    return _found(await fetch_one(connection, Version, GET, {"api_id": api_id, "id": version_id}))


async def parts_of_version(connection: Connection, version_id: UUID) -> list[Part]:
    """The schemas and collections that a version holds."""
    return await fetch_all(connection, Part, PARTS, {"id": version_id})


async def list_versions(
    connection: Connection, api_id: UUID, *, cursor: str | None = None, limit: int
) -> Page[Version]:
    """The API's published versions, newest first."""
    after = decode_cursor(cursor, Position)
    arguments = {
        "api_id": api_id,
        "after_time": after and after.created_at,
        "after_id": after and after.id,
        "rows": limit + 1,
    }
    rows = await fetch_all(connection, Version, LIST, arguments)
    return newest_page(rows, limit, await fetch_value(connection, COUNT, arguments))


async def every_version(connection: Connection, api_id: UUID) -> list[Version]:
    """All of the API's published versions, newest first."""
    return await fetch_all(connection, Version, EVERY, [api_id])


async def refuse_taken_name(
    connection: Connection, api_id: UUID, version_id: UUID, name: str
) -> None:
    """Raises Conflict when another version of the API has that name."""
    arguments = {"api_id": api_id, "id": version_id, "name": name}
    if await fetch_value(connection, NAME_TAKEN, arguments):
        raise _name_taken(name)


async def rename_version(
    connection: Connection, version_id: UUID, name: str, release_notes: str | None
) -> None:
    """Change what a version is called and says of itself; notes given as `None` stay.

    Raises:
        Conflict: another version of the API has that name.
        NotFound: the version is gone.
    """
    arguments = {"id": version_id, "name": name, "release_notes": release_notes}
    try:
        if not await execute(connection, RENAME, arguments):
            _found(None)
    except UniqueViolation as error:
        raise _name_taken(name) from error


async def delete_version(connection: Connection, api_id: UUID, version_id: UUID) -> None:
    """Delete a published version. Raises NotFound for one the API doesn't have."""
    if not await execute(connection, DELETE, {"api_id": api_id, "id": version_id}):
        _found(None)


async def delete_pending(connection: Connection, task_id: UUID) -> None:
    """Give back the name of the version that waits for a task; a published one stays."""
    await execute(connection, DELETE_PENDING, [task_id])


def _name_taken(name: str) -> Conflict:
    return Conflict(f"The API has a version named {name!r} already; choose another name.")


def _found(version: Version | None) -> Version:
    if version is None:
        raise NotFound("The API has no version with this identifier.")
    return version
