"""Malformed requests: 400 that names the field, on every operation, and never a fault of ours."""

import asyncio
import json
from typing import Any

import httpx
import pytest
from http_steps import BODIES, COLLECTION, OPS, PETS, UNKNOWN, Op, World, query_parameters, refused
from hypothesis import given, settings
from hypothesis import strategies as st

WITH_BODY = [op for op in OPS if op.takes_body]
IDENTIFIERS = [(op, name) for op in OPS for name in op.names if name != "file-path"]
MALFORMED_QUERIES = {
    "integer": ["x", "1.5", "", "9" * 30, "9" * 5000],
    "boolean": ["maybe", ""],
    "array": ["everything", "schemas,everything", ""],
    "uuid": ["x", "", UNKNOWN[:-1]],
    "enum": ["nonsense", ""],
}


def _named(each: object) -> str:
    return each.name if isinstance(each, Op) else str(each)


def _kind(schema: dict[str, Any]) -> str:
    if "enum" in schema:
        return "enum"
    return "uuid" if schema.get("format") == "uuid" else str(schema["type"])


QUERIES = [
    (op, name, _kind(schema))
    for op in OPS
    for name, schema in query_parameters(op).items()
    if _kind(schema) in MALFORMED_QUERIES
]


@pytest.mark.parametrize(("op", "name"), IDENTIFIERS, ids=_named)
async def test_a_malformed_identifier_is_400_and_named(
    admin: httpx.AsyncClient, world: World, op: Op, name: str
) -> None:
    for identifier in ("x", f"{UNKNOWN}0", f"x-{UNKNOWN}", "%00", "%ff", "%F0%9F%90%99"):
        parameters = {**world.parameters(), name: identifier}
        refused(await op.call(admin, parameters), 400, f"{name}: ")


@pytest.mark.parametrize(("op", "name", "kind"), QUERIES, ids=_named)
async def test_a_malformed_query_parameter_is_400_and_named(
    admin: httpx.AsyncClient, world: World, op: Op, name: str, kind: str
) -> None:
    for value in MALFORMED_QUERIES[kind]:
        response = await op.call(admin, world.parameters(), params={name: value})
        refused(response, 400, f"{name}: ")


@pytest.mark.parametrize("op", [op for op in OPS if "limit" in query_parameters(op)], ids=_named)
async def test_a_limit_is_from_1_to_100_and_a_cursor_is_one_that_was_given(
    admin: httpx.AsyncClient, world: World, op: Op
) -> None:
    for limit in (-1, 0, 101):
        refused(await op.call(admin, world.parameters(), params={"limit": limit}), 400, "limit: ")
    for limit in (1, 100):
        response = await op.call(admin, world.parameters(), params={"limit": limit})
        assert response.status_code == 200
    for cursor in ("x", "", "e30", "bnVsbA", "WzEsMl0", "日", "%00", "\0", "A" * 5000):
        refused(await op.call(admin, world.parameters(), params={"cursor": cursor}), 400, "cursor")


@pytest.mark.parametrize("op", WITH_BODY, ids=_named)
async def test_a_body_that_isnt_json_is_400(admin: httpx.AsyncClient, world: World, op: Op) -> None:
    whole = json.dumps(BODIES[op.name]).encode()
    for content in (b"", b"{", b"nonsense", whole[:-1], whole + b"}", b"\xff\xfe", b'{"a": NaN}'):
        response = await op.call(admin, world.parameters(), content=content)
        refused(response, 400, "body: ")
    surrogate = whole.replace(b'": "', b'": "\\ud800', 1)
    refused(await op.call(admin, world.parameters(), content=surrogate), 400, "body: ")


@pytest.mark.parametrize("op", WITH_BODY, ids=_named)
async def test_a_body_that_is_no_object_is_400(
    admin: httpx.AsyncClient, world: World, op: Op
) -> None:
    for body in (None, [], "text", 1, True):
        refused(await op.call(admin, world.parameters(), json=body), 400, "body: ")


