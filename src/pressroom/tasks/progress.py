"""Progress: the steps of a run, from the thread that computes to whoever follows the task.

Steps are written a moment after they are entered, many in one statement, so that a short task
isn't slowed down. What is left when the run ends is written with its result.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from pressroom.store.database import Database
from pressroom.store.events import Stage, Step, note_steps
from pressroom.store.tasks import Run
from pressroom.tasks.notices import set_within
from pressroom.tasks.queue import INFRASTRUCTURE

logger = logging.getLogger(__name__)

MOMENT = 0.05
"""Seconds for which steps are gathered before they are written."""

Enter = Callable[[Stage, int, int, str], None]
"""Tells of a step: stage, how many of its parts are done, of how many, and a message."""


class GivenUp(Exception):
    """The run doesn't count any more: its task was cancelled, or another worker has it."""


class Progress:
    """The steps of one run. While the context lasts, `enter` may be called from any thread."""

    def __init__(self, database: Database, run: Run) -> None:
        self._database = database
        self._run = run
        self._loop = asyncio.get_running_loop()
        self._steps: list[Step] = []
        self._writing: asyncio.Task[None] | None = None
        self._over = asyncio.Event()
        self._written = False
        self._given_up = False

    async def __aenter__(self) -> "Progress":
        return self

    async def __aexit__(self, *_: object) -> None:
        """Take no more steps; if some were written already, the run is long: write the rest."""
        await asyncio.sleep(0)  # lets steps in that were entered just now
        self._given_up = True
        self._over.set()
        if self._writing is not None:
            await self._writing
        if self._written:
            await self._write()

    def enter(self, stage: Stage, done: int, total: int, message: str) -> None:
        """Tell of a step.

        Raises:
            GivenUp: the run doesn't count any more, so there is no use in going on.
        """
        if self._given_up:
            raise GivenUp
        step = Step(stage, done, total, message, datetime.now(UTC))
        self._loop.call_soon_threadsafe(self._add, step)

    @property
    def rest(self) -> Sequence[Step]:
        """What wasn't written when the run ended; it is written with the task's end."""
        return self._steps

    def _add(self, step: Step) -> None:
        self._steps.append(step)
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_soon())

    async def _write_soon(self) -> None:
        if not await set_within(self._over, MOMENT):
            await self._write()
            self._writing = None
            if self._steps:
                self._writing = asyncio.create_task(self._write_soon())

    async def _write(self) -> None:
        steps = self._steps[:]
        if not steps:
            return
        try:
            async with self._database.connection() as connection:
                counts = await note_steps(connection, self._run.id, self._run.attempt, steps)
        except INFRASTRUCTURE as error:
            logger.warning("Can't tell of progress right now: %s", error)
            return
        del self._steps[: len(steps)]
        self._written = True
        self._given_up = self._given_up or not counts
