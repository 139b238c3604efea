"""The Procrastinate application: jobs that run one task, and jobs that serve one webhook."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import LiteralString
from uuid import UUID

import procrastinate
import psycopg
import psycopg_pool
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job

from pressroom.store.database import Connection, Database, fetch_value

JOB = "pressroom:run"
ROUND = "pressroom:deliver"
TASKS, WEBHOOKS = "default", "webhooks"
"""The queues of the two: who is slow to take a delivery holds up no task."""

PREFERRED = 1
"""The priority of the one job that waited longest, once it waited long. All others are negative."""

RESCUED = 2
"""The priority of a job whose worker died: it goes before those that came after it."""

INFRASTRUCTURE = (
    psycopg.OperationalError,
    psycopg.errors.IdleInTransactionSessionTimeout,
    psycopg.errors.ReadOnlySqlTransaction,
    psycopg_pool.PoolTimeout,
    ConnectorException,
    OSError,
)
"""Errors of what we stand on, not of the work: worth another try."""

TRIES = 8

RunJob = Callable[[procrastinate.JobContext, str], Awaitable[None]]
"""Runs the task, or serves the webhook, of that identifier."""


UNQUEUED: LiteralString = """
    select array(
        select wanted.id::text from unnest(%s::uuid[]) as wanted (id)
        where not exists (
            select from procrastinate_jobs
            where lock = 'webhook:' || wanted.id and status = 'todo'
        )
    )
"""


class Backoff(procrastinate.BaseRetryStrategy):
    """Try again after errors of the infrastructure, in 1, 2, 4 ... 60 s, `TRIES` times in all.

    A job that is cut off because its worker stops goes back into the queue at once.
    """

    def get_retry_decision(
        self, *, exception: BaseException, job: Job
    ) -> procrastinate.RetryDecision | None:
        if isinstance(exception, asyncio.CancelledError):
            return procrastinate.RetryDecision(retry_in={"seconds": 0})
        if isinstance(exception, INFRASTRUCTURE) and job.attempts + 1 < TRIES:
            return procrastinate.RetryDecision(retry_in={"seconds": min(2**job.attempts, 60)})
        return None


class Queue:
    """The jobs in one database. Only who runs them gives the function that does."""

    def __init__(
        self,
        database: Database,
        run_job: RunJob | None = None,
        run_round: RunJob | None = None,
    ) -> None:
        self.database = database
        self.app = procrastinate.App(connector=procrastinate.PsycopgConnector())
        for name, run in ((JOB, run_job), (ROUND, run_round)):
            if run is not None:
                self.app.task(name=name, pass_context=True, retry=Backoff())(run)

    async def __aenter__(self) -> "Queue":
        await self.app.open_async(self.database.pool)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.app.close_async()

    async def put(
        self, connection: Connection, task_id: UUID, api_id: UUID, *, priority: int
    ) -> None:
        """Put a job for a task, in the caller's transaction. An API's jobs run one by one."""
        job = self.app.configure_task(
            JOB, allow_unknown=True, lock=f"api:{api_id}", priority=priority, connection=connection
        )
        await job.defer_async(task_id=str(task_id))

    async def put_rounds(self, connection: Connection, webhook_ids: Sequence[UUID]) -> None:
        """Put a job for each webhook, in the caller's transaction, unless one waits already.

        A webhook's jobs run one by one. One that waits may be over before the caller commits, and
        so miss what the caller wrote; `delivering.keep_delivering` finds that.
        """
        for webhook_id in await fetch_value(connection, UNQUEUED, [list(webhook_ids)]):
            job = self.app.configure_task(
                ROUND,
                allow_unknown=True,
                lock=f"webhook:{webhook_id}",
                queue=WEBHOOKS,
                connection=connection,
            )
            await job.defer_async(webhook_id=webhook_id)
