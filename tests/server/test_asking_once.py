"""Idempotency keys: the same request again gets the same answer, and nothing is done twice."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest
from http_steps import (
    COLLECTION,
    DANGLING,
    OPS,
    PETS,
    World,
    end_of,
    new_api,
    new_schema,
    new_version,
    new_world,
    refused,
    version_of,
)

from clients import Clients
from contract_checks import CONTRACT
from pressroom.server.press import Press
from pressroom.store.idempotency import Asked, first_answer
from pressroom.tasks.keeping import prune_all
from pressroom.tasks.worker import worker_in_background
from processes import serving, value

ASYNC = {"Prefer": "respond-async"}
TASKS = "select count(*) from tasks"
KEYS = "select count(*) from idempotency_keys"
AGED = "update idempotency_keys set created_at = now() - interval '24 hours' returning true"
GENERATE = {"operationType": "GENERATE_FROM_SCHEMA", "name": "Generated"}
ONCE = [
    op
    for op in OPS
    if {"$ref": "#/components/parameters/IdempotencyKey"}
    in CONTRACT["paths"][op.template][op.method].get("parameters", [])
]

WITH_CONTENT = [op for op in ONCE if op.name != "retryTask"]


def body_of(name: str, world: World, other: bool = False) -> Any:
    """A body that the operation accepts, or another one."""
    return {
        "addApiCollection": {**GENERATE, "name": "Other" if other else "One"},
        "createApiVersion": version_of(world.schema_id, name="3.0.0" if other else "2.0.0"),
        "updateApiVersion": {"name": "1.0.2" if other else "1.0.1"},
        "createSdk": {
            "source": {"type": "spec", "id": world.schema_id},
            "language": "python-pages" if other else "typescript-pages",
        },
    }.get(name)


async def parameters_of(http: httpx.AsyncClient, name: str, world: World) -> dict[str, str]:
    """Path parameters that the operation accepts: only a failed task can be run again."""
    if name != "retryTask":
        return world.parameters()
    path, schema_id = await versions_path(http, DANGLING)
    task = await end_of(http, await http.post(path, json=version_of(schema_id)))
    return {"apiId": path.split("/")[2], "taskId": task["id"]}


def same(first: httpx.Response, second: httpx.Response) -> None:
    """Assert that two answers are one answer."""
    told = ("location", "retry-after", "content-type")
    assert first.status_code == second.status_code
    assert [first.headers.get(name) for name in told] == [second.headers.get(name) for name in told]
    assert first.content == second.content


async def versions_path(http: httpx.AsyncClient, content: str = PETS) -> tuple[str, str]:
    """Where an API's versions are published, and its schema."""
    api_id = await new_api(http)
    schema_id = await new_schema(http, api_id, {"openapi.yaml": content})
    return f"/apis/{api_id}/versions", schema_id


def test_every_operation_that_makes_a_task_takes_a_key() -> None:
    makers = {
        op.name
        for op in OPS
        if op.method in ("post", "put")
        and "headers" in CONTRACT["paths"][op.template][op.method]["responses"].get("202", {})
    }
    assert {op.name for op in ONCE} == makers


@pytest.mark.parametrize("op", ONCE, ids=lambda op: op.name)
@pytest.mark.parametrize("headers", [{}, ASYNC], ids=["waiting", "async"])
async def test_the_same_key_and_content_gets_the_same_answer_and_one_task(
    http: httpx.AsyncClient, press: Press, database_url: str, op: Any, headers: Mapping[str, str]
) -> None:
    async with worker_in_background(press.database, press.settings):
        world = await new_world(http)
        parameters = await parameters_of(http, op.name, world)
        before = value(database_url, TASKS)
        headers = {**headers, "Idempotency-Key": "7c1f5a52"}
        body = body_of(op.name, world)
        call = {"headers": headers, **({"json": body} if body else {})}
        first = await op.call(http, parameters, **call)
        assert first.status_code in (200, 202), first.text
        same(first, await op.call(http, parameters, **call))
        if "/tasks/" in first.headers.get("location", ""):
            ended = "failed" if op.name == "retryTask" else "completed"
            assert (await end_of(http, first))["status"] == ended
        same(first, await op.call(http, parameters, **call))
    assert value(database_url, TASKS) == int(str(before)) + 1
    assert value(database_url, "select count(*) from procrastinate_jobs") == 0


