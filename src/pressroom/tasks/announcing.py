"""Announcing: what happened, into the outbox of every webhook that wants to know of it.

It is written in the transaction of what happened: nothing is announced that didn't happen, and
nothing that happened is forgotten.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from pressroom.store import deliveries, versions, webhooks
from pressroom.store.database import Connection
from pressroom.store.deliveries import Letter
from pressroom.store.tasks import Task
from pressroom.store.webhooks import EventType
from pressroom.tasks.queue import Queue
from pressroom.tasks.status import Status, rfc3339, status_of

PING = "webhook.ping"


class Payload(msgspec.Struct, frozen=True):
    """What is sent (Standard Webhooks, "Payload structure")."""

    type: str
    timestamp: str
    data: Any


class EndedTask(Status, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """A task's status as callers read it, and the API that it belongs to."""

    api_id: str


class PublishedVersion(
    msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True
):
    """A version that can be read from now on, and the task that published it."""

    id: str
    name: str
    release_notes: str | None = None
    created_at: str
    updated_at: str
    api_id: str
    task_id: str


async def announce_end(connection: Connection, queue: Queue, task: Task) -> None:
    """Announce a task that has just ended. Needs the transaction that ends it.

    The building of an SDK isn't among the tasks that callers read, so it isn't announced.
    """
    types = _types(task)
    wanting = await webhooks.webhooks_wanting(connection, types) if types else []
    if not wanting:
        return
    payloads = {type_: await _payload(connection, type_, task) for type_ in types}
    letters = [
        Letter(webhook.id, type_, payloads[type_])
        for webhook in wanting
        for type_ in types
        if type_ in webhook.events
    ]
    await deliveries.write_deliveries(connection, letters)
    await queue.put_rounds(connection, [webhook.id for webhook in wanting])


async def ping(connection: Connection, queue: Queue, webhook_id: UUID, now: datetime) -> UUID:
    """Send a webhook something to try it with; gives the delivery's identifier."""
    payload = _encoded(PING, now, {"webhookId": str(webhook_id)})
    letters = [Letter(webhook_id, PING, payload)]
    (delivery_id,) = await deliveries.write_deliveries(connection, letters)
    await queue.put_rounds(connection, [webhook_id])
    return delivery_id


def _types(task: Task) -> list[EventType]:
    if task.model == "sdk":
        return []
    if task.status != "completed":
        return ["task.failed"]
    if (task.model, task.action) == ("api-version", "create"):
        return ["task.completed", "version.published"]
    return ["task.completed"]


async def _payload(connection: Connection, type_: EventType, task: Task) -> str:
    if type_ == "version.published":
        return _encoded(type_, task.updated_at, await _version(connection, task))
    status = msgspec.structs.asdict(status_of(task))
    return _encoded(type_, task.updated_at, EndedTask(**status, api_id=str(task.api_id)))


async def _version(connection: Connection, task: Task) -> PublishedVersion:
    version_id = UUID((task.resources or ())[0]["id"])
    version = await versions.get_version(connection, task.api_id, version_id)
    return PublishedVersion(
        id=str(version.id),
        name=version.name,
        release_notes=version.release_notes,
        created_at=rfc3339(version.created_at),
        updated_at=rfc3339(version.updated_at),
        api_id=str(task.api_id),
        task_id=str(task.id),
    )


def _encoded(type_: str, at: datetime, content: object) -> str:
    return msgspec.json.encode(Payload(type_, rfc3339(at), content)).decode()
