"""Webhooks: which addresses are told of which events, and the secrets that sign what they get."""

import base64
import binascii
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, LiteralString, get_args
from uuid import UUID

import msgspec

from pressroom.errors import InvalidRequest, NotFound
from pressroom.store.database import Connection, execute, fetch_all, fetch_one, fetch_value
from pressroom.store.pages import Page, Position, decode_cursor, newest_page

INSERT: LiteralString = """
    insert into webhooks (url, events, secret, created_by)
    values (%(url)s, %(events)s, %(secret)s, %(by)s)
    returning id, url, events, active, reason, created_at, created_by, updated_at
"""
GET: LiteralString = """
    select id, url, events, active, reason, created_at, created_by, updated_at
    from webhooks where id = %s
"""
LIST: LiteralString = """
    select id, url, events, active, reason, created_at, created_by, updated_at
    from webhooks
    where %(after_time)s::timestamptz is null
        or (created_at, id) < (%(after_time)s, %(after_id)s::uuid)
    order by created_at desc, id desc
    limit %(rows)s
"""
COUNT: LiteralString = """
    select count(*) from webhooks
"""
UPDATE: LiteralString = """
    update webhooks set
        url = coalesce(%(url)s, url),
        events = coalesce(%(events)s, events),
        secret = coalesce(%(secret)s, secret),
        active = coalesce(%(active)s::boolean, active),
        reason = case when %(active)s::boolean is null then reason end,
        updated_at = now()
    where id = %(id)s
    returning id, url, events, active, reason, created_at, created_by, updated_at
"""
DISABLE: LiteralString = """
    update webhooks set active = false, reason = %(reason)s, updated_at = now()
    where id = %(id)s and active
"""
DELETE: LiteralString = """
    delete from webhooks where id = %s
"""
WANTING: LiteralString = """
    select id, events from webhooks where active and events && %s::text[]
    for key share
"""

EventType = Literal["task.completed", "task.failed", "version.published"]
EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)

PREFIX = "whsec_"
SHORTEST, LONGEST = 24, 64
"""How many bytes a secret may have (Standard Webhooks, "Signature scheme")."""


class Webhook(msgspec.Struct, frozen=True):
    """A webhook without its secret; `reason` tells why one was disabled that nobody paused."""

    id: UUID
    url: str
    events: Sequence[EventType]
    active: bool
    reason: str | None
    created_at: datetime
    created_by: int
    updated_at: datetime


class Wanting(msgspec.Struct, frozen=True):
    """An active webhook, and everything that it wants to be told of."""

    id: UUID
    events: Sequence[EventType]


def new_secret() -> str:
    """A secret that nobody knows yet, as Standard Webhooks writes them."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def check_secret(secret: str) -> None:
    """Raises InvalidRequest for a text that is no secret as Standard Webhooks writes them."""
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not secret.startswith(PREFIX) or not SHORTEST <= len(key) <= LONGEST:
        raise InvalidRequest(
            f"must be {PREFIX} and the Base64 of {SHORTEST} to {LONGEST} bytes", field="secret"
        )


async def create_webhook(
    connection: Connection, url: str, events: Sequence[EventType], secret: str, by: int
) -> Webhook:
    """Note a webhook; it is told of what happens from now on."""
    arguments = {"url": url, "events": list(events), "secret": secret, "by": by}
    return _there(await fetch_one(connection, Webhook, INSERT, arguments))


async def get_webhook(connection: Connection, webhook_id: UUID) -> Webhook:
    """Raises NotFound for one that isn't there."""
    return _there(await fetch_one(connection, Webhook, GET, [webhook_id]))


async def list_webhooks(
    connection: Connection, *, cursor: str | None = None, limit: int
) -> Page[Webhook]:
    """Every webhook, newest first."""
    after = decode_cursor(cursor, Position)
    arguments = {
        "after_time": after and after.created_at,
        "after_id": after and after.id,
        "rows": limit + 1,
    }
    rows = await fetch_all(connection, Webhook, LIST, arguments)
    return newest_page(rows, limit, await fetch_value(connection, COUNT))


async def update_webhook(
    connection: Connection,
    webhook_id: UUID,
    *,
    url: str | None = None,
    events: Sequence[EventType] | None = None,
    secret: str | None = None,
    active: bool | None = None,
) -> Webhook:
    """Change what isn't `None`. Raises NotFound for a webhook that isn't there."""
    arguments: dict[str, Any] = {
        "id": webhook_id,
        "url": url,
        "events": events and list(events),
        "secret": secret,
        "active": active,
    }
    return _there(await fetch_one(connection, Webhook, UPDATE, arguments))


async def disable_webhook(connection: Connection, webhook_id: UUID, reason: str) -> bool:
    """Send nothing more there, and say why; `False` when it isn't active any more."""
    return bool(await execute(connection, DISABLE, {"id": webhook_id, "reason": reason}))


async def delete_webhook(connection: Connection, webhook_id: UUID) -> None:
    """Delete a webhook with its deliveries. Raises NotFound for one that isn't there."""
    if not await execute(connection, DELETE, [webhook_id]):
        _there(None)


async def webhooks_wanting(connection: Connection, types: Sequence[EventType]) -> list[Wanting]:
    """The active webhooks that want any of these events; they stay until the transaction ends."""
    return await fetch_all(connection, Wanting, WANTING, [list(types)])


def _there(webhook: Webhook | None) -> Webhook:
    if webhook is None:
        raise NotFound("There is no webhook with this identifier.")
    return webhook
