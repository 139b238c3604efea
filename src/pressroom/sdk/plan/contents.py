"""Media types -> contents: how a body is encoded, and what type it has."""

from collections.abc import Iterable, Mapping

from pressroom.definition import MediaType, Schema
from pressroom.sdk.plan.model import (
    Array,
    Content,
    ContentKind,
    Json,
    Nullable,
    Part,
    Primitive,
    Type,
)
from pressroom.sdk.plan.models import Models
from pressroom.sdk.plan.places import Place

_RANKS: Mapping[ContentKind, int] = {
    "json": 0,
    "form": 1,
    "multipart": 2,
    "text": 3,
    "binary": 4,
    "json-lines": 5,
    "server-sent-events": 6,
    "xml": 7,
}
_JSON_LINES = ("x-ndjson", "ndjson", "jsonl", "x-jsonl", "json-seq", "jsonlines", "x-json-stream")
_FILE = Primitive("binary")


def kind_of(media_type: str) -> ContentKind:
    """How content of a media type is encoded."""
    name = media_type.partition(";")[0].strip().lower()
    category, _, subtype = name.partition("/")
    if subtype == "json" or subtype.endswith("+json"):
        return "json"
    if subtype in _JSON_LINES or subtype.endswith("+json-seq"):
        return "json-lines"
    if name == "text/event-stream":
        return "server-sent-events"
    if name == "application/x-www-form-urlencoded":
        return "form"
    if category == "multipart":
        return "multipart"
    if subtype == "xml" or subtype.endswith("+xml"):
        return "xml"
    return "text" if category == "text" and subtype != "*" else "binary"


def contents(media_types: Iterable[MediaType], models: Models, place: Place) -> tuple[Content, ...]:
    """The alternatives of a body or a response, the one to prefer first.

    A `*/*` with a schema that isn't for raw content is JSON, as authors mean it. Ranges such as
    `application/*+json` come after what has a name.
    """
    planned = [_content(media_type, models, place) for media_type in media_types]
    return tuple(sorted(planned, key=lambda one: (_RANKS[one.kind], "*" in one.media_type)))


def _content(media_type: MediaType, models: Models, place: Place) -> Content:
    kind = kind_of(media_type.name)
    schema = media_type.schema
    if kind == "binary" and media_type.name.strip() in ("*/*", "application/*", "") and schema:
        flat = models.flat(schema)
        kind = "binary" if flat.format == "binary" or not flat.structured else "json"
    type_ = _type(kind, media_type, models, place)
    return Content(
        media_type=media_type.name,
        kind=kind,
        type=type_,
        parts=_parts(kind, media_type, models, type_),
        examples=tuple(example.value for example in media_type.examples),
    )


def _type(kind: ContentKind, media_type: MediaType, models: Models, place: Place) -> Type:
    schema = media_type.schema
    if kind == "binary":
        return _FILE
    if kind == "text" and schema is None:
        return Primitive("string")
    if kind not in ("server-sent-events", "json-lines"):
        return models.type_of(schema, place)
    if media_type.item_schema is not None:
        item = media_type.item_schema
        return models.type_of(_event_data(item, models) if kind[0] == "s" else item, place)
    flat = models.flat(schema) if schema else None
    if flat and flat.kinds == ("array",) and flat.items:
        return models.type_of(flat.items[0], place)
    return models.type_of(schema, place)


def _event_data(schema: Schema, models: Models) -> Schema:
    """The schema of an event's `data`, which is JSON in a string (OpenAPI 3.2)."""
    data = models.flat(schema).properties.get("data")
    if not data:
        return schema
    value = data[0].value
    inner = value.get("contentSchema") if isinstance(value, dict) else None
    return data[0].child(inner) if isinstance(inner, dict) else data[0]


def _parts(
    kind: ContentKind, media_type: MediaType, models: Models, type_: Type
) -> tuple[Part, ...]:
    if kind not in ("multipart", "form"):
        return ()
    found = models.object_of(type_)
    return tuple(
        _part(one.wire, one.type, media_type.encoding.get(one.wire, {}), kind, models)
        for one in (found.properties if found else ())
    )


def _part(
    wire: str, type_: Type, encoding: Mapping[str, Json], kind: ContentKind, models: Models
) -> Part:
    inner = type_.of if isinstance(type_, Nullable) else type_
    many = isinstance(inner, Array)
    item = inner.items if isinstance(inner, Array) else inner
    item = item.of if isinstance(item, Nullable) else item
    declared = encoding.get("contentType")
    style, explode = encoding.get("style"), encoding.get("explode")
    style = style if isinstance(style, str) else "form" if isinstance(explode, bool) else ""
    content_type = declared if isinstance(declared, str) else _default_content_type(item, models)
    raw = item in (Primitive("any"), Primitive("string"))
    return Part(
        wire=wire,
        file=kind == "multipart" and (item == _FILE or (raw and _is_raw(declared))),
        many=many,
        content_type=content_type,
        style=style,
        explode=explode if isinstance(explode, bool) else style == "form",
    )


def _default_content_type(type_: Type, models: Models) -> str:
    """OpenAPI 3.1, Encoding Object, `contentType`."""
    if type_ == _FILE:
        return "application/octet-stream"
    return "text/plain" if models.is_text(type_) else "application/json"


def _is_raw(content_type: Json) -> bool:
    """Whether a part of this type is a file, though its schema doesn't say so."""
    if not isinstance(content_type, str):
        return False
    return any(kind_of(one) == "binary" for one in content_type.split(","))
