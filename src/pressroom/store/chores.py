"""Chores: what is done now and then by one process, of however many there are."""

from typing import LiteralString

from pressroom.store.database import Connection, fetch_value

BEGIN: LiteralString = """
    insert into chores (name, begun_at) values (%(name)s, now())
    on conflict (name) do update set begun_at = now()
        where chores.begun_at <= now() - %(every)s * interval '1 second'
    returning true
"""


async def begin_chore(connection: Connection, name: str, every: float) -> bool:
    """Whether a chore is this process's to do: nobody has begun it for `every` seconds."""
    return bool(await fetch_value(connection, BEGIN, {"name": name, "every": every}))
