"""What a request handler works with: the open database and queue, and the call it answers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import msgspec
from starlette.requests import Request as HttpRequest

from pressroom.settings import Settings
from pressroom.store.database import Database
from pressroom.store.keys import Caller
from pressroom.tasks.accepting import Request
from pressroom.tasks.queue import Queue
from pressroom.tasks.waiting import Notices


class Press(msgspec.Struct, frozen=True, eq=False):
    """What a process has open for as long as it serves."""

    settings: Settings
    database: Database
    queue: Queue
    notices: Notices


@asynccontextmanager
async def open_press(settings: Settings, conninfo: str) -> AsyncIterator[Press]:
    """Open everything that serving needs."""
    async with (
        Database(conninfo) as database,
        Queue(database) as queue,
        Notices(conninfo) as notices,
    ):
        yield Press(settings, database, queue, notices)


class Call(msgspec.Struct, frozen=True, eq=False):
    """One request, after its key was checked and before its handler is called."""

    press: Press
    caller: Caller
    http: HttpRequest

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
        return Request(api_id, self.url, self.by)

    @property
    def prefers_async(self) -> bool:
        """Whether the caller would rather not wait: `Prefer: respond-async` (RFC 7240, 4.1)."""
        preferences = ",".join(self.http.headers.getlist("prefer")).split(",")
        return any(
            preference.split(";")[0].strip().lower() == "respond-async"
            for preference in preferences
        )
