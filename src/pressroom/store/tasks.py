"""Tasks: the status that callers read, and the moves it can make.

A status only goes from `pending` to `completed` or `failed`; every other move changes nothing, and
says so. `attempt` is the fence: each start of a task counts it up, and a result is written only
under the attempt that computed it, so a worker that was given up for dead can't write any more.
Each end of a task is told on the channel `pressroom_tasks`, and counted, by a trigger.

The tasks that build SDKs aren't among those that callers read: their status is the SDK's.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, LiteralString
from uuid import UUID

import msgspec
from psycopg.types.json import Jsonb

from pressroom.errors import Conflict, NotFound
from pressroom.store.database import Connection, execute, fetch_all, fetch_one, fetch_value
from pressroom.store.events import Step
from pressroom.store.pages import Page, Position, decode_cursor, newest_page

INSERT: LiteralString = """
    insert into tasks
        (id, api_id, url, model, action, input, created_by, cost, rank, request_id, traceparent)
    values (%(id)s, %(api_id)s, %(url)s, %(model)s, %(action)s, %(input)s, %(by)s,
        %(cost)s, %(rank)s, %(request_id)s, %(traceparent)s)
"""
GET: LiteralString = """
    select id, api_id, url, model, action, status, resources, error, created_at, updated_at
    from tasks where api_id = %(api_id)s and id = %(id)s and model <> 'sdk'
"""
SOME: LiteralString = """
    select id, api_id, url, model, action, status, resources, error, created_at, updated_at
    from tasks where id = any(%s)
"""
LIST: LiteralString = """
    select id, api_id, url, model, action, status, resources, error, created_at, updated_at
    from tasks
    where model <> 'sdk'
        and (%(api_id)s::uuid is null or api_id = %(api_id)s)
        and (%(ids)s::uuid[] is null or id = any(%(ids)s))
        and (%(model)s::text is null or model = %(model)s)
        and (%(action)s::text is null or action = %(action)s)
        and (%(status)s::text is null or status = %(status)s)
        and (%(created_after)s::timestamptz is null or created_at >= %(created_after)s)
        and (%(created_before)s::timestamptz is null or created_at < %(created_before)s)
        and (%(after_time)s::timestamptz is null
            or (created_at, id) < (%(after_time)s, %(after_id)s::uuid))
    order by created_at desc, id desc
    limit %(rows)s
"""
COUNT: LiteralString = """
    select count(*) from tasks
    where model <> 'sdk'
        and (%(api_id)s::uuid is null or api_id = %(api_id)s)
        and (%(ids)s::uuid[] is null or id = any(%(ids)s))
        and (%(model)s::text is null or model = %(model)s)
        and (%(action)s::text is null or action = %(action)s)
        and (%(status)s::text is null or status = %(status)s)
        and (%(created_after)s::timestamptz is null or created_at >= %(created_after)s)
        and (%(created_before)s::timestamptz is null or created_at < %(created_before)s)
"""
START: LiteralString = """
    with started as (
        update tasks set attempt = attempt + 1, started_at = coalesce(started_at, clock_timestamp())
        where id = %(id)s and status = 'pending'
        returning *
    ), served as (
        select setval('tasks_served', rank) from started where attempt = 1 and %(in_turn)s
    )
    select id, api_id, model, action, input, attempt, deaths, created_by, request_id, traceparent
    from started left join served on true
"""
COMPLETE: LiteralString = """
    with ended as (
        update tasks set status = 'completed', resources = %(resources)s,
            updated_at = clock_timestamp()
        where id = %(id)s and status = 'pending' and attempt = %(attempt)s
        returning *
    ), noted as (
        insert into task_events (task_id, attempt, stage, done, total, message, at)
        select ended.id, ended.attempt, step.stage, step.done, step.total, step.message, step.at
        from ended, rows from (jsonb_to_recordset(%(steps)s) as
            (stage text, done integer, total integer, message text, at timestamptz)
        ) with ordinality as step (stage, done, total, message, at, number)
        order by number
    ), reported as (
        insert into task_reports (task_id, report)
        select ended.id, %(report)s from ended where %(report)s::bytea is not null
    )
    select id, api_id, url, model, action, status, resources, error, created_at, updated_at
    from ended
