"""Names joined by the customs that languages have. All of them are in Unicode's form NFKC."""

from functools import lru_cache
from unicodedata import normalize

from pressroom.sdk.plan.model import Name

_MANY = 1 << 15
"""Names that are remembered: the same ones are asked for again and again."""


def pascal(name: Name) -> str:
    """`GetHTTPStatus`: every word starts with a capital, and keeps those that it has."""
    return _pascal(name.words)


@lru_cache(_MANY)
def _pascal(words: tuple[str, ...]) -> str:
    return _settled("".join(word[:1].upper() + word[1:] for word in words))


def camel(name: Name) -> str:
    """`getHTTPStatus`: as `pascal`, but small at first."""
    return _camel(name.words)


@lru_cache(_MANY)
def _camel(words: tuple[str, ...]) -> str:
    first, *rest = words
    return _settled(first.lower() + "".join(word[:1].upper() + word[1:] for word in rest))


def snake(name: Name) -> str:
    """`get_http_status`."""
    return _snake(name.words)


@lru_cache(_MANY)
def _snake(words: tuple[str, ...]) -> str:
    return _settled("_".join(words).lower())


def constant(name: Name) -> str:
    """`GET_HTTP_STATUS`."""
    return _constant(name.words)


@lru_cache(_MANY)
def _constant(words: tuple[str, ...]) -> str:
    return _settled("_".join(words).upper())


def _settled(text: str) -> str:
    """Changing the case of a letter can take a text out of its normal form."""
    return text if text.isascii() else normalize("NFKC", text)
