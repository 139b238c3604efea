"""Keeping: what has had its time is deleted: tasks that ended, deliveries, keys, unused contents.

Every worker looks now and then whether it is time, and one of them does it, in small transactions.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

import msgspec
import psycopg

from pressroom.settings import Settings
from pressroom.store import blobs, tasks
from pressroom.store.chores import begin_chore
from pressroom.store.database import Connection, Database
from pressroom.store.deliveries import prune_deliveries
from pressroom.store.idempotency import delete_expired_keys
from pressroom.tasks.queue import INFRASTRUCTURE

logger = logging.getLogger(__name__)

DAY = 86400.0
EVERY = 3600.0
"""Seconds between two prunings, by whichever worker."""

LOOK = 60.0
"""How often each worker looks whether it is time."""

UNUSED = 3600.0
"""Seconds for which a content stays unused at least: whoever has just read that it is there may
still read it, or refer to it at the end of a task."""

BATCH = 1000

Prune = Callable[[Connection, float, int], Awaitable[int]]
"""Deletes what is older than some seconds, up to so many; gives how many there were."""


class Pruned(msgspec.Struct, frozen=True):
    """How many of each were deleted."""

    tasks: int
    deliveries: int
    jobs: int
    contents: int


async def keep_pruning(database: Database, settings: Settings, *, look: float = LOOK) -> None:
    """Prune whenever it is time, for as long as this worker lives."""
    while True:
        await asyncio.sleep(look)
        try:
            async with database.connection() as connection:
                due = await begin_chore(connection, "prune", EVERY)
            if due:
                pruned = await prune_all(database, settings)
                logger.info("Pruned %s tasks and %s contents", pruned.tasks, pruned.contents)
        except INFRASTRUCTURE as error:
            logger.warning("Can't prune right now: %s", error)
        except psycopg.Error:
            logger.exception("Can't prune; trying again in an hour")


async def prune_all(database: Database, settings: Settings) -> Pruned:
    """Delete tasks and jobs that ended `task_days` ago, deliveries of so long ago, contents unused
    for `UNUSED`, and expired idempotency keys.
    """
    ended = delivered = jobs = 0
    async with database.connection() as connection:
        await delete_expired_keys(connection)
    if settings.task_days:
        seconds = settings.task_days * DAY
        ended = await _prune_batches(database, tasks.prune_tasks, seconds)
        delivered = await _prune_batches(database, prune_deliveries, seconds)
        async with database.connection() as connection:
            jobs = await tasks.prune_jobs(connection, seconds)
    unused = max(UNUSED, 2 * settings.task_seconds)
    return Pruned(ended, delivered, jobs, await prune_contents(database, unused))


async def prune_contents(database: Database, seconds: float) -> int:
    """Note the contents that are unused, and delete those that were so for `seconds`."""
    async with database.connection() as connection:
        await blobs.note_unused(connection)
    total = 0
    while True:
        async with database.transaction() as connection:
            deleted = await blobs.delete_unused(connection, seconds)
        if deleted is None:
            return total
        total += deleted


async def _prune_batches(database: Database, prune: Prune, seconds: float) -> int:
    total = 0
    while True:
        async with database.connection() as connection:
            deleted = await prune(connection, seconds, BATCH)
        total += deleted
        if deleted < BATCH:
            return total