"""
FAIL: LiteralString = """
    update tasks set status = 'failed', error = %(error)s, updated_at = clock_timestamp()
    where id = %(id)s and status = 'pending' and attempt = %(attempt)s
    returning id, api_id, url, model, action, status, resources, error, created_at, updated_at
"""
CANCEL: LiteralString = """
    update tasks set status = 'failed', error = %(error)s, updated_at = clock_timestamp()
    where api_id = %(api_id)s and id = %(id)s and status = 'pending' and model <> 'sdk'
    returning id, api_id, url, model, action, status, resources, error, created_at, updated_at
"""
HOLD_FAILED: LiteralString = """
    select id, api_id, model, action, input, attempt, deaths, created_by
    from tasks where api_id = %(api_id)s and id = %(id)s and status = 'failed' and model <> 'sdk'
    for update
"""
COUNT_DEATH: LiteralString = """
    update tasks set deaths = deaths + 1, attempt = attempt + 1
    where id = %s and status = 'pending'
    returning id, api_id, model, action, input, attempt, deaths, created_by, request_id, traceparent
"""
ORPHANS: LiteralString = """
    select id from tasks
    where status = 'pending'
        and not exists (select from procrastinate_jobs where args ->> 'task_id' = tasks.id::text)
    order by created_at, id
    for update skip locked
"""
PRUNE: LiteralString = """
    delete from tasks where id in (
        select id from tasks
        where created_at < now() - %(seconds)s * interval '1 second'
            and updated_at < now() - %(seconds)s * interval '1 second'
            and status <> 'pending' and model <> 'sdk'
        order by created_at
        limit %(batch)s
        for update skip locked
    )
"""
PRUNE_JOBS: LiteralString = """
    delete from procrastinate_jobs job
    where status not in ('todo', 'doing') and not exists (
        select from procrastinate_events event
        where event.job_id = job.id and event.at > now() - %s * interval '1 second'
    )
"""

Model = Literal["collection", "api-version", "sdk"]
Action = Literal["update", "create"]
Status = Literal["pending", "failed", "completed"]


class Resource(msgspec.Struct, frozen=True):
    """What a completed task made or changed; `url` is a path."""

    id: str
    url: str


class Task(msgspec.Struct, frozen=True):
    """A task as callers see it."""

    id: UUID
    api_id: UUID
    url: str
    model: Model
    action: Action
    status: Status
    resources: Sequence[Mapping[str, str]] | None
    error: str | None
    created_at: datetime
    updated_at: datetime


class Run(msgspec.Struct, frozen=True):
    """One attempt at a pending task, as a worker sees it.

    `request_id` and `traceparent` name the request it came from, and that request's span.
    """

    id: UUID
    api_id: UUID
    model: Model
    action: Action
    input: Mapping[str, Any]
    attempt: int
    deaths: int
    created_by: int
    request_id: str | None = None
    traceparent: str | None = None


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which tasks a listing shows; what is `None` doesn't matter.

    They were created at `created_after` or later, and before `created_before`.
    """

    api_id: UUID | None = None
    ids: Sequence[UUID] | None = None
    model: Model | None = None
    action: Action | None = None
    status: Status | None = None
    created_after: datetime | None = None
    created_before: datetime | None = None


class Orphan(msgspec.Struct, frozen=True):
    id: UUID


async def create_task(
    connection: Connection,
    task_id: UUID,
    api_id: UUID,
    *,
    url: str,
    model: Model,
    action: Action,
    input: Mapping[str, Any],  # noqa: A002 - the column's name
    by: int,
    cost: int,
    rank: int,
    request_id: str | None = None,
    traceparent: str | None = None,
) -> None:
    """Note a pending task; `url` is the path of the request that made it, `rank` its place."""
    arguments = {
        "id": task_id,
        "api_id": api_id,
        "url": url,
        "model": model,
        "action": action,
        "input": Jsonb(dict(input)),
        "by": by,
        "cost": cost,
        "rank": rank,
        "request_id": request_id,
        "traceparent": traceparent,
    }
    await execute(connection, INSERT, arguments)


async def get_task(connection: Connection, api_id: UUID, task_id: UUID) -> Task:
    """Raises NotFound for a task the API doesn't have."""
    task = await fetch_one(connection, Task, GET, {"api_id": api_id, "id": task_id})
    if task is None:
        raise NotFound("The API has no task with this identifier.")
    return task


