"""The two clients that all generated code stands on, and what they have in common.

They differ in how they send and sleep, and in nothing else: what is sent, what an answer means
and whether to try again is decided by functions that both share.
"""

import asyncio
import os
import time
import uuid
from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Iterator,
    Mapping,
    Sequence,
)
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from typing import Any, Generic, NamedTuple, ParamSpec, Self, TypedDict, TypeVar, cast

import httpx

from .auth import Credential, Security, chosen
from .endpoints import (
    DownloadEndpoint,
    Endpoint,
    MaybeTaskEndpoint,
    PagedEndpoint,
    StreamEndpoint,
    TaskEndpoint,
)
from .errors import ConnectionFailed, SdkError
from .pagination import AsyncPaginator, Paginator, Step
from .requests import Options, Prepared, build, prepare, same_origin
from .retries import delay_before_retry
from .streams import AsyncDownload, AsyncOpening, AsyncStream, Download, Opening, Stream
from .tasks import AsyncTask, Task

T = TypeVar("T")
Item = TypeVar("Item")
Accepted = TypeVar("Accepted")
Status = TypeVar("Status")
P = ParamSpec("P")

TIMEOUT = 60.0
RETRIES = 2
_REDIRECTS = 5
_MARGIN = 10
"""Seconds beyond the time that a server is asked to hold its answer for."""

_captured: ContextVar[list[httpx.Response] | None] = ContextVar("_captured", default=None)


class Raw(NamedTuple, Generic[T]):
    """A result together with the HTTP response that it came in."""

    value: T
    response: httpx.Response


class Server(NamedTuple):
    """A server of the definition; `variables` are those in its URL, with their defaults."""

    url: str
    variables: Mapping[str, str] = {}
    description: str = ""

    def address(self, **values: str) -> str:
        """The URL, with these values in place of the defaults."""
        url = self.url
        for name, default in self.variables.items():
            url = url.replace(f"{{{name}}}", values.get(name, default))
        return url


class SharedSettings(TypedDict, total=False):
    """What a client can be told.

    `base_url` replaces the definition's server. `timeout` is in seconds (`None` for no limit), or
    httpx's own. `retries` is how often a request is sent again at most. `headers` go with every
    request. `on_request` and `on_response` are called for each attempt.
    """

    base_url: str
    timeout: float | httpx.Timeout | None
    retries: int
    headers: Mapping[str, str]
    on_request: Callable[[httpx.Request], object]
    on_response: Callable[[httpx.Response], object]


class Settings(SharedSettings, total=False):
    """What a client can be told; `http_client` is one of your own, which you close yourself."""

    http_client: httpx.Client


class AsyncSettings(SharedSettings, total=False):
    """What a client can be told; `http_client` is one of your own, which you close yourself."""

    http_client: httpx.AsyncClient


class _Base:
    """What a client knows, and how it prepares requests."""

    def __init__(
        self,
        settings: SharedSettings,
        servers: Sequence[Server],
        credentials: Mapping[str, Credential],
        variable: str,
    ) -> None:
        given = settings.get("base_url") or os.environ.get(variable, "")
        self.base_url = given or (servers[0].address() if servers else "")
        self.timeout = settings.get("timeout", TIMEOUT)
        self.retries = settings.get("retries", RETRIES)
        self._elsewhere = not given
        self._headers = dict(settings.get("headers", {}))
        self._credentials = credentials
        self._on_request = settings.get("on_request")
        self._on_response = settings.get("on_response")
        self._variable = variable

    def _prepare(
        self, endpoint: Endpoint[Any], options: Options, arguments: Mapping[str, Any]
    ) -> Prepared:
        base = endpoint.server if endpoint.server and self._elsewhere else self.base_url
        if "://" not in base:
            raise SdkError(f"{base!r} is no address: give `base_url`, or set {self._variable}")
        combined: Options = {**options}
        combined["headers"] = {**self._headers, **options.get("headers", {})}
        return prepare(endpoint, arguments, combined, base, str(uuid.uuid4()))

    def _at(self, endpoint: Endpoint[Any], url: str, headers: Mapping[str, str]) -> Prepared:
        """A `GET` of an address that the server gave."""
        return Prepared("GET", url, {**self._headers, **headers}, None, repeatable=True)

    def _auth(self, url: str, security: Security, server: str) -> Any:
        """The credentials for an address; none for one that isn't the definition's."""
        known = [base for base in (self.base_url, server) if "://" in base]
        if not any(same_origin(url, base) for base in known):
            return None
        return chosen(security, self._credentials) or httpx.USE_CLIENT_DEFAULT

    def _built(self, http: Any, prepared: Prepared, timeout: Any) -> httpx.Request:
        request = build(http, prepared, timeout)
        if self._on_request is not None:
            self._on_request(request)
        return request

    def _seen(self, response: httpx.Response) -> None:
        if self._on_response is not None:
            self._on_response(response)
        captured = _captured.get()
        if captured is not None:
            captured.append(response)

    def _redirected(self, prepared: Prepared, response: httpx.Response) -> Prepared | None:
        """Where a `GET` or `HEAD` is sent on to; others aren't repeated elsewhere."""
        if response.next_request is None or prepared.method not in ("GET", "HEAD"):
            return None
        return prepared._replace(url=str(response.next_request.url))

    def _held(self, hold: int) -> Any:
        """A timeout that lets a server hold its answer."""
        if hold and isinstance(self.timeout, int | float):
            return max(self.timeout, hold + _MARGIN)
        return self.timeout


