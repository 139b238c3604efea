"""What is kept and what goes: old tasks, and contents that nothing refers to."""

import asyncio
import random
from uuid import UUID, uuid4

import httpx
import msgspec
import psycopg
import pytest

from definitions import PETS
from pressroom.server.press import Press
from pressroom.settings import Settings
from pressroom.store import blobs
from pressroom.store.chores import begin_chore
from pressroom.store.database import Connection, Database
from pressroom.tasks.keeping import keep_pruning, prune_all, prune_contents
from processes import eventually, run, value

AGED = """
    alter table tasks disable trigger tasks_move_forward;
    update tasks set created_at = created_at - interval '31 days',
        updated_at = updated_at - interval '31 days';
    alter table tasks enable trigger tasks_move_forward
"""
TASKS = "select count(*) from tasks"
BLOBS = "select count(*) from blobs"


async def aged(database: Database) -> None:
    """Make every task that is there a month older."""
    async with database.connection() as connection:
        await connection.execute(AGED)


async def generate(http: httpx.AsyncClient, content: str = PETS) -> tuple[str, str]:
    """An API with a generated collection: its identifier, and the path of the task."""
    api = (await http.post("/apis", json={"name": "Pets"})).json()["id"]
    body = {"type": "openapi:3_1", "files": [{"path": "openapi.yaml", "content": content}]}
    (await http.post(f"/apis/{api}/schemas", json=body)).raise_for_status()
    accepted = await http.post(
        f"/apis/{api}/collections",
        json={"operationType": "GENERATE_FROM_SCHEMA"},
        headers={"Prefer": "respond-async"},
    )
    return api, accepted.headers["Location"]


async def completed(http: httpx.AsyncClient, path: str) -> None:
    task = (await http.get(path, headers={"Prefer": "wait=30"})).json()
    assert task["status"] == "completed", task


async def test_an_old_task_goes_with_all_that_was_noted_of_it_and_its_result_stays(
    press: Press, http: httpx.AsyncClient, worker: None, database_url: str
) -> None:
    api, old = await generate(http)
    await completed(http, old)
    await aged(press.database)
    _, young = await generate(http)
    await completed(http, young)
    assert (await prune_all(press.database, press.settings)).tasks == 1
    assert (await http.get(old)).status_code == 404
    assert (await http.get(young)).status_code == 200
    assert len((await http.get(f"/apis/{api}?include=collections")).json()["collections"]) == 1
    owned = "select count(*) from task_events where task_id = %s"
    assert value(database_url, owned, old.rpartition("/")[2]) == 0


async def test_a_pending_task_stays_however_old_it_is(
    press: Press, http: httpx.AsyncClient
) -> None:
    _, pending = await generate(http)
    await aged(press.database)
    assert (await prune_all(press.database, press.settings)).tasks == 0
    assert (await http.get(pending)).json()["status"] == "pending"


async def test_an_sdk_keeps_the_task_that_built_it(
    press: Press, http: httpx.AsyncClient, worker: None, database_url: str
) -> None:
    api, task = await generate(http)
    await completed(http, task)
    body = {"source": {"type": "api", "id": api}, "language": "typescript-pages"}
    sdk = (await http.post("/sdks", json=body)).headers["Location"].rpartition("/")[2]
    status = "select status from tasks where id = %s"
    await asyncio.to_thread(
        eventually, lambda: value(database_url, status, UUID(sdk)) == "completed"
    )
    await aged(press.database)
    assert (await prune_all(press.database, press.settings)).tasks == 1
    assert (await http.get(f"/sdks/{sdk}")).status_code == 200


async def test_with_0_days_everything_is_kept(
    press: Press, http: httpx.AsyncClient, worker: None
) -> None:
    _, task = await generate(http)
    await completed(http, task)
    await aged(press.database)
    forever = msgspec.structs.replace(press.settings, task_days=0)
    assert (await prune_all(press.database, forever)).tasks == 0
    assert (await http.get(task)).status_code == 200


