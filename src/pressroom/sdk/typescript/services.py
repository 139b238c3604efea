"""The modules of services: a class with a method for each operation."""

from collections.abc import Iterator
from functools import partial

import msgspec

from pressroom.sdk.plan import UNSET, Argument, Body, Content, Operation, Plan, Service
from pressroom.sdk.plan.reading import Reading, errors, reading, stream_reading
from pressroom.sdk.plan.sending import signature
from pressroom.sdk.plan.texts import one_line
from pressroom.sdk.printing import Text
from pressroom.sdk.typescript import types
from pressroom.sdk.typescript.annotations import Annotations
from pressroom.sdk.typescript.answers import Returned, returned
from pressroom.sdk.typescript.endpoints import Endpoints
from pressroom.sdk.typescript.layout import Part, call, fits, pad, record, render
from pressroom.sdk.typescript.literals import comment, tagged
from pressroom.sdk.typescript.naming import Names, argument, stream_constant
from pressroom.sdk.typescript.sources import imported, source

_VERBS = {
    "send": "send",
    "paginate": "paginate",
    "start": "start",
    "start_or_finish": "startOrFinish",
    "stream": "stream",
    "download": "download",
}


class Method(msgspec.Struct, frozen=True):
    """A method of an operation: its own, or the second one for a stream."""

    name: str
    constant: str
    reading: Reading


def methods(operation: Operation, names: Names) -> Iterator[Method]:
    """The methods of an operation."""
    yield Method(names.methods[operation.id], names.constants[operation.id], reading(operation))
    stream = stream_reading(operation)
    if stream is not None:
        yield Method(names.streams[operation.id], stream_constant(operation, names), stream)


def service_files(plan: Plan, names: Names) -> dict[str, Text]:
    """The files of the folder `src/services`."""
    return {
        f"src/services/{names.modules[one.key]}.ts": partial(_module, plan, names, one)
        for one in plan.services
    }


def has_arguments(operation: Operation) -> bool:
    """Whether some arguments go by name."""
    _, required, optional = signature(operation)
    return bool(required or optional or operation.body is not None)


def _module(plan: Plan, names: Names, service: Service) -> str:
    return _Printer(plan, names).module(service)


