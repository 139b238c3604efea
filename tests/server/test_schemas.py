"""Definitions over HTTP: their files, what is refused, bundling, and what versions hold of them."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from http_steps import (
    DANGLING,
    PATHS_OF_TWO,
    PETS,
    ROOT_OF_TWO,
    TIME,
    new_api,
    new_schema,
    new_version,
    refused,
    schema_of,
)

from clients import clients_of
from pressroom.definition import load
from pressroom.server.press import Press
from pressroom.settings import MEBIBYTE

TWO_FILES = {"openapi.yaml": ROOT_OF_TWO, "paths/pets.yaml": PATHS_OF_TWO}
SWAGGER = "swagger: '2.0'\ninfo: {title: Old, version: '1'}\npaths: {}\n"


async def test_a_schema_answers_with_its_files_and_who_made_them(http: httpx.AsyncClient) -> None:
    api_id = await new_api(http)
    user = str((await http.get("/me")).json()["user"]["id"])
    created = (await http.post(f"/apis/{api_id}/schemas", json=schema_of(TWO_FILES))).json()
    assert set(created) == {
        *("id", "type", "files", "createdAt", "createdBy", "updatedAt", "updatedBy")
    }
    assert created["type"] == "openapi:3_1"
    assert [(f["path"], f["name"], f["root"]) for f in created["files"]] == [
        ("openapi.yaml", "openapi.yaml", {"enabled": True}),
        ("paths/pets.yaml", "pets.yaml", {"enabled": False}),
    ]
    for each in (created, *created["files"]):
        assert (each["createdBy"], each["updatedBy"]) == (user, user)
        assert TIME.fullmatch(each["createdAt"])
        assert TIME.fullmatch(each["updatedAt"])
    read = (await http.get(f"/apis/{api_id}/schemas/{created['id']}")).json()
    without_root = [{k: v for k, v in f.items() if k != "root"} for f in created["files"]]
    assert read == {**created, "files": {"data": without_root, "meta": {}}}


async def test_files_are_listed_by_path_page_by_page_with_users_as_numbers(
    http: httpx.AsyncClient,
) -> None:
    api_id = await new_api(http)
    texts = {f"notes/{name}.txt": name for name in ("b", "Z", "é", "a")}
    schema_id = await new_schema(http, api_id, {"openapi.yaml": PETS, **texts})
    path = f"/apis/{api_id}/schemas/{schema_id}/files"
    seen: list[str] = []
    cursor: dict[str, str] = {}
    for _ in range(3):
        page = (await http.get(path, params={"limit": "2", **cursor})).json()
        seen += [file["path"] for file in page["files"]]
        assert all(isinstance(file["createdBy"], int) for file in page["files"])
        cursor = {"cursor": page["meta"].get("nextCursor", "")}
    assert page["meta"] == {}
    assert seen == sorted(["openapi.yaml", *texts])


@pytest.mark.usefixtures("worker")
async def test_a_schema_of_many_files_names_the_path_to_the_rest_at_the_same_version(
    http: httpx.AsyncClient,
) -> None:
    api_id = await new_api(http)
    many = {f"{number:03}.txt": "" for number in range(101)}
    schema_id = await new_schema(http, api_id, {**many, "openapi.yaml": PETS})
    version = await new_version(http, api_id, schema_id)
    path = f"/v2/apis/{api_id}/schemas/{schema_id}"
    assert (await http.delete(f"{path}/files/100.txt")).status_code == 204
    now = (await http.get(path)).json()["files"]
    then = (await http.get(f"{path}?versionId={version['id']}")).json()["files"]
    assert len(now["data"]) == len(then["data"]) == 100
    assert now["meta"]["nextPath"].startswith(f"{path}/files?cursor=")
    rest_now = (await http.get(now["meta"]["nextPath"])).json()["files"]
    rest_then = (await http.get(then["meta"]["nextPath"])).json()["files"]
    assert [file["path"] for file in rest_now] == ["openapi.yaml"]
    assert [file["path"] for file in rest_then] == ["100.txt", "openapi.yaml"]


async def test_a_file_is_written_read_and_deleted(http: httpx.AsyncClient) -> None:
    api_id = await new_api(http)
    schema_id = await new_schema(http, api_id, TWO_FILES)
    path = f"/apis/{api_id}/schemas/{schema_id}/files"
    before = (await http.get(f"{path}/paths/pets.yaml")).json()
    assert before["content"] == PATHS_OF_TWO
    assert (await http.get(f"{path}/paths%2Fpets.yaml")).json() == before
    content = PATHS_OF_TWO.replace("second", "changed ✓")
    written = (await http.put(f"{path}/paths/pets.yaml", json={"content": content})).json()
    assert written["id"] == before["id"]
    assert written["root"] == {"enabled": False}
    assert written["updatedAt"] >= before["updatedAt"]
    assert (await http.get(f"{path}/paths/pets.yaml")).json()["content"] == content
    new = await http.put(f"{path}/notes/new.txt", json={"content": "", "name": "new.txt"})
    assert (new.status_code, new.json()["name"]) == (200, "new.txt")
    assert (await http.get(f"{path}/notes/new.txt")).json()["content"] == ""
    assert (await http.delete(f"{path}/notes/new.txt")).status_code == 204
    refused(await http.get(f"{path}/notes/new.txt"), 404, "notes/new.txt")
    refused(await http.delete(f"{path}/notes/new.txt"), 404)


async def test_writing_a_file_counts_as_a_change_of_the_schema(http: httpx.AsyncClient) -> None:
    api_id = await new_api(http)
    schema_id = await new_schema(http, api_id)
    path = f"/apis/{api_id}/schemas/{schema_id}"
    times = [(await http.get(path)).json()["updatedAt"]]
    for act in (
        http.put(f"{path}/files/a.txt", json={"content": "a"}),
        http.delete(f"{path}/files/a.txt"),
    ):
        await asyncio.sleep(0.002)
        await act
        times.append((await http.get(path)).json()["updatedAt"])
    assert times == sorted(set(times))


@pytest.mark.parametrize("path", ["../a.yaml", "a/../b.yaml", "./a", "a//b", "/a", "a\\b", "a/"])
async def test_a_path_that_leads_out_or_nowhere_is_400(
    editor: httpx.AsyncClient, path: str
) -> None:
    api_id = await new_api(editor)
    files = {"openapi.yaml": PETS, path: "x"}
    response = await editor.post(f"/apis/{api_id}/schemas", json=schema_of(files))
    refused(response, 400, "files[1].path: ")
    await _assert_empty(editor, api_id)


async def test_two_files_of_one_path_or_two_roots_are_400(editor: httpx.AsyncClient) -> None:
    api_id = await new_api(editor)
    file = {"path": "openapi.yaml", "content": PETS}
    body: dict[str, Any] = {"type": "openapi:3_1", "files": [file, file]}
    refused(await editor.post(f"/apis/{api_id}/schemas", json=body), 400, "files[1].path: ")
    root = {"enabled": True}
    body["files"] = [{**file, "root": root}, {**file, "path": "b.yaml", "root": root}]
    refused(await editor.post(f"/apis/{api_id}/schemas", json=body), 400, "files: ")
    await _assert_empty(editor, api_id)


@pytest.mark.parametrize(
    ("type_", "files", "said"),
    [
        *((type_, {"a.yaml": PETS}, (type_, "openapi:3")) for type_ in ("graphql", "openapi:1")),
        ("nonsense", {"a.yaml": PETS}, ("nonsense",)),
        ("openapi:3_1", {"api.yaml": "openapi: 3.1.0\ninfo: {title: [}\n"}, ("api.yaml:2:",)),
        ("openapi:3", {"api.json": '{"openapi": "3.0.3",\n "info": }'}, ("api.json:2:10",)),
        ("openapi:3_1", {"api.yaml": "a: 1\nb: 2\na: 3\n"}, ("api.yaml:3:1",)),
        ("openapi:3_1", {"a.yaml": "title: Just a file\n"}, ("a.yaml",)),
        ("openapi:3_1", {"a.yaml": "text"}, ("a.yaml",)),
        ("openapi:2", {"a.yaml": "swagger: '1.2'\n"}, ("a.yaml", "Swagger 1.2")),
        ("openapi:3_1", {"a.yaml": "openapi: 4.0.0\n"}, ("a.yaml",)),
        ("openapi:3_1", {"a.yaml": ""}, ("a.yaml", "empty")),
        ("openapi:3_1", {"a.yaml": PETS, "b.yaml": "a: [1"}, ("b.yaml:",)),
        ("openapi:3_1", {"a.yaml": PETS, "b.json": " "}, ("b.json", "empty")),
        ("openapi:3_1", {"a.txt": "x", "b.txt": "y"}, ("openapi",)),
        ("openapi:3_1", {"a.yaml": PETS + "x: &x [*x]\n"}, ("a.yaml",)),
    ],
)
async def test_what_is_no_definition_is_422_and_nothing_is_kept_of_it(
    editor: httpx.AsyncClient, type_: str, files: dict[str, str], said: tuple[str, ...]
) -> None:
    api_id = await new_api(editor)
    response = await editor.post(f"/apis/{api_id}/schemas", json=schema_of(files, type_))
    refused(response, 422, *said)
    await _assert_empty(editor, api_id)
    await new_schema(editor, api_id)


async def test_a_definition_in_openapi_2_is_stored_under_its_own_type(
    editor: httpx.AsyncClient,
) -> None:
    api_id = await new_api(editor)
    body = schema_of({"swagger.yaml": SWAGGER}, "openapi:2")
    created = (await editor.post(f"/apis/{api_id}/schemas", json=body)).json()
    read = (await editor.get(f"/apis/{api_id}/schemas/{created['id']}")).json()
    assert (created["type"], read["type"]) == ("openapi:2", "openapi:2")
    assert created["files"][0]["root"]["enabled"]


async def test_a_second_schema_is_422_and_the_first_stays(editor: httpx.AsyncClient) -> None:
    api_id = await new_api(editor)
    schema_id = await new_schema(editor, api_id)
    again = schema_of({"other.yaml": PETS})
    refused(await editor.post(f"/apis/{api_id}/schemas", json=again), 422, "already", "PUT")
    schema = (await editor.get(f"/apis/{api_id}/schemas/{schema_id}")).json()
    assert [file["path"] for file in schema["files"]["data"]] == ["openapi.yaml"]


async def test_of_many_schemas_sent_at_once_one_is_taken(editor: httpx.AsyncClient) -> None:
    api_id = await new_api(editor)
    body = schema_of(TWO_FILES)
    sent = (editor.post(f"/apis/{api_id}/schemas", json=body) for _ in range(6))
    statuses = [response.status_code for response in await asyncio.gather(*sent)]
    assert sorted(statuses) == [200, *[422] * 5]


async def test_a_definition_over_the_limit_is_413_and_nothing_is_kept_of_it(press: Press) -> None:
    small = msgspec.structs.replace(
        press, settings=msgspec.structs.replace(press.settings, definition_bytes=1000)
    )
    async with clients_of(small) as clients:
        http = await clients("editor")
        api_id = await new_api(http)
        path = f"/apis/{api_id}/schemas"
        large = PETS + "#" * 1000
        refused(await http.post(path, json=schema_of({"a.yaml": large})), 413, "1,000")
        halves = {"a.yaml": PETS, "b.txt": "b" * 900}
        refused(await http.post(path, json=schema_of(halves)), 413)
        await _assert_empty(http, api_id)
        schema_id = await new_schema(http, api_id)
        file = f"{path}/{schema_id}/files/openapi.yaml"
        refused(await http.put(file, json={"content": large}), 413)
        assert (await http.get(file)).json()["content"] == PETS
        body = {"name": "x" * (MEBIBYTE + 2001)}
        for response in (
            await http.post("/apis", json=body),
            await http.put(f"/apis/{api_id}", json=body),
            await http.post(path, json=body),
            await http.put(file, json=body),
            await http.post(f"/apis/{api_id}/collections", json=body),
            await http.post(f"/apis/{api_id}/versions", json=body),
            await http.put(f"/apis/{api_id}/versions/{api_id}", json=body),
        ):
            refused(response, 413, "body")


async def test_a_refused_file_leaves_the_file_as_it_was(editor: httpx.AsyncClient) -> None:
    api_id = await new_api(editor)
    schema_id = await new_schema(editor, api_id, TWO_FILES)
    path = f"/apis/{api_id}/schemas/{schema_id}/files"
    before = (await editor.get(path)).json()
    for file, content, said in (
        ("openapi.yaml", "a: [1", "openapi.yaml:2:1: "),
        ("openapi.yaml", "title: no definition", "openapi.yaml"),
        ("openapi.yaml", "", "empty"),
        ("openapi.yaml", "swagger: '1.2'\n", "openapi.yaml"),
        ("paths/pets.yaml", "a: [1", "paths/pets.yaml:2:1: "),
        ("new.json", "{", "new.json:1:"),
    ):
        refused(await editor.put(f"{path}/{file}", json={"content": content}), 422, said)
    refused(await editor.put(f"{path}/new.yaml", json={}), 400, "content: ")
    refused(await editor.put(f"{path}/a%2F..%2Fb.yaml", json={"content": "x"}), 400, "file-path: ")
    refused(await editor.put(f"{path}/a%5Cb.yaml", json={"content": "x"}), 400, "file-path: ")
    assert (await editor.get(path)).json() == before


async def test_there_is_always_one_root(http: httpx.AsyncClient) -> None:
    api_id = await new_api(http)
    schema_id = await new_schema(http, api_id, {"openapi.yaml": PETS, "b.yaml": PETS, "n.txt": ""})
    path = f"/apis/{api_id}/schemas/{schema_id}/files"
    off, on = {"root": {"enabled": False}}, {"root": {"enabled": True}}
    refused(await http.delete(f"{path}/openapi.yaml"), 422, "root")
    refused(await http.put(f"{path}/openapi.yaml", json=off), 422, "another")
    refused(await http.put(f"{path}/n.txt", json=on), 422, "n.txt")
    moved = await http.put(f"{path}/b.yaml", json=on)
    assert moved.json()["root"] == {"enabled": True}
    assert (await http.put(f"{path}/openapi.yaml", json=off)).json()["root"] == {"enabled": False}
    assert (await http.delete(f"{path}/openapi.yaml")).status_code == 204
    refused(await http.delete(f"{path}/b.yaml"), 422, "root")


async def test_many_who_name_a_root_at_once_leave_one(
    http: httpx.AsyncClient, press: Press
) -> None:
    api_id = await new_api(http)
    names = [f"{number}.yaml" for number in range(8)]
    schema_id = await new_schema(http, api_id, {"openapi.yaml": PETS, **dict.fromkeys(names, PETS)})
    path = f"/apis/{api_id}/schemas/{schema_id}/files"
    body = {"root": {"enabled": True}}
    responses = await asyncio.gather(*(http.put(f"{path}/{name}", json=body) for name in names))
    assert {response.status_code for response in responses} == {200}
    async with press.database.connection() as connection:
        found = await connection.execute("select count(*) from schema_files where root")
        assert await found.fetchone() == (1,)


async def test_a_definition_of_two_files_is_bundled_into_one(editor: httpx.AsyncClient) -> None:
    api_id = await new_api(editor)
    schema_id = await new_schema(editor, api_id, TWO_FILES)
    path = f"/apis/{api_id}/schemas/{schema_id}"
    body = (await editor.get(f"{path}?bundled=true")).json()
    assert "files" not in body
    [operation] = load(body["content"]).operations
    assert operation.operation_id == "listPets"
    assert "From the second file." in body["content"]
    unbundled = (await editor.get(f"{path}?bundled=false")).json()
    assert "content" not in unbundled


async def test_a_definition_of_one_file_is_bundled_as_it_is(editor: httpx.AsyncClient) -> None:
    api_id = await new_api(editor)
    schema_id = await new_schema(editor, api_id)
    body = (await editor.get(f"/apis/{api_id}/schemas/{schema_id}?bundled=true")).json()
    assert body["content"] == PETS


async def test_a_dangling_reference_is_accepted_but_cant_be_bundled(
    editor: httpx.AsyncClient,
) -> None:
    """The file it names may be written next."""
    api_id = await new_api(editor)
    schema_id = await new_schema(editor, api_id, {"openapi.yaml": ROOT_OF_TWO})
    path = f"/apis/{api_id}/schemas/{schema_id}"
    refused(await editor.get(f"{path}?bundled=true"), 422, "openapi.yaml:5:", "paths/pets.yaml")
    await editor.put(f"{path}/files/paths/pets.yaml", json={"content": PATHS_OF_TWO})
    assert (await editor.get(f"{path}?bundled=true")).status_code == 200
    other = await new_api(editor)
    assert await new_schema(editor, other, {"openapi.yaml": DANGLING})


@pytest.mark.usefixtures("worker")
async def test_a_version_answers_its_files_after_they_changed_or_were_deleted(
    http: httpx.AsyncClient,
) -> None:
    api_id = await new_api(http)
    schema_id = await new_schema(http, api_id, {**TWO_FILES, "notes.txt": "First."})
    path = f"/apis/{api_id}/schemas/{schema_id}"
    before = (await http.get(path)).json()
    files_before = (await http.get(f"{path}/files")).json()
    bundled_before = (await http.get(f"{path}?bundled=true")).json()["content"]
    version = await new_version(http, api_id, schema_id)
    await asyncio.sleep(0.002)
    content = PATHS_OF_TWO.replace("second", "new")
    await http.put(f"{path}/files/paths/pets.yaml", json={"content": content})
    await http.put(f"{path}/files/added.txt", json={"content": "Added."})
    await http.delete(f"{path}/files/notes.txt")
    at = f"versionId={version['id']}"
    assert (await http.get(f"{path}?{at}")).json() == before
    assert (await http.get(f"{path}/files?{at}")).json() == files_before
    bundled = (await http.get(f"{path}?bundled=true&{at}")).json()
    assert bundled["content"] == bundled_before
    file = (await http.get(f"{path}/files/paths/pets.yaml?{at}")).json()
    assert file["content"] == PATHS_OF_TWO
    assert (await http.get(f"{path}/files/notes.txt?{at}")).json()["content"] == "First."
    refused(await http.get(f"{path}/files/added.txt?{at}"), 404)
    assert "From the new file" in (await http.get(f"{path}?bundled=true")).json()["content"]


async def test_an_unpublished_version_holds_nothing_yet(http: httpx.AsyncClient) -> None:
    """Nobody works here, so the version stays pending."""
    api_id = await new_api(http)
    schema_id = await new_schema(http, api_id)
    body = {"name": "1", "schemas": [{"id": schema_id}], "collections": []}
    version = (await http.post(f"/apis/{api_id}/versions", json=body)).json()
    path = f"/apis/{api_id}/schemas/{schema_id}"
    for each in (path, f"{path}/files", f"{path}/files/openapi.yaml"):
        refused(await http.get(f"{each}?versionId={version['id']}"), 404)


async def test_the_example_of_this_project_is_taken(editor: httpx.AsyncClient) -> None:
    text = (Path(__file__).parents[2] / "examples/petstore.yaml").read_text(encoding="utf-8")
    assert await new_schema(editor, await new_api(editor), {"petstore.yaml": text})


async def _assert_empty(http: httpx.AsyncClient, api_id: str) -> None:
    assert (await http.get(f"/apis/{api_id}?include=schemas")).json()["schemas"] == []
