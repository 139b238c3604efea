"""One large definition converted by several processes.

They are forked once the definition is loaded, so they have all they need. Each converts the next
few operations as long as there are any; those that aren't this process write the items to temporary
files, from which they go into the collection's file.
"""

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from itertools import accumulate, chain, pairwise
from typing import BinaryIO

import msgspec

from pressroom import collection
from pressroom.cli.forking import Turns, end, forked
from pressroom.collection.convert import Each
from pressroom.collection.model import Item, WrittenItem
from pressroom.definition import Operation

_WORTHWHILE = 250
"""The operations from which on a process more is worth its start."""

_TURNS = 16
"""How often each process takes operations, so that all end at about the same time."""

_SIZE = 8
"""The bytes at the end of a file that say how long its index is."""

Make = Callable[[Operation], Item]
Parts = Sequence[Sequence[Operation]]
Made = dict[int, list[WrittenItem]]
"""The items of some turns."""


@contextmanager
def each_in_processes(jobs: int) -> Iterator[Each]:
    """A `map` for `collection.convert` that works in up to `jobs` processes.

    Where processes can't be forked, or aren't worth it, it works in this one. The items can be
    written for as long as the context lasts.
    """
    with ExitStack() as stack:
        yield partial(_each, jobs, stack)


def _each(
    jobs: int, stack: ExitStack, make: Make, operations: Sequence[Operation]
) -> Iterator[Item | WrittenItem]:
    count = min(jobs, len(operations) // _WORTHWHILE) if hasattr(os, "fork") else 1
    if count < 2:
        yield from map(make, operations)
        return
    size = -(-len(operations) // (count * _TURNS))
    parts = [operations[start : start + size] for start in range(0, len(operations), size)]
    turns = stack.enter_context(Turns(len(parts)))
    others = [stack.enter_context(_Helper(make, parts, turns)) for _ in range(1, count)]
    made = _made_here(make, parts, turns)
    for other in others:
        made |= other.made()
    for turn, part in enumerate(parts):
        yield from made[turn] if turn in made else map(make, part)


def _made_here(make: Make, parts: Parts, turns: Turns) -> Made:
    """What this process makes; what it fails at is left out, to be made again in its order."""
    made: Made = {}
    with suppress(Exception):
        for turn in turns:
            encoded = [collection.encode(make(operation)) for operation in parts[turn]]
            made[turn] = [WrittenItem(partial(bytes, one)) for one in encoded]
    return made


class _Helper:
    """A process that converts, and the file that it writes to; both end with the context."""

    def __init__(self, make: Make, parts: Parts, turns: Turns) -> None:
        self._make = make
        self._parts = parts
        self._turns = turns

    def __enter__(self) -> "_Helper":
        self._file: BinaryIO = tempfile.TemporaryFile()
        self._process = forked(self._work)
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        if self._process:
            end(self._process)

    def _work(self) -> None:
        """Write the items one after another, then the length of each by its turn."""
        lengths = {
            turn: [self._write(operation) for operation in self._parts[turn]]
            for turn in self._turns
        }
        index = msgspec.msgpack.encode(lengths)
        self._file.write(index + len(index).to_bytes(_SIZE, "big"))
        self._file.flush()

    def _write(self, operation: Operation) -> int:
        return self._file.write(collection.encode(self._make(operation)))

    def made(self) -> Made:
        """What the process made, once it has ended; nothing if it failed."""
        _, status = os.waitpid(self._process, 0)
        self._process = 0
        if status:
            return {}
        lengths = self._index()
        bounds = pairwise(accumulate(chain(*lengths.values()), initial=0))
        return {
            turn: [WrittenItem(partial(self._read, *next(bounds))) for _ in each]
            for turn, each in lengths.items()
        }

    def _index(self) -> dict[int, list[int]]:
        self._file.seek(-_SIZE, os.SEEK_END)
        size = int.from_bytes(self._file.read(_SIZE), "big")
        self._file.seek(-_SIZE - size, os.SEEK_END)
        return msgspec.msgpack.decode(self._file.read(size), type=dict[int, list[int]])

    def _read(self, start: int, stop: int) -> bytes:
        return os.pread(self._file.fileno(), stop - start, start)