async def test_a_job_that_ended_long_ago_goes_and_others_stay(
    press: Press, http: httpx.AsyncClient, database_url: str
) -> None:
    for _ in range(3):
        await generate(http)
    ids = "select array_agg(id order by id) from procrastinate_jobs"
    old, young, _ = value(database_url, ids)  # type: ignore[misc]
    async with press.database.connection() as connection:
        await connection.execute(
            "update procrastinate_jobs set status = 'failed' where id in (%s, %s)", [old, young]
        )
        await connection.execute(
            "update procrastinate_events set at = at - interval '31 days' where job_id = %s", [old]
        )
    assert (await prune_all(press.database, press.settings)).jobs == 1
    left = "select array_agg(id order by id) from procrastinate_jobs"
    assert value(database_url, left) == [young, young + 1]


async def test_contents_go_with_the_api_that_used_them_and_shared_ones_stay(
    press: Press, http: httpx.AsyncClient, worker: None, database_url: str
) -> None:
    first, task = await generate(http)
    await completed(http, task)
    second, task = await generate(http)
    await completed(http, task)
    assert value(database_url, BLOBS) == 3
    await http.delete(f"/apis/{first}")
    assert await prune_contents(press.database, 0) == 1
    document = (await http.get(f"/apis/{second}?include=collections")).json()["collections"][0][
        "id"
    ]
    assert (await http.get(f"/apis/{second}/collections/{document}")).status_code == 200
    await http.delete(f"/apis/{second}")
    assert await prune_contents(press.database, 0) == 2
    assert value(database_url, BLOBS) == 0


async def test_a_content_that_was_just_found_unused_is_kept_for_a_while(
    press: Press, database_url: str
) -> None:
    async with press.database.connection() as connection:
        await blobs.put_blob(connection, b"nobody's")
    assert (await prune_all(press.database, press.settings)).contents == 0
    value(database_url, "update unused_blobs set since = since - interval '2 hours' returning 1")
    assert (await prune_all(press.database, press.settings)).contents == 1


async def refer(connection: Connection, digest: bytes, by: int) -> None:
    await connection.execute(
        "insert into collections (id, api_id, origin, document, created_by, updated_by)"
        " select %(id)s, apis.id, 'created', %(digest)s, created_by, created_by from apis limit 1",
        {"id": uuid4(), "digest": digest, "by": by},
    )


async def test_a_content_that_is_being_referred_to_outlives_a_pruning_meanwhile(
    press: Press, http: httpx.AsyncClient, database_url: str
) -> None:
    await http.post("/apis", json={"name": "Pets"})
    async with press.database.connection() as connection:
        await blobs.put_blob(connection, b"wanted")
        await blobs.note_unused(connection)
    async with press.database.transaction() as connection:
        digest = await blobs.put_blob(connection, b"wanted")
        assert await prune_contents(press.database, 0) == 0
        await refer(connection, digest, 1)
    assert await prune_contents(press.database, 0) == 0
    assert value(database_url, BLOBS) == 1


async def test_who_puts_a_content_while_it_is_deleted_waits_and_puts_it_anew(
    press: Press, http: httpx.AsyncClient, database_url: str
) -> None:
    await http.post("/apis", json={"name": "Pets"})
    async with press.database.connection() as connection:
        await blobs.put_blob(connection, b"wanted")
        await blobs.note_unused(connection)

    async def put_and_refer() -> None:
        async with press.database.transaction() as connection:
            await refer(connection, await blobs.put_blob(connection, b"wanted"), 1)

    async with press.database.transaction() as connection:
        assert await blobs.delete_unused(connection, 0) == 1
        putting = asyncio.create_task(put_and_refer())
        await asyncio.sleep(0.3)
        assert not putting.done()
    await putting
    assert value(database_url, "select content from blobs") == b"wanted"


