"""Reports of tasks: what a task did to the collections that it brought in step, as JSON."""

from typing import LiteralString
from uuid import UUID

from pressroom.errors import NotFound
from pressroom.store.database import Connection, execute, fetch_value

WRITE: LiteralString = """
    insert into task_reports (task_id, report) values (%s, %s)
"""
GET: LiteralString = """
    select report from task_reports where task_id = %s
"""


async def write_report(connection: Connection, task_id: UUID, report: bytes) -> None:
    """Keep the report of a task, in the transaction that completes it."""
    await execute(connection, WRITE, [task_id, report])


async def get_report(connection: Connection, task_id: UUID) -> bytes:
    """Raises NotFound for a task that brought nothing in step."""
    report: bytes | None = await fetch_value(connection, GET, [task_id])
    if report is None:
        raise NotFound(
            "The task has no report; only those that completed a sync or a publication have one."
        )
    return report
