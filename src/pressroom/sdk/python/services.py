"""The modules of services: two classes with a method for each operation, sync and async."""

from collections.abc import Iterator
from functools import partial

import msgspec

from pressroom.sdk.plan import UNSET, Argument, Body, Content, Operation, Plan, Service
from pressroom.sdk.plan.reading import Reading, errors, reading, stream_reading
from pressroom.sdk.plan.sending import signature
from pressroom.sdk.plan.texts import one_line
from pressroom.sdk.printing import Text
from pressroom.sdk.python.annotations import BUILT_IN, STANDARD, Annotations
from pressroom.sdk.python.answers import Returned, returned
from pressroom.sdk.python.endpoints import Endpoints
from pressroom.sdk.python.layout import Entry, Part, call, render
from pressroom.sdk.python.literals import docstring, listing
from pressroom.sdk.python.naming import Names, argument, endpoint
from pressroom.sdk.python.sources import FUTURE, imported, source, standard


class Method(msgspec.Struct, frozen=True):
    """A method of an operation: its own, or the second one for a stream."""

    name: str
    constant: str
    reading: Reading


def service_files(plan: Plan, names: Names, home: str) -> dict[str, Text]:
    """The files of the package `services` in the folder `home`."""
    files: dict[str, Text] = {
        f"{home}/services/{names.modules[one.key]}.py": partial(_module, plan, names, one)
        for one in plan.services
    }
    files[f"{home}/services/__init__.py"] = '"""The operations, a module for each service."""\n'
    return files


def methods(operation: Operation, names: Names) -> Iterator[Method]:
    """The methods of an operation."""
    constant = endpoint(operation)
    yield Method(names.methods[operation.id], constant, reading(operation))
    stream = stream_reading(operation)
    if stream is not None:
        yield Method(names.streams[operation.id], f"{constant}_AS_STREAM", stream)


def _module(plan: Plan, names: Names, service: Service) -> str:
    return _Printer(plan, names).module(service)


class _Shared(msgspec.Struct, frozen=True):
    """What the methods of an operation have in common: parameters, docstring, arguments sent."""

    parameters: list[Part]
    described: str
    sent: list[Part]


