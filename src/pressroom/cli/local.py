"""The application in this process, on its own database: what the command uses without a server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from starlette.types import ASGIApp

from pressroom.cli.database import open_database
from pressroom.server.app import create_app
from pressroom.server.auth import Trust
from pressroom.server.press import open_press
from pressroom.settings import Settings
from pressroom.store.keys import Caller, user_id
from pressroom.tasks.worker import worker_in_background

LOCAL_USER = "local"
"""Who the command is when it works on the database itself."""


@asynccontextmanager
async def open_locally(settings: Settings, *, working: bool) -> AsyncIterator[ASGIApp]:
    """The application, trusting this process; with `working`, a worker runs beside it."""
    async with AsyncExitStack() as stack:
        database = open_database(settings)
        conninfo = await asyncio.to_thread(database.__enter__)
        stack.push(database.__exit__)
        press = await stack.enter_async_context(open_press(settings, conninfo))
        if working:
            await stack.enter_async_context(worker_in_background(press.database, settings))
        async with press.database.connection() as connection:
            number = await user_id(connection, LOCAL_USER)
        yield create_app(press, Trust(Caller(number, LOCAL_USER, "admin")))