@pytest.mark.parametrize("op", WITH_BODY, ids=_named)
@pytest.mark.parametrize("depth", [950, 990, 5000])
async def test_a_body_nested_too_deep_is_refused_or_taken_but_no_fault(
    admin: httpx.AsyncClient, playground: World, op: Op, depth: int
) -> None:
    nest = b"[" * depth + b"]" * depth
    extra = json.dumps(BODIES[op.name]).encode()[:-1] + b', "extra": ' + nest + b"}"
    response = await op.call(admin, playground.parameters(), content=extra)
    assert response.status_code < 500
    if depth > 1000:
        refused(response, 400, "body: ", "deep")


@pytest.mark.parametrize(
    ("name", "body", "field"),
    [
        ("createApi", {}, "name"),
        ("createApi", {"name": 3}, "name"),
        ("createApi", {"name": None}, "name"),
        ("createApi", {"name": "x", "summary": []}, "summary"),
        ("updateApi", {"summary": "x"}, "name"),
        ("createApiSchema", {"type": "openapi:3"}, "files"),
        ("createApiSchema", {"files": []}, "type"),
        ("createApiSchema", {"type": "openapi:3", "files": []}, "files"),
        ("createApiSchema", {"type": "openapi:3", "files": [{"path": "a.yaml"}]}, "content"),
        ("createApiSchema", {"type": "openapi:3", "files": [3]}, "files["),
        (
            "createApiSchema",
            {"type": "openapi:3", "files": [{"path": "a", "content": PETS, "root": True}]},
            "root",
        ),
        ("createUpdateApiSchemaFile", {"content": 3}, "content"),
        ("createUpdateApiSchemaFile", {"content": "", "root": {"enabled": "x"}}, "root.enabled"),
        ("createUpdateApiSchemaFile", {"content": "x", "name": "other.txt"}, "name"),
        ("addApiCollection", {}, "operationType"),
        ("addApiCollection", {"operationType": "NONSENSE"}, "operationType"),
        ("addApiCollection", {"operationType": "COPY_COLLECTION"}, "data"),
        ("addApiCollection", {"operationType": "CREATE_NEW", "data": []}, "data"),
        ("addApiCollection", {"operationType": "CREATE_NEW", "data": {}}, "data.info"),
        ("addApiCollection", {"operationType": "GENERATE_FROM_SCHEMA", "name": 3}, "name"),
        (
            "addApiCollection",
            {"operationType": "GENERATE_FROM_SCHEMA", "options": {"folderStrategy": "Moon"}},
            "options.folderStrategy",
        ),
        (
            "addApiCollection",
            {"operationType": "GENERATE_FROM_SCHEMA", "options": {"nonsense": 1}},
            "options.nonsense",
        ),
        ("createApiVersion", {"name": "1"}, "schemas"),
        ("createApiVersion", {"name": " ", "schemas": [], "collections": []}, "name"),
        ("createApiVersion", {"name": "1", "schemas": [], "collections": []}, "schemas"),
        ("createApiVersion", {"name": "1", "schemas": [{}], "collections": []}, "schemas[0].id"),
        ("createApiVersion", {"name": "1", "schemas": [3], "collections": []}, "schemas["),
        ("createWebhook", {"events": ["task.failed"]}, "url"),
        ("createWebhook", {"url": "http://127.0.0.1/"}, "events"),
        ("createWebhook", {"url": 3, "events": ["task.failed"]}, "url"),
        ("createWebhook", {"url": "http://127.0.0.1/", "events": []}, "events"),
        ("createWebhook", {"url": "http://127.0.0.1/", "events": ["nonsense"]}, "events[0]"),
        ("createWebhook", {"url": "http://127.0.0.1/", "events": ["webhook.ping"]}, "events[0]"),
        ("createWebhook", {"url": "ftp://127.0.0.1/", "events": ["task.failed"]}, "url: "),
        ("updateWebhook", {"url": "nonsense"}, "url: "),
        ("updateWebhook", {"url": None}, "url"),
        ("updateWebhook", {"events": []}, "events"),
        ("updateWebhook", {"active": "yes"}, "active"),
        ("updateWebhook", {"secret": "whsec_short"}, "secret: "),
        ("updateApiVersion", {}, "name"),
        ("updateApiVersion", {"name": ""}, "name"),
        ("updateApiVersion", {"name": "1", "releaseNotes": 3}, "releaseNotes"),
    ],
)
async def test_a_field_of_the_wrong_shape_is_400_and_named(
    admin: httpx.AsyncClient, world: World, name: str, body: Any, field: str
) -> None:
    op = next(op for op in OPS if op.name == name)
    refused(await op.call(admin, world.parameters(), json=body), 400, field)


