"""Polling against waiting: what hearing of a task's end costs, and how late it is heard of.

    python bench/waiting.py

Starts a real `pressroom serve` in a folder of its own, and generates collections from definitions
of three sizes. Each task is watched in three ways at once, by three clients that ask for it under
one `Idempotency-Key`: asking every five seconds; our Python client where answers aren't held, so
it polls and heeds `Retry-After`; and our Python client as it is, which waits with `Prefer`. What
counts are the requests for the status, and the time from the task's end, as the server wrote it,
until the client knows.

Writes `bench/results/waiting.md`.
"""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import httpx
from pressroom_client import AsyncPressroomClient, AsyncTask, Unset
from pressroom_client.models import (
    ApiInput,
    FileRoot,
    GeneratedCollection,
    GetStatusOfAnAsyncTask,
    NewSchema,
    NewSchemaFile,
    PendingCollection,
    SchemaType,
)

Handle = AsyncTask[PendingCollection, GetStatusOfAnAsyncTask]

RESULTS = Path(__file__).parent / "results" / "waiting.md"
OPERATIONS = (10, 1000, 4000)
APIS, TASKS = 3, 4
"""How many APIs of each size there are, and how many tasks each of them is given."""
FIXED = 5.0
APART = 0.7
"""Seconds between two requests for tasks, so that polling meets them at all of their ages."""

NAMES = {
    "fixed": f"asking every {FIXED:.0f} s",
    "polling": "our client, polling by `Retry-After`",
    "waiting": "our client, waiting with `Prefer: wait`",
}


class Heard(NamedTuple):
    """One task, watched in one way: requests for its status, how long it took, how late it was."""

    requests: int
    took: float
    late: float


class Watcher:
    """A client that counts its requests for each task's status."""

    def __init__(self, way: str, url: str, key: str) -> None:
        self.way = way
        self.requests: dict[str, int] = {}
        self._http = httpx.AsyncClient(event_hooks={"request": [self._count]}, timeout=90)
        self.client = AsyncPressroomClient(base_url=url, api_key=key, http_client=self._http)

    async def close(self) -> None:
        await self._http.aclose()

    async def ask(self, api_id: UUID, name: str) -> Handle:
        """Ask for the task called `name`; whoever asks first makes it."""
        asked = await self.client.collections.add_api_collection(
            api_id,
            body=GeneratedCollection(operation_type="GENERATE_FROM_SCHEMA", name=name),
            prefer="respond-async",
            idempotency_key=name,
        )
        assert isinstance(asked, AsyncTask)
        return asked

    async def watch(self, task: Handle) -> Heard:
        """Watch a task until it has ended."""
        location = task.response.headers["location"]
        if self.way == "fixed":
            await asyncio.sleep(FIXED)
            while (status := await task.status()).status == "pending":
                await asyncio.sleep(FIXED)
        else:
            status = await task.wait()
        known = time.time()
        created, ended = moment(status.created_at), moment(status.updated_at)
        return Heard(self.requests[location], ended - created, max(known - ended, 0.0))

    async def _count(self, request: httpx.Request) -> None:
        path = request.url.path
        if request.method == "GET" and "/tasks/" in path:
            self.requests[path] = self.requests.get(path, 0) + 1
            if self.way == "polling":
                request.headers.pop("prefer", None)


def moment(time: datetime | Unset) -> float:
    """A time of a status, in seconds; each status has both."""
    assert isinstance(time, datetime)
    return time.timestamp()


@contextmanager
def serving(folder: str) -> Iterator[tuple[str, str]]:
    """A server with its own database: its address and its first key."""
    command = [sys.executable, "-m", "pressroom", "serve", "--port", "0", "--data", folder]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        for line in process.stderr:
            if "listens on" in line:
                break
        yield line.split()[-1], process.stdout.readline().strip()
    finally:
        process.terminate()
        process.communicate(timeout=60)


def definition(operations: int) -> str:
    """A definition whose conversion takes a while."""
    fields = {f"field{number}": {"type": "string"} for number in range(20)}
    answer = {
        "description": "It.",
        "content": {"application/json": {"schema": {"type": "object", "properties": fields}}},
    }
    paths = {
        f"/things{number}": {"get": {"operationId": f"get{number}", "responses": {"200": answer}}}
        for number in range(operations)
    }
    info = {"title": f"{operations} operations", "version": "1"}
    return json.dumps({"openapi": "3.0.3", "info": info, "paths": paths})


async def new_api(client: AsyncPressroomClient, operations: int) -> UUID:
    """An API with a definition of so many operations."""
    api = await client.apis.create_api(body=ApiInput(name=f"{operations} operations"))
    file = NewSchemaFile(
        path="openapi.json", content=definition(operations), root=FileRoot(enabled=True)
    )
    body = NewSchema(type=SchemaType.OPENAPI_3, files=[file])
    await client.definitions.create_api_schema(api.id, body=body)
    return api.id


async def measure(url: str, key: str) -> dict[str, list[Heard]]:
    """Every task, watched in each way."""
    watchers = [Watcher(way, url, key) for way in NAMES]
    client = watchers[0].client
    apis = [await new_api(client, size) for _ in range(APIS) for size in OPERATIONS]
    watching: list[asyncio.Task[Heard]] = []
    for number in range(TASKS):
        for api_id in apis:
            asked = [await watcher.ask(api_id, f"task-{number}") for watcher in watchers]
            pairs = zip(watchers, asked, strict=True)
            watching += [asyncio.create_task(watcher.watch(task)) for watcher, task in pairs]
            await asyncio.sleep(APART)
    heard = await asyncio.gather(*watching)
    for watcher in watchers:
        await watcher.close()
    return {way: heard[place :: len(NAMES)] for place, way in enumerate(NAMES)}


def table(heard: dict[str, list[Heard]]) -> str:
    """The results as a page."""
    took = [each.took for each in heard["waiting"]]
    lines = [
        "# Polling against waiting",
        "",
        f"`make bench-waiting`, on {os.cpu_count()} processors: {len(took)} tasks, each watched in "
        f"three ways at once. From request to end they took {statistics.median(took):.2f} s in the "
        f"median and {max(took):.2f} s at most.",
        "",
        "| how | requests a task | heard late by, median | p95 | at most |",
        "|---|---|---|---|---|",
    ]
    for way, name in NAMES.items():
        late = [each.late for each in heard[way]]
        requests = statistics.mean(each.requests for each in heard[way])
        p95 = statistics.quantiles(late, n=20)[-1]
        lines.append(
            f"| {name} | {requests:.1f} | {statistics.median(late):.3f} s | {p95:.3f} s "
            f"| {max(late):.3f} s |"
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, serving(folder) as (url, key):
        page = table(asyncio.run(measure(url, key)))
    RESULTS.write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
