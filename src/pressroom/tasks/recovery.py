"""Recovery: the tasks of workers that died are run again, up to three times.

A worker writes its heartbeat every `HEARTBEAT` seconds, and counts as dead once it missed them for
`STALLED` seconds: by the database's clock, or by the watch of whoever looks, as the clock may have
been set back. Every worker looks for jobs of dead ones. Such a job is replaced by a new one, never
handed on: a worker that was only asleep then finds its job gone and its attempt fenced off.

A live worker can lose a job as well: the database was away when it should have learnt that the job
is its own, or when it should have said that the job is done. So each looks after its own.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import LiteralString
from uuid import UUID

import msgspec
from procrastinate import sql
from procrastinate.jobs import Job

from pressroom.store import tasks
from pressroom.store.database import Connection, fetch_all, fetch_value
from pressroom.store.events import note_return
from pressroom.tasks import ending
from pressroom.tasks.queue import INFRASTRUCTURE, JOB, RESCUED, Queue
from pressroom.tasks.turns import let_eldest_go

logger = logging.getLogger(__name__)

HEARTBEAT = 2.0
STALLED = 10.0
LOOK = 1.0
"""How often each worker looks for the dead."""

DEATHS = 3
"""After so many dead workers a task is failed, lest it kills one worker after another."""

HELD_JOBS: LiteralString = """
    select job.id, args ->> %(of)s as of, worker_id, last_heartbeat,
        worker_id is null or last_heartbeat < now() - %(stalled)s * interval '1 second' as stale
    from procrastinate_jobs job left join procrastinate_workers worker on worker.id = worker_id
    where job.status = 'doing' and task_name = %(job)s
"""
TAKE_JOB: LiteralString = """
    select true from procrastinate_jobs
    where id = %s and status = 'doing' and worker_id is not distinct from %s
    for update skip locked
"""


class HeldJob(msgspec.Struct, frozen=True):
    """A job that a worker took; `stale` is the worker's heartbeat by the database's clock.

    `of` is the task that it runs, or the webhook that it serves.
    """

    id: int
    of: str
    worker_id: int | None
    last_heartbeat: datetime | None
    stale: bool


class Lookout:
    """What one worker knows of the jobs that are held, from one look to the next.

    `worker_id` gives the number of the worker that looks, once it has one. A job that it holds
    without running it is lost, and so is a job of another whose heartbeat doesn't move on.
    """

    def __init__(self, worker_id: Callable[[], int | None] = lambda: None) -> None:
        self._worker_id = worker_id
        self._running: set[int | None] = set()
        self._since: dict[tuple[int, int | None, datetime | None], float] = {}

    @contextmanager
    def running(self, job: Job) -> Iterator[None]:
        """The worker runs this job, for as long as the context lasts."""
        self._running.add(job.id)
        try:
            yield
        finally:
            self._running.discard(job.id)

    def lost(self, held: Sequence[HeldJob], now: float) -> list[HeldJob]:
        """Those of `held` that nobody works on; `now` is the time of a watch that only goes on."""
        before, self._since = self._since, {}
        worker_id, found = self._worker_id(), []
        for job in held:
            own = worker_id is not None and job.worker_id == worker_id
            if own and job.id in self._running:
                continue
            sign = (job.id, job.worker_id, None if own else job.last_heartbeat)
            since = self._since[sign] = before.get(sign, now)
            if now - since >= STALLED or (job.stale and not own):
                found.append(job)
        return found


async def keep_rescuing(queue: Queue, lookout: Lookout) -> None:
    """Look for jobs of dead workers, and for one that waited long, for as long as this worker
    lives.
    """
    while True:
        try:
            await rescue(queue, lookout)
            await let_eldest_go(queue.database)
        except INFRASTRUCTURE as error:
            logger.warning("Can't look for dead workers right now: %s", error)
        await asyncio.sleep(LOOK)


async def rescue(queue: Queue, lookout: Lookout) -> int:
    """Take up every task whose worker is dead, or whose job got lost; gives how many there were."""
    rescued = 0
    for job in await lost_jobs(queue, lookout, JOB, "task_id"):
        async with queue.database.transaction() as connection:
            if await end_lost(queue, connection, job):
                await _take_up(queue, connection, UUID(job.of))
                rescued += 1
    async with queue.database.transaction() as connection:
        for task_id in await tasks.orphaned_tasks(connection):
            await _take_up(queue, connection, task_id)
            rescued += 1
    return rescued


async def lost_jobs(queue: Queue, lookout: Lookout, name: str, argument: str) -> list[HeldJob]:
    """The jobs of a name that somebody took and nobody works on; `argument` is what each is of."""
    async with queue.database.connection() as connection:
        arguments = {"stalled": STALLED, "job": name, "of": argument}
        held = await fetch_all(connection, HeldJob, HELD_JOBS, arguments)
    return lookout.lost(held, asyncio.get_running_loop().time())


async def end_lost(queue: Queue, connection: Connection, job: HeldJob) -> bool:
    """Delete a lost job; `False` when another worker is faster. Needs a transaction."""
    if not await fetch_value(connection, TAKE_JOB, [job.id, job.worker_id]):
        return False
    await queue.app.connector.execute_query_all_async_with_connection(
        connection, sql.queries["finish_job"], job_id=job.id, status="failed", delete_job=True
    )
    return True


async def _take_up(queue: Queue, connection: Connection, task_id: UUID) -> None:
    run = await tasks.count_death(connection, task_id)
    if run is None:
        return
    named = {"task_id": str(run.id), "request_id": run.request_id, "deaths": run.deaths}
    logger.warning("Task lost its worker", extra=named)
    if run.deaths < DEATHS:
        await note_return(connection, run.id, "The worker died; waiting for another.")
        await queue.put(connection, run.id, run.api_id, priority=RESCUED)
        return
    message = (
        f"{DEATHS} workers died while running this task, so it isn't tried again. "
        "The workers' logs may tell why; the usual cause is too little memory."
    )
    await ending.fail(connection, queue, run, message)
