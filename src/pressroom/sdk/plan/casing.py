"""Names joined by the customs that languages have. All of them are in Unicode's form NFKC."""

from unicodedata import normalize

from pressroom.sdk.plan.model import Name


def pascal(name: Name) -> str:
    """`GetHTTPStatus`: every word starts with a capital, and keeps those that it has."""
    return _settled("".join(word[:1].upper() + word[1:] for word in name.words))


def camel(name: Name) -> str:
    """`getHTTPStatus`: as `pascal`, but small at first."""
    first, *rest = name.words
    return _settled(first.lower() + "".join(word[:1].upper() + word[1:] for word in rest))


def snake(name: Name) -> str:
    """`get_http_status`."""
    return _settled("_".join(name.words).lower())


def constant(name: Name) -> str:
    """`GET_HTTP_STATUS`."""
    return _settled("_".join(name.words).upper())


def _settled(text: str) -> str:
    """Changing the case of a letter can take a text out of its normal form."""
    return text if text.isascii() else normalize("NFKC", text)
