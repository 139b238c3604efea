"""Workers die, freeze and come back; a task completes once, or fails for good."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator
from typing import Any

import httpx
import psycopg
import pytest

from definitions import PETS, large
from pressroom.server.press import Press
from pressroom.store import tasks
from pressroom.tasks.queue import Queue
from pressroom.tasks.recovery import DEATHS, Lookout, rescue
from pressroom.tasks.running import run_job
from processes import eventually, running, value

STARTED = "select attempt >= %s from tasks where id = %s"
STATUS = "select status from tasks where id = %s"


async def accept_version(http: httpx.AsyncClient, content: str) -> Any:
    """An API with that definition and a collection, and a version on its way."""
    api = (await http.post("/apis", json={"name": "Pets"})).json()["id"]
    body = {"type": "openapi:3", "files": [{"path": "openapi.json", "content": content}]}
    schema = (await http.post(f"/apis/{api}/schemas", json=body)).json()["id"]
    collection = await http.post(
        f"/apis/{api}/collections",
        json={"operationType": "GENERATE_FROM_SCHEMA"},
        headers={"Prefer": "respond-async"},
    )
    version = await http.post(
        f"/apis/{api}/versions",
        json={
            "name": "v1",
            "schemas": [{"id": schema}],
            "collections": [{"id": collection.json()["id"]}],
        },
    )
    assert version.status_code == 202, version.text
    return {
        "api": api,
        "version": version.json()["id"],
        "collection": collection.json()["id"],
        "generating": collection.headers["Location"].rpartition("/")[2],
        "publishing": version.headers["Location"].rpartition("/")[2],
    }


async def test_a_killed_workers_task_is_completed_once_by_another_worker(
    http: httpx.AsyncClient, database_url: str
) -> None:
    accepted = await accept_version(http, large(6000))
    task = accepted["generating"]
    with running("worker", "--database-url", database_url) as first:
        eventually(lambda: value(database_url, STARTED, 1, task) is True)
        first.kill()
        first.wait()
    killed = time.monotonic()
    assert value(database_url, STATUS, task) == "pending"
    with running("worker", "--database-url", database_url):
        eventually(lambda: value(database_url, STARTED, 3, task) is True)
        restarted = time.monotonic() - killed
        eventually(lambda: value(database_url, STATUS, accepted["publishing"]) == "completed")
    assert restarted < 15
    assert value(database_url, STATUS, task) == "completed"
    assert value(database_url, "select deaths from tasks where id = %s", task) == 1
    assert value(database_url, "select count(*) from procrastinate_jobs") == 0
    held = (await http.get(f"/apis/{accepted['api']}/versions/{accepted['version']}")).json()
    assert [each["id"] for each in held["version"]["collections"]] == [accepted["collection"]]


async def test_a_frozen_worker_that_comes_back_writes_nothing(
    http: httpx.AsyncClient, database_url: str
) -> None:
    accepted = await accept_version(http, large(6000))
    task = accepted["generating"]
    with running("worker", "--database-url", database_url) as frozen:
        eventually(lambda: value(database_url, STARTED, 1, task) is True)
        frozen.send_signal(signal.SIGSTOP)
        assert value(database_url, STATUS, task) == "pending"
        with running("worker", "--database-url", database_url):
            eventually(lambda: value(database_url, STATUS, accepted["publishing"]) == "completed")
            when = value(database_url, "select updated_at from tasks where id = %s", task)
            frozen.send_signal(signal.SIGCONT)
            time.sleep(3)
    assert value(database_url, "select updated_at from tasks where id = %s", task) == when
    assert value(database_url, "select attempt from tasks where id = %s", task) == 3


@pytest.fixture
async def queue(press: Press) -> AsyncIterator[Queue]:
    async with Queue(press.database, run_job) as opened:
        yield opened


async def die_with_the_next_job(queue: Queue) -> str:
    """What is left of a worker that took a job and was killed: no heartbeat for long."""
    worker = await queue.app.job_manager.register_worker()
    job = await queue.app.job_manager.fetch_job(queues=None, worker_id=worker)
    assert job is not None
    task_id = str(job.task_kwargs["task_id"])
    async with queue.database.connection() as connection:
        await tasks.start_task(connection, task_id)  # type: ignore[arg-type]
        await connection.execute(
            "update procrastinate_workers set last_heartbeat = now() - interval '11 s' "
            "where id = %s",
            [worker],
        )
    return task_id


async def test_three_dead_workers_fail_the_task_and_leave_nothing_behind(
    http: httpx.AsyncClient, queue: Queue, database_url: str
) -> None:
    accepted = await accept_version(http, PETS)
    for _ in range(DEATHS):
        assert await die_with_the_next_job(queue) == accepted["generating"]
        assert await rescue(queue, Lookout()) == 1
    status = (await http.get(f"/apis/{accepted['api']}/tasks/{accepted['generating']}")).json()
    assert status["status"] == "failed"
    assert "3 workers died" in status["details"]["error"]["message"]
    gone = "select count(*) from collections where id = %s"
    assert value(database_url, gone, accepted["collection"]) == 0


async def test_a_rescued_task_goes_before_those_that_came_after_it(
    http: httpx.AsyncClient, queue: Queue
) -> None:
    accepted = await accept_version(http, PETS)
    assert await die_with_the_next_job(queue) == accepted["generating"]
    await rescue(queue, Lookout())
    assert await die_with_the_next_job(queue) == accepted["generating"]


async def test_a_worker_that_still_beats_is_left_alone(
    http: httpx.AsyncClient, queue: Queue
) -> None:
    await accept_version(http, PETS)
    worker = await queue.app.job_manager.register_worker()
    assert await queue.app.job_manager.fetch_job(queues=None, worker_id=worker) is not None
    assert await rescue(queue, Lookout()) == 0


async def test_two_rescuers_take_a_dead_workers_job_once(
    http: httpx.AsyncClient, queue: Queue, database_url: str
) -> None:
    accepted = await accept_version(http, PETS)
    await die_with_the_next_job(queue)
    rescued = await asyncio.gather(*(rescue(queue, Lookout()) for _ in range(5)))
    assert sum(rescued) == 1
    deaths = "select deaths from tasks where id = %s"
    assert value(database_url, deaths, accepted["generating"]) == 1


async def test_a_task_whose_job_got_lost_is_taken_up_again(
    http: httpx.AsyncClient, queue: Queue, database_url: str
) -> None:
    await accept_version(http, PETS)
    value(database_url, "delete from procrastinate_jobs returning 1")
    assert await rescue(queue, Lookout()) == 2
    assert value(database_url, "select count(*) from procrastinate_jobs") == 2


async def test_the_database_itself_refuses_that_a_status_goes_back(
    http: httpx.AsyncClient, worker: None, database_url: str
) -> None:
    accepted = await accept_version(http, PETS)
    eventually_completed = await http.get(
        f"/apis/{accepted['api']}/tasks/{accepted['publishing']}", headers={"Prefer": "wait=30"}
    )
    assert eventually_completed.json()["status"] == "completed"
    with (
        psycopg.connect(database_url) as connection,
        pytest.raises(psycopg.errors.RaiseException, match="stays so"),
    ):
        connection.execute("update tasks set status = 'pending', resources = null")
