"""Deliveries: the outbox of each webhook, and what became of every attempt.

A delivery is `pending` until an attempt succeeds, or until it is given up. The time of the next
attempt is in its row, and nowhere else.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, LiteralString
from uuid import UUID

import msgspec

from pressroom.errors import NotFound
from pressroom.store.database import Connection, execute, fetch_all, fetch_one, fetch_value
from pressroom.store.pages import Page, Position, decode_cursor, newest_page

INSERT: LiteralString = """
    insert into deliveries (webhook_id, event, payload)
    select * from unnest(%(webhooks)s::uuid[], %(events)s::text[], %(payloads)s::text[])
    returning id
"""
GET: LiteralString = """
    select id, event, payload, status, next_attempt_at, created_at
    from deliveries where webhook_id = %(webhook_id)s and id = %(id)s
"""
LIST: LiteralString = """
    select id, event, payload, status, next_attempt_at, created_at
    from deliveries
    where webhook_id = %(webhook_id)s
        and (%(after_time)s::timestamptz is null
            or (created_at, id) < (%(after_time)s, %(after_id)s::uuid))
    order by created_at desc, id desc
    limit %(rows)s
"""
COUNT: LiteralString = """
    select count(*) from deliveries where webhook_id = %s
"""
ATTEMPTS: LiteralString = """
    select delivery_id, at, milliseconds, status, body, error
    from delivery_attempts where delivery_id = any(%s)
    order by id
"""
DUE: LiteralString = """
    select deliveries.id, payload, tries, url, secret,
        extract(epoch from now() - asked_at)::float8 as age
    from deliveries join webhooks on webhooks.id = webhook_id
    where webhook_id = %(webhook_id)s and active
        and status = 'pending' and next_attempt_at <= now()
    order by next_attempt_at, deliveries.created_at, deliveries.id
    limit %(rows)s
"""
HOLD: LiteralString = """
    select true from deliveries where id = %s for update
"""
NOTE_ATTEMPT: LiteralString = """
    insert into delivery_attempts (delivery_id, at, milliseconds, status, body, error)
    values (%(delivery_id)s, %(at)s, %(milliseconds)s, %(status)s, %(body)s, %(error)s)
"""
MOVE: LiteralString = """
    update deliveries set
        tries = tries + 1,
        status = %(outcome)s,
        next_attempt_at = now() + %(pause)s::float8 * interval '1 second'
    where id = %(id)s and tries = %(tries)s
        and (status = 'pending' or %(outcome)s = 'delivered')
"""
GIVE_UP: LiteralString = """
    update deliveries set status = 'failed', next_attempt_at = null
    where webhook_id = %s and status = 'pending'
"""
ASK_AGAIN: LiteralString = """
    update deliveries set status = 'pending', tries = 0, asked_at = now(), next_attempt_at = now()
    where webhook_id = %(webhook_id)s and id = %(id)s
    returning id, event, payload, status, next_attempt_at, created_at
"""
WAITING: LiteralString = """
    select id from webhooks
    where active
        and exists (
            select from deliveries
            where webhook_id = webhooks.id and status = 'pending' and next_attempt_at <= now()
        )
        and not exists (
            select from procrastinate_jobs
            where lock = 'webhook:' || webhooks.id and status in ('todo', 'doing')
        )
    for no key update skip locked
"""
PRUNE: LiteralString = """
    delete from deliveries where id in (
        select id from deliveries
        where created_at < now() - %(seconds)s * interval '1 second'
            and asked_at < now() - %(seconds)s * interval '1 second'
        order by created_at
        limit %(batch)s
        for update skip locked
    )
"""

Status = Literal["pending", "delivered", "failed"]


class Delivery(msgspec.Struct, frozen=True):
    """A delivery as admins see it; `payload` is the text that is sent."""

    id: UUID
    event: str
    payload: str
    status: Status
    next_attempt_at: datetime | None
    created_at: datetime


class Attempt(msgspec.Struct, frozen=True):
    """One attempt: the answer's status and the beginning of its body, or why there is none."""

    delivery_id: UUID
    at: datetime
    milliseconds: int
    status: int | None
    body: str | None
    error: str | None


