"""Idempotency keys: what was answered to a request, kept for a day in case that it comes again.

A request is the same when the same API key asks the same operation on the same path under the same
idempotency key. From the first look until its transaction ends it is locked, so that of two at
once only one is accepted.
"""

from collections.abc import Mapping
from typing import LiteralString
from uuid import UUID

import msgspec
from psycopg.types.json import Jsonb

from pressroom.errors import BeingAccepted, Unprocessable
from pressroom.store.database import Connection, execute, fetch_one, fetch_value

LOCK: LiteralString = """
    select pg_try_advisory_xact_lock(hashtextextended(
        array[%(caller)s, %(operation)s, %(path)s, %(key)s]::text, 0))
"""
FIND: LiteralString = """
    select request, task_id, settled, status, headers, body
    from idempotency_keys
    where caller = %(caller)s and operation = %(operation)s and path = %(path)s and key = %(key)s
        and created_at > now() - interval '24 hours'
"""
KEEP: LiteralString = """
    insert into idempotency_keys
        (caller, operation, path, key, request, task_id, settled, status, headers, body)
    values (%(caller)s, %(operation)s, %(path)s, %(key)s, %(request)s, %(task_id)s, %(settled)s,
        %(status)s, %(headers)s, %(body)s)
    on conflict (caller, operation, path, key) do update
    set request = excluded.request, task_id = excluded.task_id, settled = excluded.settled,
        status = excluded.status, headers = excluded.headers, body = excluded.body,
        created_at = excluded.created_at
"""
SETTLE: LiteralString = """
    update idempotency_keys
    set settled = true, status = %(status)s, headers = %(headers)s, body = %(body)s
    where caller = %(caller)s and operation = %(operation)s and path = %(path)s and key = %(key)s
        and task_id = %(task_id)s and not settled
"""
DELETE_EXPIRED: LiteralString = """
    delete from idempotency_keys where created_at <= now() - interval '24 hours'
"""


class Asked(msgspec.Struct, frozen=True):
    """A request that named a key: `caller` is its API key, `request` the digest of its content."""

    caller: str
    operation: str
    path: str
    key: str
    request: bytes


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """An answer; one that isn't `settled` changes when the task ends soon enough."""

    request: bytes
    task_id: UUID | None
    settled: bool
    status: int
    headers: Mapping[str, str]
    body: bytes


async def first_answer(connection: Connection, asked: Asked) -> Answered | None:
    """The answer to the first request of this key; `None` makes this one the first.

    Needs a transaction, and holds the key until its end when it is the first.

    Raises:
        BeingAccepted: another request holds the key right now.
        Unprocessable: the key belongs to a request with another content.
    """
    arguments = msgspec.structs.asdict(asked)
    answered = await fetch_one(connection, Answered, FIND, arguments)
    if answered is None:
        if not await fetch_value(connection, LOCK, arguments):
            raise BeingAccepted(
                "A request with this Idempotency-Key is being accepted right now; "
                "send it again soon."
            )
        answered = await fetch_one(connection, Answered, FIND, arguments)
    if answered is not None and answered.request != asked.request:
        raise Unprocessable(
            "This Idempotency-Key was used for another request; take a new key for a new request."
        )
    return answered


async def keep_answer(connection: Connection, asked: Asked, answered: Answered) -> None:
    """Note the first answer, in the transaction that did what was asked for."""
    await execute(connection, KEEP, _arguments(asked, answered))


async def settle_answer(connection: Connection, asked: Asked, answered: Answered) -> Answered:
    """Note the last word, unless another request of the same key had it; gives what was said."""
    if await execute(connection, SETTLE, _arguments(asked, answered)):
        return answered
    found = await fetch_one(connection, Answered, FIND, msgspec.structs.asdict(asked))
    return found or answered


async def delete_expired_keys(connection: Connection) -> None:
    """Forget what was answered more than a day ago."""
    await execute(connection, DELETE_EXPIRED)


def _arguments(asked: Asked, answered: Answered) -> dict[str, object]:
    return {
        **msgspec.structs.asdict(asked),
        "task_id": answered.task_id,
        "settled": answered.settled,
        "status": answered.status,
        "headers": Jsonb(dict(answered.headers)),
        "body": answered.body,
    }
