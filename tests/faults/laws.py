"""The laws of tasks, checked from the database and over HTTP after every run.

`watch_writes` has the database note every move of a task, every publication and every document that
is written, so that what happened twice shows even if its traces are gone at the end.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import httpx
import msgspec
import psycopg
from psycopg.rows import class_row

WATCH = """
    create table fault_log (
        id bigint generated always as identity, at timestamptz not null default clock_timestamp(),
        what text not null, subject uuid not null, was text, became text
    );
    create function log_task() returns trigger language plpgsql as $$
    begin
        if tg_op = 'INSERT' then
            insert into fault_log (what, subject, became) values ('accepted', new.id, new.status);
            perform pg_notify('fault_log', new.id::text);
        elsif new.status <> old.status then
            insert into fault_log (what, subject, was, became)
            values ('status', new.id, old.status, new.status);
        elsif new.deaths > old.deaths then
            insert into fault_log (what, subject, became) values ('death', new.id, new.deaths);
        elsif new.attempt > old.attempt then
            insert into fault_log (what, subject, became) values ('start', new.id, new.attempt);
        end if;
        return new;
    end
    $$;
    create trigger log_task after insert or update on tasks
        for each row execute function log_task();
    create function log_version() returns trigger language plpgsql as $$
    begin
        insert into fault_log (what, subject) values ('published', new.id);
        return new;
    end
    $$;
    create trigger log_version after update of published_at on versions
        for each row execute function log_version();
    create function log_collection() returns trigger language plpgsql as $$
    begin
        insert into fault_log (what, subject) values ('written', new.id);
        return new;
    end
    $$;
    create trigger log_collection after update of document on collections
        for each row execute function log_collection();
"""
ENTRIES = "select at, what, subject, was, became from fault_log order by id"
TASKS = "select id, api_id, model, action, status, input, error, deaths, updated_at from tasks"
HALF_THERE = """
    select 'version ' || id from versions where published_at is null
    union all
    select 'collection ' || id from collections where document is null
    union all
    select 'job ' || id from procrastinate_jobs where task_name = 'pressroom:run'
"""
VERSION_PARTS = """
    select (select count(*) from version_schemas where version_id = %(id)s),
        (select count(*) from version_files join blobs using (digest) where version_id = %(id)s),
        (select count(*) from version_collections join blobs using (digest)
            where version_id = %(id)s)
"""
DELIVERIES = """
    select payload::jsonb #>> '{data,id}', event from deliveries where event like 'task.%'
"""
REMAINS = """
    select (select count(*) from versions where task_id = %(id)s)
        + (select count(*) from collections where task_id = %(id)s)
"""


class Entry(msgspec.Struct, frozen=True):
    at: datetime
    what: str
    subject: UUID
    was: str | None
    became: str | None


class TaskRow(msgspec.Struct, frozen=True):
    id: UUID
    api_id: UUID
    model: str
    action: str
    status: str
    input: dict[str, Any]
    error: str | None
    deaths: int
    updated_at: datetime

    @property
    def path(self) -> str:
        return f"/apis/{self.api_id}/tasks/{self.id}"


def watch_writes(database_url: str) -> None:
    """Have the database note what is written, from now on."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(WATCH)


def log_of(database_url: str) -> list[Entry]:
    with psycopg.connect(database_url) as connection:
        return connection.cursor(row_factory=class_row(Entry)).execute(ENTRIES).fetchall()


def tasks_of(database_url: str) -> list[TaskRow]:
    with psycopg.connect(database_url) as connection:
        return connection.cursor(row_factory=class_row(TaskRow)).execute(TASKS).fetchall()


def broken_laws(
    database_url: str,
    client: httpx.Client,
    accepted: Iterable[str],
    told: dict[str, Sequence[dict[str, Any]]],
) -> list[str]:
    """Every breach that can be found once all is quiet.

    `accepted` are the paths of the tasks that callers were given, `told` the statuses that those
    who waited were told, in their order.
    """
    tasks = tasks_of(database_url)
    log = log_of(database_url)
    with psycopg.connect(database_url, autocommit=True) as connection:
        return [
            *_lost(tasks, accepted),
            *_done_twice(tasks, log),
            *_half_there(connection, tasks, client),
            *_gone_back(tasks, told, client),
            *_announced_wrongly(connection, tasks),
        ]


