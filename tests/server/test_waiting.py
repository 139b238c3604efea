"""Waiting for a task: held answers, entity tags, server-sent events."""

import asyncio
import threading
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx
import jsonschema_rs
import psycopg
import pytest
from http_steps import PETS, UNKNOWN, World, new_api, new_schema, refused, version_of

from contract_checks import CONTRACT
from definitions import large
from pressroom.server.press import Press
from pressroom.store import tasks
from pressroom.store.events import Step, note_steps
from pressroom.tasks.queue import Queue
from pressroom.tasks.recovery import Lookout, rescue
from pressroom.tasks.running import run_job
from pressroom.tasks.waiting import WaitingRoom
from pressroom.tasks.worker import worker_in_background

PROGRESS = {"$ref": "#/components/schemas/TaskProgress", "components": CONTRACT["components"]}
ASYNC = {"Prefer": "respond-async"}


async def accept(http: httpx.AsyncClient, content: str = PETS) -> str:
    """The path of a task that waits for a worker."""
    api = await new_api(http)
    schema = await new_schema(http, api, {"openapi.yaml": content})
    accepted = await http.post(f"/apis/{api}/versions", json=version_of(schema))
    return str(accepted.headers["location"])


async def events(http: httpx.AsyncClient, path: str, last: str | None = None) -> list[Any]:
    """The events of a task as (id, kind, data), once the stream ended."""
    headers = {"Last-Event-ID": last} if last is not None else {}
    response = await http.get(f"{path}/events", headers=headers)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["cache-control"] == "no-store"
    first, *blocks = response.text.removesuffix("\n\n").split("\n\n")
    assert first == "retry: 1000"
    told = []
    for block in blocks:
        fields = dict(line.split(": ", 1) for line in block.splitlines())
        assert list(fields) == ["id", "event", "data"]
        told.append(
            (fields["id"], fields["event"], httpx.Response(200, text=fields["data"]).json())
        )
    return told


async def test_an_entity_tag_stands_for_the_status_until_it_changes(
    http: httpx.AsyncClient, press: Press
) -> None:
    path = await accept(http)
    pending = await http.get(path)
    tag = pending.headers["etag"]
    for given in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        same = await http.get(path, headers={"If-None-Match": given})
        assert (same.status_code, same.content) == (304, b"")
        assert same.headers["etag"] == tag
        assert same.headers["retry-after"] == "1"
    assert (await http.get(path, headers={"If-None-Match": '"other"'})).json() == pending.json()
    async with worker_in_background(press.database, press.settings):
        ended = await http.get(path, headers={"If-None-Match": tag, "Prefer": "wait=30"})
    assert (ended.status_code, ended.json()["status"]) == (200, "completed")
    assert ended.headers["etag"] != tag
    again = await http.get(
        path, headers={"If-None-Match": ended.headers["etag"], "Prefer": "wait=30"}
    )
    assert again.status_code == 304
    assert "retry-after" not in again.headers


async def test_retry_after_grows_with_the_age_of_the_task(
    http: httpx.AsyncClient, database_url: str
) -> None:
    path = await accept(http)
    with psycopg.connect(database_url, autocommit=True) as connection:
        for age, asked in (("1 hour ahead", None), ("9 s", 1), ("55 s", 5), ("1 day", 30)):
            moment = "now() + interval '1 hour'" if asked is None else f"now() - interval '{age}'"
            connection.execute(f"update tasks set created_at = {moment}")
            seconds = int((await http.get(path)).headers["retry-after"])
            assert seconds == (asked or 1)


async def test_a_held_answer_comes_when_its_time_is_over(http: httpx.AsyncClient) -> None:
    path = await accept(http)
    for wait in (0, 1):
        held = await http.get(path, headers={"Prefer": f"wait={wait}"})
        assert held.json()["status"] == "pending"
        assert held.headers["preference-applied"] == f"wait={wait}"


