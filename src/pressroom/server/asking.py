"""Asking once: a request with an `Idempotency-Key` does its work once, however often it comes.

The key, what it stands for and the first answer are written in the transaction that accepts the
work (draft-ietf-httpapi-idempotency-key-header). An answer that waits for its task is settled by
whoever hears of the end first, so every repeat gets the same one, though a server died in between.
"""

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import UUID

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from pressroom.errors import InvalidRequest, Unprocessable
from pressroom.server.errors import on_pressroom_error
from pressroom.server.press import Call
from pressroom.store.database import Connection
from pressroom.store.idempotency import (
    Answered,
    Asked,
    first_answer,
    keep_answer,
    settle_answer,
)
from pressroom.store.keys import Caller

HEADER = "Idempotency-Key"


class Accepted(msgspec.Struct, frozen=True, eq=False):
    """What a request was answered when it was accepted, and the task that was made for it."""

    response: Response
    task_id: UUID | None = None


Accept = Callable[[Connection], Awaitable[Accepted]]
Soon = Callable[[UUID], Awaitable[Response | None]]
"""What to answer when the task ends soon enough; `None` when it doesn't."""


def asked_by(
    request: Request, caller: Caller, operation: str, arguments: Mapping[str, Any]
) -> Asked:
    """What makes a request that names a key the same when it comes again.

    The key may be quoted, as the draft has it, or not. `arguments` are what the operation takes.

    Raises:
        InvalidRequest: several keys are named.
    """
    named = {key.strip('"') for key in request.headers.getlist(HEADER)}
    if len(named) > 1:
        raise InvalidRequest("may be there only once", field=HEADER)
    content = msgspec.json.encode(arguments, order="deterministic")
    path = request.scope["path"].removeprefix("/v2")
    return Asked(caller.key, operation, path, named.pop(), hashlib.sha256(content).digest())


async def once(call: Call, accept: Accept, soon: Soon | None = None) -> Response:
    """Do what was asked for in one transaction; what was accepted before is only answered.

    With `soon` the answer is what became of the task, if that is known soon enough.
    """
    async with call.database.transaction() as connection:
        answered = await first_answer(connection, call.asked) if call.asked else None
        if answered is None:
            accepted = await accept(connection)
            answered = _answered(call, accepted.response, accepted.task_id, settled=soon is None)
            if call.asked is not None:
                await keep_answer(connection, call.asked, answered)
    if soon is not None and answered.task_id is not None and not answered.settled:
        answered = await _settled(call, answered, answered.task_id, soon)
    return Response(answered.body, answered.status, headers=answered.headers)


async def _settled(call: Call, pending: Answered, task_id: UUID, soon: Soon) -> Answered:
    """The answer once the task has ended, or hasn't for long enough."""
    try:
        response = await soon(task_id)
    except Unprocessable as error:
        response = await on_pressroom_error(call.http, error)
    answered = _answered(call, response, task_id) if response else pending
    if call.asked is None:
        return answered
    async with call.database.connection() as connection:
        return await settle_answer(connection, call.asked, answered)


def _answered(
    call: Call, response: Response, task_id: UUID | None, *, settled: bool = True
) -> Answered:
    headers = {name: text for name, text in response.headers.items() if name != "content-length"}
    return Answered(
        request=call.asked.request if call.asked else b"",
        task_id=task_id,
        settled=settled,
        status=response.status_code,
        headers=headers,
        body=bytes(response.body),
    )