@pytest.mark.parametrize("op", WITH_CONTENT, ids=lambda op: op.name)
async def test_the_same_key_with_another_content_is_422(
    editor: httpx.AsyncClient, playground: World, op: Any
) -> None:
    call: dict[str, Any] = {"headers": {"Idempotency-Key": f"once {op.name}".replace(" ", "-")}}
    other: dict[str, Any] = dict(call)
    if op.takes_body:
        call["json"] = body_of(op.name, playground)
        other["json"] = body_of(op.name, playground, other=True)
    else:
        other["params"] = {"syncExamples": False}
    first = await op.call(editor, playground.parameters(), **call)
    assert first.status_code in (200, 202), first.text
    refused(await op.call(editor, playground.parameters(), **other), 422, "another request")
    same(first, await op.call(editor, playground.parameters(), **call))


async def test_a_key_is_409_while_its_first_request_is_being_accepted(
    http: httpx.AsyncClient, press: Press
) -> None:
    path, schema_id = await versions_path(http)
    key = http.headers["x-api-key"].split("-")[1]
    asked = Asked(key, "createApiVersion", path, "a", b"")
    headers = {"Idempotency-Key": "a"}
    async with press.database.transaction() as connection:
        assert await first_answer(connection, asked) is None
        early = await http.post(path, json=version_of(schema_id), headers=headers)
    refused(early, 409, "being accepted")
    assert early.headers["retry-after"] == "1"
    again = await http.post(path, json=version_of(schema_id), headers=headers)
    assert again.status_code == 202


async def test_of_many_requests_at_once_one_makes_the_task(
    http: httpx.AsyncClient, database_url: str
) -> None:
    path, _ = await versions_path(http)
    collections = path.replace("versions", "collections")
    headers = {**ASYNC, "Idempotency-Key": "a"}
    calls = (http.post(collections, json=GENERATE, headers=headers) for _ in range(30))
    answers = await asyncio.gather(*calls)
    assert {answer.status_code for answer in answers} <= {202, 409}
    assert len({answer.content for answer in answers if answer.status_code == 202}) == 1
    assert value(database_url, TASKS) == 1


async def test_a_change_that_was_answered_200_is_answered_so_whatever_came_after(
    http: httpx.AsyncClient, worker: None
) -> None:
    path, schema_id = await versions_path(http)
    version = await new_version(http, path.split("/")[2], schema_id)
    renaming = f"{path}/{version['id']}"
    headers = {"Idempotency-Key": '"a"'}
    first = await http.put(renaming, json={"name": "1.0.1"}, headers=headers)
    assert first.status_code == 200
    assert (await http.put(renaming, json={"name": "1.0.2"})).status_code == 200
    same(first, await http.put(renaming, json={"name": "1.0.1"}, headers=headers))
    unquoted = {"Idempotency-Key": "a"}
    same(first, await http.put(renaming, json={"name": "1.0.1"}, headers=unquoted))
    assert (await http.get(renaming)).json()["version"]["name"] == "1.0.2"


async def test_a_task_that_failed_at_once_is_told_again_and_not_tried_again(
    http: httpx.AsyncClient, worker: None, database_url: str
) -> None:
    path, _ = await versions_path(http, DANGLING)
    collections = path.replace("versions", "collections")
    headers = {"Idempotency-Key": "a"}
    first = await http.post(collections, json=GENERATE, headers=headers)
    refused(first, 422, "Lost")
    same(first, await http.post(collections, json=GENERATE, headers=headers))
    assert value(database_url, TASKS) == 1


async def test_a_repeat_waits_for_the_task_when_the_server_died_while_the_first_waited(
    http: httpx.AsyncClient, press: Press, database_url: str
) -> None:
    path, _ = await versions_path(http)
    collections = path.replace("versions", "collections")
    headers = {"Idempotency-Key": "a"}
    dying = asyncio.create_task(http.post(collections, json=GENERATE, headers=headers))
    async with asyncio.timeout(10):
        while not value(database_url, KEYS):
            await asyncio.sleep(0.01)
    dying.cancel()
    async with worker_in_background(press.database, press.settings):
        repeats = (http.post(collections, json=GENERATE, headers=headers) for _ in range(3))
        first, *others = await asyncio.gather(*repeats)
        for other in others:
            same(first, other)
    assert first.status_code == 200
    made = await http.get(f"{collections}/{first.json()['id']}")
    assert made.json()["info"]["name"] == "Generated"
    assert value(database_url, TASKS) == 1


