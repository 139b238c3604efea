"""The plan: what a client library has to offer, free of any language.

`plan` makes these values from a `Definition`, emitters print them. They are frozen. Models refer
to one another by key, so they may be recursive; `Plan.models` has every key that is referred to.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Literal

import msgspec

Json = Any
"""A parsed JSON value."""

UNSET = msgspec.UNSET
"""A default or an example that the author didn't give, as opposed to `null`."""


class Name(msgspec.Struct, frozen=True, gc=False):
    """A name as words, for a language to join by its own custom (`casing`).

    Words are never empty, hold letters and digits of any script that identifiers may hold
    (Unicode's XID_Continue, NFKC), and the first doesn't start with a digit. Joined and lowered, a
    name differs from all others in its scope, so it stays unique under every custom. A language's
    keywords are the emitter's to escape.

    `source` is what the author wrote, unchanged: any text at all.
    """

    words: tuple[str, ...]
    source: str

    @property
    def key(self) -> str:
        """What makes it unique in its scope."""
        return "".join(self.words).lower()


# --- types: what a property, parameter, body or response holds -----------------------------------

PrimitiveKind = Literal[
    "string", "integer", "number", "boolean", "null", "any", "date-time", "date", "time",
    "duration", "uuid", "uri", "decimal", "bytes", "binary",
]  # fmt: skip
"""`bytes` is base64 in a JSON string (`format: byte`, `contentEncoding: base64`); `binary` is raw
content, a file; `decimal` an exact number in a JSON string; `any` every JSON value.
`integer` and `number` may be of any size. `time` and `duration` are RFC 3339's, as strings."""


class Primitive(msgspec.Struct, frozen=True, gc=False):
    """A value that has no parts."""

    kind: PrimitiveKind


class Constant(msgspec.Struct, frozen=True, gc=False):
    """Always this one string, number or boolean (`const`, or an `enum` of one value)."""

    value: str | int | float | bool


class Array(msgspec.Struct, frozen=True, gc=False):
    """A list of `items`; `unique` with JSON Schema's `uniqueItems`."""

    items: "Type"
    unique: bool = False


class Map(msgspec.Struct, frozen=True, gc=False):
    """An object with any keys (`additionalProperties` and no properties)."""

    values: "Type"


class Nullable(msgspec.Struct, frozen=True, gc=False):
    """`of` or `null`; `of` is never nullable itself, and never `any` or `null`."""

    of: "Type"


class Choice(msgspec.Struct, frozen=True, gc=False):
    """An anonymous union of types that their JSON form tells apart, such as string or integer.

    Unions with an object among their members are a `Union`, which has a name.
    """

    members: tuple["Type", ...]


class Reference(msgspec.Struct, frozen=True, gc=False):
    """The model with this key in `Plan.models`."""

    key: str


Type = Primitive | Constant | Array | Map | Nullable | Choice | Reference
"""What a value may be. Match on the class."""

ANY = Primitive("any")
_OPEN = (ANY, Primitive("null"))


def is_nullable(type_: Type) -> bool:
    """Whether `null` is allowed."""
    return isinstance(type_, Nullable) or type_ in _OPEN


# --- models: what has a name ---------------------------------------------------------------------


class Property(msgspec.Struct, frozen=True, gc=False):
    """One property of an object; `wire` is its key in JSON, `name` is unique within the object.

    Required, optional and nullable are separate: a property that isn't `required` may be left
    out, one whose `type` is nullable may be `null`, one may be both.

    `read_only` properties are sent by the server only and `write_only` ones to it only, even
    where `required` (OpenAPI 3.1, Schema Object). `default` is what the server assumes.
    """

    name: Name
    wire: str
    type: Type
    required: bool
    description: str = ""
    deprecated: bool = False
    read_only: bool = False
    write_only: bool = False
    default: Json = UNSET
    example: Json = UNSET

    @property
    def nullable(self) -> bool:
        return is_nullable(self.type)


