"""Accepting a task: the task, what waits for it, and its job, all in the request's transaction."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

import msgspec

from pressroom.collection.sync import SyncOptions
from pressroom.store import tasks
from pressroom.store.collections import create_collection
from pressroom.store.database import Connection
from pressroom.store.sdks import Origin, SourceType, create_sdk
from pressroom.store.tasks import Action, Model
from pressroom.store.versions import Version, create_version
from pressroom.tasks.queue import Queue
from pressroom.tasks.turns import take_turn


class Request(msgspec.Struct, frozen=True):
    """Who asked, on which API, through which path; and what names the request and its span."""

    api_id: UUID
    url: str
    by: int
    id: str | None = None
    traceparent: str | None = None


async def accept_generation(
    connection: Connection,
    queue: Queue,
    request: Request,
    *,
    collection_id: UUID,
    name: str | None,
    options: Mapping[str, Any],
) -> UUID:
    """Accept a collection to be generated from the API's schema; gives the task's id."""
    task_id = uuid4()
    await create_collection(
        connection,
        collection_id,
        request.api_id,
        origin="generated",
        task_id=task_id,
        name=name,
        options=options,
        by=request.by,
    )
    content = {"collectionId": str(collection_id), "name": name, "options": options}
    return await _accept(connection, queue, request, task_id, "collection", "create", content)


async def accept_sync(
    connection: Connection,
    queue: Queue,
    request: Request,
    collection_id: UUID,
    options: SyncOptions,
) -> UUID:
    """Accept a collection to be brought in step with the schema; gives the task's id."""
    content = {
        "collectionId": str(collection_id),
        "syncOptions": msgspec.to_builtins(options),
    }
    return await _accept(connection, queue, request, uuid4(), "collection", "update", content)


async def accept_version(
    connection: Connection,
    queue: Queue,
    request: Request,
    *,
    version_id: UUID,
    name: str,
    release_notes: str | None,
    schema_ids: list[UUID],
    collection_ids: list[UUID],
) -> Version:
    """Accept a version to be published: its name is taken and its files are noted now.

    Raises:
        Conflict: the API has a version of that name.
    """
    task_id = uuid4()
    content = {
        "versionId": str(version_id),
        "name": name,
        "releaseNotes": release_notes,
        "schemaIds": [str(identifier) for identifier in schema_ids],
        "collectionIds": [str(identifier) for identifier in collection_ids],
    }
    await _accept(connection, queue, request, task_id, "api-version", "create", content)
    return await create_version(
        connection,
        version_id,
        request.api_id,
        task_id,
        name=name,
        release_notes=release_notes,
        schema_ids=schema_ids,
        by=request.by,
    )


async def accept_renaming(
    connection: Connection,
    queue: Queue,
    request: Request,
    version_id: UUID,
    *,
    name: str,
    release_notes: str | None,
) -> UUID:
    """Accept a version's new name and notes; gives the task's id."""
    content = {"versionId": str(version_id), "name": name, "releaseNotes": release_notes}
    return await _accept(
        connection, queue, request, uuid4(), "api-version", "update", content, reads=False
    )


async def accept_sdk(
    connection: Connection,
    queue: Queue,
    request: Request,
    origin: Origin,
    *,
    language: str,
    package: str,
    version: str | None,
    source_type: SourceType,
    source_id: str,
) -> UUID:
    """Accept an SDK to be built; gives its id, which is the task's as well."""
    sdk_id = uuid4()
    content = {
        "schemaId": str(origin.schema_id),
        "versionId": str(origin.version_id) if origin.version_id else None,
        "language": language,
        "package": package,
        "version": version,
    }
    await _accept(connection, queue, request, sdk_id, "sdk", "create", content)
    await create_sdk(
        connection,
        sdk_id,
        language=language,
        source_type=source_type,
        source_id=source_id,
        version=version,
    )
    return sdk_id


async def _accept(
    connection: Connection,
    queue: Queue,
    request: Request,
    task_id: UUID,
    model: Model,
    action: Action,
    content: Mapping[str, Any],
    *,
    reads: bool = True,
) -> UUID:
    """Note a task and put its job in line; `reads` says whether it works on the definition."""
    turn = await take_turn(connection, request.api_id, request.by, reads=reads)
    await tasks.create_task(
        connection,
        task_id,
        request.api_id,
        url=request.url,
        model=model,
        action=action,
        input=content,
        by=request.by,
        cost=turn.cost,
        rank=turn.rank,
        request_id=request.id,
        traceparent=request.traceparent,
    )
    await queue.put(connection, task_id, request.api_id, priority=-turn.rank)
    return task_id
