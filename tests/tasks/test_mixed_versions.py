"""The program as it was before the newest migration, and the program of now, on one database.

The older one is taken from the history of this repository.
"""

import io
import os
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from definitions import PETS
from pressroom.store.migrate import MIGRATIONS, revisions
from processes import COMMAND, clean_environment, eventually, run, running, value

ROOT = Path(__file__).parents[2]
REVISION = "select version_num from alembic_version"


def git(*arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=True).stdout


def migrations_at(commit: str) -> dict[str, str]:
    """The migrations that a commit has: what names the content of each, by its path."""
    listed = git("ls-tree", "-r", commit, "--", f"{MIGRATIONS.relative_to(ROOT)}/versions")
    entries = (line.split() for line in listed.decode().splitlines())
    return {path: content for _, _, content, path in entries if path.endswith(".sql")}


def commit_before_the_newest_migration() -> str:
    """The last one whose migrations are all but the newest of today's, as they are today.

    Raises:
        StopIteration: there is none among the last 500.
    """
    now = migrations_at("HEAD")
    commits = git("rev-list", "--max-count=500", "HEAD").decode().split()
    before = sorted(now.items())[:-1]
    return next(commit for commit in commits if sorted(migrations_at(commit).items()) == before)


@pytest.fixture(scope="session")
def older(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source of the program that didn't know the newest migration yet."""
    try:
        commit = commit_before_the_newest_migration()
        archive = git("archive", "--format=zip", commit, "src")
    except (OSError, subprocess.CalledProcessError, StopIteration):
        pytest.skip("needs the repository with its history")
    folder = tmp_path_factory.mktemp("older")
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        files.extractall(folder)
    return folder / "src"


@contextmanager
def serving(database_url: str, **environment: str) -> Iterator[httpx.Client]:
    """A web server without workers."""
    options = ("--no-workers", "--port", "0", "--database-url", database_url)
    with running("serve", *options, **environment) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        assert "listens on" in line, line + process.stderr.read()
        with httpx.Client(base_url=line.split()[-1], timeout=70) as client:
            yield client


def publish(client: httpx.Client, name: str) -> Any:
    """A version of a new API with a collection; gives the status of its task."""
    api = client.post("/apis", json={"name": name}).json()["id"]
    body = {"type": "openapi:3", "files": [{"path": "openapi.yaml", "content": PETS}]}
    schema = client.post(f"/apis/{api}/schemas", json=body).raise_for_status().json()["id"]
    generated = client.post(
        f"/apis/{api}/collections",
        json={"operationType": "GENERATE_FROM_SCHEMA"},
        headers={"Prefer": "respond-async"},
    ).json()
    version = {
        "name": "v1",
        "schemas": [{"id": schema}],
        "collections": [{"id": generated["id"]}],
    }
    accepted = client.post(f"/apis/{api}/versions", json=version)
    assert accepted.status_code == 202, accepted.text
    return client.get(accepted.headers["location"], headers={"Prefer": "wait=60"}).json()


def test_the_program_of_before_goes_on_working_beside_the_one_that_upgraded_the_tables(
    empty_database: str, older: Path
) -> None:
    before = {"PYTHONPATH": os.fspath(older)}
    worker = ("worker", "--database-url", empty_database)
    alive = "select count(*) from procrastinate_workers"
    with serving(empty_database, **before) as old, running(*worker, **before) as old_worker:
        assert value(empty_database, REVISION) != revisions()[-1]
        made = run(
            *("keys", "create", "--role", "editor", "--name", "it"),
            *("--database-url", empty_database),
            **before,
        )
        old.headers["x-api-key"] = made.stdout.strip()
        assert publish(old, "before")["status"] == "completed"
        with serving(empty_database) as new:
            new.headers["x-api-key"] = old.headers["x-api-key"]
            assert value(empty_database, REVISION) == revisions()[-1]
            for client, name in ((old, "old server"), (new, "new server")):
                assert publish(client, f"{name}, old worker")["status"] == "completed"
            with running(*worker):
                eventually(lambda: value(empty_database, alive) == 2)
                for client, name in ((old, "old server"), (new, "new server")):
                    assert publish(client, f"{name}, both")["status"] == "completed"
                old_worker.terminate()
                old_worker.wait(timeout=30)
                for client, name in ((old, "old server"), (new, "new server")):
                    assert publish(client, f"{name}, new worker")["status"] == "completed"
            assert old.get("/apis").json() == new.get("/apis").json()
    assert value(empty_database, "select count(*) from tasks where status <> 'completed'") == 0
    assert value(empty_database, "select count(*) from tasks") == 14


def test_the_older_program_is_the_older_one(older: Path) -> None:
    code = "import pressroom; print(pressroom.__file__)"
    ran = subprocess.run(
        [COMMAND[0], "-c", code],
        env=clean_environment() | {"PYTHONPATH": os.fspath(older)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(ran.stdout.strip()).is_relative_to(older)
