"""Files to upload: bytes, text, a path, an open file, or any of these with a name and a type."""

from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from os import PathLike, fspath
from pathlib import Path
from typing import IO, Any, NamedTuple

FileContent = bytes | str | PathLike[str] | IO[bytes]
"""What is in a file. A path is read when it is sent; text is sent as UTF-8."""


class Upload(NamedTuple):
    """A file with the name and the media type to send it under."""

    content: FileContent
    name: str = ""
    media_type: str = ""


FileInput = FileContent | Upload
"""What a property that holds a file takes."""

RawContent = FileContent | Iterable[bytes] | AsyncIterable[bytes]
"""What a request body of raw content takes. An `AsyncIterable` needs an async client."""

_CHUNK = 64 * 1024


class Part(NamedTuple):
    """A part of a multipart body. `name` is the file's name, `None` for a field that is no file."""

    wire: str
    name: str | None
    content: bytes | IO[bytes]
    media_type: str


def file_part(wire: str, value: FileInput, media_type: str) -> Part:
    """The part of a file: its own name and type, else the path's name and `media_type`."""
    upload = value if isinstance(value, Upload) else Upload(value)
    content = upload.content
    name = upload.name or _name_of(content) or wire
    kind = upload.media_type or media_type or "application/octet-stream"
    if isinstance(content, str):
        return Part(wire, name, content.encode(), kind)
    if isinstance(content, PathLike):
        return Part(wire, name, Path(content).open("rb"), kind)
    return Part(wire, name, content, kind)


def _name_of(content: FileContent) -> str:
    named = fspath(content) if isinstance(content, PathLike) else getattr(content, "name", "")
    return Path(named).name if isinstance(named, str) else ""


def is_repeatable(content: Any) -> bool:
    """Whether raw content can be sent a second time."""
    return isinstance(content, bytes | bytearray | str | PathLike)


def raw_content(content: Any, *, blocking: bool) -> Any:
    """Raw content as httpx takes it: bytes, or something to iterate over.

    Raises:
        TypeError: an `AsyncIterable` for a blocking client.
    """
    if isinstance(content, Upload):
        content = content.content
    if isinstance(content, str):
        return content.encode()
    if isinstance(content, bytes | bytearray):
        return bytes(content)
    if isinstance(content, AsyncIterable):
        if blocking:
            raise TypeError("an AsyncIterable can be sent by an async client only")
        return content
    chunks = _path_chunks(content) if isinstance(content, PathLike) else _chunks(content)
    return chunks if blocking else _async(chunks)


def _path_chunks(path: PathLike[str]) -> Iterator[bytes]:
    with Path(path).open("rb") as file:
        yield from _chunks(file)


def _chunks(content: Any) -> Iterator[bytes]:
    if not hasattr(content, "read"):
        yield from content
        return
    while chunk := content.read(_CHUNK):
        yield chunk


async def _async(chunks: Iterator[bytes]) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk
