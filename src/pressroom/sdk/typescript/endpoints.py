"""Operations as values of the runtime: constants that say what each looks like over HTTP."""

from collections.abc import Iterator, Mapping

from pressroom.sdk.plan import (
    Argument,
    Content,
    LongRunning,
    Operation,
    Pagination,
    Part,
    Plan,
)
from pressroom.sdk.plan.reading import STREAMS, Reading, errors
from pressroom.sdk.plan.sending import address, bodies, events_path, media_type
from pressroom.sdk.typescript.annotations import Annotations
from pressroom.sdk.typescript.answers import Returned
from pressroom.sdk.typescript.layout import Part as Code
from pressroom.sdk.typescript.layout import array, call, record
from pressroom.sdk.typescript.literals import key, string, value
from pressroom.sdk.typescript.naming import argument
from pressroom.sdk.typescript.sources import constant


class Endpoints:
    """Prints the endpoints of one module. `functions` are those that it needs of the runtime."""

    def __init__(self, plan: Plan, types: Annotations) -> None:
        self._plan = plan
        self._types = types
        self.functions: set[str] = set()

    def constant(self, name: str, gives: Returned, operation: Operation, read: Reading) -> str:
        """The constant of one method."""
        given = [
            ("method", string(operation.method)),
            ("path", string(operation.path)),
            *self._properties(operation, read),
        ]
        return constant(name, gives.endpoint, record(given, forced=True))

    def _properties(self, operation: Operation, read: Reading) -> Iterator[tuple[str, Code]]:
        if operation.arguments:
            listed = ((argument(one.name), self._parameter(one)) for one in operation.arguments)
            yield "parameters", record(listed, forced=True)
        if operation.body is not None:
            yield "bodies", array(list(map(self._body, bodies(operation.body))))
        if read.contents or read.verb == "stream":
            listed = ((key(status), self._answer(content)) for status, content in read.contents)
            yield "answers", record(listed)
        failures = [
            (key(answer.status), self._answer(content))
            for _, answer, content in errors(operation)
            if content is not None
        ]
        if failures:
            yield "errors", record(failures)
        if any(operation.security):
            alternatives = [array(list(map(string, one))) for one in operation.security]
            yield "security", array(alternatives)
        if operation.idempotency_key:
            named = _named(operation, operation.idempotency_key, "header")
            yield "idempotencyKey", string(named)
        if operation.servers:
            yield "server", string(address(operation.servers[0]))
        if read.verb == "paginate" and operation.pagination is not None:
            yield "pages", _pages(operation, operation.pagination)
            yield "item", self._types.codec(operation.pagination.item)
        if read.verb in ("start", "start_or_finish") and operation.task is not None:
            yield "task", self._task(operation.task)

    def _parameter(self, one: Argument) -> Code:
        """A call of `path`, `query`, …; what is usual for its place isn't said."""
        self.functions.add(one.location)
        given: list[Code] = [string(one.wire), self._types.codec(one.type)]
        style = dict(_style(one))
        if style:
            given.append(record(style.items()))
        return call(one.location, given)

    def _body(self, content: Content) -> Code:
        given: list[tuple[str, Code]] = [("mediaType", string(media_type(content)))]
        if content.kind in ("json", "form", "multipart", "json-lines"):
            given.append(("codec", self._types.codec(content.type)))
        parts = [(key(part.wire), _part(part)) for part in content.parts]
        if parts:
            given.append(("parts", record(parts)))
        return record(given)

    def _answer(self, content: Content | None) -> Code:
        if content is None:
            return "{}"
        given: list[tuple[str, Code]] = [("mediaType", string(media_type(content)))]
        if content.kind in ("json", *STREAMS):
            given.append(("codec", self._types.codec(content.type)))
        return record(given)

    def _task(self, task: LongRunning) -> Code:
        given: list[tuple[str, Code]] = [
            ("codec", self._types.codec(task.type)),
            ("path", _strings(task.status)),
            ("succeeded", _strings(task.succeeded)),
            ("failed", _strings(task.failed)),
        ]
        if task.error:
            given.append(("error", _strings(task.error)))
        events = events_path(task, self._plan)
        if events is not None:
            given.append(("events", string(events)))
        return record(given)


def _strings(texts: tuple[str, ...]) -> Code:
    return array(list(map(value, texts)))


def _style(one: Argument) -> Iterator[tuple[str, Code]]:
    usual = "form" if one.location in ("query", "cookie") else "simple"
    if one.media_type:
        yield "mediaType", string(one.media_type)
    elif one.location != "querystring":
        if one.style != usual and one.location in ("path", "query"):
            yield "style", string(one.style)
        if one.explode != (usual == "form"):
            yield "explode", value(one.explode)
    if one.allow_reserved and one.location == "query":
        yield "allowReserved", "true"


def _part(part: Part) -> Code:
    given: list[tuple[str, Code]] = [("mediaType", string(part.content_type))]
    given += [(name, "true") for name, flag in (("file", part.file), ("many", part.many)) if flag]
    if part.style:
        given.append(("style", string(part.style)))
        if not part.explode:
            given.append(("explode", "false"))
    return record(given)


def _pages(operation: Operation, pagination: Pagination) -> Code:
    given: list[tuple[str, Code]] = [("style", string(pagination.style))]
    paths: Mapping[str, tuple[str, ...]] = {
        "items": pagination.items,
        "next": pagination.next,
        "total": pagination.total,
        "more": pagination.more,
    }
    given += [(name, _strings(path)) for name, path in paths.items() if path]
    for name, wire in (("parameter", pagination.parameter), ("limit", pagination.limit)):
        if wire:
            given.append((name, string(_named(operation, wire, "query"))))
    if pagination.url:
        given.append(("url", "true"))
    if pagination.style == "page" and pagination.start != 1:
        given.append(("start", value(pagination.start)))
    return record(given)


def _named(operation: Operation, wire: str, location: str) -> str:
    """The argument with this name on the wire."""
    for one in operation.arguments:
        if one.wire == wire and one.location == location:
            return argument(one.name)
    return wire
