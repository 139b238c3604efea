"""Telling which operations go on after they are accepted, and how to ask what became of them.

An operation is long-running if it answers `202` with a `Location` (RFC 9110, section 15.3.3).
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from pressroom.sdk.plan.decisions import Decisions
from pressroom.sdk.plan.lookup import Path, at, folded, json_result, path_of, resolved, walk
from pressroom.sdk.plan.model import (
    ANY,
    Enum,
    Json,
    LongRunning,
    Model,
    Operation,
    Primitive,
    Type,
)

EXTENSION = "x-pressroom-task"

SUCCEEDED = (
    "succeeded", "success", "successful", "completed", "complete", "done", "finished", "ready",
    "available", "ended", "ok", "passed",
)  # fmt: skip
"""What states are called that mean an operation has done its work, in small letters."""
FAILED = (
    "failed", "failure", "error", "errored", "cancelled", "canceled", "aborted", "rejected",
    "expired", "timedout", "timeout", "terminated", "stopped", "deleted",
)  # fmt: skip
"""What states are called that mean it won't."""

_STATES = ("status", "state", "phase", "stage")
_TASKS = ("task", "job", "operation", "status", "build", "run", "execution", "process")
_NAMING = tuple(f"{word}{ending}" for word in _TASKS for ending in ("", "s", "es"))
_MESSAGES = (("error", "message"), ("error", "detail"), ("failurereason",), ("errormessage",))
_RESULTS = ("result", "results", "output", "outputs", "resources", "response")


class Tasks:
    """Detects long-running operations among planned ones."""

    def __init__(
        self,
        operations: Sequence[Operation],
        models: Mapping[str, Model],
        decisions: Decisions,
    ) -> None:
        self._models = models
        self._decisions = decisions
        self._by_id = {operation.id: operation for operation in operations}
        self._streams = [one for one in operations if one.method == "GET" and _streams(one)]
        self._askable = [
            (operation, found)
            for operation in operations
            if operation.method == "GET" and operation.path.endswith("}")
            if (found := self._state(json_result(operation))) is not None
        ]

    def of(self, operation: Operation, extension: Json, links: Sequence[str]) -> LongRunning | None:
        """How an operation goes on; what its extension says counts first, then its links."""
        if extension is False:
            return None
        if isinstance(extension, dict):
            return self._said(extension)
        if not _is_accepted(operation):
            return None
        for candidate, state in self._candidates(operation, links):
            return self._found(candidate, *state)
        return LongRunning("", ANY, ("status",), (), SUCCEEDED, FAILED)

    def _said(self, extension: Mapping[str, Json]) -> LongRunning | None:
        asked = self._by_id.get(str(extension.get("operation")))
        type_ = json_result(asked) if asked else None
        status = path_of(extension.get("status", "/status"))
        if not asked or type_ is None or not status:
            message = (
                f"{EXTENSION} needs the id of an operation that answers with JSON, and a status"
            )
            self._decisions.here("bad-extension", message)
            return None
        values = self._values(type_, status)
        detected = self._found(asked, status, values)
        listed = {key: _texts(extension.get(key)) for key in ("pending", "succeeded", "failed")}
        return LongRunning(
            status_operation=asked.id,
            type=type_,
            status=status,
            pending=listed["pending"] or detected.pending,
            succeeded=listed["succeeded"] or detected.succeeded,
            failed=listed["failed"] or detected.failed,
            error=path_of(extension.get("error")) or detected.error,
            result=path_of(extension.get("result")) or detected.result,
            events=detected.events,
            detected=False,
            events_operation=detected.events_operation,
        )

    def _candidates(
        self, operation: Operation, links: Sequence[str]
    ) -> Iterator[tuple[Operation, tuple[Path, tuple[str, ...]]]]:
        """The operations that may tell what became of this one, the likeliest first."""
        ranked = [(_nearness(operation.path, one[0].path), one) for one in self._askable]
        near = sorted((rank for rank in ranked if rank[0]), key=lambda rank: rank[0], reverse=True)
        yield from (one for one in self._askable if one[0].id in links)
        yield from (one for _, one in near)

    def _found(self, asked: Operation, status: Path, values: Sequence[str]) -> LongRunning:
        type_ = json_result(asked) or ANY
        succeeded = tuple(value for value in values if folded(value) in SUCCEEDED)
        failed = tuple(value for value in values if folded(value) in FAILED)
        ended = {*succeeded, *failed}
        return LongRunning(
            status_operation=asked.id,
            type=type_,
            status=status,
            pending=tuple(value for value in values if value not in ended),
            succeeded=succeeded or SUCCEEDED,
            failed=failed or FAILED,
            error=self._error(type_),
            result=self._result(type_),
            events=_streams(asked),
            events_operation=next(
                (one.id for one in self._streams if one.path.startswith(f"{asked.path}/")), ""
            ),
        )

    def _state(self, type_: Type | None) -> tuple[Path, tuple[str, ...]] | None:
        """Where an answer has its state, and the values of it; one at least must end the task."""
        for path, one in walk(type_, self._models, 2) if type_ is not None else ():
            if folded(one.wire).endswith(_STATES):
                values = self._values(one.type, ())
                if any(folded(value) in SUCCEEDED for value in values):
                    return path, values
        return None

    def _values(self, type_: Type, path: Path) -> tuple[str, ...]:
        found = at(type_, path, self._models)
        enum = resolved(found, self._models) if found is not None else None
        members = enum.members if isinstance(enum, Enum) else ()
        return tuple(one.wire for one in members if isinstance(one.wire, str))

    def _error(self, type_: Type) -> Path:
        """Where the message of a failure is."""
        fields = [(path, tuple(map(folded, path))) for path, one in walk(type_, self._models, 3)]
        for ending in _MESSAGES:
            for path, names in fields:
                if names[-len(ending) :] == ending:
                    return path
        for path, one in walk(type_, self._models, 1):
            if one.wire == "error" and isinstance(resolved(one.type, self._models), Primitive):
                return path
        return ()

    def _result(self, type_: Type) -> Path:
        nearest = reversed([path for path, _ in walk(type_, self._models, 2)])
        fields = {folded(path[-1]): path for path in nearest}
        return next((fields[name] for name in _RESULTS if name in fields), ())


def _streams(operation: Operation) -> bool:
    """Whether an operation can answer with server-sent events."""
    contents = (content for answer in operation.successes for content in answer.contents)
    return any(content.kind == "server-sent-events" for content in contents)


def _is_accepted(operation: Operation) -> bool:
    return any(
        answer.status == "202" and any(one.wire.lower() == "location" for one in answer.headers)
        for answer in operation.answers
    )


def _nearness(path: str, asked: str) -> int:
    """How much of their paths two operations share; 0 when the second asks for something else.

    It asks for what the first began if its path goes on from there, or names a task.
    """
    ours, theirs = path.strip("/").split("/"), asked.strip("/").split("/")
    named = folded(theirs[-2]) if len(theirs) > 1 else ""
    if theirs[:-1] != ours and not named.endswith(_NAMING):
        return 0
    pairs = zip(ours, theirs, strict=False)
    alike = (one == other or (one[:1] == other[:1] == "{") for one, other in pairs)
    return 1 + sum(1 for _ in takewhile(bool, alike))


def _texts(value: Json) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()
