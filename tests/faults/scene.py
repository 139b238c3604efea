"""A scene for a fault: real processes on one database, who publishes, waits, and is told."""

import asyncio
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Any

import httpx
import psycopg
from laws import broken_laws, falsely_delivered, tasks_of

from listeners import LOOPBACK, listening
from processes import COMMAND, clean_environment, run, value

LONGEST = 90.0
"""Seconds within which every task must have ended once the fault is over."""

JOBS = "select count(*) from procrastinate_jobs where task_name = 'pressroom:run'"
"""A job whose worker died after its task ended is there until somebody finds it."""

Runs = Callable[[int, int], int]
"""How often a fault is made: `runs(in make test, in make faults)`."""


class Scene:
    """The web server, the workers, and everybody who calls; `settle` checks the laws.

    `prefix` goes before the command of each worker, `environment` into that of every process.
    """

    def __init__(self, database_url: str, folder: Path, **environment: str) -> None:
        self.database_url = database_url
        self.folder = folder
        self.environment = {"PRESSROOM_WEBHOOK_ALLOW": LOOPBACK, **environment}
        self._listening = ExitStack()
        self.accepted: list[str] = []
        self.refused = self.unanswered = 0
        self.told: dict[str, list[dict[str, Any]]] = {}
        self.workers: list[subprocess.Popen[bytes]] = []
        self._nodes: dict[int, tuple[Sequence[str], str]] = {}
        self._watching: list[asyncio.Task[None]] = []
        self._numbers = iter(range(10**6))

    async def __aenter__(self) -> "Scene":
        self.listener = self._listening.enter_context(listening())
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        made = run(
            *("keys", "create", "--role", "admin", "--name", "faults"),
            *("--database-url", self.database_url),
        )
        assert made.returncode == 0, made.stderr
        headers = {"x-api-key": made.stdout.strip()}
        address = f"http://127.0.0.1:{self.port}"
        limits = httpx.Limits(max_connections=None)
        self.http = httpx.AsyncClient(base_url=address, headers=headers, timeout=70, limits=limits)
        self.client = httpx.Client(base_url=address, headers=headers, timeout=30)
        await self.start_server()
        body = {"url": self.listener.url, "events": ["task.completed", "task.failed"]}
        webhook = await self.http.post("/webhooks", json=body)
        assert webhook.status_code == 200, webhook.text
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for task in self._watching:
            task.cancel()
        for process in (*self.workers, self.server):
            if process.poll() is None:
                process.send_signal(signal.SIGCONT)
                process.terminate()
        for process in (*self.workers, self.server):
            process.wait(timeout=30)
        await self.http.aclose()
        self.client.close()
        self._listening.close()

    async def start_server(self) -> None:
        """Start the web server, always on the same port, and wait until it answers."""
        options = ("serve", "--no-workers", "--port", str(self.port))
        self.server = self._start("server", *options, "--database-url", self.database_url)
        for _ in range(600):
            try:
                if (await self.http.get("/readyz")).status_code == 200:
                    return
            except httpx.TransportError:
                assert self.server.poll() is None, self.logs()
            await asyncio.sleep(0.05)
        raise AssertionError(f"the web server doesn't answer\n{self.logs()}")

    def start_worker(
        self, prefix: Sequence[str] = (), database_url: str | None = None
    ) -> subprocess.Popen[bytes]:
        url = database_url or self.database_url
        worker = self._start("worker", "worker", "--database-url", url, prefix=prefix)
        self.workers.append(worker)
        self._nodes[worker.pid] = prefix, url
        return worker

    def keep_workers(self) -> None:
        """Start every worker anew that ended, on its node, as systemd would."""
        for number, worker in enumerate(self.workers):
            if worker.poll() is not None:
                self.start_worker(*self._nodes[worker.pid])
                self.workers[number] = self.workers.pop()

    async def new_api(self, definition: str) -> tuple[str, str]:
        """An API with a definition: its identifier and the schema's."""
        api = (await self.http.post("/apis", json={"name": "Faults"})).json()["id"]
        body = {"type": "openapi:3", "files": [{"path": "openapi.json", "content": definition}]}
        made = await self.http.post(f"/apis/{api}/schemas", json=body)
        assert made.status_code == 200, made.text
        return api, made.json()["id"]

    async def publish(self, api: str, schema: str) -> None:
        """Ask for a collection and for a version that holds it; wait for what is accepted."""
        body: dict[str, Any] = {"operationType": "GENERATE_FROM_SCHEMA"}
        collection = await self._ask(f"/apis/{api}/collections", body)
        body = {
            "name": f"v{next(self._numbers)}",
            "schemas": [{"id": schema}],
            "collections": [{"id": collection["id"]}] if collection else [],
        }
        await self._ask(f"/apis/{api}/versions", body)

    async def _ask(self, path: str, body: dict[str, Any]) -> dict[str, Any] | None:
        """What was answered to a request that makes a task; `None` when nobody knows, or `503`."""
        try:
            answer = await self.http.post(path, json=body, headers={"Prefer": "respond-async"})
        except httpx.TransportError:
            self.unanswered += 1
            return None
        if answer.status_code == 503:
            self.refused += 1
            return None
        assert answer.status_code == 202, answer.text
        task = answer.headers["Location"]
        self.accepted.append(task)
        self._watching.append(asyncio.create_task(self._watch(task)))
        given: dict[str, Any] = answer.json()
        return given

    async def _watch(self, task: str) -> None:
        """Wait for a task as a caller does: hold, and come again when the connection is lost."""
        told = self.told.setdefault(task, [])
        while not told or told[-1]["status"] == "pending":
            try:
                answer = await self.http.get(task, headers={"Prefer": "wait=20"})
            except httpx.TransportError:
                await asyncio.sleep(0.1)
                continue
            if answer.status_code == 503:
                await asyncio.sleep(0.1)
                continue
            assert answer.status_code == 200, answer.text
            told.append(answer.json())

    async def keep_publishing(self, apis: Sequence[tuple[str, str]], waiting: int = 8) -> None:
        """Publish, over and over, so that there are always about `waiting` tasks pending."""
        while True:
            for api, schema in apis:
                while sum(not task.done() for task in self._watching) >= waiting:
                    await asyncio.sleep(0.02)
                await self.publish(api, schema)
                await asyncio.sleep(0.02)

    async def settle(self) -> None:
        """Wait until everybody was told, then assert every law."""
        deadline = time.monotonic() + LONGEST
        while (
            any(not task.done() for task in self._watching)
            or any(task.status == "pending" for task in tasks_of(self.database_url))
            or value(self.database_url, JOBS)
        ):
            self.keep_workers()
            pending = [t.path for t in tasks_of(self.database_url) if t.status == "pending"]
            untold = [path for path, told in self.told.items() if not told]
            assert time.monotonic() < deadline, (
                f"pending for too long: {pending}, not told: {untold}\n{self.logs()}"
            )
            await asyncio.sleep(0.1)
        for watching in self._watching:
            watching.result()
        await asyncio.sleep(0.5)
        broken = [
            *broken_laws(self.database_url, self.client, self.accepted, dict(self.told)),
            *falsely_delivered(self.database_url, self._came),
        ]
        assert broken == [], f"{broken}\n{self.logs()}"

    def _came(self) -> set[str]:
        """The identifiers of the deliveries that have come so far."""
        return {received.headers["webhook-id"] for received in self.listener.received}

    def logs(self) -> str:
        """The ends of the logs of every process."""
        return "\n".join(
            f"--- {log.name}\n{log.read_text(errors='replace')[-3000:]}"
            for log in sorted(self.folder.glob("*.log"))
        )

    def _start(
        self, name: str, *arguments: str, prefix: Sequence[str] = ()
    ) -> subprocess.Popen[bytes]:
        with (self.folder / f"{name}-{next(self._numbers)}.log").open("wb") as log:
            return subprocess.Popen(
                [*prefix, *COMMAND, *arguments],
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                env=clean_environment() | self.environment,
                cwd=os.fspath(self.folder),
            )


async def until(holds: Callable[[], object], seconds: float = 30.0) -> None:
    """Wait until something holds; while the database is away it doesn't."""
    deadline = time.monotonic() + seconds
    while True:
        with suppress(psycopg.OperationalError):
            if holds():
                return
        assert time.monotonic() < deadline, "it didn't come to hold in time"
        await asyncio.sleep(0.01)


async def cancelled(task: "asyncio.Task[None]") -> None:
    """Stop those who publish; what they met on their own is raised here."""
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
