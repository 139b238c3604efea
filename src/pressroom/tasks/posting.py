"""One attempt at a delivery: a signed POST to an address that was checked, and its answer.

A name is looked up once for each attempt, and the connection goes to the very addresses that were
checked, so a name server can't lead it elsewhere in between. `Host` and TLS still say the name.
Redirects aren't followed, and proxies of the environment aren't used.
"""

import asyncio
import logging
from collections.abc import Iterable
from datetime import UTC, datetime

import httpcore
import httpx
import msgspec
from standardwebhooks import Webhook as Signer

from pressroom import receivers
from pressroom.receivers import AddressRefused, Allowed, Receiver, Resolve, reachable
from pressroom.store.deliveries import Attempt, Due
from pressroom.tasks.schedule import asked_pause

logger = logging.getLogger(__name__)

TIMEOUT = 10.0
"""Seconds that an attempt may take, from looking up the name to the beginning of the answer."""

CONNECT_TIMEOUT = 4.0
"""Seconds after which the next address of a name is tried."""

KEPT = 1024
"""How many bytes of an answer's body are read and kept."""

LINGER = 1.0
"""Seconds for which the body of an answer is waited for."""


class Posted(msgspec.Struct, frozen=True):
    """An attempt, and the seconds that the receiver asked us to stay away, if it did."""

    attempt: Attempt
    asked: float | None = None

    @property
    def succeeded(self) -> bool:
        return 200 <= (self.attempt.status or 0) < 300


class Courier:
    """Makes attempts. `resolve` looks names up."""

    def __init__(
        self, allowed: Allowed, resolve: Resolve = receivers.resolve, timeout: float = TIMEOUT
    ) -> None:
        self._timeout = timeout
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            max_connections=None,
            max_keepalive_connections=0,
            network_backend=_CheckedNetwork(allowed, resolve),
        )

    async def post(self, due: Due) -> Posted:
        """Attempt a delivery. Whatever goes wrong with the receiver is in the answer."""
        at, loop = datetime.now(UTC), asyncio.get_running_loop()
        started = loop.time()
        status = body = error = asked = None
        try:
            async with asyncio.timeout(self._timeout) as limit:
                status, body, retry_after = await self._exchange(_request(due, at), limit)
            asked = asked_pause(status, retry_after, datetime.now(UTC))
        except TimeoutError:
            error = f"no answer within {self._timeout:g} s"
        except (AddressRefused, httpcore.NetworkError, httpcore.ProtocolError) as fault:
            error = _words(fault)
        except httpcore.TimeoutException:
            error = f"no connection within {CONNECT_TIMEOUT:g} s"
        except Exception as fault:
            logger.exception("Delivery %s met a fault in Pressroom", due.id)
            error = f"a fault in Pressroom: {type(fault).__name__}"
        milliseconds = round((loop.time() - started) * 1000)
        return Posted(Attempt(due.id, at, milliseconds, status, body, error), asked)

    async def _exchange(
        self, request: httpx.Request, limit: asyncio.Timeout
    ) -> tuple[int, str, str | None]:
        """The answer's status, the beginning of its body, and its `Retry-After`.

        Once the status is there, `limit` doesn't matter any more.
        """
        async with self._pool.stream(
            request.method,
            httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            content=request.content,
            extensions={"timeout": {"connect": CONNECT_TIMEOUT}},
        ) as response:
            limit.reschedule(None)
            headers = httpx.Headers(response.headers)
            beginning = await _beginning(response)
        return response.status, beginning, headers.get("Retry-After")


class _CheckedNetwork(httpcore.AsyncNetworkBackend):
    """Connects to addresses that were checked, and to nothing else."""

    def __init__(self, allowed: Allowed, resolve: Resolve) -> None:
        self._network = httpcore.AnyIOBackend()
        self._allowed = allowed
        self._resolve = resolve

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        addresses = await reachable(Receiver(host, port), self._allowed, self._resolve)
        for last, address in enumerate(addresses, 1 - len(addresses)):
            try:
                return await self._network.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if not last:
                    raise
        raise AddressRefused(f"{host} has no address")

    async def sleep(self, seconds: float) -> None:
        await self._network.sleep(seconds)


def _request(due: Due, at: datetime) -> httpx.Request:
    identifier = str(due.id)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Pressroom",
        "webhook-id": identifier,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Signer(due.secret).sign(identifier, at, due.payload),
    }
    return httpx.Request("POST", due.url, headers=headers, content=due.payload.encode())


async def _beginning(response: httpcore.Response) -> str:
    """The first bytes of an answer's body; what comes of it before it breaks off, or takes long."""
    content = bytearray()
    try:
        async with asyncio.timeout(LINGER):
            async for chunk in response.aiter_stream():
                content += chunk
                if len(content) >= KEPT:
                    break
    except (TimeoutError, httpcore.NetworkError, httpcore.ProtocolError):
        pass
    return content[:KEPT].decode("utf-8", errors="replace").replace("\0", "")


def _words(fault: Exception) -> str:
    """A fault in one line."""
    return " ".join(str(fault).split()) or type(fault).__name__
