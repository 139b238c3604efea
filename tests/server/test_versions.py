"""Versions and the status of the tasks that publish and change them."""

import re
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from http_steps import (
    DANGLING,
    PETS,
    TIME,
    end_of,
    new_api,
    new_collection,
    new_schema,
    refused,
    version_of,
)

from pressroom.server.press import Press
from pressroom.tasks.worker import worker_in_background

ASYNC = {"Prefer": "respond-async"}
FIELDS = {"id", "meta", "status", "createdAt", "updatedAt"}


@pytest.fixture
async def working(press: Press) -> AsyncIterator[None]:
    async with worker_in_background(press.database, press.settings):
        yield


def assert_status(task: dict[str, Any], status: str, model: str, action: str, url: str) -> None:
    """The shape of a status, to the letter."""
    ended = status != "pending"
    assert set(task) == FIELDS | ({"details"} if ended else set())
    assert task["meta"] == {"url": url, "model": model, "action": action}
    assert task["status"] == status
    assert TIME.fullmatch(task["createdAt"])
    assert TIME.fullmatch(task["updatedAt"])
    assert task["createdAt"] <= task["updatedAt"]
    if status == "completed":
        assert set(task["details"]) == {"resources"}
        assert all(set(each) == {"id", "url"} for each in task["details"]["resources"])
    if status == "failed":
        assert set(task["details"]) == {"error"}
        assert set(task["details"]["error"]) == {"message"}


async def test_a_version_is_accepted_redirects_while_pending_and_is_there_when_its_task_ended(
    http: httpx.AsyncClient, press: Press
) -> None:
    api = await new_api(http)
    schema = await new_schema(http, api, {"openapi.yaml": PETS})
    versions = f"/apis/{api}/versions"
    accepted = await http.post(versions, json=version_of(schema, name="v1"))
    assert accepted.status_code == 202
    assert set(accepted.json()) == {"id", "name", "createdAt", "updatedAt"}
    location = accepted.headers["location"]
    assert re.fullmatch(rf"/apis/{api}/tasks/[0-9a-f-]{{36}}", location)
    pending = await http.get(location)
    assert pending.headers["retry-after"] == "1"
    assert_status(pending.json(), "pending", "api-version", "create", versions)
    redirect = await http.get(f"{versions}/{accepted.json()['id']}", follow_redirects=False)
    assert (redirect.status_code, redirect.headers["location"]) == (302, location)
    assert (await http.get(versions)).json()["versions"] == []
    async with worker_in_background(press.database, press.settings):
        ended = await http.get(location, headers={"Prefer": "wait=30"})
    assert ended.headers["preference-applied"] == "wait=30"
    assert "retry-after" not in ended.headers
    assert_status(ended.json(), "completed", "api-version", "create", versions)
    held = (await http.get(f"{versions}/{accepted.json()['id']}")).json()["version"]
    assert held["schemas"] == [{"id": schema, "type": "openapi:3_1"}]


async def test_all_four_kinds_of_task_say_what_they_do(
    http: httpx.AsyncClient, working: None
) -> None:
    api = await new_api(http)
    schema = await new_schema(http, api, {"openapi.yaml": PETS})
    here = f"/apis/{api}"
    generating = await http.post(
        f"{here}/collections", json={"operationType": "GENERATE_FROM_SCHEMA"}, headers=ASYNC
    )
    made = await end_of(http, generating)
    assert_status(made, "completed", "collection", "create", f"{here}/collections")
    collection = made["details"]["resources"][0]["id"]
    sync = f"{here}/collections/{collection}/sync-with-schema-tasks"
    synced = await end_of(http, await http.put(sync))
    assert_status(synced, "completed", "collection", "update", sync)
    publishing = await http.post(f"{here}/versions", json=version_of(schema, [collection]))
    published = await end_of(http, publishing)
    assert_status(published, "completed", "api-version", "create", f"{here}/versions")
    version = f"{here}/versions/{publishing.json()['id']}"
    assert [each["url"] for each in published["details"]["resources"]] == [
        version,
        f"{here}/collections/{collection}",
    ]
    renamed = await end_of(http, await http.put(version, json={"name": "2"}, headers=ASYNC))
    assert_status(renamed, "completed", "api-version", "update", version)
    listed = (await http.get("/tasks", params={"limit": 3})).json()
    assert [each["id"] for each in listed["tasks"]][:2] == [renamed["id"], published["id"]]
    rest = (await http.get("/tasks", params={"cursor": listed["meta"]["nextCursor"]})).json()
    assert [each["id"] for each in rest["tasks"]] == [made["id"]]


