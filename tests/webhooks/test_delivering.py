"""How it is told: whatever dies or is slow, nothing is lost, and nobody is held up."""

import asyncio
import threading
import time
from datetime import UTC, datetime
from uuid import UUID

import httpx
import msgspec
import pytest
from hook_steps import NOTES, add, api_of, ended, log, numbered, publish, settled, until

from listeners import LOOPBACK, Received, Reply, listening, well
from pressroom.server.press import Press
from pressroom.settings import Settings
from pressroom.store import deliveries
from pressroom.tasks.delivering import AT_ONCE, put_due_rounds
from pressroom.tasks.keeping import prune_all
from pressroom.tasks.recovery import Lookout
from pressroom.tasks.worker import BACKGROUND_GRACE, worker_in_background
from processes import eventually, running, value


async def test_a_receiver_that_is_down_and_comes_back_is_told(
    http: httpx.AsyncClient, admin: httpx.AsyncClient, worker: None
) -> None:
    with listening() as listener:
        port = listener.port
    webhook = await add(admin, f"http://127.0.0.1:{port}/hooks", "task.completed")
    api, schema = await api_of(http)
    await ended(http, await publish(http, api, schema))
    async with asyncio.timeout(10):
        while not (row := (await log(admin, webhook))[0])["attempts"]:
            await asyncio.sleep(0.02)
    assert row["status"] == "pending"
    assert row["nextAttemptAt"] > row["attempts"][0]["at"]
    with listening(port=port) as listener:
        await until(listener, 1)
        (row,) = await settled(admin, webhook)
    first, second = row["attempts"]
    assert "error" in first
    assert second["status"] == 204
    assert listener.received[0].verified(webhook["secret"])


async def test_a_receiver_that_asks_for_time_gets_it(
    http: httpx.AsyncClient, admin: httpx.AsyncClient, worker: None, database_url: str
) -> None:
    with listening(lambda _: Reply(429, {"Retry-After": "600"})) as listener:
        webhook = await add(admin, listener.url, "task.completed")
        await admin.post(f"/webhooks/{webhook['id']}/pings")
        await until(listener, 1)
        pause = "select extract(epoch from next_attempt_at - now()) from deliveries where tries = 1"
        await asyncio.to_thread(eventually, lambda: value(database_url, pause) is not None)
    assert 590 < float(str(value(database_url, pause))) <= 600


async def test_a_worker_killed_in_the_middle_of_a_delivery_is_followed_by_another(
    admin: httpx.AsyncClient, database_url: str
) -> None:
    """The receiver gets it again, under the same identifier."""
    answering = threading.Event()

    def behave(received: Received) -> Reply:
        answering.wait(30)
        return Reply()

    environment = {"PRESSROOM_WEBHOOK_ALLOW": LOOPBACK}
    with listening(behave) as listener:
        webhook = await add(admin, listener.url)
        await admin.post(f"/webhooks/{webhook['id']}/pings")
        with running("worker", "--database-url", database_url, **environment) as first:
            await until(listener, 1)
            first.kill()
            first.wait()
        killed = time.monotonic()
        answering.set()
        with running("worker", "--database-url", database_url, **environment):
            await until(listener, 2)
            again = time.monotonic() - killed
            (row,) = await settled(admin, webhook)
    assert again < 15
    assert row["status"] == "delivered"
    identifiers = {received.headers["webhook-id"] for received in listener.received}
    assert identifiers == {row["id"]}
    assert value(database_url, "select count(*) from procrastinate_jobs") == 0


