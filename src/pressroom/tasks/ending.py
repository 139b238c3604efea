"""The end of a task: its status and its announcement, in one transaction."""

from collections.abc import Sequence

from pressroom.store import tasks
from pressroom.store.database import Connection
from pressroom.store.tasks import Resource, Run
from pressroom.tasks.announcing import announce_end
from pressroom.tasks.queue import Queue
from pressroom.tasks.work import forget


async def complete(
    connection: Connection, queue: Queue, run: Run, resources: Sequence[Resource]
) -> bool:
    """Complete a task, and announce it; `False` when this attempt was given up."""
    task = await tasks.complete_task(connection, run, resources)
    if task is None:
        return False
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
