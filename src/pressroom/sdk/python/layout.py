"""Lays code out as ruff does: what fits is on one line, else each part is on its own.

Broken groups end with a comma, which ruff takes as the author's will, so it leaves them alone.
"""

from collections.abc import Iterable, Sequence
from unicodedata import east_asian_width

import msgspec

WIDTH = 100
_STEP = "    "


class Group(msgspec.Struct, frozen=True):
    """Parts between brackets; `comma` says whether a comma may follow the last one."""

    open: str
    parts: tuple["Part", ...]
    close: str
    comma: bool = True


class Entry(msgspec.Struct, frozen=True):
    """A part with something before it: `name=`, `"key": `."""

    prefix: str
    part: "Part"


Part = str | Group | Entry


def call(function: str, arguments: Iterable[Part]) -> Part:
    """`function(…)`."""
    return Group(f"{function}(", tuple(arguments), ")")


def array(items: Iterable[Part]) -> Part:
    """`[…]`."""
    return Group("[", tuple(items), "]")


def pair(items: Sequence[Part]) -> Part:
    """A tuple, which has a comma even if it holds one thing."""
    if len(items) == 1:
        return Group("(", (items[0], ""), ")", comma=False)
    return Group("(", tuple(items), ")")


def record(entries: Iterable[tuple[str, Part]]) -> Part:
    """A dict; keys are code."""
    return Group("{", tuple([Entry(f"{key}: ", part) for key, part in entries]), "}")


def columns(line: str) -> int:
    """How many columns a line has; wide letters take two (Unicode Standard Annex 11)."""
    if line.isascii():
        return len(line)
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in line)


def flat(part: Part) -> str:
    """A part on one line."""
    match part:
        case str():
            return part
        case Entry(prefix, inner):
            return prefix + flat(inner)
        case Group(open_, parts, close):
            listed = ", ".join(map(flat, parts))
            return f"{open_}{listed.removesuffix(' ')}{close}"


def fitted(part: Part, room: int) -> str | None:
    """A part on one line, `None` as soon as that is sure to have more than `room` characters."""
    if isinstance(part, str):
        return part if len(part) <= room else None
    if isinstance(part, Entry):
        inner = fitted(part.part, room - len(part.prefix))
        return None if inner is None else part.prefix + inner
    room -= len(part.open) + len(part.close)
    pieces: list[str] = []
    for one in part.parts:
        piece = one if isinstance(one, str) else fitted(one, room)
        if piece is None or len(piece) > room:
            return None
        pieces.append(piece)
        room -= len(piece) + len(", ")
    return f"{part.open}{', '.join(pieces).removesuffix(' ')}{part.close}"


def render(part: Part, *, indent: int = 0, before: str = "", after: str = "") -> str:
    """A part with what stands before and after it on its lines, indented but for the first line."""
    start = f"{_STEP * indent}{before}"
    if isinstance(part, str):
        return f"{start}{part}{after}"
    last = start.rfind("\n") + 1
    line = fitted(part, WIDTH + len(", ") - (len(start) - last + len(after)))
    if line is not None:
        whole = f"{start}{line}{after}"
        if columns(whole[last:]) <= WIDTH:
            return whole
    if isinstance(part, Entry):
        return render(part.part, indent=indent, before=before + part.prefix, after=after)
    return broken(part, indent=indent, before=before, after=after)


def broken(group: Group, *, indent: int = 0, before: str = "", after: str = "") -> str:
    """A group with each part on its own lines; one that is empty stays on its line."""
    parts = [one for one in group.parts if one != ""]
    if not parts:
        return f"{_STEP * indent}{before}{group.open}{group.close}{after}"
    comma = "," if group.comma or len(parts) < len(group.parts) else ""
    body = "".join([f"{render(one, indent=indent + 1, after=comma)}\n" for one in parts])
    return f"{_STEP * indent}{before}{group.open}\n{body}{_STEP * indent}{group.close}{after}"


def declare(target: str, annotation: str, given: Part, indent: int) -> str:
    """`target: annotation = given`, without the last part when `given` is empty."""
    line = f"{_STEP * indent}{target}: {annotation}"
    if given == "":
        return line if columns(line) <= WIDTH else _parenthesised(target, annotation, "", indent)
    whole = f"{line} = {flat(given)}"
    if columns(whole) <= WIDTH:
        return whole
    if isinstance(given, Group) and columns(line) + columns(f" = {given.open}") <= WIDTH:
        return render(given, indent=indent, before=f"{target}: {annotation} = ")
    if isinstance(given, str) and columns(line) + columns(" = (") <= WIDTH:
        return f"{line} = (\n{_STEP * (indent + 1)}{given}\n{_STEP * indent})"
    return _parenthesised(target, annotation, f" = {flat(given)}", indent)


def _parenthesised(target: str, annotation: str, after: str, indent: int) -> str:
    """An annotation over several lines: within its own brackets, else within new ones."""
    inner, outer = _STEP * (indent + 1), _STEP * indent
    name, _, arguments = annotation.partition("[")
    if _is_subscript(annotation):
        return f"{outer}{target}: {name}[\n{inner}{arguments[:-1]}\n{outer}]{after}"
    lines = inner + annotation
    if columns(lines) > WIDTH:
        lines = inner + annotation.replace(" | ", f"\n{inner}| ")
    return f"{outer}{target}: (\n{lines}\n{outer}){after}"


def _is_subscript(annotation: str) -> bool:
    """Whether all of it after a name is within one pair of brackets."""
    depth = 0
    for place, char in enumerate(annotation):
        depth += (char == "[") - (char == "]")
        if char == "]" and depth == 0:
            return place == len(annotation) - 1
    return False
