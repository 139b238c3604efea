"""`pressroom serve` and `pressroom keys` as real processes: start, use, stop, kill."""

import json
import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import httpx
import psutil
import pytest

from definitions import PETS, large
from processes import eventually, run, serving

KEY = re.compile(r"PMAK-[0-9a-f]{24}-[0-9a-f]{34}")


ClientOf = Callable[[str, str], httpx.Client]


@pytest.fixture
def client_of() -> Iterator[ClientOf]:
    """Makes clients of a server by address and key; they are closed after the test."""
    with ExitStack() as stack:
        yield lambda address, key: stack.enter_context(
            httpx.Client(base_url=address, headers={"x-api-key": key}, timeout=90)
        )


def descendants(pid: int) -> list[psutil.Process]:
    return psutil.Process(pid).children(recursive=True)


def workers_of(pid: int) -> list[psutil.Process]:
    found = []
    for process in descendants(pid):
        with suppress(psutil.NoSuchProcess):
            found += [process] if "worker" in process.cmdline() else []
    return found


def api_with_schema(client: httpx.Client, content: str) -> tuple[str, str]:
    api = client.post("/apis", json={"name": "Pets"}).json()["id"]
    body = {"type": "openapi:3", "files": [{"path": "openapi.json", "content": content}]}
    return api, client.post(f"/apis/{api}/schemas", json=body).json()["id"]


def accept_version(client: httpx.Client, content: str) -> tuple[str, str]:
    """A version on its way with a collection to generate: the API and the path of the task."""
    api, schema = api_with_schema(client, content)
    generated = client.post(
        f"/apis/{api}/collections",
        json={"operationType": "GENERATE_FROM_SCHEMA"},
        headers={"Prefer": "respond-async"},
    ).json()
    version = client.post(
        f"/apis/{api}/versions",
        json={"name": "v1", "schemas": [{"id": schema}], "collections": [{"id": generated["id"]}]},
    )
    return api, version.headers["Location"]


def test_the_first_start_prints_a_key_that_works_and_later_ones_dont(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with serving(data) as (address, key, process):
        assert KEY.fullmatch(key)
        me = httpx.get(f"{address}/me", headers={"x-api-key": key}).json()
        assert me["user"]["roles"] == ["admin"]
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0
    with serving(data) as (address, key, process):
        assert httpx.get(f"{address}/me", headers={"x-api-key": key}).status_code == 200
        process.send_signal(signal.SIGTERM)
        out, _ = process.communicate(timeout=30)
        assert process.returncode == 0
        assert out == ""


def test_stopping_leaves_no_process_running(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with serving(data, "--workers", "2") as (_, _, process):
        eventually(lambda: len(workers_of(process.pid)) == 2)
        started = descendants(process.pid)
        process.terminate()
        process.wait(timeout=30)
    assert [each for each in started if each.is_running()] == []
    assert not [p for p in psutil.process_iter(["cmdline"]) if str(data) in str(p.info["cmdline"])]


def test_keys_are_made_listed_and_revoked_beside_a_running_server(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with serving(data) as (address, _, _):
        made = run("keys", "create", "--role", "viewer", "--name", "ci", "--data", str(data))
        key = made.stdout.strip()
        assert KEY.fullmatch(key), made.stderr
        assert made.stdout == f"{key}\n"
        assert httpx.get(f"{address}/me", headers={"x-api-key": key}).status_code == 200
        listed = run("keys", "list", "--data", str(data)).stdout
        assert key[5:29] in listed
        assert key[30:] not in listed
        assert run("keys", "revoke", key[5:29], "--data", str(data)).returncode == 0
        eventually(
            lambda: httpx.get(f"{address}/me", headers={"x-api-key": key}).status_code == 401, 2
        )
    wrong = run("keys", "create", "--role", "king", "--name", "x", "--data", str(data))
    assert wrong.returncode == 2
    assert "viewer" in wrong.stderr


def test_a_killed_server_takes_its_workers_along_and_its_tasks_complete_after_a_restart(
    tmp_path: Path, client_of: ClientOf
) -> None:
    data = tmp_path / "data"
    with serving(data) as (address, key, process):
        client = client_of(address, key)
        eventually(lambda: len(workers_of(process.pid)) == 2)
        workers = workers_of(process.pid)
        api, task = accept_version(client, large(10_000))
        time.sleep(0.3)
        assert client.get(task).json()["status"] == "pending"
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        psutil.wait_procs(workers, timeout=30)
        assert [worker for worker in workers if worker.is_running()] == []
    with serving(data) as (address, key, _):
        client = client_of(address, key)
        ended = client.get(task, headers={"Prefer": "wait=60"}).json()
        assert ended["status"] == "completed"
        versions = client.get(f"/apis/{api}/versions").json()["versions"]
        assert [version["name"] for version in versions] == ["v1"]


def test_everything_killed_at_once_loses_nothing(tmp_path: Path, client_of: ClientOf) -> None:
    data = tmp_path / "data"
    with serving(data) as (address, key, process):
        client = client_of(address, key)
        eventually(lambda: len(workers_of(process.pid)) == 2)
        _, task = accept_version(client, large(10_000))
        postmaster = int((data / "postgresql" / "postmaster.pid").read_text().split("\n")[0])
        everything = [process.pid, *(each.pid for each in descendants(process.pid)), postmaster]
        for pid in everything:
            os.kill(pid, signal.SIGKILL)
        process.wait()
        time.sleep(1)
    with serving(data) as (address, key, _):
        client = client_of(address, key)
        ended = client.get(task, headers={"Prefer": "wait=60"}).json()
        assert ended["status"] == "completed"


def test_a_dead_worker_is_replaced(tmp_path: Path, client_of: ClientOf) -> None:
    with serving(tmp_path / "data", "--workers", "1") as (address, key, process):
        eventually(lambda: len(workers_of(process.pid)) == 1)
        first = workers_of(process.pid)[0]
        first.kill()
        eventually(lambda: [w.pid for w in workers_of(process.pid)] not in ([], [first.pid]))
        client = client_of(address, key)
        api, _ = api_with_schema(client, PETS)
        body = {"operationType": "GENERATE_FROM_SCHEMA"}
        assert client.post(f"/apis/{api}/collections", json=body).status_code == 200


def test_a_taken_port_is_one_line_with_the_remedy(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as (address, _, _):
        port = address.rpartition(":")[2]
        ran = run("serve", "--port", port, "--data", str(tmp_path / "other"))
    assert ran.returncode == 2
    assert "--port" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_database_that_isnt_there_is_one_line_with_the_remedy() -> None:
    url = "postgresql://nobody@127.0.0.1:1/nothing"
    for command in (["serve", "--port", "0"], ["worker"], ["apis", "list"]):
        ran = run(*command, "--database-url", url)
        assert ran.returncode == 2
        assert "DATABASE_URL" in ran.stderr
        assert "Traceback" not in ran.stderr


def test_json_results_are_alone_on_standard_output(tmp_path: Path) -> None:
    source = tmp_path / "pets.yaml"
    source.write_text(PETS)
    ran = run("publish", str(source), "--data", str(tmp_path / "data"))
    assert json.loads(ran.stdout)["status"] == "completed"
