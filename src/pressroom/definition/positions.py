"""Line and column of a node, worked out only when an error has to name its place.

The parsers keep no positions. So every text that could be a key on the way to the node gets a
mark, the marked text is parsed once more, and the mark that turns up on the way tells which one
it was: the parser itself decides, whatever the file's format and layout.
"""

import re

import jiter

from pressroom.definition import pointers, yaml
from pressroom.definition.model import Json
from pressroom.errors import DefinitionError

_PRIVATE_USE = range(0xE000, 0xF8FF)
_DEPTH = 256


def position(content: bytes, pointer: str) -> tuple[int, int] | None:
    """Line and column, from 1, of the key that `pointer` (RFC 6901) names in a file.

    For an item of a list it is the item's first key that is also on the way, else the list's own
    key; for a key that the file spells with escapes the closest key above. `None` when there is
    nothing to go by: an unreadable file, or the whole document.
    """
    text = content.decode("utf-8-sig", "replace")
    mark = next((chr(code) for code in _PRIVATE_USE if chr(code) not in text), None)
    tokens = pointers.split(pointer)
    if mark is None or not tokens:
        return None
    marked, offsets = _mark(text, tokens, mark)
    try:
        number = _last_mark(_read(marked), tokens, mark)
    except DefinitionError:
        return None
    return None if number is None else _line_and_column(text, offsets[number])


def _mark(text: str, tokens: list[str], mark: str) -> tuple[str, list[int]]:
    """`text` with a numbered mark behind each possible key, and where those keys stand."""
    names = "|".join(re.escape(token) for token in sorted(set(tokens), key=len, reverse=True))
    offsets: list[int] = []

    def numbered(found: re.Match[str]) -> str:
        offsets.append(found.start())
        return f"{found[0]}{mark}{len(offsets) - 1}"

    key = rf"(?<![^\s{{,\[\"'?])(?:{names})(?=[\"']?\s*:)"
    return re.sub(key, numbered, text), offsets


def _read(text: str) -> Json:
    try:
        return jiter.from_json(text.encode())
    except ValueError:
        return yaml.read(text, max_depth=_DEPTH)


def _last_mark(node: Json, tokens: list[str], mark: str) -> int | None:
    """The number of the deepest mark on the way along `tokens`."""
    number = None
    for token in tokens:
        if isinstance(node, list) and token.isdecimal() and int(token) < len(node):
            node = node[int(token)]
            continue
        if not isinstance(node, dict):
            break
        start = f"{token}{mark}"
        ends = [key.removeprefix(start) for key in node if key.startswith(start)]
        numbers = [int(end) for end in ends if end.isdecimal()]
        if numbers:
            number = max(numbers)
            node = node[f"{start}{number}"]
        elif token in node:
            node = node[token]
        else:
            break
    return number


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    if offset and text[offset - 1] in "\"'":
        offset -= 1
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
