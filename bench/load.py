"""How many tasks Pressroom does in a second, and how soon those who wait are told.

    python bench/load.py [--publishes 5000] [--clients 50] [--waiters 1000]

Starts a PostgreSQL of its own, the web server and workers as real processes, and publishes the
smallest definition with its collection again and again. Bare Procrastinate, whose jobs do nothing,
runs on the same PostgreSQL in the same run. Writes bench/results/load.md.
"""

import argparse
import asyncio
import os
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import procrastinate
import psutil
import psycopg
import uvloop
from procrastinate.schema import SchemaManager
from psycopg.conninfo import make_conninfo
from wire import Caller, waiter

from pressroom.embedded import embedded_postgresql
from pressroom.store.migrate import migrate

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "load.md"
SIZES = (1, 2, 4)
SMALLEST = """\
{"openapi": "3.1.0", "info": {"title": "Smallest", "version": "1"},
 "paths": {"/it": {"get": {"responses": {"200": {"description": "It."}}}}}}
"""
LEFT = "select count(*) from procrastinate_jobs"
CONNECTIONS = """
    select count(*) filter (where application_name = 'server'), count(*) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()
"""


class Load(NamedTuple):
    """What one load came to: tasks in a second, and seconds from POST to `completed` of each."""

    rate: float
    seconds: Sequence[float]


class Cost(NamedTuple):
    """What the parts take: bytes and connections of each process, processor seconds of all."""

    server_bytes: int
    worker_bytes: int
    server_connections: int
    worker_connections: float


class Spent(NamedTuple):
    """Processor seconds so far, of the processes by what they are."""

    server: float
    workers: float
    postgresql: float

    def since(self, before: "Spent", tasks: float) -> str:
        """The processor's milliseconds for a task since then."""
        parts = (1000 * (now - then) / tasks for now, then in zip(self, before, strict=True))
        return " + ".join(f"{part:.1f}" for part in parts if part)


class Row(NamedTuple):
    """What so many workers do: ours, and those of bare Procrastinate."""

    workers: int
    load: Load
    cost: Cost
    spent: str
    bare: float
    bare_spent: str

    @property
    def ratio(self) -> float:
        return self.load.rate / self.bare


class Target(NamedTuple):
    """An API of the load: its path, and the body of a version without its name."""

    path: str
    version: dict[str, object]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--publishes", type=int, default=5000)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--waiters", type=int, default=1000)
    given = parser.parse_args()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with tempfile.TemporaryDirectory(prefix="pressroom-load") as folder:
        Path(folder).chmod(0o755)
        with embedded_postgresql(Path(folder) / "data") as conninfo:
            report = uvloop.run(measure(conninfo, given))
    print(report)
    RESULTS.write_text(report, encoding="utf-8")


