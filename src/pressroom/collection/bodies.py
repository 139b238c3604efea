"""Request bodies: raw text, GraphQL, and files; `forms` has the others."""

from pressroom.collection.conversion import Conversion
from pressroom.collection.escapes import json_without_variables, xml_without_variables
from pressroom.collection.forms import form_data, is_file, urlencoded
from pressroom.collection.media import Kind, header_value, kind
from pressroom.collection.model import Body, GraphQL, Language, RawOptions
from pressroom.collection.styles import plain
from pressroom.definition.model import Json, MediaType

_LANGUAGES = {
    language: RawOptions(raw=Language(language=language))
    for language in ("json", "xml", "html", "javascript", "text")
}
_GRAPHQL = frozenset(("query", "variables", "operationName"))


def request_body(media: MediaType, path: str, conversion: Conversion) -> Body:
    """The body of a request to `path` with this media type."""
    found = kind(media.name)
    if found == "urlencoded":
        return Body(mode="urlencoded", urlencoded=urlencoded(media, conversion))
    if found == "multipart":
        return Body(mode="formdata", formdata=form_data(media, conversion))
    if found == "file" or is_file(conversion.shape(media.schema)):
        return Body(mode="file", file={})
    value = conversion.requests.of_media_type(media, "request")
    query = _graphql(value, found, path, conversion)
    return Body(mode="graphql", graphql=query) if query else _raw(media, value, found, conversion)


def _raw(media: MediaType, value: Json, found: Kind, conversion: Conversion) -> Body:
    text = conversion.text(media, value)
    if text is not value and found in ("json", "xml"):
        clean = json_without_variables if found == "json" else xml_without_variables
        text = clean(text)
    return Body(mode="raw", raw=text, options=_LANGUAGES.get(found, _LANGUAGES["text"]))


def _graphql(value: Json, found: Kind, path: str, conversion: Conversion) -> GraphQL | None:
    """The body as the GraphQL editor has it, `None` where it is something else.

    Senders make JSON of it: an object with `query`, `variables` and `operationName`. So JSON that
    has no other fields than these is GraphQL, if it has a `query` and either another of them or
    a path that ends in `/graphql` (GraphQL over HTTP, "Request Parameters"). A body that is
    `application/graphql` is the query itself, which the editor can't send: it is raw text, unless
    the options ask for the editor.
    """
    if found == "graphql" and conversion.options.preferred_request_body_type == "graphql":
        return GraphQL(query=plain(value))
    if found != "json" or not isinstance(value, dict) or not isinstance(value.get("query"), str):
        return None
    named = len(value) > 1 or path.rstrip("/").lower().endswith("/graphql")
    if not named or not _GRAPHQL.issuperset(value):
        return None
    variables = value.get("variables")
    return GraphQL(
        query=value["query"],
        variables="" if variables is None else json_without_variables(conversion.json(variables)),
        operation_name=plain(value.get("operationName")),
    )


def content_type(media: MediaType, body: Body) -> str:
    """The `Content-Type` of a body; empty for a multipart one.

    That names a boundary, which only the sender can know.
    """
    if body.mode == "formdata":
        return ""
    if body.mode == "graphql":
        return "application/json" if kind(media.name) == "graphql" else header_value(media.name)
    if body.mode == "file" and "*" in media.name and kind(media.name) != "file":
        return "application/octet-stream"
    return header_value(media.name)
