"""Steering tasks: listings that are narrowed, tasks that are cancelled, and run again."""

import asyncio
from typing import Any

import httpx
import pytest
from http_steps import (
    DANGLING,
    PETS,
    UNKNOWN,
    World,
    end_of,
    new_api,
    new_collection,
    new_schema,
    new_version,
    refused,
    version_of,
)

from definitions import large
from pressroom.server.press import Press
from pressroom.tasks.worker import worker_in_background
from processes import eventually, running, value

ASYNC = {"Prefer": "respond-async"}
GENERATE = {"operationType": "GENERATE_FROM_SCHEMA", "name": "Generated"}


async def listed(http: httpx.AsyncClient, **filters: Any) -> list[str]:
    """The identifiers of the tasks that pass the filters, as one page has them."""
    response = await http.get("/tasks", params={"limit": 100, **filters})
    assert response.status_code == 200, response.text
    assert response.json()["meta"]["total"] == len(response.json()["tasks"])
    return [task["id"] for task in response.json()["tasks"]]


async def task_of(http: httpx.AsyncClient, api_id: str, **body: Any) -> str:
    """The path of a task that generates a collection."""
    response = await http.post(f"/apis/{api_id}/collections", json=GENERATE | body, headers=ASYNC)
    assert response.status_code == 202, response.text
    return str(response.headers["location"])


async def again(http: httpx.AsyncClient, path: str) -> httpx.Response:
    response = await http.post(f"{path}/retries")
    assert response.status_code == 202, response.text
    assert response.headers["location"].endswith(response.json()["taskId"])
    assert response.json()["taskId"] not in path
    return response


async def test_tasks_are_listed_by_api_model_action_status_and_time(
    http: httpx.AsyncClient, press: Press
) -> None:
    one, other = await new_api(http), await new_api(http)
    schema = await new_schema(http, one)
    await new_schema(http, other, {"openapi.yaml": DANGLING})
    async with worker_in_background(press.database, press.settings):
        collection = await new_collection(http, one)
        published = (await new_version(http, one, schema, [collection]))["taskId"]
        failed = await end_of(
            http, await http.post(f"/apis/{other}/collections", json=GENERATE, headers=ASYNC)
        )
    sync = await http.put(f"/apis/{one}/collections/{collection}/sync-with-schema-tasks")
    syncing = sync.json()["taskId"]
    every = await listed(http)
    made = every[-1]
    assert every == [syncing, failed["id"], published, made]
    assert await listed(http, apiId=one) == [syncing, published, made]
    assert await listed(http, apiId=UNKNOWN) == []
    assert await listed(http, model="api-version") == [published]
    assert await listed(http, action="update") == [syncing]
    assert await listed(http, status="failed") == [failed["id"]]
    assert await listed(http, status="pending", apiId=other) == []
    assert await listed(http, taskIds=f"{made},{syncing},{UNKNOWN}") == [syncing, made]
    moment = failed["createdAt"]
    assert await listed(http, createdAfter=moment) == [syncing, failed["id"]]
    assert await listed(http, createdBefore=moment) == [published, made]
    elsewhere = moment.replace("Z", "+00:00")
    assert await listed(http, createdAfter=elsewhere, createdBefore=elsewhere) == []


async def test_pages_of_a_narrowed_listing_hold_nothing_else(http: httpx.AsyncClient) -> None:
    one, other = await new_api(http), await new_api(http)
    for api_id in (one, other):
        await new_schema(http, api_id)
    made = [(await task_of(http, api_id)).split("/")[-1] for api_id in (one, other) * 3]
    filters: dict[str, Any] = {"apiId": one, "limit": 2}
    first = (await http.get("/tasks", params=filters)).json()
    cursor = first["meta"]["nextCursor"]
    last = (await http.get("/tasks", params={**filters, "cursor": cursor})).json()
    assert [task["id"] for task in first["tasks"] + last["tasks"]] == [made[4], made[2], made[0]]
    assert first["meta"]["total"] == 3
    assert "nextCursor" not in last["meta"]


@pytest.mark.parametrize("name", ["createdAfter", "createdBefore"])
async def test_a_malformed_time_is_400_and_named(editor: httpx.AsyncClient, name: str) -> None:
    for moment in ("", "x", "2026-03-04", "2026-03-04T00:00:00", "2026-13-04T00:00:00Z", "0"):
        refused(await editor.get("/tasks", params={name: moment}), 400, f"{name}: ")


