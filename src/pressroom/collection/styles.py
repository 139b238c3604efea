"""How a value is written into a URL, a header or a form: OpenAPI's `style` and `explode`.

The rules are those of "Style Examples" in the OpenAPI Specification 3.0.4 to 3.2.0, which builds
on RFC 6570, and of `collectionFormat` in 2.0, whose `tsv` is the style `tabDelimited` here. Text is
escaped by `escapes`, before it is joined, so that a comma in a value isn't taken for one between
values.
"""

from collections.abc import Iterator

import msgspec

from pressroom.collection.escapes import UNESCAPED, Escapes
from pressroom.definition.model import Json

_SEPARATORS = {"spaceDelimited": " ", "pipeDelimited": "|", "tabDelimited": "\t"}
_PREFIXES = {"label": ".", "matrix": ";"}

Pair = tuple[str, str]


def plain(value: Json) -> str:
    """A value as text: strings as they are, `null` empty, everything else as compact JSON."""
    if isinstance(value, str):
        return value
    return "" if value is None else msgspec.json.encode(value).decode()


def is_json_text(value: Json) -> bool:
    """Whether a string is an object or array in JSON already, as some authors write examples."""
    return isinstance(value, str) and value.lstrip().startswith(("{", "["))


def pairs(
    name: str, value: Json, style: str, explode: bool, escapes: Escapes = UNESCAPED
) -> list[Pair]:
    """`value` as names and values of a query string, a form or cookies."""
    key = escapes.key(name)
    if isinstance(value, dict):
        if style == "deepObject":
            found = list(_deep(name, value)) or [(name, "")]
            return [(escapes.key(one), escapes.whole(text)) for one, text in found]
        if explode:
            found = [(escapes.key(one), escapes.whole(plain(of))) for one, of in value.items()]
            return found or [(key, "")]
    elif not isinstance(value, list):
        return [(key, escapes.whole(plain(value)))]
    elif explode:
        return [(key, escapes.whole(plain(one))) for one in value] or [(key, "")]
    separator = escapes.whole(_SEPARATORS[style]) if style in _SEPARATORS else ","
    return [(key, separator.join(escapes.part(text) for text in _flat(value)))]


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
    return [plain(one) for one in value]


def segment(name: str, value: Json, style: str, explode: bool, escapes: Escapes = UNESCAPED) -> str:
    """`value` as a path segment, or as a header with the style `simple`."""
    prefix = _PREFIXES.get(style, "")
    if not isinstance(value, dict | list):
        text = escapes.whole(plain(value))
        named = f";{name}={text}" if text else f";{name}"
        return named if style == "matrix" else prefix + text
    separator = prefix if prefix and explode else _SEPARATORS.get(style, ",")
    if isinstance(value, dict) and explode:
        named_parts = (
            f"{escapes.part(key)}={escapes.part(plain(one))}" for key, one in value.items()
        )
        return prefix + separator.join(named_parts)
    parts = [escapes.part(text) for text in _flat(value)]
    if style != "matrix":
        return prefix + separator.join(parts)
    if explode:
        return "".join(f";{name}={part}" for part in parts)
    return f";{name}={','.join(parts)}"
