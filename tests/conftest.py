"""What every ring of tests stands on: a real PostgreSQL, the real application, a real worker.

The server is the embedded one in a temporary folder, or the one that PRESSROOM_TEST_DATABASE_URL
names. Each test has a database of its own.
"""

import itertools
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import psycopg
import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from psycopg.conninfo import make_conninfo

from clients import Clients, clients_of
from pressroom.embedded import embedded_postgresql
from pressroom.server.press import Press, open_press
from pressroom.settings import Settings
from pressroom.store.migrate import migrate
from pressroom.tasks.worker import worker_in_background

hypothesis_settings.register_profile(
    "pressroom",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
hypothesis_settings.load_profile("pressroom")
"""How fast a machine is decides about no test."""

TEMPLATE = f"pressroom_template_{os.getpid()}"
numbers = itertools.count()


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The connection string of a server where databases can be made."""
    named = os.environ.get("PRESSROOM_TEST_DATABASE_URL")
    if named:
        yield named
        return
    with embedded_postgresql(tmp_path_factory.mktemp("data")) as conninfo:
        yield conninfo


@pytest.fixture(scope="session")
def template(postgresql: str) -> Iterator[str]:
    """The name of a database whose tables are made already."""
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute(f"create database {TEMPLATE}")
    migrate(make_conninfo(postgresql, dbname=TEMPLATE))
    yield TEMPLATE
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute(f"drop database {TEMPLATE}")


@pytest.fixture
def empty_database(postgresql: str) -> Iterator[str]:
    """The connection string of a new database without tables."""
    yield from _database(postgresql, "template1")


@pytest.fixture
def database_url(postgresql: str, template: str) -> Iterator[str]:
    """The connection string of a new database with tables."""
    yield from _database(postgresql, template)


def _database(postgresql: str, template: str) -> Iterator[str]:
    name = f"pressroom_test_{os.getpid()}_{next(numbers)}"
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute(f"create database {name} template {template}")
        yield make_conninfo(postgresql, dbname=name)
        connection.execute(f"drop database {name} with (force)")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data")


@pytest.fixture
async def press(database_url: str, settings: Settings) -> AsyncIterator[Press]:
    """Everything that serving needs, open; nobody works on tasks."""
    async with open_press(settings, database_url) as opened:
        yield opened


@pytest.fixture
async def worker(press: Press) -> AsyncIterator[None]:
    """A worker, for as long as the test lasts."""
    async with worker_in_background(press.database, press.settings):
        yield


@pytest.fixture
async def as_role(press: Press) -> AsyncIterator[Clients]:
    """Makes HTTP clients of the application: `client = await as_role("viewer")`."""
    async with clients_of(press) as clients:
        yield clients


@pytest.fixture
async def http(as_role: Clients) -> httpx.AsyncClient:
    """An editor's client of the application."""
    client: httpx.AsyncClient = await as_role("editor")
    return client
