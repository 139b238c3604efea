"""What a job does: four kinds of work, each written once or not at all."""

from datetime import UTC, datetime
from typing import Any

import httpx
import msgspec
from procrastinate.jobs import Job

from definitions import DANGLING, PETS, large
from pressroom.errors import Unprocessable
from pressroom.server.press import Press
from pressroom.tasks.queue import TRIES, Backoff
from pressroom.tasks.worker import run_worker, worker_in_background
from processes import eventually, running, value

CUT_OFF = """
    select count(pg_terminate_backend(pid)) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()
"""


async def make_api(http: httpx.AsyncClient, content: str) -> tuple[str, str]:
    api = (await http.post("/apis", json={"name": "Pets"})).json()["id"]
    body = {"type": "openapi:3_1", "files": [{"path": "openapi.yaml", "content": content}]}
    return api, (await http.post(f"/apis/{api}/schemas", json=body)).json()["id"]


async def ended(http: httpx.AsyncClient, response: httpx.Response) -> Any:
    location = response.headers["Location"]
    return (await http.get(location, headers={"Prefer": "wait=30"})).json()


async def generate(http: httpx.AsyncClient, api: str) -> str:
    body = {"operationType": "GENERATE_FROM_SCHEMA"}
    response = await http.post(f"/apis/{api}/collections", json=body)
    assert response.status_code == 200, response.text
    return str(response.json()["id"])


async def test_publishing_brings_generated_collections_in_step_with_the_definition(
    http: httpx.AsyncClient, worker: None
) -> None:
    api, schema = await make_api(http, PETS)
    collection = await generate(http, api)
    changed = PETS.replace("/pets:", "/animals:")
    await http.put(f"/apis/{api}/schemas/{schema}/files/openapi.yaml", json={"content": changed})
    version = {"name": "v1", "schemas": [{"id": schema}], "collections": [{"id": collection}]}
    task = await ended(http, await http.post(f"/apis/{api}/versions", json=version))
    assert [each["id"] for each in task["details"]["resources"]][1:] == [collection]
    assert "animals" in (await http.get(f"/apis/{api}/collections/{collection}")).text


async def test_a_version_holds_the_files_as_they_were_when_it_was_asked_for(
    press: Press, http: httpx.AsyncClient
) -> None:
    api, schema = await make_api(http, PETS)
    files = f"/apis/{api}/schemas/{schema}/files/openapi.yaml"
    version = {"name": "v1", "schemas": [{"id": schema}], "collections": []}
    accepted = await http.post(f"/apis/{api}/versions", json=version)
    await http.put(files, json={"content": PETS.replace("title: Pets", "title: Later")})
    async with worker_in_background(press.database, press.settings):
        task = await ended(http, accepted)
    assert task["status"] == "completed"
    held = await http.get(files, params={"versionId": accepted.json()["id"]})
    assert held.json()["content"] == PETS


async def test_a_definition_that_cant_be_converted_fails_its_task_and_frees_the_name(
    http: httpx.AsyncClient, worker: None
) -> None:
    api, schema = await make_api(http, DANGLING)
    version = {"name": "v1", "schemas": [{"id": schema}], "collections": []}
    task = await ended(http, await http.post(f"/apis/{api}/versions", json=version))
    assert task["status"] == "failed"
    message = task["details"]["error"]["message"]
    assert "openapi.yaml:13" in message
    assert "#/components/schemas/Cat" in message
    assert (await http.get(f"/apis/{api}/versions")).json()["versions"] == []
    await http.put(f"/apis/{api}/schemas/{schema}/files/openapi.yaml", json={"content": PETS})
    again = await ended(http, await http.post(f"/apis/{api}/versions", json=version))
    assert again["status"] == "completed"


