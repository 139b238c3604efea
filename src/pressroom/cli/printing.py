"""The files of a large library, printed by several processes.

Each takes the next file as long as there are any: it is forked once the plan is there, and leaves
its texts in a temporary file.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from typing import BinaryIO

import msgspec

from pressroom.cli.forking import end, forked
from pressroom.sdk.printing import Print, in_turn

_WORTHWHILE = 100
"""The files from which on a process more is worth its start."""

_INDEX = 4
"""The bytes that say which file is next."""


def by_processes(prints: Sequence[Print]) -> Iterable[str]:
    """Print the files of a library, in as many processes as there are processors.

    Where processes can't be forked, or aren't worth it, this one prints them all.
    """
    count = min(os.cpu_count() or 1, len(prints) // _WORTHWHILE) if hasattr(os, "fork") else 1
    if count < 2:
        return in_turn(prints)
    with ExitStack() as stack:
        files = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(count)]
        order, *others = files
        order.write(b"".join(at.to_bytes(_INDEX, "big") for at in range(len(prints))))
        order.flush()
        order.seek(0)
        processes = [forked(partial(_print_into, file, prints, order)) for file in others]
        try:
            texts = dict(_print_next(prints, order))
        except BaseException:
            for process in processes:
                end(process)
            raise
        for process, file in zip(processes, others, strict=True):
            if not os.waitpid(process, 0)[1]:
                file.seek(0)
                texts.update(msgspec.msgpack.decode(file.read(), type=dict[int, str]))
    return [texts[at] if at in texts else one() for at, one in enumerate(prints)]


def _print_into(file: BinaryIO, prints: Sequence[Print], order: BinaryIO) -> None:
    file.write(msgspec.msgpack.encode(dict(_print_next(prints, order))))
    file.flush()


def _print_next(prints: Sequence[Print], order: BinaryIO) -> Iterator[tuple[int, str]]:
    """Print whatever is next in the file `order`, whose position all processes share."""
    while index := os.read(order.fileno(), _INDEX):
        at = int.from_bytes(index, "big")
        yield at, prints[at]()
