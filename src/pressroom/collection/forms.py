"""Forms: the properties of a body as fields, urlencoded or as parts of a multipart body."""

from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl

import msgspec

from pressroom.collection.conversion import Conversion
from pressroom.collection.media import is_text, kind
from pressroom.collection.model import Field, FormField
from pressroom.collection.styles import Pair, pairs, plain
from pressroom.definition.examples import Part as SchemaPart
from pressroom.definition.examples import Shape
from pressroom.definition.model import Json, MediaType


class Part(msgspec.Struct, frozen=True):
    """One property of a form: its value, its schema, and what the author says on its encoding.

    `content_type` is the first concrete media type of the encoding, empty if it has none.
    """

    name: str
    value: Json
    schema: SchemaPart
    description: str
    disabled: bool
    encoding: Mapping[str, Json]
    content_type: str


def urlencoded(media: MediaType, conversion: Conversion) -> tuple[Field, ...]:
    """The fields of `application/x-www-form-urlencoded`; senders escape them."""
    return tuple(
        Field(key=key, value=value, description=part.description, disabled=part.disabled)
        for part in _parts(media, conversion)
        for key, value in _pairs(part, conversion)
    )


def form_data(media: MediaType, conversion: Conversion) -> tuple[FormField, ...]:
    """The parts of a multipart body.

    A part's own headers (`encoding.headers`) have no place in the format: its description names
    them.
    """
    return tuple(
        field for part in _parts(media, conversion) for field in _form_data(part, conversion)
    )


def _parts(media: MediaType, conversion: Conversion) -> Iterator[Part]:
    value = conversion.requests.of_media_type(media, "request")
    if isinstance(value, str):
        value = dict(parse_qsl(value, keep_blank_values=True))
    shape = conversion.shape(media.schema)
    for name, one in value.items() if isinstance(value, dict) else ():
        member = conversion.requests.shapes.member(shape, name)
        encoding = media.encoding.get(name, {})
        optional = name not in shape.required
        yield Part(
            name=name,
            value=one,
            schema=member,
            description=_described(member, encoding, conversion, required=not optional),
            disabled=optional and not conversion.options.enable_optional_parameters,
            encoding=encoding,
            content_type=_content_type(encoding),
        )


def _described(
    schema: SchemaPart, encoding: Mapping[str, Json], conversion: Conversion, *, required: bool
) -> str:
    nodes = (*schema.nodes, *schema.shape.nodes)
    values = [node.value for node in nodes if isinstance(node.value, dict)]
    found = (value.get("description") for value in values)
    description = next((text for text in found if isinstance(text, str)), "")
    deprecated = any(value.get("deprecated") is True for value in values)
    headers = encoding.get("headers")
    if isinstance(headers, dict) and headers:
        names = ", ".join(f"`{name}`" for name in headers)
        description = f"{description} (Headers of its own: {names})".lstrip()
    return conversion.note(description, required=required, deprecated=deprecated)


def _content_type(encoding: Mapping[str, Json]) -> str:
    written = encoding.get("contentType")
    names = (one.strip() for one in written.split(",")) if isinstance(written, str) else ()
    return next((name for name in names if "*" not in name), "")


def _pairs(part: Part, conversion: Conversion) -> list[Pair]:
    """Lists repeat the name; objects are JSON unless the encoding has a style of its own."""
    style = part.encoding.get("style")
    if isinstance(style, str):
        explode = part.encoding.get("explode", style == "form")
        return pairs(part.name, part.value, style, explode is True)
    if part.content_type and isinstance(part.value, dict | list):
        return [(part.name, _text(part, conversion))]
    if isinstance(part.value, list):
        return pairs(part.name, part.value, "form", True)
    return [(part.name, plain(part.value))]


def _text(part: Part, conversion: Conversion) -> str:
    """An object or list in the media type that the encoding asks for."""
    if kind(part.content_type) != "xml":
        return plain(part.value)
    return conversion.xml(part.value, part.schema)


def _form_data(part: Part, conversion: Conversion) -> Iterator[FormField]:
    shape = part.schema.shape
    inner = conversion.requests.shapes.item(shape, 0).shape
    by_type = shape.kinds() is None and not is_text(part.content_type or "text/plain")
    if by_type or is_file(shape) or is_file(inner):
        yield _file(part, _media_type(shape) or _media_type(inner))
        return
    listed = part.value if isinstance(part.value, list) else [part.value]
    nested = any(isinstance(one, dict | list) for one in listed)
    for key, value in _pairs(part, conversion):
        yield FormField(
            key=key,
            type="text",
            value=value,
            content_type=part.content_type
            or ("application/json" if nested and "style" not in part.encoding else ""),
            description=part.description,
            disabled=part.disabled,
        )


def _file(part: Part, content_type: str) -> FormField:
    return FormField(
        key=part.name,
        type="file",
        content_type=part.content_type or content_type,
        description=part.description,
        disabled=part.disabled,
    )


def is_file(shape: Shape) -> bool:
    """Whether a schema means bytes: 3.0's `format: binary`, 3.1's `contentMediaType` alone."""
    return "binary" in shape.formats or bool(_media_type(shape))


def _media_type(shape: Shape) -> str:
    """The media type of bytes, as 3.1 says it; an encoding would make text of them."""
    return "" if shape.encodings or is_text(shape.media) else shape.media
