"""What can go wrong, as one tree.

SdkError
├── ConnectionFailed        the server can't be reached, or didn't answer in time
├── DecodeError             an answer isn't what the definition says
├── TaskFailed              a long-running operation ended badly
├── TaskTimeout             it hasn't ended yet
└── ApiError                the server answered with an error status
    ├── ClientError         4xx: BadRequest, Unauthorized, Forbidden, NotFound, …
    └── ServerError         5xx: InternalServerError, BadGateway, ServiceUnavailable, …
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import httpx


class SdkError(Exception):
    """The base of every error of this package."""


class ConnectionFailed(SdkError):
    """The server can't be reached, or didn't answer in time. The cause is httpx's own error."""


class DecodeError(SdkError):
    """An answer isn't what the definition says; `response` is the answer, where there is one."""

    def __init__(self, message: str, response: httpx.Response | None = None) -> None:
        self.response = response
        super().__init__(message)


class TaskFailed(SdkError):
    """A long-running operation ended badly; `status` is what the server last said about it."""

    def __init__(self, message: str, status: Any) -> None:
        self.status = status
        super().__init__(message)


class TaskTimeout(SdkError, TimeoutError):
    """A long-running operation hasn't ended in the time given. It goes on; wait again."""


class Problem(NamedTuple):
    """The problem details of an error (RFC 9457). What an answer doesn't have is empty.

    `extensions` are the members that the RFC doesn't name.
    """

    type: str
    title: str
    status: int
    detail: str
    instance: str
    extensions: Mapping[str, Any]


class ApiError(SdkError):
    """The server answered with an error status.

    `body` is the answer's body, decoded as the definition says: a model, other JSON, or text.
    `response` is the answer itself.
    """

    def __init__(self, response: httpx.Response, body: Any, document: Any) -> None:
        self.response = response
        self.body = body
        self.problem = parse_problem(response, document)
        request = response.request
        said = self.problem.detail or self.problem.title or response.reason_phrase
        super().__init__(f"{request.method} {request.url.path}: {response.status_code} {said}")

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.response.status_code


class ClientError(ApiError):
    """4xx: the request is at fault."""


class BadRequest(ClientError):
    """400"""


class Unauthorized(ClientError):
    """401: credentials are missing or wrong."""


class Forbidden(ClientError):
    """403: the credentials don't allow it."""


class NotFound(ClientError):
    """404"""


class MethodNotAllowed(ClientError):
    """405"""


class NotAcceptable(ClientError):
    """406"""


class RequestTimeout(ClientError):
    """408"""


class Conflict(ClientError):
    """409"""


class Gone(ClientError):
    """410"""


class PreconditionFailed(ClientError):
    """412"""


class ContentTooLarge(ClientError):
    """413"""


class UnsupportedMediaType(ClientError):
    """415"""


class UnprocessableContent(ClientError):
    """422"""


class TooManyRequests(ClientError):
    """429"""


class ServerError(ApiError):
    """5xx: the server is at fault."""


class InternalServerError(ServerError):
    """500"""


class NotImplementedByServer(ServerError):
    """501"""


class BadGateway(ServerError):
    """502"""


class ServiceUnavailable(ServerError):
    """503"""


class GatewayTimeout(ServerError):
    """504"""


CLASSES: Mapping[int, type[ApiError]] = {
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    405: MethodNotAllowed,
    406: NotAcceptable,
    408: RequestTimeout,
    409: Conflict,
    410: Gone,
    412: PreconditionFailed,
    413: ContentTooLarge,
    415: UnsupportedMediaType,
    422: UnprocessableContent,
    429: TooManyRequests,
    500: InternalServerError,
    501: NotImplementedByServer,
    502: BadGateway,
    503: ServiceUnavailable,
    504: GatewayTimeout,
}


def error_class(status: int) -> type[ApiError]:
    """The class of an error status: its own, or that of its range."""
    general = ClientError if 400 <= status < 500 else ServerError if status >= 500 else ApiError
    return CLASSES.get(status, general)


def parse_problem(response: httpx.Response, document: Any) -> Problem:
    """The problem details in an error's JSON; `message` and `error` count as its detail."""
    fields: dict[str, Any] = dict(document) if isinstance(document, dict) else {}

    def text(name: str) -> str:
        value = fields.pop(name, "")
        return value if isinstance(value, str) else ""

    nested = fields.get("error")
    inner = nested.get("message") if isinstance(nested, dict) else nested
    choices = (fields.get("message"), inner)
    otherwise = next((one for one in choices if isinstance(one, str)), "")
    kind, title, detail, instance = map(text, ("type", "title", "detail", "instance"))
    fields.pop("status", None)
    return Problem(
        kind or "about:blank", title, response.status_code, detail or otherwise, instance, fields
    )
