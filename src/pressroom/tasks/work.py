"""The five kinds of work: what each computes, and what it writes when its task completes.

A piece of work reads what it needs, computes in a thread, and gives an `Outcome`. It writes nothing
itself: `running` calls `Outcome.write` in the transaction that completes the task.
"""

import asyncio
import concurrent.futures
import threading
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextvars import copy_context
from functools import partial
from itertools import groupby
from queue import SimpleQueue
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from pressroom import collection as collections_room
from pressroom import definition as definitions_room
from pressroom.collection.sync import Report, SyncOptions, sync
from pressroom.definition import Definition
from pressroom.errors import PressroomError, Unprocessable
from pressroom.sdk import generate_sdk
from pressroom.store import blobs, collections, schemas, sdks, versions
from pressroom.store.database import Connection, Database
from pressroom.store.tasks import Resource, Run
from pressroom.tasks.progress import Enter
from pressroom.tasks.queue import Queue

Made = TypeVar("Made")


class Outcome(msgspec.Struct, frozen=True):
    """What a task made: `write` puts it into the database, `resources` names it to callers.

    `report` says what it did to collections that it brought in step, if it did.
    """

    resources: Sequence[Resource]
    write: Callable[[Connection], Awaitable[None]]
    report: bytes | None = None


class Computer:
    """A thread that computes one thing after another, and doesn't keep the process alive.

    The executors of `concurrent.futures` would: they wait for their threads when Python ends.
    """

    def __init__(self) -> None:
        self._submitted: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._started = False

    def submit(self, function: Callable[[], Made]) -> "asyncio.Future[Made]":
        """Compute a function once those before it are done."""
        future: concurrent.futures.Future[Made] = concurrent.futures.Future()
        context = copy_context()

        def compute() -> None:
            try:
                future.set_result(context.run(function))
            except BaseException as error:  # noqa: BLE001 - handed to whoever awaits
                future.set_exception(error)

        if not self._started:
            threading.Thread(target=self._compute, daemon=True).start()
            self._started = True
        future.set_running_or_notify_cancel()
        self._submitted.put(compute)
        return asyncio.wrap_future(future)

    def close(self) -> None:
        """Let the thread end once it is done."""
        self._submitted.put(None)

    def _compute(self) -> None:
        while (compute := self._submitted.get()) is not None:
            compute()


class Workbench(msgspec.Struct, frozen=True):
    """What a piece of work may use. `spent` is set once the process shouldn't take more work."""

    queue: Queue
    limits: definitions_room.Limits
    seconds: float
    spent: asyncio.Event
    computer: Computer = msgspec.field(default_factory=Computer)

    @property
    def database(self) -> Database:
        return self.queue.database

    async def compute(self, function: Callable[[], Made]) -> Made:
        """Run a pure function in a thread, so that the worker's heart goes on beating.

        Raises:
            TookTooLong: it didn't end within `seconds`. A thread can't be stopped, so it is left
                to itself, and the process is spent.
        """
        try:
            return await asyncio.wait_for(self.computer.submit(function), self.seconds)
        except TimeoutError as error:
            self.spent.set()
            raise TookTooLong(
                f"The task took longer than {self.seconds:g} s (PRESSROOM_TASK_SECONDS)."
            ) from error


class TookTooLong(PressroomError):
    """A piece of work ran over its time."""


Work = Callable[[Run, Workbench, Enter], Awaitable[Outcome]]


class Source(msgspec.Struct, frozen=True):
    """The files of a definition as they were read, and the digest that names them."""

    files: Mapping[str, bytes]
    root: str | None
    digest: bytes


class Generated(msgspec.Struct, frozen=True):
    """A collection's document, what it was generated as, and from which definition.

    `report` says what bringing it in step did to it; a new collection has none.
    """

    document: bytes
    base: bytes
    generated_from: bytes
    report: Report | None = None

    async def write(self, connection: Connection, collection_id: UUID, by: int) -> bytes:
        return await collections.write_generated(
            connection,
            collection_id,
            document=self.document,
            base=self.base,
            generated_from=self.generated_from,
            by=by,
        )


