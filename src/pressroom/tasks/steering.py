"""Steering: a pending task is cancelled, a failed one is run again under a new identifier.

What a failed task was to make goes with it, so running it again makes that anew, under the
identifier that the first request was given. A version holds the files as they are then.
"""

from collections.abc import Awaitable, Callable, Mapping
from uuid import UUID

import msgspec

from pressroom.collection.sync import SyncOptions
from pressroom.errors import Conflict, NotFound
from pressroom.store import collections, schemas, tasks, versions
from pressroom.store.database import Connection
from pressroom.store.tasks import Run, Task
from pressroom.tasks.accepting import (
    Request,
    accept_generation,
    accept_renaming,
    accept_sync,
    accept_version,
)
from pressroom.tasks.announcing import announce_end
from pressroom.tasks.queue import Queue
from pressroom.tasks.work import forget


async def cancel(
    connection: Connection, queue: Queue, api_id: UUID, task_id: UUID, by: str
) -> Task:
    """Cancel a pending task; a worker that computes it can't write any more. Needs a transaction.

    Raises:
        Conflict: the task has ended before.
        NotFound: the API has no such task.
    """
    task = await tasks.cancel_task(connection, api_id, task_id, f"Cancelled by {by}.")
    await forget(connection, task_id)
    await announce_end(connection, queue, task)
    return task


async def retry(connection: Connection, queue: Queue, request: Request, task_id: UUID) -> UUID:
    """Run a failed task again; gives the new task's id. Needs a transaction.

    Raises:
        Conflict: the task hasn't failed, or what it needs is gone, or its name is taken.
        NotFound: the API has no such task.
    """
    failed = await tasks.hold_failed_task(connection, request.api_id, task_id)
    if failed.action == "create" and "name" not in failed.input:
        raise Conflict(
            "The task was accepted by an older Pressroom, which didn't keep what it takes to run "
            "it again; send the first request again."
        )
    try:
        return await _AGAIN[failed.model, failed.action](connection, queue, request, failed)
    except NotFound as error:
        raise Conflict(f"The task can't be run again: {error}") from error


async def _generate(connection: Connection, queue: Queue, request: Request, failed: Run) -> UUID:
    collection_id = UUID(failed.input["collectionId"])
    name, options = failed.input["name"], failed.input["options"]
    if await collections.some_collections(connection, [collection_id]):
        raise Conflict("The task was run again before; its collection is there, or on its way.")
    await _schema_id(connection, request)
    return await accept_generation(
        connection, queue, request, collection_id=collection_id, name=name, options=options
    )


async def _sync(connection: Connection, queue: Queue, request: Request, failed: Run) -> UUID:
    collection_id = UUID(failed.input["collectionId"])
    options = msgspec.convert(failed.input.get("syncOptions", {}), SyncOptions)
    await collections.get_collection(connection, collection_id, request.api_id)
    await _schema_id(connection, request)
    return await accept_sync(connection, queue, request, collection_id, options)


async def _publish(connection: Connection, queue: Queue, request: Request, failed: Run) -> UUID:
    schema_ids = [UUID(text) for text in failed.input["schemaIds"]]
    collection_ids = [UUID(text) for text in failed.input["collectionIds"]]
    if schema_ids != [await _schema_id(connection, request)]:
        raise NotFound("The API has another schema now.")
    await collections.require_collections(connection, request.api_id, collection_ids)
    version = await accept_version(
        connection,
        queue,
        request,
        version_id=UUID(failed.input["versionId"]),
        name=failed.input["name"],
        release_notes=failed.input["releaseNotes"],
        schema_ids=schema_ids,
        collection_ids=collection_ids,
    )
    return version.task_id


async def _rename(connection: Connection, queue: Queue, request: Request, failed: Run) -> UUID:
    version_id, name = UUID(failed.input["versionId"]), failed.input["name"]
    await versions.get_version(connection, request.api_id, version_id)
    await versions.refuse_taken_name(connection, request.api_id, version_id, name)
    notes = failed.input["releaseNotes"]
    return await accept_renaming(
        connection, queue, request, version_id, name=name, release_notes=notes
    )


_AGAIN: Mapping[tuple[str, str], Callable[[Connection, Queue, Request, Run], Awaitable[UUID]]] = {
    ("collection", "create"): _generate,
    ("collection", "update"): _sync,
    ("api-version", "create"): _publish,
    ("api-version", "update"): _rename,
}
"""How each kind of task is accepted again, by its model and action."""


async def _schema_id(connection: Connection, request: Request) -> UUID:
    """The API's schema. Raises NotFound when it has none."""
    schema = await schemas.schema_of_api(connection, request.api_id)
    if schema is None:
        raise NotFound("The API has no schema.")
    return schema.id
