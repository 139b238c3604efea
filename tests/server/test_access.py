"""Who may call what: keys, roles, and keys that were revoked."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from http_steps import OPS, Op, World, refused
from starlette.requests import Request

from clients import Clients
from pressroom.errors import Unauthorized
from pressroom.server.auth import Keyring
from pressroom.server.press import Press
from pressroom.store.database import Connection, Database
from pressroom.store.keys import create_key, revoke_key

OPEN = [op for op in OPS if op.role is None]
CLOSED = [op for op in OPS if op.role is not None]
WRITING = [op for op in OPS if op.role == "editor"]
ADMINISTERING = [op for op in OPS if op.role == "admin"]
WRONG_KEYS = {
    "none": {},
    "unknown": {"x-api-key": f"PMAK-{'0' * 24}-{'0' * 34}"},
    "malformed": {"x-api-key": "PMAK-nonsense"},
    "with a NUL's cousins": {"x-api-key": "\x7f\xff"},
    "unknown bearer": {"Authorization": f"Bearer PMAK-{'0' * 24}-{'0' * 34}"},
    "empty bearer": {"Authorization": "Bearer "},
    "another scheme": {"Authorization": "Basic dXNlcjpwYXNz"},
}


def test_the_contract_opens_five_operations_and_lets_no_viewer_write() -> None:
    opened = {
        *("getHealth", "getReadiness"),
        *("getContractAsJson", "getContractAsYaml", "getSdkArchive"),
    }
    assert {op.name for op in OPEN} == opened
    assert {op.name for op in ADMINISTERING} == {op.name for op in OPS if "ebhook" in op.name}
    for op in CLOSED:
        assert (op.role == "viewer") == (op.method == "get" and op not in ADMINISTERING), op.name


@pytest.mark.parametrize("op", CLOSED, ids=lambda op: op.name)
async def test_without_a_key_that_works_every_operation_is_401(
    nobody: httpx.AsyncClient, world: World, op: Op
) -> None:
    for headers in WRONG_KEYS.values():
        encoded = {name: value.encode("latin-1") for name, value in headers.items()}
        response = await op.call(nobody, world.parameters(), headers=encoded)
        refused(response, 401, "key")
        assert response.headers["www-authenticate"] == "Bearer"


async def test_a_key_comes_as_x_api_key_or_as_a_bearer_token(
    viewer: httpx.AsyncClient, nobody: httpx.AsyncClient
) -> None:
    key = viewer.headers["x-api-key"]
    for headers in (
        {"x-api-key": key},
        {"Authorization": f"Bearer {key}"},
        {"authorization": f"bearer  {key} "},
    ):
        assert (await nobody.get("/me", headers=headers)).status_code == 200


async def test_another_keys_secret_doesnt_do(
    viewer: httpx.AsyncClient, editor: httpx.AsyncClient, nobody: httpx.AsyncClient
) -> None:
    public = editor.headers["x-api-key"].rsplit("-", 1)[0]
    secret = viewer.headers["x-api-key"].rsplit("-", 1)[1]
    refused(await nobody.get("/me", headers={"x-api-key": f"{public}-{secret}"}), 401)


@pytest.mark.parametrize("op", WRITING, ids=lambda op: op.name)
async def test_a_viewer_may_not_write(viewer: httpx.AsyncClient, world: World, op: Op) -> None:
    refused(await op.call(viewer, world.parameters()), 403, "editor", "viewer")
    refused(await op.call(viewer, world.parameters(), content=b"{broken"), 403)


@pytest.mark.parametrize("op", ADMINISTERING, ids=lambda op: op.name)
async def test_only_an_admin_may_administer_or_read_what_that_is_about(
    editor: httpx.AsyncClient, world: World, op: Op
) -> None:
    refused(await op.call(editor, world.parameters()), 403, "admin", "editor")
    refused(await op.call(editor, world.parameters(), content=b"{broken"), 403)


@pytest.mark.parametrize("op", [op for op in CLOSED if op.role == "viewer"], ids=lambda op: op.name)
async def test_a_viewer_may_read_everything(
    viewer: httpx.AsyncClient, world: World, op: Op
) -> None:
    assert (await op.call(viewer, world.parameters())).status_code == 200


async def test_an_admin_may_write(shared: Clients) -> None:
    admin = await shared("admin")
    assert (await admin.post("/apis", json={"name": "An admin's"})).status_code == 200


async def test_a_revoked_key_ends_at_once_though_keys_are_remembered(
    press: Press, as_role: Clients
) -> None:
    async with press.database.transaction() as connection:
        key = await create_key(connection, "one who leaves", "viewer")
    leaving, staying = await as_role(key=key), await as_role("viewer")
    await _until_listening(press)
    for client in (leaving, leaving, staying):
        assert (await client.get("/me")).status_code == 200
    async with press.database.transaction() as connection:
        await revoke_key(connection, key.split("-")[1])
    async with asyncio.timeout(2):
        while (await leaving.get("/me")).status_code != 401:
            await asyncio.sleep(0.01)
    assert (await staying.get("/me")).status_code == 200


async def test_a_revoked_key_ends_at_once_while_the_server_cant_be_told(
    press: Press, as_role: Clients
) -> None:
    """Its listening connection is cut, so it may not trust what it remembers."""
    async with press.database.transaction() as connection:
        key = await create_key(connection, "one who leaves", "viewer")
    leaving = await as_role(key=key)
    await _until_listening(press)
    assert (await leaving.get("/me")).status_code == 200
    async with press.database.connection() as connection:
        await connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where query like %s",
            ["listen press%"],
        )
    async with asyncio.timeout(2):
        while press.notices.connected:
            await asyncio.sleep(0.005)
    async with press.database.transaction() as connection:
        await revoke_key(connection, key.split("-")[1])
    refused(await leaving.get("/me"), 401)


async def test_a_key_revoked_while_it_is_looked_up_isnt_remembered(press: Press) -> None:
    async with press.database.transaction() as connection:
        key = await create_key(connection, "one who leaves", "viewer")
    await _until_listening(press)
    keyring = Keyring(RevokesAfterLookup(press, key), press.notices)
    request = Request({"type": "http", "headers": [(b"x-api-key", key.encode())]})
    assert (await keyring.caller(request)).name == "one who leaves"
    with pytest.raises(Unauthorized):
        await keyring.caller(request)


class RevokesAfterLookup(Database):
    """A database where a key is revoked, and that is told, just after it was looked up."""

    def __init__(self, press: Press, key: str) -> None:
        super().__init__(press.database.conninfo)
        self._press = press
        self._key: str | None = key

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Connection]:
        async with self._press.database.connection() as connection:
            yield connection
        if self._key is not None:
            told = asyncio.Event()
            self._press.notices.on_keys(told.set)
            async with self._press.database.transaction() as connection:
                await revoke_key(connection, self._key.split("-")[1])
            self._key = None
            await asyncio.wait_for(told.wait(), 5)


async def _until_listening(press: Press) -> None:
    async with asyncio.timeout(10):
        while not press.notices.connected:
            await asyncio.sleep(0.01)
