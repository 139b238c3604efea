"""Reports of tasks: what a task did to the collections that it brought in step, as JSON.

They are written where tasks are completed.
"""

from typing import LiteralString
from uuid import UUID

from pressroom.errors import NotFound
from pressroom.store.database import Connection, fetch_value

GET: LiteralString = """
    select report from task_reports where task_id = %s
"""


async def get_report(connection: Connection, task_id: UUID) -> bytes:
    """Raises NotFound for a task that brought nothing in step."""
    report: bytes | None = await fetch_value(connection, GET, [task_id])
    if report is None:
        raise NotFound(
            "The task has no report; only those that completed a sync or a publication have one."
        )
    return report
