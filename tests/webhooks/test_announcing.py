"""What ends is told: with its status, once, and only if it happened."""

import asyncio
from uuid import UUID

import httpx
from hook_steps import NOTES, add, api_of, ended, log, publish, settled, until

from definitions import DANGLING
from listeners import listening
from pressroom.server.press import Press
from pressroom.store import tasks
from pressroom.tasks import ending
from pressroom.tasks.queue import Queue
from pressroom.tasks.recovery import DEATHS, Lookout, rescue
from processes import value


async def test_a_completed_task_is_told_with_its_status_to_the_letter(
    http: httpx.AsyncClient, admin: httpx.AsyncClient, worker: None
) -> None:
    with listening() as listener:
        webhook = await add(admin, listener.url, "task.completed")
        api, schema = await api_of(http)
        status = await ended(http, await publish(http, api, schema))
        await until(listener, 1)
        rows = await settled(admin, webhook)
    told = listener.received[0].verified(webhook["secret"])
    assert told == {
        "type": "task.completed",
        "timestamp": status["updatedAt"],
        "data": {**status, "apiId": api},
    }
    (row,) = rows
    assert row["payload"] == told
    assert row["id"] == listener.received[0].headers["webhook-id"]
    assert (row["event"], row["status"]) == ("task.completed", "delivered")
    assert [attempt["status"] for attempt in row["attempts"]] == [204]
    assert "nextAttemptAt" not in row


async def test_a_published_version_is_told_beside_its_task(
    http: httpx.AsyncClient, admin: httpx.AsyncClient, worker: None
) -> None:
    with listening() as listener:
        await add(admin, listener.url)
        api, schema = await api_of(http)
        task = await publish(http, api, schema, "1.4.0")
        status = await ended(http, task)
        await until(listener, 2)
    told = {each.payload["type"]: each.payload for each in listener.received}
    assert set(told) == {"task.completed", "version.published"}
    version = status["details"]["resources"][0]["id"]
    shown = (await http.get(f"/apis/{api}/versions/{version}")).json()["version"]
    expected = {name: shown[name] for name in ("id", "name", "createdAt", "updatedAt")}
    assert told["version.published"]["data"] == {**expected, "apiId": api, "taskId": status["id"]}


async def test_a_failed_task_is_told_with_its_error(
    http: httpx.AsyncClient, admin: httpx.AsyncClient, worker: None
) -> None:
    with listening() as listener, listening() as other:
        await add(admin, listener.url, "task.failed")
        await add(admin, other.url, "task.completed", "version.published")
        api, schema = await api_of(http, DANGLING)
        status = await ended(http, await publish(http, api, schema))
        assert status["status"] == "failed"
        await until(listener, 1)
    assert listener.received[0].payload["data"] == {**status, "apiId": api}
    assert other.received == []


async def test_a_task_that_is_given_up_after_three_deaths_is_told(
    http: httpx.AsyncClient, admin: httpx.AsyncClient, press: Press
) -> None:
    webhook = await add(admin, "http://127.0.0.1:9/", "task.failed")
    api, schema = await api_of(http)
    task = await publish(http, api, schema)
    async with Queue(press.database) as queue:
        for _ in range(DEATHS):
            value(press.database.conninfo, "delete from procrastinate_jobs returning 1")
            await rescue(queue, Lookout())
    (row,) = await log(admin, webhook)
    assert row["payload"]["data"] == {**(await http.get(task)).json(), "apiId": api}
    assert "3 workers died" in row["payload"]["data"]["details"]["error"]["message"]


async def test_a_task_that_is_cancelled_is_told(
    http: httpx.AsyncClient, admin: httpx.AsyncClient
) -> None:
    webhook = await add(admin, "http://127.0.0.1:9/", "task.failed")
    api, schema = await api_of(http)
    status = (await http.delete(await publish(http, api, schema))).json()
    (row,) = await log(admin, webhook)
    assert row["payload"]["data"] == {**status, "apiId": api}
    assert "Cancelled by" in row["payload"]["data"]["details"]["error"]["message"]


async def test_an_end_that_is_rolled_back_is_told_to_nobody(
    http: httpx.AsyncClient, admin: httpx.AsyncClient, press: Press, database_url: str
) -> None:
    await add(admin, "http://127.0.0.1:9/")
    api, schema = await api_of(http)
    task_id = UUID((await publish(http, api, schema)).rpartition("/")[2])
    async with press.database.connection() as connection:
        run = await tasks.start_task(connection, task_id)
    assert run is not None
    async with (
        press.database.connection() as connection,
        connection.transaction(force_rollback=True),
    ):
        assert await ending.fail(connection, press.queue, run, "It went wrong.")
    assert value(database_url, NOTES) == 0
    async with press.database.transaction() as connection:
        assert await ending.fail(connection, press.queue, run, "It went wrong.")
    async with press.database.transaction() as connection:
        assert not await ending.fail(connection, press.queue, run, "Once more.")
    assert value(database_url, NOTES) == 1
    assert (
        value(database_url, "select count(*) from procrastinate_jobs where queue_name = 'webhooks'")
        == 1
    )


async def test_who_builds_sdks_is_told_nothing(
    http: httpx.AsyncClient, admin: httpx.AsyncClient, worker: None, database_url: str
) -> None:
    await add(admin, "http://127.0.0.1:9/")
    _, schema = await api_of(http)
    body = {"source": {"type": "spec", "id": schema}, "language": "typescript-pages"}
    location = (await http.post("/sdks", json=body)).headers["location"]
    async with asyncio.timeout(20):
        while (await http.get(location)).json()["buildStatus"] != "succeeded":
            await asyncio.sleep(0.05)
    assert value(database_url, NOTES) == 0


async def test_a_webhook_is_told_of_an_end_while_it_is_being_deleted(
    http: httpx.AsyncClient, admin: httpx.AsyncClient, press: Press
) -> None:
    """The task ends whichever comes first."""
    api, schema = await api_of(http)
    webhooks = [await add(admin, "http://127.0.0.1:9/") for _ in range(10)]

    async def end(number: int) -> bool:
        task_id = UUID((await publish(http, api, schema, f"v{number}")).rpartition("/")[2])
        async with press.database.transaction() as connection:
            run = await tasks.start_task(connection, task_id)
            assert run is not None
            return await ending.fail(connection, press.queue, run, "No.")

    removals = (admin.delete(f"/webhooks/{webhook['id']}") for webhook in webhooks)
    done = await asyncio.gather(*(end(number) for number in range(10)), *removals)
    assert all(done)
