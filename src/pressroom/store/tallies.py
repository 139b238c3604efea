"""Tallies: what the database knows of all tasks and jobs, of every machine, in numbers."""

from collections.abc import Sequence
from typing import LiteralString

import msgspec

from pressroom.store.database import Connection, fetch_all, fetch_value

BOUNDS: LiteralString = """
    select task_time_bounds()
"""
PENDING: LiteralString = """
    select model, action, count(*) as times from tasks where status = 'pending'
    group by model, action order by model, action
"""
ENDED: LiteralString = """
    select model, action, status, ended, waited, waiting, ran, running from task_tallies
"""
SETBACKS: LiteralString = """
    select kind, model, action, times from task_setbacks order by kind, model, action
"""
JOBS: LiteralString = """
    select task_name as name,
        case
            when status = 'doing' then 'running'
            when scheduled_at > now() then 'scheduled'
            else 'ready'
        end as state,
        count(*) as times
    from procrastinate_jobs where status in ('todo', 'doing')
    group by 1, 2 order by 1, 2
"""
OLDEST: LiteralString = """
    select coalesce(extract(epoch from now() - min(created_at)), 0)::double precision
    from tasks where status = 'pending' and started_at is null
"""
WORKERS: LiteralString = """
    select (count(*) + 1) / 2 from procrastinate_workers
    where last_heartbeat > now() - %s * interval '1 second'
"""


class Pending(msgspec.Struct, frozen=True):
    model: str
    action: str
    times: int


class Ended(msgspec.Struct, frozen=True):
    """Tasks of one kind that ended in one way: how many, and how long they waited and ran.

    The times are sums in seconds, and counts by class; there is a class below each bound, and one
    above all of them.
    """

    model: str
    action: str
    status: str
    ended: int
    waited: float
    waiting: Sequence[int]
    ran: float
    running: Sequence[int]

    def with_more(self, other: "Ended") -> "Ended":
        """Both together."""
        return msgspec.structs.replace(
            self,
            ended=self.ended + other.ended,
            waited=self.waited + other.waited,
            waiting=[sum(pair) for pair in zip(self.waiting, other.waiting, strict=True)],
            ran=self.ran + other.ran,
            running=[sum(pair) for pair in zip(self.running, other.running, strict=True)],
        )


class Setback(msgspec.Struct, frozen=True):
    """How often tasks of one kind were taken from a dead worker, or tried again."""

    kind: str
    model: str
    action: str
    times: int


class Jobs(msgspec.Struct, frozen=True):
    name: str
    state: str
    times: int


class Tallies(msgspec.Struct, frozen=True):
    """Everything at one moment. `oldest` is for how long a task waits for its first start."""

    bounds: Sequence[float]
    pending: Sequence[Pending]
    ended: Sequence[Ended]
    setbacks: Sequence[Setback]
    jobs: Sequence[Jobs]
    oldest: float
    workers: int


async def read_tallies(connection: Connection, alive: float) -> Tallies:
    """The tallies; a worker is alive that beat within `alive` seconds.

    Each beats twice: for its tasks, and for its deliveries.
    """
    return Tallies(
        bounds=await fetch_value(connection, BOUNDS),
        pending=await fetch_all(connection, Pending, PENDING),
        ended=_together(await fetch_all(connection, Ended, ENDED)),
        setbacks=await fetch_all(connection, Setback, SETBACKS),
        jobs=await fetch_all(connection, Jobs, JOBS),
        oldest=await fetch_value(connection, OLDEST),
        workers=await fetch_value(connection, WORKERS, [alive]),
    )


def _together(shares: Sequence[Ended]) -> list[Ended]:
    found: dict[tuple[str, str, str], Ended] = {}
    for share in shares:
        kind = share.model, share.action, share.status
        found[kind] = found[kind].with_more(share) if kind in found else share
    return [found[kind] for kind in sorted(found)]
