"""Syncs over HTTP: what people added stays, of whatever origin, and the task's report says so."""

from typing import Any

import httpx
import pytest
from http_steps import (
    COLLECTION,
    PETS,
    UNKNOWN,
    end_of,
    new_api,
    new_collection,
    new_schema,
    new_version,
    refused,
)

from pressroom.server.press import Press
from pressroom.store import blobs, collections

TWO = (
    PETS.replace("listPets", "listMorePets")
    + """\
    post:
      operationId: makePet
      responses: {'200': {description: The pet.}}
"""
)


@pytest.fixture
async def api_id(http: httpx.AsyncClient) -> str:
    return await new_api(http)


async def changed(http: httpx.AsyncClient, api_id: str, schema_id: str, content: str) -> None:
    path = f"/apis/{api_id}/schemas/{schema_id}/files/openapi.yaml"
    assert (await http.put(path, json={"content": content})).status_code == 200


async def put_script(press: Press, collection_id: str) -> None:
    """Edit the collection's first request; the dialect's own requests for that are another part."""
    async with press.database.transaction() as connection:
        row = (await collections.some_collections(connection, [collection_id]))[0]  # type: ignore[list-item]
        content = await blobs.get_blob(connection, row.document or b"")
        edited = content.replace(b'"request": {', b'"x-mine": "my edit", "request": {', 1)
        assert row.generated_from is not None
        await collections.write_generated(
            connection,
            row.id,
            document=edited,
            base=await blobs.get_blob(connection, row.base or b""),
            generated_from=row.generated_from,
            by=row.created_by,
        )


async def synced(http: httpx.AsyncClient, path: str, **options: Any) -> dict[str, Any]:
    """Sync a collection; gives the task's report."""
    response = await http.put(f"{path}/sync-with-schema-tasks", params=options)
    task = await end_of(http, response)
    assert task["status"] == "completed", task
    report = await http.get(f"{response.headers['location']}/report")
    assert report.status_code == 200, report.text
    return report.json()  # type: ignore[no-any-return]


@pytest.mark.usefixtures("worker")
async def test_a_sync_keeps_what_people_added_and_reports_what_it_did(
    press: Press, http: httpx.AsyncClient, api_id: str
) -> None:
    schema_id = await new_schema(http, api_id)
    collection_id = await new_collection(http, api_id)
    path = f"/apis/{api_id}/collections/{collection_id}"
    await put_script(press, collection_id)
    await changed(http, api_id, schema_id, TWO)
    report = await synced(http, path)
    (told,) = report["collections"]
    assert told["id"] == collection_id
    assert told["counts"]["added"] == 2  # a folder and a request
    assert "makePet" in [change["item"]["name"] for change in told["changes"]["added"]]
    document = (await http.get(path)).text
    assert "my edit" in document
    assert "makePet" in document
    assert await synced(http, path) == {
        "collections": [
            {
                **told,
                "counts": dict.fromkeys(told["counts"], 0),
                "changes": {kind: [] for kind in told["changes"]},
            }
        ]
    }
    assert (await http.get(path)).text == document


@pytest.mark.usefixtures("worker")
async def test_what_people_changed_and_the_definition_dropped_goes_only_on_request(
    press: Press, http: httpx.AsyncClient, api_id: str
) -> None:
    schema_id = await new_schema(http, api_id)
    collection_id = await new_collection(http, api_id)
    path = f"/apis/{api_id}/collections/{collection_id}"
    await put_script(press, collection_id)
    await changed(http, api_id, schema_id, PETS.replace("/pets", "/else").replace("list", "get"))
    report = await synced(http, path)
    assert len(report["collections"][0]["changes"]["kept"]) == 1
    assert "Removed from definition" in (await http.get(path)).text
    report = await synced(http, path, deleteOrphanedRequests="true")
    (removed,) = report["collections"][0]["changes"]["removed"]
    assert removed["onRequest"]
    assert removed["before"]["x-mine"] == "my edit"
    assert "my edit" not in (await http.get(path)).text


@pytest.mark.usefixtures("worker")
async def test_a_collection_that_was_brought_along_syncs_and_follows_from_then_on(
    http: httpx.AsyncClient, api_id: str
) -> None:
    schema_id = await new_schema(http, api_id)
    body = {"operationType": "CREATE_NEW", "data": COLLECTION}
    created = (await http.post(f"/apis/{api_id}/collections", json=body)).json()["id"]
    path = f"/apis/{api_id}/collections/{created}"
    await new_version(http, api_id, schema_id, [created], "1")
    assert "listPets" not in (await http.get(path)).text
    await synced(http, path, syncExamples="false")
    document = (await http.get(path)).text
    assert "listPets" in document
    assert "By hand" in document
    await changed(http, api_id, schema_id, TWO)
    version = await new_version(http, api_id, schema_id, [created], "2")
    assert "makePet" in (await http.get(path)).text
    report = (await http.get(f"/apis/{api_id}/tasks/{version['taskId']}/report")).json()
    assert [told["id"] for told in report["collections"]] == [created]


@pytest.mark.usefixtures("worker")
async def test_the_events_of_a_sync_say_how_much_it_changed(
    http: httpx.AsyncClient, api_id: str
) -> None:
    schema_id = await new_schema(http, api_id)
    collection_id = await new_collection(http, api_id)
    await changed(http, api_id, schema_id, TWO)
    path = f"/apis/{api_id}/collections/{collection_id}/sync-with-schema-tasks"
    response = await http.put(path)
    await end_of(http, response)
    events = (await http.get(f"{response.headers['location']}/events")).text
    assert "2 added" in events


@pytest.mark.usefixtures("worker")
async def test_a_task_that_brought_nothing_in_step_has_no_report(
    http: httpx.AsyncClient, api_id: str
) -> None:
    await new_schema(http, api_id)
    body = {"operationType": "GENERATE_FROM_SCHEMA"}
    headers = {"Prefer": "respond-async"}
    response = await http.post(f"/apis/{api_id}/collections", json=body, headers=headers)
    await end_of(http, response)
    refused(await http.get(f"{response.headers['location']}/report"), 404, "no report")
    refused(await http.get(f"/apis/{api_id}/tasks/{UNKNOWN}/report"), 404, "no task")


async def test_a_report_isnt_there_while_its_task_is_pending(
    http: httpx.AsyncClient, api_id: str
) -> None:
    await new_schema(http, api_id)
    body = {"operationType": "CREATE_NEW", "data": COLLECTION}
    created = (await http.post(f"/apis/{api_id}/collections", json=body)).json()["id"]
    path = f"/apis/{api_id}/collections/{created}/sync-with-schema-tasks"
    response = await http.put(path)
    refused(await http.get(f"{response.headers['location']}/report"), 409, "pending")


async def test_a_sync_option_that_is_no_boolean_is_refused(
    http: httpx.AsyncClient, api_id: str
) -> None:
    path = f"/apis/{api_id}/collections/{UNKNOWN}/sync-with-schema-tasks"
    refused(await http.put(path, params={"syncExamples": "maybe"}), 400, "syncExamples")