class SyncClient(_Base):
    """Sends requests and waits for their answers."""

    def __init__(
        self,
        settings: Settings,
        servers: Sequence[Server] = (),
        credentials: Mapping[str, Credential] | None = None,
        variable: str = "",
    ) -> None:
        super().__init__(settings, servers, credentials or {}, variable)
        own = settings.get("http_client")
        self.http = own or httpx.Client()
        self._closes = own is None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections, unless the HTTP client is one of your own."""
        if self._closes:
            self.http.close()

    def raw(self, method: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Raw[T]:
        """Call a method, and get the HTTP response as well: `client.raw(client.pets.get, 7)`."""
        captured: list[httpx.Response] = []
        token = _captured.set(captured)
        try:
            value = method(*args, **kwargs)
        finally:
            _captured.reset(token)
        return Raw(value, captured[-1])

    def send(self, endpoint: Endpoint[T], options: Options | None, /, **arguments: Any) -> T:
        """The result of an operation."""
        return endpoint.result(self._response(endpoint, options or {}, arguments))

    def paginate(
        self, endpoint: PagedEndpoint[Item, T], options: Options | None, /, **arguments: Any
    ) -> Paginator[Item, T]:
        """All items of a listing."""

        def fetch(step: Step) -> httpx.Response:
            return self._response(endpoint, options or {}, step.arguments, step.url)

        return Paginator(endpoint, arguments, fetch)

    def start(
        self,
        endpoint: TaskEndpoint[Accepted, Status],
        options: Options | None,
        /,
        **arguments: Any,
    ) -> Task[Accepted, Status]:
        """The handle of what was accepted."""
        return Task(endpoint, self._response(endpoint, options or {}, arguments), self)

    def start_or_finish(
        self,
        endpoint: MaybeTaskEndpoint[T, Accepted, Status],
        options: Options | None,
        /,
        **arguments: Any,
    ) -> T | Task[Accepted, Status]:
        """The result if there is one at once, else the handle of what was accepted."""
        response = self._response(endpoint, options or {}, arguments)
        if response.status_code == 202:
            return Task(endpoint, response, self)
        return cast("T", endpoint.result(response))

    def stream(
        self, endpoint: StreamEndpoint[T], options: Options | None, /, **arguments: Any
    ) -> Stream[T]:
        """The items of a streamed answer."""
        return Stream(endpoint, self._opening(endpoint, options or {}, arguments))

    def download(
        self, endpoint: DownloadEndpoint, options: Options | None, /, **arguments: Any
    ) -> Download:
        """Raw content, yet to be fetched."""
        return Download(self._opening(endpoint, options or {}, arguments))

    def ask(self, endpoint: TaskEndpoint[Any, Any], url: str, hold: int) -> httpx.Response:
        """The status of a task."""
        headers = {"accept": "application/json"} | ({"prefer": f"wait={hold}"} if hold else {})
        response = self._exchange(
            endpoint, self._at(endpoint, url, headers), {"timeout": self._held(hold)}
        )
        response.read()
        return response

    def follow(self, endpoint: TaskEndpoint[Any, Any], url: str, last: str) -> Opening:
        """The stream of a task's events."""
        headers = {"accept": "text/event-stream"} | ({"last-event-id": last} if last else {})
        return self._open(endpoint, self._at(endpoint, url, headers), {"timeout": None})

    def _response(
        self,
        endpoint: Endpoint[Any],
        options: Options,
        arguments: Mapping[str, Any],
        url: str = "",
    ) -> httpx.Response:
        prepared = self._prepare(endpoint, options, arguments)
        response = self._exchange(endpoint, prepared._replace(url=url or prepared.url), options)
        response.read()
        return response

    def _opening(
        self, endpoint: Endpoint[Any], options: Options, arguments: Mapping[str, Any]
    ) -> Opening:
        return self._open(endpoint, self._prepare(endpoint, options, arguments), options)

    def _open(self, endpoint: Endpoint[Any], prepared: Prepared, options: Options) -> Opening:
        @contextmanager
        def opening() -> Iterator[httpx.Response]:
            response = self._exchange(endpoint, prepared, options)
            try:
                yield response
            except httpx.TransportError as error:
                raise _failed(prepared, error) from error
            finally:
                response.close()

        return opening

    def _exchange(
        self, endpoint: Endpoint[Any], prepared: Prepared, options: Options
    ) -> httpx.Response:
        """Send a request until there is an answer that stands; raise it if it is an error."""
        retries, attempt, redirects = options.get("retries", self.retries), 0, 0
        while True:
            outcome = self._attempt(endpoint, prepared, options.get("timeout", self.timeout))
            redirected = None
            if isinstance(outcome, httpx.Response):
                redirected = self._redirected(prepared, outcome)
            if redirected is not None and redirects < _REDIRECTS:
                cast("httpx.Response", outcome).close()
                prepared, redirects = redirected, redirects + 1
                continue
            delay = delay_before_retry(outcome, attempt, repeatable=prepared.repeatable)
            if delay is None or attempt >= retries:
                break
            if isinstance(outcome, httpx.Response):
                outcome.close()
            attempt += 1
            time.sleep(delay)
        if not isinstance(outcome, httpx.Response):
            raise _failed(prepared, outcome) from outcome
        if outcome.is_success:
            return outcome
        outcome.read()
        raise endpoint.error(outcome)

    def _attempt(
        self, endpoint: Endpoint[Any], prepared: Prepared, timeout: Any
    ) -> httpx.Response | httpx.TransportError:
        request = self._built(self.http, prepared, timeout)
        auth = self._auth(prepared.url, endpoint.security, endpoint.server)
        try:
            response = self.http.send(request, stream=True, auth=auth, follow_redirects=False)
            if not response.is_success:
                response.read()
        except httpx.TransportError as error:
            return error
        self._seen(response)
        return response


