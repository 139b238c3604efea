"""Files to upload: bytes, text, a path, an open file, or any of these with a name and a type."""

from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from os import SEEK_END, SEEK_SET, PathLike, fspath
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
    """A part of a multipart body. `name` is the file's name, `None` for a field that is no file.

    Without a `media_type` it is text.
    """

    wire: str
    name: str | None
    content: "bytes | IO[bytes] | PathFile"
    media_type: str


class PathFile:
    """A file by its path, open only while it is read, and as often as it is."""

    def __init__(self, path: PathLike[str]) -> None:
        self._path = Path(path)
        self._file: IO[bytes] | None = None

    def read(self, size: int = -1) -> bytes:
        """The next bytes; the file is closed at its end."""
        self._file = self._file or self._path.open("rb")
        chunk = self._file.read(size)
        if not chunk or size < 0:
            self._close()
        return chunk

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._file.tell() if self._file else 0

    def seek(self, offset: int, whence: int = SEEK_SET) -> int:
        """Back to the start, or to the end, which tells how long it is."""
        if whence == SEEK_END:
            return self._path.stat().st_size
        self._close()
        return offset

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def file_part(wire: str, value: FileInput, media_type: str) -> Part:
    """The part of a file: its own name and type, else the path's name and `media_type`."""
    upload = value if isinstance(value, Upload) else Upload(value)
    content = upload.content
    name = upload.name or _name_of(content) or wire
    kind = upload.media_type or media_type or "application/octet-stream"
    if isinstance(content, str):
        return Part(wire, name, content.encode(), kind)
    if isinstance(content, PathLike):
        return Part(wire, name, PathFile(content), kind)
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
