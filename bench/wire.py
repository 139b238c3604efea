"""A small HTTP/1.1 client on asyncio's streams, so cheap that a load is the server's alone."""

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Any, NamedTuple, cast
from urllib.parse import urlsplit

_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)

IDLE = 3.0
"""Seconds after which a connection isn't used again: the server closes it after five."""


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    content: bytes

    def json(self) -> Any:
        return json.loads(self.content)


class Caller:
    """One caller: a connection that is kept open, and a key."""

    def __init__(self, address: str, key: str) -> None:
        parts = urlsplit(address)
        self._host, self._port = str(parts.hostname), int(parts.port or 80)
        self._always = f"host: {self._host}\r\nx-api-key: {key}\r\n"

    async def __aenter__(self) -> "Caller":
        await self._connect()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._writer.close()

    async def _connect(self) -> None:
        self._reader, self._writer = await asyncio.open_connection(self._host, self._port)
        self._used = time.monotonic()

    async def call(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        """Send a request and read its answer; raises when that is an error."""
        if time.monotonic() - self._used > IDLE:
            self._writer.close()
            await self._connect()
        content = b"" if body is None else json.dumps(body).encode()
        named = "".join(f"{name.replace('_', '-')}: {text}\r\n" for name, text in headers.items())
        head = f"{method} {path} HTTP/1.1\r\n{self._always}{named}content-length: {len(content)}"
        self._writer.write(head.encode() + b"\r\n\r\n" + content)
        answer = await self._read()
        self._used = time.monotonic()
        if answer.status >= 400:
            raise SystemExit(f"{method} {path}: {answer.status} {answer.content.decode()}")
        return answer

    async def _read(self) -> Answer:
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.rstrip().split("\r\n")
        headers = {
            name.lower(): text.strip() for name, _, text in (line.partition(":") for line in lines)
        }
        content = await self._reader.readexactly(int(headers.get("content-length", 0)))
        return Answer(int(first.split()[1]), headers, content)


class Waiter(asyncio.Protocol):
    """Asks for a status with `Prefer: wait`, on a connection of its own.

    It takes next to no time when the answer comes, so that a thousand of them are told when the
    server tells them, and not when the one before was read.
    """

    def __init__(self, host: str, key: str, path: str) -> None:
        self._head = f"GET {path} HTTP/1.1\r\nhost: {host}\r\nx-api-key: {key}\r\n"
        self._came = b""
        self._told: asyncio.Future[tuple[float, bytes]] = asyncio.get_running_loop().create_future()

    async def told(self) -> tuple[float, Any]:
        """When the answer came, by the clock, and the status."""
        heard, answer = await self._told
        return heard, json.loads(answer.partition(b"\r\n\r\n")[2])

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        writing = cast(asyncio.WriteTransport, transport)
        writing.write(f"{self._head}prefer: wait=60\r\n\r\n".encode())

    def data_received(self, data: bytes) -> None:
        self._came += data
        head, _, content = self._came.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if length and len(content) == int(length[1]) and not self._told.done():
            self._told.set_result((time.time(), self._came))


@asynccontextmanager
async def waiter(address: str, key: str, path: str) -> AsyncIterator[Waiter]:
    """Someone who waits for the task at `path`."""
    parts = urlsplit(address)
    host, port = str(parts.hostname), int(parts.port or 80)
    transport, found = await asyncio.get_running_loop().create_connection(
        lambda: Waiter(host, key, path), host, port
    )
    try:
        yield found
    finally:
        transport.close()