class AsyncClient(_Base):
    """Sends requests, and lets others run while it waits for their answers."""

    def __init__(
        self,
        settings: AsyncSettings,
        servers: Sequence[Server] = (),
        credentials: Mapping[str, Credential] | None = None,
        variable: str = "",
    ) -> None:
        super().__init__(settings, servers, credentials or {}, variable)
        own = settings.get("http_client")
        self.http = own or httpx.AsyncClient()
        self._closes = own is None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections, unless the HTTP client is one of your own."""
        if self._closes:
            await self.http.aclose()

    async def raw(
        self, method: Callable[P, Awaitable[T]], *args: P.args, **kwargs: P.kwargs
    ) -> Raw[T]:
        """Call a method, and get the HTTP response as well: `client.raw(client.pets.get, 7)`."""
        captured: list[httpx.Response] = []
        token = _captured.set(captured)
        try:
            value = await method(*args, **kwargs)
        finally:
            _captured.reset(token)
        return Raw(value, captured[-1])

    async def send(self, endpoint: Endpoint[T], options: Options | None, /, **arguments: Any) -> T:
        """The result of an operation."""
        return endpoint.result(await self._response(endpoint, options or {}, arguments))

    def paginate(
        self, endpoint: PagedEndpoint[Item, T], options: Options | None, /, **arguments: Any
    ) -> AsyncPaginator[Item, T]:
        """All items of a listing."""

        async def fetch(step: Step) -> httpx.Response:
            return await self._response(endpoint, options or {}, step.arguments, step.url)

        return AsyncPaginator(endpoint, arguments, fetch)

    async def start(
        self,
        endpoint: TaskEndpoint[Accepted, Status],
        options: Options | None,
        /,
        **arguments: Any,
    ) -> AsyncTask[Accepted, Status]:
        """The handle of what was accepted."""
        return AsyncTask(endpoint, await self._response(endpoint, options or {}, arguments), self)

    async def start_or_finish(
        self,
        endpoint: MaybeTaskEndpoint[T, Accepted, Status],
        options: Options | None,
        /,
        **arguments: Any,
    ) -> T | AsyncTask[Accepted, Status]:
        """The result if there is one at once, else the handle of what was accepted."""
        response = await self._response(endpoint, options or {}, arguments)
        if response.status_code == 202:
            return AsyncTask(endpoint, response, self)
        return cast("T", endpoint.result(response))

    def stream(
        self, endpoint: StreamEndpoint[T], options: Options | None, /, **arguments: Any
    ) -> AsyncStream[T]:
        """The items of a streamed answer."""
        return AsyncStream(endpoint, self._opening(endpoint, options or {}, arguments))

    def download(
        self, endpoint: DownloadEndpoint, options: Options | None, /, **arguments: Any
    ) -> AsyncDownload:
        """Raw content, yet to be fetched."""
        return AsyncDownload(self._opening(endpoint, options or {}, arguments))

    async def ask(self, endpoint: TaskEndpoint[Any, Any], url: str, hold: int) -> httpx.Response:
        """The status of a task."""
        headers = {"accept": "application/json"} | ({"prefer": f"wait={hold}"} if hold else {})
        response = await self._exchange(
            endpoint, self._at(endpoint, url, headers), {"timeout": self._held(hold)}
        )
        await response.aread()
        return response

    def follow(self, endpoint: TaskEndpoint[Any, Any], url: str, last: str) -> AsyncOpening:
        """The stream of a task's events."""
        headers = {"accept": "text/event-stream"} | ({"last-event-id": last} if last else {})
        return self._open(endpoint, self._at(endpoint, url, headers), {"timeout": None})

    async def _response(
        self,
        endpoint: Endpoint[Any],
        options: Options,
        arguments: Mapping[str, Any],
        url: str = "",
    ) -> httpx.Response:
        prepared = self._prepare(endpoint, options, arguments)
        prepared = prepared._replace(url=url or prepared.url)
        response = await self._exchange(endpoint, prepared, options)
        await response.aread()
        return response

    def _opening(
        self, endpoint: Endpoint[Any], options: Options, arguments: Mapping[str, Any]
    ) -> AsyncOpening:
        return self._open(endpoint, self._prepare(endpoint, options, arguments), options)

    def _open(self, endpoint: Endpoint[Any], prepared: Prepared, options: Options) -> AsyncOpening:
        @asynccontextmanager
        async def opening() -> AsyncIterator[httpx.Response]:
            response = await self._exchange(endpoint, prepared, options)
            try:
                yield response
            except httpx.TransportError as error:
                raise _failed(prepared, error) from error
            finally:
                await response.aclose()

        return opening

    async def _exchange(
        self, endpoint: Endpoint[Any], prepared: Prepared, options: Options
    ) -> httpx.Response:
        """Send a request until there is an answer that stands; raise it if it is an error."""
        retries, attempt, redirects = options.get("retries", self.retries), 0, 0
        while True:
            outcome = await self._attempt(endpoint, prepared, options.get("timeout", self.timeout))
            redirected = None
            if isinstance(outcome, httpx.Response):
                redirected = self._redirected(prepared, outcome)
            if redirected is not None and redirects < _REDIRECTS:
                await cast("httpx.Response", outcome).aclose()
                prepared, redirects = redirected, redirects + 1
                continue
            delay = delay_before_retry(outcome, attempt, repeatable=prepared.repeatable)
            if delay is None or attempt >= retries:
                break
            if isinstance(outcome, httpx.Response):
                await outcome.aclose()
            attempt += 1
            await asyncio.sleep(delay)
        if not isinstance(outcome, httpx.Response):
            raise _failed(prepared, outcome) from outcome
        if outcome.is_success:
            return outcome
        await outcome.aread()
        raise endpoint.error(outcome)

    async def _attempt(
        self, endpoint: Endpoint[Any], prepared: Prepared, timeout: Any
    ) -> httpx.Response | httpx.TransportError:
        request = self._built(self.http, prepared, timeout)
        auth = self._auth(prepared.url, endpoint.security, endpoint.server)
        try:
            response = await self.http.send(request, stream=True, auth=auth, follow_redirects=False)
            if not response.is_success:
                await response.aread()
        except httpx.TransportError as error:
            return error
        self._seen(response)
        return response


def _failed(prepared: Prepared, error: httpx.TransportError) -> ConnectionFailed:
    reason = str(error) or type(error).__name__
    return ConnectionFailed(f"{prepared.method} {prepared.url}: {reason}")
