"""How the answers of an operation are read: by which method of a client, and what of them."""

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from pressroom.sdk.plan.model import Answer, Content, Operation, Plan

Verb = Literal["send", "paginate", "start", "start_or_finish", "stream", "download"]
"""The method of a runtime's client that a generated one calls."""

_RANKS = {
    kind: rank
    for rank, kind in enumerate(
        ("json", "json-lines", "server-sent-events", "text", "xml", "form", "binary")
    )
}
STREAMS = ("server-sent-events", "json-lines")


class Reading(msgspec.Struct, frozen=True):
    """How one method reads the answers of its operation: a content for each status, or none."""

    verb: Verb
    contents: tuple[tuple[str, Content | None], ...]


def reading(operation: Operation) -> Reading:
    """How the operation's own method reads: the content that is easiest to use of each answer."""
    contents = tuple((one.status, _preferred(one.contents)) for one in operation.successes)
    return Reading(_verb(operation, [content for _, content in contents]), contents)


def stream_reading(operation: Operation) -> Reading | None:
    """How a second method reads, where an answer is a stream only if that is asked for."""
    for answer in operation.successes:
        for content in answer.contents:
            if content.kind in STREAMS and content is not _preferred(answer.contents):
                return Reading("stream", ((answer.status, content),))
    return None


def streamed(plan: Plan) -> list[str]:
    """The ids of operations that need a second method, for a stream."""
    return [key for key, operation in plan.operations.items() if stream_reading(operation)]


def _preferred(contents: Sequence[Content]) -> Content | None:
    return min(contents, key=lambda one: _RANKS.get(one.kind, len(_RANKS)), default=None)


def _verb(operation: Operation, contents: Sequence[Content | None]) -> Verb:
    if operation.task is not None:
        return "start_or_finish" if _may_finish(operation) else "start"
    if operation.pagination is not None:
        return "paginate"
    kinds = {content.kind for content in contents if content is not None}
    if len(kinds) == 1 and kinds <= set(STREAMS):
        return "stream"
    if kinds and kinds <= {"binary", "multipart"}:
        return "download"
    return "send"


def _may_finish(operation: Operation) -> bool:
    """Whether an answer may be the result already: one that isn't `202` beside one that is.

    An operation that is long-running by its author's word may have no `202` at all.
    """
    accepted = [answer.status == "202" for answer in operation.successes]
    return any(accepted) and not all(accepted)


_ERRORS = {
    "400": "BadRequest",
    "401": "Unauthorized",
    "403": "Forbidden",
    "404": "NotFound",
    "405": "MethodNotAllowed",
    "406": "NotAcceptable",
    "408": "RequestTimeout",
    "409": "Conflict",
    "410": "Gone",
    "412": "PreconditionFailed",
    "413": "ContentTooLarge",
    "415": "UnsupportedMediaType",
    "422": "UnprocessableContent",
    "429": "TooManyRequests",
    "500": "InternalServerError",
    "501": "NotImplementedByServer",
    "502": "BadGateway",
    "503": "ServiceUnavailable",
    "504": "GatewayTimeout",
}


def error_class(answer: Answer) -> str:
    """The name of the class that a status, a range or `default` is raised as."""
    ranges = {"4": "ClientError", "5": "ServerError"}
    return _ERRORS.get(answer.status) or ranges.get(answer.status[:1], "ApiError")


def errors(operation: Operation) -> Iterator[tuple[str, Answer, Content | None]]:
    """What an operation may raise: the class, the answer and the content that is decoded."""
    for answer in operation.errors:
        content = _preferred(answer.contents)
        readable = content if content is not None and content.kind == "json" else None
        yield error_class(answer), answer, readable
