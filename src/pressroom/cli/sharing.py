"""One large definition converted by several processes.

They are forked once the definition is loaded, so they have all they need. Each reads and converts
the next few operations as long as there are any; those that aren't this process write the items to
temporary files, from which they go into the collection's file.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from itertools import accumulate, chain, pairwise
from typing import BinaryIO

import msgspec

from pressroom import collection
from pressroom.cli.forking import Helper, Turns
from pressroom.collection.convert import Each
from pressroom.collection.model import Item, WrittenItem
from pressroom.definition import Operation
from pressroom.definition.model import References
from pressroom.errors import MissingReference

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


class _Index(msgspec.Struct):
    """What a process leaves behind its items: their lengths by their turns, and what it missed."""

    lengths: dict[int, list[int]]
    dangling: tuple[tuple[str, str], ...]


@contextmanager
def each_in_processes(jobs: int, references: References) -> Iterator[Each]:
    """A `map` for `collection.convert` that works in up to `jobs` processes.

    The references of the definition know afterwards what any process found missing.

    Where processes can't be forked, or aren't worth it, it works in this one. The items can be
    written for as long as the context lasts.
    """
    with ExitStack() as stack:
        yield partial(_each, jobs, references, stack)


def _each(
    jobs: int,
    references: References,
    stack: ExitStack,
    make: Make,
    operations: Sequence[Operation],
) -> Iterator[Item | WrittenItem]:
    count = min(jobs, len(operations) // _WORTHWHILE) if hasattr(os, "fork") else 1
    if count < 2:
        yield from map(make, operations)
        return
    size = -(-len(operations) // (count * _TURNS))
    parts = [operations[start : start + size] for start in range(0, len(operations), size)]
    turns = stack.enter_context(Turns(len(parts)))
    work = partial(_make_into, make, parts, turns, references)
    others = [stack.enter_context(Helper(work)) for _ in range(1, count)]
    made = _made_here(make, parts, turns)
    for other in others:
        made |= _made_by(other, references)
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


def _make_into(
    make: Make, parts: Parts, turns: Turns, references: References, file: BinaryIO
) -> None:
    """Write the items one after another, then the index."""
    lengths = {
        turn: [file.write(collection.encode(make(operation))) for operation in parts[turn]]
        for turn in turns
    }
    index = msgspec.msgpack.encode(_Index(lengths, tuple(references.dangling)))
    file.write(index + len(index).to_bytes(_SIZE, "big"))


def _made_by(helper: Helper, references: References) -> Made:
    """What a process made; nothing if it failed."""
    file = helper.left()
    if file is None:
        return {}
    file.seek(-_SIZE, os.SEEK_END)
    size = int.from_bytes(file.read(_SIZE), "big")
    file.seek(-_SIZE - size, os.SEEK_END)
    index = msgspec.msgpack.decode(file.read(size), type=_Index)
    for step in index.dangling:
        with suppress(MissingReference):
            references.follow(*step)
    bounds = pairwise(accumulate(chain(*index.lengths.values()), initial=0))
    return {
        turn: [WrittenItem(partial(_read, file, *next(bounds))) for _ in each]
        for turn, each in index.lengths.items()
    }


def _read(file: BinaryIO, start: int, stop: int) -> bytes:
    return os.pread(file.fileno(), stop - start, start)
