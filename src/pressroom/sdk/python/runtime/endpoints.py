"""Operations as values: how their arguments become a request, and what their answers hold.

Types are text, such as `list[Pet]`; `codecs` evaluates them when they are first needed.
"""

import json
from collections.abc import Mapping
from typing import Any, Generic, NamedTuple, TypeVar

import httpx

from .auth import Security
from .codecs import decode
from .errors import ApiError, DecodeError, error_class
from .media import Kind, kind_of
from .parameters import Parameter

T = TypeVar("T")
Item = TypeVar("Item")
Accepted = TypeVar("Accepted")
Status = TypeVar("Status")

IDEMPOTENT = frozenset(("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"))
"""Methods that may be sent again without harm (RFC 9110, section 9.2.2)."""


class PartStyle(NamedTuple):
    """How a property of a form or a multipart body is written."""

    media_type: str = "text/plain"
    file: bool = False
    many: bool = False
    style: str = ""
    explode: bool = True


class Content(NamedTuple):
    """A media type that a request may have its body in."""

    media_type: str
    parts: Mapping[str, PartStyle] = {}


class Answer(NamedTuple):
    """What an answer holds: `type` is of the value; for streams, of one event's data or line."""

    media_type: str = ""
    type: str = "None"

    @property
    def kind(self) -> Kind:
        """How it is read; what may have any media type is JSON unless it is raw."""
        return "json" if self._is_any and self.type != "bytes" else kind_of(self.media_type)

    @property
    def _is_any(self) -> bool:
        return self.media_type.endswith("/*")


EMPTY = Answer()
"""An answer without content."""


class Endpoint(Generic[T]):
    """One operation, which answers with `T`.

    `parameters` are by the names of the arguments. `answers` and `errors` are by status, which
    may be a range (`4XX`) or `default`. `idempotency_key` names the argument that makes it safe to
    send twice. `server` is where it is, when not where the others are.
    """

    def __init__(
        self,
        method: str,
        path: str,
        *,
        parameters: Mapping[str, Parameter] = {},
        bodies: tuple[Content, ...] = (),
        answers: Mapping[str, Answer] = {},
        errors: Mapping[str, Answer] = {},
        security: Security = (),
        idempotency_key: str = "",
        server: str = "",
    ) -> None:
        self.method = method
        self.path = path
        self.parameters = parameters
        self.bodies = bodies
        self.answers = answers
        self.errors = errors
        self.security = security
        self.idempotency_key = idempotency_key
        self.server = server

    @property
    def accept(self) -> str:
        """The media types it answers with, as `Accept` lists them."""
        types = dict.fromkeys(one.media_type for one in self.answers.values() if one.media_type)
        return ", ".join(types) or "*/*"

    def result(self, response: httpx.Response) -> T:
        """The value of a good answer. Raises DecodeError."""
        answer = matching(self.answers, response.status_code)
        if answer is None:
            answer = next(iter(self.answers.values()), EMPTY)
        value: T = content_of(response, answer)
        return value

    def error(self, response: httpx.Response) -> ApiError:
        """The error of a bad answer."""
        try:
            document = response.json()
        except ValueError:
            document = response.text
        answer = matching(self.errors, response.status_code)
        make = error_class(response.status_code)
        if answer is None or answer.kind != "json":
            return make(response, document, document)
        try:
            return make(response, decode(answer.type, document), document)
        except DecodeError as mismatch:  # the error itself matters more than its shape
            error = make(response, document, document)
            error.add_note(f"Its body isn't what the definition says: {mismatch}")
            return error


def matching(answers: Mapping[str, Answer], status: int) -> Answer | None:
    """The answer of a status: its own, else its range's, else the default."""
    for key in (str(status), f"{status // 100}XX", "default"):
        if key in answers:
            return answers[key]
    return None


def content_of(response: httpx.Response, answer: Answer) -> Any:
    """The decoded content of an answer; `None` when it has none."""
    if answer.type == "None" or (not response.content and response.request.method == "HEAD"):
        return None
    if answer.kind == "json":
        try:
            return decode(answer.type, json.loads(response.content))
        except ValueError:
            raise DecodeError(f"the answer isn't JSON: {response.text[:80]!r}", response) from None
        except DecodeError as error:
            raise DecodeError(f"in the answer, {error}", response) from None
    return response.content if answer.type == "bytes" else response.text


class Pages(NamedTuple):
    """How the next page is got, and where the items of a page are."""

    style: str
    items: tuple[str, ...] = ()
    parameter: str = ""
    limit: str = ""
    next: tuple[str, ...] = ()
    url: bool = False
    start: int = 1
    total: tuple[str, ...] = ()
    more: tuple[str, ...] = ()


class PagedEndpoint(Endpoint[T], Generic[Item, T]):
    """An operation that lists `Item`s in pages; a page is a `T`."""

    def __init__(self, method: str, path: str, *, pages: Pages, item: str, **rest: Any) -> None:
        super().__init__(method, path, **rest)
        self.pages = pages
        self.item = item


class TaskStatus(NamedTuple):
    """How to read the status of what goes on: `type` of the answer, and paths in it."""

    type: str
    path: tuple[str, ...]
    succeeded: tuple[str, ...]
    failed: tuple[str, ...]
    error: tuple[str, ...] = ()
    events: str | None = None
    """The path below the task's that streams its events; empty for the task's own path."""


class TaskEndpoint(Endpoint[Accepted], Generic[Accepted, Status]):
    """An operation that is accepted and goes on; `Accepted` is the first answer."""

    def __init__(self, method: str, path: str, *, task: TaskStatus, **rest: Any) -> None:
        super().__init__(method, path, **rest)
        self.task = task


class MaybeTaskEndpoint(TaskEndpoint[Accepted, Status], Generic[T, Accepted, Status]):
    """An operation that answers with `T` when it can do so at once, and else goes on."""


class StreamEndpoint(Endpoint[T]):
    """An operation whose answer is a stream of `T`."""


class DownloadEndpoint(Endpoint[bytes]):
    """An operation whose answer is raw content."""
