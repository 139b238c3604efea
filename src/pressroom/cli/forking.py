"""Processes forked for a piece of work, with all that this one has in memory."""

import os
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import BinaryIO, TypeVar

Made = TypeVar("Made")

_NUMBER = 4
"""The bytes of a number of `Turns`."""


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


class Turns:
    """The numbers below `count` in order, each given to one of the processes that iterate over it.

    They share the position in a file of the numbers, which is there with the context.
    """

    def __init__(self, count: int) -> None:
        self._count = count

    def __enter__(self) -> "Turns":
        self._file: BinaryIO = tempfile.TemporaryFile()
        self._file.write(b"".join(number.to_bytes(_NUMBER, "big") for number in range(self._count)))
        self._file.flush()
        self._file.seek(0)
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __iter__(self) -> Iterator[int]:
        while number := os.read(self._file.fileno(), _NUMBER):
            yield int.from_bytes(number, "big")


class Helper:
    """A process that leaves what it makes in a temporary file; both end with the context."""

    def __init__(self, work: Callable[[BinaryIO], None]) -> None:
        self._work = work

    def __enter__(self) -> "Helper":
        self._file: BinaryIO = tempfile.TemporaryFile()
        self._process = forked(self._run)
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        if self._process:
            end(self._process)

    def _run(self) -> None:
        self._work(self._file)
        self._file.flush()

    def left(self) -> BinaryIO | None:
        """The file, once the process has ended; `None` if it failed."""
        _, status = os.waitpid(self._process, 0)
        self._process = 0
        return None if status else self._file
