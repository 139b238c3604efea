"""Every fault that a machine has in store; after each, the laws hold."""

import asyncio
import random
import signal
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from laws import tasks_of
from postgresql import OwnServer
from scene import Runs, Scene, cancelled, until

from definitions import PETS, large
from processes import value

SEED = 20261125

STARTED = "select attempt from tasks where id = %s"
DOING = """
    select count(*) from procrastinate_jobs where status = 'doing' and task_name = 'pressroom:run'
"""
DEATHS = "select coalesce(sum(deaths), 0) from tasks"

Record = Callable[[str, int, str], None]

pytestmark = pytest.mark.timeout(1800)


async def test_workers_killed_at_random_moments_of_a_publish(
    scene: Scene, runs: Runs, record: Record
) -> None:
    moments = random.Random(SEED)
    wanted, kills = runs(2, 100), 0
    scene.start_worker()
    scene.start_worker()
    apis = [await scene.new_api(large(1500)) for _ in range(6)]
    publishing = asyncio.create_task(scene.keep_publishing(apis))
    while value(scene.database_url, DEATHS) < wanted:
        await until(lambda: value(scene.database_url, DOING) == 2)
        await asyncio.sleep(moments.uniform(0, 0.6))
        number = moments.randrange(2)
        scene.workers[number].kill()
        scene.workers[number].wait()
        kills += 1
        scene.keep_workers()
    await cancelled(publishing)
    await scene.settle()
    struck = value(scene.database_url, DEATHS)
    tasks = tasks_of(scene.database_url)
    failed = sum(task.status == "failed" for task in tasks)
    said = f"{len(tasks)} tasks; {struck} kills met one at work, {failed} tasks met their third"
    record("`kill -9` of a worker, at a random moment", kills, said)


async def test_a_dead_workers_task_starts_on_another_node_within_15_s(
    scene: Scene, runs: Runs, record: Record
) -> None:
    seconds = []
    scene.start_worker()
    for _ in range(runs(1, 10)):
        api, schema = await scene.new_api(large(4000))
        await scene.publish(api, schema)
        task = scene.accepted[-2].rpartition("/")[2]
        await until(lambda task=task: value(scene.database_url, STARTED, task) == 1)
        scene.start_worker()
        scene.workers[0].kill()
        killed = time.monotonic()
        scene.workers.pop(0).wait()
        await until(lambda task=task: value(scene.database_url, STARTED, task) == 3)
        seconds.append(time.monotonic() - killed)
        await scene.settle()
    assert max(seconds) < 15
    said = f"started again after {statistics.median(seconds):.1f} s, at most {max(seconds):.1f} s"
    record("a worker dies, another node takes up its task", len(seconds), said)


async def test_the_web_server_killed_between_accept_and_answer(
    scene: Scene, runs: Runs, record: Record
) -> None:
    kills = runs(4, 40)
    scene.start_worker()
    apis = [await scene.new_api(PETS) for _ in range(4)]
    async with await psycopg.AsyncConnection.connect(
        scene.database_url, autocommit=True
    ) as connection:
        await connection.execute("listen fault_log")
        for number in range(kills):
            asked = asyncio.gather(*(scene.publish(*api) for api in apis))
            notices = connection.notifies()
            for _ in range(1 + number % 3):
                await anext(notices)
            await notices.aclose()
            scene.server.kill()
            scene.server.wait()
            await asked
            await scene.start_server()
    await scene.settle()
    accepted, there = len(scene.accepted), len(tasks_of(scene.database_url))
    said = (
        f"{there} tasks; {scene.unanswered} requests had no answer, of which "
        f"{there - accepted} had been accepted"
    )
    record("`kill -9` of the web server, between accept and answer", kills, said)


@pytest.mark.usefixtures("long_form")
async def test_a_frozen_worker_that_comes_back_writes_nothing(
    scene: Scene, runs: Runs, record: Record
) -> None:
    times = runs(1, 5)
    for _ in range(times):
        frozen = scene.start_worker()
        api, schema = await scene.new_api(large(4000))
        await scene.publish(api, schema)
        task = scene.accepted[-2].rpartition("/")[2]
        await until(lambda task=task: value(scene.database_url, STARTED, task) == 1)
        frozen.send_signal(signal.SIGSTOP)
        other = scene.start_worker()
        await until(lambda task=task: value(scene.database_url, STARTED, task) == 3)
        frozen.send_signal(signal.SIGCONT)
        await scene.settle()
        for worker in (frozen, other):
            worker.kill()
            worker.wait()
        scene.workers.clear()
    record("`SIGSTOP` of a worker past its heartbeat, and back", times, "the late result fenced")


@pytest.mark.usefixtures("long_form")
async def test_two_workers_that_rescue_at_once_rescue_once(
    scene: Scene, runs: Runs, record: Record
) -> None:
    times = runs(1, 5)
    deaths = 0
    for _ in range(times):
        victim = scene.start_worker()
        api, schema = await scene.new_api(large(4000))
        await scene.publish(api, schema)
        task = scene.accepted[-2].rpartition("/")[2]
        await until(lambda task=task: value(scene.database_url, STARTED, task) == 1)
        victim.kill()
        victim.wait()
        rescuers = [scene.start_worker() for _ in range(3)]
        await asyncio.sleep(2)
        for rescuer in rescuers:
            rescuer.send_signal(signal.SIGSTOP)
        await asyncio.sleep(10)
        for rescuer in rescuers:
            rescuer.send_signal(signal.SIGCONT)
        scene.workers.remove(victim)
        await scene.settle()
        deaths += 1
        assert value(scene.database_url, DEATHS) == deaths
        for rescuer in rescuers:
            rescuer.kill()
            rescuer.wait()
        scene.workers.clear()
    record("three workers rescue at once", times, f"{deaths} deaths counted, no task run twice")


async def test_postgresql_crashes_and_returns(
    own_server: OwnServer, tmp_path: Path, runs: Runs, record: Record
) -> None:
    moments = random.Random(SEED)
    crashes = runs(2, 20)
    async with Scene(own_server.conninfo, tmp_path) as scene:
        scene.start_worker()
        scene.start_worker()
        apis = [await scene.new_api(large(400)) for _ in range(4)]
        publishing = asyncio.create_task(scene.keep_publishing(apis))
        for _ in range(crashes):
            await until(lambda: value(scene.database_url, DOING))
            await asyncio.sleep(moments.uniform(0, 0.6))
            own_server.stop("immediate")
            await asyncio.sleep(moments.choice([0, 0.5, 2]))
            own_server.start()
            await asyncio.sleep(moments.uniform(0.5, 2))
        await cancelled(publishing)
        await scene.settle()
        said = (
            f"{len(tasks_of(scene.database_url))} tasks, {scene.refused} requests "
            f"refused with `503`, {scene.unanswered} without an answer"
        )
    record("PostgreSQL crashes (`pg_ctl stop -m immediate`) and returns", crashes, said)
