"""Talking to Pressroom over HTTP: to a server elsewhere, or to the application in this process."""

from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import httpx
import msgspec
import uvloop

from pressroom.cli.output import fail
from pressroom.errors import NotFound, PressroomError, SettingsError
from pressroom.settings import Settings, read_settings

HOLD = 30
"""Seconds for which one request waits for a task."""

Result = TypeVar("Result")


class Refused(PressroomError):
    """The server answered with a problem; `status` is the HTTP status."""

    def __init__(self, status: int, detail: str) -> None:
        self.status = status
        super().__init__(detail)


class Client:
    """The dialect's requests that the command needs."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http

    async def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        prefer: str | None = None,
    ) -> httpx.Response:
        """Send a request.

        Raises:
            Refused: the answer is a problem.
            SettingsError: the server can't be reached.
        """
        try:
            response = await self._http.request(
                method,
                path,
                params=dict(query or {}),
                content=None if body is None else msgspec.json.encode(body),
                headers={"Prefer": prefer} if prefer else None,
            )
        except httpx.TransportError as error:
            raise SettingsError(
                f"Can't reach {self._http.base_url}: {error or type(error).__name__}. "
                "Check --server, and that `pressroom serve` runs there."
            ) from error
        if response.status_code >= 400:
            raise Refused(response.status_code, _detail(response))
        return response

    async def get(self, path: str, **query: Any) -> Any:
        """A JSON answer, parsed."""
        return msgspec.json.decode((await self.request("GET", path, query=query)).content)

    async def pages(self, path: str, entries: str, **query: Any) -> AsyncIterator[Any]:
        """Every entry of a listing, page after page."""
        cursor: dict[str, str] = {}
        while True:
            page = await self.get(path, limit=100, **query, **cursor)
            for entry in page[entries]:
                yield entry
            if "nextCursor" not in page["meta"]:
                return
            cursor = {"cursor": page["meta"]["nextCursor"]}

    async def first(self, path: str, entries: str, limit: int, **query: Any) -> list[Any]:
        """Up to `limit` entries of a listing, from its beginning."""
        found = []
        async for entry in self.pages(path, entries, **query):
            found.append(entry)
            if len(found) == limit:
                break
        return found

    async def find_task(self, task_id: str) -> tuple[Any, str]:
        """A task's status, and its path.

        Raises:
            NotFound: there is none of that identifier.
        """
        found = await self.first("/tasks", "tasks", 1, taskIds=task_id)
        if not found:
            raise NotFound(f"There is no task {task_id}; see `pressroom tasks list`.")
        api_id = found[0]["meta"]["url"].split("/apis/")[1].split("/")[0]
        return found[0], f"/apis/{api_id}/tasks/{task_id}"

    async def wait_for_task(self, path: str) -> Any:
        """The status of the task at `path`, once it has ended."""
        while True:
            response = await self.request("GET", path, prefer=f"wait={HOLD}")
            task = msgspec.json.decode(response.content)
            if task["status"] != "pending":
                return task

    async def find_api(self, name: str) -> Any | None:
        """The API of that name or identifier; `None` when there is none.

        Raises:
            NotFound: several APIs have the name, so an identifier is needed.
        """
        every = self.pages("/apis", "apis")
        found = [api async for api in every if name in (api["id"], api["name"])]
        if len(found) > 1:
            choices = ", ".join(api["id"] for api in found)
            raise NotFound(f"Several APIs are named {name!r}; use --api with one of {choices}.")
        return found[0] if found else None

    async def get_api(self, name: str) -> Any:
        """The API of that name or identifier. Raises NotFound when there is none."""
        api = await self.find_api(name)
        if api is None:
            raise NotFound(f"There is no API {name!r}; see `pressroom apis list`.")
        return api


@asynccontextmanager
async def connect(
    server: str | None,
    api_key: str | None,
    settings: Callable[[], Settings],
    *,
    working: bool = False,
) -> AsyncIterator[Client]:
    """A client of the server at `server`, or of the application in this process.

    In this process the database is opened too, and with `working` a worker runs beside.
    """
    if server is not None:
        async with httpx.AsyncClient(
            base_url=_base_url(server), headers={"x-api-key": api_key or ""}, timeout=HOLD + 60
        ) as http:
            yield Client(http)
        return
    from pressroom.cli.local import open_locally

    async with open_locally(settings(), working=working) as application:
        transport = httpx.ASGITransport(application)
        async with httpx.AsyncClient(
            transport=transport, base_url="http://pressroom", timeout=HOLD + 60
        ) as http:
            yield Client(http)


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


def _base_url(server: str) -> str:
    if not server.startswith(("http://", "https://")):
        raise SettingsError(f"--server {server!r} must start with http:// or https://.")
    return server.rstrip("/")


def _detail(response: httpx.Response) -> str:
    try:
        detail = msgspec.json.decode(response.content)["detail"]
    except (msgspec.DecodeError, KeyError, TypeError):
        detail = f"{response.request.url} answered {response.status_code}; is it a Pressroom?"
    return str(detail)