async def test_a_cancelled_task_says_by_whom_and_leaves_nothing_behind(
    http: httpx.AsyncClient, press: Press, database_url: str
) -> None:
    api_id = await new_api(http)
    schema_id = await new_schema(http, api_id)
    versions = f"/apis/{api_id}/versions"
    accepted = await http.post(versions, json=version_of(schema_id, name="v1"))
    path = accepted.headers["location"]
    waiting = asyncio.create_task(http.get(path, headers={"Prefer": "wait=30"}))
    following = asyncio.create_task(http.get(f"{path}/events"))
    while sum(watch.waiters for watch in press.waiting._watches.values()) < 2:
        await asyncio.sleep(0.01)
    cancelled = await http.delete(path)
    assert cancelled.status_code == 200
    assert cancelled.json()["details"] == {"error": {"message": "Cancelled by editor of the test."}}
    async with asyncio.timeout(5):
        assert (await waiting).json() == cancelled.json()
        assert "event: status" in (await following).text
    refused(await http.get(f"{versions}/{accepted.json()['id']}"), 404)
    async with worker_in_background(press.database, press.settings):
        await new_version(http, api_id, schema_id, name="v1")
    eventually(lambda: value(database_url, "select count(*) from procrastinate_jobs") == 0)
    assert (await http.get(path)).json() == cancelled.json()


async def test_a_worker_that_computes_a_cancelled_task_writes_nothing(
    http: httpx.AsyncClient, database_url: str
) -> None:
    api_id = await new_api(http)
    await new_schema(http, api_id, {"openapi.json": large(6000)})
    path = await task_of(http, api_id)
    started = "select attempt > 0 from tasks where id = %s"
    with running("worker", "--database-url", database_url):
        eventually(lambda: value(database_url, started, path.split("/")[-1]) is True)
        assert (await http.delete(path)).json()["status"] == "failed"
        eventually(lambda: value(database_url, "select count(*) from procrastinate_jobs") == 0)
    assert (await http.get(path)).json()["status"] == "failed"
    assert value(database_url, "select count(*) from collections") == 0
    assert value(database_url, "select deaths from tasks") == 0


async def test_a_task_that_has_ended_cant_be_cancelled(
    http: httpx.AsyncClient, worker: None
) -> None:
    api_id = await new_api(http)
    schema_id = await new_schema(http, api_id)
    version = await new_version(http, api_id, schema_id)
    path = f"/apis/{api_id}/tasks/{version['taskId']}"
    refused(await http.delete(path), 409, "completed")
    await new_schema_text(http, api_id, schema_id, DANGLING)
    failing = await task_of(http, api_id)
    assert (await http.get(failing, headers={"Prefer": "wait=30"})).json()["status"] == "failed"
    refused(await http.delete(failing), 409, "failed")


async def new_schema_text(
    http: httpx.AsyncClient, api_id: str, schema_id: str, content: str
) -> None:
    path = f"/apis/{api_id}/schemas/{schema_id}/files/openapi.yaml"
    assert (await http.put(path, json={"content": content})).status_code == 200


async def test_a_failed_publication_is_run_again_under_its_name_and_identifier(
    http: httpx.AsyncClient, worker: None
) -> None:
    api_id = await new_api(http)
    schema_id = await new_schema(http, api_id)
    collection_id = await new_collection(http, api_id)
    await new_schema_text(http, api_id, schema_id, DANGLING)
    body = version_of(schema_id, [collection_id], "v1") | {"releaseNotes": "Notes."}
    accepted = await http.post(f"/apis/{api_id}/versions", json=body)
    assert (await end_of(http, accepted))["status"] == "failed"
    path = accepted.headers["location"]
    assert (await end_of(http, await again(http, path)))["status"] == "failed"
    await new_schema_text(http, api_id, schema_id, PETS.replace("listPets", "listAll"))
    task = await end_of(http, await again(http, path))
    assert (task["status"], task["meta"]["url"]) == ("completed", f"{path}/retries")
    version = await http.get(f"/apis/{api_id}/versions/{accepted.json()['id']}")
    held = version.json()["version"]
    assert (held["name"], held["releaseNotes"]) == ("v1", "Notes.")
    assert [each["id"] for each in held["collections"]] == [collection_id]
    assert (await http.get(path)).json()["status"] == "failed"
    refused(await http.post(f"{path}/retries"), 409, "v1")


