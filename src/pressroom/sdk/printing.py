"""The texts of files, which can be printed beside each other."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

Print: TypeAlias = Callable[[], str]
Text: TypeAlias = str | Print
"""The text of a file, or what prints it: that depends on nothing but the plan."""

Files: TypeAlias = Mapping[str, Text]
"""The files of a library by their relative POSIX paths."""

PrintAll: TypeAlias = Callable[[Files, Callable[[], Files]], dict[str, str]]
"""Prints files that are ready, and those that its second argument takes a while to give."""


def in_turn(ready: Files, others: Callable[[], Files]) -> dict[str, str]:
    """Print one file after the other."""
    return {path: printed(text) for path, text in {**ready, **others()}.items()}


def printed(text: Text) -> str:
    """The text of one file."""
    return text if isinstance(text, str) else text()
