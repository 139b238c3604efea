"""The service itself over HTTP: health, contract, the key's owner, workspaces, unknown paths."""

import asyncio

import httpx
import psycopg
import pytest
from http_steps import OPS, TIME, UNKNOWN, Op, World, new_api, query_parameters, refused
from psycopg.conninfo import conninfo_to_dict

from clients import Clients
from pressroom.definition import load
from pressroom.server.app import HANDLERS
from pressroom.server.contract import contract_text


def test_every_operation_of_the_contract_has_a_handler_and_no_handler_is_left_over() -> None:
    assert set(HANDLERS) == {op.name for op in OPS}


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
async def test_health_needs_no_key(nobody: httpx.AsyncClient, path: str) -> None:
    response = await nobody.get(path)
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


async def test_a_lost_database_is_503_and_service_returns_with_it(
    as_role: Clients, database_url: str, postgresql: str
) -> None:
    client = await as_role("viewer")
    name = str(conninfo_to_dict(database_url)["dbname"])
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute(f"alter database {name} allow_connections false")
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", [name]
        )
        for path in ("/readyz", "/apis"):
            assert (await client.get("/healthz")).status_code == 200
            response = await client.get(path)
            refused(response, 503, "database")
            assert response.headers["retry-after"] == "1"
            connection.execute(f"alter database {name} allow_connections true")
            async with asyncio.timeout(20):
                while (await client.get("/readyz")).status_code != 200:
                    await asyncio.sleep(0.1)
            connection.execute(f"alter database {name} allow_connections false")
            connection.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", [name]
            )
        connection.execute(f"alter database {name} allow_connections true")
    async with asyncio.timeout(20):
        while (await client.get("/apis")).status_code != 200:
            await asyncio.sleep(0.1)


async def test_the_contract_is_there_without_a_key_as_json_and_as_yaml(
    nobody: httpx.AsyncClient,
) -> None:
    as_json = await nobody.get("/openapi.json")
    as_yaml = await nobody.get("/openapi.yaml")
    assert as_yaml.content == contract_text()
    assert as_yaml.headers["content-type"].startswith("application/yaml")
    assert as_json.json()["openapi"] == "3.1.0"
    assert {op.operation_id for op in load(as_json.content).operations} == set(HANDLERS)


@pytest.mark.parametrize("role", ["viewer", "editor", "admin"])
async def test_me_is_the_keys_owner_with_its_role(shared: Clients, role: str) -> None:
    body = (await (await shared(role)).get("/me")).json()
    user = body["user"]
    assert set(body) == {"user", "operations"}
    assert set(user) == {"id", "username", "fullName", "isPublic", "roles"}
    assert user["username"] == user["fullName"] == f"{role} of the test"
    assert user["roles"] == [role]
    assert isinstance(user["id"], int)


async def test_there_is_one_workspace_and_filters_that_it_fails_leave_none(
    viewer: httpx.AsyncClient,
) -> None:
    body = (await viewer.get("/workspaces")).json()
    [workspace] = body["workspaces"]
    assert body["meta"] == {}
    assert TIME.fullmatch(workspace["createdAt"])
    assert (await viewer.get("/workspaces?type=team")).json() == body
    assert (await viewer.get("/workspaces?type=personal")).json()["workspaces"] == []
    assert (await viewer.get("/workspaces?createdBy=0")).json() == body
    assert (await viewer.get("/workspaces?createdBy=7")).json()["workspaces"] == []


async def test_an_api_goes_to_the_workspace_named_and_to_the_only_one_when_none_is(
    http: httpx.AsyncClient,
) -> None:
    [workspace] = (await http.get("/workspaces")).json()["workspaces"]
    created = await http.post(f"/apis?workspaceId={workspace['id']}", json={"name": "Named"})
    assert created.status_code == 200
    await new_api(http, "Left out")
    listed = (await http.get(f"/apis?workspaceId={workspace['id']}")).json()
    assert [api["name"] for api in listed["apis"]] == ["Left out", "Named"]


async def test_an_unknown_workspace_is_404_and_nothing_is_made_in_it(
    http: httpx.AsyncClient,
) -> None:
    refused(await http.get(f"/apis?workspaceId={UNKNOWN}"), 404, "workspaceId")
    response = await http.post(f"/apis?workspaceId={UNKNOWN}", json={"name": "Lost"})
    refused(response, 404, "workspaceId")
    assert (await http.get("/apis")).json()["apis"] == []


@pytest.mark.parametrize(
    "path", ["/", "/nothing", "/v2", "/v2/", "/v3/apis", "/apis/", "/apis/x/y", "/healthz/"]
)
async def test_an_unknown_path_is_404_for_everybody(
    nobody: httpx.AsyncClient, viewer: httpx.AsyncClient, path: str
) -> None:
    for client in (nobody, viewer):
        refused(await client.get(path), 404, path)


@pytest.mark.parametrize("prefix", ["", "/v2"])
async def test_a_method_that_isnt_there_is_405_and_names_those_that_are(
    editor: httpx.AsyncClient, world: World, prefix: str
) -> None:
    templates = {op.template: op for op in OPS}
    for template, op in templates.items():
        path = prefix + op.path(world.parameters())
        there = {op.method.upper() for op in OPS if op.template == template}
        response = await editor.request("COPY", path, json={})
        refused(response, 405, "COPY")
        assert set(response.headers["allow"].split(", ")) - {"HEAD"} == there


@pytest.mark.parametrize("op", [op for op in OPS if op.role], ids=lambda op: op.name)
async def test_every_operation_is_there_under_v2_too(
    viewer: httpx.AsyncClient, world: World, op: Op
) -> None:
    """With an identifier that isn't known, so that nothing happens, yet the handler answers."""
    parameters = {**world.parameters(), "apiId": UNKNOWN}
    under_v2 = await viewer.request(op.method, "/v2" + op.path(parameters))
    at_root = await viewer.request(op.method, op.path(parameters))
    assert under_v2.status_code == at_root.status_code != 405
    if at_root.status_code >= 400:
        assert under_v2.json()["detail"] == at_root.json()["detail"]
        assert under_v2.json()["instance"] == "/v2" + at_root.json()["instance"]


def test_the_tests_know_the_query_parameters_of_the_contract() -> None:
    named = {name for op in OPS for name in query_parameters(op)}
    assert {"cursor", "limit", "workspaceId", "versionId", "include", "bundled"} <= named