async def measure(conninfo: str, given: argparse.Namespace) -> str:
    ours, bare = make_database(conninfo, "ours"), make_database(conninfo, "bare")
    migrate(ours)
    with psycopg.connect(bare, autocommit=True) as connection:
        connection.execute(SchemaManager.get_schema())
    key = subprocess.run(
        [*PRESSROOM, "keys", "create", "--role", "editor", "--name", "load"],
        env={**os.environ, "DATABASE_URL": ours},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    with server(ours) as (address, serving):
        async with AsyncExitStack() as stack:
            callers = [
                await stack.enter_async_context(Caller(address, key)) for _ in range(given.clients)
            ]
            with workers(ours, max(SIZES)):
                targets = [await prepare(caller) for caller in callers]
            rows = []
            for size in SIZES:
                count = given.publishes if size == max(SIZES) else given.publishes // 5
                doing_nothing, bare_spent = await bare_rate(bare, size, count)
                with workers(ours, size) as processes:
                    await load(callers, targets, 2 * len(callers))
                    before = spent(ours, serving, processes)
                    loaded = await load(callers, targets, count)
                    taken = spent(ours, serving, processes).since(before, count)
                    cost = cost_of(ours, serving, processes)
                rows.append(Row(size, loaded, cost, taken, doing_nothing, bare_spent))
                say(f"{size} workers: {loaded.rate:.0f} tasks/s, bare {doing_nothing:.0f} jobs/s")
            drained = await drain(ours, callers, targets, given.publishes)
            say(f"drained: {drained:.0f} tasks/s")
        together = await waiting_for_one(ours, address, key, targets[0], given.waiters)
        each = await waiting_for_many(ours, address, key, targets, given.waiters)
    return told(given, rows, drained, together, each)


PRESSROOM = (sys.executable, "-m", "pressroom")
WORKER = (*PRESSROOM, "worker", "--database-url")


def say(text: str) -> None:
    print(text, file=sys.stderr)


def make_database(conninfo: str, name: str) -> str:
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute(f"create database {name}".encode())
    return make_conninfo(conninfo, dbname=name)


@contextmanager
def server(conninfo: str) -> Iterator[tuple[str, psutil.Process]]:
    """The web server alone: its address and process."""
    named = make_conninfo(conninfo, application_name="server")
    command = (*PRESSROOM, "serve", "--no-workers", "--port", "0", "--database-url", named)
    with running(command, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        address = process.stderr.readline().split()[-1].decode()
        log = subprocess.Popen(["cat"], stdin=process.stderr, stdout=subprocess.DEVNULL)
        yield address, psutil.Process(process.pid)
    log.wait()


@contextmanager
def running(
    command: Sequence[str], stderr: int = subprocess.DEVNULL
) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=stderr)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


@contextmanager
def workers(
    conninfo: str, count: int, command: Sequence[str] = WORKER
) -> Iterator[list[psutil.Process]]:
    """Workers that are all there when the context begins."""
    started = [
        subprocess.Popen([*command, conninfo], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(count)
    ]
    try:
        with psycopg.connect(conninfo, autocommit=True) as connection:
            there = "select count(*) from procrastinate_workers"
            registered = count if "bare.py" in command[-1] else 2 * count
            while connection.execute(there).fetchone() != (registered,):
                time.sleep(0.05)
        yield [psutil.Process(process.pid) for process in started]
    finally:
        for process in started:
            process.send_signal(signal.SIGTERM)
        for process in started:
            process.wait()


async def prepare(caller: Caller) -> Target:
    """An API with the smallest definition and its collection."""
    api = (await caller.call("POST", "/apis", {"name": "Load"})).json()["id"]
    body = {"type": "openapi:3", "files": [{"path": "openapi.json", "content": SMALLEST}]}
    schema = (await caller.call("POST", f"/apis/{api}/schemas", body)).json()["id"]
    generate = {"operationType": "GENERATE_FROM_SCHEMA"}
    collection = (await caller.call("POST", f"/apis/{api}/collections", generate)).json()["id"]
    parts: dict[str, object] = {"schemas": [{"id": schema}], "collections": [{"id": collection}]}
    return Target(f"/apis/{api}/versions", parts)


numbers = iter(range(10**9))


async def accept(caller: Caller, target: Target) -> str:
    """Ask for a version; gives the path of its task."""
    name = {"name": f"v{next(numbers)}"}
    return (await caller.call("POST", target.path, name | target.version)).headers["location"]


async def load(callers: Sequence[Caller], targets: Sequence[Target], publishes: int) -> Load:
    """Each caller publishes, waits until it is told, and publishes again."""
    seconds: list[float] = []
    left = iter(range(publishes))

    async def keep_publishing(caller: Caller, target: Target) -> None:
        for _ in left:
            began = time.perf_counter()
            task = await accept(caller, target)
            while (
                b'"pending"' in (status := await caller.call("GET", task, prefer="wait=60")).content
            ):
                pass
            assert b'"completed"' in status.content, status
            seconds.append(time.perf_counter() - began)

    began = time.perf_counter()
    await asyncio.gather(*map(keep_publishing, callers, targets))
    return Load(publishes / (time.perf_counter() - began), seconds)


async def drain(
    conninfo: str, callers: Sequence[Caller], targets: Sequence[Target], publishes: int
) -> float:
    """Tasks in a second that four workers do of what was accepted before they started."""
    for _ in range(0, publishes, len(callers)):
        await asyncio.gather(*map(accept, callers, targets))
    return drained_by(conninfo, max(SIZES), WORKER)[0]


def drained_by(conninfo: str, size: int, command: Sequence[str]) -> tuple[float, str]:
    """Jobs in a second of those that are there, once all workers are, until a tenth is left.

    And the processor's milliseconds for each.
    """
    with (
        psycopg.connect(conninfo, autocommit=True) as connection,
        workers(conninfo, size, command) as processes,
    ):
        before = spent(conninfo, None, processes)
        began, there = time.perf_counter(), left_of(connection)
        while (left := left_of(connection)) > there // 10:
            time.sleep(0.02)
        rate = (there - left) / (time.perf_counter() - began)
        taken = spent(conninfo, None, processes).since(before, there - left)
        while left_of(connection):
            time.sleep(0.05)
    return rate, taken


def left_of(connection: psycopg.Connection) -> int:
    row = connection.execute(LEFT).fetchone()
    return int(row[0]) if row else 0


async def waiting_for_one(
    conninfo: str, address: str, key: str, target: Target, waiters: int
) -> list[float]:
    """All wait for the same task: seconds from its end until each was told."""
    async with Caller(address, key) as caller:
        task = await accept(caller, target)
    return await told_after(conninfo, address, key, [task] * waiters)


async def waiting_for_many(
    conninfo: str, address: str, key: str, targets: Sequence[Target], waiters: int
) -> list[float]:
    """Each waits for a task of its own, while four workers do them one after another."""
    async with Caller(address, key) as caller:
        tasks = [await accept(caller, targets[number % len(targets)]) for number in range(waiters)]
    return await told_after(conninfo, address, key, tasks)


async def told_after(conninfo: str, address: str, key: str, tasks: Sequence[str]) -> list[float]:
    """Seconds from the end of each task until who waits for it was told.

    No worker takes a task before all are there, so that none is measured while others start.
    """
    async with AsyncExitStack() as stack:
        waiters = [await stack.enter_async_context(waiter(address, key, task)) for task in tasks]
        with psycopg.connect(conninfo) as gate:
            gate.execute("lock table procrastinate_jobs in exclusive mode")
            starting = workers(conninfo, max(SIZES))
            await asyncio.to_thread(starting.__enter__)
            await asyncio.sleep(1)
        try:
            told = await asyncio.gather(*(each.told() for each in waiters))
        finally:
            await asyncio.to_thread(starting.__exit__, None, None, None)
    assert all(status["status"] == "completed" for _, status in told), told
    return [
        heard - datetime.fromisoformat(status["updatedAt"]).timestamp() for heard, status in told
    ]


def cost_of(conninfo: str, serving: psutil.Process, working: Sequence[psutil.Process]) -> Cost:
    """What the web server takes, and what a worker takes at most."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        of_server, of_all = connection.execute(CONNECTIONS).fetchone() or (0, 0)
    return Cost(
        memory_of(serving),
        max(map(memory_of, working)),
        of_server,
        (of_all - of_server) / len(working),
    )


def memory_of(process: psutil.Process) -> int:
    """Bytes that nobody else shares."""
    return int(process.memory_full_info().uss)


def spent(
    conninfo: str, serving: psutil.Process | None, working: Sequence[psutil.Process]
) -> Spent:
    with psycopg.connect(conninfo) as connection:
        backend = psutil.Process(connection.info.backend_pid)
        postmaster = backend.parent()
        assert postmaster is not None
        own = sum(backend.cpu_times()[:2])
        everything = sum(map(seconds_of, (postmaster, *postmaster.children()))) - own
    return Spent(seconds_of(serving) if serving else 0.0, sum(map(seconds_of, working)), everything)


def seconds_of(process: psutil.Process) -> float:
    """The processor's seconds, those of children that ended too."""
    with suppress(psutil.NoSuchProcess):
        times = process.cpu_times()
        return float(times.user + times.system)
    return 0.0


async def bare_rate(conninfo: str, size: int, jobs: int) -> tuple[float, str]:
    """No-op jobs in a second, and the processor's milliseconds for each."""
    app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=conninfo))
    async with app.open_async():
        task = app.configure_task("nothing", allow_unknown=True)
        for start in range(0, jobs, 1000):
            await task.batch_defer_async(
                *({"number": number} for number in range(start, min(start + 1000, jobs)))
            )
    command = (sys.executable, str(HERE / "bare.py"))
    return await asyncio.to_thread(drained_by, conninfo, size, command)


