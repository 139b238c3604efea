"""Markdown (CommonMark with GitHub's tables), and text that can't become part of its marks."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

_MARKS = re.compile(r"[\\`*{}\[\]<>|~&$]|(?<![^\W_])_|_(?![^\W_])")
_NUMBERED = re.compile(r"\d{1,9}(?=[.)](?:\s|$))")
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_TICKS = re.compile("`+")


def text(content: str, *, trimmed: bool = True) -> str:
    """Any text as one line that shows as it is: no marks, no HTML, no table cells.

    Characters that can't be seen, and those that turn the direction of writing, are left out. What
    isn't `trimmed` is part of a line that was made by `visible_line`.
    """
    return _MARKS.sub(r"\\\g<0>", visible_line(content) if trimmed else content)


def visible_line(content: str) -> str:
    """A text on one line, without what can't be seen."""
    if content.isascii() and content.isprintable() and "  " not in content:
        return content.strip()
    return " ".join(_UNSEEN.sub(_replacement, content).split())


def visible(content: str) -> str:
    """A text on its lines, without what can't be seen."""
    return "\n".join(_UNSEEN.sub("", line.expandtabs(4)) for line in content.split("\n"))


def unmarked(line: str) -> str:
    """A line that starts no heading, list or rule."""
    if line[:1] in ("#", "+", "=", "-"):
        return f"\\{line}"
    number = _NUMBERED.match(line)
    return f"{number[0]}\\{line[number.end() :]}" if number else line


def code(content: str) -> str:
    """Any text as a code span, for outside of tables."""
    line = visible_line(content)
    fence = "`" * (1 + max(map(len, _TICKS.findall(line)), default=0))
    space = " " if line.startswith("`") or line.endswith("`") or not line else ""
    return f"{fence}{space}{line}{space}{fence}"


def block(content: str, language: str) -> str:
    """A block of code."""
    fence = "`" * max(3, 1 + max(map(len, _TICKS.findall(content)), default=0))
    return f"{fence}{language}\n{content}\n{fence}"


def heading(name: str) -> str:
    """A heading, underlined; `name` is Markdown already.

    With a bar in it, it would be taken for the head of a table.
    """
    shown = unmarked(name).replace("\\|", "&#124;")
    return f"{shown}\n{'-' * max(3, len(shown))}" if shown else ""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are Markdown already."""
    lines = [_row(head), "---|" * len(head), *map(_row, rows)]
    return "\n".join(lines)


def link(shown: str, path: str, heading: str = "") -> str:
    """A link to another page, or to a heading on it; `shown` is Markdown already."""
    anchor = f"#{quote(heading.lower())}" if heading else ""
    return f"[{shown}]({quote(path)}{anchor})"


def page(parts: Iterable[str]) -> str:
    """Parts with an empty line between them."""
    return "\n\n".join(part for part in parts if part) + "\n"


def _row(cells: Sequence[str]) -> str:
    row = "".join(f"{cell} | " if cell else "| " for cell in cells).rstrip()
    return unmarked(row) if cells[0] else f"| {row}"


def _replacement(match: re.Match[str]) -> str:
    return " " if match[0].isspace() else ""
