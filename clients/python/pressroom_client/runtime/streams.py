"""Answers that are read piece by piece: streams of events or lines, and downloads.

The request is sent when the first piece is asked for. Reading to the end, or leaving a `with`
block, closes the connection.
"""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from os import PathLike
from pathlib import Path
from typing import Any, Generic, Self, TypeVar, cast

import httpx

from .endpoints import Endpoint, matching
from .events import Decoder, EventDecoder, LineDecoder

T = TypeVar("T")

Opening = Callable[[], AbstractContextManager[httpx.Response]]
AsyncOpening = Callable[[], AbstractAsyncContextManager[httpx.Response]]


def decoder_of(endpoint: Endpoint[Any], response: httpx.Response) -> Decoder:
    """What turns the answer's bytes into items."""
    answer = matching(endpoint.answers, response.status_code)
    answer = answer or next(iter(endpoint.answers.values()))
    return EventDecoder(answer.type) if answer.kind == "events" else LineDecoder(answer.type)


class Stream(Generic[T]):
    """The items of a streamed answer, as they come in."""

    def __init__(self, endpoint: Endpoint[T], opening: Opening) -> None:
        self._items = self._read(endpoint, opening)

    def _read(self, endpoint: Endpoint[T], opening: Opening) -> Iterator[T]:
        with opening() as response:
            decoder = decoder_of(endpoint, response)
            for chunk in response.iter_bytes():
                yield from decoder.feed(chunk)
            yield from decoder.end()

    def __iter__(self) -> Iterator[T]:
        return self._items

    def __next__(self) -> T:
        return next(self._items)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End it, and close the connection."""
        cast("Any", self._items).close()


class AsyncStream(Generic[T]):
    """The items of a streamed answer, as they come in."""

    def __init__(self, endpoint: Endpoint[T], opening: AsyncOpening) -> None:
        self._items = self._read(endpoint, opening)

    async def _read(self, endpoint: Endpoint[T], opening: AsyncOpening) -> AsyncIterator[T]:
        async with opening() as response:
            decoder = decoder_of(endpoint, response)
            async for chunk in response.aiter_bytes():
                for item in decoder.feed(chunk):
                    yield item
            for item in decoder.end():
                yield item

    def __aiter__(self) -> AsyncIterator[T]:
        return self._items

    async def __anext__(self) -> T:
        return await anext(self._items)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """End it, and close the connection."""
        await cast("Any", self._items).aclose()


class Download:
    """Raw content that is yet to be fetched: `read` it, `save` it, or iterate over its chunks."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening

    def __iter__(self) -> Iterator[bytes]:
        with self._opening() as response:
            yield from response.iter_bytes()

    def read(self) -> bytes:
        """All of it."""
        return b"".join(self)

    def save(self, path: str | PathLike[str]) -> Path:
        """Write it to a file, chunk by chunk; gives the file's path."""
        target = Path(path)
        with self._opening() as response, target.open("wb") as file:
            for chunk in response.iter_bytes():
                file.write(chunk)
        return target


class AsyncDownload:
    """Raw content that is yet to be fetched: `read` it, `save` it, or iterate over its chunks."""

    def __init__(self, opening: AsyncOpening) -> None:
        self._opening = opening

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async with self._opening() as response:
            async for chunk in response.aiter_bytes():
                yield chunk

    async def read(self) -> bytes:
        """All of it."""
        return b"".join([chunk async for chunk in self])

    async def save(self, path: str | PathLike[str]) -> Path:
        """Write it to a file, chunk by chunk; gives the file's path."""
        target = Path(path)
        async with self._opening() as response:
            with target.open("wb") as file:
                async for chunk in response.aiter_bytes():
                    file.write(chunk)
        return target
