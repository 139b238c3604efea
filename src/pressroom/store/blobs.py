"""Contents, each stored once under the SHA-256 of what it is.

A content that nothing refers to is noted as unused, and deleted once it was so for a while. Whoever
puts one holds it against deletion until the transaction ends, and refers to it before that.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import LiteralString

import msgspec

from pressroom.store.database import Connection, execute, fetch_all, fetch_value

PUT: LiteralString = """
    with there as (
        select digest from blobs where digest = %(digest)s for key share
    ), renewed as (
        delete from unused_blobs where digest = %(digest)s
    ), written as (
        insert into blobs (digest, content)
        select %(digest)s, %(content)b where not exists (select from there)
        on conflict do nothing
        returning digest
    )
    select true from there union all select true from written
"""
GET: LiteralString = """
    select content from blobs where digest = %s
"""
GET_ALL: LiteralString = """
    select digest, content from blobs where digest = any(%s)
"""
NOTE_UNUSED: LiteralString = """
    insert into unused_blobs (digest)
    select digest from blobs
    where not exists (select from used_blobs where used_blobs.digest = blobs.digest)
        and not exists (select from unused_blobs where unused_blobs.digest = blobs.digest)
    on conflict do nothing
"""
FORGET_USED: LiteralString = """
    delete from unused_blobs where digest in (
        select digest from unused_blobs
        where exists (select from used_blobs where used_blobs.digest = unused_blobs.digest)
        for update skip locked
    )
"""
HOLD_UNUSED: LiteralString = """
    select blobs.digest from blobs join unused_blobs using (digest)
    where since < now() - %(seconds)s * interval '1 second'
    limit %(batch)s
    for update of blobs skip locked
"""
DELETE_UNUSED: LiteralString = """
    delete from blobs where digest = any(%s)
        and not exists (select from used_blobs where used_blobs.digest = blobs.digest)
"""
FORGET_HELD: LiteralString = """
    delete from unused_blobs where digest = any(%s)
"""

BATCH = 100


class Blob(msgspec.Struct, frozen=True):
    digest: bytes
    content: bytes


class Digest(msgspec.Struct, frozen=True):
    digest: bytes


async def put_blob(connection: Connection, content: bytes) -> bytes:
    """Store a content; gives its digest. What refers to it belongs in the same transaction.

    The statement is tried again when others put or deleted the same content while it ran.
    """
    digest = hashlib.sha256(content).digest()
    arguments = {"digest": digest, "content": content}
    while not await fetch_value(connection, PUT, arguments):
        pass
    return digest


async def get_blob(connection: Connection, digest: bytes) -> bytes:
    """A content that a row refers to, and which is there for that reason."""
    content: bytes = await fetch_value(connection, GET, [digest])
    return content


async def get_blobs(connection: Connection, digests: Iterable[bytes]) -> Mapping[bytes, bytes]:
    """The contents of several digests."""
    rows = await fetch_all(connection, Blob, GET_ALL, [list(set(digests))])
    return {row.digest: row.content for row in rows}


async def note_unused(connection: Connection) -> None:
    """Note the contents that nothing refers to any more, and forget those that are used again."""
    await execute(connection, FORGET_USED)
    await execute(connection, NOTE_UNUSED)


async def delete_unused(connection: Connection, seconds: float) -> int | None:
    """Delete some contents that were unused for so long; `None` when there are none. Needs a
    transaction.

    Whoever is putting one of them holds it, so it is skipped; whoever comes later waits, and then
    puts it anew. The second look sees what was referred to until the first had held them all.
    """
    arguments = {"seconds": seconds, "batch": BATCH}
    held = [row.digest for row in await fetch_all(connection, Digest, HOLD_UNUSED, arguments)]
    if not held:
        return None
    deleted = await execute(connection, DELETE_UNUSED, [held])
    await execute(connection, FORGET_HELD, [held])
    return deleted
