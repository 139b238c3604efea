"""What the database guarantees by itself: keys, immutability, statuses that move forward."""

import asyncio
import re
from datetime import UTC, datetime
from uuid import UUID

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from definitions import PETS
from pressroom.errors import InvalidRequest, NotFound
from pressroom.server.press import Press
from pressroom.store import blobs, keys
from pressroom.store.pages import Position, decode_cursor, encode_cursor


async def test_a_key_has_the_dialects_shape_and_its_secret_is_nowhere(press: Press) -> None:
    async with press.database.transaction() as connection:
        key = await keys.create_key(connection, "ci", "viewer")
        assert re.fullmatch(r"PMAK-[0-9a-f]{24}-[0-9a-f]{34}", key)
        rows = await (await connection.execute("select keys::text from keys")).fetchall()
    assert key[5:29] in rows[0][0]
    assert key[30:] not in rows[0][0]


async def test_a_revoked_key_is_nobodys(press: Press) -> None:
    async with press.database.transaction() as connection:
        key = await keys.create_key(connection, "ci", "editor")
        caller = await keys.caller_of(connection, key)
        assert caller is not None
        assert (caller.name, caller.role) == ("ci", "editor")
        await keys.revoke_key(connection, key)
        assert await keys.caller_of(connection, key) is None
        with pytest.raises(NotFound):
            await keys.revoke_key(connection, key)


async def test_of_many_first_starts_one_makes_the_first_key(press: Press) -> None:
    async def start() -> str | None:
        async with press.database.transaction() as connection:
            return await keys.create_first_key(connection)

    made = await asyncio.gather(*(start() for _ in range(5)))
    assert sum(key is not None for key in made) == 1


async def test_a_content_is_stored_once_and_cant_be_changed(press: Press) -> None:
    async with press.database.connection() as connection:
        first = await blobs.put_blob(connection, PETS.encode())
        assert await blobs.put_blob(connection, PETS.encode()) == first
        assert await blobs.get_blob(connection, first) == PETS.encode()
        with pytest.raises(psycopg.errors.RaiseException, match="can't be changed"):
            await connection.execute("update blobs set content = 'other'")


@pytest.mark.parametrize("table", ["version_schemas", "version_files", "version_collections"])
async def test_what_a_version_holds_is_guarded_by_the_database(press: Press, table: str) -> None:
    guarded = """
        select count(*) from pg_trigger where tgrelid = %s::regclass
        and tgname = 'versions_hold_still' and tgenabled = 'O'
    """
    async with press.database.connection() as connection:
        row = await (await connection.execute(guarded, [table])).fetchone()
    assert row == (1,)


@given(st.text().filter(lambda text: not text.startswith("Wy")))
@settings(max_examples=200)
def test_a_made_up_cursor_is_refused(text: str) -> None:
    with pytest.raises(InvalidRequest) as refusal:
        decode_cursor(text, Position)
    assert refusal.value.field == "cursor"


@given(st.datetimes(timezones=st.just(UTC)), st.uuids())
def test_a_cursor_names_where_its_page_ended(moment: datetime, identifier: UUID) -> None:
    position = Position(moment, identifier)
    assert decode_cursor(encode_cursor(position), Position) == position
