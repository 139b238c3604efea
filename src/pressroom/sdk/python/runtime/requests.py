"""An endpoint and its arguments -> a request, without sending it."""

import json
from collections.abc import AsyncIterable, Iterable, Mapping
from os import PathLike
from typing import Any, NamedTuple, TypedDict
from urllib.parse import quote, urlsplit

import httpx

from .encoding import jsonable
from .endpoints import IDEMPOTENT, Content, Endpoint, PartStyle
from .files import Part, Upload, file_part, is_repeatable, raw_content
from .media import kind_of
from .models import Model
from .parameters import (
    Parameter,
    form_pairs,
    header_text,
    is_given,
    path_text,
    query,
    query_pairs,
    text_of,
)
from .unset import UNSET


class Options(TypedDict, total=False):
    """What one call does differently from the rest of its client.

    `timeout` is in seconds (`None` for no limit), or httpx's own; `retries` how often a request is
    sent again at most. `headers` and `query` are added to the request. `content_type` chooses
    among the media types that a body may have. With an `idempotency_key`, the request counts as
    safe to send again; it is sent as the header `Idempotency-Key`.
    """

    timeout: float | httpx.Timeout | None
    retries: int
    headers: Mapping[str, str]
    query: Mapping[str, Any]
    content_type: str
    idempotency_key: str


class Payload(NamedTuple):
    """An encoded body: `content` is bytes or raw content, `parts` of a multipart body."""

    media_type: str
    content: Any = b""
    parts: tuple[Part, ...] | None = None
    repeatable: bool = True


class Prepared(NamedTuple):
    """A request that is ready to be sent, as often as it takes."""

    method: str
    url: str
    headers: Mapping[str, str]
    payload: Payload | None
    repeatable: bool


def prepare(
    endpoint: Endpoint[Any],
    arguments: Mapping[str, Any],
    options: Options,
    base_url: str,
    new_key: str,
) -> Prepared:
    """The request of an operation.

    `new_key` is used where the operation takes an idempotency key and the caller gives none.
    """
    body = arguments.get("body", UNSET)
    payload = None if body is UNSET else encode_body(endpoint.bodies, body, options)
    headers = _headers(endpoint, arguments, options, new_key)
    if payload is not None and payload.parts is None and payload.media_type:
        headers.setdefault("content-type", payload.media_type)
    safe = endpoint.method in IDEMPOTENT or bool(
        endpoint.idempotency_key or "idempotency_key" in options
    )
    repeatable = safe and (payload is None or payload.repeatable)
    url = _url(endpoint, arguments, options, base_url)
    return Prepared(endpoint.method, url, headers, payload, repeatable)


def build(
    http: httpx.Client | httpx.AsyncClient, prepared: Prepared, timeout: Any
) -> httpx.Request:
    """httpx's request, made anew for each attempt."""
    payload, content, files = prepared.payload, None, None
    if payload is not None and payload.parts is not None:
        files = [
            (part.wire, (part.name, _rewound(part.content), part.media_type or None))
            for part in payload.parts
        ]
    elif payload is not None:
        content = raw_content(payload.content, blocking=isinstance(http, httpx.Client))
    return http.build_request(
        prepared.method,
        prepared.url,
        headers=dict(prepared.headers),
        content=content,
        files=files,
        timeout=timeout,
    )


def _rewound(content: Any) -> Any:
    if hasattr(content, "seek") and content.seekable():
        content.seek(0)
    return content


def same_origin(one: str | httpx.URL, other: str | httpx.URL) -> bool:
    """Whether two URLs have the same scheme, host and port: credentials go no further."""
    first, second = httpx.URL(one), httpx.URL(other)
    return (first.scheme, first.host, _port(first)) == (second.scheme, second.host, _port(second))


def _port(url: httpx.URL) -> int | None:
    return url.port or {"http": 80, "https": 443}.get(url.scheme)


def _url(
    endpoint: Endpoint[Any], arguments: Mapping[str, Any], options: Options, base_url: str
) -> str:
    path = endpoint.path
    pairs: list[str] = []
    for name, parameter in endpoint.parameters.items():
        value = arguments.get(name, UNSET)
        if parameter.location == "path":
            path = path.replace(f"{{{parameter.wire}}}", _segment(parameter, value))
        elif parameter.location == "query" and is_given(value):
            pairs += [f"{key}={text}" for key, text in query_pairs(parameter, value)]
        elif parameter.location == "querystring" and is_given(value):
            pairs.append(_whole_query(parameter, value))
    for key, value in options.get("query", {}).items():
        pairs += [f"{name}={text}" for name, text in query_pairs(query(key), value)]
    url = base_url.rstrip("/") + (path if path.startswith("/") else f"/{path}")
    if not pairs:
        return url
    return f"{url}{'&' if urlsplit(url).query else '?'}{'&'.join(pairs)}"


def _segment(parameter: Parameter, value: Any) -> str:
    if not is_given(value) or value == "":
        raise ValueError(f"the path needs a value for {parameter.wire!r}")
    text = path_text(parameter, value)
    return text.replace(".", "%2E") if text in (".", "..") else text


