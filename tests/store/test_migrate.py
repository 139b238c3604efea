"""Databases of every age: empty, current, older, newer."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from procrastinate.schema import SchemaManager

from pressroom.errors import DatabaseTooNew
from pressroom.store.migrate import MIGRATIONS, migrate, revisions
from processes import value

WITHOUT_QUEUE = """
do $$
declare
    each record;
begin
    drop table procrastinate_events, procrastinate_periodic_defers, procrastinate_jobs,
        procrastinate_workers cascade;
    for each in select oid::regprocedure as name from pg_proc where proname like 'procrastinate_%'
    loop
        execute format('drop function %s cascade', each.name);
    end loop;
    drop type procrastinate_job_status, procrastinate_job_event_type,
        procrastinate_job_to_defer_v1 cascade;
end
$$
"""
TABLES = "select count(*) from information_schema.tables where table_schema = 'public'"


def test_an_empty_database_gets_its_tables_once(empty_database: str) -> None:
    migrate(empty_database)
    tables = value(empty_database, TABLES)
    migrate(empty_database)
    assert value(empty_database, TABLES) == tables
    assert value(empty_database, "select version_num from alembic_version") == revisions()[-1]


def test_several_processes_may_start_on_an_empty_database_at_once(empty_database: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(migrate, [empty_database] * 4))
    assert value(empty_database, "select count(*) from workspaces") == 1


def test_a_newer_database_is_refused_with_the_remedy(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        connection.execute("update alembic_version set version_num = '9999'")
        connection.execute("update schema_compatibility set oldest_revision = '9998'")
    with pytest.raises(DatabaseTooNew, match="Run the newer Pressroom"):
        migrate(database_url)


def test_a_newer_database_that_this_program_still_fits_is_left_as_it_is(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        connection.execute("update alembic_version set version_num = '9999'")
        connection.execute(
            "update schema_compatibility set oldest_revision = %s", [revisions()[-1]]
        )
    migrate(database_url)
    assert value(database_url, "select version_num from alembic_version") == "9999"


def test_the_oldest_program_that_fits_is_one_of_those_there_were(database_url: str) -> None:
    assert value(database_url, "select oldest_revision from schema_compatibility") in revisions()


def test_revisions_follow_one_another_in_the_order_of_their_names() -> None:
    written = [(MIGRATIONS / "versions" / f"{each}.py").read_text() for each in revisions()]
    follows = [re.search(r"down_revision = (\S+)", text)[1].strip('"') for text in written]  # type: ignore[index]
    assert follows == ["None", *revisions()[:-1]]


def test_an_older_queue_is_brought_up_to_date(database_url: str) -> None:
    migrations = sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(WITHOUT_QUEUE)
        for migration in migrations[:-2]:
            connection.execute(migration.read_bytes())
        connection.execute("update procrastinate_schema set version = %s", [migrations[-3].name])
    made = "select count(*) from pg_proc where proname = 'procrastinate_retry_job_v2'"
    assert value(database_url, made) == 0
    migrate(database_url)
    assert value(database_url, made) == 1
    assert value(database_url, "select version from procrastinate_schema") == migrations[-1].name


def test_a_database_from_before_sdks_keeps_its_tasks(empty_database: str) -> None:
    with psycopg.connect(empty_database, autocommit=True) as connection:
        for revision in ("0001", "0002"):
            connection.execute((MIGRATIONS / "versions" / f"{revision}.sql").read_bytes())
        connection.execute("create table alembic_version (version_num text primary key)")
        connection.execute("insert into alembic_version values ('0002')")
        connection.execute("insert into users (name) values ('somebody')")
        connection.execute(
            "insert into apis (workspace_id, name, created_by, updated_by)"
            " select workspaces.id, 'Pets', users.id, users.id from workspaces, users limit 1"
        )
        connection.execute(
            "insert into tasks (id, api_id, url, model, action, input, created_by)"
            " select gen_random_uuid(), id, '/x', 'collection', 'create', '{}', created_by"
            " from apis"
        )
    migrate(empty_database)
    assert value(empty_database, "select count(*) from tasks where model = 'collection'") == 1
    assert value(empty_database, "select length(secret) from secrets") == 32
