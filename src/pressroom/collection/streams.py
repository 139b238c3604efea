"""Bodies that are streams: items one after the other, as OpenAPI 3.2 describes by `itemSchema`."""

from collections.abc import Iterator

from pressroom.collection.media import Kind
from pressroom.collection.styles import plain
from pressroom.definition.model import Json

_EVENT_FIELDS = ("event", "id", "retry", "data")
_SEPARATOR = "\x1e"


def stream(value: Json, kind: Kind) -> str:
    """The items of a list, or `value` as the only one; a text is a stream already.

    `events` are server-sent events (HTML, section 9.2.6), `lines` JSON a line, and `sequence`
    is that of RFC 7464.
    """
    if isinstance(value, str):
        return value
    items = value if isinstance(value, list) else [value]
    if kind == "events":
        return "".join(map(_event, items))
    if kind == "lines":
        return "\n".join(map(_json, items))
    return "".join(f"{_SEPARATOR}{_json(item)}\n" for item in items)


def _json(item: Json) -> str:
    return plain([item])[1:-1]


def _event(item: Json) -> str:
    return "\n".join(_lines(item)) + "\n\n"


def _lines(item: Json) -> Iterator[str]:
    """An object that has `data` or `event` is the event (OpenAPI 3.2.0, section 4.14.4), any
    other value is its data."""
    whole = isinstance(item, dict) and ("data" in item or "event" in item)
    event = item if whole else {"data": item}
    for name in _EVENT_FIELDS:
        for line in plain(event[name]).split("\n") if name in event else ():
            yield f"{name}: {line}"
