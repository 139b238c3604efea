"""HTTP clients of the application, without a network between them."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import httpx

from contract_checks import CheckedTransport
from pressroom.server.app import create_app
from pressroom.server.auth import Keyring
from pressroom.server.press import Press
from pressroom.store.keys import Role, create_key

Clients = Callable[..., Any]
"""Makes HTTP clients of the application: `client = await clients("viewer")`."""


@asynccontextmanager
async def clients_of(press: Press) -> AsyncIterator[Clients]:
    """HTTP clients of one application; each answer they get is held against the contract."""
    app = create_app(press, Keyring(press.database, press.notices))
    async with AsyncExitStack() as stack:

        async def client(role: Role | None = None, key: str | None = None) -> httpx.AsyncClient:
            if role is not None:
                async with press.database.transaction() as connection:
                    key = await create_key(connection, f"{role} of the test", role)
            return await stack.enter_async_context(
                httpx.AsyncClient(
                    transport=CheckedTransport(app, raise_app_exceptions=False),
                    base_url="http://pressroom",
                    headers={"x-api-key": key} if key else {},
                    timeout=60,
                )
            )

        yield client
