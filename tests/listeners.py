"""Real HTTP servers that take deliveries, and note what came."""

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import msgspec
from standardwebhooks import Webhook as Verifier

LOOPBACK = "127.0.0.0/8,::1"
"""What allows deliveries to this machine."""


class Received(msgspec.Struct, frozen=True):
    """A request that came."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def payload(self) -> Any:
        return msgspec.json.decode(self.body)

    def verified(self, secret: str) -> Any:
        """The payload, once the library of Standard Webhooks has verified it."""
        return Verifier(secret).verify(self.body, dict(self.headers))


class Reply(msgspec.Struct, frozen=True):
    """What a server answers: `endless` bodies go on until the other side goes away."""

    status: int = 204
    headers: Mapping[str, str] = {}
    body: bytes = b""
    endless: bool = False


Behaviour = Callable[[Received], Reply]
"""What a server does with a request; it may take its time."""


class Listener:
    """A server, the requests that came to it, and how many bytes it could send of endless ones."""

    def __init__(self, behave: Behaviour) -> None:
        self.behave = behave
        self.received: list[Received] = []
        self.sent = 0
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hooks"


def well(_: Received) -> Reply:
    return Reply()


@contextmanager
def listening(
    behave: Behaviour = well, *, port: int = 0, tls: ssl.SSLContext | None = None
) -> Iterator[Listener]:
    """A server on a port of this machine, for as long as the context lasts."""
    listener = Listener(behave)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            _take(self, listener)

        do_GET = do_POST  # noqa: N815 - the standard library's name

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, *_: object) -> None:
            """Whoever went away is no fault."""

    server = Server(("127.0.0.1", port), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    listener.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield listener
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _take(handler: BaseHTTPRequestHandler, listener: Listener) -> None:
    length = int(handler.headers.get("Content-Length") or 0)
    headers = {name.lower(): value for name, value in handler.headers.items()}
    received = Received(handler.command, handler.path, headers, handler.rfile.read(length))
    listener.received.append(received)
    reply = listener.behave(received)
    handler.send_response(reply.status)
    for name, value in reply.headers.items():
        handler.send_header(name, value)
    if not reply.endless:
        handler.send_header("Content-Length", str(len(reply.body)))
    handler.end_headers()
    handler.wfile.write(reply.body)
    while reply.endless:
        handler.wfile.write(b"x" * 65536)
        listener.sent += 65536