class Object(msgspec.Struct, frozen=True, gc=False):
    """An object with properties, in the author's order; `allOf` is merged in already.

    `additional` is the type of properties that aren't listed: `None` when the schema doesn't say,
    so unknown ones are kept but not typed. `closed` is `additionalProperties: false`.

    `page` is the key of the model on whose reference page it stands: its own when it is top-level.
    """

    key: str
    name: Name
    page: str
    properties: tuple[Property, ...]
    description: str = ""
    deprecated: bool = False
    additional: Type | None = None
    closed: bool = False
    examples: tuple[Json, ...] = ()


class EnumMember(msgspec.Struct, frozen=True, gc=False):
    """One value; `name` is unique within the enum. `wire` is the value in JSON."""

    name: Name
    wire: str | int | float | bool
    description: str = ""


class Enum(msgspec.Struct, frozen=True, gc=False):
    """Named values. Decoding accepts values that aren't listed, as servers add some.

    `kind` is what they have in common: `string`, `integer`, `number`, or `any` for a mix.
    """

    key: str
    name: Name
    page: str
    members: tuple[EnumMember, ...]
    kind: PrimitiveKind
    description: str = ""
    deprecated: bool = False


class Discriminator(msgspec.Struct, frozen=True, gc=False):
    """The property (`wire`) whose value tells which member an object is.

    `mapping` goes from its value to the index of a member in `Union.members`. `implied` when the
    definition has no `discriminator`, but constants that tell the members apart.
    """

    wire: str
    mapping: Mapping[str, int]
    implied: bool = False


class Union(msgspec.Struct, frozen=True, gc=False):
    """One of several types (`oneOf`, `anyOf`, or a base with a `discriminator` and its children).

    Members are in the author's order, none is nullable and no two are equal. Without a
    discriminator the first member that fits counts: the one whose required properties are all
    there, and of those the one that knows most of the properties.
    """

    key: str
    name: Name
    page: str
    members: tuple[Type, ...]
    description: str = ""
    deprecated: bool = False
    discriminator: Discriminator | None = None


class Alias(msgspec.Struct, frozen=True, gc=False):
    """A named component that is an array, a map, a primitive or another model under a new name.

    References to named primitives and to other models' other names lead to what they stand for;
    such aliases are listed, but nothing refers to them.
    """

    key: str
    name: Name
    page: str
    type: Type
    description: str = ""
    deprecated: bool = False


Model = Object | Enum | Union | Alias
"""What `Plan.models` holds. Match on the class."""


# --- operations ----------------------------------------------------------------------------------


class Argument(msgspec.Struct, frozen=True, gc=False):
    """A parameter of an operation, or a header of a response.

    `location` is `path`, `query`, `header`, `cookie`, or `querystring` (OpenAPI 3.2, the whole
    query). `style` and `explode` say how it is serialised, with OpenAPI's defaults filled in. With
    a `media_type` its value is serialised by that (`content`), and the style doesn't count.

    `name` is unique within the operation; `body` is never used by one.
    """

    name: Name
    wire: str
    location: str
    required: bool
    type: Type
    style: str
    explode: bool
    allow_reserved: bool = False
    media_type: str = ""
    description: str = ""
    deprecated: bool = False
    default: Json = UNSET
    example: Json = UNSET


ContentKind = Literal[
    "json", "form", "multipart", "text", "binary", "xml", "server-sent-events", "json-lines"
]
"""How content is encoded: `json` is every `application/json` and `…+json`; `form` is
`application/x-www-form-urlencoded`; `json-lines` is NDJSON, JSON Lines or JSON text sequences;
`binary` everything else, and `*/*`."""


class Part(msgspec.Struct, frozen=True, gc=False):
    """How one property of a `multipart` or `form` body is encoded.

    `file` is a file to upload, `many` a list of them under the same name. `content_type` is from
    `encoding`, else OpenAPI's default: `application/octet-stream`, `application/json` for objects,
    `text/plain`. Where the author wrote a `style` or `explode` they count instead, as in a query;
    without them a list repeats its name, and an object is JSON.
    """

    wire: str
    file: bool
    many: bool
    content_type: str
    style: str = ""
    explode: bool = True


