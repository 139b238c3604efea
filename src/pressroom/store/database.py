"""The pool of connections to PostgreSQL, and what a transaction is."""

import select
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, LiteralString, TypeVar
from weakref import WeakKeyDictionary

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import TupleRow, class_row
from psycopg_pool import AsyncConnectionPool

Connection = psycopg.AsyncConnection[TupleRow]
Arguments = Mapping[str, Any] | Sequence[Any]
Row = TypeVar("Row")

MOMENT = 1.0
"""Seconds for which a connection that was lent counts as checked, as long as it says nothing."""

CONNECTION: Mapping[str, str | int] = {
    "application_name": "pressroom",
    "connect_timeout": 10,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
"""Parameters of libpq that a connection string needn't name: a peer that is gone from the network
is noticed after about ten seconds (the last is in milliseconds)."""

SESSION: LiteralString = """
    select set_config('tcp_keepalives_idle', '5', false),
        set_config('tcp_keepalives_interval', '2', false),
        set_config('tcp_keepalives_count', '3', false),
        set_config('idle_in_transaction_session_timeout', %s, false)
"""
"""The same the other way round, so that what a lost client held locked doesn't stay locked."""


def with_timeouts(conninfo: str) -> str:
    """A connection string with `CONNECTION` for whatever it doesn't name itself."""
    named = conninfo_to_dict(conninfo)
    missing = {name: value for name, value in CONNECTION.items() if name not in named}
    return make_conninfo(conninfo, **missing)


class Database:
    """Connections to one PostgreSQL database.

    `connection()` commits each statement on its own; `transaction()` all of them or none, and it is
    ended by the server after `idle` seconds without a statement. With `check`, connections that may
    be lost are checked before they are lent.
    """

    def __init__(
        self, conninfo: str, *, largest: int = 16, check: bool = False, idle: float = 60.0
    ) -> None:
        self.conninfo = with_timeouts(conninfo)
        self._idle = f"{idle * 1000:.0f}"
        self.pool: AsyncConnectionPool[Connection] = AsyncConnectionPool(
            self.conninfo,
            min_size=1,
            max_size=largest,
            open=False,
            configure=self._prepare,
            check=self._check if check else None,
        )
        self._lent: WeakKeyDictionary[Connection, float] = WeakKeyDictionary()

    async def __aenter__(self) -> "Database":
        await self.pool.open(wait=True, timeout=30)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.pool.close()

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Connection]:
        """A connection; after a lost one, the others are checked before they are lent again."""
        try:
            async with self.pool.connection() as connection:
                yield connection
        except psycopg.OperationalError:
            await self.pool.check()
            raise

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        async with self.connection() as connection, connection.transaction():
            yield connection

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Connection]:
        """A transaction that only reads, and in which nothing changes meanwhile."""
        async with self.transaction() as connection:
            await connection.execute("set transaction isolation level repeatable read, read only")
            yield connection

    async def _check(self, connection: Connection) -> None:
        """Ask whether a connection is still good, if it wasn't lent for a moment or says something.

        One that the server has ended says so: there is something to read, which a look without
        waiting finds. So what is in use all the time costs no round trip more.
        """
        now = time.monotonic()
        if now - self._lent.get(connection, 0.0) > MOMENT or _says_something(connection):
            await AsyncConnectionPool.check_connection(connection)
        self._lent[connection] = now

    async def _prepare(self, connection: Connection) -> None:
        await connection.set_autocommit(True)
        await connection.execute(SESSION, [self._idle])


def _says_something(connection: Connection) -> bool:
    looking = select.poll()
    looking.register(connection.fileno(), select.POLLIN)
    return bool(looking.poll(0))


async def execute(
    connection: Connection, statement: LiteralString, arguments: Arguments = ()
) -> int:
    """Run a statement; gives the number of rows it touched."""
    return (await connection.execute(statement, arguments)).rowcount


async def fetch_value(
    connection: Connection, statement: LiteralString, arguments: Arguments = ()
) -> Any:
    """The first column of the first row, or `None` when there is no row."""
    row = await (await connection.execute(statement, arguments)).fetchone()
    return row[0] if row else None


async def fetch_one(
    connection: Connection, kind: type[Row], statement: LiteralString, arguments: Arguments = ()
) -> Row | None:
    """The first row as a `kind`, or `None` when there is none."""
    async with connection.cursor(row_factory=class_row(kind)) as cursor:
        await cursor.execute(statement, arguments)
        return await cursor.fetchone()


async def fetch_all(
    connection: Connection, kind: type[Row], statement: LiteralString, arguments: Arguments = ()
) -> list[Row]:
    """Every row as a `kind`."""
    async with connection.cursor(row_factory=class_row(kind)) as cursor:
        await cursor.execute(statement, arguments)
        return await cursor.fetchall()
