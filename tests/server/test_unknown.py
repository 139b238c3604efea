"""Identifiers that nothing has: 404 on every path, also for what belongs to another API."""

import httpx
import pytest
from http_steps import OPS, UNKNOWN, Op, World, refused, version_of

WITH_PARAMETERS = [
    (op, name)
    for op in OPS
    for name in op.names
    if (op.name, name) != ("createUpdateApiSchemaFile", "file-path") and op.name != "getSdkArchive"
]
"""Each identifier in a path, but for that of a file which is about to be made, and of an archive
that needs a link of its own."""


def _named(each: object) -> str:
    return each.name if isinstance(each, Op) else str(each)


@pytest.mark.parametrize(("op", "name"), WITH_PARAMETERS, ids=_named)
async def test_an_unknown_identifier_is_404(
    admin: httpx.AsyncClient, world: World, op: Op, name: str
) -> None:
    refused(await op.call(admin, {**world.parameters(), name: UNKNOWN}), 404)


@pytest.mark.parametrize("op", [op for op in OPS if "apiId" in op.names[:-1]], ids=_named)
async def test_what_belongs_to_another_api_is_404(
    admin: httpx.AsyncClient, world: World, op: Op
) -> None:
    refused(await op.call(admin, {**world.parameters(), "apiId": world.other_api_id}), 404)


@pytest.mark.parametrize(
    "op",
    [op for op in OPS if op.method == "get" and {"schemaId", "collectionId"} & set(op.names)],
    ids=_named,
)
async def test_a_version_that_isnt_there_holds_nothing(
    admin: httpx.AsyncClient, world: World, op: Op
) -> None:
    path = op.path(world.parameters())
    assert (await admin.get(f"{path}?versionId={world.version_id}")).status_code in (200, 404)
    refused(await admin.get(f"{path}?versionId={UNKNOWN}"), 404)


async def test_a_version_of_what_the_api_doesnt_have_is_404_and_takes_no_name(
    admin: httpx.AsyncClient, world: World
) -> None:
    path = f"/apis/{world.api_id}/versions"
    foreign = version_of(UNKNOWN, name="lost")
    refused(await admin.post(path, json=foreign), 404, "schemas[0].id")
    uid = f"7-{UNKNOWN}"
    for collection in (UNKNOWN, uid):
        body = version_of(world.schema_id, [world.collection_id, collection], "lost")
        refused(await admin.post(path, json=body), 404, "collections")
    names = [each["name"] for each in (await admin.get(path)).json()["versions"]]
    assert names == ["1.0.0"]


async def test_a_collection_to_copy_that_isnt_there_is_404(
    admin: httpx.AsyncClient, world: World
) -> None:
    body = {"operationType": "COPY_COLLECTION", "data": {"collectionId": UNKNOWN}}
    refused(await admin.post(f"/apis/{world.api_id}/collections", json=body), 404)
    copied = {"operationType": "COPY_COLLECTION", "data": {"collectionId": world.collection_id}}
    refused(await admin.post(f"/apis/{UNKNOWN}/collections", json=copied), 404)
