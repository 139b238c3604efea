"""What a request handler works with: the open database and queue, and the call it answers."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from uuid import UUID

import msgspec
from starlette.requests import Request as HttpRequest

from pressroom import logs, tracing
from pressroom.server.counting import Counts
from pressroom.settings import Settings
from pressroom.store.database import Database
from pressroom.store.idempotency import Asked
from pressroom.store.keys import Caller
from pressroom.tasks.accepting import Request
from pressroom.tasks.notices import Notices
from pressroom.tasks.queue import Queue
from pressroom.tasks.waiting import WaitingRoom


class Press(msgspec.Struct, frozen=True, eq=False):
    """What a process has open for as long as it serves."""

    settings: Settings
    database: Database
    queue: Queue
    notices: Notices
    waiting: WaitingRoom
    counts: Counts


@asynccontextmanager
async def open_press(settings: Settings, conninfo: str) -> AsyncIterator[Press]:
    """Open everything that serving needs."""
    async with (
        Database(conninfo) as database,
        Queue(database) as queue,
        Notices(conninfo) as notices,
        WaitingRoom(database, notices) as waiting,
    ):
        yield Press(settings, database, queue, notices, waiting, Counts())


class Call(msgspec.Struct, frozen=True, eq=False):
    """One request, after its key was checked and before its handler is called.

    `asked` is what makes it the same when it comes again; `None` when it doesn't say.
    """

    press: Press
    caller: Caller
    http: HttpRequest
    asked: Asked | None = None

    @property
    def database(self) -> Database:
        return self.press.database

    @property
    def by(self) -> int:
        """The number of the user who calls."""
        return self.caller.user_id

    @property
    def url(self) -> str:
        """The path as the caller wrote it, `/v2` included."""
        path: str = self.http.scope["path"]
        return path

    def path(self, path: str) -> str:
        """A path of ours as this caller sees it: under `/v2` for those who come through it."""
        return f"/v2{path}" if self.url.startswith("/v2/") else path

    def request(self, api_id: UUID) -> Request:
        """What a task that this call makes needs to know of it."""
        named = logs.subject().get("request_id")
        return Request(api_id, self.url, self.by, named, tracing.traceparent())

    @property
    def preferences(self) -> Mapping[str, str]:
        """What the caller prefers, by name in lower case (RFC 7240, section 2)."""
        stated: dict[str, str] = {}
        for preference in ",".join(self.http.headers.getlist("prefer")).split(","):
            name, _, value = preference.partition(";")[0].partition("=")
            stated.setdefault(name.strip().lower(), value.strip().strip('"'))
        return stated

    def has(self, etag: str) -> bool:
        """Whether the caller has what `etag` stands for (RFC 9110, section 13.1.2)."""
        stated = ",".join(self.http.headers.getlist("if-none-match"))
        tags = {tag.strip().removeprefix("W/") for tag in stated.split(",")}
        return etag in tags or "*" in tags

    def hold(self) -> None:
        """Say that the caller wished to be kept waiting, so that the time it takes isn't ours."""
        self.http.scope["held"] = True

    @property
    def prefers_async(self) -> bool:
        """Whether the caller would rather not wait: `Prefer: respond-async` (RFC 7240, 4.1)."""
        return "respond-async" in self.preferences

    @property
    def preferred_wait(self) -> int | None:
        """How many seconds the caller would wait: `Prefer: wait=N` (RFC 7240, 4.3)."""
        value = self.preferences.get("wait", "")
        return int(value[:9]) if value.isascii() and value.isdigit() else None
