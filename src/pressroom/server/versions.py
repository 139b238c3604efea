"""`/apis/{apiId}/versions`: publishing versions, and reading what was published."""

from typing import Any
from uuid import UUID, uuid4

import msgspec
from starlette.responses import Response

from pressroom.errors import Conflict, InvalidRequest, NotFound, Unprocessable
from pressroom.server.answers import (
    Answer,
    PageMeta,
    Pending,
    accepted,
    answer,
    ended,
    no_content,
    task_path,
)
from pressroom.server.asking import Accepted, once
from pressroom.server.collections import collection_uuid
from pressroom.server.press import Call
from pressroom.store import apis, versions
from pressroom.store.collections import require_collections
from pressroom.store.database import Connection
from pressroom.store.schemas import schema_of_api
from pressroom.store.versions import Part, Version
from pressroom.tasks.accepting import accept_renaming, accept_version
from pressroom.tasks.status import rfc3339


class NewVersion(msgspec.Struct, frozen=True, rename="camel"):
    """`branch` and the entries without `id` are the dialect's forms for git repositories."""

    name: str
    schemas: list[dict[str, Any]]
    collections: list[dict[str, Any]]
    release_notes: str | None = None
    branch: str | None = None


class VersionInput(msgspec.Struct, frozen=True, rename="camel"):
    name: str
    release_notes: str | None = None


class VersionAnswer(Answer, frozen=True, kw_only=True):
    id: str
    name: str
    release_notes: str | None = None
    created_at: str
    updated_at: str
    schemas: list[dict[str, str]] | None = None
    collections: list[dict[str, str]] | None = None


async def get_api_versions(call: Call, api_id: UUID, cursor: str | None, limit: int) -> Response:
    async with call.database.connection() as connection:
        await apis.get_api(connection, api_id)
        page = await versions.list_versions(connection, api_id, cursor=cursor, limit=limit)
    meta = PageMeta(limit=limit, total=page.total, next_cursor=page.next_cursor)
    return answer({"versions": [_answer(version) for version in page.rows], "meta": meta})


async def create_api_version(call: Call, api_id: UUID, body: NewVersion) -> Response:
    _check_name(body.name)
    _refuse_git(body)

    async def accept(connection: Connection) -> Accepted:
        schema_ids = await _schema_ids(connection, api_id, body.schemas)
        named = [_collection_id(n, each) for n, each in enumerate(body.collections)]
        collection_ids = list(dict.fromkeys(named))
        await require_collections(connection, api_id, collection_ids)
        version = await accept_version(
            connection,
            call.press.queue,
            call.request(api_id),
            version_id=uuid4(),
            name=body.name,
            release_notes=body.release_notes,
            schema_ids=schema_ids,
            collection_ids=collection_ids,
        )
        return Accepted(accepted(call, api_id, version.task_id, _answer(version)), version.task_id)

    return await once(call, accept)


async def get_api_version(call: Call, api_id: UUID, version_id: UUID) -> Response:
    async with call.database.connection() as connection:
        version = await versions.get_version(connection, api_id, version_id)
        if version.published_at is None:
            location = task_path(call, api_id, version.task_id)
            return Response(status_code=302, headers={"Location": location})
        parts = await versions.parts_of_version(connection, version_id)
    whole = msgspec.structs.replace(
        _answer(version),
        schemas=[_part(part) for part in parts if part.digest is None],
        collections=[_part(part) for part in parts if part.digest is not None],
    )
    return answer({"version": whole})


async def update_api_version(
    call: Call, api_id: UUID, version_id: UUID, body: VersionInput
) -> Response:
    _check_name(body.name)

    async def accept(connection: Connection) -> Accepted:
        await _published(connection, api_id, version_id)
        await versions.refuse_taken_name(connection, api_id, version_id, body.name)
        task_id = await accept_renaming(
            connection,
            call.press.queue,
            call.request(api_id),
            version_id,
            name=body.name,
            release_notes=body.release_notes,
        )
        pending = Pending(id=str(version_id), task_id=str(task_id))
        return Accepted(accepted(call, api_id, task_id, pending), task_id)

    async def soon(task_id: UUID) -> Response | None:
        if not await ended(call, api_id, task_id):
            return None
        async with call.database.connection() as connection:
            return answer(_answer(await versions.get_version(connection, api_id, version_id)))

    return await once(call, accept, soon)


async def delete_api_version(call: Call, api_id: UUID, version_id: UUID) -> Response:
    async with call.database.transaction() as connection:
        await _published(connection, api_id, version_id)
        await versions.delete_version(connection, api_id, version_id)
    return no_content()


async def _published(connection: Connection, api_id: UUID, version_id: UUID) -> Version:
    """Raises NotFound for an unknown version, Conflict for one that is still being published."""
    version = await versions.get_version(connection, api_id, version_id)
    if version.published_at is None:
        raise Conflict("This version is still being published; wait for its task.")
    return version


def _check_name(name: str) -> None:
    if not name.strip():
        raise InvalidRequest("must not be empty", field="name")


def _refuse_git(body: NewVersion) -> None:
    entries = [*body.schemas, *body.collections]
    if body.branch is not None or any({"filePath", "directoryPath"} & set(e) for e in entries):
        raise Unprocessable(
            "Versions from a git branch aren't possible here, as no repository is linked. "
            "Name the schemas and collections by their ids."
        )


async def _schema_ids(
    connection: Connection, api_id: UUID, entries: list[dict[str, Any]]
) -> list[UUID]:
    """The schemas that a version shall hold.

    Raises:
        InvalidRequest: none is named, or an id is malformed.
        NotFound: the API has no such schema, or there is no such API.
    """
    if not entries:
        raise InvalidRequest("needs at least one schema", field="schemas")
    schema = await schema_of_api(connection, api_id)
    if schema is None:
        await apis.get_api(connection, api_id)
    for number, entry in enumerate(entries):
        identifier = _identifier(entry, f"schemas[{number}].id")
        if schema is None or schema.id != identifier:
            raise NotFound(f"schemas[{number}].id: the API has no schema with this identifier.")
    return [schema.id] if schema else []


def _identifier(entry: dict[str, Any], field: str) -> UUID:
    try:
        return msgspec.convert(entry.get("id"), UUID)
    except msgspec.ValidationError as error:
        raise InvalidRequest("must be a UUID", field=field) from error


def _collection_id(number: int, entry: dict[str, Any]) -> UUID:
    try:
        return collection_uuid(str(entry.get("id")))
    except InvalidRequest as error:
        raise InvalidRequest(str(error), field=f"collections[{number}].id") from error


def _answer(version: Version) -> VersionAnswer:
    return VersionAnswer(
        id=str(version.id),
        name=version.name,
        release_notes=version.release_notes,
        created_at=rfc3339(version.created_at),
        updated_at=rfc3339(version.updated_at),
    )


def _part(part: Part) -> dict[str, str]:
    return {"id": str(part.id), "type": part.type}
