"""Waiting: one connection listens, and everybody in the process who waits is told.

Waiters cost no thread and no connection each.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from uuid import UUID

import psycopg

from pressroom.store import tasks
from pressroom.store.database import Database
from pressroom.store.tasks import Task

logger = logging.getLogger(__name__)

PAUSE = 0.5
"""Seconds before a lost connection is made again."""


class Notices:
    """Tells what happens in the database to whoever subscribed.

    While the connection is away nothing is told, so `connected` is false then, and every
    subscriber is woken up when it is back, to look for itself.
    """

    def __init__(self, conninfo: str) -> None:
        self._conninfo = conninfo
        self._tasks: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self._key_listeners: list[Callable[[], None]] = []
        self._listening: asyncio.Task[None] | None = None
        self.connected = False

    async def __aenter__(self) -> "Notices":
        self._listening = asyncio.create_task(self._listen())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._listening is not None:
            await cancel_and_wait(self._listening)

    def on_keys(self, listener: Callable[[], None]) -> None:
        """Call `listener` whenever a key is revoked, and whenever one may have been."""
        self._key_listeners.append(listener)

    @contextmanager
    def subscribed(self, task_id: UUID) -> Iterator[asyncio.Event]:
        """An event that is set whenever the task may have changed."""
        changed = asyncio.Event()
        waiters = self._tasks[str(task_id)]
        waiters.add(changed)
        try:
            yield changed
        finally:
            waiters.discard(changed)
            if not waiters:
                self._tasks.pop(str(task_id), None)

    async def _listen(self) -> None:
        while True:
            try:
                await self._listen_once()
            except psycopg.OperationalError as error:
                logger.warning("The listening connection is lost: %s", error)
            self.connected = False
            await asyncio.sleep(PAUSE)

    async def _listen_once(self) -> None:
        connection = await psycopg.AsyncConnection.connect(self._conninfo, autocommit=True)
        async with connection:
            await connection.execute("listen pressroom_tasks; listen pressroom_keys")
            self.connected = True
            self._wake_everybody()
            async for notice in connection.notifies():
                if notice.channel == "pressroom_keys":
                    self._tell_keys()
                else:
                    self._tell_task(notice.payload)

    def _tell_task(self, task_id: str) -> None:
        for changed in self._tasks.get(task_id, ()):
            changed.set()

    def _tell_keys(self) -> None:
        for listener in self._key_listeners:
            listener()

    def _wake_everybody(self) -> None:
        self._tell_keys()
        for task_id in self._tasks:
            self._tell_task(task_id)


async def cancel_and_wait(task: "asyncio.Task[Any]") -> None:
    """Cancel a task until it ends; what it raised on its own is raised here.

    Once isn't enough: before Python 3.12, `asyncio.wait_for` can swallow a cancellation.
    """
    while not task.done():
        task.cancel()
        await asyncio.wait({task}, timeout=0.2)
    if not task.cancelled():
        task.result()


async def wait_for_end(
    database: Database, notices: Notices, api_id: UUID, task_id: UUID, seconds: float
) -> Task:
    """The task once it has ended, or as it is after `seconds`.

    Raises:
        NotFound: the API has no such task, or the API went away meanwhile.
    """
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    with notices.subscribed(task_id) as changed:
        while True:
            changed.clear()
            async with database.connection() as connection:
                task = await tasks.get_task(connection, api_id, task_id)
            if task.status != "pending" or loop.time() >= deadline:
                return task
            with suppress(TimeoutError):
                await asyncio.wait_for(changed.wait(), deadline - loop.time())
