"""The end of a task: its status and its announcement, in one transaction."""

from collections.abc import Sequence

from pressroom.store import tasks
from pressroom.store.database import Connection
from pressroom.store.events import Step
from pressroom.store.tasks import Run
from pressroom.tasks.announcing import announce_end
from pressroom.tasks.queue import Queue
from pressroom.tasks.work import Outcome, forget


async def complete(
    connection: Connection, queue: Queue, run: Run, outcome: Outcome, steps: Sequence[Step]
) -> bool:
    """Complete a task, write its results and its last steps, and announce it.

    `False` when this attempt was given up: then nothing is written.
    """
    task = await tasks.complete_task(
        connection, run, outcome.resources, steps=steps, report=outcome.report
    )
    if task is None:
        return False
    await outcome.write(connection)
    await announce_end(connection, queue, task)
    return True


async def fail(connection: Connection, queue: Queue, run: Run, message: str) -> bool:
    """Fail a task, remove what waited for it, and announce it.

    `False` when this attempt was given up.
    """
    task = await tasks.fail_task(connection, run, message)
    if task is None:
        return False
    await forget(connection, run.id)
    await announce_end(connection, queue, task)
    return True