async def test_a_repeat_at_another_server_finds_what_a_killed_one_accepted(
    http: httpx.AsyncClient, database_url: str, tmp_path: Path
) -> None:
    path, _ = await versions_path(http)
    collections = path.replace("versions", "collections")
    headers = {"Idempotency-Key": "a", "x-api-key": http.headers["x-api-key"]}
    (tmp_path / "key").write_text(headers["x-api-key"])
    remote = ("--database-url", database_url)

    async def ask(url: str) -> httpx.Response:
        async with httpx.AsyncClient(base_url=url, headers=headers, timeout=60) as client:
            return await client.post(collections, json=GENERATE)

    with serving(tmp_path, "--no-workers", *remote) as (url, _, server):
        first = asyncio.create_task(ask(url))
        async with asyncio.timeout(30):
            while not value(database_url, KEYS):
                await asyncio.sleep(0.01)
        server.kill()
        with pytest.raises(httpx.TransportError):
            await first
    with serving(tmp_path, *remote) as (url, _, _):
        second = await ask(url)
        same(second, await ask(url))
    assert second.status_code == 200
    assert value(database_url, TASKS) == 1


async def test_a_collection_brought_along_is_there_once_though_no_task_makes_it(
    http: httpx.AsyncClient, database_url: str
) -> None:
    api_id = await new_api(http)
    path, headers = f"/apis/{api_id}/collections", {"Idempotency-Key": "a"}
    body = {"operationType": "CREATE_NEW", "data": COLLECTION}
    first = await http.post(path, json=body, headers=headers)
    same(first, await http.post(path, json=body, headers=headers))
    copying = {"operationType": "COPY_COLLECTION", "data": {"collectionId": first.json()["id"]}}
    refused(await http.post(path, json=copying, headers=headers), 422)
    assert value(database_url, "select count(*) from collections") == 1


async def test_a_refused_request_leaves_its_key_free(
    http: httpx.AsyncClient, database_url: str
) -> None:
    path, schema_id = await versions_path(http)
    headers = {"Idempotency-Key": "a"}
    assert (await http.post(path, json=version_of(schema_id, name="1"))).status_code == 202
    refused(await http.post(path, json=version_of(schema_id, name="1"), headers=headers), 409)
    other = await http.post(path, json=version_of(schema_id, name="2"), headers=headers)
    assert other.status_code == 202
    assert value(database_url, KEYS) == 1


async def test_a_key_counts_for_one_caller_and_one_path_under_either_address(
    http: httpx.AsyncClient, as_role: Clients, database_url: str
) -> None:
    path, schema_id = await versions_path(http)
    headers = {"Idempotency-Key": "a"}
    body = version_of(schema_id, name="1")
    first = await http.post(path, json=body, headers=headers)
    same(first, await http.post(f"/v2{path}", json=body, headers=headers))
    stranger = await as_role("editor")
    refused(await stranger.post(path, json=body, headers=headers), 409, "named '1'")
    elsewhere, other_id = await versions_path(http)
    other = await http.post(elsewhere, json=version_of(other_id, name="1"), headers=headers)
    assert other.headers["location"] != first.headers["location"]
    assert value(database_url, TASKS) == 2


async def test_a_key_is_kept_for_a_day_and_then_forgotten(
    http: httpx.AsyncClient, press: Press, database_url: str
) -> None:
    path, _ = await versions_path(http)
    collections = path.replace("versions", "collections")
    headers = {**ASYNC, "Idempotency-Key": "a"}
    first = await http.post(collections, json=GENERATE, headers=headers)
    assert value(database_url, AGED)
    again = await http.post(collections, json=GENERATE, headers=headers)
    assert again.headers["location"] != first.headers["location"]
    same(again, await http.post(collections, json=GENERATE, headers=headers))
    assert value(database_url, AGED)
    await prune_all(press.database, press.settings)
    assert value(database_url, KEYS) == 0


@pytest.mark.parametrize("op", ONCE, ids=lambda op: op.name)
async def test_a_malformed_key_is_400_and_named(
    editor: httpx.AsyncClient, world: World, op: Any
) -> None:
    for key in ("", '""', " ", '"', 'a"b', "a b", "a\tb", "é", "a" * 256, f'"{"a" * 256}"'):
        headers = [("Idempotency-Key", key.encode("utf-8"))]
        refused(await op.call(editor, world.parameters(), headers=headers), 400, "Idempotency-Key")
    twice = [("Idempotency-Key", "a"), ("Idempotency-Key", "b")]
    refused(await op.call(editor, world.parameters(), headers=twice), 400, "Idempotency-Key")