async def test_a_waiter_is_told_though_the_notice_was_lost(
    http: httpx.AsyncClient, press: Press, postgresql: str, database_url: str
) -> None:
    path = await accept(http)
    waiting = asyncio.create_task(http.get(path, headers={"Prefer": "wait=30"}))
    await asyncio.sleep(0.2)
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(
            "update tasks set status = 'failed', error = 'Lost.'; "
            "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %'"
        )
    async with asyncio.timeout(5):
        assert (await waiting).json()["status"] == "failed"


async def test_a_thousand_waiters_cost_no_thread_no_connection_and_one_query(
    http: httpx.AsyncClient, press: Press, database_url: str
) -> None:
    path = await accept(http)
    api_id, task_id = path.split("/")[2::2]
    threads = threading.active_count()
    waiting = [asyncio.create_task(_wait(press.waiting, api_id, task_id)) for _ in range(1000)]
    while press.database.pool.get_stats().get("requests_waiting", 0) or not _all_wait(press):
        await asyncio.sleep(0.05)
    assert threading.active_count() == threads
    before = press.database.pool.get_stats()["requests_num"]
    with psycopg.connect(database_url, autocommit=True) as connection:
        used = connection.execute(
            "select count(*) from pg_stat_activity where datname = current_database() "
            "and state <> 'idle' and pid <> pg_backend_pid()"
        ).fetchone()
        assert used == (0,)
        connection.execute("update tasks set status = 'failed', error = 'Over.'")
        connection.execute("select pg_notify('pressroom_tasks', %s)", [task_id])
    assert {task.status for task in await asyncio.gather(*waiting)} == {"failed"}
    assert press.database.pool.get_stats()["requests_num"] - before == 1


async def _wait(room: WaitingRoom, api_id: str, task_id: str) -> tasks.Task:
    return await room.wait_for_end(UUID(api_id), UUID(task_id), 60)


def _all_wait(press: Press) -> bool:
    return sum(watch.waiters for watch in press.waiting._watches.values()) == 1000


