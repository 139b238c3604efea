"""What an operation's answers become: which verb of the client gets them, and what that gives."""

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from pressroom.sdk.plan import Answer, Content, Operation, Plan
from pressroom.sdk.plan.contents import kind_of
from pressroom.sdk.python.annotations import Annotations

Verb = Literal["send", "paginate", "start", "start_or_finish", "stream", "download"]
"""The method of the runtime's client that a generated one calls."""

_PREFERENCE = ("json", "json-lines", "server-sent-events", "text", "xml", "form", "binary")
_STREAMS = ("server-sent-events", "json-lines")


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
            if content.kind in _STREAMS and content is not _preferred(answer.contents):
                return Reading("stream", ((answer.status, content),))
    return None


def streamed(plan: Plan) -> list[str]:
    """The ids of operations that need a second method, for a stream."""
    return [key for key, operation in plan.operations.items() if stream_reading(operation)]


def _preferred(contents: Sequence[Content]) -> Content | None:
    def rank(content: Content) -> int:
        return _PREFERENCE.index(content.kind) if content.kind in _PREFERENCE else len(_PREFERENCE)

    return min(contents, key=rank, default=None)


def _verb(operation: Operation, contents: Sequence[Content | None]) -> Verb:
    if operation.task is not None:
        return "start_or_finish" if _may_finish(operation) else "start"
    if operation.pagination is not None:
        return "paginate"
    kinds = {content.kind for content in contents if content is not None}
    if len(kinds) == 1 and kinds <= set(_STREAMS):
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


def media_type(content: Content) -> str:
    """What content is sent as: JSON, where the definition allows anything and means JSON."""
    is_named = content.kind != "json" or kind_of(content.media_type) == "json"
    return content.media_type if is_named else "application/json"


def content_type(content: Content | None, types: Annotations) -> str:
    """The annotation of what an answer holds; for a stream, of one item's data."""
    if content is None:
        return "None"
    if content.kind in ("json", *_STREAMS):
        return types.type(content.type)
    return types.builtin("bytes" if content.kind in ("binary", "multipart") else "str")


def value_type(contents: Sequence[tuple[str, Content | None]], types: Annotations) -> str:
    """The annotation of what any of some answers holds."""
    return types.union(content_type(content, types) for _, content in contents) or "Any"


class Returned(msgspec.Struct, frozen=True):
    """What a method gives.

    `endpoint` is the runtime's class and `of` the arguments it has; `sync` and `async_` annotate
    what the two methods return, the latter when it is `awaited`, if it has to be.
    """

    endpoint: str
    of: tuple[str, ...]
    sync: str
    async_: str
    awaited: bool


def returned(operation: Operation, read: Reading, types: Annotations) -> Returned:
    """What the methods of an operation return."""
    of = value_type(read.contents, types) if read.contents else types.use("Any")
    if read.verb == "paginate" and operation.pagination is not None:
        item = types.type(operation.pagination.item)
        return _special(types, "PagedEndpoint", "Paginator", (item, of))
    if read.verb == "stream":
        events = any(one and one.kind == "server-sent-events" for _, one in read.contents)
        return _special(
            types, "StreamEndpoint", "Stream", (f"{types.use('Event')}[{of}]" if events else of,)
        )
    if read.verb == "download":
        return _special(types, "DownloadEndpoint", "Download", ())
    if operation.task is not None:
        return _task(read, types, types.type(operation.task.type))
    return Returned(types.use("Endpoint"), (of,), of, of, awaited=True)


def _special(types: Annotations, endpoint: str, result: str, of: tuple[str, ...]) -> Returned:
    """What is fetched later, by an object with a class of its own for each client."""
    inner = f"[{', '.join(of)}]" if of else ""
    sync, async_ = types.use(result), types.use(f"Async{result}")
    return Returned(types.use(endpoint), of, f"{sync}{inner}", f"{async_}{inner}", awaited=False)


def _task(read: Reading, types: Annotations, status: str) -> Returned:
    whole = read.verb == "start"
    accepted = value_type([one for one in read.contents if whole or one[0] == "202"], types)
    sync, async_ = (f"{types.use(name)}[{accepted}, {status}]" for name in ("Task", "AsyncTask"))
    if read.verb == "start":
        endpoint = types.use("TaskEndpoint")
        return Returned(endpoint, (accepted, status), sync, async_, awaited=True)
    finished = value_type([one for one in read.contents if one[0] != "202"], types)
    return Returned(
        types.use("MaybeTaskEndpoint"),
        (finished, accepted, status),
        f"{finished} | {sync}",
        f"{finished} | {async_}",
        awaited=True,
    )


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
    """The class that a status, a range or `default` is raised as."""
    ranges = {"4": "ClientError", "5": "ServerError"}
    return _ERRORS.get(answer.status) or ranges.get(answer.status[:1], "ApiError")


def errors(operation: Operation) -> Iterator[tuple[str, Answer, Content | None]]:
    """What an operation may raise: the class, the answer and the content that is decoded."""
    for answer in operation.errors:
        content = _preferred(answer.contents)
        readable = content if content is not None and content.kind == "json" else None
        yield error_class(answer), answer, readable
