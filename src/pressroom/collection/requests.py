"""Requests: from an operation to a URL, headers and a body."""

from collections.abc import Iterable, Iterator

from pressroom.collection.auth import Access, access
from pressroom.collection.bodies import request_body
from pressroom.collection.conversion import Conversion
from pressroom.collection.media import header_value, kind, preferred
from pressroom.collection.model import Auth, Field, Request, Url
from pressroom.collection.paths import (
    Template,
    bare,
    embedded_variables,
    path_variables,
    split,
    url_segment,
)
from pressroom.collection.servers import place
from pressroom.collection.styles import escaped, pairs, plain, segment
from pressroom.definition.model import Operation, Parameter

_IMPLICIT = frozenset(("accept", "content-type", "authorization"))


def request(operation: Operation, conversion: Conversion) -> Request:
    """The request of an operation."""
    need = operation_access(operation, conversion)
    media = preferred(operation.body.content) if operation.body else None
    return Request(
        method=operation.method.upper(),
        header=tuple(_headers(operation, media.name if media else "", need, conversion)),
        url=_url(operation, need, conversion),
        description=_described(operation),
        auth=_own_auth(operation, need, conversion),
        body=request_body(media, conversion) if media else None,
    )


def _described(operation: Operation) -> str:
    mark = "**Deprecated.**" if operation.deprecated else ""
    return "\n\n".join(part for part in (mark, operation.description) if part)


def operation_access(operation: Operation, conversion: Conversion) -> Access:
    """What an operation needs, by its own security or else the definition's."""
    if operation.security is None or conversion.options.always_inherit_authentication:
        return conversion.access
    return access(operation.security, conversion.suffixes)


def _own_auth(operation: Operation, need: Access, conversion: Conversion) -> Auth | None:
    """The operation's authentication where it isn't the collection's."""
    return None if need.auth == conversion.access.auth else need.auth


def parameters(operation: Operation, location: str, conversion: Conversion) -> Iterator[Parameter]:
    """The operation's parameters in this location that the options let through."""
    for parameter in operation.parameters:
        dropped = parameter.deprecated and not conversion.options.include_deprecated
        if parameter.location == location and not (dropped and not parameter.required):
            yield parameter


def variables(operation: Operation, conversion: Conversion) -> Iterator[Field]:
    """Collection variables for the parameters that are a part of a path segment."""
    declared = {one.name: one for one in parameters(operation, "path", conversion)}
    for name in embedded_variables(split(operation.path)):
        yield _path_field(name, declared.get(name), conversion)


def _path_field(name: str, parameter: Parameter | None, conversion: Conversion) -> Field:
    if parameter is None:
        return Field(key=name, value="")
    value = conversion.requests.of_parameter(parameter, "request")
    text = segment(parameter.name, value, parameter.style, parameter.explode)
    return conversion.field(parameter, name, text)


def _url(operation: Operation, need: Access, conversion: Conversion) -> Url:
    template = split(operation.path)
    front = place(operation.servers, conversion.known)
    path = (*front.path, *(url_segment(one) for one in template.segments))
    query = (*_fixed(template), *_query(operation, conversion), *need.query)
    tail = "".join(f"/{url_segment(one)}" for one in template.segments)
    declared = {bare(one.name): one for one in parameters(operation, "path", conversion)}
    return Url(
        raw=front.raw + tail + _query_text(query) + _fragment(template),
        host=front.host,
        path=path,
        protocol=front.protocol,
        port=front.port,
        query=query,
        variable=tuple(
            _path_field(name, declared.get(name), conversion) for name in path_variables(template)
        ),
        hash=template.fragment,
    )


def _fragment(template: Template) -> str:
    return f"#{template.fragment}" if template.fragment else ""


def _fixed(template: Template) -> Iterator[Field]:
    for key, value in template.query:
        yield Field(key=key, value=value)


def _query(operation: Operation, conversion: Conversion) -> Iterator[Field]:
    for parameter in parameters(operation, "query", conversion):
        value = conversion.requests.of_parameter(parameter, "request")
        for key, text in pairs(parameter.name, value, parameter.style, parameter.explode):
            yield conversion.field(parameter, escaped(key), escaped(text))


def _query_text(query: Iterable[Field]) -> str:
    """The query string of what is sent."""
    sent = "&".join(f"{field.key}={field.value}" for field in query if not field.disabled)
    return f"?{sent}" if sent else ""


def _headers(
    operation: Operation, media_type: str, need: Access, conversion: Conversion
) -> Iterator[Field]:
    declared = set()
    for parameter in parameters(operation, "header", conversion):
        name = parameter.name.lower()
        if name not in _IMPLICIT or conversion.options.keep_implicit_headers:
            declared.add(name)
            yield header(parameter, conversion)
    if media_type and "content-type" not in declared and kind(media_type) != "multipart":
        # A multipart body's header names a boundary, which only the sender can know.
        yield Field(key="Content-Type", value=header_value(media_type))
    accepted = accept(operation)
    if accepted and "accept" not in declared:
        yield Field(key="Accept", value=accepted)
    yield from need.headers
    yield from _cookies(operation, need, conversion)


def header(parameter: Parameter, conversion: Conversion) -> Field:
    """A request header."""
    value = conversion.requests.of_parameter(parameter, "request")
    text = segment(parameter.name, value, "simple", parameter.explode)
    return conversion.field(parameter, parameter.name, text)


def accept(operation: Operation) -> str:
    """The media type to ask for: the preferred one of the first answer that has a body."""
    successes = [one for one in operation.responses if one.status.startswith("2")]
    for response in (*successes, *operation.responses):
        media = preferred(response.content)
        if media is not None:
            return header_value(media.name)
    return ""


def _cookies(operation: Operation, need: Access, conversion: Conversion) -> Iterator[Field]:
    """A `Cookie` header of what is sent, and a second one, switched off, of what isn't."""
    fields = list(need.cookies)
    for parameter in parameters(operation, "cookie", conversion):
        value = conversion.requests.of_parameter(parameter, "request")
        for key, text in pairs(parameter.name, value, "form", parameter.explode):
            fields.append(conversion.field(parameter, key, plain(text)))
    for disabled in (False, True):
        chosen = [f"{field.key}={field.value}" for field in fields if field.disabled == disabled]
        if chosen:
            yield Field(key="Cookie", value="; ".join(chosen), disabled=disabled)
