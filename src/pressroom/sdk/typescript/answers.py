"""What the answers of an operation become in TypeScript: what its methods give."""

from collections.abc import Sequence

import msgspec

from pressroom.sdk.plan import Content, Operation
from pressroom.sdk.plan.reading import STREAMS, Reading
from pressroom.sdk.typescript import types
from pressroom.sdk.typescript.annotations import Annotations


class Returned(msgspec.Struct, frozen=True):
    """What a method gives: `type`; and the type of the `endpoint` that says how."""

    type: types.Written
    endpoint: types.Written


def returned(operation: Operation, read: Reading, annotations: Annotations) -> Returned:
    """What a method of an operation returns."""
    use = annotations.use
    of = _value_type(read.contents, annotations)
    if read.verb == "paginate" and operation.pagination is not None:
        item = annotations.type(operation.pagination.item)
        return Returned(
            types.Of(use("Paginator"), (item, of)), types.Of(use("PagedEndpoint"), (item, of))
        )
    if read.verb == "stream":
        events = any(one and one.kind == "server-sent-events" for _, one in read.contents)
        item = types.Of(use("Event"), (of,)) if events else of
        return Returned(types.Of(use("Stream"), (item,)), types.Of(use("StreamEndpoint"), (item,)))
    if read.verb == "download":
        return Returned(use("Download"), types.Of(use("Endpoint"), ("unknown",)))
    if operation.task is not None:
        return _task(read, annotations, annotations.type(operation.task.type))
    return Returned(types.Of(use("Call"), (of,)), types.Of(use("Endpoint"), (of,)))


def _task(read: Reading, annotations: Annotations, status: types.Written) -> Returned:
    use = annotations.use
    accepted = _value_type([one for one in read.contents if one[0] == "202"], annotations)
    handle: types.Written = types.Of(use("Task"), (accepted, status))
    if read.verb == "start":
        endpoint = types.Of(use("TaskEndpoint"), (accepted, status))
        return Returned(types.Of(use("Call"), (handle,)), endpoint)
    others = [one for one in read.contents if one[0] != "202"]
    finished = _value_type(others, annotations)
    endpoint = types.Of(use("MaybeTaskEndpoint"), (finished, accepted, status))
    return Returned(types.Of(use("Call"), (types.union((finished, handle)),)), endpoint)


def _value_type(
    contents: Sequence[tuple[str, Content | None]], annotations: Annotations
) -> types.Written:
    """The type of what any of some answers holds; for a stream, of one item's data."""
    if not contents:
        return "unknown"
    listed = [_content_type(content, annotations) for _, content in contents]
    if set(listed) == {"undefined"}:
        return "void"
    return types.union(listed)


def _content_type(content: Content | None, annotations: Annotations) -> types.Written:
    if content is None:
        return "undefined"
    if content.kind in ("json", *STREAMS):
        return annotations.type(content.type)
    return "Uint8Array" if content.kind in ("binary", "multipart") else "string"
