"""The files of a large library, printed by several processes.

A process is forked once what it needs is there, and leaves its texts in a temporary file: one for
the models that are planned first, while the rest is planned; then one for each processor, which
takes the next file as long as there are any.
"""

import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from typing import BinaryIO

import msgspec

from pressroom.cli.forking import Turns, end, forked
from pressroom.sdk.printing import Files, Text, in_turn, printed

_WORTHWHILE = 100
"""The files from which on a process more is worth its start."""


def by_processes(ready: Files, others: Callable[[], Files]) -> dict[str, str]:
    """Print the files of a library, in as many processes as there are processors.

    Where processes can't be forked, or aren't worth it, this one prints them all.
    """
    processors = (os.cpu_count() or 1) if hasattr(os, "fork") else 1
    if processors < 2:
        return in_turn(ready, others)
    with ExitStack() as stack:
        ahead = [ready] if len(ready) >= _WORTHWHILE else []
        helpers = [stack.enter_context(_Helper(files, files)) for files in ahead]
        files = others() if helpers else {**ready, **others()}
        paths = list(files)
        turns = stack.enter_context(Turns(len(paths)))
        helpers += [
            stack.enter_context(_Helper(files, (paths[turn] for turn in turns)))
            for _ in range(1, min(processors, len(files) // _WORTHWHILE))
        ]
        texts = _printed(files, (paths[turn] for turn in turns))
        for helper in helpers:
            texts.update(helper.texts())
        return {
            path: texts[path] if path in texts else printed(text)  # where a process failed
            for path, text in {**ready, **files}.items()
        }


def _printed(files: Files, paths: Iterable[str]) -> dict[str, str]:
    return {path: printed(files[path]) for path in paths}


class _Helper:
    """A process that prints some of the files; it ends with the context."""

    def __init__(self, files: Mapping[str, Text], paths: Iterable[str]) -> None:
        self._files = files
        self._paths = paths

    def __enter__(self) -> "_Helper":
        self._file: BinaryIO = tempfile.TemporaryFile()
        self._process = forked(self._print)
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        if self._process:
            end(self._process)

    def _print(self) -> None:
        self._file.write(msgspec.msgpack.encode(_printed(self._files, self._paths)))
        self._file.flush()

    def texts(self) -> dict[str, str]:
        """What it has printed, once it has ended; nothing if it failed."""
        _, status = os.waitpid(self._process, 0)
        self._process = 0
        if status:
            return {}
        self._file.seek(0)
        return msgspec.msgpack.decode(self._file.read(), type=dict[str, str])
