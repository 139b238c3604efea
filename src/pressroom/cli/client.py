"""Talking to Pressroom through its own Python client: to a server elsewhere, or to the
application in this process."""

from collections.abc import AsyncIterable, AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import httpx
import uvloop
from pressroom_client import ApiError, AsyncPressroomClient, SdkError
from pressroom_client.errors import ConnectionFailed
from pressroom_client.models import ApiSummary, GetStatusOfAnAsyncTask

from pressroom.cli.output import fail
from pressroom.errors import NotFound, PressroomError, SettingsError
from pressroom.settings import Settings, read_settings

HOLD = 30
"""Seconds for which one request waits for a task."""
PAGE = 100
"""Entries that one request lists."""

Entry = TypeVar("Entry")
Result = TypeVar("Result")


class Refused(PressroomError):
    """The server answered with a problem; `status` is the HTTP status."""

    def __init__(self, status: int, detail: str) -> None:
        self.status = status
        super().__init__(detail)


async def find_api(client: AsyncPressroomClient, name: str) -> ApiSummary | None:
    """The API of that name or identifier; `None` when there is none.

    Raises:
        NotFound: several APIs have the name, so an identifier is needed.
    """
    every = client.apis.get_all_apis(limit=PAGE)
    found = [api async for api in every if name in (str(api.id), api.name)]
    if len(found) > 1:
        choices = ", ".join(str(api.id) for api in found)
        raise NotFound(f"Several APIs are named {name!r}; use --api with one of {choices}.")
    return found[0] if found else None


async def get_api(client: AsyncPressroomClient, name: str) -> ApiSummary:
    """The API of that name or identifier. Raises NotFound when there is none."""
    api = await find_api(client, name)
    if api is None:
        raise NotFound(f"There is no API {name!r}; see `pressroom apis list`.")
    return api


async def first(entries: AsyncIterable[Entry], limit: int) -> list[Entry]:
    """Up to `limit` entries of a listing, from its beginning."""
    found = []
    async for entry in entries:
        found.append(entry)
        if len(found) == limit:
            break
    return found


async def ended_task(
    client: AsyncPressroomClient, api_id: UUID, task_id: UUID
) -> GetStatusOfAnAsyncTask:
    """The status of a task, once it has ended."""
    while True:
        task = await client.tasks.get_status_of_an_async_task(
            api_id, task_id, prefer=f"wait={HOLD}"
        )
        if task.status != "pending":
            return task


@asynccontextmanager
async def connect(
    server: str | None,
    api_key: str | None,
    settings: Callable[[], Settings],
    *,
    working: bool = False,
) -> AsyncIterator[AsyncPressroomClient]:
    """A client of the server at `server`, or of the application in this process.

    In this process the database is opened too, and with `working` a worker runs beside.

    Raises:
        Refused: an answer is a problem.
        SettingsError: the server can't be reached, or isn't a Pressroom.
    """
    if server is not None:
        address = _base_url(server)
        async with AsyncPressroomClient(
            base_url=address, api_key=api_key or "", timeout=HOLD + 60
        ) as client:
            with _told(address):
                yield client
        return
    from pressroom.cli.local import open_locally

    async with (
        open_locally(settings(), working=working) as application,
        httpx.AsyncClient(transport=httpx.ASGITransport(application)) as http,
    ):
        client = AsyncPressroomClient(base_url="http://pressroom", api_key="", http_client=http)
        with _told(client.base_url):
            yield client


def local_settings(data: Path | None, database_url: str | None) -> Callable[[], Settings]:
    """The settings of this process, read when they are needed."""
    return lambda: read_settings({"data": data, "database_url": database_url})


def run(main: Coroutine[Any, Any, Result]) -> Result:
    """Run the command's coroutine to its end. Ctrl-C ends the process with status 130."""
    try:
        return uvloop.run(main)
    except KeyboardInterrupt:
        fail(
            "Interrupted. A task that was accepted stays pending; the next `pressroom publish`, "
            "`tasks wait`, `worker` or `serve` on this database takes it up.",
            status=130,
        )


@contextmanager
def _told(address: str) -> Iterator[None]:
    """Errors of the client, as errors of the command that say what to do."""
    try:
        yield
    except ApiError as error:
        asked = f"{error.response.request.url} answered {error.status}; is it a Pressroom?"
        raise Refused(error.status, error.problem.detail or asked) from error
    except ConnectionFailed as error:
        raise SettingsError(
            f"Can't reach {address}: {error.__cause__ or error}. "
            "Check --server, and that `pressroom serve` runs there."
        ) from error
    except SdkError as error:
        raise SettingsError(f"Is {address} a Pressroom of this version? {error}") from error


def _base_url(server: str) -> str:
    if not server.startswith(("http://", "https://")):
        raise SettingsError(f"--server {server!r} must start with http:// or https://.")
    return server.rstrip("/")
