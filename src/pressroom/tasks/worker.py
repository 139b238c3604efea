"""A worker: takes jobs one at a time, and takes up what dead workers left."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

from pressroom.definition import Limits
from pressroom.settings import Settings
from pressroom.store.database import Database
from pressroom.tasks.queue import Queue
from pressroom.tasks.recovery import HEARTBEAT, STALLED, keep_rescuing
from pressroom.tasks.running import run_job
from pressroom.tasks.work import Workbench

GRACE = 10.0
"""How long a worker that is asked to stop may go on with its task; then it hands it back."""

POLLING = 2.0
"""How often a worker asks for jobs that it wasn't told of, such as those that are tried again."""


async def run_worker(database: Database, settings: Settings, *, signals: bool = True) -> None:
    """Run tasks until the process is asked to stop, or this coroutine is cancelled."""
    limits = Limits(file_bytes=settings.definition_bytes)
    bench = Workbench(database, limits, settings.task_seconds, asyncio.Event())
    async with Queue(database, run_job) as queue:
        await _until_first_ends(
            queue.app.run_worker_async(
                concurrency=1,
                additional_context={"bench": bench},
                update_heartbeat_interval=HEARTBEAT,
                stalled_worker_timeout=STALLED,
                fetch_job_polling_interval=POLLING,
                shutdown_graceful_timeout=GRACE,
                delete_jobs="always",
                install_signal_handlers=signals,
            ),
            keep_rescuing(queue),
            bench.spent.wait(),
        )


async def _until_first_ends(*parts: Coroutine[Any, Any, object]) -> None:
    """Run the parts together; when one ends, or this is cancelled, stop them all.

    Raises:
        What the part that ended first raised.
    """
    running = [asyncio.create_task(part) for part in parts]
    try:
        await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in running:
            task.cancel()
        ends = await asyncio.gather(*running, return_exceptions=True)
    for end in ends:
        if isinstance(end, Exception):
            raise end


@asynccontextmanager
async def worker_in_background(database: Database, settings: Settings) -> AsyncIterator[None]:
    """A worker in this process, for as long as the context lasts."""
    working = asyncio.create_task(run_worker(database, settings, signals=False))
    try:
        yield
    finally:
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working
