"""Bring a database to the shape this program works on, or refuse it.

Our tables are migrated by Alembic, from SQL files in `migrations/versions`. Procrastinate's tables
are made and migrated from the SQL that Procrastinate ships, in the order of its file names.

Tables that a newer program upgraded are fine for one that they name as old enough
(`schema_compatibility`), so that both can run until all machines are upgraded.
"""

import warnings
from pathlib import Path
from typing import LiteralString

import psycopg
from procrastinate.schema import SchemaManager

from pressroom.errors import DatabaseTooNew
from pressroom.store.database import Connection

MIGRATIONS = Path(__file__).parent / "migrations"

STATE: LiteralString = """
    select alembic_version.version_num, oldest_revision, procrastinate_schema.version
    from alembic_version, schema_compatibility, procrastinate_schema
"""
OLDEST = """
    select oldest_revision from schema_compatibility
"""
HAS_OLDEST = """
    select to_regclass('schema_compatibility') is not null
"""
LOCK = """
    select pg_advisory_lock(hashtext('pressroom migrations'))
"""
HAS_REVISIONS = """
    select to_regclass('alembic_version') is not null
"""
REVISION = """
    select version_num from alembic_version
"""
HAS_QUEUE = """
    select to_regclass('procrastinate_jobs') is not null
"""
QUEUE_REVISION = """
    select version from procrastinate_schema
"""
SET_QUEUE_REVISION = """
    insert into procrastinate_schema (version) values (%s)
    on conflict (only_row) do update set version = excluded.version
"""


def migrate(conninfo: str) -> None:
    """Create or upgrade the tables. Safe to call from several processes at once.

    Those that a newer Pressroom upgraded are left as they are, where they say that this one fits.

    Raises:
        DatabaseTooNew: a newer Pressroom has upgraded this database, and this one doesn't fit.
    """
    with psycopg.connect(conninfo, autocommit=True) as connection:
        if _is_current(connection):
            return
        connection.execute(LOCK)
        if not _is_current(connection):
            if _revision(connection) in (None, *revisions()):
                _upgrade_tables(conninfo)
            _upgrade_queue(connection)


def revisions() -> list[str]:
    """Every revision this program knows, oldest first."""
    return sorted(path.stem for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


async def why_not_current(connection: Connection) -> str | None:
    """Why this program can't work on the tables as they are now, `None` when it can."""
    try:
        found = await (await connection.execute(STATE)).fetchone()
    except psycopg.errors.UndefinedTable:
        found = None
    if found is None:
        return "The tables aren't there. Start Pressroom again, which makes them."
    revision, oldest, queue = found
    known, newest = revisions(), _queue_migrations()[-1].name
    fits = revision == known[-1] or (revision not in known and oldest <= known[-1])
    if fits and queue == newest:
        return None
    return (
        f"The tables are at revision {revision} and {queue}, this Pressroom works on {known[-1]} "
        f"and {newest}. Start it again, or the newer one that upgraded them."
    )


def _is_current(connection: psycopg.Connection) -> bool:
    known, revision = revisions(), _revision(connection)
    newer = revision is not None and revision not in known
    if newer and not _works_for(connection, known[-1]):
        raise DatabaseTooNew(
            f"The database is at revision {revision}, this Pressroom knows only up to {known[-1]}. "
            "Run the newer Pressroom that upgraded it, or name another database."
        )
    if revision is None or not _first(connection, HAS_QUEUE):
        return False
    queue, newest = str(_first(connection, QUEUE_REVISION) or ""), _queue_migrations()[-1].name
    if queue > newest:
        raise DatabaseTooNew(
            f"The queue is at {queue}, the installed Procrastinate knows only up to {newest}. "
            "Upgrade it: pip install --upgrade procrastinate. Or name another database."
        )
    return (newer or revision == known[-1]) and queue == newest


def _revision(connection: psycopg.Connection) -> str | None:
    found = _first(connection, REVISION) if _first(connection, HAS_REVISIONS) else None
    return None if found is None else str(found)


def _works_for(connection: psycopg.Connection, newest: str) -> bool:
    """Whether newer tables say that programs which know up to `newest` may work on them."""
    oldest = _first(connection, OLDEST) if _first(connection, HAS_OLDEST) else None
    return oldest is not None and str(oldest) <= newest


def _upgrade_tables(conninfo: str) -> None:
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    engine = create_engine(
        "postgresql+psycopg://", creator=lambda: psycopg.connect(conninfo), poolclass=NullPool
    )
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection, warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _upgrade_queue(connection: psycopg.Connection) -> None:
    migrations = _queue_migrations()
    with connection.transaction():
        if _first(connection, HAS_QUEUE):
            at = str(_first(connection, QUEUE_REVISION))
            for migration in migrations:
                if migration.name > at:
                    connection.execute(migration.read_bytes())
        else:
            connection.execute(SchemaManager.get_schema())
        connection.execute(SET_QUEUE_REVISION, [migrations[-1].name])


def _queue_migrations() -> list[Path]:
    return sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))


def _first(connection: psycopg.Connection, statement: LiteralString) -> object:
    row = connection.execute(statement).fetchone()
    return row[0] if row else None
