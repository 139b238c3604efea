"""Requests: from an operation to a URL, headers and a body."""

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

import msgspec

from pressroom.collection.auth import NO_AUTH, Access, explained
from pressroom.collection.bodies import content_type, request_body
from pressroom.collection.conversion import Conversion
from pressroom.collection.escapes import (
    COOKIE,
    PATH,
    QUERY,
    RESERVED_QUERY,
    UNESCAPED,
    sendable,
)
from pressroom.collection.forms import urlencoded
from pressroom.collection.media import accept_value, kind, preferred
from pressroom.collection.model import Auth, Field, Request, Url
from pressroom.collection.paths import (
    Template,
    bare,
    split,
    url_segment,
)
from pressroom.collection.servers import Place, place
from pressroom.collection.styles import pairs, plain, segment
from pressroom.definition.model import Json, Operation, Parameter

_UNDECLARED = "string"
_ASCII = "".join(map(chr, range(0x20, 0x7F)))


def request(operation: Operation, conversion: Conversion, front: Place | None = None) -> Request:
    """The request of an operation, to `front` if that isn't one of its servers."""
    need = operation_access(operation, conversion)
    wanted = conversion.options.preferred_request_body_type
    media = preferred(operation.body.content, wanted) if operation.body else None
    body = request_body(media, operation.path, conversion) if media else None
    sent = content_type(media, body) if media and body else ""
    return Request(
        method=operation.verb,
        header=tuple(_headers(operation, sent, need, conversion)),
        url=_url(operation, need, conversion, front or place(operation.servers, conversion.known)),
        description=_described(operation, conversion),
        auth=_own_auth(operation, need, conversion),
        body=body,
    )


def _described(operation: Operation, conversion: Conversion) -> str:
    mark = "**Deprecated.**" if operation.deprecated else ""
    body = operation.body.description if operation.body else ""
    own = not conversion.options.always_inherit_authentication
    security = explained(operation.security) if operation.security and own else ""
    parts = (mark, operation.description, f"Body: {body}" if body else "", security)
    return "\n\n".join(part for part in parts if part)


def operation_access(operation: Operation, conversion: Conversion) -> Access:
    """What an operation needs, by its own security or else the definition's."""
    if operation.security is None or conversion.options.always_inherit_authentication:
        return conversion.access
    return conversion.access_of(operation.security)


def _own_auth(operation: Operation, need: Access, conversion: Conversion) -> Auth | None:
    """The operation's authentication where it isn't the collection's."""
    return None if need.auth == conversion.access.auth else need.auth


def parameters(operation: Operation, location: str, conversion: Conversion) -> list[Parameter]:
    """The operation's parameters in this location that the options let through."""
    found = [one for one in operation.parameters if one.location == location]
    if conversion.options.include_deprecated:
        return found
    return [one for one in found if one.required or not one.deprecated]


def _path_text(parameter: Parameter, value: Json) -> str:
    return segment(parameter.name, value, parameter.style, parameter.explode, PATH)


def _path_fields(parameter: Parameter, conversion: Conversion) -> Iterator[Field]:
    """A path parameter that is a whole segment, which always has a value."""
    text = _path_text(parameter, conversion.requests.of_parameter(parameter, "request"))
    text = text or _path_text(parameter, conversion.requests.of_segment(parameter))
    yield conversion.field(parameter, bare(parameter.name), text)


def path_parameters(operation: Operation, conversion: Conversion) -> dict[str, Parameter]:
    """The path parameters that are declared, by their names in the path."""
    return {bare(one.name): one for one in parameters(operation, "path", conversion)}


def embedded(
    template: Template, declared: Mapping[str, Parameter], conversion: Conversion
) -> dict[str, str]:
    """The collection variables of the parameters that are a part of a segment, by their names."""
    found = {}
    for name in template.embedded:
        field = Field(key=bare(name), value=_UNDECLARED)
        parameter = declared.get(bare(name))
        if parameter is not None:
            text = _path_text(parameter, conversion.requests.of_parameter(parameter, "request"))
            field = conversion.field(parameter, field.key, text)
        found[name] = conversion.embed(field)
    return found


def _url(operation: Operation, need: Access, conversion: Conversion, front: Place) -> Url:
    template = split(operation.path)
    declared = path_parameters(operation, conversion)
    names = embedded(template, declared, conversion)
    own = template.url
    if names:
        own = tuple([url_segment(one, names) for one in template.segments])
    query = (*_whole_query(operation, template, conversion), *need.query)
    return Url(
        raw="/".join((front.raw, *own)) + _query_text(query) + _fragment(template),
        host=front.host,
        path=(*front.path, *own),
        protocol=front.protocol,
        port=front.port,
        query=query,
        variable=tuple(_path_variables(template, declared, conversion)),
        hash=template.fragment,
    )


def _path_variables(
    template: Template, declared: Mapping[str, Parameter], conversion: Conversion
) -> Iterator[Field]:
    for name in template.variables:
        if name in declared:
            yield from conversion.fields(declared[name], _path_fields)
        else:
            yield Field(key=name, value=_UNDECLARED)


