"""A worker: takes jobs one at a time, takes up what dead workers left, and prunes what is old."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import procrastinate
from procrastinate.worker import Worker

from pressroom.definition import Limits
from pressroom.settings import Settings
from pressroom.store.database import Database
from pressroom.tasks.keeping import keep_pruning
from pressroom.tasks.notices import cancel_and_wait
from pressroom.tasks.queue import Queue
from pressroom.tasks.recovery import HEARTBEAT, STALLED, Lookout, keep_rescuing
from pressroom.tasks.running import run_job
from pressroom.tasks.work import Workbench

POLLING = 2.0
"""How often a worker asks for jobs that it wasn't told of, such as those that are tried again."""


async def run_worker(
    database: Database,
    settings: Settings,
    *,
    stop: asyncio.Event | None = None,
    signals: bool = True,
) -> None:
    """Run tasks until `stop` is set, the process is told to end (with `signals`), or is spent."""
    stop = stop or asyncio.Event()
    limits = Limits(file_bytes=settings.definition_bytes)
    bench = Workbench(database, limits, settings.task_seconds, spent=stop)
    lookout = Lookout(lambda: worker.worker_id)

    async def run(context: procrastinate.JobContext, task_id: str) -> None:
        with lookout.running(context.job):
            await run_job(context, task_id)

    async with Queue(database, run) as queue:
        worker = Worker(
            queue.app,
            additional_context={"bench": bench},
            update_heartbeat_interval=HEARTBEAT,
            stalled_worker_timeout=STALLED,
            fetch_job_polling_interval=POLLING,
            shutdown_graceful_timeout=settings.stop_seconds,
            delete_jobs="always",
            install_signal_handlers=signals,
        )
        working = asyncio.create_task(worker.run())
        parts = (keep_rescuing(queue, lookout), keep_pruning(database, settings), stop.wait())
        beside = [asyncio.create_task(part) for part in parts]
        await asyncio.wait({working, *beside}, return_when=asyncio.FIRST_COMPLETED)
        worker.stop()
        for task in beside:
            await cancel_and_wait(task)
        await working


@asynccontextmanager
async def worker_in_background(database: Database, settings: Settings) -> AsyncIterator[None]:
    """A worker in this process, for as long as the context lasts."""
    stop = asyncio.Event()
    working = asyncio.create_task(run_worker(database, settings, stop=stop, signals=False))
    try:
        yield
    finally:
        stop.set()
        await working
