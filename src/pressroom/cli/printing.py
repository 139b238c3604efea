"""The files of a large library, printed by several processes.

A process is forked once what it needs is there, and leaves its texts in a temporary file: one for
the models that are planned first, while the rest is planned; then one for each processor, which
takes the next file as long as there are any.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from typing import BinaryIO

import msgspec

from pressroom.cli.forking import CAN_FORK, Helper, Turns
from pressroom.sdk.printing import Files, in_turn, printed

_WORTHWHILE = 100
"""The files from which on a process more is worth its start."""


def by_processes(ready: Files, others: Callable[[], Files]) -> dict[str, str]:
    """Print the files of a library, in as many processes as there are processors.

    Where processes can't be forked, or aren't worth it, this one prints them all.
    """
    processors = (os.cpu_count() or 1) if CAN_FORK else 1
    if processors < 2:
        return in_turn(ready, others)
    with ExitStack() as stack:
        helpers: list[Helper] = []
        if len(ready) >= _WORTHWHILE:
            helpers.append(stack.enter_context(Helper(partial(_print_into, ready, ready))))
        files = others() if helpers else {**ready, **others()}
        paths = list(files)
        turns = stack.enter_context(Turns([range(len(paths))]))
        in_turns = (paths[turn] for turn in turns.of(0))
        helpers += [
            stack.enter_context(Helper(partial(_print_into, files, in_turns)))
            for _ in range(1, min(processors, len(files) // _WORTHWHILE))
        ]
        texts = _printed(files, in_turns)
        for helper in helpers:
            texts |= _texts(helper)
        return {
            path: texts[path] if path in texts else printed(text)  # where a process failed
            for path, text in {**ready, **files}.items()
        }


def _printed(files: Files, paths: Iterable[str]) -> dict[str, str]:
    return {path: printed(files[path]) for path in paths}


def _print_into(files: Files, paths: Iterable[str], file: BinaryIO) -> Iterator[None]:
    file.write(msgspec.msgpack.encode(_printed(files, paths)))
    yield


def _texts(helper: Helper) -> dict[str, str]:
    """What a process has printed; nothing if it failed."""
    piece = helper.piece()
    if piece is None:
        return {}
    return msgspec.msgpack.decode(piece.read(0, len(piece)), type=dict[str, str])
