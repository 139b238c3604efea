"""The pool of connections: what is lost isn't lent."""

from pressroom.store.database import Database
from processes import value

CUT_OFF = """
    select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()
"""


async def test_a_connection_that_the_server_ended_a_moment_ago_is_not_lent_again(
    database_url: str,
) -> None:
    async with Database(database_url, largest=1, check=True) as database:
        for _ in range(3):
            async with database.pool.connection() as connection:
                await connection.execute("select 1")
            value(database_url, CUT_OFF)
            async with database.pool.connection() as connection:
                await connection.execute("select 1")