class Content(msgspec.Struct, frozen=True, gc=False):
    """One alternative of a body or a response.

    `type` is the whole value; for `server-sent-events` and `json-lines` the type of one event's
    data or one line; `binary` for raw content. `parts` describe the properties of the object that
    a `multipart` or `form` body is.
    """

    media_type: str
    kind: ContentKind
    type: Type
    parts: tuple[Part, ...] = ()
    examples: tuple[Json, ...] = ()


class Body(msgspec.Struct, frozen=True, gc=False):
    """What an operation takes. The first of `contents` is the one to use unless told otherwise:
    JSON before forms, multipart, text, binary and the rest."""

    required: bool
    contents: tuple[Content, ...]
    description: str = ""


class Answer(msgspec.Struct, frozen=True, gc=False):
    """One response. `status` is `200`, a range such as `4XX`, or `default`.

    No `contents` means there is nothing to decode.
    """

    status: str
    description: str
    contents: tuple[Content, ...] = ()
    headers: tuple[Argument, ...] = ()

    @property
    def success(self) -> bool:
        """Whether it is an answer of the 2xx range."""
        return self.status.startswith("2")


class Pagination(msgspec.Struct, frozen=True, gc=False):
    """How to get every page of a listing, detected or said by `x-pressroom-pagination`.

    Paths are property keys from the response body down; `()` is the body itself. Which fields are
    used depends on `style`:

    - `cursor`: `parameter` takes what is at `next` in the page before; absent or empty ends it.
      Where `next` holds a URL, it is followed instead (`url`).
    - `offset`: `parameter` grows by the number of items received; `limit` is the page size.
    - `page`: `parameter` grows by one from `start`.
    - `link`: the URL in the `Link` header's `rel="next"` is followed (RFC 8288).

    In `offset` and `page` a page with no items, or fewer than were asked for by `limit`, is the
    last; and so is one whose `total` or `more` (a flag) says so.
    """

    style: Literal["cursor", "offset", "page", "link"]
    items: tuple[str, ...]
    item: Type
    parameter: str = ""
    limit: str = ""
    next: tuple[str, ...] = ()
    url: bool = False
    start: int = 1
    total: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    detected: bool = True


class LongRunning(msgspec.Struct, frozen=True, gc=False):
    """An operation that is accepted (`202`) and goes on, detected or said by `x-pressroom-task`.

    The `Location` header of the answer says where to ask, at most each `Retry-After` seconds.
    `status_operation` is the id (`Operation.id`) of the operation there, empty when the
    definition doesn't describe it; `type` is what it answers with.

    `status` is the path of the state in that answer; `pending`, `succeeded` and `failed` list its
    values: one that isn't listed counts as pending. `error` is the path of a failure's message, and
    `result` that of the outcome; `()` when there is none. `events` when the status operation can
    answer with server-sent events; `events_operation` is the id of an operation that streams them
    from a path below the task's, empty when there is none.
    """

    status_operation: str
    type: Type
    status: tuple[str, ...]
    pending: tuple[str, ...]
    succeeded: tuple[str, ...]
    failed: tuple[str, ...]
    error: tuple[str, ...] = ()
    result: tuple[str, ...] = ()
    events: bool = False
    detected: bool = True
    events_operation: str = ""


class Call(msgspec.Struct, frozen=True, gc=False):
    """An example of calling an operation: valid values, the author's own where there are some.

    `arguments` are by `Argument.wire` with the location before it (`path.petId`); `media_type` and
    `body` are of the first content; `UNSET` for no body. Files are an empty string.
    """

    arguments: Mapping[str, Json]
    media_type: str = ""
    body: Json = UNSET


