"""Bytes of a streamed answer -> events, JSON lines. Fed chunk by chunk, whoever reads them."""

import json
from collections.abc import Iterator
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from .codecs import decode
from .errors import DecodeError

T = TypeVar("T")


class Event(NamedTuple, Generic[T]):
    """A server-sent event. `event` is its type, `message` when the server doesn't say."""

    data: T
    event: str = "message"
    id: str = ""


class Decoder(Protocol):
    """Turns chunks into items as soon as they are complete."""

    def feed(self, chunk: bytes) -> Iterator[Any]:
        """The items that this chunk completes."""
        ...

    def end(self) -> Iterator[Any]:
        """What is left at the end."""
        ...


class Lines:
    """Bytes into lines, which end with LF, CR or CR LF."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, chunk: bytes) -> list[str]:
        text = self._rest + chunk
        held = b"\r" if text.endswith(b"\r") else b""  # a LF may follow in the next chunk
        text = text.removesuffix(b"\r").replace(b"\r\n", b"\n").replace(b"\r", b"\n") + held
        *lines, self._rest = text.split(b"\n")
        return [line.decode("utf-8", "replace") for line in lines]

    def end(self) -> list[str]:
        rest, self._rest = self._rest.rstrip(b"\r"), b""
        return [rest.decode("utf-8", "replace")] if rest else []


class EventDecoder:
    """Server-sent events (HTML, section 9.2). A `[DONE]` in place of JSON is left out."""

    def __init__(self, type_: str) -> None:
        self._type = type_
        self._lines = Lines()
        self._first = True
        self._data: list[str] = []
        self._event = ""
        self._id = ""

    def feed(self, chunk: bytes) -> Iterator[Event[Any]]:
        for line in self._lines.feed(chunk):
            yield from self._line(line)

    def end(self) -> Iterator[Event[Any]]:
        """An event that wasn't ended by an empty line is incomplete, and dropped."""
        yield from ()

    def _line(self, line: str) -> Iterator[Event[Any]]:
        if self._first:
            line, self._first = line.removeprefix("\ufeff"), False
        if not line:
            yield from self._dispatched()
            return
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            self._data.append(value)
        elif name == "event":
            self._event = value
        elif name == "id" and "\0" not in value:
            self._id = value

    def _dispatched(self) -> Iterator[Event[Any]]:
        text, event = "\n".join(self._data), self._event or "message"
        given, self._data, self._event = bool(self._data), [], ""
        if given and text != "[DONE]":
            yield Event(decode_text(self._type, text), event, self._id)


class LineDecoder:
    """JSON lines, NDJSON and JSON text sequences (RFC 7464)."""

    def __init__(self, type_: str) -> None:
        self._type = type_
        self._lines = Lines()

    def feed(self, chunk: bytes) -> Iterator[Any]:
        yield from self._items(self._lines.feed(chunk))

    def end(self) -> Iterator[Any]:
        yield from self._items(self._lines.end())

    def _items(self, lines: list[str]) -> Iterator[Any]:
        for line in lines:
            if text := line.strip("\x1e \t"):
                yield decode_text(self._type, text)


def decode_text(type_: str, text: str) -> Any:
    """The value of JSON text. Text that isn't JSON is fine where the type is `str` or `Any`."""
    if type_ == "str":
        return text
    try:
        document = json.loads(text)
    except ValueError:
        if type_ == "Any":
            return text
        raise DecodeError(f"not JSON: {text[:80]!r}") from None
    return decode(type_, document)
