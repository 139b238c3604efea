"""The definition as one model, whichever OpenAPI version it was written in.

`versions` builds these values, everybody else reads them. They are frozen; schemas stay the
author's own JSON Schema, wrapped with what is needed to follow their references.
"""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

if TYPE_CHECKING:
    from pressroom.definition.problems import Problem

Json = Any
"""A parsed JSON or YAML value: dict, list, str, int, float, bool or None."""


class References(Protocol):
    """Follows `$ref`s; each is worked on once."""

    def follow(self, reference: str, file: str) -> tuple[Json, str]:
        """The node that `reference` names when it stands in `file`, and the file it stands in.

        Raises:
            MissingReference: nothing is there.
        """
        ...


class Schema(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A JSON Schema as the author wrote it (a dict, or a bool), and where its references start."""

    value: Json
    file: str
    references: References

    def child(self, value: Json) -> "Schema":
        """A subschema of this schema."""
        return Schema(value, self.file, self.references)

    def resolve(self) -> "Schema":
        """This schema, or what its `$ref` names, followed to the end.

        Raises:
            MissingReference: the reference, or one on the way, names nothing.
        """
        schema = self
        seen: set[tuple[str, str]] = set()
        while isinstance(schema.value, dict) and isinstance(schema.value.get("$ref"), str):
            step = (schema.value["$ref"], schema.file)
            if step in seen:
                return Schema(True, schema.file, self.references)
            seen.add(step)
            value, file = self.references.follow(*step)
            schema = Schema(value, file, self.references)
        return schema


class Example(msgspec.Struct, frozen=True):
    """An example of the author's: `name` is its key under `examples`, empty for `example`."""

    name: str
    summary: str
    value: Json


class MediaType(msgspec.Struct, frozen=True):
    """One entry of `content`: `name` is the media type, such as `application/json`."""

    name: str
    schema: Schema | None
    examples: tuple[Example, ...] = ()
    encoding: Mapping[str, Json] = {}


class Parameter(msgspec.Struct, frozen=True):
    """A parameter or a response header. `style` and `explode` have OpenAPI's defaults filled in.

    `location` is `path`, `query`, `header` or `cookie`. A parameter described by `content`
    instead of `schema` has `content` set and `schema` unset.
    """

    name: str
    location: str
    required: bool
    deprecated: bool
    description: str
    style: str
    explode: bool
    allow_reserved: bool
    allow_empty_value: bool
    schema: Schema | None
    content: MediaType | None = None
    examples: tuple[Example, ...] = ()


class RequestBody(msgspec.Struct, frozen=True):
    """What an operation takes as its body, one `MediaType` an alternative."""

    description: str
    required: bool
    content: tuple[MediaType, ...]


class Response(msgspec.Struct, frozen=True):
    """One answer of an operation; `status` as written: `200`, `2XX` or `default`."""

    status: str
    description: str
    headers: tuple[Parameter, ...]
    content: tuple[MediaType, ...]


class OAuthFlow(msgspec.Struct, frozen=True):
    """One flow: `kind` is `implicit`, `password`, `clientCredentials` or `authorizationCode`."""

    kind: str
    authorization_url: str
    token_url: str
    refresh_url: str
    scopes: Mapping[str, str]


class SecurityScheme(msgspec.Struct, frozen=True):
    """`kind` is OpenAPI's `type`: `apiKey`, `http`, `oauth2`, `openIdConnect` or `mutualTLS`.

    `name` and `location` belong to `apiKey`, `scheme` and `bearer_format` to `http`.
    """

    key: str
    kind: str
    description: str
    scheme: str = ""
    bearer_format: str = ""
    name: str = ""
    location: str = ""
    flows: tuple[OAuthFlow, ...] = ()
    open_id_connect_url: str = ""


class SecurityNeed(msgspec.Struct, frozen=True):
    """One scheme of a security requirement, with the scopes or roles it asks for."""

    scheme: SecurityScheme
    scopes: tuple[str, ...]


Security = tuple[tuple[SecurityNeed, ...], ...]
"""Alternatives, each a combination of needs. `()` and an empty alternative mean: no security."""


class ServerVariable(msgspec.Struct, frozen=True):
    name: str
    default: str
    enum: tuple[str, ...]
    description: str


class Server(msgspec.Struct, frozen=True):
    """`url` may hold `{variables}`, and may be relative."""

    url: str
    description: str
    variables: tuple[ServerVariable, ...]


class Tag(msgspec.Struct, frozen=True):
    name: str
    description: str


class Operation(msgspec.Struct, frozen=True):
    """One method on one path. Path-level parameters and servers are merged in already.

    `security` is `None` when the operation inherits the definition's; `servers` is empty when
    it does. `method` is in lower case.
    """

    method: str
    path: str
    operation_id: str
    summary: str
    description: str
    tags: tuple[str, ...]
    deprecated: bool
    parameters: tuple[Parameter, ...]
    body: RequestBody | None
    responses: tuple[Response, ...]
    security: Security | None
    servers: tuple[Server, ...]


class Definition(msgspec.Struct, frozen=True, eq=False):
    """A whole definition.

    `version` is what the author wrote (`3.0.3`); `root` the path of the root file among `files`,
    which maps each path to its bytes; `document` the root file's parsed content.
    """

    version: str
    title: str
    description: str
    root: str
    document: Mapping[str, Json]
    files: Mapping[str, bytes]
    references: References
    servers: tuple[Server, ...]
    security: Security
    security_schemes: Mapping[str, SecurityScheme]
    tags: tuple[Tag, ...]
    operations: tuple[Operation, ...]

    def problems(self, *, rules: Collection[str] | None = None) -> "list[Problem]":
        """What is wrong with it, by file, line, column and rule; of `rules` only, if given."""
        from pressroom.definition.problems import problems

        return problems(self, rules=rules)