def told(
    given: argparse.Namespace,
    rows: Sequence[Row],
    drained: float,
    together: Sequence[float],
    each: Sequence[float],
) -> str:
    """The report."""
    most = rows[-1]
    lines = [
        "# Load",
        "",
        f"`make load` wrote this, on {os.cpu_count()} processors that everything shared: the web "
        f"server, the workers, PostgreSQL and the {given.clients} callers. A task publishes a "
        "version of the smallest definition with its collection. Bare Procrastinate's jobs do "
        "nothing, on the same PostgreSQL, just before; they were all there when its workers began.",
        "",
        "| worker processes | tasks/s | POST to `completed`, p50 | p99 | bare jobs/s | ratio | "
        "memory of a worker | of the server | connections of a worker | of the server |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        cost = row.cost
        lines.append(
            f"| {row.workers} | {row.load.rate:.0f} | {at(row.load.seconds, 50)} | "
            f"{at(row.load.seconds, 99)} | {row.bare:.0f} | {row.ratio:.2f} | "
            f"{cost.worker_bytes / 1e6:.0f} MB | {cost.server_bytes / 1e6:.0f} MB | "
            f"{cost.worker_connections:.0f} | {cost.server_connections} |"
        )
    lines += [
        "",
        f"- **{given.publishes:,} tasks from {given.clients} callers, {most.workers} workers:** "
        f"{most.load.rate:.0f} tasks/s; the processors spent {most.spent} ms on each (server, "
        f"workers, PostgreSQL), {most.bare_spent} ms on a bare job (workers, PostgreSQL).",
        f"- **Accepted before the workers started:** {drained:.0f} tasks/s, "
        f"{drained / most.bare:.2f} of bare Procrastinate's jobs for each worker process.",
        f"- **{given.waiters:,} callers who wait for one task** were told after "
        f"{at(together, 50)} (p50), {at(together, 99)} (p99).",
        f"- **{given.waiters:,} callers, each waiting for a task of its own,** were told after "
        f"{at(each, 50)} (p50), {at(each, 99)} (p99), while the workers did them all.",
    ]
    return "\n".join(lines) + "\n"


def at(seconds: Sequence[float], percent: int) -> str:
    """A percentile in milliseconds."""
    return f"{statistics.quantiles(seconds, n=100)[percent - 1] * 1000:.0f} ms"


if __name__ == "__main__":
    main()