class _Printer:
    """Prints the module of one service."""

    def __init__(self, plan: Plan, names: Names) -> None:
        self._names = names
        self._types = Annotations(plan, names)
        self._endpoints = Endpoints(plan, self._types)

    def module(self, service: Service) -> str:
        listed = [
            (one, method, returned(one, method.reading, self._types))
            for one in service.operations
            for method in methods(one, self._names)
        ]
        constants = [
            self._endpoints.constant(method.constant, gives, one, method.reading)
            for one, method, gives in listed
        ]
        interfaces = [self._arguments(one) for one in service.operations if has_arguments(one)]
        name = self._names.services[service.key]
        class_ = self._class(name, service, listed)
        return source(
            one_line(service.description) or f"The operations of {name}.",
            self._imports(constants),
            (*interfaces, class_, *constants),
        )

    def _imports(self, constants: list[str]) -> Iterator[str]:
        runtime = "../runtime/index.js"
        for name in ("Options", "Sender"):
            self._types.use(name)
        values = set(self._endpoints.functions)
        if any("codec." in one for one in constants):
            values.add("codec")
        yield imported("../models/index.js", self._inputs(), only_types=True)
        yield imported(
            "../models/index.js", (self._names.models[key] for key in self._types.models)
        )
        yield imported(runtime, self._types.used, only_types=True)
        yield imported(runtime, values)

    def _inputs(self) -> Iterator[str]:
        for key in self._types.inputs:
            yield self._names.inputs[key]

    # --- arguments ---

    def _arguments(self, operation: Operation) -> str:
        """The interface of the arguments that go by name."""
        _, required, optional = signature(operation)
        name = self._names.arguments[operation.id]
        lines = [self._argument(one) for one in (*required, *optional)]
        if operation.body is not None:
            body = self._body(operation.body)
            lines = [body, *lines] if operation.body.required else [*lines, body]
        method = self._names.methods[operation.id]
        head = f"/** What `{method}` takes. */\nexport interface {name} {{\n"
        return f"{head}{''.join(lines)}}}\n"

    def _argument(self, one: Argument) -> str:
        default = (
            "" if one.default is UNSET else f"The server assumes `{one_line(str(one.default))}`."
        )
        tags = (("deprecated", ""),) if one.deprecated else ()
        type_ = self._types.type(one.type, sending=True)
        before = f"{argument(one.name)}{'' if one.required else '?'}: "
        described = tagged((one.description, default), tags, 1)
        return f"{described}{types.render(type_, indent=1, before=before, after=';')}\n"

    def _body(self, body: Body) -> str:
        type_ = types.union(map(self._content, body.contents))
        before = f"body{'' if body.required else '?'}: "
        written = types.render(type_, indent=1, before=before, after=";")
        return f"{comment([body.description], 1)}{written}\n"

    def _content(self, content: Content) -> types.Written:
        if content.kind not in ("json", "form", "multipart", "json-lines"):
            return self._types.use("RawContent")
        type_ = self._types.type(content.type, sending=True)
        return types.ListOf(type_) if content.kind == "json-lines" else type_

    # --- methods ---

    def _class(
        self, name: str, service: Service, listed: list[tuple[Operation, Method, Returned]]
    ) -> str:
        head = (
            f"{comment([service.description], 0)}export class {name} {{\n"
            "  readonly #sender: Sender;\n\n"
            "  constructor(sender: Sender) {\n    this.#sender = sender;\n  }\n"
        )
        printed = [self._method(one, method, gives) for one, method, gives in listed]
        return "\n".join((head, *printed)) + "}\n"

    def _method(self, operation: Operation, method: Method, gives: Returned) -> str:
        path, required, _ = signature(operation)
        body = operation.body
        taken = [types.flat(self._types.type(one.type, sending=True)) for one in path]
        parameters = [
            f"{argument(one.name)}: {type_}" for one, type_ in zip(path, taken, strict=True)
        ]
        if has_arguments(operation):
            usual = "" if required or (body is not None and body.required) else " = {}"
            parameters.append(f"given: {self._names.arguments[operation.id]}{usual}")
        parameters.append("options?: Options")
        sent = call(
            f"this.#sender.{_VERBS[method.reading.verb]}",
            (method.constant, _sent(operation), "options"),
        )
        return (
            f"{self._comment(operation, method)}{_head(method.name, parameters, gives.type)}\n"
            f"{render(sent, indent=2, before='return ', after=';')}\n  }}\n"
        )

    def _comment(self, operation: Operation, method: Method) -> str:
        path, _, _ = signature(operation)
        tags = [("deprecated", "")] if operation.deprecated else []
        tags += [
            ("param", f"{argument(one.name)} {one_line(one.description)}")
            for one in path
            if one.description
        ]
        tags += [
            ("throws", f"{name}: {one_line(answer.description) or 'status ' + answer.status}")
            for name, answer, _ in errors(operation)
        ]
        return tagged(
            (
                one_line(operation.summary) or f"{operation.method} {operation.path}",
                operation.description if operation.description != operation.summary else "",
                "As a stream." if method.reading != reading(operation) else "",
            ),
            tags,
            1,
        )


def _head(name: str, parameters: list[str], type_: types.Written) -> str:
    """The first line of a method, its parameters on their own lines where they don't fit."""
    line = f"{pad(1)}{name}({', '.join(parameters)}): "
    if fits(f"{line}{types.flat(type_)} {{"):
        return f"{line}{types.flat(type_)} {{"
    if len(parameters) == 0:
        return types.render(type_, indent=1, before=line.lstrip(), after=" {")
    listed = "".join(f"{pad(2)}{one},\n" for one in parameters)
    return f"{pad(1)}{name}(\n{listed}" + types.render(type_, indent=1, before="): ", after=" {")


def _sent(operation: Operation) -> Part:
    """The arguments as one object."""
    path, _, _ = signature(operation)
    given = [argument(one.name) for one in path]
    if has_arguments(operation):
        given.append("...given")
    return record(("", one) for one in given)