def _whole_query(parameter: Parameter, value: Any) -> str:
    plain = jsonable(value)
    if isinstance(plain, str):
        return plain
    if isinstance(plain, dict) and kind_of(parameter.media_type) == "form":
        return form_pairs(plain, {})
    return quote(json.dumps(plain, separators=(",", ":")), safe="")


def _headers(
    endpoint: Endpoint[Any], arguments: Mapping[str, Any], options: Options, new_key: str
) -> dict[str, str]:
    headers = {"accept": endpoint.accept}
    cookies: list[str] = []
    for name, parameter in endpoint.parameters.items():
        value = arguments.get(name, UNSET)
        if name == endpoint.idempotency_key and not is_given(value):
            value = options.get("idempotency_key", new_key)
        if not is_given(value):
            continue
        if parameter.location == "header":
            headers[parameter.wire.lower()] = _one_line(header_text(parameter, value))
        elif parameter.location == "cookie":
            cookies += [f"{key}={text}" for key, text in query_pairs(parameter, value)]
    if cookies:
        headers["cookie"] = "; ".join(cookies)
    if "idempotency_key" in options and not endpoint.idempotency_key:
        headers["idempotency-key"] = options["idempotency_key"]
    headers |= {key.lower(): value for key, value in options.get("headers", {}).items()}
    return headers


def _one_line(text: str) -> str:
    """Header values are Latin-1 to HTTP; what it can't hold is percent-encoded."""
    if "\r" in text or "\n" in text or "\0" in text:
        raise ValueError("a header can't hold a line break")
    return text if text.isascii() else quote(text, safe=" !#$&'()*+,-./:;=?@[]_~\"<>\\^`{|}%")


def encode_body(contents: tuple[Content, ...], value: Any, options: Options) -> Payload:
    """Encode a body, in the media type asked for, or the first that can hold the value."""
    asked = options.get("content_type", "")
    content = next((one for one in contents if one.media_type == asked), None)
    if content is None:
        content = next((one for one in contents if _holds(one, value)), contents[0])
    media_type = asked or content.media_type
    match kind_of(media_type):
        case "json":
            return Payload(media_type, _json(jsonable(value)))
        case "form":
            return Payload(media_type, _form(value, content.parts).encode())
        case "multipart":
            parts = tuple(_multipart(value, content.parts))
            return Payload(media_type, parts=parts, repeatable=all(map(_is_repeatable, parts)))
        case "lines":
            lines = b"".join(_json(jsonable(item)) + b"\n" for item in value)
            return Payload(media_type, lines)
        case _:
            return _raw(media_type, value)


def _holds(content: Content, value: Any) -> bool:
    raw = isinstance(value, bytes | bytearray | PathLike | Upload) or hasattr(value, "read")
    raw = raw or (
        isinstance(value, Iterable | AsyncIterable)
        and not isinstance(value, str | list | tuple | set | Mapping)
    )
    match kind_of(content.media_type):
        case "binary":
            return raw or isinstance(value, str)
        case "text" | "xml" | "events":
            return raw or isinstance(value, str)
        case "form" | "multipart":
            return isinstance(value, Model | Mapping)
        case _:
            return not raw


def _raw(media_type: str, value: Any) -> Payload:
    if isinstance(value, Upload):
        media_type = value.media_type or media_type
        value = value.content
    media_type = "application/octet-stream" if "*" in media_type else media_type
    if isinstance(value, Model | Mapping | list | int | float):  # the author's word against ours
        return Payload(media_type, _json(jsonable(value)))
    return Payload(media_type, value, repeatable=is_repeatable(value))


def _json(plain: Any) -> bytes:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _form(value: Any, parts: Mapping[str, PartStyle]) -> str:
    plain = jsonable(value)
    if not isinstance(plain, dict):
        return str(plain)
    styles = {
        wire: query(wire, style=part.style, explode=part.explode)
        for wire, part in parts.items()
        if part.style
    }
    kept = {key: item for key, item in plain.items() if item is not None}
    return form_pairs(kept, styles)


def _properties(value: Any) -> Iterable[tuple[str, Any]]:
    """The properties of an object, files still as they were given."""
    if not isinstance(value, Model):
        yield from dict(value).items()
        return
    values = vars(value)
    for name, field in value.__fields__.items():
        if name in values and field.init and not field.additional:
            yield field.key(name), values[name]
    yield from values.get("additional_properties", {}).items()


def _multipart(value: Any, parts: Mapping[str, PartStyle]) -> Iterable[Part]:
    for wire, item in _properties(value):
        if item is None or item is UNSET:
            continue
        part = parts.get(wire, PartStyle())
        items = item if part.many and isinstance(item, list | tuple) else [item]
        if isinstance(item, Upload):
            items = [item]
        for one in items:
            yield file_part(wire, one, part.media_type) if part.file else _field(wire, one, part)


def _field(wire: str, value: Any, part: PartStyle) -> Part:
    plain = jsonable(value)
    if isinstance(plain, dict | list) or "json" in part.media_type:
        return Part(wire, None, _json(plain), "application/json")
    usual = part.media_type == "text/plain"  # as browsers do, nothing is said of it
    return Part(wire, None, text_of(plain).encode(), "" if usual else part.media_type)


def _is_repeatable(part: Part) -> bool:
    content = part.content
    return isinstance(content, bytes) or (hasattr(content, "seekable") and content.seekable())
