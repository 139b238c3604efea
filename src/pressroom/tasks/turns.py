"""Turns: which task goes next. Small definitions go before large ones, and nobody fills the line.

A task's rank is its cost, by the size of its definition, times its turn: first the first task of
each API, then the second of each, and so on; and among the APIs that one user has tasks waiting
for, first the first. A small definition passes large ones, and one task passes a hundred of
somebody else. The tasks of one API keep their order. Ranks are counted on from the one that is
served next, so a task is passed by those that come soon after it, and not by all that ever come.

So that nothing waits for long, whatever else comes, the one that waited longest goes next once
it did so for `PATIENCE` seconds. Of those there is one at a time: with two workers or more, small
ones go on beside it.
"""

from uuid import UUID

import msgspec

from pressroom.store.database import Connection, Database
from pressroom.store.turns import definition_size, prefer_eldest, tasks_ahead
from pressroom.tasks.queue import PREFERRED

KIBIBYTE = 1024
COSTS = ((128 * KIBIBYTE, 1), (1024 * KIBIBYTE, 4), (8 * 1024 * KIBIBYTE, 16))
"""What a task costs whose definition has up to so many bytes."""

HIGHEST = 64
"""What any larger definition costs."""

LAST = 2**31 - 1
"""The greatest rank: what the database's integers hold. Tasks that share one keep their order."""

LAST = 2**31 - 1
"""The greatest rank: what the database's integers hold. Tasks that share one keep their order."""

PATIENCE = 60.0


class Turn(msgspec.Struct, frozen=True):
    """A task's cost and its place in line."""

    cost: int
    rank: int


def cost_of(size: int) -> int:
    """What a task costs that works on a definition of `size` bytes."""
    return next((cost for most, cost in COSTS if size <= most), HIGHEST)


async def take_turn(connection: Connection, api_id: UUID, by: int, *, reads: bool) -> Turn:
    """Where a new task stands in line; one that reads no definition costs the least."""
    cost = cost_of(await definition_size(connection, api_id) if reads else 0)
    ahead = await tasks_ahead(connection, api_id, by, cost)
    rank = ahead.served + cost * (1 + ahead.own + ahead.other_apis)
    return Turn(cost, min(max(ahead.last_rank, rank), LAST))


async def let_eldest_go(database: Database) -> None:
    """Let the task that waits longest go next, if it waited long enough."""
    async with database.connection() as connection:
        await prefer_eldest(connection, PATIENCE, PREFERRED)
