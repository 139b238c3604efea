"""Delivering: what is in the outbox of a webhook, sent in rounds by jobs of their own queue.

A job serves one webhook: it attempts what is due, a few at once. If more is due when its turn is
over, it puts another job behind those of the other webhooks. So a slow receiver has one job, and
the others get their turns.

Jobs only say that something may be due. What is due stands in the outbox, and every worker looks
there for deliveries without a job: their time has come, or the job got lost with its worker. An
attempt whose worker died is made again, under the same `webhook-id`.
"""

import asyncio
import logging
import random
from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

import procrastinate

from pressroom.store import deliveries, webhooks
from pressroom.store.database import Database
from pressroom.store.deliveries import Due, Status
from pressroom.tasks.queue import INFRASTRUCTURE, ROUND, Queue
from pressroom.tasks.recovery import LOOK, Lookout, end_lost, lost_jobs
from pressroom.tasks.schedule import next_pause

if TYPE_CHECKING:  # it takes time to import, and many workers never deliver anything
    from pressroom.tasks.posting import Courier, Posted

logger = logging.getLogger(__name__)

AT_ONCE = 8
"""How many deliveries of one webhook are attempted at once."""

ROUNDS = 16
"""How many webhooks one worker serves at once."""

TURN = 5.0
"""Seconds after which a job leaves its place to the next."""

GONE = 410
"""The status that says: never again."""


async def run_round(context: procrastinate.JobContext, webhook_id: str) -> None:
    """What a worker does for one job: attempt what is due until nothing is, or its turn is over."""
    hire: Callable[[], Courier] = context.additional_context["courier"]
    queue: Queue = context.additional_context["queue"]
    webhook, loop = UUID(webhook_id), asyncio.get_running_loop()
    end = loop.time() + TURN
    while due := await _due(queue.database, webhook):
        if loop.time() > end:
            async with queue.database.connection() as connection:
                await queue.put_rounds(connection, [webhook])
            return
        courier = await asyncio.to_thread(hire)  # the first time takes long
        await asyncio.gather(*(_attempt(queue.database, courier, webhook, each) for each in due))


async def keep_delivering(queue: Queue, lookout: Lookout) -> None:
    """Look for what is due and has no job, for as long as this worker lives."""
    while True:
        try:
            await put_due_rounds(queue, lookout)
        except INFRASTRUCTURE as error:
            logger.warning("Can't look for deliveries right now: %s", error)
        await asyncio.sleep(LOOK)


async def put_due_rounds(queue: Queue, lookout: Lookout) -> int:
    """Put a job for each webhook that waits for one; gives how many there were."""
    for job in await lost_jobs(queue, lookout, ROUND, "webhook_id"):
        async with queue.database.transaction() as connection:
            await end_lost(queue, connection, job)
    async with queue.database.transaction() as connection:
        waiting = await deliveries.webhooks_waiting(connection)
        if waiting:
            await queue.put_rounds(connection, waiting)
    return len(waiting)


async def _due(database: Database, webhook_id: UUID) -> list[Due]:
    async with database.connection() as connection:
        return await deliveries.due_deliveries(connection, webhook_id, AT_ONCE)


async def _attempt(database: Database, courier: "Courier", webhook_id: UUID, due: Due) -> None:
    posted = await courier.post(due)
    pause = _pause(due, posted)
    outcome: Status = "failed" if pause is None else "pending"
    gone = posted.attempt.status == GONE
    async with database.transaction() as connection:
        if gone:
            reason = "The receiver answered 410 Gone."
            logger.warning("Webhook %s is disabled: %s", webhook_id, reason)
            await webhooks.disable_webhook(connection, webhook_id, reason)
        await deliveries.note_attempt(
            connection,
            posted.attempt,
            tries=due.tries,
            outcome="delivered" if posted.succeeded else outcome,
            pause=pause,
        )
        if gone:
            await deliveries.give_up_deliveries(connection, webhook_id)


def _pause(due: Due, posted: "Posted") -> float | None:
    """Seconds until the next attempt; `None` when there is none."""
    if posted.succeeded or posted.attempt.status == GONE:
        return None
    age = due.age + posted.attempt.milliseconds / 1000
    return next_pause(due.tries + 1, age, random.random(), posted.asked)  # noqa: S311