class Due(msgspec.Struct, frozen=True):
    """A delivery that is to be attempted now. `age` is how many seconds ago it was asked for."""

    id: UUID
    payload: str
    tries: int
    url: str
    secret: str
    age: float


class Named(msgspec.Struct, frozen=True):
    id: UUID


class Letter(msgspec.Struct, frozen=True):
    """Something to be sent to one webhook."""

    webhook_id: UUID
    event: str
    payload: str


async def write_deliveries(connection: Connection, letters: Sequence[Letter]) -> list[UUID]:
    """Put letters into the outbox, to be sent at once; gives their identifiers."""
    arguments = {
        "webhooks": [letter.webhook_id for letter in letters],
        "events": [letter.event for letter in letters],
        "payloads": [letter.payload for letter in letters],
    }
    return [row.id for row in await fetch_all(connection, Named, INSERT, arguments)]


async def get_delivery(connection: Connection, webhook_id: UUID, delivery_id: UUID) -> Delivery:
    """Raises NotFound for a delivery that the webhook doesn't have."""
    arguments = {"webhook_id": webhook_id, "id": delivery_id}
    return _there(await fetch_one(connection, Delivery, GET, arguments))


async def list_deliveries(
    connection: Connection, webhook_id: UUID, *, cursor: str | None = None, limit: int
) -> Page[Delivery]:
    """A webhook's deliveries, newest first."""
    after = decode_cursor(cursor, Position)
    arguments = {
        "webhook_id": webhook_id,
        "after_time": after and after.created_at,
        "after_id": after and after.id,
        "rows": limit + 1,
    }
    rows = await fetch_all(connection, Delivery, LIST, arguments)
    return newest_page(rows, limit, await fetch_value(connection, COUNT, [webhook_id]))


async def attempts_of(connection: Connection, delivery_ids: Sequence[UUID]) -> list[Attempt]:
    """Every attempt at some deliveries, oldest first."""
    return await fetch_all(connection, Attempt, ATTEMPTS, [list(delivery_ids)])


async def due_deliveries(connection: Connection, webhook_id: UUID, most: int) -> list[Due]:
    """What is to be sent to a webhook now, the longest due first; nothing unless it is active."""
    return await fetch_all(connection, Due, DUE, {"webhook_id": webhook_id, "rows": most})


async def note_attempt(
    connection: Connection,
    attempt: Attempt,
    *,
    tries: int,
    outcome: Status,
    pause: float | None = None,
) -> None:
    """Note an attempt and what follows: with `pending`, another one after `pause` seconds.

    The delivery moves on only if it had `tries` attempts before. So it stays as it is when it was
    asked for anew in the meantime, or when another worker was faster. Needs a transaction.
    """
    if await fetch_value(connection, HOLD, [attempt.delivery_id]) is None:
        return
    await execute(connection, NOTE_ATTEMPT, msgspec.structs.asdict(attempt))
    arguments = {
        "id": attempt.delivery_id,
        "tries": tries,
        "outcome": outcome,
        "pause": pause,
    }
    await execute(connection, MOVE, arguments)


async def give_up_deliveries(connection: Connection, webhook_id: UUID) -> None:
    """Fail everything that still waits to be sent to a webhook."""
    await execute(connection, GIVE_UP, [webhook_id])


async def ask_again(connection: Connection, webhook_id: UUID, delivery_id: UUID) -> Delivery:
    """Have a delivery sent once more, at once. Raises NotFound for one that isn't there."""
    arguments = {"webhook_id": webhook_id, "id": delivery_id}
    return _there(await fetch_one(connection, Delivery, ASK_AGAIN, arguments))


async def webhooks_waiting(connection: Connection) -> list[UUID]:
    """The active webhooks with something due and no job for it; they are locked."""
    return [row.id for row in await fetch_all(connection, Named, WAITING)]


async def prune_deliveries(connection: Connection, seconds: float, batch: int) -> int:
    """Delete up to `batch` deliveries of so long ago, with their attempts; gives how many.

    One that is pending by then belongs to a webhook that has been paused for all that time.
    """
    return await execute(connection, PRUNE, {"seconds": seconds, "batch": batch})


def _there(delivery: Delivery | None) -> Delivery:
    if delivery is None:
        raise NotFound("The webhook has no delivery with this identifier.")
    return delivery