def falsely_delivered(database_url: str, came: Callable[[], set[str]]) -> list[str]:
    """Deliveries that are said to have arrived and didn't, and what came out of the blue.

    `came` gives the identifiers of what has come so far; more may come meanwhile.
    """
    before = came()
    with psycopg.connect(database_url) as connection:
        written = dict(connection.execute("select id::text, status from deliveries").fetchall())
    delivered = {each for each, status in written.items() if status == "delivered"}
    return [f"nobody wrote the delivery {each}" for each in before - written.keys()] + [
        f"the delivery {each} didn't arrive" for each in delivered - came()
    ]


def _lost(tasks: Sequence[TaskRow], accepted: Iterable[str]) -> list[str]:
    there = {task.path for task in tasks}
    return [f"{path} was accepted and is gone" for path in accepted if path not in there] + [
        f"{task.path} never ended" for task in tasks if task.status == "pending"
    ]


def _done_twice(tasks: Sequence[TaskRow], log: Sequence[Entry]) -> list[str]:
    happened = Counter((entry.what, entry.subject) for entry in log)
    breaches = [
        f"{subject} was {what} {times} times"
        for (what, subject), times in happened.items()
        if what in ("accepted", "status", "published") and times > 1
    ]
    for task in tasks:
        if (task.model, task.action) == ("collection", "create"):
            written = happened["written", UUID(task.input["collectionId"])]
            if written != (task.status == "completed"):
                breaches.append(f"{task.path} is {task.status}, its document written {written}x")
    return breaches


def _half_there(
    connection: psycopg.Connection, tasks: Sequence[TaskRow], client: httpx.Client
) -> list[str]:
    breaches = [f"{row[0]} is left behind" for row in connection.execute(HALF_THERE)]
    for task in tasks:
        if task.status == "failed":
            remains = connection.execute(REMAINS, {"id": task.id}).fetchone()
            if task.action == "create" and remains != (0,):
                breaches.append(f"{task.path} failed and left something behind")
        elif (task.model, task.action) == ("api-version", "create"):
            breaches += _incomplete_version(connection, task, client)
        elif task.model == "collection":
            path = f"/apis/{task.api_id}/collections/{task.input['collectionId']}"
            if client.get(path).status_code != 200:
                breaches.append(f"{path} can't be read")
    return breaches


def _incomplete_version(
    connection: psycopg.Connection, task: TaskRow, client: httpx.Client
) -> list[str]:
    version_id = task.input["versionId"]
    parts = connection.execute(VERSION_PARTS, {"id": version_id}).fetchone()
    if parts != (1, 1, len(task.input["collectionIds"])):
        return [f"version {version_id} has {parts} schemas, files and collections"]
    answer = client.get(f"/apis/{task.api_id}/versions/{version_id}")
    return [] if answer.status_code == 200 else [f"version {version_id} can't be read"]


def _gone_back(
    tasks: Sequence[TaskRow], told: dict[str, Sequence[dict[str, Any]]], client: httpx.Client
) -> list[str]:
    """Statuses that went back, and waiters who weren't told the one that stands at the end."""
    ended = {task.path: task for task in tasks}
    breaches = []
    for path, statuses in told.items():
        seen = [status["status"] for status in statuses]
        times = [status["updatedAt"] for status in statuses]
        if "pending" in seen[:-1] and seen.index(seen[-1]) < len(seen) - 1:
            breaches.append(f"{path} was told as {seen}")
        if times != sorted(times):
            breaches.append(f"{path}: updatedAt went back: {times}")
        if not seen or path not in ended or seen[-1] != ended[path].status:
            breaches.append(f"{path}: a waiter was told {seen[-1:]} at last")
        elif client.get(path).json() != statuses[-1]:
            breaches.append(f"{path} differs from what its waiter was told")
    return breaches


def _announced_wrongly(connection: psycopg.Connection, tasks: Sequence[TaskRow]) -> list[str]:
    """Ends that the webhook's outbox doesn't have once, and what it has that didn't happen."""
    written = Counter((row[0], row[1]) for row in connection.execute(DELIVERIES))
    happened = Counter((str(task.id), f"task.{task.status}") for task in tasks)
    return [f"{task} should be announced as {event}" for task, event in happened - written] + [
        f"{task} is announced as {event} too often" for task, event in written - happened
    ]
