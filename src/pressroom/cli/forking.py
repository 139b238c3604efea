"""Processes forked for a piece of work, with all that this one has in memory."""

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

Made = TypeVar("Made")


def both_at_once(here: Callable[[], Made], there: Callable[[], None]) -> Made:
    """Do one thing here, and another in a process of its own meanwhile.

    What goes wrong there is done again here, to be raised with all it says.
    """
    process = forked(there)
    try:
        made = here()
    except BaseException:
        end(process)
        raise
    _, status = os.waitpid(process, 0)
    if status:
        there()
    return made


def forked(work: Callable[[], None]) -> int:
    """A process that does some work, and ends with 0 when nothing goes wrong."""
    process = os.fork()
    if process:
        return process
    status = 1
    try:
        work()
        status = 0
    finally:
        os._exit(status)


def end(process: int) -> None:
    """End a process, whatever it does."""
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
