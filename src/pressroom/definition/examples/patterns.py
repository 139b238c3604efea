"""From a regular expression to a string that matches it.

Reads the part of ECMA-262's syntax that definitions use: literals, escapes, classes, groups,
alternatives, quantifiers, word boundaries, and anchors at the ends. What it can't promise to
match (lookaround, back-references) it refuses. Nothing is ever matched against an author's
pattern, so no pattern can make it slow.
"""

import re
import string
from collections.abc import Callable
from functools import lru_cache

_DIGITS = "1234567890"
_LETTERS = string.ascii_lowercase + string.ascii_uppercase
_ANY = _LETTERS + _DIGITS + "-._~ !\"#$%&'()*+,/:;<=>?@[\\]^`{|}\t\n\r\f\v\u0300é一☃"
_WORD = _LETTERS + _DIGITS + "_"
_CLASSES = {"d": _DIGITS, "w": _WORD, "s": " \t\n\r\f\v"}
_UNICODE = {
    "L": _LETTERS + "é一",
    "Ll": string.ascii_lowercase + "é",
    "Lu": string.ascii_uppercase,
    "M": "\u0300",
    "N": _DIGITS,
    "Nd": _DIGITS,
    "P": "-.!\"#%&'()*,/:;?@[\\]_{}",
    "S": "$+<=>^`|~☃",
    "Z": " ",
    "Zs": " ",
}
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v", "0": "\0"}
_QUANTIFIERS = {"?": (0, 1), "*": (0, None), "+": (1, None)}
_READ_DIFFERENTLY = re.compile(r"\\[bB]|\[\^\]")
"""What validators don't all read as ECMA-262 does: where a word ends, and "any character"."""
_LONGEST = 4096
_MOST_STEPS = 20_000
_DEEPEST = 30


class _Unsupported(Exception):
    """The pattern uses something this module doesn't promise to match."""


class _Writing:
    """The string as it grows; whether `^` and `$` were met, and a `\\b` just now."""

    def __init__(self, variant: int) -> None:
        self.text = ""
        self.variant = variant
        self.started = False
        self.edge = False
        self.ended = False
        self.steps = 0

    def put(self, characters: str) -> None:
        """Append one of `characters`, a different one at each position."""
        if self.edge:
            inside = self.in_word()
            characters = "".join(one for one in characters if (one in _WORD) != inside)
            self.edge = False
        if self.ended or not characters:
            raise _Unsupported
        self.text += characters[(len(self.text) + self.variant) % len(characters)]

    def in_word(self) -> bool:
        return bool(self.text) and self.text[-1] in _WORD

    def step(self) -> None:
        self.steps += 1
        if self.steps > _MOST_STEPS:
            raise _Unsupported


_Emit = Callable[[_Writing, int], None]
"""Writes a match of one part; the number says how often to repeat what may be repeated."""


@lru_cache(maxsize=4096)
def matching(pattern: str, shortest: int, longest: int | None, variant: int = 0) -> str | None:
    """A string with a match of `pattern` in it, of a length between the limits.

    `variant` asks for another choice of characters. Returns `None` when the pattern isn't
    supported, or no such string was found.
    """
    if shortest > _LONGEST:
        return None
    try:
        emit = _Reader(pattern).whole()
    except (_Unsupported, IndexError, ValueError, OverflowError):
        return None
    for repeat in (1, 0, 2, 3, 4, 8, 16, 32, shortest):
        found = _attempt(emit, repeat, shortest, variant)
        most = _LONGEST if longest is None else min(longest, _LONGEST)
        if found is not None and shortest <= len(found) <= most:
            return found
    return None


def certain_match(pattern: str, shortest: int, longest: int | None, variant: int = 0) -> str | None:
    """The same, but `None` for a pattern that a validator may read differently, too.

    So there is no need to have a validator look at it.
    """
    if _READ_DIFFERENTLY.search(pattern):
        return None
    return matching(pattern, shortest, longest, variant)


def matching_name(pattern: str, number: int) -> str | None:
    """A name that matches; where a pattern leaves no other choice of characters, a longer one."""
    first, found = matching(pattern, 0, None), matching(pattern, 0, None, number)
    if first is None or not number or found != first:
        return found
    return matching(pattern, len(first) + number, None, number)


def _attempt(emit: _Emit, repeat: int, shortest: int, variant: int) -> str | None:
    writing = _Writing(variant)
    try:
        emit(writing, repeat)
    except _Unsupported:
        return None
    if writing.edge:
        return writing.text if writing.in_word() else None
    filling = "a" * (shortest - len(writing.text))
    if not writing.ended:
        return writing.text + filling
    return writing.text if writing.started else filling + writing.text


