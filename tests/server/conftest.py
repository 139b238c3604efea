"""One application that many tests of this folder may share, as they only read or are refused."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import psycopg
import pytest
from http_steps import World, new_world
from psycopg.conninfo import make_conninfo

from clients import Clients, clients_of
from pressroom.server.press import open_press
from pressroom.settings import Settings
from pressroom.tasks.worker import worker_in_background


@pytest.fixture(scope="session")
async def shared(
    postgresql: str, template: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Clients]:
    """Makes clients of the shared application, which has a worker."""
    name = "pressroom_test_shared"
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute(f"drop database if exists {name}")
        connection.execute(f"create database {name} template {template}")
        data = Path(tmp_path_factory.mktemp("shared"))
        settings = Settings(data=data, webhook_allow="127.0.0.1")
        async with (
            open_press(settings, make_conninfo(postgresql, dbname=name)) as press,
            worker_in_background(press.database, settings),
            clients_of(press) as clients,
        ):
            yield clients
        connection.execute(f"drop database {name} with (force)")


@pytest.fixture(scope="session")
async def nobody(shared: Clients) -> httpx.AsyncClient:
    client: httpx.AsyncClient = await shared()
    return client


@pytest.fixture(scope="session")
async def viewer(shared: Clients) -> httpx.AsyncClient:
    client: httpx.AsyncClient = await shared("viewer")
    return client


@pytest.fixture(scope="session")
async def editor(shared: Clients) -> httpx.AsyncClient:
    client: httpx.AsyncClient = await shared("editor")
    return client


@pytest.fixture(scope="session")
async def admin(shared: Clients) -> httpx.AsyncClient:
    client: httpx.AsyncClient = await shared("admin")
    return client


@pytest.fixture(scope="session")
async def world(admin: httpx.AsyncClient) -> World:
    """An API of the shared application with one of everything, which no test changes."""
    return await new_world(admin, admin)


@pytest.fixture(scope="session")
async def playground(admin: httpx.AsyncClient) -> World:
    """Such an API that tests may change as they like."""
    return await new_world(admin, admin)