@pytest.mark.parametrize("identifier", [None, 3, "x", f"x{UNKNOWN}", f"x-{UNKNOWN}", "0" * 32])
async def test_a_malformed_collection_in_a_body_is_400_and_named(
    admin: httpx.AsyncClient, world: World, identifier: Any
) -> None:
    body = {
        "name": "1",
        "schemas": [{"id": world.schema_id}],
        "collections": [{"id": world.collection_id}, {"id": identifier}],
    }
    response = await admin.post(f"/apis/{world.api_id}/versions", json=body)
    refused(response, 400, "collections[1].id: ")
    body = {"operationType": "COPY_COLLECTION", "data": {"collectionId": identifier}}
    response = await admin.post(f"/apis/{world.api_id}/collections", json=body)
    refused(response, 400, "collectionId: ")


@pytest.mark.parametrize(
    ("name", "field", "body"),
    [
        ("createApi", "name", {"name": "\0"}),
        ("createApi", "summary", {"name": "x", "summary": "a\0b"}),
        ("updateApi", "description", {"name": "x", "description": "a\0b"}),
        ("addApiCollection", "name", {"operationType": "GENERATE_FROM_SCHEMA", "name": "\0"}),
        (
            "addApiCollection",
            "data.info.name",
            {
                "operationType": "CREATE_NEW",
                "data": {**COLLECTION, "info": {**COLLECTION["info"], "name": "\0"}},  # type: ignore[dict-item]
            },
        ),
        ("createWebhook", "url", {"url": "http://127.0.0.1/\0", "events": ["task.failed"]}),
        ("updateWebhook", "secret", {"secret": "whsec_\0"}),
        ("updateApiVersion", "name", {"name": "\0"}),
        ("updateApiVersion", "releaseNotes", {"name": "1.0.0", "releaseNotes": "\0"}),
        (
            "createApiSchema",
            "files[0].path",
            {"type": "openapi:3_1", "files": [{"path": "\0", "content": PETS}]},
        ),
    ],
)
async def test_a_nul_character_is_400_and_its_field_is_named(
    admin: httpx.AsyncClient, world: World, name: str, field: str, body: Any
) -> None:
    op = next(op for op in OPS if op.name == name)
    refused(await op.call(admin, world.parameters(), json=body), 400, f"{field}: ")


async def test_a_nul_character_in_a_version_or_a_query_is_400_and_its_field_is_named(
    admin: httpx.AsyncClient, world: World
) -> None:
    body = {"name": "a\0", "schemas": [{"id": world.schema_id}], "collections": []}
    refused(await admin.post(f"/apis/{world.api_id}/versions", json=body), 400, "name: ")
    refused(await admin.get("/apis", params={"description": "\0"}), 400, "description: ")
    path = f"/apis/{world.api_id}/schemas/{world.schema_id}/files"
    refused(await admin.get(f"{path}/a%00b"), 404)
    refused(await admin.put(f"{path}/a%00b", json={"content": "x"}), 400, "file-path: ")


async def test_a_number_out_of_the_databases_range_is_400_and_named(
    admin: httpx.AsyncClient,
) -> None:
    for number in (2**63, -(2**63) - 1):
        refused(await admin.get("/apis", params={"createdBy": number}), 400, "createdBy: ")
    assert (await admin.get("/apis", params={"createdBy": 2**63 - 1})).json()["apis"] == []


