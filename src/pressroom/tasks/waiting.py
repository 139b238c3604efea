"""Waiting: whoever in this process waits for a task is told what became of it.

Waiters cost no thread and no connection each. When tasks change, they are read once, all of them
in one query, and the result goes to everybody who waits for them.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from pressroom.errors import NotFound
from pressroom.store import tasks
from pressroom.store.database import Database
from pressroom.store.events import Event, events_of_tasks
from pressroom.store.tasks import Task
from pressroom.tasks.notices import PAUSE, Notices, cancel_and_wait, set_within
from pressroom.tasks.queue import INFRASTRUCTURE

logger = logging.getLogger(__name__)

SWEEP = 15.0
"""Seconds after which the tasks that are waited for are read even if nothing was told of them.

Nothing tells that a task went away with its API.
"""


class Watch:
    """What was told of one task since somebody here waits for it.

    `story` is the task with all events that came before it was so, for those who follow it.
    """

    def __init__(self) -> None:
        self.waiters = 0
        self.followers = 0
        self.task: Task | None = None
        self.story: tuple[Task, Sequence[Event]] | None = None
        self.gone = False
        self.changed = asyncio.Event()

    def tell(self) -> None:
        """Wake up everybody who waits for the next change."""
        self.changed.set()
        self.changed = asyncio.Event()


class WaitingRoom:
    """Where everybody in this process waits for tasks."""

    def __init__(self, database: Database, notices: Notices) -> None:
        self._database = database
        self._notices = notices
        self._watches: dict[UUID, Watch] = {}
        self._stale: set[UUID] = set()
        self._wake = asyncio.Event()
        self._reading: asyncio.Task[None] | None = None
        self._closed = False
        notices.on_tasks(self._note)

    async def __aenter__(self) -> "WaitingRoom":
        self._reading = asyncio.create_task(self._keep_reading())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._reading is not None:
            await cancel_and_wait(self._reading)

    @property
    def waiters(self) -> int:
        """How many wait here right now."""
        return sum(watch.waiters for watch in self._watches.values())

    def close(self) -> None:
        """Let nobody wait any longer: who does is answered with what is known."""
        self._closed = True
        for watch in self._watches.values():
            watch.tell()

    async def wait_for_end(self, api_id: UUID, task_id: UUID, seconds: float) -> Task:
        """The task once it has ended, or as it is after `seconds`.

        Raises:
            NotFound: the API has no such task, or the API went away meanwhile.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        with self._watched(task_id) as watch:
            changed = watch.changed
            task = await self._get(api_id, task_id)
            while task.status == "pending" and not self._closed and loop.time() < deadline:
                await set_within(changed, deadline - loop.time())
                changed = watch.changed
                if watch.gone:
                    raise NotFound("The task went away with its API.")
                task = watch.task or task
            if task.status == "pending" and not self._notices.connected:
                task = await self._get(api_id, task_id)
            return task

    async def follow(self, task_id: UUID, pause: float) -> AsyncIterator[Event | Task | None]:
        """Every event of a task from the first on, and at last the task, once it has ended.

        Gives `None` after `pause` seconds without any. Ends early when the task goes away and when
        the room is closed.
        """
        last = 0
        with self._watched(task_id) as watch, self._followed(task_id, watch):
            while not watch.gone:
                changed = watch.changed
                task, events = watch.story or (None, ())
                for event in events:
                    if event.id > last:
                        yield event
                        last = event.id
                if task is not None and task.status != "pending":
                    yield task
                    return
                if self._closed:
                    return
                if not await set_within(changed, pause):
                    yield None

    @contextmanager
    def _watched(self, task_id: UUID) -> Iterator[Watch]:
        watch = self._watches.setdefault(task_id, Watch())
        watch.waiters += 1
        try:
            yield watch
        finally:
            watch.waiters -= 1
            if not watch.waiters:
                del self._watches[task_id]

    @contextmanager
    def _followed(self, task_id: UUID, watch: Watch) -> Iterator[None]:
        """Have the events of a watched task read too, for the first time at once."""
        watch.followers += 1
        self._note(task_id)
        try:
            yield
        finally:
            watch.followers -= 1

    async def _get(self, api_id: UUID, task_id: UUID) -> Task:
        async with self._database.connection() as connection:
            return await tasks.get_task(connection, api_id, task_id)

    def _note(self, task_id: UUID | None) -> None:
        if task_id is None:
            self._stale.update(self._watches)
        elif task_id in self._watches:
            self._stale.add(task_id)
        if self._stale:
            self._wake.set()

    async def _keep_reading(self) -> None:
        while True:
            if not await set_within(self._wake, SWEEP):
                self._note(None)
            self._wake.clear()
            stale, self._stale = self._stale & self._watches.keys(), set()
            if not stale:
                continue
            try:
                await self._read(stale)
            except INFRASTRUCTURE as error:
                logger.warning("Can't read the tasks that are waited for right now: %s", error)
                self._stale |= stale
                self._wake.set()
                await asyncio.sleep(PAUSE)

    async def _read(self, task_ids: Collection[UUID]) -> None:
        """Read tasks, then the events of those that are followed, and tell of both."""
        followed = [each for each in task_ids if self._watches[each].followers]
        async with self._database.connection() as connection:
            read = {task.id: task for task in await tasks.some_tasks(connection, list(task_ids))}
            events = await events_of_tasks(connection, followed) if followed else []
        for task_id in task_ids:
            watch = self._watches.get(task_id)
            if watch is not None:
                watch.task, watch.gone = read.get(task_id), task_id not in read
                if task_id in followed and task_id in read:
                    told = [event for event in events if event.task_id == task_id]
                    watch.story = read[task_id], told
                watch.tell()
