"""Bring a database to the shape this program works on, or refuse it.

Our tables are migrated by Alembic, from SQL files in `migrations/versions`. Procrastinate's tables
are made and migrated from the SQL that Procrastinate ships, in the order of its file names.
"""

import warnings
from pathlib import Path
from typing import LiteralString

import psycopg
from procrastinate.schema import SchemaManager

from pressroom.errors import DatabaseTooNew

MIGRATIONS = Path(__file__).parent / "migrations"

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

    Raises:
        DatabaseTooNew: a newer Pressroom has upgraded this database.
    """
    with psycopg.connect(conninfo, autocommit=True) as connection:
        if _is_current(connection):
            return
        connection.execute(LOCK)
        if not _is_current(connection):
            _upgrade_tables(conninfo)
            _upgrade_queue(connection)


def revisions() -> list[str]:
    """Every revision this program knows, oldest first."""
    return sorted(path.stem for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _is_current(connection: psycopg.Connection) -> bool:
    known = revisions()
    revision = _first(connection, REVISION) if _first(connection, HAS_REVISIONS) else None
    if revision is not None and revision not in known:
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
    return revision == known[-1] and queue == newest


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
