"""APIs over HTTP."""

import asyncio
from datetime import UTC, datetime

import httpx
import pytest
from http_steps import (
    COLLECTION,
    PETS,
    TIME,
    new_api,
    new_collection,
    new_schema,
    new_version,
    refused,
    schema_of,
    version_of,
)

from pressroom.server.press import Press


async def test_an_api_is_created_read_changed_and_deleted(http: httpx.AsyncClient) -> None:
    fields = {"name": "Pets", "summary": "Animals", "description": "All of *them*."}
    created = (await http.post("/apis", json=fields)).json()
    user = (await http.get("/me")).json()["user"]["id"]
    assert created == {
        **fields,
        "id": created["id"],
        "createdAt": created["createdAt"],
        "createdBy": user,
        "updatedAt": created["createdAt"],
        "updatedBy": user,
    }
    assert TIME.fullmatch(created["createdAt"])
    path = f"/apis/{created['id']}"
    assert (await http.get(path)).json() == created
    changed = (await http.put(path, json={"name": "Beasts"})).json()
    assert changed["name"] == "Beasts"
    assert "summary" not in changed
    assert (changed["createdBy"], changed["updatedBy"]) == (str(user), str(user))
    assert changed["updatedAt"] >= created["updatedAt"]
    assert (await http.get(path)).json()["name"] == "Beasts"
    assert (await http.delete(path)).status_code == 204
    refused(await http.get(path), 404)
    refused(await http.delete(path), 404)


async def test_names_need_not_be_unique(http: httpx.AsyncClient) -> None:
    assert await new_api(http, "Same") != await new_api(http, "Same")


async def test_apis_are_listed_newest_first_page_by_page(http: httpx.AsyncClient) -> None:
    names = [f"API {number}" for number in range(5)]
    for name in names:
        await new_api(http, name)
    seen: list[str] = []
    parameters: dict[str, str | int] = {"limit": 2}
    while True:
        page = (await http.get("/apis", params=parameters)).json()
        assert (page["meta"]["limit"], page["meta"]["total"]) == (2, 5)
        seen += [api["name"] for api in page["apis"]]
        if "nextCursor" not in page["meta"]:
            break
        parameters["cursor"] = page["meta"]["nextCursor"]
    assert seen == names[::-1]


async def test_a_page_goes_on_where_the_last_one_ended_though_newer_apis_came(
    http: httpx.AsyncClient,
) -> None:
    for name in ("a", "b", "c"):
        await new_api(http, name)
    first = (await http.get("/apis?limit=2")).json()
    await new_api(http, "newer")
    second = (await http.get(f"/apis?limit=2&cursor={first['meta']['nextCursor']}")).json()
    assert [api["name"] for api in first["apis"] + second["apis"]] == ["c", "b", "a"]


async def test_apis_are_filtered_by_who_made_them_and_by_their_description(
    http: httpx.AsyncClient,
) -> None:
    user = (await http.get("/me")).json()["user"]["id"]
    await http.post("/apis", json={"name": "one", "description": "Sells INVOICES 100% fast"})
    await http.post("/apis", json={"name": "two"})

    async def listed(**parameters: object) -> list[str]:
        page = (await http.get("/apis", params=parameters)).json()  # type: ignore[arg-type]
        assert page["meta"]["total"] == len(page["apis"])
        return [api["name"] for api in page["apis"]]

    assert await listed(createdBy=user) == ["two", "one"]
    assert await listed(createdBy=user + 1) == []
    assert await listed(description="invoices") == ["one"]
    assert await listed(description="100% f") == ["one"]
    assert await listed(description="_nvoices") == []
    assert await listed(description="invoices", createdBy=user + 1) == []


@pytest.mark.usefixtures("worker")
async def test_include_adds_what_is_asked_for_and_nothing_else(http: httpx.AsyncClient) -> None:
    api_id = await new_api(http)
    plain = (await http.get(f"/apis/{api_id}")).json()
    assert not {"schemas", "versions", "collections"} & set(plain)
    empty = (await http.get(f"/apis/{api_id}?include=schemas,versions,collections")).json()
    assert (empty["schemas"], empty["versions"], empty["collections"]) == ([], [], [])
    schema_id = await new_schema(http, api_id)
    collection_id = await new_collection(http, api_id)
    version = await new_version(http, api_id, schema_id)
    by_commas = await http.get(f"/apis/{api_id}?include=schemas,versions,collections,gitInfo")
    repeated = await http.get(
        f"/apis/{api_id}?include=schemas&include=versions&include=collections"
    )
    assert by_commas.json() == repeated.json()
    body = by_commas.json()
    assert body["schemas"] == [{"id": schema_id}]
    assert body["versions"] == [{"id": version["id"], "name": "1.0.0"}]
    assert body["collections"] == [{"id": collection_id}]
    assert set((await http.get(f"/apis/{api_id}?include=schemas")).json()) - set(plain) == {
        "schemas"
    }


async def test_include_leaves_out_what_waits_for_its_task(http: httpx.AsyncClient) -> None:
    """Nobody works here, so nothing gets done."""
    api_id = await new_api(http)
    schema_id = await new_schema(http, api_id)
    waiting = {"Prefer": "respond-async"}
    body = {"operationType": "GENERATE_FROM_SCHEMA"}
    await http.post(f"/apis/{api_id}/collections", json=body, headers=waiting)
    await http.post(f"/apis/{api_id}/versions", json=version_of(schema_id))
    included = (await http.get(f"/apis/{api_id}?include=versions,collections")).json()
    assert (included["versions"], included["collections"]) == ([], [])


@pytest.mark.usefixtures("worker")
async def test_a_deleted_api_takes_all_it_holds_with_it(http: httpx.AsyncClient) -> None:
    api_id = await new_api(http)
    schema_id = await new_schema(http, api_id)
    collection_id = await new_collection(http, api_id)
    version = await new_version(http, api_id, schema_id, [collection_id])
    assert (await http.delete(f"/apis/{api_id}")).status_code == 204
    for path in (
        f"schemas/{schema_id}",
        f"collections/{collection_id}",
        f"versions/{version['id']}",
        f"tasks/{version['taskId']}",
    ):
        refused(await http.get(f"/apis/{api_id}/{path}"), 404)
    assert (await http.get("/tasks")).json()["tasks"] == []


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("schemas", schema_of({"openapi.yaml": PETS})),
        ("collections", {"operationType": "CREATE_NEW", "data": COLLECTION}),
    ],
)
async def test_what_is_added_to_an_api_that_is_deleted_meanwhile_is_404(
    press: Press, http: httpx.AsyncClient, path: str, body: dict[str, object]
) -> None:
    api_id = await new_api(http)
    async with press.database.transaction() as connection:
        await connection.execute("delete from apis where id = %s", [api_id])
        adding = asyncio.create_task(http.post(f"/apis/{api_id}/{path}", json=body))
        await asyncio.sleep(0.2)
        assert not adding.done()
    refused(await adding, 404, "deleted")


async def test_times_are_utc_whatever_the_databases_time_zone(
    http: httpx.AsyncClient, press: Press
) -> None:
    async with press.database.connection() as connection:
        await connection.execute("set timezone = 'Asia/Tokyo'")
    created = (await http.post("/apis", json={"name": "Now"})).json()["createdAt"]
    moment = datetime.strptime(created, "%Y-%m-%dT%H:%M:%S.%f%z")
    assert abs((datetime.now(UTC) - moment).total_seconds()) < 30
