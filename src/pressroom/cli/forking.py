"""One large definition converted by several processes: a share of its operations each.

A process is forked once the definition is loaded, so it has all it needs. It writes its items to
a temporary file of its own, from which they go into the collection's file.
"""

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import accumulate, pairwise
from typing import BinaryIO, NamedTuple

from pressroom import collection
from pressroom.collection.convert import Each
from pressroom.collection.model import Item, WrittenItem
from pressroom.definition import Operation

_WORTHWHILE = 250
"""The operations from which on a process more is worth its start."""

Make = Callable[[Operation], Item]


class _Share(NamedTuple):
    """What a forked process works on, and the file that it writes to."""

    process: int
    operations: Sequence[Operation]
    file: BinaryIO


def each_in_processes(jobs: int) -> Each:
    """A `map` for `collection.convert` that works in up to `jobs` processes.

    Where processes can't be forked, or aren't worth it, it works in this one.
    """
    return partial(_each, jobs)


def _each(jobs: int, make: Make, operations: Sequence[Operation]) -> Iterator[Item | WrittenItem]:
    count = min(jobs, len(operations) // _WORTHWHILE) if hasattr(os, "fork") else 1
    if count < 2:
        yield from map(make, operations)
        return
    bounds = [len(operations) * number // count for number in range(count + 1)]
    first, *others = [operations[start:end] for start, end in pairwise(bounds)]
    shares = [_forked(make, other) for other in others]
    yield from map(make, first)
    for share in shares:
        yield from _collected(share, make)


def _forked(make: Make, operations: Sequence[Operation]) -> _Share:
    file = tempfile.TemporaryFile()  # noqa: SIM115 (it lives as long as the items do)
    process = os.fork()
    if process:
        return _Share(process, operations, file)
    status = 1
    try:
        _write(make, operations, file)
        status = 0
    finally:
        os._exit(status)


def _write(make: Make, operations: Sequence[Operation], file: BinaryIO) -> None:
    """The items one after another, then the length of each."""
    lengths = [file.write(collection.encode(make(operation))) for operation in operations]
    file.write(b"".join(length.to_bytes(8, "big") for length in lengths))
    file.flush()


def _collected(share: _Share, make: Make) -> Iterator[Item | WrittenItem]:
    """What a process made; one that failed has its share done here, and the error raised."""
    _, status = os.waitpid(share.process, 0)
    if status:
        yield from map(make, share.operations)
        return
    size = 8 * len(share.operations)
    share.file.seek(-size, os.SEEK_END)
    index = share.file.read(size)
    lengths = (int.from_bytes(index[at : at + 8], "big") for at in range(0, size, 8))
    for start, end in pairwise(accumulate(lengths, initial=0)):
        yield WrittenItem(partial(_read, share.file, start, end))


def _read(file: BinaryIO, start: int, end: int) -> bytes:
    return os.pread(file.fileno(), end - start, start)
