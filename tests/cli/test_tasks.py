"""`pressroom tasks`: listing with filters, cancelling, and running again, as real processes."""

import json
from typing import Any

import httpx
import pytest

from definitions import DANGLING, PETS
from processes import run

ASYNC = {"Prefer": "respond-async"}


@pytest.fixture
async def accepted(http: httpx.AsyncClient) -> dict[str, str]:
    """The identifier of a pending task for each of two APIs, by the API's name."""
    made = {}
    for name, content in (("Pets", PETS), ("Dangling", DANGLING)):
        api = (await http.post("/apis", json={"name": name})).json()["id"]
        body = {"type": "openapi:3_1", "files": [{"path": "openapi.yaml", "content": content}]}
        assert (await http.post(f"/apis/{api}/schemas", json=body)).status_code == 200
        generating = {"operationType": "GENERATE_FROM_SCHEMA"}
        task = await http.post(f"/apis/{api}/collections", json=generating, headers=ASYNC)
        made[name] = task.json()["taskId"]
    return made


def tasks(*arguments: str, url: str, status: int = 0) -> Any:
    """Run `pressroom tasks`: a listing as identifiers, any other result as JSON."""
    ran = run("tasks", *arguments, DATABASE_URL=url)
    assert ran.returncode == status, ran.stderr
    if arguments[0] == "list":
        return [line.split("\t")[0] for line in ran.stdout.splitlines()]
    return json.loads(ran.stdout) if ran.stdout else ran.stderr


def test_a_task_is_cancelled_run_again_and_found_by_filters(
    accepted: dict[str, str], database_url: str
) -> None:
    pets, dangling = accepted["Pets"], accepted["Dangling"]
    cancelled = tasks("cancel", pets, url=database_url)
    assert cancelled["details"] == {"error": {"message": "Cancelled by local."}}
    assert "failed already" in tasks("cancel", pets, url=database_url, status=2)
    assert tasks("list", "--status", "pending", url=database_url) == [dangling]
    again = tasks("retry", pets, url=database_url)
    assert again["status"] == "pending"
    assert tasks("wait", again["id"], url=database_url)["status"] == "completed"
    assert tasks("list", "--api", "Pets", url=database_url) == [again["id"], pets]
    assert tasks("list", "--api", "Pets", "--limit", "1", url=database_url) == [again["id"]]
    since = again["createdAt"][:19] + "+0000"
    filters = ("--after", since, "--model", "collection", "--action", "create")
    assert tasks("list", *filters, url=database_url) == [again["id"]]
    assert tasks("list", "--before", since, url=database_url) == [dangling, pets]
    assert tasks("list", "--before", "2020-01-01", url=database_url) == []


def test_a_task_that_isnt_there_is_said_to_be_missing(database_url: str) -> None:
    unknown = "00000000-0000-4000-8000-000000000000"
    for command in ("show", "wait", "cancel", "retry"):
        assert "no task" in tasks(command, unknown, url=database_url, status=2)
    assert "no task" in tasks("show", "nonsense", url=database_url, status=2)
