"""SDKs: built by a task, read, downloaded by a signed link, deleted."""

import io
import time
import zipfile
from typing import Any

import httpx
import pytest
from http_steps import (
    DANGLING,
    PETS,
    UNKNOWN,
    World,
    new_api,
    new_collection,
    new_schema,
    new_sdk,
    new_version,
    refused,
)

from pressroom.server import sdks
from pressroom.server.press import Press
from pressroom.tasks.worker import worker_in_background


def wanted(source_id: str, type_: str = "spec", language: str = "typescript-pages") -> Any:
    return {"source": {"type": type_, "id": source_id}, "language": language}


async def test_an_sdk_is_queued_built_and_downloaded(http: httpx.AsyncClient, press: Press) -> None:
    schema = await new_schema(http, await new_api(http), {"openapi.yaml": PETS})
    accepted = await http.post("/sdks", json=wanted(schema) | {"sdkVersion": "1.4.0"})
    assert (accepted.status_code, accepted.content) == (202, b"")
    assert accepted.headers["retry-after"] == "1"
    location = accepted.headers["location"]
    queued = (await http.get(location)).json()
    assert location == f"/sdks/{queued['id']}"
    assert queued["buildStatus"] == "queued"
    refused(await http.get(f"{location}/downloads"), 409, "still being built")
    refused(await http.delete(location), 409, "still being built")
    async with worker_in_background(press.database, press.settings):
        while (sdk := (await http.get(location)).json())["buildStatus"] not in (
            "succeeded",
            "failed",
        ):
            assert sdk["buildStatus"] in ("queued", "in_progress")
    assert sdk == queued | {"buildStatus": "succeeded", "updatedAt": sdk["updatedAt"]}
    assert sdk["source"] == {"type": "spec", "id": schema}
    assert sdk["version"] == "1.4.0"


async def test_a_link_downloads_the_archive_without_a_key(
    viewer: httpx.AsyncClient, nobody: httpx.AsyncClient, world: World
) -> None:
    answered = await viewer.get(f"/sdks/{world.sdk_id}/downloads")
    assert answered.headers["cache-control"] == "no-store"
    url = answered.json()["url"]
    archive = await nobody.get(url)
    assert (
        archive.headers["content-disposition"] == 'attachment; filename="sdk-typescript-pages.zip"'
    )
    names = zipfile.ZipFile(io.BytesIO(archive.content)).namelist()
    assert {"pets/README.md", "pets/services/PetsService.md", "pets/.pressroom/report.txt"} <= set(
        names
    )


