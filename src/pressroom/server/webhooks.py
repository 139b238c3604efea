"""`/webhooks`: who is told of what happens, and what became of it. For admins alone."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType
from starlette.responses import Response

from pressroom.errors import Unprocessable
from pressroom.receivers import AddressRefused, reachable, read_allowed, receiver_of
from pressroom.server.answers import Answer, PageMeta, answer, no_content
from pressroom.server.press import Call
from pressroom.store import deliveries, webhooks
from pressroom.store.database import Connection
from pressroom.store.deliveries import Attempt, Delivery
from pressroom.store.webhooks import EventType, Webhook, check_secret, new_secret
from pressroom.tasks.announcing import ping
from pressroom.tasks.status import rfc3339

Events = Annotated[list[EventType], msgspec.Meta(min_length=1)]


class NewWebhook(msgspec.Struct, frozen=True):
    url: str
    events: Events
    secret: str | None = None


class WebhookChanges(msgspec.Struct, frozen=True):
    """What isn't sent stays as it is."""

    url: str | UnsetType = UNSET
    events: Events | UnsetType = UNSET
    secret: str | UnsetType = UNSET
    active: bool | UnsetType = UNSET


class WebhookAnswer(Answer, frozen=True, kw_only=True):
    """`secret` is there once: in the answer to the request that had it generated."""

    id: str
    url: str
    events: Sequence[str]
    active: bool
    reason: str | None = None
    secret: str | None = None
    created_at: str
    created_by: int
    updated_at: str


class AttemptAnswer(Answer, frozen=True, kw_only=True):
    at: str
    duration_ms: int
    status: int | None = None
    body: str | None = None
    error: str | None = None


class DeliveryAnswer(Answer, frozen=True, kw_only=True):
    id: str
    event: str
    status: str
    next_attempt_at: str | None = None
    created_at: str
    attempts: Sequence[AttemptAnswer]
    payload: msgspec.Raw


async def create_webhook(call: Call, body: NewWebhook) -> Response:
    await _check_url(call, body.url)
    if body.secret is not None:
        check_secret(body.secret)
    generated = new_secret() if body.secret is None else None
    async with call.database.connection() as connection:
        webhook = await webhooks.create_webhook(
            connection, body.url, _once(body.events), body.secret or generated or "", call.by
        )
    shown = msgspec.structs.replace(_answer(webhook), secret=generated)
    return answer(shown, headers={"Cache-Control": "no-store"})


async def get_webhooks(call: Call, cursor: str | None, limit: int) -> Response:
    async with call.database.connection() as connection:
        page = await webhooks.list_webhooks(connection, cursor=cursor, limit=limit)
    meta = PageMeta(limit=limit, total=page.total, next_cursor=page.next_cursor)
    return answer({"webhooks": [_answer(webhook) for webhook in page.rows], "meta": meta})


async def get_webhook(call: Call, webhook_id: UUID) -> Response:
    async with call.database.connection() as connection:
        return answer(_answer(await webhooks.get_webhook(connection, webhook_id)))


async def update_webhook(call: Call, webhook_id: UUID, body: WebhookChanges) -> Response:
    if body.url is not UNSET:
        await _check_url(call, body.url)
    if body.secret is not UNSET:
        check_secret(body.secret)
    changes = {
        name: value for name, value in msgspec.structs.asdict(body).items() if value is not UNSET
    }
    if "events" in changes:
        changes["events"] = _once(changes["events"])
    async with call.database.connection() as connection:
        return answer(_answer(await webhooks.update_webhook(connection, webhook_id, **changes)))


async def delete_webhook(call: Call, webhook_id: UUID) -> Response:
    async with call.database.connection() as connection:
        await webhooks.delete_webhook(connection, webhook_id)
    return no_content()


async def ping_webhook(call: Call, webhook_id: UUID) -> Response:
    async with call.database.transaction() as connection:
        await _active(connection, webhook_id)
        now = datetime.now(UTC)
        delivery_id = await ping(connection, call.press.queue, webhook_id, now)
        delivery = await deliveries.get_delivery(connection, webhook_id, delivery_id)
    return answer(_delivery(delivery, ()), 202)


async def get_webhook_deliveries(
    call: Call, webhook_id: UUID, cursor: str | None, limit: int
) -> Response:
    async with call.database.snapshot() as connection:
        await webhooks.get_webhook(connection, webhook_id)
        page = await deliveries.list_deliveries(connection, webhook_id, cursor=cursor, limit=limit)
        attempts = await _attempts(connection, [delivery.id for delivery in page.rows])
    meta = PageMeta(limit=limit, total=page.total, next_cursor=page.next_cursor)
    rows = [_delivery(delivery, attempts[delivery.id]) for delivery in page.rows]
    return answer({"deliveries": rows, "meta": meta})


async def redeliver_to_webhook(call: Call, webhook_id: UUID, delivery_id: UUID) -> Response:
    async with call.database.transaction() as connection:
        await _active(connection, webhook_id)
        delivery = await deliveries.ask_again(connection, webhook_id, delivery_id)
        attempts = await _attempts(connection, [delivery_id])
        await call.press.queue.put_rounds(connection, [webhook_id])
    return answer(_delivery(delivery, attempts[delivery_id]), 202)


async def _check_url(call: Call, url: str) -> None:
    """Raises InvalidRequest for what is no URL, AddressRefused for one that leads inside."""
    allowed = read_allowed(call.press.settings.webhook_allow)
    try:
        await reachable(receiver_of(url), allowed)
    except AddressRefused as error:
        raise AddressRefused(f"url: {error}.") from error


async def _active(connection: Connection, webhook_id: UUID) -> None:
    webhook = await webhooks.get_webhook(connection, webhook_id)
    if not webhook.active:
        raise Unprocessable("This webhook isn't active; set `active` to true first.")


async def _attempts(
    connection: Connection, delivery_ids: Sequence[UUID]
) -> Mapping[UUID, list[Attempt]]:
    """The attempts at each delivery, oldest first."""
    found: defaultdict[UUID, list[Attempt]] = defaultdict(list)
    for attempt in await deliveries.attempts_of(connection, delivery_ids):
        found[attempt.delivery_id].append(attempt)
    return found


def _once(events: Sequence[EventType]) -> list[EventType]:
    return list(dict.fromkeys(events))


def _answer(webhook: Webhook) -> WebhookAnswer:
    return WebhookAnswer(
        id=str(webhook.id),
        url=webhook.url,
        events=webhook.events,
        active=webhook.active,
        reason=webhook.reason,
        created_at=rfc3339(webhook.created_at),
        created_by=webhook.created_by,
        updated_at=rfc3339(webhook.updated_at),
    )


def _delivery(delivery: Delivery, attempts: Sequence[Attempt]) -> DeliveryAnswer:
    due = delivery.next_attempt_at
    return DeliveryAnswer(
        id=str(delivery.id),
        event=delivery.event,
        status=delivery.status,
        next_attempt_at=rfc3339(due) if due else None,
        created_at=rfc3339(delivery.created_at),
        attempts=[_attempt(attempt) for attempt in attempts],
        payload=msgspec.Raw(delivery.payload.encode()),
    )


def _attempt(attempt: Attempt) -> AttemptAnswer:
    return AttemptAnswer(
        at=rfc3339(attempt.at),
        duration_ms=attempt.milliseconds,
        status=attempt.status,
        body=attempt.body,
        error=attempt.error,
    )
