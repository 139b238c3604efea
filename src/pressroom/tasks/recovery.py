"""Recovery: the tasks of workers that died are run again, up to three times.

A worker writes its heartbeat every `HEARTBEAT` seconds, and counts as dead once it missed them for
`STALLED` seconds. Every worker looks for jobs of dead ones. Such a job is replaced by a new one,
never handed on: a worker that was only asleep then finds its job gone and its attempt fenced off.
"""

import asyncio
import logging
from typing import LiteralString
from uuid import UUID

from procrastinate import sql
from procrastinate.jobs import Job

from pressroom.store import tasks
from pressroom.store.database import Connection, fetch_value
from pressroom.store.events import note_return
from pressroom.tasks.queue import INFRASTRUCTURE, RESCUED, Queue
from pressroom.tasks.work import forget

logger = logging.getLogger(__name__)

HEARTBEAT = 2.0
STALLED = 10.0
DEATHS = 3
"""After so many dead workers a task is failed, lest it kills one worker after another."""

TAKE_JOB: LiteralString = """
    select true from procrastinate_jobs
    where id = %s and status = 'doing' and worker_id is not distinct from %s
    for update skip locked
"""


async def keep_rescuing(queue: Queue) -> None:
    """Look for jobs of dead workers for as long as this worker lives."""
    while True:
        try:
            await rescue(queue)
        except INFRASTRUCTURE as error:
            logger.warning("Can't look for dead workers right now: %s", error)
        await asyncio.sleep(HEARTBEAT)


async def rescue(queue: Queue) -> int:
    """Take up every task whose worker is dead, or whose job got lost; gives how many there were."""
    rescued = 0
    for job in await queue.app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED):
        async with queue.database.transaction() as connection:
            if await fetch_value(connection, TAKE_JOB, [job.id, job.worker_id]):
                await _end_job(queue, connection, job)
                await _take_up(queue, connection, UUID(str(job.task_kwargs["task_id"])))
                rescued += 1
    async with queue.database.transaction() as connection:
        for task_id in await tasks.orphaned_tasks(connection):
            await _take_up(queue, connection, task_id)
            rescued += 1
    return rescued


async def _end_job(queue: Queue, connection: Connection, job: Job) -> None:
    await queue.app.connector.execute_query_all_async_with_connection(
        connection, sql.queries["finish_job"], job_id=job.id, status="failed", delete_job=True
    )


async def _take_up(queue: Queue, connection: Connection, task_id: UUID) -> None:
    run = await tasks.count_death(connection, task_id)
    if run is None:
        return
    logger.warning("Task %s lost its worker (%s of %s)", run.id, run.deaths, DEATHS)
    if run.deaths < DEATHS:
        await note_return(connection, run.id, "The worker died; waiting for another.")
        await queue.put(connection, run.id, run.api_id, priority=RESCUED)
        return
    message = (
        f"{DEATHS} workers died while running this task, so it isn't tried again. "
        "The workers' logs may tell why; the usual cause is too little memory."
    )
    if await tasks.fail_task(connection, run, message):
        await forget(connection, run)