async def test_a_worker_that_is_told_to_end_hands_on_what_a_slow_receiver_holds_up(
    admin: httpx.AsyncClient, database_url: str
) -> None:
    def behave(received: Received) -> Reply:
        time.sleep(30 if len(listener.received) == 1 else 0)
        return Reply()

    environment = {"PRESSROOM_WEBHOOK_ALLOW": LOOPBACK}
    with listening(behave) as listener:
        webhook = await add(admin, listener.url)
        await admin.post(f"/webhooks/{webhook['id']}/pings")
        with running("worker", "--database-url", database_url, **environment) as first:
            await until(listener, 1)
            asked = time.monotonic()
            first.terminate()
            assert await asyncio.to_thread(first.wait, 30) == 0
        assert time.monotonic() - asked < Settings().stop_seconds + 3
        with running("worker", "--database-url", database_url, **environment):
            await until(listener, 2)
            (row,) = await settled(admin, webhook)
    assert row["status"] == "delivered"


async def test_a_command_that_ends_isnt_held_up_by_a_slow_receiver(
    admin: httpx.AsyncClient, press: Press
) -> None:
    """What was under way is sent by the next worker."""
    leave = threading.Event()

    def behave(received: Received) -> Reply:
        leave.wait(30)
        return Reply()

    with listening(behave) as listener:
        webhook = await add(admin, listener.url)
        async with worker_in_background(press.database, press.settings):
            await admin.post(f"/webhooks/{webhook['id']}/pings")
            await until(listener, 1)
            ending = time.monotonic()
        assert time.monotonic() - ending < BACKGROUND_GRACE + 4
        leave.set()
        async with worker_in_background(press.database, press.settings):
            (row,) = await settled(admin, webhook)
    assert row["status"] == "delivered"
    assert {each.headers["webhook-id"] for each in listener.received} == {row["id"]}


async def test_a_slow_receiver_holds_up_neither_publishing_nor_other_receivers(
    http: httpx.AsyncClient, admin: httpx.AsyncClient, worker: None
) -> None:
    leave = threading.Event()

    def behave(received: Received) -> Reply:
        leave.wait(20)
        return Reply()

    with listening(behave) as slow, listening() as quick:
        await add(admin, slow.url, "task.completed")
        await add(admin, quick.url, "task.completed")
        api, schema = await api_of(http)
        started = time.monotonic()
        for number in range(12):
            status = await ended(http, await publish(http, api, schema, f"v{number}"))
            assert status["status"] == "completed"
        await until(quick, 12)
        elapsed = time.monotonic() - started
        held = len(slow.received)
        leave.set()
        await until(slow, 12)
    assert elapsed < 8
    assert held <= AT_ONCE


async def test_a_hundred_at_once_all_arrive_and_each_once(
    admin: httpx.AsyncClient, press: Press, worker: None
) -> None:
    with listening() as listener:
        webhook = await add(admin, listener.url)
        letters = [
            deliveries.Letter(UUID(webhook["id"]), "webhook.ping", numbered(number))
            for number in range(100)
        ]
        async with press.database.transaction() as connection:
            await deliveries.write_deliveries(connection, letters)
            await press.queue.put_rounds(connection, [UUID(webhook["id"])])
        await until(listener, 100)
        rows = await settled(admin, webhook)
    assert sorted(each.payload["data"]["n"] for each in listener.received) == list(range(100))
    assert len({each.headers["webhook-id"] for each in listener.received}) == 100
    assert len(rows) == 100


async def test_gone_disables_the_webhook_and_gives_up_what_waits(
    admin: httpx.AsyncClient, worker: None, press: Press
) -> None:
    with listening(lambda _: Reply(410)) as listener:
        webhook = await add(admin, listener.url)
        path = f"/webhooks/{webhook['id']}"
        await admin.post(f"{path}/pings")
        (row,) = await settled(admin, webhook)
        shown = (await admin.get(path)).json()
        assert (row["status"], len(row["attempts"])) == ("failed", 1)
        assert (shown["active"], shown["reason"]) == (False, "The receiver answered 410 Gone.")
        assert (await admin.post(f"{path}/pings")).status_code == 422
        listener.behave = well
        resumed = (await admin.patch(path, json={"active": True})).json()
        assert resumed["active"]
        assert "reason" not in resumed
        again = await admin.post(f"{path}/deliveries/{row['id']}/redeliveries")
        assert (again.status_code, again.json()["status"]) == (202, "pending")
        (row,) = await settled(admin, webhook)
    assert [each["status"] for each in row["attempts"]] == [410, 204]
    assert {each.headers["webhook-id"] for each in listener.received} == {row["id"]}