async def test_who_waits_for_a_task_of_a_deleted_api_is_told(
    http: httpx.AsyncClient, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pressroom.tasks.waiting.SWEEP", 0.1)
    path = await accept(http)
    async with WaitingRoom(press.database, press.notices) as room:
        api_id, task_id = path.split("/")[2::2]
        waiting = asyncio.create_task(_wait(room, api_id, task_id))
        await asyncio.sleep(0.2)
        await http.delete(f"/apis/{api_id}")
        with pytest.raises(Exception, match="went away"):
            await asyncio.wait_for(waiting, 5)


async def test_events_tell_each_stage_in_order_and_end_with_the_status(
    http: httpx.AsyncClient, press: Press
) -> None:
    path = await accept(http)
    following = asyncio.create_task(events(http, path))
    async with worker_in_background(press.database, press.settings):
        told = await following
    for _, kind, data in told[:-1]:
        assert kind == "progress"
        jsonschema_rs.validate(PROGRESS, data)
    stages = [data["stage"] for _, _, data in told[:-1]]
    assert stages == ["queued", "load", "load", "convert", "write"]
    assert told[-1] == ("end", "status", (await http.get(path)).json())
    assert [each[0] for each in told[:-1]] == sorted((each[0] for each in told[:-1]), key=int)
    for position, (identifier, _, _) in enumerate(told[:-1]):
        assert await events(http, path, identifier) == told[position + 1 :]
    over = await http.get(f"{path}/events", headers={"Last-Event-ID": "end"})
    assert (over.status_code, over.content) == (204, b"")


async def test_a_long_tasks_events_are_told_while_it_runs_with_each_collection(
    http: httpx.AsyncClient, press: Press, database_url: str
) -> None:
    api = await new_api(http)
    schema = await new_schema(http, api, {"openapi.json": large(800)})
    path = f"/apis/{api}/collections"
    made = [
        await http.post(
            path, json={"operationType": "GENERATE_FROM_SCHEMA", "name": name}, headers=ASYNC
        )
        for name in ("One", "Two", "Three")
    ]
    async with worker_in_background(press.database, press.settings):
        for each in made:
            await http.get(each.headers["location"], headers={"Prefer": "wait=30"})
        changed = {"content": large(801)}
        await http.put(f"/apis/{api}/schemas/{schema}/files/openapi.json", json=changed)
        publishing = await http.post(
            f"/apis/{api}/versions", json=version_of(schema, [each.json()["id"] for each in made])
        )
        location = publishing.headers["location"]
        async with asyncio.timeout(30):
            while not await _first_steps(press):
                await asyncio.sleep(0.005)
        told = await events(http, location)
    converted = [data for _, _, data in told if data.get("stage") == "convert"]
    begun_and_done = [(number + done, 3) for number in range(3) for done in (0, 1)]
    assert [(data["done"], data["total"]) for data in converted] == begun_and_done
    assert {data["message"] for data in converted} >= {"Converting One.", "Converting Three."}


async def _first_steps(press: Press) -> bool:
    """Whether a step of the publication can be seen while it is still pending."""
    async with press.database.connection() as connection:
        rows = await connection.execute(
            "select 1 from tasks join task_events on task_events.task_id = tasks.id "
            "where status = 'pending' and model = 'api-version'"
        )
        return await rows.fetchone() is not None


@pytest.fixture
async def queue(press: Press) -> AsyncIterator[Queue]:
    async with Queue(press.database, run_job) as opened:
        yield opened


async def test_after_a_rescue_events_go_on_under_a_higher_attempt(
    http: httpx.AsyncClient, press: Press, queue: Queue
) -> None:
    path = await accept(http)
    worker = await queue.app.job_manager.register_worker()
    job = await queue.app.job_manager.fetch_job(queues=None, worker_id=worker)
    assert job is not None
    step = Step("load", 0, 1, "Loading.", datetime.now(UTC))
    async with press.database.connection() as connection:
        run = await tasks.start_task(connection, job.task_kwargs["task_id"])  # type: ignore[arg-type]
        assert run is not None
        assert await note_steps(connection, run.id, run.attempt, [step])
        await connection.execute(
            "update procrastinate_workers set last_heartbeat = now() - interval '11 s'"
        )
        await rescue(queue, Lookout())
        assert not await note_steps(connection, run.id, run.attempt, [step, step])
    async with worker_in_background(press.database, press.settings):
        told = await events(http, path)
    seen = [(data["attempt"], data["stage"]) for _, kind, data in told if kind == "progress"]
    assert seen[:3] == [(0, "queued"), (1, "load"), (2, "queued")]
    assert seen[3:] == [(3, "load"), (3, "load"), (3, "convert"), (3, "write")]


async def test_a_stream_says_that_it_is_still_there_and_ends_when_the_server_stops(
    http: httpx.AsyncClient, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pressroom.server.tasks.KEEP_ALIVE", 0.05)
    path = await accept(http)
    following = asyncio.create_task(http.get(f"{path}/events"))
    held = asyncio.create_task(http.get(path, headers={"Prefer": "wait=60"}))
    await asyncio.sleep(0.4)
    press.waiting.close()
    async with asyncio.timeout(5):
        text = (await following).text
        assert (await held).json()["status"] == "pending"
    assert text.count(": still there\n\n") >= 2
    assert "event: status" not in text


async def test_a_malformed_last_event_id_is_400_and_an_unknown_task_404(
    editor: httpx.AsyncClient, world: World
) -> None:
    path = f"/apis/{world.api_id}/tasks/{world.task_id}/events"
    for last in ("x", "-1", "1.5", "9" * 19, "END", "1 2"):
        refused(await editor.get(path, headers={"Last-Event-ID": last}), 400, "Last-Event-ID")
    refused(await editor.get(path.replace(world.task_id, UNKNOWN)), 404)
    far = await editor.get(path, headers={"Last-Event-ID": "9" * 18})
    assert far.text.count("\nevent: ") == 1
