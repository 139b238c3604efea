"""docs/reference, the reference pages of our own contract, held against the contract.

`PRESSROOM_UPDATE_DOCS=1 pytest tests/docs` writes them anew.
"""

import os
import re
from pathlib import Path

import pytest

from pressroom.sdk import generate
from pressroom.server.contract import contract
from sdk.test_pages import SEED, words_of

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"
DECISIONS = (ROOT / "docs" / "sdk.md").read_text(encoding="utf-8").partition("## Decisions")[2]


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return generate(contract(), "typescript-pages")


def test_the_pages_are_those_of_the_contract(pages: dict[str, str]) -> None:
    written = {
        path.relative_to(REFERENCE).as_posix(): path
        for path in REFERENCE.rglob("*")
        if path.is_file()
    }
    if os.environ.get("PRESSROOM_UPDATE_DOCS"):
        for name in written.keys() - pages.keys():
            written[name].unlink()
        for name, text in pages.items():
            path = REFERENCE / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    else:
        found = {name: path.read_text(encoding="utf-8") for name, path in written.items()}
        assert found == pages, "refresh with PRESSROOM_UPDATE_DOCS=1 pytest tests/docs"


def test_the_page_of_a_tasks_status_is_the_one_that_its_clients_know(pages: dict[str, str]) -> None:
    expected = (SEED / "get-status-of-an-async-task.txt").read_text(encoding="utf-8")
    assert words_of(pages["models/GetStatusOfAnAsyncTask.md"]) == words_of(expected)


def test_every_operation_of_the_contract_has_its_section(pages: dict[str, str]) -> None:
    services = "\n".join(text for name, text in pages.items() if name.startswith("services/"))
    for operation in contract().operations:
        assert f"`{operation.method.upper()} {operation.path}`" in services


def test_every_rule_of_decisions_is_in_the_documentation() -> None:
    source = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "src/pressroom/sdk/plan").glob("*.py")
    )
    made = set(re.findall(r"(?:\.here|_report)\(\s*\"([a-z-]+)\"", source))
    listed = set(re.findall(r"^\| `([a-z-]+)` \| ", DECISIONS, flags=re.M))
    assert made == listed


def test_every_test_that_the_documentation_names_is_there() -> None:
    page = (ROOT / "docs" / "sdk.md").read_text(encoding="utf-8")
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py"))
    named = set(re.findall(r"`(test_\w+)`", page))
    assert named
    for name in named:
        assert f"def {name}(" in tests, name
