"""Request bodies: a media type and its example, as the collection format's body modes."""

from collections.abc import Iterator

import msgspec

from pressroom.collection.model import Body, Field, FormField, Language, RawOptions
from pressroom.collection.options import Options
from pressroom.collection.styles import pairs, plain
from pressroom.collection.values import Values
from pressroom.definition.examples import Layers, flatten, properties, required
from pressroom.definition.model import Json, MediaType

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"


def preferred(content: tuple[MediaType, ...]) -> MediaType | None:
    """The media type to show first: JSON, then a form, then what the author has first."""
    for fits in (is_json, (FORM,).__contains__, (MULTIPART,).__contains__):
        for media_type in content:
            if fits(essence(media_type.name)):
                return media_type
    return content[0] if content else None


def essence(media_type: str) -> str:
    """A media type without its parameters, in lower case."""
    return media_type.partition(";")[0].strip().lower()


def is_json(media_type: str) -> bool:
    """Whether a media type is JSON, or a format on top of it (RFC 6839)."""
    kind = essence(media_type)
    return kind.endswith(("/json", "+json"))


def language(media_type: str) -> str:
    """How an editor shows a body of this media type."""
    kind = essence(media_type)
    if is_json(kind):
        return "json"
    for name in ("xml", "html", "javascript"):
        if name in kind:
            return name
    return "text"


def text(value: Json, media_type: str, options: Options) -> str:
    """A body as text: JSON indented, everything else plain."""
    if not is_json(media_type):
        return plain(value)
    written = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    return written if options.indent_character == "Space" else _with_tabs(written)


def body(media_type: MediaType, values: Values, options: Options) -> Body:
    """The body of a request that sends this media type."""
    kind = essence(media_type.name)
    value = values.of_media_type(media_type, "request")
    if kind == FORM:
        return Body(mode="urlencoded", urlencoded=tuple(_fields(media_type, value, options)))
    if kind == MULTIPART:
        return Body(mode="formdata", formdata=tuple(_parts(media_type, value, options)))
    if _is_binary(media_type):
        return Body(mode="file", file={})
    return Body(
        mode="raw",
        raw=text(value, media_type.name, options),
        options=RawOptions(raw=Language(language=language(media_type.name))),
    )


def _with_tabs(written: str) -> str:
    lines = (line.lstrip(" ") for line in written.split("\n"))
    depths = ((len(line) - len(line.lstrip(" "))) // 2 for line in written.split("\n"))
    return "\n".join("\t" * depth + line for depth, line in zip(depths, lines, strict=True))


def _is_binary(media_type: MediaType) -> bool:
    if media_type.schema is None:
        kind = essence(media_type.name)
        return not kind.startswith("text/") and "xml" not in kind and not is_json(kind)
    return _is_file(flatten(media_type.schema)) and not is_json(media_type.name)


def _is_file(layers: Layers) -> bool:
    """Whether a value is a file's bytes: 3.0's `format: binary`, 3.1's `contentMediaType`."""
    return any(
        layer.value.get("format") == "binary"
        or ("contentMediaType" in layer.value and "contentEncoding" not in layer.value)
        for layer in layers
        if isinstance(layer.value, dict)
    )


def _members(media_type: MediaType, value: Json) -> Iterator[tuple[str, Json, Layers, bool]]:
    """Each property of a form: name, value, schema and whether it may be left out."""
    layers = flatten(media_type.schema) if media_type.schema else ()
    declared, needed = properties(layers), required(layers)
    for name, member in value.items() if isinstance(value, dict) else ():
        yield name, member, flatten(*declared.get(name, ())), name not in needed


def _fields(media_type: MediaType, value: Json, options: Options) -> Iterator[Field]:
    for name, member, layers, optional in _members(media_type, value):
        encoding = media_type.encoding.get(name)
        encoding = encoding if isinstance(encoding, dict) else {}
        style = str(encoding.get("style", "form"))
        explode = encoding.get("explode", style == "form") is True
        for key, part in pairs(name, member, style, explode):
            yield Field(
                key=key,
                value=part,
                description=_about(layers),
                disabled=optional and not options.enable_optional_parameters,
            )


def _parts(media_type: MediaType, value: Json, options: Options) -> Iterator[FormField]:
    for name, member, layers, optional in _members(media_type, value):
        encoding = media_type.encoding.get(name)
        content_type = encoding.get("contentType", "") if isinstance(encoding, dict) else ""
        item = tuple(
            layer.child(layer.value["items"])
            for layer in layers
            if isinstance(layer.value, dict) and isinstance(layer.value.get("items"), dict)
        )
        is_file = _is_file(layers) or _is_file(flatten(*item))
        structured = isinstance(member, dict | list) and not is_file
        yield FormField(
            key=name,
            type="file" if is_file else "text",
            value=None if is_file else plain(member),
            content_type=str(content_type) or ("application/json" if structured else ""),
            description=_about(layers),
            disabled=optional and not options.enable_optional_parameters,
        )


def _about(layers: Layers) -> str:
    told = (layer.value.get("description") for layer in layers if isinstance(layer.value, dict))
    return next((each for each in told if isinstance(each, str)), "")
