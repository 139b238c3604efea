"""Contents, each stored once under the SHA-256 of what it is."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import LiteralString

import msgspec

from pressroom.store.database import Connection, execute, fetch_all, fetch_value

PUT: LiteralString = """
    insert into blobs (digest, content) values (%s, %s) on conflict do nothing
"""
GET: LiteralString = """
    select content from blobs where digest = %s
"""
GET_ALL: LiteralString = """
    select digest, content from blobs where digest = any(%s)
"""


class Blob(msgspec.Struct, frozen=True):
    digest: bytes
    content: bytes


async def put_blob(connection: Connection, content: bytes) -> bytes:
    """Store a content; gives its digest."""
    digest = hashlib.sha256(content).digest()
    await execute(connection, PUT, [digest, content])
    return digest


async def get_blob(connection: Connection, digest: bytes) -> bytes:
    """A content that a row refers to, and which is there for that reason."""
    content: bytes = await fetch_value(connection, GET, [digest])
    return content


async def get_blobs(connection: Connection, digests: Iterable[bytes]) -> Mapping[bytes, bytes]:
    """The contents of several digests."""
    rows = await fetch_all(connection, Blob, GET_ALL, [list(set(digests))])
    return {row.digest: row.content for row in rows}
