"""A worker: runs tasks, delivers, takes up what dead workers left, and prunes what is old."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from functools import cache
from typing import TYPE_CHECKING, Any

import procrastinate
from procrastinate.signals import on_stop
from procrastinate.worker import Worker

from pressroom.definition import Limits
from pressroom.receivers import read_allowed
from pressroom.settings import Settings
from pressroom.store.database import Database
from pressroom.tasks.delivering import ROUNDS, keep_delivering, run_round
from pressroom.tasks.keeping import keep_pruning
from pressroom.tasks.notices import cancel_and_wait
from pressroom.tasks.queue import TASKS, WEBHOOKS, Queue
from pressroom.tasks.recovery import HEARTBEAT, STALLED, Lookout, keep_rescuing
from pressroom.tasks.running import run_job
from pressroom.tasks.work import Workbench

if TYPE_CHECKING:
    from pressroom.tasks.posting import Courier

POLLING = 2.0
"""How often a worker asks for jobs that it wasn't told of, such as those that are tried again."""

BACKGROUND_GRACE = 1.0
"""The same for deliveries beside a command, which a slow receiver mustn't hold up."""


async def run_worker(
    database: Database,
    settings: Settings,
    *,
    stop: asyncio.Event | None = None,
    signals: bool = True,
) -> None:
    """Run tasks and deliver until `stop` is set, or the process is spent.

    With `signals`, also until it is told to end.
    """
    stop = stop or asyncio.Event()
    tasks_lookout = Lookout(lambda: working.worker_id)
    rounds_lookout = Lookout(lambda: delivering.worker_id)

    async def run(context: procrastinate.JobContext, task_id: str) -> None:
        with tasks_lookout.running(context.job):
            await run_job(context, task_id)

    async def serve(context: procrastinate.JobContext, webhook_id: str) -> None:
        with rounds_lookout.running(context.job):
            await run_round(context, webhook_id)

    async with Queue(database, run, serve) as queue:
        limits = Limits(file_bytes=settings.definition_bytes)
        bench = Workbench(queue, limits, settings.task_seconds, spent=stop)
        working = _worker(
            queue,
            TASKS,
            additional_context={"bench": bench},
            shutdown_graceful_timeout=settings.stop_seconds,
        )
        delivering = _worker(
            queue,
            WEBHOOKS,
            concurrency=ROUNDS,
            additional_context={"queue": queue, "courier": _courier_when_needed(settings)},
            shutdown_graceful_timeout=settings.stop_seconds if signals else BACKGROUND_GRACE,
        )
        workers = [asyncio.create_task(worker.run()) for worker in (working, delivering)]
        beside = [
            asyncio.create_task(part)
            for part in (
                keep_rescuing(queue, tasks_lookout),
                keep_delivering(queue, rounds_lookout),
                keep_pruning(database, settings),
                stop.wait(),
            )
        ]
        with on_stop(stop.set) if signals else nullcontext():
            await asyncio.wait({*workers, *beside}, return_when=asyncio.FIRST_COMPLETED)
        working.stop()
        delivering.stop()
        for task in beside:
            await cancel_and_wait(task)
        await asyncio.wait(workers)
        bench.computer.close()
        for task in workers:
            task.result()


def _worker(queue: Queue, name: str, **options: Any) -> Worker:
    """A worker of one queue. Signals are for all of the process, so it takes none."""
    return Worker(
        queue.app,
        queues=[name],
        update_heartbeat_interval=HEARTBEAT,
        stalled_worker_timeout=STALLED,
        fetch_job_polling_interval=POLLING,
        delete_jobs="always",
        install_signal_handlers=False,
        **options,
    )


def _courier_when_needed(settings: Settings) -> "Callable[[], Courier]":
    """Gives the one courier of this process, made when it is asked for the first time."""
    allowed = read_allowed(settings.webhook_allow)

    @cache
    def courier() -> "Courier":
        from pressroom.tasks.posting import Courier

        return Courier(allowed)

    return courier


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
