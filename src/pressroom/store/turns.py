"""Turns: what decides in which order tasks are taken, and the one that waited longest."""

from typing import LiteralString
from uuid import UUID

import msgspec

from pressroom.store.database import Connection, execute, fetch_all, fetch_value

SIZE: LiteralString = """
    select coalesce(sum(octet_length(content)), 0)
    from schemas
        join schema_files on schema_files.schema_id = schemas.id
        join blobs on blobs.digest = schema_files.digest
    where api_id = %s
"""
AHEAD: LiteralString = """
    select
        (select count(*) from (
            select from tasks
            where status = 'pending' and api_id = %(api_id)s and cost <= %(cost)s limit 1000
        ) own) as own,
        (select count(*) from (
            select distinct api_id from tasks
            where status = 'pending' and created_by = %(by)s and api_id <> %(api_id)s
                and cost <= %(cost)s
            limit 1000
        ) other) as other_apis,
        (select coalesce(max(rank), 0) from tasks
        where status = 'pending' and api_id = %(api_id)s) as last_rank,
        (select last_value from tasks_served) as served
"""
PREFER_ELDEST: LiteralString = """
    update procrastinate_jobs set priority = %(priority)s
    where status = 'todo' and priority < %(priority)s and id = (
        select job.id
        from tasks join procrastinate_jobs job on job.args ->> 'task_id' = tasks.id::text
        where tasks.status = 'pending'
            and tasks.created_at < now() - %(seconds)s * interval '1 second'
            and job.status = 'todo'
            and (job.scheduled_at is null or job.scheduled_at <= now())
            and not exists (
                select from procrastinate_jobs first
                where first.lock = job.lock and (first.status = 'doing' or (first.status = 'todo'
                    and (first.priority, job.id) > (job.priority, first.id)))
            )
        order by tasks.created_at, tasks.id
        limit 1
    )
    and not exists (
        select from procrastinate_jobs preferred
        where preferred.priority = %(priority)s and (preferred.status = 'doing'
            or (preferred.status = 'todo'
                and (preferred.scheduled_at is null or preferred.scheduled_at <= now())))
    )
"""


class Ahead(msgspec.Struct, frozen=True):
    """Pending tasks of no greater cost: the API's `own`, and `other_apis` with tasks by the same
    user; neither counts over 1,000. `last_rank` is that of the API's last task in line, 0 without
    one, and `served` that of the task which was started last.
    """

    own: int
    other_apis: int
    last_rank: int
    served: int


async def definition_size(connection: Connection, api_id: UUID) -> int:
    """How many bytes the files of an API's definition have, all together."""
    size: int = await fetch_value(connection, SIZE, [api_id])
    return int(size)


async def tasks_ahead(connection: Connection, api_id: UUID, by: int, cost: int) -> Ahead:
    """What is in line before a new task of that cost."""
    arguments = {"api_id": api_id, "by": by, "cost": cost}
    return (await fetch_all(connection, Ahead, AHEAD, arguments))[0]


async def prefer_eldest(connection: Connection, seconds: float, priority: int) -> bool:
    """Give the priority to the job that waits longest, if it does so for `seconds` and could run.

    A job whose API has another before it can't, though that one may wait for its next try.

    Only one job at a time has it, be it waiting or running; says whether one got it now.
    """
    arguments = {"seconds": seconds, "priority": priority}
    return bool(await execute(connection, PREFER_ELDEST, arguments))
