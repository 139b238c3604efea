"""`pressroom publish` and its neighbours, as real processes on the embedded database."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import psycopg
import pytest

from definitions import DANGLING, PETS, large
from processes import COMMAND, clean_environment, eventually, run, serving, value
from sdk.libraries import Reply, Server

STATUS_FIELDS = {"id", "meta", "status", "details", "createdAt", "updatedAt"}


@pytest.fixture
def data(tmp_path: Path) -> str:
    return str(tmp_path / "data")


@pytest.fixture
def pets(tmp_path: Path) -> Path:
    path = tmp_path / "pets.yaml"
    path.write_text(PETS)
    return path


def postgres_processes(folder: Path | str) -> list[psutil.Process]:
    return [
        process
        for process in psutil.process_iter(["name", "cmdline"])
        if process.info["name"] == "postgres"
        and any(str(folder) in part for part in process.info["cmdline"] or ())
    ]


def accepted_tasks(data: str) -> int:
    """How many tasks the embedded database of a folder has; 0 while it isn't there yet."""
    try:
        conninfo = f"host={data}/postgresql user=postgres dbname=pressroom"
        return int(str(value(conninfo, "select count(*) from tasks")))
    except psycopg.Error:
        return 0


def test_publishing_ends_with_the_completed_task_and_both_resources(pets: Path, data: str) -> None:
    ran = run("publish", str(pets), "--name", "v1", "--data", data)
    assert ran.returncode == 0, ran.stderr
    status = json.loads(ran.stdout)
    assert set(status) == STATUS_FIELDS
    assert status["status"] == "completed"
    kinds = [resource["url"].split("/")[3] for resource in status["details"]["resources"]]
    assert kinds == ["versions", "collections"]
    assert "Completed" in ran.stderr
    assert postgres_processes(data) == []


def test_what_was_published_can_be_listed_shown_waited_for_and_exported(
    pets: Path, data: str, tmp_path: Path
) -> None:
    published = json.loads(run("publish", str(pets), "--quiet", "--data", data).stdout)
    for group in ("tasks", "apis", "versions"):
        assert run(group, "list", "--data", data).stdout.count("\n") >= 1
    shown = run("tasks", "show", published["id"], "--data", data)
    assert json.loads(shown.stdout) == published
    waited = run("tasks", "wait", published["id"], "--data", data)
    assert (waited.returncode, json.loads(waited.stdout)) == (0, published)
    api = json.loads(run("apis", "show", "Pets", "--data", data).stdout)
    assert [version["name"] for version in api["versions"]] == ["1.0.0"]
    out = tmp_path / "out"
    exported = run("export", "1.0.0", "-o", str(out), "--data", data)
    assert exported.returncode == 0, exported.stderr
    assert (out / "definition" / "pets.yaml").read_text() == PETS
    assert len(list((out / "collections").glob("*.json"))) == 1
    again = run("export", "1.0.0", "-o", str(out), "--data", data)
    assert again.returncode == 2
    assert "there already" in again.stderr


def test_quiet_shows_nothing_but_the_status(pets: Path, data: str) -> None:
    ran = run("publish", str(pets), "--quiet", "--data", data)
    assert json.loads(ran.stdout)["status"] == "completed"
    assert ran.stderr == ""


def test_a_second_version_follows_the_changed_definition(pets: Path, data: str) -> None:
    first = json.loads(run("publish", str(pets), "--name", "v1", "-q", "--data", data).stdout)
    pets.write_text(PETS.replace("/pets:", "/animals:"))
    second = json.loads(run("publish", str(pets), "--name", "v2", "-q", "--data", data).stdout)
    resources = [status["details"]["resources"] for status in (first, second)]
    assert resources[0][1] == resources[1][1], "the same collection"
    assert resources[0][0] != resources[1][0], "another version"


def test_a_folder_with_several_files_is_published_whole(tmp_path: Path, data: str) -> None:
    folder = tmp_path / "api"
    (folder / "schemas").mkdir(parents=True)
    (folder / "openapi.yaml").write_text(
        PETS.replace("#/components/schemas/Pet'", "schemas/pet.yaml'")
    )
    (folder / "schemas" / "pet.yaml").write_text("{type: object, properties: {name: {}}}")
    ran = run("publish", str(folder), "-q", "--data", data)
    assert ran.returncode == 0, ran.stderr
    out = tmp_path / "out"
    run("export", "1.0.0", "-o", str(out), "--data", data)
    assert sorted(p.name for p in (out / "definition").rglob("*.yaml")) == [
        "openapi.yaml",
        "pet.yaml",
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "empty"),
        ("just: yaml\n", "openapi"),
        ("openapi: 3.1.0\ninfo: {title: [\n", "broken.yaml:"),
        ('{"openapi": "3.1.0",,}', "broken.yaml:1:"),
        (DANGLING, "#/components/schemas/Cat"),
    ],
)
def test_a_bad_definition_is_one_line_and_writes_nothing(
    content: str, says: str, tmp_path: Path
) -> None:
    source = tmp_path / "broken.yaml"
    source.write_text(content)
    ran = run("publish", str(source), "-q", "--data", str(tmp_path / "data"))
    assert ran.returncode == 2
    assert says in ran.stderr
    assert ran.stderr.count("\n") == 1, ran.stderr
    assert "Traceback" not in ran.stderr
    assert not (tmp_path / "data").exists()