async def generate(run: Run, bench: Workbench, enter: Enter) -> Outcome:
    """Generate a collection from the API's schema, or bring one in step with it."""
    collection_id = UUID(run.input["collectionId"])
    async with bench.database.connection() as connection:
        schema = await schemas.schema_of_api(connection, run.api_id)
        if schema is None:
            raise Unprocessable("The API has no schema to generate from; add one first.")
        source = await _read_source(connection, schema.id)
        collection = await collections.pending_collection(connection, collection_id)
        before = await _read_before(connection, collection)
    options = msgspec.convert(run.input.get("syncOptions", {}), SyncOptions)
    generated = await bench.compute(
        partial(_load_and_generate, source, bench.limits, collection, before, options, enter)
    )

    async def write(connection: Connection) -> None:
        await generated.write(connection, collection_id, run.created_by)

    resources = [_collection_resource(run, collection_id)]
    if generated.report is None:
        return Outcome(resources, write)
    return Outcome(resources, write, _report([collection], {collection_id: generated}))


async def publish(run: Run, bench: Workbench, enter: Enter) -> Outcome:
    """Publish a version: its definition must load, and its generated collections follow it."""
    version_id = UUID(run.input["versionId"])
    collection_ids = [UUID(text) for text in run.input["collectionIds"]]
    async with bench.database.connection() as connection:
        sources = _sources_of(await schemas.contents_of_version(connection, version_id))
        rows = await collections.some_collections(connection, collection_ids)
        outdated = [row for row in rows if any(_outdated(row, source) for source in sources)]
        befores = {row.id: await _read_before(connection, row) for row in outdated}
    if len(rows) < len(collection_ids):
        raise Unprocessable(
            "A collection of this version was deleted before it could be published."
        )
    followed = await bench.compute(partial(_follow, sources, bench.limits, rows, befores, enter))

    async def write(connection: Connection) -> None:
        digests = {row.id: row.document for row in rows if row.document is not None}
        for collection_id, generated in followed.items():
            digests[collection_id] = await generated.write(
                connection, collection_id, run.created_by
            )
        await versions.publish_version(connection, version_id, digests)

    resources = [
        Resource(str(version_id), f"/apis/{run.api_id}/versions/{version_id}"),
        *(_collection_resource(run, identifier) for identifier in collection_ids),
    ]
    return Outcome(resources, write, _report(rows, followed))


async def rename(run: Run, bench: Workbench, enter: Enter) -> Outcome:
    """Change a version's name and release notes; what it holds stays."""
    version_id = UUID(run.input["versionId"])

    async def write(connection: Connection) -> None:
        await versions.rename_version(
            connection, version_id, run.input["name"], run.input["releaseNotes"]
        )

    return Outcome([Resource(str(version_id), f"/apis/{run.api_id}/versions/{version_id}")], write)


async def build(run: Run, bench: Workbench, enter: Enter) -> Outcome:
    """Build an SDK from a definition as it is now, or as a version holds it."""
    version_id = run.input["versionId"]
    async with bench.database.connection() as connection:
        source = await _read_source(
            connection, UUID(run.input["schemaId"]), UUID(version_id) if version_id else None
        )
    if not source.files:
        raise Unprocessable("The definition was deleted before an SDK could be built from it.")
    archive = await bench.compute(partial(_build, source, bench.limits, run.input, enter))

    async def write(connection: Connection) -> None:
        await sdks.write_built(connection, run.id, archive)

    return Outcome([Resource(str(run.id), f"/sdks/{run.id}")], write)


WORK: Mapping[tuple[str, str], Work] = {
    ("collection", "create"): generate,
    ("collection", "update"): generate,
    ("api-version", "create"): publish,
    ("api-version", "update"): rename,
    ("sdk", "create"): build,
}
"""The work of each kind of task, by its model and action."""


async def forget(connection: Connection, task_id: UUID) -> None:
    """Remove what waited for a task that failed, so that it leaves nothing behind."""
    await collections.delete_pending(connection, task_id)
    await versions.delete_pending(connection, task_id)


async def _read_source(
    connection: Connection, schema_id: UUID, version_id: UUID | None = None
) -> Source:
    files = await schemas.list_files(connection, schema_id, version_id)
    contents = await blobs.get_blobs(connection, (file.digest for file in files))
    return Source(
        files={file.path: contents[file.digest] for file in files},
        root=next((file.path for file in files if file.root), None),
        digest=schemas.digest_of_files(files),
    )


def _sources_of(contents: Sequence[schemas.Content]) -> list[Source]:
    """The definitions of a version, from all of its files."""
    sources = []
    for _, group in groupby(contents, key=lambda each: each.schema_id):
        files = [file for file in group if file.path is not None]
        read = {file.path: file.content for file in files if file.path and file.content is not None}
        root = next((file.path for file in files if file.root), None)
        sources.append(Source(read, root, schemas.digest_of_files(files)))
    return sources


