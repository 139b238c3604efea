"""Operations -> services: names, arguments, bodies and answers."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from pressroom import definition as model
from pressroom.definition import Definition
from pressroom.sdk.plan.arguments import Arguments, is_idempotency_key
from pressroom.sdk.plan.auth import requirements
from pressroom.sdk.plan.calls import Calls
from pressroom.sdk.plan.casing import pascal, snake
from pressroom.sdk.plan.contents import contents
from pressroom.sdk.plan.decisions import Decisions
from pressroom.sdk.plan.model import (
    Answer,
    Body,
    Name,
    Operation,
    Server,
    ServerVariable,
    Service,
)
from pressroom.sdk.plan.models import Models
from pressroom.sdk.plan.names import Scope, name_of, words_of
from pressroom.sdk.plan.pagination import EXTENSION as PAGINATION
from pressroom.sdk.plan.pagination import Paging
from pressroom.sdk.plan.places import beside_operation
from pressroom.sdk.plan.tasks import EXTENSION as TASK
from pressroom.sdk.plan.tasks import Tasks

_SEPARATED = re.compile(r"[^A-Za-z0-9]")
_IDEMPOTENT = frozenset(("get", "head", "put", "delete", "options", "trace", "query"))
_VERSION = re.compile(r"v?[0-9][0-9.]*|api|rest", re.IGNORECASE)


class Operations:
    """Plans the operations of one definition, in its order."""

    def __init__(self, definition: Definition, models: Models, decisions: Decisions) -> None:
        self._definition = definition
        self._models = models
        self._decisions = decisions
        self._calls = Calls()
        self._arguments = Arguments(models, decisions, self._calls, definition.security)
        self._names = Scope()
        self._ids: set[str] = set()
        self._scopes: dict[str, Scope] = {}
        self._services: dict[str, tuple[Name, str]] = {}
        self._planned: dict[str, list[Operation]] = {}
        self._sources: list[tuple[model.Operation, Operation]] = []
        self._answered: dict[int, Answer] = {}
        """By the response, which many operations can refer to."""

    def services(self) -> tuple[Service, ...]:
        """The services in the order of the definition's `tags`, then of first use."""
        for tag in self._definition.tags:
            name = name_of(tag.name, "tag")
            self._services.setdefault(pascal(name).lower(), (name, tag.description))
        for operation in self._definition.operations:
            self._plan(operation)
        told = self._told()
        return tuple(
            Service(key, name, description, tuple(told[one.id] for one in self._planned[key]))
            for key, (name, description) in self._services.items()
            if key in self._planned
        )

    def _told(self) -> dict[str, Operation]:
        """The operations by id, told which are paginated and which are long-running."""
        models = self._models.models
        paging = Paging(models, self._decisions)
        tasks = Tasks([one for _, one in self._sources], models, self._decisions)
        told = {}
        for source, operation in self._sources:
            self._decisions.place = f"{operation.method} {operation.path}"
            links = [link for response in source.responses for link in response.links.values()]
            told[operation.id] = replace(
                operation,
                pagination=paging.of(operation, source.extensions.get(PAGINATION)),
                task=tasks.of(operation, source.extensions.get(TASK), links),
            )
        return told

    def _plan(self, operation: model.Operation) -> None:
        self._decisions.place = f"{operation.verb} {operation.path}"
        service = self._service_name(operation)
        key = pascal(service).lower()
        self._services.setdefault(key, (service, ""))
        full = self._full_name(operation)
        wanted = _without(service, full)
        name = self._scopes.setdefault(key, Scope()).take(wanted)
        if name != wanted:
            self._decisions.here(
                "clashing-name", f"called {' '.join(name.words)!r}, as others are called alike"
            )
        planned = self._operation(operation, key, name, full)
        self._planned.setdefault(key, []).append(planned)
        self._sources.append((operation, planned))

    def _service_name(self, operation: model.Operation) -> Name:
        """The first tag; without one, the first segment of the path that says something."""
        if operation.tags:
            return name_of(operation.tags[0], "tag")
        segments = [one for one in operation.path.split("/") if one and "{" not in one]
        named = [one for one in segments if words_of(one) and not _VERSION.fullmatch(one)]
        self._decisions.here("no-tag", "put into a service by its path")
        return name_of(named[0] if named else "default", "service")

    def _full_name(self, operation: model.Operation) -> Name:
        """The name by `operationId`, else by method and path; unique in the definition."""
        if words_of(operation.operation_id):
            wanted = name_of(operation.operation_id, operation.method)
        else:
            wanted = _name_of_path(operation)
            self._decisions.here(
                "no-operation-id", f"called {' '.join(wanted.words)!r} by its path"
            )
        name = self._names.take(wanted)
        if name != wanted and operation.operation_id:
            self._decisions.here(
                "clashing-operation-id",
                f"{operation.operation_id!r} is taken; called {' '.join(name.words)!r}",
            )
        return name

    def _id(self, operation: model.Operation, full: Name) -> str:
        own = operation.operation_id
        found = own if own and own not in self._ids else snake(full)
        while found in self._ids:
            found += "_"
        self._ids.add(found)
        return found

    def _operation(
        self, operation: model.Operation, service: str, name: Name, full: Name
    ) -> Operation:
        arguments = self._arguments.of(operation, full)
        body = self._body(operation, full)
        security = operation.security
        inherited = self._definition.security
        self._models.finish()
        return Operation(
            id=self._id(operation, full),
            name=name,
            service=service,
            method=operation.verb,
            path=operation.path,
            summary=operation.summary,
            description=operation.description,
            deprecated=operation.deprecated,
            arguments=arguments,
            body=body,
            answers=tuple(self._answers(operation, full)),
            security=requirements(inherited if security is None else security),
            servers=tuple(map(server, operation.servers)),
            idempotent=operation.method in _IDEMPOTENT,
            idempotency_key=next(filter(is_idempotency_key, (one.wire for one in arguments)), ""),
            example=self._calls.call(operation, arguments, body),
        )

    def _body(self, operation: model.Operation, full: Name) -> Body | None:
        body = operation.body
        if body is None or not body.content:
            return None
        place = beside_operation(full).part("Request")
        return Body(body.required, contents(body.content, self._models, place), body.description)

    def _answers(self, operation: model.Operation, full: Name) -> Iterator[Answer]:
        """The first answer's model is `…Response`, those of other statuses have theirs in it."""
        successes = [one.status for one in operation.responses if one.status.startswith("2")]
        for response in operation.responses:
            if id(response) in self._answered:
                yield self._answered[id(response)]
                continue
            status = response.status.upper() if response.status != "default" else "default"
            middle = "" if [response.status] == successes[:1] else status.capitalize()
            place = beside_operation(full).part(f"{middle}Response")
            answer = Answer(
                status=status,
                description=response.description,
                contents=contents(response.content, self._models, place),
                headers=self._arguments.headers(response.headers, full),
            )
            self._answered[id(response)] = answer
            yield answer


def server(server: model.Server) -> Server:
    """A server, with the names of its variables."""
    scope = Scope()
    return Server(
        url=server.url,
        description=server.description,
        variables=tuple(
            ServerVariable(
                name=scope.take(name_of(variable.name, "variable")),
                wire=variable.name,
                default=variable.default,
                values=variable.enum,
                description=variable.description,
            )
            for variable in server.variables
        ),
    )


def _without(service: Name, full: Name) -> Name:
    """`pets/list` of the service `pets` is `list`: its name isn't said twice."""
    count = len(service.words)
    rest = full.words[count:]
    start = "".join(full.words[:count]).lower()
    said = start == service.key and rest and rest[0][0].isalpha()
    separated = _SEPARATED.search(full.source) is not None
    return Name(rest, full.source) if said and separated else full


def _name_of_path(operation: model.Operation) -> Name:
    """`GET /pets/{petId}` is `get pets by pet Id`."""
    segments = [one for one in operation.path.split("/") if words_of(one)]
    words = [word for one in segments for word in words_of(one)]
    if segments and "{" in segments[-1]:
        last = len(words_of(segments[-1]))
        words.insert(len(words) - last, "by")
    method = words_of(operation.method) or ("call",)
    return Name((*method, *(words or ("root",))), "")