def test_a_file_over_the_limit_is_refused(pets: Path, data: str) -> None:
    ran = run("publish", str(pets), "-q", "--data", data, PRESSROOM_DEFINITION_BYTES="100")
    assert ran.returncode == 2
    assert "limit" in ran.stderr or "over" in ran.stderr


def test_two_versions_of_one_name_are_refused_with_a_remedy(pets: Path, data: str) -> None:
    run("publish", str(pets), "--name", "v1", "-q", "--data", data)
    ran = run("publish", str(pets), "--name", "v1", "-q", "--data", data)
    assert ran.returncode == 2
    assert "--name" in ran.stderr


def test_a_missing_file_is_usage(data: str) -> None:
    ran = run("publish", "nowhere.yaml", "-q", "--data", data)
    assert ran.returncode == 2
    assert "nowhere.yaml" in ran.stderr


def test_an_interrupted_publication_is_finished_by_the_next_process(
    tmp_path: Path, data: str
) -> None:
    source = tmp_path / "large.json"
    source.write_text(large(20_000))
    process = subprocess.Popen(
        [*COMMAND, "publish", str(source), "--data", data],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=clean_environment(),
    )
    eventually(lambda: accepted_tasks(data) > 0)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 130, stderr
    assert "Traceback" not in stderr
    assert "Interrupted" in stderr
    assert postgres_processes(data) == []
    task = run("tasks", "list", "--data", data).stdout.split("\t")[0]
    waited = run("tasks", "wait", task, "--data", data)
    assert json.loads(waited.stdout)["status"] == "completed"


def test_two_processes_use_one_data_folder_at_once(tmp_path: Path, data: str) -> None:
    processes = []
    for number in range(2):
        source = tmp_path / f"pets{number}.yaml"
        source.write_text(PETS.replace("title: Pets", f"title: Pets {number}"))
        processes.append(
            subprocess.Popen(
                [*COMMAND, "publish", str(source), "-q", "--data", data],
                stdout=subprocess.PIPE,
                env=clean_environment(),
            )
        )
    ends = [json.loads(process.communicate(timeout=60)[0]) for process in processes]
    assert [end["status"] for end in ends] == ["completed", "completed"]
    assert postgres_processes(data) == []
    assert run("apis", "list", "--data", data).stdout.count("\n") == 2


def test_converting_needs_no_database(pets: Path, tmp_path: Path) -> None:
    out = tmp_path / "collection.json"
    ran = run("convert", str(pets), "-o", str(out), PRESSROOM_DATA=str(tmp_path / "none"))
    assert ran.returncode == 0, ran.stderr
    assert json.loads(out.read_bytes())["info"]["name"] == "Pets"
    assert not (tmp_path / "none").exists()


def test_publishing_to_a_server_needs_no_database_here(pets: Path, tmp_path: Path) -> None:
    with serving(tmp_path / "data") as (address, key, _):
        remote = ["--server", address, "--api-key", key]
        ran = run("publish", str(pets), "-q", *remote)
        assert ran.returncode == 0, ran.stderr
        assert json.loads(ran.stdout)["status"] == "completed"
        assert "Pets" in run("apis", "list", *remote).stdout
        wrong = run("publish", str(pets), "-q", "--server", address, "--api-key", "wrong")
        assert wrong.returncode == 2
        assert "key" in wrong.stderr
        assert wrong.stderr.count("\n") == 1
    nobody = run("publish", str(pets), "-q", *remote)
    assert nobody.returncode == 2
    assert "reach" in nobody.stderr


def test_a_server_that_is_no_pressroom_is_told_in_one_line() -> None:
    server = Server()
    try:
        for reply, told in (
            (Reply(404, b"<html>", {"content-type": "text/html"}), "is it a Pressroom?"),
            (Reply(200, b"<html>", {"content-type": "text/html"}), "isn't JSON"),
            (Reply(200, {"apis": 5}), "a Pressroom of this version?"),
        ):
            server.reply(reply)
            ran = run("apis", "list", "--server", server.url, "--api-key", "k")
            assert (ran.returncode, ran.stderr.count("\n")) == (2, 1), ran.stderr
            assert told in ran.stderr
    finally:
        server.close()


def test_help_of_every_command_has_an_example() -> None:
    from typer.main import get_command

    from pressroom.cli.main import app

    root = get_command(app)
    leaves = []
    todo = [root]
    while todo:
        command = todo.pop()
        inner = list(getattr(command, "commands", {}).values())
        todo += inner
        leaves += [] if inner else [command]
    assert len(leaves) >= 14
    for command in leaves:
        assert "Example: " in (command.help or ""), command.name


def test_the_module_runs_like_the_command() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "pressroom", "--version"], capture_output=True, check=True
    )
    assert ran.stdout.strip()
