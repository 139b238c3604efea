"""The contract: `openapi.yaml` read by our own loader, and what binding a handler takes from it."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Annotated, Any, Literal, cast
from uuid import UUID

import msgspec
from starlette.requests import Request

from pressroom.definition import Definition, Operation, Parameter, Schema, load
from pressroom.errors import InvalidRequest
from pressroom.store.keys import Role

LIMITS = {"minimum": "ge", "maximum": "le", "pattern": "pattern"}
"""JSON Schema's keywords that our parameters use, and msgspec's names for them."""


MOMENT = Annotated[datetime, msgspec.Meta(tz=True)]
"""What the format `date-time` allows. It is read strictly, else a number would do as well."""

INT64 = {"ge": -(2**63), "le": 2**63 - 1}
"""What the format `int64` allows, and what PostgreSQL's `bigint` holds."""


def contract_text() -> bytes:
    """The contract as it is written, in YAML."""
    return resources.files("pressroom.server").joinpath("openapi.yaml").read_bytes()


@cache
def contract() -> Definition:
    """The contract, read once."""
    return load(contract_text())


class Input(msgspec.Struct, frozen=True):
    """A parameter as it is read from a request; `argument` is its name in Python."""

    name: str
    argument: str
    location: str
    kind: Any
    many: bool
    required: bool
    default: Any

    def read(self, request: Request) -> Any:
        """The parameter's value, its default where it wasn't sent.

        Raises:
            InvalidRequest: it is missing or malformed; names it.
        """
        sent = self._sent(request)
        if not sent:
            if self.required:
                raise InvalidRequest("is required", field=self.name)
            return self.default
        try:
            value = sent if self.many else sent[-1]
            return msgspec.convert(value, self.kind, strict=self.kind is MOMENT)
        except msgspec.ValidationError as error:
            raise InvalidRequest(str(error), field=self.name) from error

    def _sent(self, request: Request) -> Sequence[str]:
        if self.location == "path":
            return [request.path_params[self.argument]]
        if self.location == "header":
            return request.headers.getlist(self.name)
        sent = request.query_params.getlist(self.name)
        return [part for text in sent for part in text.split(",")] if self.many else sent


def inputs(operation: Operation) -> list[Input]:
    """How to read each parameter of an operation."""
    return [_input(parameter) for parameter in operation.parameters]


def role_of(operation: Operation) -> Role | None:
    """The role that an operation needs, `None` when it needs no key.

    OpenAPI 3.1 lets a security requirement name roles for schemes of every type (section
    Security Requirement Object).
    """
    needs = [need for alternative in operation.security or () for need in alternative]
    return cast(Role, needs[0].scopes[0]) if needs else None


def route_path(operation: Operation) -> str:
    """The operation's path for the router; a parameter that may hold slashes takes them all."""

    def convert(match: re.Match[str]) -> str:
        name = match[1]
        return f"{{{_argument(name)}:path}}" if name == "file-path" else f"{{{_argument(name)}}}"

    return re.sub(r"\{([^}]+)\}", convert, operation.path)


def _input(parameter: Parameter) -> Input:
    schema: Mapping[str, Any] = parameter.schema.resolve().value if parameter.schema else {}
    return Input(
        name=parameter.name,
        argument=_argument(parameter.name),
        location=parameter.location,
        kind=_kind(parameter.schema) if parameter.schema else str,
        many=schema.get("type") == "array",
        required=parameter.required,
        default=schema.get("default"),
    )


def _argument(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])|-", "_", name).lower()


def _kind(schema: Schema) -> Any:
    """The Python type that msgspec checks a value of this schema against."""
    value: Mapping[str, Any] = schema.resolve().value
    if "enum" in value:
        return Literal[tuple(value["enum"])]
    if value["type"] == "array":
        return list[_kind(schema.child(value["items"]))]  # type: ignore[misc]
    if value.get("format") == "uuid":
        return UUID
    if value.get("format") == "date-time":
        return MOMENT
    kind = {"string": str, "integer": int, "boolean": bool}[value["type"]]
    limits: dict[str, Any] = dict(INT64) if value.get("format") == "int64" else {}
    limits |= {name: value[keyword] for keyword, name in LIMITS.items() if keyword in value}
    return Annotated[kind, msgspec.Meta(**limits)] if limits else kind