async def test_a_task_of_a_deleted_api_is_dropped(
    press: Press, http: httpx.AsyncClient, database_url: str
) -> None:
    api, schema = await make_api(http, PETS)
    version = {"name": "v1", "schemas": [{"id": schema}], "collections": []}
    await http.post(f"/apis/{api}/versions", json=version)
    await http.delete(f"/apis/{api}")
    async with worker_in_background(press.database, press.settings):
        other, _ = await make_api(http, PETS)
        await generate(http, other)
    eventually(lambda: value(database_url, "select count(*) from procrastinate_jobs") == 0)


async def test_an_apis_tasks_run_one_after_the_other_in_their_order(
    press: Press, http: httpx.AsyncClient
) -> None:
    api, schema = await make_api(http, PETS)
    accepted = [
        await http.post(
            f"/apis/{api}/versions",
            json={"name": f"v{number}", "schemas": [{"id": schema}], "collections": []},
        )
        for number in range(5)
    ]
    async with (
        worker_in_background(press.database, press.settings),
        worker_in_background(press.database, press.settings),
    ):
        ends = [(await ended(http, response))["updatedAt"] for response in accepted]
    assert ends == sorted(ends)


async def test_work_over_its_time_fails_its_task_and_spends_the_worker(
    press: Press, http: httpx.AsyncClient
) -> None:
    api, _ = await make_api(http, large(2000))
    accepted = await http.post(
        f"/apis/{api}/collections",
        json={"operationType": "GENERATE_FROM_SCHEMA"},
        headers={"Prefer": "respond-async"},
    )
    hurried = msgspec.structs.replace(press.settings, task_seconds=0.001)
    await run_worker(press.database, hurried, signals=False)
    task = (await http.get(accepted.headers["Location"])).json()
    assert task["status"] == "failed"
    assert "longer than 0.001 s" in task["details"]["error"]["message"]


async def test_a_fault_of_ours_fails_its_task_and_leaves_the_worker_running(
    press: Press, http: httpx.AsyncClient
) -> None:
    api, _ = await make_api(http, PETS)
    accepted = await http.post(
        f"/apis/{api}/collections",
        json={"operationType": "GENERATE_FROM_SCHEMA"},
        headers={"Prefer": "respond-async"},
    )
    async with press.database.connection() as connection:
        await connection.execute("""update tasks set input = '{"collectionId": 7}'""")
    async with worker_in_background(press.database, press.settings):
        task = await ended(http, accepted)
        await generate(http, api)
    assert task["status"] == "failed"
    assert "fault in Pressroom" in task["details"]["error"]["message"]


async def test_a_lost_connection_is_tried_again(http: httpx.AsyncClient, database_url: str) -> None:
    api, _ = await make_api(http, large(6000))
    accepted = await http.post(
        f"/apis/{api}/collections",
        json={"operationType": "GENERATE_FROM_SCHEMA"},
        headers={"Prefer": "respond-async"},
    )
    attempt = "select attempt from tasks"
    with running("worker", "--database-url", database_url):
        eventually(lambda: value(database_url, attempt) == 1)
        value(database_url, CUT_OFF)
        eventually(lambda: value(database_url, "select status from tasks") == "completed")
    assert value(database_url, attempt) == 2
    assert value(database_url, "select deaths from tasks") == 0
    assert accepted.status_code == 202


def decision(exception: Exception, attempts: int) -> Any:
    job = Job(id=1, queue="q", lock=None, queueing_lock=None, task_name="t", attempts=attempts)
    return Backoff().get_retry_decision(exception=exception, job=job)


def test_errors_of_the_infrastructure_are_tried_again_ever_more_slowly() -> None:
    waits = [
        (decision(OSError(), attempts).retry_at - datetime.now(UTC)).total_seconds()
        for attempts in range(TRIES - 1)
    ]
    assert [round(wait) for wait in waits] == [1, 2, 4, 8, 16, 32, 60]
    assert decision(OSError(), TRIES - 1) is None


def test_a_faulty_definition_is_not_tried_again() -> None:
    assert decision(Unprocessable("no"), 0) is None
