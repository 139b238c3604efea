"""Request bodies: raw text, forms, and files."""

from collections.abc import Iterator, Mapping

import msgspec

from pressroom.collection.conversion import Conversion
from pressroom.collection.media import kind
from pressroom.collection.model import Body, Field, FormField, Language, RawOptions
from pressroom.collection.styles import Pair, pairs, plain
from pressroom.definition.examples import Part as SchemaPart
from pressroom.definition.examples import Shape
from pressroom.definition.model import Json, MediaType

_LANGUAGES = {
    language: RawOptions(raw=Language(language=language))
    for language in ("json", "xml", "html", "javascript", "text")
}


class Part(msgspec.Struct, frozen=True):
    """One property of a form: its value, its schema, and what the author says on its encoding."""

    name: str
    value: Json
    shape: Shape
    description: str
    disabled: bool
    encoding: Mapping[str, Json]


def request_body(media: MediaType, conversion: Conversion) -> Body:
    """The body of a request with this media type."""
    found = kind(media.name)
    if found == "urlencoded":
        fields = (field for part in _parts(media, conversion) for field in _form_fields(part))
        return Body(mode="urlencoded", urlencoded=tuple(fields))
    if found == "multipart":
        parts = _parts(media, conversion)
        return Body(
            mode="formdata",
            formdata=tuple(one for part in parts for one in _multi(part, conversion)),
        )
    if found == "file" or _is_file(_shape(media, conversion)):
        return Body(mode="file", file={})
    return Body(
        mode="raw",
        raw=conversion.text(media.name, conversion.requests.of_media_type(media, "request")),
        options=_LANGUAGES[found],
    )


def _parts(media: MediaType, conversion: Conversion) -> Iterator[Part]:
    values = conversion.requests
    value, shape = values.of_media_type(media, "request"), _shape(media, conversion)
    for name, one in value.items() if isinstance(value, dict) else ():
        member = values.member(shape, name)
        encoding = media.encoding.get(name)
        optional = name not in shape.required
        yield Part(
            name=name,
            value=one,
            shape=member.shape,
            description=conversion.note(_description(member), required=not optional),
            disabled=optional and not conversion.options.enable_optional_parameters,
            encoding=encoding if isinstance(encoding, dict) else {},
        )


def _shape(media: MediaType, conversion: Conversion) -> Shape:
    return conversion.requests.shape(media.schema) if media.schema else Shape(())


def _description(part: SchemaPart) -> str:
    values = (node.value for node in (*part.nodes, *part.shape.nodes))
    found = (value.get("description") for value in values if isinstance(value, dict))
    return next((text for text in found if isinstance(text, str)), "")


def _form_fields(part: Part) -> Iterator[Field]:
    for key, value in _pairs(part):
        yield Field(key=key, value=value, description=part.description, disabled=part.disabled)


def _pairs(part: Part) -> list[Pair]:
    """Lists repeat the name; objects are JSON unless the encoding has a style of its own."""
    style = part.encoding.get("style")
    if isinstance(style, str):
        explode = part.encoding.get("explode", style == "form")
        return pairs(part.name, part.value, style, explode is True)
    if isinstance(part.value, list):
        return pairs(part.name, part.value, "form", True)
    return [(part.name, plain(part.value))]


def _multi(part: Part, conversion: Conversion) -> Iterator[FormField]:
    content_type = part.encoding.get("contentType")
    content_type = content_type if isinstance(content_type, str) else ""
    if _is_file(part.shape) or _is_file(conversion.requests.item(part.shape)):
        yield _file(part, content_type)
        return
    if not content_type and isinstance(part.value, dict):
        content_type = "application/json"
    for key, value in _pairs(part):
        yield FormField(
            key=key,
            type="text",
            value=value,
            content_type=content_type,
            description=part.description,
            disabled=part.disabled,
        )


def _file(part: Part, content_type: str) -> FormField:
    return FormField(
        key=part.name,
        type="file",
        content_type=content_type,
        description=part.description,
        disabled=part.disabled,
    )


def _is_file(shape: Shape) -> bool:
    """Whether a schema means bytes: 3.0's `format: binary`, 3.1's `contentMediaType` alone."""
    return "binary" in shape.formats or (shape.is_media and not shape.encodings)
