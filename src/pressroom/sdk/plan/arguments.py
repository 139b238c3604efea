"""Parameters and response headers -> arguments."""

import re
from collections.abc import Iterable, Iterator

from pressroom.definition import Operation, Parameter, Security, SecurityScheme
from pressroom.sdk.plan.calls import Calls
from pressroom.sdk.plan.decisions import Decisions
from pressroom.sdk.plan.model import UNSET, Argument, Name, Primitive, Type
from pressroom.sdk.plan.models import Models
from pressroom.sdk.plan.names import Scope, joined, name_of
from pressroom.sdk.plan.places import beside_operation

_TEMPLATE = re.compile(r"\{([^{}]*)\}")
_STRING = Primitive("string")


def is_idempotency_key(header: str) -> bool:
    """Whether a header makes a request safe to repeat (draft-ietf-httpapi-idempotency-key)."""
    return header.lower() in ("idempotency-key", "x-idempotency-key")


class Arguments:
    """Plans the arguments of one definition's operations.

    `security` is that of operations that don't say themselves.
    """

    def __init__(
        self, models: Models, decisions: Decisions, calls: Calls, security: Security
    ) -> None:
        self._security = security
        self._models = models
        self._decisions = decisions
        self._calls = calls
        self._planned: dict[tuple[int, bool], tuple[Parameter, Argument]] = {}
        """What a parameter became, which many operations can refer to; with an example or not."""

    def of(self, operation: Operation, full: Name) -> tuple[Argument, ...]:
        """The arguments of an operation, those that are required first."""
        scope = Scope(("body",))
        planned = [self._argument(one, full, scope) for one in self._parameters(operation)]
        return tuple(sorted(planned, key=lambda one: not one.required))

    def headers(self, headers: Iterable[Parameter], full: Name) -> tuple[Argument, ...]:
        """The headers of a response."""
        scope = Scope()
        return tuple(self._argument(one, full, scope, example=False) for one in headers)

    def _parameters(self, operation: Operation) -> Iterator[Parameter]:
        """Those that are sent: each of the path's, and no header that the client sets itself."""
        templates = dict.fromkeys(_TEMPLATE.findall(operation.path))
        for one in operation.parameters:
            if one.location == "path" and one.name not in templates:
                message = f"the path parameter {one.name!r} isn't in the path; left out"
                self._decisions.here("not-in-path", message)
            elif one.location == "header" and self._is_set_by_client(one, operation):
                message = f"the header {one.name!r} is left to the client, as OpenAPI says"
                self._decisions.here("set-by-client", message)
            else:
                templates.pop(one.name if one.location == "path" else "", None)
                yield one
        for name in templates:
            message = f"the path has {{{name}}} that no parameter describes; taken for a string"
            self._decisions.here("undeclared-path-parameter", message)
            yield _path_parameter(name)

    def _is_set_by_client(self, header: Parameter, operation: Operation) -> bool:
        """OpenAPI 3.1, Parameter Object, `name`.

        What is required is an argument where nothing else sets it: `Authorization` without such a
        security scheme, `Content-Type` without a body.
        """
        match header.name.lower():
            case "accept":
                return True
            case "content-type":
                return operation.body is not None or not header.required
            case "authorization":
                security = self._security if operation.security is None else operation.security
                return any(_authorizes(need.scheme) for needs in security for need in needs)
            case _:
                return False

    def _argument(
        self, parameter: Parameter, full: Name, scope: Scope, *, example: bool = True
    ) -> Argument:
        wanted = name_of(parameter.name, "value")
        name = wanted
        if name in scope:
            name = joined(wanted, Name((parameter.location,), parameter.name))
        name = scope.take(name)
        _, planned = self._planned.get((id(parameter), example), (None, None))
        if planned is not None and planned.name == name:
            return planned
        content = parameter.content if parameter.schema is None else None
        schema = content.schema if content else parameter.schema
        flat = self._models.flat(schema) if schema else None
        place = beside_operation(full).place(wanted)
        type_: Type = self._models.type_of(schema, place) if schema else _STRING
        shown = example and (parameter.required or _has_example(parameter))
        argument = Argument(
            name=name,
            wire=parameter.name,
            location=parameter.location,
            required=parameter.required,
            type=type_,
            style=parameter.style,
            explode=parameter.explode,
            allow_reserved=parameter.allow_reserved,
            media_type=content.name if content else "",
            description=parameter.description or (flat.description if flat else ""),
            deprecated=parameter.deprecated,
            default=flat.default if flat else UNSET,
            example=self._calls.argument(parameter) if shown else UNSET,
        )
        self._planned[id(parameter), example] = (parameter, argument)
        return argument


def _authorizes(scheme: SecurityScheme) -> bool:
    """Whether a scheme sets the header `Authorization`."""
    if scheme.kind == "apiKey":
        return scheme.location == "header" and scheme.name.lower() == "authorization"
    return scheme.kind in ("http", "oauth2", "openIdConnect")


def _has_example(parameter: Parameter) -> bool:
    return bool(parameter.examples or (parameter.content and parameter.content.examples))


def _path_parameter(name: str) -> Parameter:
    return Parameter(
        name=name,
        location="path",
        required=True,
        deprecated=False,
        description="",
        style="simple",
        explode=False,
        allow_reserved=False,
        allow_empty_value=False,
        schema=None,
    )