async def _read_before(
    connection: Connection, row: collections.Collection
) -> tuple[bytes | None, bytes | None]:
    """The collection's base and document as they are now."""
    contents = await blobs.get_blobs(connection, [d for d in (row.base, row.document) if d])
    return contents.get(row.base or b""), contents.get(row.document or b"")


def _follow(
    sources: Sequence[Source],
    limits: definitions_room.Limits,
    rows: Sequence[collections.Collection],
    befores: Mapping[UUID, tuple[bytes | None, bytes | None]],
    enter: Enter,
) -> Mapping[UUID, Generated]:
    """The generated collections that aren't in step with the definition, made so."""
    followed: dict[UUID, Generated] = {}
    for source in sources:
        definition = _load(source, limits, enter)
        outdated = [row for row in rows if _outdated(row, source)]
        for done, row in enumerate(outdated):
            enter("convert", done, len(outdated), f"Converting {row.name or definition.title}.")
            made = _generate(definition, source, row, befores[row.id], SyncOptions())
            followed[row.id] = made
            enter("convert", done + 1, len(outdated), _summary(row, made))
        if not outdated:
            enter("convert", 0, 0, "The collections follow the definition already.")
    return followed


def _outdated(row: collections.Collection, source: Source) -> bool:
    """Whether a collection follows the schema, and isn't in step with it.

    It follows it when it was generated from it, or was brought in step with it before.
    """
    follows = row.origin == "generated" or row.base is not None
    return follows and row.generated_from != source.digest


def _summary(row: collections.Collection, generated: Generated) -> str:
    """What became of a collection, with how many changes of each kind there were."""
    if generated.report is None:
        return f"Generated {row.name or 'the collection'}."
    counts = [f"{count} {kind}" for kind, count in generated.report.counts.items() if count]
    return f"Synced {row.name or 'the collection'}: {', '.join(counts) or 'nothing to change'}."


def _report(rows: Sequence[collections.Collection], made: Mapping[UUID, Generated]) -> bytes:
    """What the task did to the collections that were there before; a new one has no report."""
    told = [
        {"id": str(row.id), "name": row.name, "counts": report.counts, "changes": report}
        for row in rows
        if row.id in made and (report := made[row.id].report) is not None
    ]
    return msgspec.json.encode({"collections": told})


def _load_and_generate(
    source: Source,
    limits: definitions_room.Limits,
    row: collections.Collection,
    before: tuple[bytes | None, bytes | None],
    sync_options: SyncOptions,
    enter: Enter,
) -> Generated:
    definition = _load(source, limits, enter)
    enter("convert", 0, 1, f"Converting {row.name or definition.title}.")
    generated = _generate(definition, source, row, before, sync_options)
    enter("convert", 1, 1, _summary(row, generated))
    return generated


def _load(source: Source, limits: definitions_room.Limits, enter: Enter) -> Definition:
    files = len(source.files)
    enter("load", 0, files, f"Loading {source.root or 'the definition'}.")
    definition = definitions_room.load(source.files, root=source.root, limits=limits)
    enter("load", files, files, f"Loaded {definition.title or 'the definition'}.")
    return definition


def _generate(
    definition: Definition,
    source: Source,
    row: collections.Collection,
    before: tuple[bytes | None, bytes | None],
    sync_options: SyncOptions,
) -> Generated:
    options = collections_room.Options.from_dialect(row.options)
    base, current = before
    if current is None:
        made = collections_room.convert(definition, options, name=row.name, identifier=row.id)
        encoded = collections_room.encode(made)
        return Generated(encoded, encoded, source.digest)
    synced = sync(
        current,
        definition,
        base=base,
        options=options,
        sync_options=sync_options,
        name=row.name,
        identifier=row.id,
    )
    return Generated(synced.content, synced.base, source.digest, synced.report)


def _build(
    source: Source, limits: definitions_room.Limits, wanted: Mapping[str, Any], enter: Enter
) -> bytes:
    definition = _load(source, limits, enter)
    enter("convert", 0, 1, f"Generating the library in {wanted['language']}.")
    built = generate_sdk(
        definition,
        wanted["language"],
        package=wanted["package"],
        version=wanted["version"] or "",
    )
    enter("convert", 1, 1, f"{len(built.files)} files were generated.")
    return built.archive()


def _collection_resource(run: Run, collection_id: UUID) -> Resource:
    return Resource(str(collection_id), f"/apis/{run.api_id}/collections/{collection_id}")