async def test_many_who_come_and_go_never_miss_a_content(
    press: Press, http: httpx.AsyncClient, database_url: str
) -> None:
    """The same few contents are put, referred to and let go at once, and pruned all the while."""
    await http.post("/apis", json={"name": "Pets"})
    chance = random.Random(7)

    async def come_and_go() -> None:
        for _ in range(60):
            content = b"content %d" % chance.randrange(4)
            async with press.database.transaction() as connection:
                digest = await blobs.put_blob(connection, content)
                await asyncio.sleep(chance.random() / 200)
                await refer(connection, digest, 1)
            async with press.database.connection() as connection:
                assert await blobs.get_blob(connection, digest) == content
                await connection.execute("delete from collections where document = %s", [digest])

    async def prune() -> int:
        deleted = 0
        while True:
            deleted += await prune_contents(press.database, 0)
            if all(each.done() for each in busy):
                return deleted

    busy = [asyncio.create_task(come_and_go()) for _ in range(4)]
    deleted = await prune()
    await asyncio.gather(*busy, return_exceptions=False)
    assert deleted > 4
    await prune_contents(press.database, 0)
    assert value(database_url, BLOBS) == 0


def test_every_reference_to_contents_is_known_to_who_prunes(database_url: str) -> None:
    referring = """
        select array_agg(name order by name) from (
            select conrelid::regclass || '.' || attname as name
            from pg_constraint
                join pg_attribute on attrelid = conrelid and attnum = conkey[1]
            where contype = 'f' and confrelid = 'blobs'::regclass
                and conrelid <> 'unused_blobs'::regclass
        ) as found
    """
    known = """
        select array_agg(name order by name) from (
            select table_name || '.' || column_name as name
            from information_schema.view_column_usage where view_name = 'used_blobs'
        ) as found
    """
    assert value(database_url, known) == value(database_url, referring)


async def test_of_many_workers_one_prunes_and_then_nobody_for_an_hour(press: Press) -> None:
    async def begin() -> bool:
        async with press.database.connection() as connection:
            return await begin_chore(connection, "prune", 3600)

    assert sum(await asyncio.gather(*(begin() for _ in range(8)))) == 1
    assert not await begin()
    async with press.database.connection() as connection:
        await connection.execute("update chores set begun_at = begun_at - interval '1 hour'")
    assert sum(await asyncio.gather(*(begin() for _ in range(8)))) == 1


async def test_a_worker_prunes_by_itself(
    press: Press, http: httpx.AsyncClient, worker: None, database_url: str
) -> None:
    _, task = await generate(http)
    await completed(http, task)
    await aged(press.database)
    pruning = asyncio.create_task(keep_pruning(press.database, press.settings, look=0.01))
    await asyncio.to_thread(eventually, lambda: value(database_url, TASKS) == 0)
    pruning.cancel()


async def test_pruning_goes_on_after_the_database_was_away(
    press: Press, http: httpx.AsyncClient, worker: None, database_url: str
) -> None:
    _, task = await generate(http)
    await completed(http, task)
    await aged(press.database)
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("alter table chores rename to chores_away")
        pruning = asyncio.create_task(keep_pruning(press.database, press.settings, look=0.01))
        await asyncio.sleep(0.2)
        connection.execute("alter table chores_away rename to chores")
    await asyncio.to_thread(eventually, lambda: value(database_url, TASKS) == 0)
    pruning.cancel()


async def test_the_command_prunes_at_once(
    press: Press, http: httpx.AsyncClient, worker: None, database_url: str
) -> None:
    _, task = await generate(http)
    await completed(http, task)
    await aged(press.database)
    kept = await asyncio.to_thread(run, "prune", "--days", "40", "--database-url", database_url)
    said = "Deleted %s tasks, 0 deliveries, 0 jobs and 0 contents.\n"
    assert (kept.returncode, kept.stderr) == (0, said % 0)
    gone = await asyncio.to_thread(run, "prune", "--database-url", database_url)
    assert gone.stderr == said % 1


@pytest.mark.parametrize("days", ["-1", "nan", "soon"])
def test_days_that_are_none_are_refused(days: str) -> None:
    refused = run("prune", "--database-url", "x", PRESSROOM_TASK_DAYS=days)
    assert refused.returncode == 2
    assert "PRESSROOM_TASK_DAYS" in refused.stderr


def test_tasks_are_kept_for_30_days_when_nothing_is_said() -> None:
    assert Settings().task_days == 30
