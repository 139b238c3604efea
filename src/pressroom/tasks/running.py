"""One job: start the task, do its work, and end it once."""

import logging
from uuid import UUID

import procrastinate
from procrastinate.jobs import Job

from pressroom import tracing
from pressroom.errors import PressroomError
from pressroom.logs import about
from pressroom.store import tasks
from pressroom.store.events import note_steps
from pressroom.store.tasks import Run
from pressroom.tasks import ending
from pressroom.tasks.progress import GivenUp, Progress
from pressroom.tasks.queue import INFRASTRUCTURE, TRIES, Queue
from pressroom.tasks.work import WORK, Workbench

logger = logging.getLogger(__name__)


async def run_job(context: procrastinate.JobContext, task_id: str) -> None:
    """What a worker does for one job: nothing at all when the task has ended before."""
    bench: Workbench = context.additional_context["bench"]
    async with bench.database.connection() as connection:
        in_turn = context.job.priority < 0
        run = await tasks.start_task(connection, UUID(task_id), in_turn=in_turn)
    if run is None:
        return
    with (
        about(task_id=str(run.id), request_id=run.request_id),
        tracing.span(f"{run.model} {run.action}", "consumer", run.traceparent) as span,
    ):
        span.say(pressroom__task__id=str(run.id), pressroom__task__attempt=run.attempt)
        await _run(run, bench, context.job, span)


async def _run(run: Run, bench: Workbench, job: Job, span: tracing.Span) -> None:
    progress = Progress(bench.database, run)
    try:
        await _work(run, bench, progress)
        logger.info("Task completed", extra=_described(run))
    except GivenUp:
        logger.info("Task was given up before it ended", extra=_described(run))
    except PressroomError as error:
        span.fail(str(error))
        logger.info("Task failed: %s", error, extra=_described(run))
        await end_as_failed(bench.queue, run, progress, str(error))
    except INFRASTRUCTURE as error:
        if job.attempts + 1 < TRIES:
            raise
        span.fail(str(error))
        logger.exception("Task failed after %s tries", TRIES, extra=_described(run))
        message = f"Gave up after {TRIES} tries: {error}."
        await end_as_failed(bench.queue, run, progress, message)
    except Exception as error:
        span.fail(str(error))
        logger.exception("Task met a fault in Pressroom", extra=_described(run))
        message = f"A fault in Pressroom ended this task: {type(error).__name__}: {error}."
        await end_as_failed(bench.queue, run, progress, message)


async def _work(run: Run, bench: Workbench, progress: Progress) -> None:
    async with progress:
        outcome = await WORK[run.model, run.action](run, bench, progress.enter)
        progress.enter("write", 0, 1, "Writing the results.")
    async with bench.database.transaction() as connection:
        if not await ending.complete(connection, bench.queue, run, outcome, progress.rest):
            raise GivenUp


async def end_as_failed(queue: Queue, run: Run, progress: Progress, message: str) -> None:
    """Write `failed`, and remove what waited for the task, in one transaction."""
    async with queue.database.transaction() as connection:
        if progress.rest:
            await note_steps(connection, run.id, run.attempt, progress.rest)
        await ending.fail(connection, queue, run, message)


def _described(run: Run) -> dict[str, str | int]:
    return {"model": run.model, "action": run.action, "attempt": run.attempt}
