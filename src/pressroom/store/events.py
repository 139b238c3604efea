"""Events of a task: the stages that it went through, told on the channel `pressroom_progress`.

They are written while the task is pending, by the attempt that counts and nobody else.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, LiteralString
from uuid import UUID

import msgspec
from psycopg.types.json import Jsonb

from pressroom.store.database import Connection, execute, fetch_all, fetch_value

NOTE: LiteralString = """
    with held as (
        select id, attempt from tasks
        where id = %(id)s and attempt = %(attempt)s and status = 'pending'
        for no key update
    ), noted as (
        insert into task_events (task_id, attempt, stage, done, total, message, at)
        select held.id, held.attempt, step.stage, step.done, step.total, step.message, step.at
        from held, rows from (jsonb_to_recordset(%(steps)s) as
            (stage text, done integer, total integer, message text, at timestamptz)
        ) with ordinality as step (stage, done, total, message, at, number)
        order by number
    )
    select true from held
"""
NOTE_RETURN: LiteralString = """
    insert into task_events (task_id, attempt, stage, done, total, message, at)
    select id, attempt, 'queued', 0, 1, %(message)s, clock_timestamp()
    from tasks where id = %(id)s
"""
OF_TASKS: LiteralString = """
    select id, task_id, attempt, stage, done, total, message, at
    from task_events where task_id = any(%s)
    order by id
"""

Stage = Literal["queued", "load", "convert", "write"]


class Step(msgspec.Struct, frozen=True):
    """One step of a run: `done` of `total` parts of the stage are finished."""

    stage: Stage
    done: int
    total: int
    message: str
    at: datetime


class Event(msgspec.Struct, frozen=True):
    """A step that was noted. Identifiers grow in the order of the steps."""

    id: int
    task_id: UUID
    attempt: int
    stage: Stage
    done: int
    total: int
    message: str
    at: datetime


async def note_steps(
    connection: Connection, task_id: UUID, attempt: int, steps: Sequence[Step]
) -> bool:
    """Note what a run went through; `False` when its attempt doesn't count any more.

    Until the transaction ends, the task's row is locked.
    """
    arguments = {
        "id": task_id,
        "attempt": attempt,
        "steps": Jsonb(msgspec.to_builtins(steps)),
    }
    return bool(await fetch_value(connection, NOTE, arguments))


async def note_return(connection: Connection, task_id: UUID, message: str) -> None:
    """Note that a task waits again, and why."""
    await execute(connection, NOTE_RETURN, {"id": task_id, "message": message})


async def events_of_tasks(connection: Connection, task_ids: Sequence[UUID]) -> list[Event]:
    """Everything that was noted of some tasks, in its order."""
    return await fetch_all(connection, Event, OF_TASKS, [list(task_ids)])
