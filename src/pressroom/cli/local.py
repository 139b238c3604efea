"""The application in this process, on its own database: what the command uses without a server."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager

import psycopg
from starlette.applications import Starlette

from pressroom.embedded import embedded_postgresql
from pressroom.errors import SettingsError
from pressroom.server.app import create_app
from pressroom.server.auth import Trust
from pressroom.server.press import open_press
from pressroom.settings import Settings
from pressroom.store.keys import Caller, user_id
from pressroom.store.migrate import migrate
from pressroom.tasks.worker import worker_in_background

LOCAL_USER = "local"
"""Who the command is when it works on the database itself."""


@contextmanager
def open_database(settings: Settings) -> Iterator[str]:
    """A database that is there and up to date; gives its connection string.

    Raises:
        SettingsError: it can't be reached, or belongs to a newer Pressroom.
    """
    if settings.database_url is not None:
        _migrate(settings.database_url)
        yield settings.database_url
        return
    with embedded_postgresql(settings.data) as conninfo:
        _migrate(conninfo)
        yield conninfo


@asynccontextmanager
async def open_locally(settings: Settings, *, working: bool) -> AsyncIterator[Starlette]:
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


def _migrate(conninfo: str) -> None:
    try:
        migrate(conninfo)
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[-1]
        raise SettingsError(
            f"Can't reach the database: {reason}. Check DATABASE_URL, and that the server runs."
        ) from error
    except psycopg.ProgrammingError as error:
        raise SettingsError(f"The database can't be used: {str(error).strip()}") from error
