"""The database that a sub-command works on: embedded, or one that was named."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from pressroom.embedded import embedded_postgresql
from pressroom.errors import SettingsError
from pressroom.settings import Settings
from pressroom.store.migrate import migrate


@contextmanager
def open_database(settings: Settings) -> Iterator[str]:
    """A database that is there and up to date; gives its connection string.

    Raises:
        SettingsError: it can't be reached, or belongs to a newer Pressroom.
    """
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s"
    )
    if settings.database_url is not None:
        _migrate(settings.database_url)
        yield settings.database_url
        return
    with embedded_postgresql(settings.data_folder) as conninfo:
        _migrate(conninfo)
        yield conninfo


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