async def test_a_cancelled_generation_is_run_again_under_its_name_and_identifier(
    http: httpx.AsyncClient, press: Press
) -> None:
    api_id = await new_api(http)
    await new_schema(http, api_id)
    accepted = await http.post(
        f"/apis/{api_id}/collections",
        json=GENERATE | {"options": {"folderStrategy": "Tags"}},
        headers=ASYNC,
    )
    path = accepted.headers["location"]
    await http.delete(path)
    retried = await again(http, path)
    refused(await http.post(f"{path}/retries"), 409, "run again before")
    async with worker_in_background(press.database, press.settings):
        task = await end_of(http, retried)
    made = f"/apis/{api_id}/collections/{accepted.json()['id']}"
    assert task["details"]["resources"] == [{"id": accepted.json()["id"], "url": made}]
    assert (await http.get(made)).json()["info"]["name"] == "Generated"
    refused(await http.post(f"{path}/retries"), 409, "run again before")


async def test_a_cancelled_sync_and_a_cancelled_renaming_are_run_again(
    http: httpx.AsyncClient, press: Press
) -> None:
    api_id = await new_api(http)
    schema_id = await new_schema(http, api_id)
    async with worker_in_background(press.database, press.settings):
        collection_id = await new_collection(http, api_id)
        version = await new_version(http, api_id, schema_id)
    await new_schema_text(http, api_id, schema_id, PETS.replace("/pets:", "/animals:"))
    collection = f"/apis/{api_id}/collections/{collection_id}"
    here = f"/apis/{api_id}/versions/{version['id']}"
    sync = await http.put(f"{collection}/sync-with-schema-tasks")
    renaming = await http.put(here, json={"name": "v2", "releaseNotes": "New."}, headers=ASYNC)
    paths = [each.headers["location"] for each in (sync, renaming)]
    for path in paths:
        assert (await http.delete(path)).status_code == 200
    async with worker_in_background(press.database, press.settings):
        assert "animals" not in (await http.get(collection)).text
        for path in paths:
            assert (await end_of(http, await again(http, path)))["status"] == "completed"
        assert "animals" in (await http.get(collection)).text
        renamed = (await http.get(here)).json()["version"]
        assert (renamed["name"], renamed["releaseNotes"]) == ("v2", "New.")
        assert await http.delete(here)
    refused(await http.post(f"{paths[1]}/retries"), 409, "no version")


async def test_what_hasnt_failed_or_lacks_what_it_needs_isnt_run_again(
    http: httpx.AsyncClient, press: Press, database_url: str
) -> None:
    api_id = await new_api(http)
    schema_id = await new_schema(http, api_id)
    pending = await task_of(http, api_id)
    refused(await http.post(f"{pending}/retries"), 409, "pending")
    collection_id = value(database_url, "select id from collections")
    body = version_of(schema_id, [str(collection_id)], "v1")
    publishing = await http.post(f"/apis/{api_id}/versions", json=body)
    for path in (publishing.headers["location"], pending):
        await http.delete(path)
    refused(await http.post(f"{publishing.headers['location']}/retries"), 409, "collection")
    retried = await again(http, pending)
    other = await http.post(f"/apis/{api_id}/versions", json=version_of(schema_id, (), "v1"))
    refused(await http.post(f"{publishing.headers['location']}/retries"), 409, "'v1'")
    async with worker_in_background(press.database, press.settings):
        await end_of(http, retried)
        await end_of(http, other)
    refused(await http.post(f"{retried.headers['location']}/retries"), 409, "completed")


async def test_of_many_retries_at_once_one_makes_the_task(
    http: httpx.AsyncClient, database_url: str
) -> None:
    api_id = await new_api(http)
    await new_schema(http, api_id)
    path = await task_of(http, api_id)
    await http.delete(path)
    answers = await asyncio.gather(*(http.post(f"{path}/retries") for _ in range(10)))
    assert sorted(each.status_code for each in answers) == [202] + [409] * 9
    assert value(database_url, "select count(*) from collections") == 1


async def test_a_task_of_an_older_pressroom_says_that_it_cant_be_run_again(
    http: httpx.AsyncClient, database_url: str
) -> None:
    api_id = await new_api(http)
    await new_schema(http, api_id)
    path = await task_of(http, api_id)
    await http.delete(path)
    value(database_url, "update tasks set input = input - 'name' - 'options' returning 1")
    refused(await http.post(f"{path}/retries"), 409, "older Pressroom")


async def test_the_tasks_of_sdks_are_steered_at_the_sdk(
    editor: httpx.AsyncClient, world: World
) -> None:
    path = f"/apis/{world.api_id}/tasks/{world.sdk_id}"
    refused(await editor.delete(path), 404)
    refused(await editor.post(f"{path}/retries"), 404)
