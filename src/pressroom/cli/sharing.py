"""One large definition converted by several processes.

They are forked once its collection is arranged, so they have all they need. Each has a run of the
items in the order in which they are written, so that most of what they have in common with others
is made once; when it is done with its own it helps with another's. This process does so whenever
the file that it writes needs an item; the others leave theirs in temporary files.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from itertools import accumulate, pairwise
from typing import BinaryIO

import msgspec

from pressroom.cli.forking import CAN_FORK, Helper, Piece, Turns
from pressroom.collection.model import Each, Placed, Write
from pressroom.definition.model import References
from pressroom.errors import MissingReference

_WORTHWHILE = 250
"""The items from which on a process more is worth its start."""

_TURNS = 64
"""How often each process takes items, so that all end at about the same time."""

_WRITER = 0.85
"""The share of the process that writes the file, of that of the others."""

_SIZE = 8
"""The bytes at the end of a piece that say how long its index is."""

Parts = Sequence[Sequence[Placed]]


class _Index(msgspec.Struct):
    """What stands at the end of a piece: its turn, the items' lengths, and what was missing."""

    turn: int
    lengths: list[int]
    dangling: tuple[tuple[str, str], ...]


@contextmanager
def each_in_processes(jobs: int, references: References) -> Iterator[Each]:
    """A `map` for `collection.encode_chunks` that works in up to `jobs` processes.

    Where processes can't be forked, or aren't worth it, it works in this one. The references of
    the definition know afterwards what any process found missing.
    """
    with ExitStack() as stack:

        def each(write: Write, items: Sequence[Placed]) -> Iterator[bytes]:
            count = min(jobs, len(items) // _WORTHWHILE) if CAN_FORK else 1
            if count < 2:
                return map(write, items)
            size = -(-len(items) // (count * _TURNS))
            parts = [items[start : start + size] for start in range(0, len(items), size)]
            turns = stack.enter_context(Turns(_runs(len(parts), count)))
            helpers = [
                stack.enter_context(
                    Helper(partial(_write_into, write, parts, turns.of(process), references))
                )
                for process in range(1, count)
            ]
            return iter(_SharedItems(write, parts, turns.of(0), helpers, references))

        yield each


def _runs(turns: int, processes: int) -> list[range]:
    """The turns of each process; this one, which has all of the writing to do, gets fewer."""
    first = int(turns * _WRITER / processes)
    others = processes - 1
    bounds = [0, *(first + (turns - first) * one // others for one in range(processes))]
    return [range(*each) for each in pairwise(bounds)]


def _write_into(
    write: Write, parts: Parts, turns: Iterator[int], references: References, file: BinaryIO
) -> Iterator[None]:
    """Write the items of each turn one after another, then their index."""
    told = len(references.dangling)
    for turn in turns:
        lengths = [file.write(write(item)) for item in parts[turn]]
        dangling = tuple(references.dangling[told:])
        told += len(dangling)
        index = msgspec.msgpack.encode(_Index(turn, lengths, dangling))
        file.write(index + len(index).to_bytes(_SIZE, "big"))
        yield


class _SharedItems:
    """The items of all turns in their order, written here or by the helpers as they are read."""

    def __init__(
        self,
        write: Write,
        parts: Parts,
        turns: Iterator[int],
        helpers: Sequence[Helper],
        references: References,
    ) -> None:
        self._write = write
        self._parts = parts
        self._turns = turns
        self._helpers = list(helpers)
        self._references = references
        self._written: dict[int, Iterator[bytes]] = {}

    def __iter__(self) -> Iterator[bytes]:
        for turn in range(len(self._parts)):
            while turn not in self._written:
                if not (self._receive(wait=False) or self._take_turn() or self._receive(wait=True)):
                    self._take(turn)  # the process that should have done it failed
            yield from self._written.pop(turn)

    def _take_turn(self) -> bool:
        turn = next(self._turns, None)
        if turn is not None:
            self._take(turn)
        return turn is not None

    def _take(self, turn: int) -> None:
        self._written[turn] = iter([self._write(item) for item in self._parts[turn]])

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
        self._written[index.turn] = _items_of(piece, index.lengths)


def _items_of(piece: Piece, lengths: Sequence[int]) -> Iterator[bytes]:
    """The items of a turn, read when the first of them is asked for."""
    content = piece.read(0, sum(lengths))
    for start, stop in pairwise(accumulate(lengths, initial=0)):
        yield content[start:stop]