def _fragment(template: Template) -> str:
    return f"#{template.fragment}" if template.fragment else ""


def _whole_query(
    operation: Operation, template: Template, conversion: Conversion
) -> Iterator[Field]:
    """What the path has of a query, then the parameters; of a field in both, the one with value."""
    declared = list(_query(operation, conversion))
    if template.query:
        keys = {field.key for field in declared}
        fixed = [Field(*pair) for pair in template.query if pair[1] or pair[0] not in keys]
        taken = {field.key for field in fixed}
        yield from fixed
        declared = [field for field in declared if field.key not in taken]
    yield from declared


def _query(operation: Operation, conversion: Conversion) -> Iterator[Field]:
    for parameter in parameters(operation, "query", conversion):
        yield from conversion.fields(parameter, _query_fields)
    for parameter in parameters(operation, "querystring", conversion):
        yield from _querystring(parameter, conversion)


def _query_fields(parameter: Parameter, conversion: Conversion) -> Iterator[Field]:
    value = conversion.requests.of_parameter(parameter, "request")
    escapes = RESERVED_QUERY if parameter.allow_reserved else QUERY
    for key, text in pairs(parameter.name, value, parameter.style, parameter.explode, escapes):
        yield conversion.field(parameter, key, text)


def _querystring(parameter: Parameter, conversion: Conversion) -> Iterator[Field]:
    """The parameter that is the whole query (OpenAPI 3.2): a form, or one text without a name."""
    content = parameter.content
    if content is None or kind(content.name) != "urlencoded":
        text = plain(conversion.requests.of_parameter(parameter, "request"))
        yield conversion.field(parameter, QUERY.key(text), None)
        return
    unsent = conversion.field(parameter, "", "").disabled
    for field in urlencoded(content, conversion):
        yield msgspec.structs.replace(
            field,
            key=QUERY.key(field.key),
            value=QUERY.whole(field.value or ""),
            disabled=field.disabled or unsent,
        )


def _query_text(query: Iterable[Field]) -> str:
    """The query string of what is sent."""
    sent = "&".join(map(written, (field for field in query if not field.disabled)))
    return f"?{sent}" if sent else ""


def written(field: Field) -> str:
    """A field as it stands in a query string."""
    return field.key if field.value is None else f"{field.key}={field.value}"


def _headers(
    operation: Operation, media_type: str, need: Access, conversion: Conversion
) -> Iterator[Field]:
    accepted = accept(operation)
    implied = {
        "content-type": media_type != "",
        "accept": accepted != "",
        "authorization": need.auth is not NO_AUTH,
    }
    declared = set()
    for parameter in parameters(operation, "header", conversion):
        name = parameter.name.lower()
        if _is_kept(parameter, implied.get(name), conversion):
            declared.add(name)
            yield header(parameter, conversion)
    if media_type and "content-type" not in declared:
        yield Field(key="Content-Type", value=media_type)
    if accepted and "accept" not in declared:
        yield Field(key="Accept", value=accepted)
    yield from need.headers
    yield from _cookies(operation, need, conversion)


def _is_kept(parameter: Parameter, implied: bool | None, conversion: Conversion) -> bool:
    """Whether a header parameter is sent as one.

    OpenAPI says to ignore those that the request `implied` by its body, answers or security. One
    that is required while nothing of these is there to imply it (`False`) has no other source.
    """
    if implied is None or conversion.options.keep_implicit_headers:
        return True
    return parameter.required and not implied


def header(parameter: Parameter, conversion: Conversion) -> Field:
    """A request header."""
    value = conversion.requests.of_parameter(parameter, "request")
    text = segment(parameter.name, value, "simple", parameter.explode)
    return conversion.field(parameter, parameter.name, sendable(text))


def accept(operation: Operation) -> str:
    """The media type to ask for: the preferred one of the first answer that has a body."""
    successes = [one for one in operation.responses if one.status.startswith("2")]
    for response in (*successes, *operation.responses):
        media = preferred(response.content)
        if media is not None:
            return accept_value(media.name)
    return ""


def _cookies(operation: Operation, need: Access, conversion: Conversion) -> Iterator[Field]:
    """A `Cookie` header of what is sent, and a second one, switched off, of what isn't."""
    fields = list(need.cookies)
    for parameter in parameters(operation, "cookie", conversion):
        value = conversion.requests.of_parameter(parameter, "request")
        style = parameter.style
        escapes = UNESCAPED if style == "cookie" else COOKIE
        for key, text in pairs(parameter.name, value, style, parameter.explode, escapes):
            fields.append(conversion.field(parameter, key, quote(text, safe=_ASCII)))
    for disabled in (False, True) if fields else ():
        chosen = [field for field in fields if field.disabled == disabled]
        if chosen:
            yield Field(
                key="Cookie",
                value="; ".join(f"{field.key}={field.value}" for field in chosen),
                description="\n".join(
                    f"`{field.key}`: {field.description}" for field in chosen if field.description
                ),
                disabled=disabled,
            )
