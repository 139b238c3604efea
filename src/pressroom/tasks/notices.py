"""Notices: the one connection of a process that listens to what happens in the database."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

import psycopg

from pressroom.store.database import with_timeouts

logger = logging.getLogger(__name__)

PAUSE = 0.5
"""Seconds before a lost connection is made again."""

LISTEN = "listen pressroom_tasks; listen pressroom_progress; listen pressroom_keys"


class Notices:
    """Tells what happens in the database to whoever asked for it.

    While the connection is away nothing is told, so `connected` is false then. When it is back,
    everybody is told that anything may have happened.
    """

    def __init__(self, conninfo: str) -> None:
        self._conninfo = with_timeouts(conninfo)
        self._task_listeners: list[Callable[[UUID | None], None]] = []
        self._key_listeners: list[Callable[[], None]] = []
        self._listening: asyncio.Task[None] | None = None
        self.connected = False

    async def __aenter__(self) -> "Notices":
        self._listening = asyncio.create_task(self._listen())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._listening is not None:
            await cancel_and_wait(self._listening)

    def on_tasks(self, listener: Callable[[UUID | None], None]) -> None:
        """Call `listener` with a task that changed, with `None` when every one may have."""
        self._task_listeners.append(listener)

    def on_keys(self, listener: Callable[[], None]) -> None:
        """Call `listener` whenever a key is revoked, and whenever one may have been."""
        self._key_listeners.append(listener)

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
            await connection.execute(LISTEN)
            self.connected = True
            self._tell_keys()
            self._tell_tasks(None)
            async for notice in connection.notifies():
                if notice.channel == "pressroom_keys":
                    self._tell_keys()
                else:
                    self._tell_tasks(UUID(notice.payload))

    def _tell_tasks(self, task_id: UUID | None) -> None:
        for listener in self._task_listeners:
            listener(task_id)

    def _tell_keys(self) -> None:
        for listener in self._key_listeners:
            listener()


async def cancel_and_wait(task: "asyncio.Task[Any]") -> None:
    """Cancel a task until it ends; what it raised on its own is raised here.

    Once isn't enough: before Python 3.12, `asyncio.wait_for` can swallow a cancellation.
    """
    while not task.done():
        task.cancel()
        await asyncio.wait({task}, timeout=0.2)
    if not task.cancelled():
        task.result()


async def set_within(event: asyncio.Event, seconds: float) -> bool:
    """Wait for an event; `False` when it wasn't set within `seconds`."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
    return event.is_set()