class Operation(msgspec.Struct, frozen=True, gc=False):
    """One method on one path.

    `id` is unique in the plan: the author's `operationId` where that is so. `name` is unique in
    the service. `method` is in upper case; `path` is as written, with `{name}` templates.

    `arguments` are the required ones first, each group in the author's order. `security` lists
    alternatives of keys in `Plan.schemes`, each a combination; an empty one: none is needed.
    `servers` replace the plan's when there are any.

    `idempotent` by its method (RFC 9110, section 9.2.2), so it is safe to send again;
    `idempotency_key` is the header argument (`wire`) that makes it so otherwise.
    """

    id: str
    name: Name
    service: str
    method: str
    path: str
    summary: str
    description: str
    deprecated: bool
    arguments: tuple[Argument, ...]
    body: Body | None
    answers: tuple[Answer, ...]
    security: tuple[tuple[str, ...], ...]
    servers: tuple["Server", ...]
    idempotent: bool
    idempotency_key: str = ""
    pagination: Pagination | None = None
    task: LongRunning | None = None
    example: Call = Call({})

    @property
    def successes(self) -> tuple[Answer, ...]:
        """The answers of the 2xx range, or `default` where there is none."""
        found = [answer for answer in self.answers if answer.success]
        return tuple(found or [answer for answer in self.answers if answer.status == "default"])

    @property
    def errors(self) -> tuple[Answer, ...]:
        """All other answers that have a status of 4xx or 5xx, or `default`."""
        good = [answer.status for answer in self.successes]
        return tuple(
            [
                answer
                for answer in self.answers
                if answer.status[:1] in ("4", "5", "d") and answer.status not in good
            ]
        )


class Service(msgspec.Struct, frozen=True, gc=False):
    """The operations under one tag, the first of each; those without are in a service of their own.

    `key` is unique among services.
    """

    key: str
    name: Name
    description: str
    operations: tuple[Operation, ...]


class Scheme(msgspec.Struct, frozen=True, gc=False):
    """A way to prove who calls. `environment` is the variable that its secret is read from.

    `kind`: `key` sends the secret as `parameter` in `location` (`header`, `query`, `cookie`);
    `bearer` and `oauth2` as `Authorization: Bearer …`, `basic` from a user name and a password
    (`environment` with `_USERNAME` and `_PASSWORD` after it). `other` is left to the caller's own
    client.

    `token_url` is set for `oauth2` with the client credentials flow, `scopes` are all it knows.
    """

    key: str
    name: Name
    kind: Literal["key", "bearer", "basic", "oauth2", "other"]
    environment: str
    description: str = ""
    parameter: str = ""
    location: str = ""
    scheme: str = ""
    token_url: str = ""
    scopes: Mapping[str, str] = {}


class ServerVariable(msgspec.Struct, frozen=True, gc=False):
    name: Name
    wire: str
    default: str
    values: tuple[str, ...] = ()
    description: str = ""


class Server(msgspec.Struct, frozen=True, gc=False):
    """`url` may hold `{variables}` by their `wire`, and may be relative or empty."""

    url: str
    description: str = ""
    variables: tuple[ServerVariable, ...] = ()


class Decision(msgspec.Struct, frozen=True, gc=False):
    """What was decided where a definition leaves something open, or something out.

    `rule` names the kind of decision; `place` is an operation (`GET /pets`), a model or a parameter
    of one; `message` says in a line what was done and why.
    """

    rule: str
    place: str
    message: str


class Plan(msgspec.Struct, frozen=True, dict=True):
    """A whole client library.

    `package` names it; `version` is any text, such as the definition's own. `models` are
    in order: components first, then what operations bring; each nested one after its parent, in
    order of first use. `security` is what operations inherit, and filled in with them already.
    """

    title: str
    package: Name
    version: str
    description: str
    servers: tuple[Server, ...]
    schemes: tuple[Scheme, ...]
    security: tuple[tuple[str, ...], ...]
    services: tuple[Service, ...]
    models: Mapping[str, Model]
    decisions: tuple[Decision, ...]

    @cached_property
    def operations(self) -> Mapping[str, Operation]:
        """All operations by their id."""
        return {
            operation.id: operation for service in self.services for operation in service.operations
        }
