"""Collections over HTTP: brought along, copied, generated, synced."""

from typing import Any

import httpx
import pytest
from http_steps import (
    COLLECTION,
    DANGLING,
    PETS,
    UNKNOWN,
    end_of,
    new_api,
    new_collection,
    new_schema,
    new_version,
    refused,
)

from pressroom.server import answers
from pressroom.server.press import Press

GENERATE = {"operationType": "GENERATE_FROM_SCHEMA"}
ASYNC = {"Prefer": "respond-async"}
MORE_PETS = PETS.replace("listPets", "listMorePets")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers come after 0.1 s even when the task didn't end."""
    monkeypatch.setattr(answers, "ANSWER_WITHIN", 0.1)


async def test_a_collection_that_is_brought_along_is_there_at_once(
    http: httpx.AsyncClient,
) -> None:
    api_id = await new_api(http)
    body = {"operationType": "CREATE_NEW", "data": {**COLLECTION, "x-own": {"a": [1, 2.5, None]}}}
    created = await http.post(f"/apis/{api_id}/collections", json=body)
    assert (created.status_code, set(created.json())) == (200, {"id"})
    identifier = created.json()["id"]
    read = (await http.get(f"/apis/{api_id}/collections/{identifier}")).json()
    assert read["info"]["_postman_id"] == identifier
    assert {**read, "info": {**read["info"], "_postman_id": None}} == {
        **body["data"],  # type: ignore[dict-item]
        "info": {**COLLECTION["info"], "_postman_id": None},  # type: ignore[dict-item]
    }
    assert (await http.get("/tasks")).json()["tasks"] == []


async def test_a_collection_goes_by_its_uid_as_well(http: httpx.AsyncClient) -> None:
    api_id = await new_api(http)
    body = {"operationType": "CREATE_NEW", "data": COLLECTION}
    created = await http.post(f"/apis/{api_id}/collections", json=body)
    user = (await http.get("/me")).json()["user"]["id"]
    path = f"/apis/{api_id}/collections"
    by_uuid = await http.get(f"{path}/{created.json()['id']}")
    by_uid = await http.get(f"{path}/{user}-{created.json()['id']}")
    assert by_uid.json() == by_uuid.json()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"info": None}, "data.info: "),
        ({"info": {}}, "data.info.name: "),
        ({"info": {"name": ""}}, "data.info.name: "),
        ({"info": {"name": "x", "schema": "https://other.example"}}, "data.info.schema: "),
        ({"item": None}, "data.item: "),
        ({"item": {}}, "data.item: "),
        ({"item": [1]}, "data.item: "),
    ],
)
async def test_what_is_no_collection_is_400_and_nothing_is_kept_of_it(
    editor: httpx.AsyncClient, change: dict[str, Any], field: str
) -> None:
    api_id = await new_api(editor)
    body = {"operationType": "CREATE_NEW", "data": {**COLLECTION, **change}}
    refused(await editor.post(f"/apis/{api_id}/collections", json=body), 400, field)
    await _assert_without_collections(editor, api_id)


async def test_a_copy_is_the_same_under_another_identifier_also_in_another_api(
    http: httpx.AsyncClient,
) -> None:
    api_id, other_id = await new_api(http), await new_api(http)
    body: dict[str, Any] = {"operationType": "CREATE_NEW", "data": COLLECTION}
    original = (await http.post(f"/apis/{api_id}/collections", json=body)).json()["id"]
    for named in (original, f"7-{original}"):
        body = {"operationType": "COPY_COLLECTION", "data": {"collectionId": named}}
        response = await http.post(f"/apis/{other_id}/collections", json=body)
        copy = response.json()["id"]
        assert copy != original
        read = (await http.get(f"/apis/{other_id}/collections/{copy}")).json()
        assert read["item"] == COLLECTION["item"]
        assert read["info"]["_postman_id"] == copy
    refused(await http.get(f"/apis/{other_id}/collections/{original}"), 404)


@pytest.mark.usefixtures("worker")
async def test_a_collection_is_generated_while_the_caller_waits(http: httpx.AsyncClient) -> None:
    api_id = await new_api(http)
    await new_schema(http, api_id)
    response = await http.post(f"/apis/{api_id}/collections", json=GENERATE)
    assert (response.status_code, set(response.json())) == (200, {"id"})
    named = {**GENERATE, "name": "My pets", "options": {"folderStrategy": "Tags"}}
    other = await new_collection(http, api_id, **named)
    path = f"/apis/{api_id}/collections"
    assert (await http.get(f"{path}/{response.json()['id']}")).json()["info"]["name"] == "Pets"
    assert (await http.get(f"{path}/{other}")).json()["info"]["name"] == "My pets"


