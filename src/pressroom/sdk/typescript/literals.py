"""Texts, JSON values and comments as TypeScript. Nothing that comes in gets out of them."""

import math
import re
import textwrap
from collections.abc import Iterable, Mapping

from pressroom.sdk.plan import Json
from pressroom.sdk.plan.texts import plain
from pressroom.sdk.typescript.layout import WIDTH, Part, array, pad, record

_SHORT = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_MARKUP = re.compile(r"<(?=[/!])")
_TAG = re.compile(r"(^|[\s{*/])@(?=\w)", re.MULTILINE)
_LISTED = re.compile(r"(\s*(?:[-*+]|\d+[.)])\s+|\s*)")


def string(text: str) -> str:
    """A string literal, in the quotes that need fewer escapes; what is invisible is escaped.

    So is what would end a script in a page of HTML.
    """
    if text.isprintable() and not set(text) & {'"', "\\", "<"}:
        return f'"{text}"'
    quote = "'" if text.count('"') > text.count("'") else '"'
    written = "".join(_escaped(char, quote) for char in text)
    return quote + _MARKUP.sub(r"\\u003c", written) + quote


def _escaped(char: str, quote: str) -> str:
    if char == quote:
        return f"\\{char}"
    if char in _SHORT:
        return _SHORT[char]
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\u{{{ord(char):x}}}"


def key(text: str) -> str:
    """A key of an object literal. One that would set the prototype is computed."""
    if text == "__proto__":
        return '["__proto__"]'
    return text if text.replace("$", "_").isidentifier() else string(text)


def number(given: float) -> str:
    """A number as Prettier writes it."""
    if isinstance(given, int):
        return str(given)
    if not math.isfinite(given):
        return "NaN" if math.isnan(given) else "Infinity" if given > 0 else "-Infinity"
    if given == int(given) and abs(given) < 1e21:
        return str(int(given))
    mantissa, _, exponent = repr(given).partition("e")
    return f"{mantissa.removesuffix('.0')}e{int(exponent)}" if exponent else mantissa


def value(json_value: Json) -> Part:
    """A JSON value as an expression."""
    if isinstance(json_value, Mapping):
        return record((key(name), value(item)) for name, item in json_value.items())
    if isinstance(json_value, list | tuple):
        return array(map(value, json_value))
    if isinstance(json_value, str):
        return string(json_value)
    if isinstance(json_value, bool):
        return "true" if json_value else "false"
    return "null" if json_value is None else number(json_value)


def comment(paragraphs: Iterable[str], indent: int) -> str:
    """A comment of the paragraphs that aren't empty, with a line's end; maybe nothing.

    Lines that start with a tag, such as `@throws`, are for `tagged` to write.
    """
    return tagged(paragraphs, (), indent)


def tagged(paragraphs: Iterable[str], tags: Iterable[tuple[str, str]], indent: int) -> str:
    """A comment with tags behind its paragraphs: `@throws`, and what is said to it."""
    width = WIDTH - len(pad(indent)) - 3
    given = [text for text in map(plain, paragraphs) if text]
    lines = [line for text in given for line in ("", *_wrapped(_inert(text), width))][1:]
    noted = [_wrapped(f"@{tag} {_inert(' '.join(plain(said).split()))}".rstrip(), width, "  ")
             for tag, said in tags]  # fmt: skip
    if noted:
        lines += [*([""] if lines else []), *(line for one in noted for line in one)]
    if not lines:
        return ""
    start = pad(indent)
    if len(lines) == 1 and len(start) + len(lines[0]) + 7 <= WIDTH:
        return f"{start}/** {lines[0]} */\n"
    body = "".join(f"{start} * {line}".rstrip() + "\n" for line in lines)
    return f"{start}/**\n{body}{start} */\n"


def _inert(text: str) -> str:
    """Text that neither ends a comment nor is a tag in one."""
    return _TAG.sub(r"\1\\@", text.replace("*/", "*\\/"))


def _wrapped(text: str, width: int, further: str = "") -> list[str]:
    lines: list[str] = []
    for line in text.split("\n"):
        start = _LISTED.match(line)
        if len(line) <= width or start is None or line.lstrip().startswith("|"):
            lines.append(line)
            continue
        lines += textwrap.wrap(
            line,
            width,
            subsequent_indent=further or " " * len(start[0]),
            break_long_words=False,
            break_on_hyphens=False,
        )
    return lines
