"""What the answers of an operation become in Python: what its methods give."""

from collections.abc import Sequence

import msgspec

from pressroom.sdk.plan import Content, Operation
from pressroom.sdk.plan.reading import STREAMS, Reading
from pressroom.sdk.python.annotations import Annotations


def content_type(content: Content | None, types: Annotations) -> str:
    """The annotation of what an answer holds; for a stream, of one item's data."""
    if content is None:
        return "None"
    if content.kind in ("json", *STREAMS):
        return types.type(content.type)
    return types.builtin("bytes" if content.kind in ("binary", "multipart") else "str")


def value_type(contents: Sequence[tuple[str, Content | None]], types: Annotations) -> str:
    """The annotation of what any of some answers holds."""
    return types.union([content_type(content, types) for _, content in contents]) or "Any"


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