@pytest.mark.usefixtures("worker")
@pytest.mark.parametrize("prefix", ["", "/v2"])
async def test_a_caller_that_prefers_not_to_wait_gets_202_and_the_task(
    http: httpx.AsyncClient, prefix: str
) -> None:
    api_id = await new_api(http)
    await new_schema(http, api_id)
    path = f"{prefix}/apis/{api_id}/collections"
    response = await http.post(path, json=GENERATE, headers=ASYNC)
    assert (response.status_code, set(response.json())) == (202, {"id", "taskId"})
    task_path = f"{prefix}/apis/{api_id}/tasks/{response.json()['taskId']}"
    assert response.headers["location"] == task_path
    assert response.headers["retry-after"] == "1"
    task = await end_of(http, response)
    assert task["status"] == "completed"
    assert task["meta"] == {"url": path, "model": "collection", "action": "create"}
    collection_id = response.json()["id"]
    assert task["details"] == {
        "resources": [{"id": collection_id, "url": f"/apis/{api_id}/collections/{collection_id}"}]
    }
    assert (await http.get(task["details"]["resources"][0]["url"])).status_code == 200


@pytest.mark.usefixtures("impatient")
async def test_a_task_that_nobody_works_on_is_answered_202_and_its_collection_isnt_there(
    http: httpx.AsyncClient,
) -> None:
    api_id = await new_api(http)
    await new_schema(http, api_id)
    response = await http.post(f"/apis/{api_id}/collections", json=GENERATE)
    assert (response.status_code, set(response.json())) == (202, {"id", "taskId"})
    assert response.headers["retry-after"] == "1"
    path = f"/apis/{api_id}/collections/{response.json()['id']}"
    refused(await http.get(path), 404)
    refused(await http.put(f"{path}/sync-with-schema-tasks"), 404)
    copying = {"operationType": "COPY_COLLECTION", "data": {"collectionId": response.json()["id"]}}
    refused(await http.post(f"/apis/{api_id}/collections", json=copying), 404)


async def test_without_a_schema_nothing_can_be_generated(http: httpx.AsyncClient) -> None:
    api_id = await new_api(http)
    refused(await http.post(f"/apis/{api_id}/collections", json=GENERATE), 422, "schema")
    assert (await http.get("/tasks")).json()["tasks"] == []


@pytest.mark.usefixtures("worker")
async def test_a_dangling_reference_fails_the_generation_with_its_place_and_leaves_nothing(
    http: httpx.AsyncClient, press: Press
) -> None:
    api_id = await new_api(http)
    await new_schema(http, api_id, {"api/openapi.yaml": DANGLING})
    waited = await http.post(f"/apis/{api_id}/collections", json=GENERATE)
    said = ("api/openapi.yaml:7:", "#/components/responses/Lost")
    refused(waited, 422, *said)
    response = await http.post(f"/apis/{api_id}/collections", json=GENERATE, headers=ASYNC)
    task = await end_of(http, response)
    assert task["status"] == "failed"
    assert set(task["details"]) == {"error"}
    assert set(task["details"]["error"]) == {"message"}
    assert all(each in task["details"]["error"]["message"] for each in said)
    assert task["details"]["error"]["message"] == waited.json()["detail"]
    refused(await http.get(f"/apis/{api_id}/collections/{response.json()['id']}"), 404)
    await _assert_without_collections(http, api_id)
    async with press.database.connection() as connection:
        found = await connection.execute("select count(*) from collections")
        assert await found.fetchone() == (0,)


