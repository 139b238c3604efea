"""Long-running operations: a handle to wait for what was accepted, or to follow it."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

import httpx

from .codecs import decode
from .endpoints import TaskEndpoint, TaskStatus
from .errors import ConnectionFailed, DecodeError, SdkError, TaskFailed, TaskTimeout
from .events import Event, EventDecoder
from .pagination import at
from .retries import retry_after
from .streams import AsyncOpening, Opening

Accepted = TypeVar("Accepted", covariant=True)
Status = TypeVar("Status", covariant=True)

HOLD = 30
"""Seconds for which a server may hold its answer until there is news (RFC 7240, `wait`)."""

RECONNECT = 1.0
"""Seconds before a stream of events that broke off is taken up again."""


class Asked(NamedTuple, Generic[Status]):
    """What the server says about a task: `state` is `pending`, `succeeded` or `failed`."""

    status: Status
    document: Any
    state: str
    message: str
    pause: float | None


class Sender(Protocol):
    """What a task needs of a blocking client."""

    def ask(self, endpoint: TaskEndpoint[Any, Any], url: str, hold: int) -> httpx.Response:
        """Get the status; the server may hold its answer for `hold` seconds."""
        ...

    def follow(self, endpoint: TaskEndpoint[Any, Any], url: str, last: str) -> Opening:
        """The stream of events behind the one whose id is `last`."""
        ...


class AsyncSender(Protocol):
    """What a task needs of an async client."""

    async def ask(self, endpoint: TaskEndpoint[Any, Any], url: str, hold: int) -> httpx.Response:
        """Get the status; the server may hold its answer for `hold` seconds."""
        ...

    def follow(self, endpoint: TaskEndpoint[Any, Any], url: str, last: str) -> AsyncOpening:
        """The stream of events behind the one whose id is `last`."""
        ...


def understand(task: TaskStatus, response: httpx.Response) -> Asked[Any]:
    """Read a status. A state that the definition doesn't list counts as pending."""
    try:
        document = response.json()
        status = decode(task.type, document)
    except ValueError:
        raise DecodeError(f"not a status: {response.text[:80]!r}", response) from None
    except DecodeError as error:
        raise DecodeError(f"in the status, {error}", response) from None
    state = state_of(task, document)
    message = at(document, task.error)
    return Asked(
        status, document, state, message if isinstance(message, str) else "", retry_after(response)
    )


def state_of(task: TaskStatus, document: Any) -> str:
    """`pending`, `succeeded` or `failed`, from a status in JSON."""
    named = at(document, task.path)
    if named in task.failed:
        return "failed"
    return "succeeded" if named in task.succeeded else "pending"


class Waiting:
    """When to ask again, until when."""

    def __init__(self, timeout: float | None) -> None:
        self._timeout = timeout
        self._ends = None if timeout is None else time.monotonic() + timeout
        self._pause = 0.25
        self._asked_at = 0.0

    def hold(self) -> int:
        """Seconds for which the next answer may be held."""
        self._asked_at = time.monotonic()
        return HOLD if self._ends is None else max(0, min(HOLD, int(self._left())))

    def pause(self, asked: Asked[Any]) -> float:
        """Seconds until asking again: none when the answer was held already.

        Raises:
            TaskTimeout: the time is over.
        """
        if self._ends is not None and self._left() <= 0:
            raise TaskTimeout(f"the task is still pending after {self._timeout} s")
        held = time.monotonic() - self._asked_at
        self._pause = min(5.0, self._pause * 2)
        wanted = 0.0 if held >= 1 else self._pause if asked.pause is None else asked.pause
        return wanted if self._ends is None else min(wanted, max(0.0, self._left()))

    def _left(self) -> float:
        return 0.0 if self._ends is None else self._ends - time.monotonic()


class _Handle(Generic[Accepted, Status]):
    """What both kinds of handles know."""

    def __init__(self, endpoint: TaskEndpoint[Any, Any], response: httpx.Response) -> None:
        self.response = response
        self._endpoint = endpoint
        location = response.headers.get("location", "")
        self.url = str(response.url.join(location)) if location else ""
        self.accepted: Accepted = endpoint.result(response)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.url!r})"

    def _place(self) -> str:
        if not self.url:
            raise SdkError("the server didn't say where the task is (no Location)")
        return self.url

    def _ended(self, asked: Asked[Status]) -> Status:
        if asked.state == "failed":
            raise TaskFailed(asked.message or f"{self.url} failed", asked.status)
        return asked.status

    def _is_last(self, event: Event[Any]) -> bool:
        return state_of(self._endpoint.task, event.data) != "pending"


