"""Observing: each request is named, counted, timed, noted in the log, and has its span."""

import logging
import os
import re
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pressroom import tracing
from pressroom.logs import about
from pressroom.server.counting import Counts

logger = logging.getLogger(__name__)

NAME = re.compile(rb"[\w.~+/=:@-]{1,128}", re.ASCII)
"""What a caller may name a request: nothing that means something in a log or a header."""

NO_OPERATION = "none"
"""Stands for the operation of a request that is for none of the contract's."""

READING = ("GET", "HEAD")


class Observed:
    """An application whose requests are observed; each answer says its name in `X-Request-Id`.

    The application puts into the scope: `operation`, its operation's identifier; `template`,
    its path's; `held`, when the caller wished to be kept waiting, so that time says nothing.
    """

    def __init__(self, app: ASGIApp, counts: Counts) -> None:
        self._app = app
        self._counts = counts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        named = _sent(scope, b"x-request-id")
        name = named if named and NAME.fullmatch(named) else os.urandom(12).hex().encode()
        started, status = time.perf_counter(), 500

        async def send_named(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), (b"x-request-id", name)]
            await send(message)

        parent = _sent(scope, b"traceparent")
        with (
            about(request_id=name.decode()),
            tracing.span(
                scope["method"], "server", parent.decode("latin-1") if parent else None
            ) as span,
        ):
            try:
                await self._app(scope, receive, send_named)
            finally:
                self._note(scope, status, time.perf_counter() - started, span)

    def _note(self, scope: Scope, status: int, seconds: float, span: tracing.Span) -> None:
        operation = scope.get("operation", NO_OPERATION)
        self._counts.note(operation, status, None if scope.get("held") else seconds)
        method, route = scope["method"], scope.get("template", "")
        span.say(
            f"{method} {route}".rstrip(),
            http__request__method=method,
            http__route=route,
            http__response__status_code=status,
            pressroom__operation=operation,
        )
        if status >= 500:
            span.fail(f"answered {status}")
        level = logging.DEBUG if status < 400 and method in READING else logging.INFO
        if logger.isEnabledFor(level):
            said = {"method": method, "path": scope["path"], "operation": operation}
            said |= {"status": status, "seconds": round(seconds, 4)}
            logger.log(level, "Request answered", extra=said)


def _sent(scope: Scope, name: bytes) -> bytes | None:
    for key, value in scope["headers"]:
        if key == name:
            sent: bytes = value
            return sent
    return None