async def test_a_preference_that_makes_no_sense_is_ignored(
    admin: httpx.AsyncClient, world: World
) -> None:
    path = f"/apis/{world.api_id}/tasks/{world.task_id}"
    for prefer in ("", "wait", "wait=", "wait=-1", "wait=x", "wait=1.5", "nonsense;;==", "wait=٣"):
        response = await admin.get(path, headers={"Prefer": prefer.encode()})
        assert response.status_code == 200
        assert "preference-applied" not in response.headers
    response = await admin.get(path, headers={"Prefer": "wait=" + "9" * 5000})
    assert response.headers["preference-applied"] == "wait=60"


JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from([UNKNOWN, f"1-{UNKNOWN}", PETS, "a.yaml", "a.json", "\0", "openapi:3"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
FIELDS = {
    "createApi": ["name", "summary", "description"],
    "updateApi": ["name", "summary", "description"],
    "createApiSchema": ["type", "files"],
    "createUpdateApiSchemaFile": ["name", "root", "content"],
    "addApiCollection": ["operationType", "data", "name", "options"],
    "createApiVersion": ["name", "schemas", "collections", "releaseNotes", "branch"],
    "updateApiVersion": ["name", "releaseNotes"],
    "createWebhook": ["url", "events", "secret"],
    "updateWebhook": ["url", "events", "secret", "active"],
    "createSdk": ["source", "language", "sdkVersion", "pythonOptions", "authors"],
}
OBJECTS = st.fixed_dictionaries({}, optional={"id": JSON_VALUES, "path": JSON_VALUES})
FILES = st.fixed_dictionaries(
    {"path": st.sampled_from(["a.yaml", "a/b.json", "..", ""]) | st.text(max_size=5)},
    optional={
        "content": st.sampled_from([PETS, "openapi: 3.1.0", "{", "[]", "a: &a [*a]"]) | st.text(),
        "root": st.fixed_dictionaries({"enabled": st.booleans()}),
    },
)
INFO = st.fixed_dictionaries({"name": st.text(max_size=5)})
SHAPED = {
    "type": st.sampled_from(["openapi:3", "openapi:3_1", "graphql"]),
    "files": st.lists(FILES, max_size=3),
    "operationType": st.sampled_from(["COPY_COLLECTION", "CREATE_NEW"]),
    "data": st.fixed_dictionaries({"info": INFO, "item": st.lists(OBJECTS | JSON_VALUES)}),
    "schemas": st.lists(OBJECTS, max_size=2),
    "collections": st.lists(OBJECTS, max_size=2),
    "name": st.text(max_size=8),
    "source": st.fixed_dictionaries(
        {"type": st.sampled_from(["spec", "api", "collection"]), "id": st.uuids().map(str)}
    ),
    "language": st.sampled_from(["python-pages", "typescript-pages", "go"]),
}


@st.composite
def bodies(draw: st.DrawFn, name: str) -> Any:
    """A body of the operation's fields, each of the right shape or of any, or any body at all."""
    fields = {field: SHAPED.get(field, JSON_VALUES) | JSON_VALUES for field in FIELDS[name]}
    return draw(st.fixed_dictionaries({}, optional=fields) | JSON_VALUES)


@pytest.mark.parametrize("op", WITH_BODY, ids=_named)
async def test_no_body_whatsoever_makes_the_server_fail(
    admin: httpx.AsyncClient, playground: World, op: Op
) -> None:
    """Each answer is also one that the contract declares, as every client here checks."""
    loop = asyncio.get_running_loop()
    parameters = playground.parameters()
    if op.name == "createApiSchema":
        parameters["apiId"] = playground.other_api_id

    @settings(max_examples=40, database=None)
    @given(body=bodies(op.name))
    def hold(body: Any) -> None:
        content = json.dumps(body).encode()
        call = op.call(admin, parameters, content=content)
        response = asyncio.run_coroutine_threadsafe(call, loop).result()
        assert response.status_code < 500

    await asyncio.to_thread(hold)