async def some_tasks(connection: Connection, task_ids: Sequence[UUID]) -> list[Task]:
    """Those of the named tasks that are there, in no order."""
    return await fetch_all(connection, Task, SOME, [list(task_ids)])


async def list_tasks(
    connection: Connection, wanted: Wanted, *, cursor: str | None = None, limit: int
) -> Page[Task]:
    """The tasks that are wanted, newest first."""
    after = decode_cursor(cursor, Position)
    arguments = {
        **msgspec.structs.asdict(wanted),
        "after_time": after and after.created_at,
        "after_id": after and after.id,
        "rows": limit + 1,
    }
    rows = await fetch_all(connection, Task, LIST, arguments)
    return newest_page(rows, limit, await fetch_value(connection, COUNT, arguments))


async def start_task(connection: Connection, task_id: UUID, *, in_turn: bool = True) -> Run | None:
    """Count a start; `None` when the task has ended or is gone, and nothing is left to do.

    When it is the task's turn, the turns of later ones are counted from it.
    """
    return await fetch_one(connection, Run, START, {"id": task_id, "in_turn": in_turn})


async def complete_task(
    connection: Connection,
    run: Run,
    resources: Sequence[Resource],
    *,
    steps: Sequence[Step] = (),
    report: bytes | None = None,
) -> Task | None:
    """Write `completed`, what the task made, its last steps and its report.

    `None` when this attempt was given up, and nothing is written. Until the transaction ends, the
    task's row is locked, so the results themselves may be written after it.
    """
    arguments = {
        "id": run.id,
        "attempt": run.attempt,
        "resources": Jsonb(msgspec.to_builtins(resources)),
        "steps": Jsonb(msgspec.to_builtins(steps)),
        "report": report,
    }
    return await fetch_one(connection, Task, COMPLETE, arguments)


async def fail_task(connection: Connection, run: Run, message: str) -> Task | None:
    """Write `failed` and why; `None` when this attempt was given up."""
    arguments = {"id": run.id, "attempt": run.attempt, "error": message.replace("\0", "")}
    return await fetch_one(connection, Task, FAIL, arguments)


async def cancel_task(connection: Connection, api_id: UUID, task_id: UUID, message: str) -> Task:
    """Write `failed` and why, whoever works on the task.

    Raises:
        Conflict: the task has ended before.
        NotFound: the API has no such task.
    """
    arguments = {"api_id": api_id, "id": task_id, "error": message}
    cancelled = await fetch_one(connection, Task, CANCEL, arguments)
    if cancelled is None:
        task = await get_task(connection, api_id, task_id)
        raise Conflict(f"The task is {task.status} already; only a pending one can be cancelled.")
    return cancelled


async def hold_failed_task(connection: Connection, api_id: UUID, task_id: UUID) -> Run:
    """What a failed task was to do; its row is locked until the transaction ends.

    Raises:
        Conflict: the task hasn't failed.
        NotFound: the API has no such task.
    """
    run = await fetch_one(connection, Run, HOLD_FAILED, {"api_id": api_id, "id": task_id})
    if run is None:
        task = await get_task(connection, api_id, task_id)
        raise Conflict(f"The task is {task.status}; only a failed one can be run again.")
    return run


async def count_death(connection: Connection, task_id: UUID) -> Run | None:
    """Count a worker that died on the task, and fence off what it may still try to write.

    `None` when the task has ended or is gone.
    """
    return await fetch_one(connection, Run, COUNT_DEATH, [task_id])


async def orphaned_tasks(connection: Connection) -> list[UUID]:
    """Pending tasks that no job is there for any more, and so would never end."""
    return [orphan.id for orphan in await fetch_all(connection, Orphan, ORPHANS)]


async def prune_tasks(connection: Connection, seconds: float, batch: int) -> int:
    """Delete up to `batch` tasks that ended so long ago, with their events and reports.

    The task of an SDK stays for as long as the SDK, whose status it is.
    """
    return await execute(connection, PRUNE, {"seconds": seconds, "batch": batch})


async def prune_jobs(connection: Connection, seconds: float) -> int:
    """Delete jobs that ended so long ago. Ours are deleted when they end; others may not be."""
    return await execute(connection, PRUNE_JOBS, [seconds])
