"""Texts, JSON values and docstrings as Python. Nothing that comes in gets out of them."""

import math
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from pressroom.sdk.plan import UNSET, Json
from pressroom.sdk.plan.texts import plain
from pressroom.sdk.python.layout import WIDTH, Part, array, call, record

_SHORT = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_QUOTES = re.compile(r'"{3,}')
_OPEN_QUOTE = re.compile(r'(?<!\\)(?:\\\\)*"$')
"""A quote at the end that no backslash takes the meaning from."""
_STEP = "    "
_MARGIN = 6
"""Columns that three quotes take, twice."""
_LEAD = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+|\s+")
"""What a line starts with that those it is broken into leave free: a list's mark, spaces."""


def string(text: str) -> str:
    """A string literal, in the quotes that need fewer escapes; what is invisible is escaped."""
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    quote = "'" if text.count('"') > text.count("'") else '"'
    return quote + "".join(_escaped(char, quote) for char in text) + quote


def _escaped(char: str, quote: str) -> str:
    if char == quote:
        return f"\\{char}"
    if char in _SHORT:
        return _SHORT[char]
    return char if char.isprintable() else _code(char)


def _code(char: str) -> str:
    number = ord(char)
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def value(json_value: Json) -> Part:
    """A JSON value as an expression; `UNSET` is the runtime's."""
    if json_value is UNSET:
        return "UNSET"
    if isinstance(json_value, Mapping):
        return record((string(key), value(item)) for key, item in json_value.items())
    if isinstance(json_value, list | tuple):
        return array(map(value, json_value))
    if isinstance(json_value, str):
        return string(json_value)
    if isinstance(json_value, float) and not math.isfinite(json_value):
        return call("float", (string(str(json_value)),))
    return repr(json_value)


def listing(title: str, entries: Iterable[str], indent: int) -> str:
    """A paragraph of a docstring that lists entries, wrapped; nothing when there are none."""
    width = WIDTH - len(_STEP) * indent - _MARGIN
    lines = [
        line
        for entry in entries
        if entry
        for line in _folded(f"{_STEP}{entry}", width, _STEP, _STEP * 2)
    ]
    return "\n".join((title, *lines)) if lines else ""


def docstring(paragraphs: Iterable[str], indent: int) -> str:
    """A docstring of the paragraphs that aren't empty, with a line's end; maybe nothing."""
    given = [text for text in paragraphs if text]
    return _docstring(tuple(given), indent) if given else ""


@lru_cache(maxsize=1 << 14)
def _docstring(paragraphs: tuple[str, ...], indent: int) -> str:
    given = [text for text in map(plain, paragraphs) if text]
    if not given:
        return ""
    pad = _STEP * indent
    if len(given) == 1 and len(pad) + len(given[0]) + _MARGIN <= WIDTH and _is_simple(given[0]):
        return f'{pad}"""{given[0]}"""\n'
    lines = [line for text in given for line in ("", *_wrapped(text, WIDTH - len(pad)))][1:]
    if all(line.startswith(" ") for line in lines[1:] if line):
        lines[1:] = textwrap.dedent("\n".join(lines[1:])).split("\n") if lines[1:] else []
    body = "\n".join(lines).replace("\\", "\\\\")
    if '"""' in body:
        body = _QUOTES.sub(lambda run: '\\"' * len(run[0]), body)
    if len(lines) > 1 or len(pad) + len(body) + _MARGIN > WIDTH:
        shown = "\n".join([f"{pad}{line}" if line else "" for line in body.split("\n")])
        return f'{pad}"""{_start(shown.removeprefix(pad))}\n{pad}"""\n'
    end = " " if _OPEN_QUOTE.search(body) else ""
    return f'{pad}"""{_start(body)}{end}"""\n'


def _is_simple(text: str) -> bool:
    return "\n" not in text and "\\" not in text and '"' not in text


def _start(body: str) -> str:
    """Three quotes and one more would be four, of which the first three count."""
    return f" {body}" if body.startswith('"') else body


def _wrapped(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for line in text.split("\n"):
        if len(line) <= width - _MARGIN or line.lstrip().startswith("|"):
            lines.append(line)
        else:
            lead = _LEAD.match(line)
            start = lead[0] if lead else ""
            lines += _folded(line, width - _MARGIN, start, " " * len(start))
    return lines


def _folded(line: str, width: int, lead: str, hanging: str) -> Iterator[str]:
    """A line that starts with `lead`, broken at spaces; each line after it starts `hanging`."""
    while len(line) > width:
        cut = line.rfind(" ", len(lead), width + 1)
        cut = cut if cut >= 0 else line.find(" ", width)
        if cut < 0:
            break
        yield line[:cut].rstrip()
        line, lead = hanging + line[cut:].lstrip(), hanging
    yield line
