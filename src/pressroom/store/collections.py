"""Collections of an API: the document as it is now, and what Pressroom generated last."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Literal, LiteralString
from uuid import UUID

import msgspec
from psycopg.types.json import Jsonb

from pressroom.errors import NotFound
from pressroom.store.blobs import put_blob
from pressroom.store.database import Connection, execute, fetch_all, fetch_one, fetch_value

INSERT: LiteralString = """
    insert into collections
        (id, api_id, task_id, name, origin, options, document, created_by, updated_by)
    values (%(id)s, %(api_id)s, %(task_id)s, %(name)s, %(origin)s, %(options)s, %(document)s,
        %(by)s, %(by)s)
"""
GET: LiteralString = """
    select id, api_id, name, origin, options, document, base, generated_from, created_at, created_by
    from collections
    where id = %(id)s and (%(api_id)s::uuid is null or api_id = %(api_id)s)
        and document is not null
"""
DOCUMENT_OF_VERSION: LiteralString = """
    select digest from version_collections join versions on versions.id = version_id
    where collection_id = %(id)s and version_id = %(version_id)s and api_id = %(api_id)s
        and published_at is not null
"""
OF_API: LiteralString = """
    select id, api_id, name, origin, options, document, base, generated_from, created_at, created_by
    from collections where api_id = %s and document is not null
    order by created_at, id
"""
SOME: LiteralString = """
    select id, api_id, name, origin, options, document, base, generated_from, created_at, created_by
    from collections where id = any(%s) order by created_at, id
"""
PENDING: LiteralString = """
    select id, api_id, name, origin, options, document, base, generated_from, created_at, created_by
    from collections where id = %s
"""
WRITE: LiteralString = """
    update collections set document = %(document)s, base = %(base)s, generated_from = %(source)s,
        updated_at = greatest(updated_at, now()), updated_by = %(by)s
    where id = %(id)s
"""
COUNT_SOME: LiteralString = """
    select count(*) from collections where api_id = %s and id = any(%s)
"""
DELETE_PENDING: LiteralString = """
    delete from collections where task_id = %s and document is null
"""

Origin = Literal["generated", "copied", "created"]


class Collection(msgspec.Struct, frozen=True):
    """A row of `collections`; `document` and `base` are digests of blobs.

    `generated_from` is the digest of the definition that `base` was generated from; like `base`
    it is `None` for a collection that Pressroom didn't generate.
    """

    id: UUID
    api_id: UUID
    name: str | None
    origin: Origin
    options: Mapping[str, Any]
    document: bytes | None
    base: bytes | None
    generated_from: bytes | None
    created_at: datetime
    created_by: int

    @property
    def uid(self) -> str:
        return f"{self.created_by}-{self.id}"


async def create_collection(
    connection: Connection,
    collection_id: UUID,
    api_id: UUID,
    *,
    origin: Origin,
    by: int,
    task_id: UUID | None = None,
    name: str | None = None,
    options: Mapping[str, Any] | None = None,
    document: bytes | None = None,
) -> None:
    """Make a collection. Without a `document` (JSON bytes) it waits for the task that makes it."""
    arguments = {
        "id": collection_id,
        "api_id": api_id,
        "task_id": task_id,
        "name": name,
        "origin": origin,
        "options": Jsonb(dict(options or {})),
        "document": None if document is None else await put_blob(connection, document),
        "by": by,
    }
    await execute(connection, INSERT, arguments)


async def get_collection(
    connection: Connection, collection_id: UUID, api_id: UUID | None = None
) -> Collection:
    """A collection that has its document, of any API when none is named.

    Raises:
        NotFound: there is none, or it is still waiting for its task.
    """
    arguments = {"id": collection_id, "api_id": api_id}
    collection = await fetch_one(connection, Collection, GET, arguments)
    if collection is None:
        raise NotFound("The API has no collection with this identifier.")
    return collection


async def pending_collection(connection: Connection, collection_id: UUID) -> Collection:
    """A collection, whether it has its document yet or not.

    Raises:
        NotFound: it was deleted.
    """
    collection = await fetch_one(connection, Collection, PENDING, [collection_id])
    if collection is None:
        raise NotFound("The collection was deleted before its task could end.")
    return collection


async def document_of_version(
    connection: Connection, collection_id: UUID, api_id: UUID, version_id: UUID
) -> bytes:
    """The digest of a collection as a published version holds it.

    Raises:
        NotFound: the version isn't published, or doesn't hold the collection.
    """
    arguments = {"id": collection_id, "api_id": api_id, "version_id": version_id}
    digest: bytes | None = await fetch_value(connection, DOCUMENT_OF_VERSION, arguments)
    if digest is None:
        raise NotFound("The version holds no collection with this identifier.")
    return digest


async def collections_of_api(connection: Connection, api_id: UUID) -> list[Collection]:
    """The API's collections that have their documents, oldest first."""
    return await fetch_all(connection, Collection, OF_API, [api_id])


async def some_collections(connection: Connection, identifiers: Iterable[UUID]) -> list[Collection]:
    """Those of `identifiers` that there are, oldest first."""
    return await fetch_all(connection, Collection, SOME, [list(identifiers)])


async def require_collections(
    connection: Connection, api_id: UUID, identifiers: Iterable[UUID]
) -> None:
    """Raises NotFound unless the API has every one of them, be it still waiting for its task."""
    wanted = set(identifiers)
    if await fetch_value(connection, COUNT_SOME, [api_id, list(wanted)]) < len(wanted):
        raise NotFound("The API lacks a collection that is named under collections.")


async def write_generated(
    connection: Connection,
    collection_id: UUID,
    *,
    document: bytes,
    base: bytes,
    generated_from: bytes,
    by: int,
) -> bytes:
    """Write what was generated and what it became; gives the document's digest."""
    digest = await put_blob(connection, document)
    arguments = {
        "id": collection_id,
        "document": digest,
        "base": await put_blob(connection, base),
        "source": generated_from,
        "by": by,
    }
    if not await execute(connection, WRITE, arguments):
        raise NotFound("The collection was deleted before its task could end.")
    return digest


async def delete_pending(connection: Connection, task_id: UUID) -> None:
    """Forget the collection that waits for a task; one that has its document stays."""
    await execute(connection, DELETE_PENDING, [task_id])
