"""One large definition converted by several processes.

They are forked once the definition is loaded, so they have all they need. Each reads and converts
the next few operations as long as there are any. This process does so whenever the file that it
writes needs an item that nobody has made yet; the others leave theirs in temporary files.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from itertools import accumulate, pairwise
from typing import BinaryIO

import msgspec

from pressroom import collection
from pressroom.cli.forking import Helper, Piece, Turns
from pressroom.collection.convert import Each
from pressroom.collection.model import Item, WrittenItem
from pressroom.definition import Operation
from pressroom.definition.model import References
from pressroom.errors import MissingReference

_WORTHWHILE = 250
"""The operations from which on a process more is worth its start."""

_TURNS = 32
"""How often each process takes operations, so that all end at about the same time."""

_SIZE = 8
"""The bytes at the end of a piece that say how long its index is."""

Make = Callable[[Operation], Item]
Parts = Sequence[Sequence[Operation]]


class _Index(msgspec.Struct):
    """What stands at the end of a piece: its turn, the items' lengths, and what was missing."""

    turn: int
    lengths: list[int]
    dangling: tuple[tuple[str, str], ...]


@contextmanager
def each_in_processes(jobs: int, references: References) -> Iterator[Each]:
    """A `map` for `collection.convert` that works in up to `jobs` processes.

    Where processes can't be forked, or aren't worth it, it works in this one. The items are made
    when they are read, which they can be for as long as the context lasts. The references of the
    definition know afterwards what any process found missing.
    """
    with ExitStack() as stack:
        shared: list[_SharedItems] = []

        def each(
            make: Make, operations: Sequence[Operation]
        ) -> Iterator[Item] | Iterator[WrittenItem]:
            count = min(jobs, len(operations) // _WORTHWHILE) if hasattr(os, "fork") else 1
            if count < 2:
                return map(make, operations)
            size = -(-len(operations) // (count * _TURNS))
            parts = [operations[start : start + size] for start in range(0, len(operations), size)]
            turns = stack.enter_context(Turns(len(parts)))
            work = partial(_make_into, make, parts, turns, references)
            helpers = [stack.enter_context(Helper(work)) for _ in range(1, count)]
            shared.append(_SharedItems(make, parts, turns, helpers, references))
            return iter(shared[-1])

        yield each
        for items in shared:
            items.finish()


def _make_into(
    make: Make, parts: Parts, turns: Turns, references: References, file: BinaryIO
) -> Iterator[None]:
    """Write the items of each turn one after another, then their index."""
    told = len(references.dangling)
    for turn in turns:
        lengths = [file.write(collection.encode(make(operation))) for operation in parts[turn]]
        dangling = tuple(references.dangling[told:])
        told += len(dangling)
        index = msgspec.msgpack.encode(_Index(turn, lengths, dangling))
        file.write(index + len(index).to_bytes(_SIZE, "big"))
        yield


class _SharedItems:
    """The items of all turns in their order, made here or by the helpers as they are read."""

    def __init__(
        self,
        make: Make,
        parts: Parts,
        turns: Turns,
        helpers: Sequence[Helper],
        references: References,
    ) -> None:
        self._make = make
        self._parts = parts
        self._turns = iter(turns)
        self._helpers = list(helpers)
        self._references = references
        self._made: dict[int, list[Callable[[], bytes]]] = {}

    def __iter__(self) -> Iterator[WrittenItem]:
        for turn, part in enumerate(self._parts):
            for position in range(len(part)):
                yield WrittenItem(partial(self._read, turn, position))

    def _read(self, turn: int, position: int) -> bytes:
        while turn not in self._made:
            if not (self._receive(wait=False) or self._take_turn() or self._receive(wait=True)):
                self._take(turn)  # the process that should have done it failed
        return self._made[turn][position]()

    def finish(self) -> None:
        """Wait until all helpers are done."""
        while self._receive(wait=True):
            pass

    def _take_turn(self) -> bool:
        turn = next(self._turns, None)
        if turn is not None:
            self._take(turn)
        return turn is not None

    def _take(self, turn: int) -> None:
        encoded = [collection.encode(self._make(operation)) for operation in self._parts[turn]]
        self._made[turn] = [partial(bytes, one) for one in encoded]

    def _receive(self, *, wait: bool) -> bool:
        """Take note of one more turn that a helper is done with, if there is one."""
        for helper in self._helpers:
            piece = helper.piece(wait=wait)
            if piece is not None:
                self._note(piece)
                return True
        return False

    def _note(self, piece: Piece) -> None:
        end = len(piece) - _SIZE
        size = int.from_bytes(piece.read(end, end + _SIZE), "big")
        index = msgspec.msgpack.decode(piece.read(end - size, end), type=_Index)
        for step in index.dangling:
            with suppress(MissingReference):
                self._references.follow(*step)
        bounds = pairwise(accumulate(index.lengths, initial=0))
        self._made[index.turn] = [partial(piece.read, *each) for each in bounds]
