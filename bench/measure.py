"""Measures whole processes: what a person waits for, and what the machine gives.

The operating system's own account of a finished child (`wait4`) has the processor time and the
largest resident size. A child starts as a copy of this process, so this one has to stay small:
nothing here reads definitions.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Timer
from typing import NamedTuple

_UNUSUAL = "PYTHONDONTWRITEBYTECODE"
"""Makes Python compile itself anew at each start, which no installation does."""
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024


class Cost(NamedTuple):
    """What a process took: seconds on the clock and of the processor, bytes at its largest.

    `failure` is empty when it ended well; else it says how it ended, and the numbers are those
    until then.
    """

    wall: float
    cpu: float
    memory: int
    failure: str = ""


def run(
    command: Sequence[str | Path],
    *,
    limit: float,
    given: Path | None = None,
    out: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Cost:
    """Run a command to its end, or kill it after `limit` seconds.

    It reads its standard input from the file `given`, and writes its standard output to `out`;
    without them there is nothing to read, and the output is dropped.
    """
    nothing = Path(os.devnull)
    inherited = {**os.environ, **(environment or {})}
    with (given or nothing).open("rb") as source, (out or nothing).open("wb") as sink:
        started = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=source,
            stdout=sink,
            stderr=subprocess.DEVNULL,
            env={name: value for name, value in inherited.items() if name != _UNUSUAL},
        )
        timer = Timer(limit, process.kill)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    failure = "" if not process.returncode else f"ended with {process.returncode}"
    if wall >= limit:
        failure = f"not done after {limit:.0f} s"
    cpu = usage.ru_utime + usage.ru_stime
    return Cost(wall, cpu, usage.ru_maxrss * _RSS_UNIT, failure)


def typical(costs: Sequence[Cost]) -> Cost:
    """The median of each number; the failure of the first that failed."""
    return Cost(
        statistics.median(cost.wall for cost in costs),
        statistics.median(cost.cpu for cost in costs),
        int(statistics.median(cost.memory for cost in costs)),
        next((cost.failure for cost in costs if cost.failure), ""),
    )
