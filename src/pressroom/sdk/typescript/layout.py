"""Lays code out as Prettier does: what fits is on one line, else each part is on its own."""

import re
from collections.abc import Iterable
from typing import Literal
from unicodedata import east_asian_width

import msgspec

WIDTH = 100
_STEP = "  "
ARROW = "() => "
_NUMBER = re.compile(r"-?\d[\d.e-]*")
_MOVED = re.compile(r"""["']|[\w$]+(?:\.[\w$]+)+$""")
"""What goes to a line of its own where it is too long behind its key: strings, `House.WARM`."""
_MARKS = {"call": ("", ""), "array": ("", ""), "object": (" ", " ")}


class Group(msgspec.Struct, frozen=True):
    """Parts between brackets. A `forced` one is always broken; only objects may be."""

    open: str
    parts: tuple["Part", ...]
    close: str
    kind: Literal["call", "array", "object"] = "call"
    forced: bool = False


class Entry(msgspec.Struct, frozen=True):
    """A part with something before it: `key: `."""

    prefix: str
    part: "Part"


Part = str | Group | Entry


def call(function: str, arguments: Iterable[Part]) -> Part:
    """`function(…)`."""
    return Group(f"{function}(", tuple(arguments), ")")


def array(items: Iterable[Part]) -> Part:
    """`[…]`."""
    return Group("[", tuple(items), "]", "array")


def record(entries: Iterable[tuple[str, Part]], *, forced: bool = False) -> Part:
    """`{ … }`; keys are code. An entry without a key is the part alone."""
    listed = tuple(Entry(f"{key}: ", part) if key else part for key, part in entries)
    return Group("{", listed, "}", "object", forced and bool(listed))


def columns(line: str) -> int:
    """How many columns a line has, as Prettier counts them."""
    if line.isascii():
        return len(line)
    return sum(_columns_of(char) for char in line)


def _columns_of(char: str) -> int:
    if "\u0300" <= char <= "\u036f" or "\ufe00" <= char <= "\ufe0f" or char == "\u200d":
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def flat(part: Part) -> str:
    """A part on one line."""
    match part:
        case str():
            return part
        case Entry(prefix, inner):
            return prefix + flat(inner)
        case Group(open_, parts, close, kind):
            before, after = _MARKS[kind] if parts else ("", "")
            return f"{open_}{before}{', '.join(map(flat, parts))}{after}{close}"


def breaks(part: Part) -> bool:
    """Whether a part can't be on one line, wherever it is."""
    match part:
        case str():
            return "\n" in part
        case Entry(_, inner):
            return breaks(inner)
        case Group(_, parts, _, kind, forced):
            return forced or (kind == "array" and _is_matrix(parts)) or any(map(breaks, parts))


def _is_matrix(parts: tuple[Part, ...]) -> bool:
    """Arrays of objects, or of arrays, that have several parts each are always broken."""
    kinds = {one.kind if isinstance(one, Group) else "" for one in parts}
    return (
        len(parts) > 1
        and kinds in ({"object"}, {"array"})
        and all(isinstance(one, Group) and len(one.parts) > 1 for one in parts)
    )


def fits(text: str) -> bool:
    """Whether the last of some lines isn't too long."""
    return columns(text.rpartition("\n")[2]) <= WIDTH


def pad(indent: int) -> str:
    return _STEP * indent


def render(part: Part, *, indent: int = 0, before: str = "", after: str = "") -> str:
    """A part with what stands before and after it on its lines, indented but for the first line."""
    start = f"{pad(indent)}{before}"
    if not breaks(part) and fits(line := f"{start}{flat(part)}{after}"):
        return line
    match part:
        case str():
            return f"{start}{part}{after}"
        case Entry(prefix, inner):
            if isinstance(inner, str) and _MOVED.match(inner) and _is_long(prefix):
                return f"{start}{prefix.rstrip()}\n{pad(indent + 1)}{inner}{after}"
            return render(inner, indent=indent, before=before + prefix, after=after)
        case Group():
            return f"{start}{_broken(part, indent, start)}{after}"


def _is_long(prefix: str) -> bool:
    """Whether a line break behind a key is worth it: it saves more than it costs."""
    return columns(prefix.rstrip().removesuffix(":")) > len(_STEP) + 2


def _broken(group: Group, indent: int, start: str) -> str:
    if group.kind == "call" and (hugged := _hugged(group, indent, start)):
        return hugged
    if group.kind == "array" and len(group.parts) > 1 and all(map(_is_number, group.parts)):
        return f"{group.open}\n{_filled(group.parts, indent + 1)}\n{pad(indent)}{group.close}"
    lines = "".join(f"{render(one, indent=indent + 1, after=',')}\n" for one in group.parts)
    return f"{group.open}\n{lines}{pad(indent)}{group.close}"


def _hugged(group: Group, indent: int, start: str) -> str:
    """A call whose last argument is an object or an array that is broken alone, if that fits."""
    *rest, last = group.parts or ("",)
    if isinstance(last, Group) and last.kind == "call" and last.open.startswith(ARROW):
        return "" if rest else _hugged_function(group.open, last, indent, start)
    if not isinstance(last, Group) or last.kind == "call" or not last.parts:
        return ""
    if any(_are_alike(one, last) for one in rest[-1:]):
        return ""
    head = group.open + "".join(f"{flat(one)}, " for one in rest)
    if any(map(breaks, rest)) or not fits(f"{start}{head}{last.open}"):
        return ""
    return f"{head}{_broken(last, indent, start + head)}{group.close}"


def _hugged_function(open_: str, function: Group, indent: int, start: str) -> str:
    """A call of a function that calls another, which is on a line of its own, if the rest fits."""
    head = f"{open_}{ARROW.rstrip()}"
    if not fits(f"{start}{head}"):
        return ""
    body = Group(function.open.removeprefix(ARROW), function.parts, function.close)
    return f"{head}\n{render(body, indent=indent + 1, after=',')}\n{pad(indent)})"


def _are_alike(one: Part, last: Group) -> bool:
    """Whether two arguments in a row are both objects, arrays or functions."""
    if last.open.startswith(ARROW):
        return flat(one).startswith(ARROW)
    return isinstance(one, Group) and one.kind == last.kind and not one.open.startswith(ARROW)


def _is_number(part: Part) -> bool:
    return isinstance(part, str) and _NUMBER.fullmatch(part) is not None


def _filled(parts: Iterable[Part], indent: int) -> str:
    lines = [pad(indent)]
    for one in map(flat, parts):
        gap = "" if lines[-1].isspace() or not lines[-1] else " "
        if fits(f"{lines[-1]}{gap}{one},"):
            lines[-1] += f"{gap}{one},"
        else:
            lines.append(f"{pad(indent)}{one},")
    return "\n".join(lines)
