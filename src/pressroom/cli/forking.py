"""Processes forked for a piece of work, with all that this one has in memory."""

import os
import select
import signal
import struct
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import BinaryIO, NamedTuple, TypeVar, cast

Made = TypeVar("Made")

CAN_FORK = hasattr(os, "fork")

_BUFFER = 1 << 20
"""The bytes that a helper's file is written in: one by one, items would take twice the time."""

_NUMBER = 4
"""The bytes of a number of `Turns`."""

_BOUNDS = struct.Struct("=QQ")
"""Where a piece of a helper's file starts and stops; written to a pipe at once, as it is short."""


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
    """Numbers, each given to one of several processes.

    A process goes through its own run of them first, then it takes what the others have left.
    For each run they share the position in a file of its numbers, which is there with the context.

    Args:
        runs: the numbers of each process; those who have none go through all runs.
    """

    def __init__(self, runs: Sequence[range]) -> None:
        self._runs = runs

    def __enter__(self) -> "Turns":
        self._files: list[BinaryIO] = []
        for run in self._runs:
            self._files.append(tempfile.TemporaryFile())
            self._files[-1].write(b"".join(number.to_bytes(_NUMBER, "big") for number in run))
            self._files[-1].seek(0)
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files:
            file.close()

    def of(self, process: int) -> Iterator[int]:
        """The next numbers for a process, as long as there are any."""
        for file in (*self._files[process:], *self._files[:process]):
            while number := os.read(file.fileno(), _NUMBER):
                yield int.from_bytes(number, "big")


class Piece(NamedTuple):
    """What a helper has written into its file between two places."""

    file: BinaryIO
    start: int
    stop: int

    def read(self, start: int, stop: int) -> bytes:
        """A part of it, from `start` until before `stop`."""
        return os.pread(self.file.fileno(), stop - start, self.start + start)

    def __len__(self) -> int:
        return self.stop - self.start


class Helper:
    """A process that leaves what it makes in a temporary file; both end with the context.

    Args:
        work: writes into the file, and yields after each piece that is done.
    """

    def __init__(self, work: Callable[[BinaryIO], Iterator[None]]) -> None:
        self._work = work

    def __enter__(self) -> "Helper":
        self._file = cast(BinaryIO, tempfile.TemporaryFile(buffering=_BUFFER))
        self._done, done = os.pipe()
        self._process = forked(partial(self._run, done))
        os.close(done)
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._done)
        self._file.close()
        end(self._process)

    def _run(self, done: int) -> None:
        start = 0
        for _ in self._work(self._file):
            self._file.flush()
            stop = self._file.tell()
            os.write(done, _BOUNDS.pack(start, stop))
            start = stop

    def piece(self, *, wait: bool = True) -> Piece | None:
        """The next piece; `None` when there is no more, or none yet and nobody wants to `wait`."""
        if not wait and not select.select([self._done], [], [], 0)[0]:
            return None
        bounds = os.read(self._done, _BOUNDS.size)
        return Piece(self._file, *_BOUNDS.unpack(bounds)) if bounds else None
