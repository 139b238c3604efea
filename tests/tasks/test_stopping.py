"""A worker is asked to stop while it works: it ends its task, or hands it back within its time."""

import signal
import time

import httpx
import pytest

from definitions import large
from processes import eventually, running, value

STATUS = "select status from tasks"
ATTEMPT = "select attempt from tasks"
JOBS = "select string_agg(status::text, ',') from procrastinate_jobs"


async def accept(http: httpx.AsyncClient, operations: int) -> None:
    """A collection on its way, of a definition that takes a while."""
    api = (await http.post("/apis", json={"name": "Long"})).json()["id"]
    files = [{"path": "openapi.json", "content": large(operations)}]
    body = {"type": "openapi:3", "files": files}
    (await http.post(f"/apis/{api}/schemas", json=body)).raise_for_status()
    accepted = await http.post(
        f"/apis/{api}/collections",
        json={"operationType": "GENERATE_FROM_SCHEMA"},
        headers={"Prefer": "respond-async"},
    )
    assert accepted.status_code == 202, accepted.text


async def test_a_worker_that_is_asked_to_stop_ends_its_task_first(
    http: httpx.AsyncClient, database_url: str
) -> None:
    await accept(http, 6000)
    with running("worker", "--database-url", database_url, PRESSROOM_STOP_SECONDS="60") as worker:
        eventually(lambda: value(database_url, ATTEMPT) == 1)
        worker.terminate()
        assert worker.wait(timeout=60) == 0
    assert value(database_url, STATUS) == "completed"
    assert value(database_url, ATTEMPT) == 1
    assert value(database_url, JOBS) is None


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
async def test_a_task_that_takes_longer_goes_back_into_the_queue_within_the_time(
    http: httpx.AsyncClient, database_url: str, how: signal.Signals
) -> None:
    await accept(http, 5000)
    with running("worker", "--database-url", database_url, PRESSROOM_STOP_SECONDS="0.1") as worker:
        eventually(lambda: value(database_url, ATTEMPT) == 1)
        asked = time.monotonic()
        worker.send_signal(how)
        assert worker.wait(timeout=60) == 0
        took = time.monotonic() - asked
    assert took < 0.1 + 10
    assert (value(database_url, STATUS), value(database_url, JOBS)) == ("pending", "todo")
    with running("worker", "--database-url", database_url):
        eventually(lambda: value(database_url, STATUS) == "completed", 100)
    assert value(database_url, "select deaths from tasks") == 0
    assert value(database_url, "select times from task_setbacks where kind = 'retry'") == 1