@pytest.mark.usefixtures("worker")
@pytest.mark.parametrize("prefix", ["", "/v2"])
async def test_a_generated_collection_follows_the_schema_when_it_is_synced(
    http: httpx.AsyncClient, prefix: str
) -> None:
    api_id = await new_api(http)
    schema_id = await new_schema(http, api_id)
    collection_id = await new_collection(http, api_id)
    path = f"/apis/{api_id}/collections/{collection_id}"
    before = (await http.get(path)).content
    await http.put(
        f"/apis/{api_id}/schemas/{schema_id}/files/openapi.yaml", json={"content": MORE_PETS}
    )
    assert (await http.get(path)).content == before
    response = await http.put(f"{prefix}{path}/sync-with-schema-tasks")
    assert (response.status_code, set(response.json())) == (202, {"taskId"})
    assert response.headers["location"].startswith(f"{prefix}/apis/{api_id}/tasks/")
    assert response.headers["retry-after"] == "1"
    task = await end_of(http, response)
    assert task["status"] == "completed"
    assert task["meta"] == {
        "url": f"{prefix}{path}/sync-with-schema-tasks",
        "model": "collection",
        "action": "update",
    }
    assert task["details"] == {"resources": [{"id": collection_id, "url": path}]}
    after = (await http.get(path)).content
    assert b"listMorePets" in after
    assert b"listMorePets" not in before


@pytest.mark.usefixtures("worker")
async def test_a_sync_that_fails_leaves_the_collection_as_it_was(http: httpx.AsyncClient) -> None:
    api_id = await new_api(http)
    schema_id = await new_schema(http, api_id)
    collection_id = await new_collection(http, api_id)
    path = f"/apis/{api_id}/collections/{collection_id}"
    before = (await http.get(path)).content
    file = f"/apis/{api_id}/schemas/{schema_id}/files/openapi.yaml"
    assert (await http.put(file, json={"content": DANGLING})).status_code == 200
    task = await end_of(http, await http.put(f"{path}/sync-with-schema-tasks"))
    assert task["status"] == "failed"
    assert "openapi.yaml:7:" in task["details"]["error"]["message"]
    assert (await http.get(path)).content == before


async def test_without_a_schema_a_collection_cant_be_synced(http: httpx.AsyncClient) -> None:
    api_id = await new_api(http)
    body: dict[str, Any] = {"operationType": "CREATE_NEW", "data": COLLECTION}
    created = (await http.post(f"/apis/{api_id}/collections", json=body)).json()["id"]
    path = f"/apis/{api_id}/collections/{created}/sync-with-schema-tasks"
    refused(await http.put(path), 422, "schema")
    assert (await http.get("/tasks")).json()["tasks"] == []


@pytest.mark.usefixtures("worker")
async def test_a_version_answers_its_collections_as_they_were(http: httpx.AsyncClient) -> None:
    api_id = await new_api(http)
    schema_id = await new_schema(http, api_id)
    generated = await new_collection(http, api_id)
    brought = (
        await http.post(
            f"/apis/{api_id}/collections", json={"operationType": "CREATE_NEW", "data": COLLECTION}
        )
    ).json()["id"]
    user = (await http.get("/me")).json()["user"]["id"]
    version = await new_version(http, api_id, schema_id, [generated, f"{user}-{brought}"])
    path = f"/apis/{api_id}/collections/{generated}"
    before = (await http.get(path)).content
    file = f"/apis/{api_id}/schemas/{schema_id}/files/openapi.yaml"
    await http.put(file, json={"content": MORE_PETS})
    task = await end_of(http, await http.put(f"{path}/sync-with-schema-tasks"))
    assert task["status"] == "completed"
    assert (await http.get(path)).content != before
    assert (await http.get(f"{path}?versionId={version['id']}")).content == before
    later = await new_version(http, api_id, schema_id, [], "2")
    refused(await http.get(f"{path}?versionId={later['id']}"), 404, "version")
    refused(await http.get(f"{path}?versionId={UNKNOWN}"), 404)


@pytest.mark.usefixtures("worker")
async def test_a_version_still_answers_a_collection_that_was_deleted(
    http: httpx.AsyncClient, press: Press
) -> None:
    """Nobody can delete one over HTTP, but what a version holds doesn't hang on the row."""
    api_id = await new_api(http)
    schema_id = await new_schema(http, api_id)
    collection_id = await new_collection(http, api_id)
    version = await new_version(http, api_id, schema_id, [collection_id])
    path = f"/apis/{api_id}/collections/{collection_id}"
    before = (await http.get(path)).content
    async with press.database.connection() as connection:
        await connection.execute("delete from collections where id = %s", [collection_id])
    refused(await http.get(path), 404)
    assert (await http.get(f"{path}?versionId={version['id']}")).content == before


async def _assert_without_collections(http: httpx.AsyncClient, api_id: str) -> None:
    assert (await http.get(f"/apis/{api_id}?include=collections")).json()["collections"] == []
