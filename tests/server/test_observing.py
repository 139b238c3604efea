"""What can be seen of the server from outside: names of requests, metrics, readiness."""

import logging
import re
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

import httpx
import psycopg
import pytest
from http_steps import DANGLING, PETS, new_api, new_schema, refused, version_of
from prometheus_client.parser import text_string_to_metric_families

from clients import Clients
from pressroom.server.press import Press
from pressroom.store import tasks
from pressroom.tasks.keeping import prune_all
from pressroom.tasks.queue import Queue
from pressroom.tasks.recovery import Lookout, rescue

NEW = re.compile(r"[0-9a-f]{24}")


async def metrics(client: httpx.AsyncClient) -> Mapping[str, Mapping[tuple[str, ...], float]]:
    """Every sample's value, by its name and its labels' values in the order of their names."""
    response = await client.get("/metrics")
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].startswith("text/plain; version=0.0.4")
    found: dict[str, dict[tuple[str, ...], float]] = {}
    for family in text_string_to_metric_families(response.text):
        for sample in family.samples:
            labels = tuple(value for _, value in sorted(sample.labels.items()))
            found.setdefault(sample.name, {})[labels] = sample.value
    return found


async def accept(http: httpx.AsyncClient) -> tuple[str, str]:
    """An API with a collection on its way: the API, and the path of the task."""
    api = await new_api(http, "A name that is a secret")
    await new_schema(http, api, {"openapi.yaml": PETS})
    accepted = await http.post(
        f"/apis/{api}/collections",
        json={"operationType": "GENERATE_FROM_SCHEMA"},
        headers={"Prefer": "respond-async"},
    )
    return api, accepted.headers["location"]


async def ended(http: httpx.AsyncClient, task: str) -> str:
    status: str = (await http.get(task, headers={"Prefer": "wait=30"})).json()["status"]
    return status


@pytest.mark.parametrize("path", ["/healthz", "/me", "/nothing"])
async def test_each_answer_names_its_request(nobody: httpx.AsyncClient, path: str) -> None:
    names = {(await nobody.get(path)).headers["x-request-id"] for _ in range(3)}
    assert len(names) == 3
    assert all(NEW.fullmatch(name) for name in names)
    posted = await nobody.post(path)
    assert NEW.fullmatch(posted.headers["x-request-id"])


async def test_a_caller_may_name_the_request(nobody: httpx.AsyncClient) -> None:
    for name in ("ci-7", "a" * 128, "1/2:3+4=5@6~7.8_9"):
        answered = await nobody.get("/healthz", headers={"X-Request-Id": name})
        assert answered.headers.get_list("x-request-id") == [name]


@pytest.mark.parametrize("name", ["", "a b", "a" * 129, "né", "a\tb", 'a"b', "{}"])
async def test_a_name_that_a_log_could_stumble_over_is_replaced(
    nobody: httpx.AsyncClient, name: str
) -> None:
    answered = await nobody.get("/healthz", headers={"X-Request-Id": name.encode()})
    assert NEW.fullmatch(answered.headers["x-request-id"])


async def test_a_task_remembers_the_request_that_made_it(
    http: httpx.AsyncClient, press: Press, caplog: pytest.LogCaptureFixture
) -> None:
    http.headers["x-request-id"] = "from-ci"
    _, task = await accept(http)
    async with press.database.connection() as connection:
        run = await tasks.start_task(connection, UUID(task.rpartition("/")[2]))
    assert run is not None
    assert run.request_id == "from-ci"


async def test_changes_and_refusals_are_logged_and_reading_is_not(
    http: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="pressroom")
    await http.get("/apis")
    await http.post("/apis", json={"name": "Pets"})
    await http.get("/nothing")
    lines = [record for record in caplog.records if record.message == "Request answered"]
    assert [(line.__dict__["operation"], line.__dict__["status"]) for line in lines] == [
        ("createApi", 200),
        ("none", 404),
    ]


async def test_tasks_are_counted_and_timed_by_kind_and_status(
    http: httpx.AsyncClient, worker: None
) -> None:
    for _ in range(2):
        _, task = await accept(http)
        assert await ended(http, task) == "completed"
    api = await new_api(http)
    schema = await new_schema(http, api, {"openapi.yaml": DANGLING})
    refusing = await http.post(f"/apis/{api}/versions", json=version_of(schema, (), "v1"))
    assert await ended(http, refusing.headers["location"]) == "failed"
    seen = await metrics(http)
    completed, failed = ("create", "collection", "completed"), ("create", "api-version", "failed")
    assert seen["pressroom_tasks_ended_total"] == {completed: 2, failed: 1}
    for measure in ("waiting", "running"):
        name = f"pressroom_task_{measure}_seconds"
        assert seen[f"{name}_count"] == {completed: 2, failed: 1}
        assert 0 < seen[f"{name}_sum"][completed] < 60
        buckets = seen[f"{name}_bucket"]
        assert buckets["create", "+Inf", "collection", "completed"] == 2
        assert buckets["create", "30", "collection", "completed"] == 2
    assert seen["pressroom_workers"] == {(): 1}
    assert "pressroom_tasks_pending" not in seen
    assert "A name that is a secret" not in (await http.get("/metrics")).text