async def test_what_arrived_counts_as_delivered_though_another_answer_was_gone(
    admin: httpx.AsyncClient, press: Press
) -> None:
    """Several are under way at once: one is answered 410, the others 204 a little later."""
    gone = threading.Event()

    def behave(received: Received) -> Reply:
        if received.payload["data"]["n"] == 0:
            return Reply(410)
        gone.wait(20)
        return Reply(204)

    with listening(behave) as listener:
        webhook = await add(admin, listener.url)
        letters = [
            deliveries.Letter(UUID(webhook["id"]), "webhook.ping", numbered(n))
            for n in range(AT_ONCE)
        ]
        async with press.database.transaction() as connection:
            await deliveries.write_deliveries(connection, letters)
            await press.queue.put_rounds(connection, [UUID(webhook["id"])])
        async with worker_in_background(press.database, press.settings):
            await settled(admin, webhook)
            gone.set()
            async with asyncio.timeout(20):
                while not all(each["attempts"] for each in await log(admin, webhook)):
                    await asyncio.sleep(0.02)
        rows = await log(admin, webhook)
    assert sorted(each["status"] for each in rows) == ["delivered"] * (AT_ONCE - 1) + ["failed"]


async def test_a_paused_webhook_is_told_nothing_until_it_goes_on(
    http: httpx.AsyncClient, admin: httpx.AsyncClient, press: Press
) -> None:
    with listening() as listener:
        webhook = await add(admin, listener.url, "task.completed")
        path = f"/webhooks/{webhook['id']}"
        await admin.post(f"{path}/pings")
        await admin.patch(path, json={"active": False})
        async with worker_in_background(press.database, press.settings):
            api, schema = await api_of(http)
            await ended(http, await publish(http, api, schema))
            await asyncio.sleep(1.5)
            assert listener.received == []
            (row,) = await log(admin, webhook)
            assert (row["event"], row["status"]) == ("webhook.ping", "pending")
            await admin.patch(path, json={"active": True})
            await until(listener, 1)
            await settled(admin, webhook)
    assert [each.payload["type"] for each in listener.received] == ["webhook.ping"]


async def test_a_delivered_one_can_be_sent_again(admin: httpx.AsyncClient, worker: None) -> None:
    with listening() as listener:
        webhook = await add(admin, listener.url)
        await admin.post(f"/webhooks/{webhook['id']}/pings")
        (row,) = await settled(admin, webhook)
        await admin.post(f"/webhooks/{webhook['id']}/deliveries/{row['id']}/redeliveries")
        await until(listener, 2)
        (row,) = await settled(admin, webhook)
    assert [each["status"] for each in row["attempts"]] == [204, 204]
    first, second = listener.received
    assert first.body == second.body
    assert first.headers["webhook-id"] == second.headers["webhook-id"]


async def test_a_new_secret_signs_from_then_on(admin: httpx.AsyncClient, worker: None) -> None:
    with listening() as listener:
        webhook = await add(admin, listener.url)
        secret = "whsec_" + "A" * 32
        changed = await admin.patch(f"/webhooks/{webhook['id']}", json={"secret": secret})
        assert "secret" not in changed.json()
        await admin.post(f"/webhooks/{webhook['id']}/pings")
        await until(listener, 1)
    assert listener.received[0].verified(secret)["data"] == {"webhookId": webhook["id"]}


