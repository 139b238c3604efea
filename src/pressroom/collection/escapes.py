"""What has to be escaped so that a value arrives as it was meant.

Senders of collections (newman, the Postman app) put values into URLs nearly as they are: they
escape spaces, quotes, angle brackets and what is beyond ASCII, but leave `%`, `+`, `/` and `?`
alone, and take `{{name}}` for a variable. Fields of forms they escape themselves. So a value for
a URL is escaped here, except for angle brackets and what is beyond ASCII, which stay readable.

In headers, form fields and plain text nothing can be escaped. A `{{name}}` there stays what
senders make of it.
"""

import re
from collections.abc import Mapping

import msgspec

_CONTROLS = "".join(map(chr, (*range(0x20), 0x7F)))
_NEVER = _CONTROLS + ' "\\^`{|}[]#'
"""What RFC 3986 allows in no path and no query; but `<string>` stays readable, as senders escape
angle brackets."""
_HARMLESS = re.compile(r"[A-Za-z0-9_.~-]*")
_UNSENDABLE = re.compile(r"[^\t\x20-\x7e\x80-\xff]+")

Table = Mapping[int, str]


class Escapes(msgspec.Struct, frozen=True, gc=False):
    """Escapes for names, for whole values, and for values that are joined to others."""

    keys: Table = {}
    wholes: Table = {}
    parts: Table = {}

    def key(self, text: str) -> str:
        return _escaped(text, self.keys)

    def whole(self, text: str) -> str:
        return _escaped(text, self.wholes)

    def part(self, text: str) -> str:
        return _escaped(text, self.parts)


def _escaped(text: str, table: Table) -> str:
    if not table or text.isalnum() or _HARMLESS.fullmatch(text):
        return text
    return text.translate(table)


def _table(characters: str) -> Table:
    return {ord(one): f"%{ord(one):02X}" for one in characters}


def _escapes(characters: str, keys: str, parts: str) -> Escapes:
    tables = (_table(characters + more) for more in (keys, "", parts))
    return Escapes(*tables)


UNESCAPED = Escapes()
QUERY = _escapes(_NEVER + "%&+;", "=", ",")
RESERVED_QUERY = _escapes(_CONTROLS + ' "\\^`{|}#&', "=+;[]", "")
"""For `allowReserved`: reserved characters and what is escaped already stay, as the author said;
but `&` and `#`, which would end the value, don't."""
PATH = _escapes(_NEVER + "%/?;", "", ",=")
COOKIE = _escapes(_CONTROLS + ' "%,;\\{}', "=", "")
"""What RFC 6265 (section 4.1.1) keeps out of a cookie's value, and what escapes and variables
start with."""


def literal(segment: str) -> str:
    """A path segment's text as the author wrote it; a `:` first would make it a path variable."""
    return f"%3A{segment[1:]}" if segment.startswith(":") else segment


def sendable(text: str) -> str:
    """A header's value on one line; what a header can't carry becomes a space or `?`."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSENDABLE.sub(_replacement, text)


def _replacement(match: re.Match[str]) -> str:
    return " " if match[0].isspace() else "?" * len(match[0])


def json_without_variables(text: str) -> str:
    r"""JSON in which no `{{name}}` is left for a sender to replace: `{\u007bname}}` is the same.

    Two braces in a row can only be a part of a string.
    """
    return text.replace("{{", "{\\u007b") if "{{" in text else text


def xml_without_variables(text: str) -> str:
    """The same for XML without comments and CDATA sections: `{&#123;name}}`."""
    return text.replace("{{", "{&#123;") if "{{" in text else text