class _Printer:
    """Prints the module of one service."""

    def __init__(self, plan: Plan, names: Names) -> None:
        self._names = names
        self._types = Annotations(names)
        self._endpoints = Endpoints(plan, names, self._types)
        self._shared: dict[str, _Shared] = {}

    def module(self, service: Service) -> str:
        every = [
            (one, method) for one in service.operations for method in methods(one, self._names)
        ]
        shared = self._endpoints.errors(service)
        constants = shared + "".join(self._constant(one, method) for one, method in every)
        self._types.shadowed = frozenset({method.name for _, method in every} & BUILT_IN)
        given = [(one, method, returned(one, method.reading, self._types)) for one, method in every]
        classes = "\n\n".join(self._class(service, given, is_async) for is_async in (False, True))
        types = self._types
        runtime = types.used - set(STANDARD)
        # What only annotations name is imported for type checkers alone.
        needed = {name for name in runtime if name in _VALUES or name.endswith("Endpoint")}
        under = imported("..models", (self._names.models[key] for key in types.keys), 1)
        under += imported("..runtime", runtime - needed, 1)
        return source(
            one_line(service.description)
            or f"The operations of {self._names.services[service.key]}.",
            (
                FUTURE,
                standard(types, "TYPE_CHECKING"),
                imported("..runtime", needed),
                f"if TYPE_CHECKING:\n{under}",
            ),
            f"{constants}\n\n{classes}",
        )

    def _constant(self, operation: Operation, method: Method) -> str:
        gives = returned(operation, method.reading, self._types)
        return self._endpoints.constant(method.constant, gives, operation, method.reading)

    def _class(
        self, service: Service, every: list[tuple[Operation, Method, Returned]], is_async: bool
    ) -> str:
        name = self._names.services[service.key]
        client = self._types.use("AsyncClient" if is_async else "SyncClient")
        described = docstring([service.description], 1)
        start = (
            f"    def __init__(self, client: {client}) -> None:\n        self._client = client\n"
        )
        printed = [self._method(one, method, gives, is_async) for one, method, gives in every]
        return f"class {'Async' if is_async else ''}{name}:\n" + "\n".join(
            filter(None, (described, start, *printed))
        )

    def _method(self, operation: Operation, method: Method, gives: Returned, is_async: bool) -> str:
        awaited = is_async and gives.awaited
        keyword = "async def" if awaited else "def"
        shared = self._shared.get(operation.id)
        if shared is None:
            shared = self._shared[operation.id] = _Shared(
                self._parameters(operation), self._docstring(operation), _sent(operation)
            )
        head = render(
            call(method.name, shared.parameters),
            indent=1,
            before=f"{keyword} ",
            after=f" -> {gives.async_ if is_async else gives.sync}:",
        )
        sent = call(
            f"self._client.{method.reading.verb}", (method.constant, "options", *shared.sent)
        )
        body = render(sent, indent=2, before="return await " if awaited else "return ")
        return f"{head}\n{shared.described}{body}\n"

    def _parameters(self, operation: Operation) -> list[Part]:
        path, required, optional = signature(operation)
        listed: list[Part] = ["self", *map(self._parameter, path), "*"]
        body = operation.body
        if body is not None and body.required:
            listed.append(f"body: {self._body(body)}")
        listed += map(self._parameter, required)
        if body is not None and not body.required:
            listed.append(f"body: {self._optional(self._body(body))}")
        listed += map(self._parameter, optional)
        return [*listed, f"options: {self._types.use('Options')} | None = None"]

    def _parameter(self, one: Argument) -> str:
        annotation = self._types.type(one.type)
        if not one.required:
            annotation = self._optional(annotation)
        return f"{argument(one.name)}: {annotation}"

    def _optional(self, annotation: str) -> str:
        return f"{self._types.optional(annotation)} = {self._types.use('UNSET')}"

    def _body(self, body: Body) -> str:
        return self._types.union(map(self._content, body.contents))

    def _content(self, content: Content) -> str:
        if content.kind == "json-lines":
            return f"{self._types.builtin('list')}[{self._types.type(content.type)}]"
        if content.kind in ("json", "form", "multipart"):
            return self._types.type(content.type)
        return self._types.use("RawContent")

    def _docstring(self, operation: Operation) -> str:
        path, required, optional = signature(operation)
        described = [_noted(one) for one in (*path, *required, *optional)]
        if operation.body is not None and operation.body.description:
            described.append(f"body: {one_line(operation.body.description)}")
        raised = [
            f"{name}: {one_line(answer.description) or 'status ' + answer.status}"
            for name, answer, _ in errors(operation)
        ]
        return docstring(
            (
                one_line(operation.summary) or f"{operation.method} {operation.path}",
                operation.description if operation.description != operation.summary else "",
                "Deprecated." if operation.deprecated else "",
                listing("Args:", described, 2),
                listing("Raises:", raised, 2),
            ),
            2,
        )


_VALUES = frozenset(
    [
        "EMPTY",
        "UNSET",
        "Answer",
        "Content",
        "Pages",
        "PartStyle",
        "TaskStatus",
        "cookie",
        "header",
        "path",
        "query",
        "querystring",
    ]
)
"""What modules of services use of the runtime when they are imported or called."""


def _noted(one: Argument) -> str:
    said = one_line(one.description)
    default = "" if one.default is UNSET else f" The server assumes {one_line(str(one.default))}."
    deprecated = " Deprecated." if one.deprecated else ""
    note = f"{said}{default}{deprecated}".strip()
    return f"{argument(one.name)}: {note}" if note else ""


def _sent(operation: Operation) -> list[Part]:
    path, required, optional = signature(operation)
    names = [argument(one.name) for one in (*path, *required, *optional)]
    if operation.body is not None:
        names.append("body")
    return [Entry(f"{name}=", name) for name in names]
