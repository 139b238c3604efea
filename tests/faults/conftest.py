"""How long the fault suite runs, and what it found.

`make faults` sets PRESSROOM_FAULTS to the file for its figures, which asks for the long form.
"""

import os
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from laws import watch_writes
from postgresql import OwnServer, own_postgresql
from scene import Runs, Scene

RESULTS = os.environ.get("PRESSROOM_FAULTS")


@pytest.fixture(scope="session")
def runs() -> Runs:
    return lambda short, long: long if RESULTS else short


@pytest.fixture
def long_form() -> None:
    """Skips what takes too long for `make test`."""
    if not RESULTS:
        pytest.skip("takes a minute; `make faults` runs it")


@pytest.fixture
def record() -> Callable[[str, int, str], None]:
    """Takes what was done, how often, and what is to be said of it, as a row of the table."""

    def note(fault: str, times: int, said: str) -> None:
        if RESULTS:
            with Path(RESULTS).open("a", encoding="utf-8") as table:
                table.write(f"| {fault} | {times} | {said} |\n")

    return note


@pytest.fixture
async def scene(database_url: str, tmp_path: Path) -> AsyncIterator[Scene]:
    """A web server on a database whose writes are watched; no workers yet."""
    watch_writes(database_url)
    async with Scene(database_url, tmp_path) as opened:
        yield opened


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[OwnServer]:
    with own_postgresql(tmp_path / "data") as server:
        watch_writes(server.conninfo)
        yield server