async def test_what_waits_is_counted_as_tasks_and_as_jobs(http: httpx.AsyncClient) -> None:
    await accept(http)
    await accept(http)
    seen = await metrics(http)
    assert seen["pressroom_tasks_pending"] == {("create", "collection"): 2}
    assert seen["pressroom_queue_jobs"] == {("run", "ready"): 2}
    assert seen["pressroom_queue_oldest_seconds"][()] > 0
    assert seen["pressroom_workers"] == {(): 0}


async def test_counters_never_go_back_whatever_is_pruned_or_deleted(
    http: httpx.AsyncClient, press: Press, worker: None
) -> None:
    apis = []
    for _ in range(2):
        api, task = await accept(http)
        assert await ended(http, task) == "completed"
        apis.append(api)
    before = await metrics(http)
    async with press.database.connection() as connection:
        await connection.execute("alter table tasks disable trigger tasks_move_forward")
        await connection.execute(
            "update tasks set created_at = created_at - %(age)s, updated_at = updated_at - %(age)s"
            " where api_id = %(api)s",
            {"age": timedelta(days=31), "api": apis[0]},
        )
    assert (await prune_all(press.database, press.settings)).tasks == 1
    await http.delete(f"/apis/{apis[1]}")
    after = await metrics(http)
    for name in before:
        if name.startswith("pressroom_task"):
            assert after[name] == before[name], name


async def test_a_rescue_and_a_retry_are_counted(http: httpx.AsyncClient, press: Press) -> None:
    _, task = await accept(http)
    task_id = UUID(task.rpartition("/")[2])
    async with press.database.connection() as connection, Queue(press.database) as queue:
        await tasks.start_task(connection, task_id)
        assert "pressroom_task_retries_total" not in await metrics(http)
        await tasks.start_task(connection, task_id)
        assert (await metrics(http))["pressroom_task_retries_total"] == {
            ("create", "collection"): 1
        }
        await connection.execute("delete from procrastinate_jobs")
        assert await rescue(queue, Lookout()) == 1
        await tasks.start_task(connection, task_id)
    seen = await metrics(http)
    assert seen["pressroom_task_rescues_total"] == {("create", "collection"): 1}


@pytest.mark.parametrize(
    ("milliseconds", "bound"), [(5, "0.005"), (6, "0.01"), (1_800_000, "1800")]
)
async def test_a_time_that_equals_a_bound_is_counted_below_it(
    http: httpx.AsyncClient, press: Press, milliseconds: int, bound: str
) -> None:
    await accept(http)
    async with press.database.connection() as connection:
        await connection.execute(
            "update tasks set started_at = created_at, status = 'failed', error = 'no',"
            " updated_at = created_at + %s",
            [timedelta(milliseconds=milliseconds)],
        )
    buckets = (await metrics(http))["pressroom_task_running_seconds_bucket"]
    first = next(labels[1] for labels, count in buckets.items() if count)
    assert first == bound


async def test_requests_are_counted_by_operation_and_status(http: httpx.AsyncClient) -> None:
    await http.get("/apis")
    await http.get("/v2/apis")
    await http.get("/apis?limit=none")
    await http.get("/nothing")
    await http.patch("/apis")
    seen = await metrics(http)
    assert seen["pressroom_http_requests_total"] == {
        ("getAllApis", "200"): 2,
        ("getAllApis", "400"): 1,
        ("none", "404"): 1,
        ("none", "405"): 1,
    }
    assert seen["pressroom_http_request_seconds_count"][("getAllApis",)] == 3


async def test_time_that_a_caller_wished_to_wait_is_not_counted_as_ours(
    http: httpx.AsyncClient, worker: None
) -> None:
    _, task = await accept(http)
    await ended(http, task)
    seen = await metrics(http)
    assert seen["pressroom_http_requests_total"]["getStatusOfAnAsyncTask", "200"] == 1
    assert ("getStatusOfAnAsyncTask",) not in seen["pressroom_http_request_seconds_count"]


async def test_metrics_need_a_key(shared: Clients, nobody: httpx.AsyncClient) -> None:
    refused(await nobody.get("/metrics"), 401, "key")
    assert (await (await shared("viewer")).get("/metrics")).status_code == 200


async def test_ready_is_a_server_whose_tables_are_its_own(
    as_role: Clients, database_url: str
) -> None:
    client = await as_role()
    assert (await client.get("/readyz")).json() == {"status": "ok"}
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("update alembic_version set version_num = '0001'")
        refused(await client.get("/readyz"), 503, "revision 0001")
        connection.execute("update alembic_version set version_num = '9999'")
        assert (await client.get("/readyz")).status_code == 200
        connection.execute("update schema_compatibility set oldest_revision = '9999'")
        refused(await client.get("/readyz"), 503, "revision 9999")
        connection.execute("drop table schema_compatibility")
        refused(await client.get("/readyz"), 503, "tables aren't there")
        assert (await client.get("/healthz")).status_code == 200
