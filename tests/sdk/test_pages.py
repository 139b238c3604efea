"""Reference pages: the seed's format, and text that stays text."""

import re
from pathlib import Path

import pytest

import pressroom
from pressroom.sdk import generate

SEED = Path(__file__).parent / "seed"


def words_of(page: str) -> list[str]:
    """What a page says, white space and table rules aside."""
    lines = (line for line in page.splitlines() if not re.fullmatch(r"[-|\s]+", line))
    return [word for line in lines for word in line.replace("|", " ").split()]


@pytest.fixture(scope="module")
def seed_pages() -> dict[str, str]:
    return generate(pressroom.load(SEED / "async-task.openapi.yaml"), "typescript-pages")


def test_the_page_of_a_task_reads_as_the_seed_does(seed_pages: dict[str, str]) -> None:
    expected = (SEED / "get-status-of-an-async-task.txt").read_text()
    assert words_of(seed_pages["models/GetStatusOfAnAsyncTask.md"]) == words_of(expected)
