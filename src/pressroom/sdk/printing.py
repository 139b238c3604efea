"""The texts of files, which can be printed beside each other."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

Print: TypeAlias = Callable[[], str]
Text: TypeAlias = str | Print
"""The text of a file, or what prints it: that depends on nothing but the plan."""

Each: TypeAlias = Callable[[Sequence[Print]], Iterable[str]]
"""Prints several files, and gives their texts in the same order."""


def in_turn(prints: Sequence[Print]) -> Iterable[str]:
    """Print one file after the other."""
    return (one() for one in prints)


def printed(files: Mapping[str, Text], each: Each = in_turn) -> dict[str, str]:
    """The texts of files by path, in the same order."""
    prints = {path: text for path, text in files.items() if not isinstance(text, str)}
    texts = dict(zip(prints, each(list(prints.values())), strict=True))
    return {path: text if isinstance(text, str) else texts[path] for path, text in files.items()}
