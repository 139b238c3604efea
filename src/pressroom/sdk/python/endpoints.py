"""Operations as values of the runtime: constants that say what each looks like over HTTP."""

from collections import Counter
from collections.abc import Iterator, Mapping

from pressroom.sdk.plan import (
    Argument,
    Content,
    LongRunning,
    Operation,
    Pagination,
    Part,
    Plan,
    Service,
)
from pressroom.sdk.plan.reading import Reading, errors
from pressroom.sdk.plan.sending import address, bodies, events_path, media_type
from pressroom.sdk.python.annotations import Annotations
from pressroom.sdk.python.answers import Returned, content_type
from pressroom.sdk.python.layout import (
    WIDTH,
    Entry,
    Group,
    broken,
    call,
    columns,
    pair,
    record,
    render,
)
from pressroom.sdk.python.layout import Part as Code
from pressroom.sdk.python.literals import string, value
from pressroom.sdk.python.naming import Names, argument, endpoint


class Endpoints:
    """Prints the endpoints of one module."""

    def __init__(self, plan: Plan, names: Names, types: Annotations) -> None:
        self._plan = plan
        self._types = types
        self._unseen = Annotations(names)
        """Prints what only stands in texts, so that nothing is imported for it."""
        self._failed: dict[str, Code] = {}
        self._shared: dict[Code, str] = {}

    def errors(self, service: Service) -> str:
        """Constants for the errors that several operations of a service have in common."""
        every = Counter(found for one in service.operations if (found := self._failures(one)))
        taken = {endpoint(one) for one in service.operations}
        for failures, count in every.items():
            if count > 1:
                self._shared[failures] = _free("_ERRORS", taken)
        return "".join(
            f"{render(failures, before=f'{name} = ')}\n" for failures, name in self._shared.items()
        )

    def constant(self, name: str, gives: Returned, operation: Operation, read: Reading) -> str:
        """The constant of one method."""
        given = [Entry(f"{keyword}=", code) for keyword, code in self._keywords(operation, read)]
        written = call(gives.endpoint, (string(operation.method), string(operation.path), *given))
        if not gives.of:
            return render(written, before=f"{name} = ") + "\n"
        before = f"{name}: {gives.endpoint}[{', '.join(gives.of)}] = "
        if columns(f"{before}{gives.endpoint}(") > WIDTH:
            annotated = Group(f"{gives.endpoint}[", gives.of, "]", comma=len(gives.of) > 1)
            before = f"{broken(annotated, before=f'{name}: ')} = "
        return render(written, before=before) + "\n"

    def _keywords(self, operation: Operation, read: Reading) -> Iterator[tuple[str, Code]]:
        if operation.arguments:
            yield (
                "parameters",
                record(
                    (string(argument(one.name)), self._parameter(one))
                    for one in operation.arguments
                ),
            )
        if operation.body is not None:
            yield "bodies", pair([self._body(one) for one in bodies(operation.body)])
        if read.contents:
            yield (
                "answers",
                record(
                    (string(status), self._answer(content)) for status, content in read.contents
                ),
            )
        failures = self._failures(operation)
        if failures:
            yield "errors", self._shared.get(failures, failures)
        if any(operation.security):
            yield "security", pair([pair(list(map(string, one))) for one in operation.security])
        if operation.idempotency_key:
            yield "idempotency_key", string(_named(operation, operation.idempotency_key, "header"))
        if operation.servers:
            yield "server", string(address(operation.servers[0]))
        if read.verb == "paginate" and operation.pagination is not None:
            yield "pages", self._pages(operation, operation.pagination)
            yield "item", string(self._types.type(operation.pagination.item))
        if read.verb in ("start", "start_or_finish") and operation.task is not None:
            yield "task", self._task(operation.task)

    def _failures(self, operation: Operation) -> Code:
        """The answers that are errors and have JSON in them, by status; nothing for none."""
        if operation.id not in self._failed:
            self._failed[operation.id] = self._printed_failures(operation)
        return self._failed[operation.id]

    def _printed_failures(self, operation: Operation) -> Code:
        entries = [
            (string(answer.status), self._failure(content))
            for _, answer, content in errors(operation)
            if content is not None
        ]
        return record(entries) if entries else ""

    def _parameter(self, one: Argument) -> Code:
        """A call of `path`, `query`, …; what is usual for its place isn't said."""
        given: list[Code] = [string(one.wire)]
        usual = "form" if one.location in ("query", "cookie") else "simple"
        if one.media_type:
            given.append(Entry("media_type=", string(one.media_type)))
        elif one.location != "querystring":
            if one.style != usual and one.location in ("path", "query"):
                given.append(Entry("style=", string(one.style)))
            if one.explode != (usual == "form"):
                given.append(f"explode={one.explode}")
        if one.allow_reserved and one.location == "query":
            given.append("allow_reserved=True")
        return call(self._types.use(one.location), given)

    def _body(self, content: Content) -> Code:
        given: list[Code] = [string(media_type(content))]
        parts = [part for part in content.parts if _is_told(part, content)]
        styles = [(string(part.wire), self._part(part)) for part in parts]
        if styles:
            given.append(record(styles))
        return call(self._types.use("Content"), given)

    def _part(self, part: Part) -> Code:
        given: list[Code] = [string(part.content_type)]
        for name, flag in (("file", part.file), ("many", part.many)):
            if flag:
                given.append(f"{name}=True")
        if part.style:
            given.append(Entry("style=", string(part.style)))
            if not part.explode:
                given.append("explode=False")
        return call(self._types.use("PartStyle"), given)

    def _answer(self, content: Content | None) -> Code:
        if content is None:
            return self._types.use("EMPTY")
        written = string(content_type(content, self._types))
        return call(self._types.use("Answer"), (string(content.media_type), written))

    def _failure(self, content: Content) -> Code:
        written = string(self._unseen.type(content.type))
        return call(self._types.use("Answer"), (string(content.media_type), written))

    def _pages(self, operation: Operation, pagination: Pagination) -> Code:
        given: list[Code] = [string(pagination.style)]
        paths: Mapping[str, tuple[str, ...]] = {
            "items": pagination.items,
            "next": pagination.next,
            "total": pagination.total,
            "more": pagination.more,
        }
        given += [
            Entry(f"{name}=", pair([string(key) for key in path]))
            for name, path in paths.items()
            if path
        ]
        for name, wire in (("parameter", pagination.parameter), ("limit", pagination.limit)):
            if wire:
                given.append(Entry(f"{name}=", string(_named(operation, wire, "query"))))
        if pagination.url:
            given.append("url=True")
        if pagination.style == "page" and pagination.start != 1:
            given.append(f"start={pagination.start}")
        return call(self._types.use("Pages"), given)

    def _task(self, task: LongRunning) -> Code:
        given: list[Code] = [
            string(self._types.type(task.type)),
            Entry("path=", pair([string(key) for key in task.status])),
            Entry("succeeded=", pair([value(one) for one in task.succeeded])),
            Entry("failed=", pair([value(one) for one in task.failed])),
        ]
        if task.error:
            given.append(Entry("error=", pair([string(key) for key in task.error])))
        events = events_path(task, self._plan)
        if events is not None:
            given.append(Entry("events=", string(events)))
        return call(self._types.use("TaskStatus"), given)


def _is_told(part: Part, content: Content) -> bool:
    """Whether the runtime has to be told of a part, since it isn't as usual."""
    usual = part.content_type == "text/plain" and not (part.file or part.many)
    return bool(part.style) or not (usual or content.kind == "form")


def _free(name: str, taken: set[str]) -> str:
    """The name, with the first number that makes it differ from those taken; takes it."""
    found, number = name, 2
    while found in taken:
        found, number = f"{name}_{number}", number + 1
    taken.add(found)
    return found


def _named(operation: Operation, wire: str, location: str) -> str:
    """The argument with this name on the wire."""
    for one in operation.arguments:
        if one.wire == wire and one.location == location:
            return argument(one.name)
    return wire
