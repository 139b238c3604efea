"""Any text -> a name of words that identifiers can hold; names that differ in their scope."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from pressroom.sdk.plan.model import Name

_PIECES = re.compile(r"[A-Za-z0-9]+")
_WORDS = re.compile(
    r"OAuth[0-9]*"
    r"|[A-Z]{2,}s(?![a-z])[0-9]*"  # IDs, URLs
    r"|[A-Z]+(?![a-z])[0-9]*"  # HTTP of HTTPServer, SHA256
    r"|[A-Z]?[a-z]+[0-9]*"
    r"|[0-9]+"
)
_MAX_LETTERS = 60
_SIGNS = {"+": "plus", "-": "minus"}


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text: `getHTTPStatus_v2` is `get`, `HTTP`, `Status`, `v2`; maybe none.

    Characters that no identifier can hold separate words. Text all in capitals becomes lower
    case, since its capitals mean nothing. Long texts are cut.
    """
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    pieces = _PIECES.findall(plain) if plain.isascii() else _unicode_pieces(plain)
    if plain.upper() == plain:
        pieces = [piece.lower() for piece in pieces]
    words = [word for piece in pieces for word in _split(piece)]
    return _shortened(words)


@lru_cache(maxsize=1 << 16)
def name_of(text: str, otherwise: str) -> Name:
    """The name of a text; where it has no words its signs are spelled out, else `otherwise`.

    A name that would start with a digit starts with `otherwise`, and a sign before the digit is
    spelled out.
    """
    words = words_of(text) or _spelled(text) or words_of(otherwise)
    if words[0][0].isdecimal() or not words[0].isidentifier():
        sign = _SIGNS.get(text.lstrip()[:1])
        words = (*((sign,) if sign else words_of(otherwise)), *words)
    return Name(words, text)


def joined(first: Name, second: Name) -> Name:
    """`first` put before `second`."""
    return Name((*first.words, *second.words), second.source)


class Scope:
    """Names that have to differ from one another."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def __contains__(self, name: Name) -> bool:
        return name.key in self._taken

    def take(self, name: Name) -> Name:
        """The name itself, or with the first number after it that makes it differ."""
        key = name.key
        if key in self._taken:
            name, key = self._numbered(name, key)
        self._taken.add(key)
        return name

    def _numbered(self, name: Name, key: str) -> tuple[Name, str]:
        number = self._next.get(key, 2)
        while f"{key}{number}" in self._taken:
            number += 1
        self._next[key] = number + 1
        return Name((*name.words, str(number)), name.source), f"{key}{number}"


def _split(piece: str) -> list[str]:
    return _WORDS.findall(piece) if piece.isascii() else _unicode_words(piece)


def _unicode_pieces(text: str) -> list[str]:
    kept = (char if char != "_" and f"a{char}".isidentifier() else " " for char in text)
    return "".join(kept).split()


def _unicode_words(piece: str) -> list[str]:
    """As in ASCII: a capital after a small letter starts a word."""
    words = [piece[0]]
    for before, char in pairwise(piece):
        if char.isupper() and not before.isupper():
            words.append(char)
        else:
            words[-1] += char
    return words


def _shortened(words: list[str]) -> tuple[str, ...]:
    letters = 0
    for count, word in enumerate(words):
        letters += len(word)
        if letters > _MAX_LETTERS:
            return (*words[:count], word[: len(word) - (letters - _MAX_LETTERS)])
    return tuple(words)


def _spelled(text: str) -> tuple[str, ...]:
    """What Unicode calls the signs of a short text, such as `less-than sign`."""
    names = [unicodedata.name(char, "") for char in text.strip()[:3]]
    return words_of(" ".join(names).lower())
