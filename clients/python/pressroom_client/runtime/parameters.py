"""Parameters -> text, by OpenAPI's styles (OpenAPI 3.1, Parameter Object; RFC 6570)."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple
from urllib.parse import quote

from .encoding import jsonable
from .unset import UNSET

Location = Literal["path", "query", "header", "cookie", "querystring"]

_RESERVED = ":/?#[]@!$&'()*+,;="
_DELIMITERS = {"form": ",", "spaceDelimited": " ", "pipeDelimited": "|"}


class Parameter(NamedTuple):
    """How one argument is sent. With a `media_type`, its value is JSON or text of that type."""

    location: Location
    wire: str
    style: str
    explode: bool
    allow_reserved: bool = False
    media_type: str = ""


def path(
    wire: str, *, style: str = "simple", explode: bool = False, media_type: str = ""
) -> Parameter:
    """A parameter in the path."""
    return Parameter("path", wire, style, explode, media_type=media_type)


def query(
    wire: str,
    *,
    style: str = "form",
    explode: bool = True,
    allow_reserved: bool = False,
    media_type: str = "",
) -> Parameter:
    """A parameter in the query."""
    return Parameter("query", wire, style, explode, allow_reserved, media_type)


def querystring(wire: str, *, media_type: str = "") -> Parameter:
    """The whole query (OpenAPI 3.2)."""
    return Parameter("querystring", wire, "form", True, media_type=media_type)


def header(wire: str, *, explode: bool = False, media_type: str = "") -> Parameter:
    """A header."""
    return Parameter("header", wire, "simple", explode, media_type=media_type)


def cookie(wire: str, *, explode: bool = True, media_type: str = "") -> Parameter:
    """A cookie."""
    return Parameter("cookie", wire, "form", explode, media_type=media_type)


def path_text(parameter: Parameter, value: Any) -> str:
    """What replaces `{name}` in a path: styles `simple`, `label` and `matrix`."""
    plain = _plain(parameter, value)
    if parameter.style == "label":
        return _label(plain, parameter.explode)
    if parameter.style == "matrix":
        return _matrix(parameter.wire, plain, parameter.explode)
    return _simple(plain, parameter.explode, _escape)


def header_text(parameter: Parameter, value: Any) -> str:
    """The value of a header: style `simple`, nothing escaped."""
    return _simple(_plain(parameter, value), parameter.explode, str)


def query_pairs(parameter: Parameter, value: Any) -> Iterator[tuple[str, str]]:
    """Names and values, escaped already, of a query or of cookies."""
    plain = _plain(parameter, value)

    def escape(text: str) -> str:
        return quote(text, safe=_RESERVED.replace("&", "").replace("#", "").replace("+", ""))

    chosen = escape if parameter.allow_reserved else _escape
    for name, text in _query(parameter, plain, chosen):
        yield _escape(name), text


def form_pairs(document: Mapping[str, Any], styles: Mapping[str, Parameter]) -> str:
    """An `application/x-www-form-urlencoded` body: each property by its style, else as `form`.

    Objects without a style are written as JSON.
    """
    pairs: list[str] = []
    for wire, value in document.items():
        style = styles.get(wire) or query(wire)
        if wire not in styles and isinstance(value, dict):
            value = json.dumps(value, separators=(",", ":"))
        pairs += [f"{name}={text}" for name, text in query_pairs(style, value)]
    return "&".join(pairs)


def text_of(value: Any) -> str:
    """A scalar as text: `true`, `false`, numbers as in JSON, nothing for null."""
    if value is True or value is False:
        return "true" if value else "false"
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value)


def _plain(parameter: Parameter, value: Any) -> Any:
    """The JSON value; as text already where a media type says how."""
    plain = jsonable(value)
    if parameter.media_type and (not isinstance(plain, str) or "json" in parameter.media_type):
        return json.dumps(plain, separators=(",", ":"))
    return plain


def _escape(text: str) -> str:
    return quote(text, safe="")


def _simple(plain: Any, explode: bool, escape: Any) -> str:
    if isinstance(plain, dict):
        mark = "=" if explode else ","
        return ",".join(f"{escape(k)}{mark}{escape(text_of(v))}" for k, v in plain.items())
    if isinstance(plain, list):
        return ",".join(escape(text_of(item)) for item in plain)
    return str(escape(text_of(plain)))


def _label(plain: Any, explode: bool) -> str:
    if isinstance(plain, dict) and explode:
        return "".join(f".{_escape(k)}={_escape(text_of(v))}" for k, v in plain.items())
    if isinstance(plain, list) and explode:
        return "".join(f".{_escape(text_of(item))}" for item in plain)
    return f".{_simple(plain, False, _escape)}"


def _matrix(wire: str, plain: Any, explode: bool) -> str:
    if isinstance(plain, dict) and explode:
        return "".join(f";{_escape(k)}={_escape(text_of(v))}" for k, v in plain.items())
    if isinstance(plain, list) and explode:
        return "".join(f";{_escape(wire)}={_escape(text_of(item))}" for item in plain)
    return f";{_escape(wire)}={_simple(plain, False, _escape)}"


def _query(parameter: Parameter, plain: Any, escape: Any) -> Iterator[tuple[str, str]]:
    wire = parameter.wire
    if isinstance(plain, dict):
        yield from _query_object(parameter, plain, escape)
    elif isinstance(plain, list) and parameter.explode and parameter.style != "deepObject":
        for item in plain:
            yield wire, escape(text_of(item))
    elif isinstance(plain, list) and parameter.style == "deepObject":
        yield from _deep(wire, plain, escape)
    elif isinstance(plain, list):
        mark = _DELIMITERS.get(parameter.style, ",")
        mark = mark if mark == "," else _escape(mark)
        yield wire, mark.join(escape(text_of(item)) for item in plain)
    else:
        yield wire, escape(text_of(plain))


def _query_object(
    parameter: Parameter, plain: dict[str, Any], escape: Any
) -> Iterator[tuple[str, str]]:
    if parameter.style == "deepObject":
        yield from _deep(parameter.wire, plain, escape)
    elif parameter.explode:
        for key, value in plain.items():
            yield key, escape(text_of(value))
    else:
        mark = _DELIMITERS.get(parameter.style, ",")
        mark = mark if mark == "," else _escape(mark)
        flat = [part for pair in plain.items() for part in pair]
        yield parameter.wire, mark.join(escape(text_of(part)) for part in flat)


def _deep(name: str, plain: Any, escape: Any) -> Iterator[tuple[str, str]]:
    """`filter[owner][name]=x`; a list repeats its name."""
    if isinstance(plain, dict):
        for key, value in plain.items():
            yield from _deep(f"{name}[{key}]", value, escape)
    elif isinstance(plain, list):
        for item in plain:
            yield from _deep(name, item, escape)
    else:
        yield name, escape(text_of(plain))


def is_given(value: Any) -> bool:
    """Whether an argument is sent at all: RFC 6570 leaves out what is undefined or null."""
    return value is not UNSET and value is not None
