"""How a value is written into a URL, a header or a form: OpenAPI's `style` and `explode`.

The rules are those of "Style Examples" in the OpenAPI Specification 3.0 and 3.1, which builds on
RFC 6570; and of `collectionFormat` in 2.0, whose `tsv` is the style `tabDelimited` here.
"""

from collections.abc import Iterator

import msgspec

from pressroom.definition.model import Json

_SEPARATORS = {"spaceDelimited": " ", "pipeDelimited": "|", "tabDelimited": "\t"}
_PREFIXES = {"label": ".", "matrix": ";"}
_ESCAPES = str.maketrans({"&": "%26", "#": "%23", "+": "%2B", " ": "%20", "\t": "%09"})

Pair = tuple[str, str]


def plain(value: Json) -> str:
    """A value as text: strings as they are, `null` empty, everything else as compact JSON."""
    if isinstance(value, str):
        return value
    return "" if value is None else msgspec.json.encode(value).decode()


def pairs(name: str, value: Json, style: str, explode: bool) -> list[Pair]:
    """`value` as names and values of a query string or form, not escaped."""
    if isinstance(value, dict):
        if style == "deepObject":
            return list(_deep(name, value)) or [(name, "")]
        if explode:
            return [(key, plain(one)) for key, one in value.items()] or [(name, "")]
    if isinstance(value, list) and explode:
        return [(name, plain(one)) for one in value] or [(name, "")]
    return [(name, _SEPARATORS.get(style, ",").join(_flat(value)))]


def _deep(name: str, value: Json) -> Iterator[Pair]:
    """`filter[size][min]=1`; OpenAPI leaves nesting open, this is what most servers read."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _deep(f"{name}[{key}]", one)
    elif isinstance(value, list):
        for position, one in enumerate(value):
            yield from _deep(f"{name}[{position}]", one)
    else:
        yield name, plain(value)


def _flat(value: Json) -> list[str]:
    if isinstance(value, dict):
        return [plain(part) for pair in value.items() for part in pair]
    return [plain(one) for one in value] if isinstance(value, list) else [plain(value)]


def segment(name: str, value: Json, style: str, explode: bool) -> str:
    """`value` as a path segment, or as a header with the style `simple`."""
    prefix = _PREFIXES.get(style, "")
    separator = prefix if prefix and explode else _SEPARATORS.get(style, ",")
    if isinstance(value, dict) and explode:
        return prefix + separator.join(f"{key}={plain(one)}" for key, one in value.items())
    parts = _flat(value)
    if style != "matrix":
        return prefix + separator.join(parts)
    if explode:
        return "".join(f";{name}={part}" for part in parts)
    return f";{name}={','.join(parts)}"


def escaped(text: str) -> str:
    """Text for a query string; what the senders of collections escape themselves stays readable."""
    return text.translate(_ESCAPES)
