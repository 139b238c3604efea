"""The definition as one model, whichever OpenAPI version it was written in.

`versions` builds these values, everybody else reads them. They are frozen; schemas stay the
author's own JSON Schema, wrapped with what is needed to follow their references.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from pressroom.errors import MissingReference

if TYPE_CHECKING:
    from pressroom.definition.problems import Problem

Json = Any
"""A parsed JSON or YAML value: dict, list, str, int, float, bool or None."""

_ALIAS = frozenset(("$ref", "$id", "$defs", "$comment", "title", "summary", "description"))
"""What a schema may have that is just another name for what it refers to."""


class References(Protocol):
    """Follows `$ref`s; each is worked on once."""

    def follow(self, reference: str, file: str) -> tuple[Json, str]:
        """The node that `reference` names when it stands in `file`, and the file it stands in.

        Raises:
            MissingReference: nothing is there.
        """
        ...

    @property
    def missing(self) -> Sequence[MissingReference]:
        """Those met so far that name nothing, in the order of the places where they stand."""
        ...

    @property
    def dangling(self) -> Sequence[tuple[str, str]]:
        """The same as `follow` was asked for them, before anything is worked out about them."""
        ...

    def schema(self, value: Json, file: str, scope: tuple[tuple[str, str], ...] = ()) -> "Schema":
        """A schema that stands in `file`; `scope` is for schemas in a dynamic scope."""
        ...

    @property
    def scoped(self) -> bool:
        """Whether there are bases besides files: schemas with an `$id`, documents with a `$self`.

        What is called `file` everywhere may then be the URI of such a resource.
        """
        ...

    def base(self, node: Json, file: str) -> str:
        """Where the references of a schema start that stands in `file`."""
        ...

    def file_of(self, base: str) -> str:
        """The path of the file that a base belongs to."""
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
        """This schema, or what its `$ref` names.

        A target that is just another name for something is followed on. One that asks for more
        ends the way: in JSON Schema 2020-12 what stands beside a `$ref` counts as well.

        Raises:
            MissingReference: the reference, or one on the way, names nothing.
        """
        schema = self
        seen: set[tuple[str, str]] = set()
        while isinstance(schema.value, dict) and isinstance(schema.value.get("$ref"), str):
            if seen and not _ALIAS.issuperset(schema.value):
                break
            step = (schema.value["$ref"], schema.file)
            if step in seen:
                return Schema(True, schema.file, self.references)
            seen.add(step)
            schema = schema.at(*self.references.follow(*step))
        return schema

    def at(self, value: Json, file: str) -> "Schema":
        """A schema somewhere else, as it reads from here."""
        return Schema(value, file, self.references)


class Example(msgspec.Struct, frozen=True):
    """An example of the author's: `name` is its key under `examples`, empty for `example`."""

    name: str
    summary: str
    value: Json


class MediaType(msgspec.Struct, frozen=True):
    """One entry of `content`: `name` is the media type, such as `application/json`.

    `item_schema` is what each item of a stream looks like (OpenAPI 3.2).
    """

    name: str
    schema: Schema | None
    examples: tuple[Example, ...] = ()
    encoding: Mapping[str, Json] = {}
    item_schema: Schema | None = None


class Parameter(msgspec.Struct, frozen=True):
    """A parameter or a response header. `style` and `explode` have OpenAPI's defaults filled in.

    `location` is `path`, `query`, `header`, `cookie`, or `querystring`: the whole query (OpenAPI
    3.2). A parameter described by `content` instead of `schema` has `content` set and `schema`
    unset.
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
    """One answer of an operation; `status` as written: `200`, `2XX` or `default`.

    `description` is the `summary` (OpenAPI 3.2) where there is no other.

    `links` are the ids of the operations that it links to, by the name of the link.
    """

    status: str
    description: str
    headers: tuple[Parameter, ...]
    content: tuple[MediaType, ...]
    links: Mapping[str, str] = {}


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
    """A tag; `parent` names another tag, `kind` is such as `nav` or `badge` (OpenAPI 3.2)."""

    name: str
    description: str
    parent: str = ""
    kind: str = ""


class OperationParts(msgspec.Struct, frozen=True):
    """What an operation says of itself, takes and answers; see `Operation`."""

    summary: str
    description: str
    servers: tuple[Server, ...]
    parameters: tuple[Parameter, ...]
    body: RequestBody | None
    responses: tuple[Response, ...]
    callbacks: tuple["Callback", ...] = ()
    extensions: Mapping[str, Json] = {}


class Operation(msgspec.Struct, frozen=True, dict=True, eq=False):
    """One method on one path. What the path item says for all of its operations is merged in.

    `security` is `None` when the operation inherits the definition's. `method` is in lower case,
    but for those that OpenAPI 3.2 calls additional, which are as written. `extensions` are the
    operation's own `x-` fields.

    Its other parts are read when the first of them is asked for, and kept: a process that converts
    some of the operations needn't read the others.
    """

    method: str
    path: str
    operation_id: str
    tags: tuple[str, ...]
    deprecated: bool
    security: Security | None
    read_parts: Callable[[], OperationParts]

    @cached_property
    def _parts(self) -> OperationParts:
        return self.read_parts()

    def saying(self, *, summary: str, description: str) -> "Operation":
        """The same operation with other texts."""
        parts = msgspec.structs.replace(self._parts, summary=summary, description=description)
        return msgspec.structs.replace(self, read_parts=lambda: parts)

    @property
    def summary(self) -> str:
        """One line, as the author wrote it; empty when there is none."""
        return self._parts.summary

    @property
    def description(self) -> str:
        """Markdown; empty when there is none."""
        return self._parts.description

    @property
    def servers(self) -> tuple[Server, ...]:
        """Empty when it uses those of the definition."""
        return self._parts.servers

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """In the order of the author, those of the path item first."""
        return self._parts.parameters

    @property
    def body(self) -> RequestBody | None:
        """The request body, in 2.0 made of the parameters `in: body` or `in: formData`."""
        return self._parts.body

    @property
    def responses(self) -> tuple[Response, ...]:
        """In the order of the author."""
        return self._parts.responses

    @property
    def callbacks(self) -> tuple["Callback", ...]:
        """The requests that the API makes because of this one."""
        return self._parts.callbacks

    @property
    def extensions(self) -> Mapping[str, Json]:
        """The fields whose names start with `x-`."""
        return self._parts.extensions

    @property
    def verb(self) -> str:
        """The method as it is sent."""
        return self.method.upper() if self.method.islower() else self.method


class Callback(msgspec.Struct, frozen=True):
    """Requests that the API makes to a caller's address, under the name the author gave them.

    The `path` of each operation is the runtime expression that gives the address, such as
    `{$request.body#/callbackUrl}`. Callbacks of callbacks aren't read.
    """

    name: str
    operations: tuple[Operation, ...]


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
    read_webhooks: Callable[[], tuple[Operation, ...]] = tuple

    @property
    def webhooks(self) -> tuple[Operation, ...]:
        """The requests that the API makes to its users; the `path` of each is its name.

        Few ask for them, so they are read when somebody does.
        """
        return self.read_webhooks()

    def problems(self, *, rules: Collection[str] | None = None) -> "list[Problem]":
        """What is wrong with it, by file, line, column and rule; of `rules` only, if given."""
        from pressroom.definition.problems import problems

        return problems(self, rules=rules)
