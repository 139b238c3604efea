"""One large definition converted by several processes.

Each has a share of the operations: it is forked once the definition is loaded, so it has all it
needs, and writes its items to a temporary file of its own, from which they go into the
collection's file.
"""

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import accumulate, pairwise
from typing import BinaryIO

from pressroom import collection
from pressroom.cli.forking import end, forked
from pressroom.collection.convert import Each
from pressroom.collection.model import Item, WrittenItem
from pressroom.definition import Operation

_WORTHWHILE = 250
"""The operations from which on a process more is worth its start."""

_HEAD_START = 0.4
"""What this process does more than a forked one, which has pages to copy and items to encode."""

Make = Callable[[Operation], Item]


@contextmanager
def each_in_processes(jobs: int) -> Iterator[Each]:
    """A `map` for `collection.convert` that works in up to `jobs` processes.

    Where processes can't be forked, or aren't worth it, it works in this one. The items can be
    written for as long as the context lasts.
    """
    shares: list[_Share] = []
    try:
        yield partial(_each, jobs, shares)
    finally:
        for share in shares:
            share.end()


class _Share:
    """What a forked process works on, and the file that it writes to."""

    def __init__(self, make: Make, operations: Sequence[Operation]) -> None:
        self._make = make
        self._operations = operations
        self._file: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115 (closed by `end`)
        self._process = forked(self._work)

    def _work(self) -> None:
        """Write the items one after another, then the length of each."""
        encoded = (collection.encode(self._make(one)) for one in self._operations)
        lengths = [self._file.write(item) for item in encoded]
        self._file.write(b"".join(length.to_bytes(8, "big") for length in lengths))
        self._file.flush()

    def items(self) -> Iterator[Item | WrittenItem]:
        """What the process made; where it failed, its share is done here, and its error raised."""
        _, status = os.waitpid(self._process, 0)
        self._process = 0
        if status:
            yield from map(self._make, self._operations)
            return
        size = 8 * len(self._operations)
        self._file.seek(-size, os.SEEK_END)
        index = self._file.read(size)
        lengths = (int.from_bytes(index[at : at + 8], "big") for at in range(0, size, 8))
        for start, stop in pairwise(accumulate(lengths, initial=0)):
            yield WrittenItem(partial(self._read, start, stop))

    def _read(self, start: int, end: int) -> bytes:
        return os.pread(self._file.fileno(), end - start, start)

    def end(self) -> None:
        """Let go of the file, and of the process if nobody waited for it."""
        self._file.close()
        if self._process:
            end(self._process)


def _each(
    jobs: int, shares: list[_Share], make: Make, operations: Sequence[Operation]
) -> Iterator[Item | WrittenItem]:
    count = min(jobs, len(operations) // _WORTHWHILE) if hasattr(os, "fork") else 1
    if count < 2:
        yield from map(make, operations)
        return
    each = round(len(operations) / (count + _HEAD_START))
    bounds = [len(operations) - each * number for number in reversed(range(count))]
    first = operations[: bounds[0]]
    others = [operations[start:end] for start, end in pairwise(bounds)]
    shares.extend(_Share(make, other) for other in others)
    yield from map(make, first)
    for share in shares:
        yield from share.items()
