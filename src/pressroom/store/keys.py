"""API keys and the people and programs that hold them.

A key reads `PMAK-` + 24 hex digits + `-` + 34 hex digits, the shape that clients of the dialect
insist on. The 24 digits are public and name the key; of the whole only the SHA-256 is kept, which
is enough as 136 random bits can't be guessed.
"""

import hashlib
import hmac
import re
import secrets
from datetime import datetime
from typing import Literal, LiteralString

import msgspec

from pressroom.errors import NotFound
from pressroom.store.database import (
    Connection,
    execute,
    fetch_all,
    fetch_one,
    fetch_value,
)

Role = Literal["viewer", "editor", "admin"]
ROLES: tuple[Role, ...] = ("viewer", "editor", "admin")
"""From the least to the most that a key may do; each includes those before it."""

SHAPE = re.compile(r"PMAK-([0-9a-f]{24})-[0-9a-f]{34}")

USER: LiteralString = """
    insert into users (name) values (%s)
    on conflict (name) do update set name = excluded.name
    returning id
"""
INSERT: LiteralString = """
    insert into keys (id, digest, user_id, role) values (%s, %s, %s, %s)
"""
ANY: LiteralString = """
    select exists (select from keys where revoked_at is null)
"""
HOLDER: LiteralString = """
    select users.id as user_id, users.name, keys.role, keys.id as key, keys.digest
    from keys join users on users.id = keys.user_id
    where keys.id = %s and keys.revoked_at is null
"""
LIST: LiteralString = """
    select keys.id, users.name, keys.role, keys.created_at, keys.revoked_at
    from keys join users on users.id = keys.user_id
    order by keys.created_at, keys.id
"""
REVOKE: LiteralString = """
    update keys set revoked_at = now() where id = %s and revoked_at is null
"""
FIRST_KEY_LOCK: LiteralString = """
    select pg_advisory_xact_lock(hashtext('pressroom first key'))
"""
TELL_REVOKED: LiteralString = """
    select pg_notify('pressroom_keys', %s)
"""


class Caller(msgspec.Struct, frozen=True):
    """Who makes a request, what the key allows, and the part of the key that is public."""

    user_id: int
    name: str
    role: Role
    key: str = ""

    def may(self, role: Role) -> bool:
        """Whether the key's role includes `role`."""
        return ROLES.index(self.role) >= ROLES.index(role)


class Holder(msgspec.Struct, frozen=True):
    user_id: int
    name: str
    role: Role
    key: str
    digest: bytes


class Key(msgspec.Struct, frozen=True):
    """A key as it is listed: without its secret."""

    id: str
    name: str
    role: Role
    created_at: datetime
    revoked_at: datetime | None


async def user_id(connection: Connection, name: str) -> int:
    """The identifier of the user called `name`, made on first use."""
    number: int = await fetch_value(connection, USER, [name])
    return number


async def create_key(connection: Connection, name: str, role: Role) -> str:
    """Make a key for the user called `name`. The text returned is its only copy."""
    public = secrets.token_hex(12)
    key = f"PMAK-{public}-{secrets.token_hex(17)}"
    holder = await user_id(connection, name)
    await execute(connection, INSERT, [public, _digest(key), holder, role])
    return key


async def create_first_key(connection: Connection) -> str | None:
    """Make an admin's key when no key works yet; `None` when one does. Needs a transaction."""
    await execute(connection, FIRST_KEY_LOCK)
    if await fetch_value(connection, ANY):
        return None
    return await create_key(connection, "admin", "admin")


async def caller_of(connection: Connection, key: str) -> Caller | None:
    """Whom a key belongs to; `None` for a key that is malformed, unknown or revoked."""
    shape = SHAPE.fullmatch(key)
    holder = await fetch_one(connection, Holder, HOLDER, [shape[1]]) if shape else None
    if holder is None or not hmac.compare_digest(bytes(holder.digest), _digest(key)):
        return None
    return Caller(holder.user_id, holder.name, holder.role, holder.key)


async def list_keys(connection: Connection) -> list[Key]:
    """Every key, revoked ones too, oldest first."""
    return await fetch_all(connection, Key, LIST)


async def revoke_key(connection: Connection, identifier: str) -> None:
    """End a key, named by its public part, with or without the `PMAK-` before it.

    Raises:
        NotFound: no working key has that identifier.
    """
    public = identifier.removeprefix("PMAK-")[:24]
    if not await execute(connection, REVOKE, [public]):
        raise NotFound(f"No working key has the identifier {public!r}; see `pressroom keys list`.")
    await execute(connection, TELL_REVOKED, [public])


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()
