"""SDKs: what each was asked for, how its task stands, and what was built."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, LiteralString
from uuid import UUID

import msgspec

from pressroom.errors import NotFound
from pressroom.store.blobs import put_blob
from pressroom.store.database import Connection, execute, fetch_all, fetch_one, fetch_value
from pressroom.store.pages import Page, Position, decode_cursor, newest_page

INSERT: LiteralString = """
    insert into sdks (id, language, source_type, source_id, version)
    values (%(id)s, %(language)s, %(source_type)s, %(source_id)s, %(version)s)
"""
BUILT: LiteralString = """
    update sdks set archive = %(archive)s where id = %(id)s
"""
GET: LiteralString = """
    select id, workspace_id, language, source_type, source_id, version, archive, error,
        created_at, updated_at, build_status
    from sdk_builds where id = %s
"""
LIST: LiteralString = """
    select id, workspace_id, language, source_type, source_id, version, archive, error,
        created_at, updated_at, build_status
    from sdk_builds
    where (%(workspace_id)s::uuid is null or workspace_id = %(workspace_id)s)
        and (%(ids)s::uuid[] is null or id = any(%(ids)s))
        and (%(build_status)s::text is null or build_status = %(build_status)s)
        and (%(language)s::text is null or language = %(language)s)
        and (%(source_id)s::text is null or source_id = %(source_id)s)
        and (%(after_time)s::timestamptz is null
            or (created_at, id) < (%(after_time)s, %(after_id)s::uuid))
    order by created_at desc, id desc
    limit %(rows)s
"""
COUNT: LiteralString = """
    select count(*) from sdk_builds
    where (%(workspace_id)s::uuid is null or workspace_id = %(workspace_id)s)
        and (%(ids)s::uuid[] is null or id = any(%(ids)s))
        and (%(build_status)s::text is null or build_status = %(build_status)s)
        and (%(language)s::text is null or language = %(language)s)
        and (%(source_id)s::text is null or source_id = %(source_id)s)
"""
DELETE: LiteralString = """
    delete from tasks where id = %s and model = 'sdk' and status <> 'pending'
"""
SCHEMA: LiteralString = """
    select api_id, id as schema_id, null::uuid as version_id from schemas where id = %s
"""
API: LiteralString = """
    select api_id, id as schema_id, null::uuid as version_id from schemas where api_id = %s
"""
COLLECTION: LiteralString = """
    select schemas.api_id, schemas.id as schema_id, null::uuid as version_id
    from collections join schemas on schemas.api_id = collections.api_id
    where collections.id = %s
"""
VERSION: LiteralString = """
    select api_id, schema_id, version_id
    from versions join version_schemas on version_id = versions.id
    where versions.id = %s and published_at is not null
"""
SIGNED_WITH: LiteralString = """
    select secret from secrets where purpose = 'downloads'
"""

SourceType = Literal["spec", "api", "api-version", "collection"]
BuildStatus = Literal["queued", "in_progress", "succeeded", "failed"]

_ORIGINS: dict[SourceType, LiteralString] = {
    "spec": SCHEMA,
    "api": API,
    "api-version": VERSION,
    "collection": COLLECTION,
}


class Sdk(msgspec.Struct, frozen=True):
    """An SDK; `archive` names what was built, `error` why nothing was."""

    id: UUID
    workspace_id: UUID
    language: str
    source_type: SourceType
    source_id: str
    version: str | None
    archive: bytes | None
    error: str | None
    created_at: datetime
    updated_at: datetime
    build_status: BuildStatus


class Origin(msgspec.Struct, frozen=True):
    """The definition that an SDK is built from: as it is now, or as a version holds it."""

    api_id: UUID
    schema_id: UUID
    version_id: UUID | None


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which SDKs a listing shows; what is `None` doesn't matter."""

    workspace_id: UUID | None = None
    ids: Sequence[UUID] | None = None
    build_status: BuildStatus | None = None
    language: str | None = None
    source_id: str | None = None


async def find_origin(connection: Connection, kind: SourceType, source_id: UUID) -> Origin | None:
    """The definition behind a source, `None` when there is none."""
    return await fetch_one(connection, Origin, _ORIGINS[kind], [source_id])


async def create_sdk(
    connection: Connection,
    sdk_id: UUID,
    *,
    language: str,
    source_type: SourceType,
    source_id: str,
    version: str | None,
) -> None:
    """Note what was asked for; the task of the same identifier is there already."""
    arguments = {
        "id": sdk_id,
        "language": language,
        "source_type": source_type,
        "source_id": source_id,
        "version": version,
    }
    await execute(connection, INSERT, arguments)


async def write_built(connection: Connection, sdk_id: UUID, archive: bytes) -> None:
    """Keep what was built. Needs a transaction."""
    digest = await put_blob(connection, archive)
    await execute(connection, BUILT, {"id": sdk_id, "archive": digest})


async def get_sdk(connection: Connection, sdk_id: UUID) -> Sdk:
    """Raises NotFound for one that isn't there."""
    sdk = await fetch_one(connection, Sdk, GET, [sdk_id])
    if sdk is None:
        raise NotFound("There is no SDK with this identifier.")
    return sdk


async def list_sdks(
    connection: Connection, wanted: Wanted, *, cursor: str | None = None, limit: int
) -> Page[Sdk]:
    """The SDKs that are wanted, newest first."""
    after = decode_cursor(cursor, Position)
    arguments = {
        **msgspec.structs.asdict(wanted),
        "after_time": after and after.created_at,
        "after_id": after and after.id,
        "rows": limit + 1,
    }
    rows = await fetch_all(connection, Sdk, LIST, arguments)
    return newest_page(rows, limit, await fetch_value(connection, COUNT, arguments))


async def delete_sdk(connection: Connection, sdk_id: UUID) -> bool:
    """Delete an SDK with its task; `False` when it isn't there or is still being built."""
    return bool(await execute(connection, DELETE, [sdk_id]))


async def signing_secret(connection: Connection) -> bytes:
    """What links to downloads are signed with, the same on every machine."""
    secret: bytes = await fetch_value(connection, SIGNED_WITH)
    return secret
