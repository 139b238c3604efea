"""Python libraries, generated into a folder and imported, and a server for them to talk to."""

import json
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from pressroom import Definition
from pressroom.sdk import generate

Json = Any


def written(definition: Definition, folder: Path, package: str) -> Path:
    """Write a Python library into a folder."""
    for path, text in generate(definition, "python", package=package).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder


@contextmanager
def imported(folder: Path, package: str) -> Iterator[Any]:
    """The package of a library, for as long as the block goes on."""
    sys.path.insert(0, str(folder))
    try:
        yield import_module(package)
    finally:
        sys.path.remove(str(folder))
        for name in [name for name in sys.modules if name.split(".")[0] == package]:
            del sys.modules[name]


class Seen(NamedTuple):
    """A request as it came in; header names are in small letters."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Json:
        return json.loads(self.body)


class Reply(NamedTuple):
    """What to answer, after `delay` seconds; a `body` that isn't bytes is sent as JSON."""

    status: int = 200
    body: Any = b""
    headers: Mapping[str, str] = MappingProxyType({})
    delay: float = 0


class Server:
    """Answers requests on a port of this machine with what it was told to, in order."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []
        self.replies: list[Reply] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self) -> None:
                length = int(self.headers.get("content-length", 0))
                body = self.rfile.read(length) if length else self._chunks()
                headers = {name.lower(): value for name, value in self.headers.items()}
                server.seen.append(Seen(self.command, self.path, headers, body))
                self._send(server.replies.pop(0) if server.replies else Reply(500))

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer  # noqa: N815

            def _chunks(self) -> bytes:
                found = b""
                if self.headers.get("transfer-encoding") != "chunked":
                    return found
                while size := int(self.rfile.readline(), 16):
                    found += self.rfile.read(size)
                    self.rfile.readline()
                self.rfile.readline()
                return found

            def _send(self, reply: Reply) -> None:
                time.sleep(reply.delay)
                is_bytes = isinstance(reply.body, bytes)
                body = reply.body if is_bytes else json.dumps(reply.body).encode()
                headers = {"content-type": "application/json", **reply.headers}
                self.send_response(reply.status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if reply.status != 204:
                    self.send_header("content-length", str(len(body)))
                self.end_headers()
                if reply.status != 204:
                    self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,))
        self._thread.start()

    def reply(self, *replies: Reply) -> None:
        """Answer with these from now on."""
        self.seen.clear()
        self.replies[:] = replies

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()