async def test_a_webhook_that_is_deleted_takes_its_deliveries_along(
    admin: httpx.AsyncClient, worker: None, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Even in the middle of an attempt."""
    leave = threading.Event()

    def behave(received: Received) -> Reply:
        leave.wait(20)
        return Reply()

    with listening(behave) as listener:
        webhook = await add(admin, listener.url)
        await admin.post(f"/webhooks/{webhook['id']}/pings")
        await until(listener, 1)
        assert (await admin.delete(f"/webhooks/{webhook['id']}")).status_code == 204
        leave.set()
        jobs = "select count(*) from procrastinate_jobs"
        await asyncio.to_thread(eventually, lambda: value(database_url, jobs) == 0)
    assert value(database_url, NOTES) == 0
    assert value(database_url, "select count(*) from delivery_attempts") == 0
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_a_delivery_whose_job_got_lost_is_made_all_the_same(
    admin: httpx.AsyncClient, press: Press, database_url: str
) -> None:
    with listening() as listener:
        webhook = await add(admin, listener.url)
        await admin.post(f"/webhooks/{webhook['id']}/pings")
        assert value(database_url, "delete from procrastinate_jobs returning 1") == 1
        async with worker_in_background(press.database, press.settings):
            await until(listener, 1)
            await settled(admin, webhook)


async def test_several_that_look_put_no_more_jobs_than_needed(
    admin: httpx.AsyncClient, press: Press, database_url: str
) -> None:
    webhook = await add(admin, "http://127.0.0.1:9/")
    for _ in range(3):
        await admin.post(f"/webhooks/{webhook['id']}/pings")
    assert value(database_url, "select count(*) from procrastinate_jobs") == 1
    assert await put_due_rounds(press.queue, Lookout()) == 0
    value(database_url, "delete from procrastinate_jobs returning 1")
    assert await put_due_rounds(press.queue, Lookout()) == 1
    assert await put_due_rounds(press.queue, Lookout()) == 0
    assert value(database_url, "select count(*) from procrastinate_jobs") == 1


async def test_what_is_asked_for_while_an_attempt_is_under_way_isnt_lost(
    admin: httpx.AsyncClient, press: Press
) -> None:
    """A slow attempt fails after the delivery was asked for anew; that start counts."""
    webhook = await add(admin, "http://127.0.0.1:9/")
    delivery = (await admin.post(f"/webhooks/{webhook['id']}/pings")).json()
    async with press.database.transaction() as connection:
        (due,) = await deliveries.due_deliveries(connection, UUID(webhook["id"]), 10)
        failed = deliveries.Attempt(due.id, datetime.now(UTC), 10, None, None, "no answer")
        await deliveries.note_attempt(connection, failed, tries=0, outcome="failed")
    await admin.post(f"/webhooks/{webhook['id']}/deliveries/{delivery['id']}/redeliveries")
    async with press.database.transaction() as connection:
        await deliveries.note_attempt(connection, failed, tries=1, outcome="failed")
    (row,) = await log(admin, webhook)
    assert (row["status"], len(row["attempts"])) == ("pending", 2)


async def test_deliveries_are_kept_for_thirty_days(
    admin: httpx.AsyncClient, press: Press, database_url: str
) -> None:
    webhook = await add(admin, "http://127.0.0.1:9/")
    for _ in range(3):
        await admin.post(f"/webhooks/{webhook['id']}/pings")
    age = (
        "update deliveries set created_at = now() - %(days)s * interval '1 day', "
        "asked_at = now() - %(days)s * interval '1 day' where id = %(id)s"
    )
    old, again, young = await log(admin, webhook)
    async with press.database.connection() as connection:
        for row, days in ((old, 30.01), (again, 30.01), (young, 29.99)):
            await connection.execute(age, {"days": days, "id": row["id"]})
    await admin.post(f"/webhooks/{webhook['id']}/deliveries/{again['id']}/redeliveries")
    assert (await prune_all(press.database, press.settings)).deliveries == 1
    assert {each["id"] for each in await log(admin, webhook)} == {again["id"], young["id"]}
    keeping_all = msgspec.structs.replace(press.settings, task_days=0)
    assert (await prune_all(press.database, keeping_all)).deliveries == 0