class Task(_Handle[Accepted, Status]):
    """Work that goes on at the server. `accepted` is what it first answered with, in `response`."""

    def __init__(
        self, endpoint: TaskEndpoint[Any, Any], response: httpx.Response, sender: Sender
    ) -> None:
        super().__init__(endpoint, response)
        self._sender = sender

    def status(self) -> Status:
        """What the server says now."""
        return self._ask(0).status

    def wait(
        self,
        *,
        timeout: float | None = None,
        on_progress: Callable[[Status], object] | None = None,
    ) -> Status:
        """Wait until it has ended, and return its last status.

        Args:
            timeout: seconds; for ever when `None`.
            on_progress: called with each status in between.

        Raises:
            TaskFailed: it ended badly.
            TaskTimeout: it hasn't ended in time.
        """
        waiting = Waiting(timeout)
        while (asked := self._ask(waiting.hold())).state == "pending":
            if on_progress is not None:
                on_progress(asked.status)
            time.sleep(waiting.pause(asked))
        return self._ended(asked)

    def events(self) -> Iterator[Event[Any]]:
        """What happens to it until it ends, as the server tells; else each change of its status.

        The `data` of an event is JSON. A failure is an event too: it isn't raised.
        """
        last = ""
        while self._endpoint.task.events is not None:
            try:
                for event in self._stream(last):
                    last = event.id or last
                    yield event
                    if self._is_last(event):
                        return
            except ConnectionFailed:
                pass
            if self._ask(0).state != "pending":
                break
            time.sleep(RECONNECT)
        yield from self._changes()

    def _stream(self, last: str) -> Iterator[Event[Any]]:
        place = f"{self._place()}{self._endpoint.task.events or ''}"
        decoder = EventDecoder("Any")
        with self._sender.follow(self._endpoint, place, last)() as response:
            for chunk in response.iter_bytes():
                yield from decoder.feed(chunk)

    def _changes(self) -> Iterator[Event[Any]]:
        waiting, before = Waiting(None), ""
        while True:
            asked = self._ask(waiting.hold())
            if (now := json.dumps(asked.document)) != before:
                before = now
                yield Event(asked.document, "status")
            if asked.state != "pending":
                return
            time.sleep(waiting.pause(asked))

    def _ask(self, hold: int) -> Asked[Status]:
        response = self._sender.ask(self._endpoint, self._place(), hold)
        return understand(self._endpoint.task, response)


class AsyncTask(_Handle[Accepted, Status]):
    """Work that goes on at the server. `accepted` is what it first answered with, in `response`."""

    def __init__(
        self, endpoint: TaskEndpoint[Any, Any], response: httpx.Response, sender: AsyncSender
    ) -> None:
        super().__init__(endpoint, response)
        self._sender = sender

    async def status(self) -> Status:
        """What the server says now."""
        return (await self._ask(0)).status

    async def wait(
        self,
        *,
        timeout: float | None = None,
        on_progress: Callable[[Status], object] | None = None,
    ) -> Status:
        """Wait until it has ended, and return its last status.

        Args:
            timeout: seconds; for ever when `None`.
            on_progress: called with each status in between.

        Raises:
            TaskFailed: it ended badly.
            TaskTimeout: it hasn't ended in time.
        """
        waiting = Waiting(timeout)
        while (asked := await self._ask(waiting.hold())).state == "pending":
            if on_progress is not None:
                on_progress(asked.status)
            await asyncio.sleep(waiting.pause(asked))
        return self._ended(asked)

    async def events(self) -> AsyncIterator[Event[Any]]:
        """What happens to it until it ends, as the server tells; else each change of its status.

        The `data` of an event is JSON. A failure is an event too: it isn't raised.
        """
        last = ""
        while self._endpoint.task.events is not None:
            try:
                async for event in self._stream(last):
                    last = event.id or last
                    yield event
                    if self._is_last(event):
                        return
            except ConnectionFailed:
                pass
            if (await self._ask(0)).state != "pending":
                break
            await asyncio.sleep(RECONNECT)
        async for event in self._changes():
            yield event

    async def _stream(self, last: str) -> AsyncIterator[Event[Any]]:
        place = f"{self._place()}{self._endpoint.task.events or ''}"
        decoder = EventDecoder("Any")
        async with self._sender.follow(self._endpoint, place, last)() as response:
            async for chunk in response.aiter_bytes():
                for event in decoder.feed(chunk):
                    yield event

    async def _changes(self) -> AsyncIterator[Event[Any]]:
        waiting, before = Waiting(None), ""
        while True:
            asked = await self._ask(waiting.hold())
            if (now := json.dumps(asked.document)) != before:
                before = now
                yield Event(asked.document, "status")
            if asked.state != "pending":
                return
            await asyncio.sleep(waiting.pause(asked))

    async def _ask(self, hold: int) -> Asked[Status]:
        response = await self._sender.ask(self._endpoint, self._place(), hold)
        return understand(self._endpoint.task, response)