async def test_a_link_that_was_changed_or_has_expired_is_refused(
    viewer: httpx.AsyncClient,
    nobody: httpx.AsyncClient,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url = (await viewer.get(f"/sdks/{world.sdk_id}/downloads")).json()["url"]
    later = url.replace("expires=1", "expires=2")
    assert later != url
    for forged in (later, f"{url[:-1]}{'0' if url[-1] != '0' else '1'}", f"{url}é"):
        refused(await nobody.get(forged), 403, "isn't one that was given out here")
    now = time.time()
    monkeypatch.setattr(sdks.time, "time", lambda: now + sdks.VALID + 2)
    refused(await nobody.get(url), 403, "has expired")


async def test_an_sdk_comes_from_an_api_a_version_or_a_collection(
    http: httpx.AsyncClient, press: Press
) -> None:
    async with worker_in_background(press.database, press.settings):
        api = await new_api(http)
        schema = await new_schema(http, api, {"openapi.yaml": PETS})
        collection = await new_collection(http, api)
        version = (await new_version(http, api, schema))["id"]
        changed = PETS.replace("/pets:", "/animals:")
        path = f"/apis/{api}/schemas/{schema}/files/openapi.yaml"
        assert (await http.put(path, json={"content": changed})).status_code == 200
        built = {
            type_: await new_sdk(http, source, type=type_)
            for type_, source in {
                "spec": schema, "api": api, "api-version": version, "collection": collection,
            }.items()
        }  # fmt: skip
    for type_, sdk in built.items():
        link = (await http.get(f"/sdks/{sdk}/downloads")).json()["url"]
        names = zipfile.ZipFile(io.BytesIO((await http.get(link)).content)).namelist()
        service = "PetsService" if type_ == "api-version" else "AnimalsService"
        assert f"pets/services/{service}.md" in names


async def test_a_definition_that_cannot_be_used_fails_the_building_and_says_why(
    http: httpx.AsyncClient, press: Press
) -> None:
    schema = await new_schema(http, await new_api(http), {"openapi.yaml": DANGLING})
    async with worker_in_background(press.database, press.settings):
        sdk = await new_sdk(http, schema)
    failed = (await http.get(f"/sdks/{sdk}")).json()
    assert failed["buildStatus"] == "failed"
    assert failed["error"]["code"] == "build_failed"
    assert "openapi.yaml" in failed["error"]["message"]
    refused(await http.get(f"/sdks/{sdk}/downloads"), 409, "failed")
    assert (await http.delete(f"/sdks/{sdk}")).status_code == 204
    refused(await http.get(f"/sdks/{sdk}"), 404)


async def test_sdks_are_listed_newest_first_by_page_and_filter(
    http: httpx.AsyncClient, press: Press
) -> None:
    schema = await new_schema(http, await new_api(http), {"openapi.yaml": PETS})
    async with worker_in_background(press.database, press.settings):
        first = await new_sdk(http, schema)
        second = await new_sdk(http, schema, "python-pages")
    workspace = (await http.get(f"/sdks/{first}")).json()["workspaceId"]

    async def listed(**query: Any) -> list[str]:
        answered = await http.get("/sdks", params=query)
        assert answered.status_code == 200, answered.text
        return [sdk["id"] for sdk in answered.json()["data"]]

    assert await listed() == [second, first]
    assert await listed(workspaceId=workspace) == [second, first]
    assert await listed(workspaceId=UNKNOWN) == []
    assert await listed(sdkIds=f"{first},{UNKNOWN}") == [first]
    assert await listed(language="python-pages") == [second]
    assert await listed(buildStatus="failed") == []
    assert await listed(sourceId=schema) == [second, first]
    page = (await http.get("/sdks", params={"limit": 1})).json()
    assert page["meta"]["total"] == 2
    assert await listed(limit=1, cursor=page["meta"]["nextCursor"]) == [first]


async def test_what_cannot_be_built_is_refused(editor: httpx.AsyncClient, world: World) -> None:
    refused(await editor.post("/sdks", json=wanted(UNKNOWN)), 422, "no spec", UNKNOWN)
    refused(await editor.post("/sdks", json=wanted("nonsense")), 400, "source.id")
    refused(
        await editor.post("/sdks", json=wanted(world.schema_id, "repository")), 400, "source.type"
    )
    refused(
        await editor.post("/sdks", json=wanted(world.schema_id, language="cobol")), 422, "cobol"
    )
    given = wanted(world.schema_id) | {"retry": {"retryDelay": 1}}
    refused(await editor.post("/sdks", json=given), 422, "retry")


async def test_tasks_that_callers_read_leave_out_the_building_of_sdks(
    viewer: httpx.AsyncClient, world: World
) -> None:
    listed = (await viewer.get("/tasks", params={"limit": 100})).json()
    assert world.sdk_id not in {task["id"] for task in listed["tasks"]}
    refused(await viewer.get(f"/apis/{world.api_id}/tasks/{world.sdk_id}"), 404)


async def test_an_api_takes_its_sdks_along(http: httpx.AsyncClient, press: Press) -> None:
    api = await new_api(http)
    schema = await new_schema(http, api, {"openapi.yaml": PETS})
    async with worker_in_background(press.database, press.settings):
        sdk = await new_sdk(http, schema)
    assert (await http.delete(f"/apis/{api}")).status_code == 204
    refused(await http.get(f"/sdks/{sdk}"), 404)
