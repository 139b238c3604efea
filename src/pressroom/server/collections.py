"""`/apis/{apiId}/collections`: collections brought along, copied, generated, and synced."""

import re
from typing import Any
from uuid import UUID, uuid4

import msgspec
from starlette.responses import Response

from pressroom.collection import Options, encode
from pressroom.collection.sync import SyncOptions
from pressroom.errors import InvalidRequest, Unprocessable
from pressroom.server.answers import Pending, accepted, answer, ended
from pressroom.server.asking import Accepted, once
from pressroom.server.press import Call
from pressroom.store import apis, collections
from pressroom.store.blobs import get_blob
from pressroom.store.database import Connection
from pressroom.store.schemas import schema_of_api
from pressroom.tasks.accepting import accept_generation, accept_sync

FORMAT = "https://schema.postman.com/json/collection/v2.1.0/collection.json"


NAME = re.compile("(?:[0-9]+-)?([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})")


class Named(msgspec.Struct, frozen=True, rename="camel"):
    collection_id: str


class Copied(
    msgspec.Struct,
    frozen=True,
    rename="camel",
    tag_field="operationType",
    tag="COPY_COLLECTION",
):
    data: Named


class Given(
    msgspec.Struct, frozen=True, rename="camel", tag_field="operationType", tag="CREATE_NEW"
):
    data: dict[str, Any]


class Generated(
    msgspec.Struct,
    frozen=True,
    rename="camel",
    tag_field="operationType",
    tag="GENERATE_FROM_SCHEMA",
):
    name: str | None = None
    options: dict[str, Any] = {}


async def add_api_collection(
    call: Call, api_id: UUID, body: Copied | Given | Generated
) -> Response:
    if isinstance(body, Generated):
        return await _generate(call, api_id, body)
    if isinstance(body, Copied):
        return await _copy(call, api_id, collection_uuid(body.data.collection_id))
    return await _store(call, api_id, "created", _checked(body.data))


async def get_api_collection(
    call: Call, api_id: UUID, collection_id: str, version_id: UUID | None
) -> Response:
    identifier = collection_uuid(collection_id)
    async with call.database.connection() as connection:
        if version_id is None:
            row = await collections.get_collection(connection, identifier, api_id)
            digest = row.document
        else:
            digest = await collections.document_of_version(
                connection, identifier, api_id, version_id
            )
        content = await get_blob(connection, digest or b"")
    return Response(content, media_type="application/json")


async def sync_collection_with_schema(
    call: Call,
    api_id: UUID,
    collection_id: str,
    delete_orphaned_requests: bool,
    sync_examples: bool,
) -> Response:
    identifier = collection_uuid(collection_id)
    options = SyncOptions(delete_orphaned_requests, sync_examples)

    async def accept(connection: Connection) -> Accepted:
        await collections.get_collection(connection, identifier, api_id)
        if await schema_of_api(connection, api_id) is None:
            raise Unprocessable("The API has no schema to be in step with; add one first.")
        request = call.request(api_id)
        task_id = await accept_sync(connection, call.press.queue, request, identifier, options)
        started = Pending(task_id=str(task_id))
        return Accepted(accepted(call, api_id, task_id, started), task_id)

    return await once(call, accept)


def collection_uuid(text: str) -> UUID:
    """The UUID of a collection, named by it or by its uid, `<userId>-<uuid>`.

    Raises:
        InvalidRequest: it is neither.
    """
    named = NAME.fullmatch(text)
    if named is None:
        raise InvalidRequest("must be a UUID or <userId>-<uuid>", field="collectionId")
    return UUID(named[1])


async def _generate(call: Call, api_id: UUID, body: Generated) -> Response:
    Options.from_dialect(body.options)
    collection_id = uuid4()

    async def accept(connection: Connection) -> Accepted:
        await apis.get_api(connection, api_id)
        if await schema_of_api(connection, api_id) is None:
            raise Unprocessable("The API has no schema to generate from; add one first.")
        task_id = await accept_generation(
            connection,
            call.press.queue,
            call.request(api_id),
            collection_id=collection_id,
            name=body.name,
            options=body.options,
        )
        pending = Pending(id=str(collection_id), task_id=str(task_id))
        return Accepted(accepted(call, api_id, task_id, pending), task_id)

    async def soon(task_id: UUID) -> Response | None:
        task = await ended(call, api_id, task_id)
        return answer({"id": task.resources[0]["id"]}) if task and task.resources else None

    return await once(call, accept, soon)


async def _copy(call: Call, api_id: UUID, source_id: UUID) -> Response:
    async with call.database.connection() as connection:
        source = await collections.get_collection(connection, source_id)
        content = await get_blob(connection, source.document or b"")
    return await _store(call, api_id, "copied", msgspec.json.decode(content))


async def _store(
    call: Call, api_id: UUID, origin: collections.Origin, document: dict[str, Any]
) -> Response:
    collection_id = uuid4()
    document["info"]["_postman_id"] = str(collection_id)

    async def accept(connection: Connection) -> Accepted:
        await apis.get_api(connection, api_id)
        await collections.create_collection(
            connection,
            collection_id,
            api_id,
            origin=origin,
            name=document["info"]["name"],
            document=encode(document),
            by=call.by,
        )
        return Accepted(answer({"id": str(collection_id)}))

    return await once(call, accept)


def _checked(document: dict[str, Any]) -> dict[str, Any]:
    """A collection that somebody brings along, once it has what every collection must have.

    Raises:
        InvalidRequest: it hasn't; names the field.
    """
    info = document.get("info")
    if not isinstance(info, dict):
        raise InvalidRequest("must be an object", field="data.info")
    if not isinstance(info.get("name"), str) or not info["name"]:
        raise InvalidRequest("must be a text", field="data.info.name")
    if info.setdefault("schema", FORMAT) != FORMAT:
        raise InvalidRequest(f"must be {FORMAT}", field="data.info.schema")
    items = document.get("item")
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise InvalidRequest("must be a list of objects", field="data.item")
    return document
