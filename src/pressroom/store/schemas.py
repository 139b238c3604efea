"""An API's schema: the files of its definition, as they are now and as a version holds them.

The dialect calls the set of files a schema. An API has at most one.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import LiteralString
from uuid import UUID

import msgspec
from psycopg.errors import UniqueViolation

from pressroom.errors import NotFound, Unprocessable
from pressroom.store.blobs import put_blob
from pressroom.store.database import Connection, execute, fetch_all, fetch_one

INSERT: LiteralString = """
    insert into schemas (api_id, type, created_by, updated_by)
    values (%(api_id)s, %(type)s, %(by)s, %(by)s)
    returning id, type, created_at, created_by, updated_at, updated_by
"""
OF_API: LiteralString = """
    select id, type, created_at, created_by, updated_at, updated_by from schemas where api_id = %s
"""
OF_VERSION: LiteralString = """
    select schema_id as id, type, version_schemas.created_at, version_schemas.created_by,
        version_schemas.updated_at, version_schemas.updated_by
    from version_schemas join versions on versions.id = version_id
    where api_id = %(api_id)s and version_id = %(version_id)s and published_at is not null
"""
TOUCH: LiteralString = """
    update schemas set updated_at = greatest(updated_at, now()), updated_by = %(by)s
    where id = %(schema_id)s
"""
PUT_FILE: LiteralString = """
    insert into schema_files (schema_id, path, root, digest, created_by, updated_by)
    values (%(schema_id)s, %(path)s, coalesce(%(root)s, false), %(digest)s, %(by)s, %(by)s)
    on conflict (schema_id, path) do update set digest = excluded.digest,
        root = coalesce(%(root)s, schema_files.root),
        updated_at = greatest(schema_files.updated_at, now()), updated_by = excluded.updated_by
    returning id, path, root, digest, created_at, created_by, updated_at, updated_by
"""
NO_OTHER_ROOT: LiteralString = """
    update schema_files set root = false
    where schema_id = %(schema_id)s and path <> %(path)s and root
"""
DELETE_FILE: LiteralString = """
    delete from schema_files where schema_id = %(schema_id)s and path = %(path)s and not root
"""
FILES: LiteralString = """
    select id, path, root, digest, created_at, created_by, updated_at, updated_by
    from schema_files where schema_id = %(schema_id)s order by path collate "C"
"""
FILES_OF_VERSION: LiteralString = """
    select id, path, root, digest, created_at, created_by, updated_at, updated_by
    from version_files where schema_id = %(schema_id)s and version_id = %(version_id)s
    order by path collate "C"
"""
CONTENTS: LiteralString = """
    select schema_id, path, root, digest, content
    from version_schemas
        left join version_files using (version_id, schema_id)
        left join blobs using (digest)
    where version_id = %s
    order by schema_id, path collate "C"
"""


class Schema(msgspec.Struct, frozen=True):
    id: UUID
    type: str
    created_at: datetime
    created_by: int
    updated_at: datetime
    updated_by: int


class File(msgspec.Struct, frozen=True):
    """A file of a definition; `path` is relative, with `/` between its parts."""

    id: UUID
    path: str
    root: bool
    digest: bytes
    created_at: datetime
    created_by: int
    updated_at: datetime
    updated_by: int

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


class Content(msgspec.Struct, frozen=True):
    """A file of a version with what is in it; of a schema without files, everything is `None`."""

    schema_id: UUID
    path: str | None
    root: bool | None
    digest: bytes | None
    content: bytes | None


async def create_schema(connection: Connection, api_id: UUID, type_: str, by: int) -> Schema:
    """Make the API's schema, still without files.

    Raises:
        Unprocessable: the API has one already.
    """
    arguments = {"api_id": api_id, "type": type_, "by": by}
    try:
        return _found(await fetch_one(connection, Schema, INSERT, arguments))
    except UniqueViolation as error:
        raise Unprocessable(
            "This API has a schema already. Change its files instead: "
            "PUT /apis/{apiId}/schemas/{schemaId}/files/{file-path}."
        ) from error


async def schema_of_api(connection: Connection, api_id: UUID) -> Schema | None:
    """The API's schema as it is now, `None` while it has none."""
    return await fetch_one(connection, Schema, OF_API, [api_id])


async def get_schema(
    connection: Connection, api_id: UUID, schema_id: UUID, version_id: UUID | None = None
) -> Schema:
    """A schema as it is now, or as a published version holds it.

    Raises:
        NotFound: the API, or the version of it, has no such schema.
    """
    if version_id is None:
        schema = await schema_of_api(connection, api_id)
    else:
        arguments = {"api_id": api_id, "version_id": version_id}
        schema = await fetch_one(connection, Schema, OF_VERSION, arguments)
    return _found(schema if schema and schema.id == schema_id else None)


async def list_files(
    connection: Connection, schema_id: UUID, version_id: UUID | None = None
) -> list[File]:
    """Every file of a schema, by path; of a version's copy when one is named."""
    statement = FILES if version_id is None else FILES_OF_VERSION
    arguments = {"schema_id": schema_id, "version_id": version_id}
    return await fetch_all(connection, File, statement, arguments)


async def contents_of_version(connection: Connection, version_id: UUID) -> list[Content]:
    """Every file of a version, those of one schema together, by path."""
    return await fetch_all(connection, Content, CONTENTS, [version_id])


async def get_file(
    connection: Connection, schema_id: UUID, path: str, version_id: UUID | None = None
) -> File:
    """Raises NotFound for a path that isn't there."""
    for file in await list_files(connection, schema_id, version_id):
        if file.path == path:
            return file
    raise NotFound(f"The schema has no file {path!r}.")


async def put_file(
    connection: Connection,
    schema_id: UUID,
    path: str,
    content: bytes,
    by: int,
    *,
    root: bool | None = None,
) -> File:
    """Write one file. `root` as `None` leaves it as it was. Needs a transaction.

    The schema's row is written first, so that two who name a root at once do so one by one.
    """
    arguments = {"schema_id": schema_id, "path": path, "root": root, "by": by}
    arguments["digest"] = await put_blob(connection, content)
    await execute(connection, TOUCH, arguments)
    if root:
        await execute(connection, NO_OTHER_ROOT, arguments)
    file = await fetch_one(connection, File, PUT_FILE, arguments)
    if file is None:
        raise NotFound(f"The schema of {path!r} is gone.")
    return file


async def delete_file(connection: Connection, schema_id: UUID, path: str, by: int) -> None:
    """Remove one file. Needs a transaction.

    Raises:
        NotFound: no file that isn't the root has this path.
    """
    arguments = {"schema_id": schema_id, "path": path, "by": by}
    await execute(connection, TOUCH, arguments)
    if not await execute(connection, DELETE_FILE, arguments):
        raise NotFound(f"The schema has no file {path!r} that can be deleted.")


def digest_of_files(files: Sequence[File | Content]) -> bytes:
    """Names a definition: equal for the same contents at the same paths with the same root."""
    whole = hashlib.sha256()
    for file in sorted(files, key=lambda file: file.path or ""):
        digest = file.digest or b""
        whole.update(msgspec.json.encode([file.path, file.root, digest.hex()]))
    return whole.digest()


def _found(schema: Schema | None) -> Schema:
    if schema is None:
        raise NotFound("The API has no schema with this identifier.")
    return schema
