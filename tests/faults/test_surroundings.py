"""Faults of what is around the processes: the disk, connections, the clock, the network."""

import asyncio
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest
from laws import tasks_of, watch_writes
from nodes import HOST, node, why_no_nodes
from postgresql import own_postgresql
from psycopg.conninfo import make_conninfo
from scene import Runs, Scene, cancelled, until

from definitions import PETS, large
from processes import value

DOING = """
    select count(*) from procrastinate_jobs where status = 'doing' and task_name = 'pressroom:run'
"""
DEATHS = "select coalesce(sum(deaths), 0) from tasks"
STARTED = "select attempt from tasks where id = %s"
CUT_OFF = """
    select count(pg_terminate_backend(pid)) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()
"""
FAKETIME = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)

Record = Callable[[str, int, str], None]

pytestmark = pytest.mark.timeout(1800)


@contextmanager
def small_disk(folder: Path, mebibytes: int) -> Iterator[Path]:
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={mebibytes}m,mode=755", "tmpfs", folder]
    subprocess.run(mount, check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def fill(disk: Path) -> Path:
    """Take every byte that is left on a disk; gives the file that holds them."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(b"\0" * 65536):
                pass
        except OSError:
            return ballast
    raise AssertionError("the disk has no end")


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to mount a small tmpfs")
@pytest.mark.usefixtures("long_form")
async def test_the_disk_of_the_data_folder_is_full_for_a_while(
    tmp_path: Path, runs: Runs, record: Record
) -> None:
    times, crashed = runs(1, 10), 0
    with small_disk(tmp_path / "disk", 400) as disk, own_postgresql(disk / "data") as server:
        watch_writes(server.conninfo)
        async with Scene(server.conninfo, tmp_path) as scene:
            scene.start_worker()
            apis = [await scene.new_api(large(600)) for _ in range(4)]
            publishing = asyncio.create_task(scene.keep_publishing(apis, waiting=12))
            for _ in range(times):
                # Everything may wait for its next try, a minute at most.
                await until(lambda: value(scene.database_url, DOING), 90)
                ballast = fill(disk)
                await asyncio.sleep(4)
                ballast.unlink()
                crashed += server.start_if_gone()
                await asyncio.sleep(1)
            await cancelled(publishing)
            await scene.settle()
            said = (
                f"{len(tasks_of(scene.database_url))} tasks, {scene.refused} requests refused "
                f"with `503`; PostgreSQL itself gave up {crashed} times"
            )
    record("the data folder's disk is full", times, said)


async def test_postgresql_has_no_connection_left(scene: Scene, runs: Runs, record: Record) -> None:
    times = runs(1, 5)
    scene.start_worker()
    apis = [await scene.new_api(large(400)) for _ in range(4)]
    publishing = asyncio.create_task(scene.keep_publishing(apis))
    for _ in range(times):
        await until(lambda: value(scene.database_url, DOING))
        with ExitStack() as taken, psycopg.connect(scene.database_url, autocommit=True) as ours:
            deadline = time.monotonic() + 5
            while time.monotonic() < deadline:
                ours.execute(CUT_OFF if len(taken._exit_callbacks) == 0 else "select 1")
                try:
                    while True:
                        taken.enter_context(psycopg.connect(scene.database_url))
                except psycopg.OperationalError:
                    await asyncio.sleep(0.05)
        await asyncio.sleep(2)
    await cancelled(publishing)
    await scene.settle()
    said = f"{len(tasks_of(scene.database_url))} tasks, {scene.refused} refused with `503`"
    record("PostgreSQL has no connection left for 5 s, all of ours cut", times, said)


async def test_the_pool_of_the_web_server_is_exhausted(
    scene: Scene, runs: Runs, record: Record
) -> None:
    held = runs(3, 35)
    scene.start_worker()
    apis = [await scene.new_api(PETS) for _ in range(40)]
    with psycopg.connect(scene.database_url) as blocking:
        blocking.execute("lock table tasks in access exclusive mode")
        asked = [asyncio.create_task(scene.publish(*api)) for api in apis]
        await asyncio.sleep(held)
    await asyncio.gather(*asked)
    await scene.settle()
    said = f"80 requests on 16 connections that stand still for {held} s; {scene.refused} refused"
    record("the connection pool is exhausted", 1, said)


@pytest.mark.skipif(FAKETIME is None, reason="needs libfaketime (apt-get install faketime)")
@pytest.mark.usefixtures("long_form")
async def test_the_clock_steps_back_an_hour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, runs: Runs, record: Record
) -> None:
    """The clock of PostgreSQL, of the web server and of the workers; a worker dies after it."""
    clock = tmp_path / "clock"
    clock.write_text("+0\n")
    clock.chmod(0o644)
    faked = {
        "LD_PRELOAD": str(FAKETIME),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "DONT_FAKE_MONOTONIC": "1",
    }
    for parent in (tmp_path, *tmp_path.parents[:2]):
        parent.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        for name, text in faked.items():
            patch.setenv(name, text)
        context = own_postgresql(tmp_path / "data")
        server = context.__enter__()
    try:
        watch_writes(server.conninfo)
        async with Scene(server.conninfo, tmp_path, **faked) as scene:
            scene.start_worker()
            scene.start_worker()
            apis = [await scene.new_api(large(400)) for _ in range(4)]
            publishing = asyncio.create_task(scene.keep_publishing(apis))
            seconds = []
            for number in range(1, runs(1, 5) + 1):
                await until(lambda: value(scene.database_url, DOING))
                clock.write_text(f"-{number}h\n")
                deaths = value(scene.database_url, DEATHS)
                await asyncio.sleep(0.3)
                victim = scene.workers.pop(0)
                await until(lambda: value(scene.database_url, DOING) == 2)
                victim.kill()
                killed = time.monotonic()
                victim.wait()
                await until(lambda deaths=deaths: value(scene.database_url, DEATHS) != deaths, 60)
                seconds.append(time.monotonic() - killed)
                scene.start_worker()
            await cancelled(publishing)
            await scene.settle()
            said = f"a worker that dies after it is noticed within {max(seconds):.1f} s"
    finally:
        context.__exit__(None, None, None)
    record("every clock steps back an hour", len(seconds), said)


@pytest.mark.usefixtures("long_form")
async def test_one_of_two_nodes_is_cut_off_and_comes_back(
    tmp_path: Path, runs: Runs, record: Record
) -> None:
    if reason := why_no_nodes():
        pytest.skip(reason)
    seconds = []
    with node(1) as first, node(2) as second, own_postgresql(tmp_path / "data") as server:
        server.listen_everywhere("10.213.0.0/16")
        watch_writes(server.conninfo)
        async with Scene(server.conninfo, tmp_path) as scene:
            for each in (first, second):
                url = make_conninfo(server.conninfo, host=HOST.format(each.number), port=5432)
                scene.start_worker(each.prefix, url)
            apis = [await scene.new_api(large(1500)) for _ in range(4)]
            publishing = asyncio.create_task(scene.keep_publishing(apis))

            def both_at_work() -> bool:
                scene.keep_workers()  # one may end when its task's end can't be written
                return bool(value(scene.database_url, DOING) == 2)

            for number in range(runs(1, 6)):
                away = (first, second)[number % 2]
                await until(both_at_work)
                deaths = value(scene.database_url, DEATHS)
                away.cut()
                cut = time.monotonic()
                await until(lambda deaths=deaths: value(scene.database_url, DEATHS) != deaths, 60)
                seconds.append(time.monotonic() - cut)
                away.heal()
                await until(both_at_work, 60)
            await cancelled(publishing)
            await scene.settle()
    said = f"its task is taken up by the other after {max(seconds):.1f} s at most"
    record("one of two nodes is cut off from the network, and comes back", len(seconds), said)