async def test_a_failed_publication_says_why_and_frees_the_name(
    http: httpx.AsyncClient, working: None
) -> None:
    api = await new_api(http)
    schema = await new_schema(http, api, {"openapi.yaml": DANGLING})
    versions = f"/apis/{api}/versions"
    accepted = await http.post(versions, json=version_of(schema, name="v1"))
    task = await end_of(http, accepted)
    assert_status(task, "failed", "api-version", "create", versions)
    assert "openapi.yaml:7:" in task["details"]["error"]["message"]
    assert "#/components/responses/Lost" in task["details"]["error"]["message"]
    refused(await http.get(f"{versions}/{accepted.json()['id']}"), 404)
    assert (await http.post(versions, json=version_of(schema, name="v1"))).status_code == 202


async def test_a_version_is_renamed_at_once_and_holds_what_it_held(
    http: httpx.AsyncClient, working: None
) -> None:
    api = await new_api(http)
    schema = await new_schema(http, api, {"openapi.yaml": PETS})
    collection = await new_collection(http, api)
    versions = f"/apis/{api}/versions"
    accepted = await http.post(versions, json=version_of(schema, [collection], "v1"))
    await end_of(http, accepted)
    here = f"{versions}/{accepted.json()['id']}"
    before = (await http.get(here)).json()["version"]
    renamed = await http.put(here, json={"name": "v1.0", "releaseNotes": "First."})
    assert renamed.status_code == 200
    assert (renamed.json()["name"], renamed.json()["releaseNotes"]) == ("v1.0", "First.")
    after = (await http.get(here)).json()["version"]
    assert (after["schemas"], after["collections"]) == (before["schemas"], before["collections"])


async def test_two_versions_of_one_name_are_a_conflict(
    http: httpx.AsyncClient, working: None
) -> None:
    api = await new_api(http)
    schema = await new_schema(http, api, {"openapi.yaml": PETS})
    versions = f"/apis/{api}/versions"
    first = await http.post(versions, json=version_of(schema, name="v1"))
    refused(await http.post(versions, json=version_of(schema, name="v1")), 409, "v1")
    second = await http.post(versions, json=version_of(schema, name="v2"))
    await end_of(http, first)
    await end_of(http, second)
    renaming = await http.put(f"{versions}/{second.json()['id']}", json={"name": "v1"})
    refused(renaming, 409, "v1")


async def test_a_pending_version_can_be_neither_changed_nor_deleted(
    http: httpx.AsyncClient,
) -> None:
    api = await new_api(http)
    schema = await new_schema(http, api, {"openapi.yaml": PETS})
    accepted = await http.post(f"/apis/{api}/versions", json=version_of(schema))
    here = f"/apis/{api}/versions/{accepted.json()['id']}"
    refused(await http.put(here, json={"name": "other"}), 409)
    refused(await http.delete(here), 409)


async def test_a_version_is_deleted_and_its_name_is_free(
    http: httpx.AsyncClient, working: None
) -> None:
    api = await new_api(http)
    schema = await new_schema(http, api, {"openapi.yaml": PETS})
    accepted = await http.post(f"/apis/{api}/versions", json=version_of(schema, name="v1"))
    await end_of(http, accepted)
    here = f"/apis/{api}/versions/{accepted.json()['id']}"
    assert (await http.delete(here)).status_code == 204
    refused(await http.get(here), 404)
    again = await http.post(f"/apis/{api}/versions", json=version_of(schema, name="v1"))
    assert again.status_code == 202


async def test_versions_from_git_are_refused(http: httpx.AsyncClient) -> None:
    api = await new_api(http)
    body = {
        "name": "v1",
        "branch": "main",
        "schemas": [{"filePath": "openapi.yaml"}],
        "collections": [],
    }
    refused(await http.post(f"/apis/{api}/versions", json=body), 422, "git")


async def test_who_comes_through_v2_stays_there(http: httpx.AsyncClient, working: None) -> None:
    api = await new_api(http)
    schema = await new_schema(http, api, {"openapi.yaml": PETS})
    accepted = await http.post(f"/v2/apis/{api}/versions", json=version_of(schema))
    assert accepted.headers["location"].startswith(f"/v2/apis/{api}/tasks/")
    task = await end_of(http, accepted)
    assert_status(task, "completed", "api-version", "create", f"/v2/apis/{api}/versions")


async def test_a_wait_ends_after_its_seconds_with_the_task_still_pending(
    http: httpx.AsyncClient,
) -> None:
    api = await new_api(http)
    schema = await new_schema(http, api, {"openapi.yaml": PETS})
    accepted = await http.post(f"/apis/{api}/versions", json=version_of(schema))
    held = await http.get(accepted.headers["location"], headers={"Prefer": "wait=1"})
    assert held.json()["status"] == "pending"
    assert held.headers["retry-after"] == "1"
