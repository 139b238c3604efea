"""TypeScript's types, laid out as Prettier does."""

import re
from collections.abc import Iterable

import msgspec

from pressroom.sdk.typescript.layout import fits, pad

_NAME = re.compile(r"[\w$]+")


class OneOf(msgspec.Struct, frozen=True):
    """`A | B`; at least two members, none of which is such a union itself."""

    members: tuple["Written", ...]


class Of(msgspec.Struct, frozen=True):
    """`Name<A, B>`."""

    name: str
    arguments: tuple["Written", ...]


class ListOf(msgspec.Struct, frozen=True):
    """`A[]`."""

    items: "Written"


class Told(msgspec.Struct, frozen=True):
    """`(A & { name: "value" })`: a member of a union, and the values of what tells it apart."""

    type: str
    name: str
    values: tuple[str, ...]


Written = str | OneOf | Of | ListOf | Told
"""A type: its name, or what it is made of."""


def union(members: Iterable[Written]) -> Written:
    """A union of types, each once; anything at all takes in the others."""
    unique: dict[Written, None] = {}
    for one in members:
        unique.update(dict.fromkeys(one.members if isinstance(one, OneOf) else (one,)))
    if "unknown" in unique:
        return "unknown"
    listed = sorted(unique, key=lambda one: one in ("null", "undefined", "void"))
    return OneOf(tuple(listed)) if len(listed) > 1 else listed[0] if listed else "unknown"


def flat(type_: Written) -> str:
    """A type on one line."""
    match type_:
        case str():
            return type_
        case OneOf(members):
            return " | ".join(map(flat, members))
        case Of(name, arguments):
            return f"{name}<{', '.join(map(flat, arguments))}>"
        case ListOf(items):
            return f"({flat(items)})[]" if isinstance(items, OneOf) else f"{flat(items)}[]"
        case Told(of, name, values):
            return f"({of} & {{ {name}: {' | '.join(values)} }})"


def can_break(type_: Written) -> bool:
    """Whether there is a place for a line break in a type."""
    match type_:
        case str():
            return False
        case Of(_, arguments):
            only = arguments[0]
            return len(arguments) > 1 or not isinstance(only, str) or not _NAME.fullmatch(only)
        case ListOf(items):
            return can_break(items)
        case OneOf() | Told():
            return True


def render(type_: Written, *, indent: int, before: str, after: str) -> str:
    """A type with what stands before it on its line, and after it."""
    start = f"{pad(indent)}{before}"
    line = f"{start}{flat(type_)}{after}"
    if fits(line):
        return line
    match type_:
        case OneOf((only, "null")) if _is_reference(only):
            return render(only, indent=indent, before=before, after=f" | null{after}")
        case OneOf(members):
            whole = f"{pad(indent + 1)}{flat(type_)}{after}"
            listed = whole if fits(whole) else _members(members, indent + 1, after)
            return f"{start.rstrip()}\n{listed}"
        case Of(name, arguments) if can_break(type_):
            return f"{start}{name}<\n{_arguments(arguments, indent + 1)}\n{pad(indent)}>{after}"
        case ListOf(OneOf((only, "null"))) if _is_reference(only):
            return line
        case ListOf(OneOf(members)):
            return f"{start}(\n{_members(members, indent + 1, '')}\n{pad(indent)})[]{after}"
        case Told(of, name, values):
            told = f"{pad(indent + 1)}{name}: {' | '.join(values)};"
            return f"{start}({of} & {{\n{told}\n{pad(indent)}}}){after}"
        case ListOf(items):
            return render(items, indent=indent, before=before, after=f"[]{after}")
        case _:
            return line


def _is_reference(type_: Written) -> bool:
    """Whether it is a type with a name, whose union with null isn't broken."""
    if isinstance(type_, str):
        return type_[:1].isupper() and _NAME.fullmatch(type_) is not None
    return isinstance(type_, Of)


def _members(members: Iterable[Written], indent: int, after: str) -> str:
    lines = [_member(one, indent) for one in members]
    return "\n".join(lines) + after


def _member(type_: Written, indent: int) -> str:
    """A member with its bar; what is within it is one step further in."""
    return f"{pad(indent)}| {render(type_, indent=indent + 1, before='', after='').lstrip()}"


def _arguments(arguments: tuple[Written, ...], indent: int) -> str:
    lines = []
    for place, one in enumerate(arguments, 1):
        comma = "," if place < len(arguments) else ""
        line = f"{pad(indent)}{flat(one)}{comma}"
        if isinstance(one, OneOf) and not fits(line):
            deeper = indent if len(arguments) == 1 else indent + 1
            lines.append(_members(one.members, deeper - (len(arguments) > 1), comma))
        else:
            lines.append(render(one, indent=indent, before="", after=comma))
    return "\n".join(lines)
