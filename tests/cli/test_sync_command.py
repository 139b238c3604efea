"""`pressroom sync`, as a real process."""

import json
import subprocess
from pathlib import Path

import pytest

from definitions import PETS
from processes import COMMAND, run

CHANGED = PETS.replace("/pets:", "/animals:").replace("The pets.", "The animals.")


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder with a definition, the next one, and a collection that somebody has edited."""
    (tmp_path / "old.yaml").write_text(PETS)
    (tmp_path / "new.yaml").write_text(CHANGED)
    made = run("convert", str(tmp_path / "old.yaml"), "-o", str(tmp_path / "pets.json"))
    assert made.returncode == 0, made.stderr
    collection = json.loads((tmp_path / "pets.json").read_bytes())
    script = {"type": "text/javascript", "exec": ["my test"]}
    collection["item"][0]["event"] = [{"listen": "test", "script": script}]
    (tmp_path / "pets.json").write_text(json.dumps(collection, indent="\t"))
    return tmp_path


def sync(work: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, "sync", *arguments], cwd=work, capture_output=True, text=True, timeout=60
    )


def test_a_sync_in_place_keeps_the_script_and_tells_what_changed(work: Path) -> None:
    done = sync(work, "pets.json", "new.yaml", "--base", "old.yaml", "-o", "pets.json")
    assert (done.returncode, done.stdout) == (0, "")
    assert "listPets: request.url.path[0]" in done.stderr
    content = (work / "pets.json").read_text()
    assert "my test" in content
    assert "/animals" in content
    assert '\n\t"info"' in content


def test_a_dry_run_writes_nothing_but_the_report(work: Path) -> None:
    before = (work / "pets.json").read_bytes()
    done = sync(work, "pets.json", "new.yaml", "--base", "old.yaml", "--dry-run", "-o", "pets.json")
    assert done.returncode == 0
    assert "updated" in done.stdout.splitlines()[0]
    assert (work / "pets.json").read_bytes() == before


def test_an_unchanged_definition_gives_the_same_bytes_on_standard_output(work: Path) -> None:
    done = sync(work, "pets.json", "old.yaml", "--base", "old.yaml")
    assert done.stdout == (work / "pets.json").read_text()
    assert done.stderr.startswith("Nothing to change")


def test_the_collection_may_come_from_standard_input_and_the_base_may_be_a_collection(
    work: Path,
) -> None:
    made = run("convert", str(work / "old.yaml"), "-o", str(work / "base.json"))
    assert made.returncode == 0
    done = subprocess.run(
        [*COMMAND, "sync", "-", "new.yaml", "--base", "base.json", "-q"],
        cwd=work,
        input=(work / "pets.json").read_bytes(),
        capture_output=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"my test" in done.stdout


def test_the_whole_report_is_written_in_json(work: Path) -> None:
    sync(
        work, "pets.json", "new.yaml", "--base", "old.yaml", "-o", "out.json", "--report", "r.json"
    )
    report = json.loads((work / "r.json").read_bytes())
    assert report["updated"][0]["field"] == "request.url.path[0]"
    assert report["conflicts"] == []


def test_what_was_dropped_is_kept_and_goes_only_on_request(work: Path) -> None:
    (work / "new.yaml").write_text(CHANGED.replace("listPets", "other"))
    arguments = ("pets.json", "new.yaml", "--base", "old.yaml")
    kept = sync(work, *arguments)
    assert "Removed from definition" in kept.stdout
    assert "kept" in kept.stderr
    gone = sync(work, *arguments, "--delete-orphaned-requests")
    assert "my test" not in gone.stdout
    assert "as asked for" in gone.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("new.yaml", "pets.json"), "new.yaml is no Collection v2.1"),
        (("pets.json", "pets.json"), "openapi"),
        (("none.json", "new.yaml"), "Can't read none.json"),
        (("pets.json", "none.yaml"), "none.yaml"),
        (("-", "-"), "standard input"),
        (("pets.json", "new.yaml", "--base", "none.yaml"), "none.yaml"),
        (("pets.json",), "DEFINITION"),
    ],
)
def test_what_cant_be_done_ends_with_one_message_and_status_2(
    work: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = sync(work, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