class _Reader:
    """Reads a pattern into one `_Emit`, by recursive descent."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0
        self._depth = 0

    def whole(self) -> _Emit:
        emit = self._alternatives()
        if self._at < len(self._pattern):
            raise _Unsupported
        return emit

    def _alternatives(self) -> _Emit:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _Unsupported
        branches = [self._sequence()]
        while self._took("|"):
            branches.append(self._sequence())
        self._depth -= 1
        return _first_of(branches) if len(branches) > 1 else branches[0]

    def _sequence(self) -> _Emit:
        parts: list[_Emit] = []
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            parts.append(self._quantified(self._atom()))
        return _all_of(parts)

    def _quantified(self, atom: _Emit) -> _Emit:
        limits = self._limits()
        if limits is None:
            return atom
        self._took("?")
        return _repeated(atom, *limits)

    def _limits(self) -> tuple[int, int | None] | None:
        for sign, limits in _QUANTIFIERS.items():
            if self._took(sign):
                return limits
        if not self._took("{"):
            return None
        low, comma, high = self._until("}").partition(",")
        return int(low), (int(high) if high else None) if comma else int(low)

    def _atom(self) -> _Emit:
        character = self._next()
        if character == "(":
            return self._group()
        if character == "[":
            return _one_of(self._class())
        if character in "^$":
            return _start if character == "^" else _end
        if character in "*+?{":
            raise _Unsupported
        if character == "\\" and self._took("b"):
            return _edge
        return _one_of(self._escape() if character == "\\" else self._literal(character))

    def _literal(self, character: str) -> str:
        return _LETTERS if character == "." else character

    def _group(self) -> _Emit:
        if self._took("?") and not self._took(":"):
            if not self._took("<") or self._pattern[self._at] in "=!":
                raise _Unsupported
            self._until(">")
        emit = self._alternatives()
        if not self._took(")"):
            raise _Unsupported
        return emit

    def _class(self) -> str:
        refused = self._took("^")
        members = ""
        while not self._took("]"):
            members += self._range(self._member())
        if refused:
            members = "".join(one for one in _ANY if one not in members)
        return "".join(one for one in _ANY if one in members) or members[:1] or self._refuse()

    def _member(self) -> str:
        character = self._next()
        if character == "[" and self._pattern.startswith((":", "["), self._at):
            raise _Unsupported
        return self._escape() if character == "\\" else character

    def _range(self, low: str) -> str:
        following = self._pattern[self._at : self._at + 2]
        if len(low) > 1 or not following.startswith("-") or following == "-]":
            return low
        self._at += 1
        high = self._member()
        if len(high) > 1 or high < low:
            raise _Unsupported
        return low + "".join(one for one in _ANY if low <= one <= high)

    def _escape(self) -> str:
        sign = self._next()
        if sign.lower() in _CLASSES:
            inside = _CLASSES[sign.lower()]
            return inside if sign.islower() else "".join(one for one in _ANY if one not in inside)
        if sign in "xu":
            found = chr(int(self._hexadecimal(sign), 16))
            return self._refuse() if "\ud800" <= found <= "\udfff" else found
        if sign == "p" and self._took("{"):
            return _UNICODE.get(self._until("}")) or self._refuse()
        if sign in _CONTROLS:
            octal = sign == "0" and self._pattern[self._at : self._at + 1].isdigit()
            return self._refuse() if octal else _CONTROLS[sign]
        return self._refuse() if sign.isalnum() else sign

    def _hexadecimal(self, sign: str) -> str:
        if sign == "u" and self._took("{"):
            return self._until("}")
        length = 2 if sign == "x" else 4
        self._at += length
        return self._pattern[self._at - length : self._at]

    def _refuse(self) -> str:
        raise _Unsupported

    def _next(self) -> str:
        self._at += 1
        return self._pattern[self._at - 1]

    def _took(self, sign: str) -> bool:
        found = self._pattern.startswith(sign, self._at)
        self._at += len(sign) if found else 0
        return found

    def _until(self, sign: str) -> str:
        start, self._at = self._at, self._pattern.index(sign, self._at) + 1
        return self._pattern[start : self._at - 1]


def _one_of(characters: str) -> _Emit:
    return lambda writing, _: writing.put(characters)


def _start(writing: _Writing, _: int) -> None:
    if writing.text:
        raise _Unsupported
    writing.started = True


def _end(writing: _Writing, _: int) -> None:
    writing.ended = True


def _edge(writing: _Writing, _: int) -> None:
    writing.edge = True
    writing.started = writing.started or not writing.text


def _all_of(parts: list[_Emit]) -> _Emit:
    def emit(writing: _Writing, repeat: int) -> None:
        for part in parts:
            part(writing, repeat)

    return emit


def _first_of(branches: list[_Emit]) -> _Emit:
    def emit(writing: _Writing, repeat: int) -> None:
        before = writing.text, writing.ended, writing.edge
        for branch in branches:
            try:
                return branch(writing, repeat)
            except _Unsupported:
                writing.text, writing.ended, writing.edge = before
                writing.step()
        raise _Unsupported

    return emit


def _repeated(part: _Emit, low: int, high: int | None) -> _Emit:
    def emit(writing: _Writing, repeat: int) -> None:
        count = max(low, repeat if high is None else min(repeat, high))
        for _ in range(count):
            writing.step()
            part(writing, repeat)

    return emit
