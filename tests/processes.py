"""Real processes of the `pressroom` command."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

COMMAND = (sys.executable, "-m", "pressroom")


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `pressroom` to its end."""
    return subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True,
        text=True,
        timeout=100,
        env=clean_environment() | environment,
        check=False,
    )


@contextmanager
def running(*arguments: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """A `pressroom` process that is stopped when the context ends, if it still runs."""
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=clean_environment() | environment,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGCONT)
            process.terminate()
        process.communicate(timeout=60)


@contextmanager
def serving(data: Path, *arguments: str) -> Iterator[tuple[str, str, subprocess.Popen[str]]]:
    """A server on a free port: its address, the first key (empty when there was one), itself."""
    with running("serve", "--port", "0", "--data", str(data), *arguments) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        assert "listens on" in line, line + process.stderr.read()
        address = line.split()[-1]
        key = ""
        if not (data / "key").exists():
            assert process.stdout is not None
            key = process.stdout.readline().strip()
            (data / "key").write_text(key)
        yield address, key or (data / "key").read_text(), process


def clean_environment() -> dict[str, str]:
    """This environment without what would set Pressroom up."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("PRESSROOM_") and name != "DATABASE_URL"
    }


def eventually(holds: Callable[[], bool], seconds: float = 60.0) -> None:
    """Wait until something holds, looking often."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it didn't come to hold in time"
        time.sleep(0.01)


def value(conninfo: str, query: str, *arguments: object) -> object:
    """One value from a database."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        row = connection.execute(query, arguments).fetchone()  # type: ignore[call-overload]
    return row[0] if row else None
