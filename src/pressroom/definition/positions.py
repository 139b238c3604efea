"""Line and column of nodes, worked out only when errors have to name their places.

The parsers keep no positions. So every text that could be a key on the way to a node gets a
mark, the marked text is parsed once more, and the mark that turns up on the way tells which one
it was: the parser itself decides, whatever the file's format and layout.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping

import jiter

from pressroom.definition import pointers, yaml
from pressroom.definition.model import Json
from pressroom.errors import DefinitionError

_PRIVATE_USE = range(0xE000, 0xF8FF)
_DEPTH = 256
_SHARED = 64


def position(content: bytes, pointer: str) -> tuple[int, int] | None:
    """Line and column, from 1, of the key that `pointer` (RFC 6901) names in a file.

    For an item of a list it is the item's first key that is also on the way, else the list's own
    key; for a key that the file spells with escapes the closest key above. `None` when there is
    nothing to go by: an unreadable file, or the whole document.
    """
    return positions(content, (pointer,)).get(pointer)


def positions(content: bytes, wanted: Iterable[str]) -> dict[str, tuple[int, int]]:
    """The `position` of each pointer that has one; the file is looked at once for all of them."""
    text = content.decode("utf-8-sig", "replace")
    mark = next((chr(code) for code in _PRIVATE_USE if chr(code) not in text), None)
    ways = {pointer: pointers.split(pointer) for pointer in wanted}
    tokens = {token for way in ways.values() for token in way if token}
    if mark is None or not tokens:
        return {}
    marked, offsets = _mark(text, tokens, mark)
    try:
        marks = _Marks(_read(marked), mark, len(offsets))
    except DefinitionError:
        return {}
    numbers = {pointer: marks.last(way) for pointer, way in ways.items()}
    lines = _Lines(text)
    return {
        pointer: lines.place(offsets[number])
        for pointer, number in numbers.items()
        if number is not None
    }


def _mark(text: str, tokens: set[str], mark: str) -> tuple[str, list[int]]:
    """`text` with a numbered mark behind each possible key, and where those keys stand."""
    offsets: list[int] = []

    def numbered(found: re.Match[str]) -> str:
        offsets.append(found.start())
        return f"{found[0]}{mark}{len(offsets) - 1}"

    key = rf"(?<![^\s{{,\[\"'?])(?:{_any_of(sorted(tokens))})(?=[\"']?\s*:)"
    return re.sub(key, numbered, text), offsets


def _any_of(tokens: list[str], depth: int = 0) -> str:
    """A pattern for any of these; what they begin with in common is tried once for all."""
    if len(tokens) == 1 or depth == _SHARED:
        return "|".join(re.escape(token) for token in sorted(tokens, key=len, reverse=True))
    tails: dict[str, list[str]] = {}
    for token in tokens:
        tails.setdefault(token[:1], []).append(token[1:])
    optional = "?" if tails.pop("", None) else ""
    branches = (
        f"{re.escape(first)}(?:{_any_of(rest, depth + 1)})" for first, rest in tails.items()
    )
    return f"(?:{'|'.join(branches)}){optional}"


def _read(text: str) -> Json:
    try:
        return jiter.from_json(text.encode())
    except ValueError:
        return yaml.read(text, max_depth=_DEPTH)


class _Marks:
    """The marks that are left in the parsed text, by what they mark."""

    def __init__(self, document: Json, mark: str, count: int) -> None:
        self._document = document
        self._mark = mark
        self._count = count
        self._keys: dict[int, dict[str, tuple[int, str]]] = {}

    def last(self, tokens: list[str]) -> int | None:
        """The number of the deepest mark on the way along `tokens`."""
        node, number = self._document, None
        for token in tokens:
            if isinstance(node, list) and token.isdecimal() and int(token) < len(node):
                node = node[int(token)]
            elif isinstance(node, dict) and token in (marked := self._marked(node)):
                number, key = marked[token]
                node = node[key]
            elif isinstance(node, dict) and token in node:
                node = node[token]
            else:
                break
        return number

    def _marked(self, node: Mapping[str, Json]) -> Mapping[str, tuple[int, str]]:
        """The marked keys of an object without their marks; of one that stands twice the last."""
        if id(node) not in self._keys:
            parts = [(key, key.rpartition(self._mark)) for key in node if self._mark in key]
            found = sorted(
                (int(end), name, key) for key, (name, _, end) in parts if end.isdecimal()
            )
            self._keys[id(node)] = {
                name: (number, key) for number, name, key in found if number < self._count
            }
        return self._keys[id(node)]


class _Lines:
    """Turns offsets into lines and columns."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = [found.start() for found in re.finditer("\n", text)]

    def place(self, offset: int) -> tuple[int, int]:
        if offset and self._text[offset - 1] in "\"'":
            offset -= 1
        line = bisect_left(self._ends, offset)
        return line + 1, offset - (self._ends[line - 1] if line else -1)
