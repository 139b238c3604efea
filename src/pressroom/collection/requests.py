"""From an operation to a request: URL, parameters, headers, authentication and body."""

import re
from collections.abc import Iterator, Mapping

import msgspec

from pressroom.collection import bodies
from pressroom.collection.auth import Access, access, shown, suffixes
from pressroom.collection.model import Auth, Body, Field, Request, Url
from pressroom.collection.options import Options
from pressroom.collection.servers import place
from pressroom.collection.styles import escaped, pairs, segment
from pressroom.collection.values import Values
from pressroom.definition.model import Definition, MediaType, Operation, Parameter

_IMPLICIT = frozenset(("accept", "content-type", "authorization"))
"""Header parameters that OpenAPI says to ignore (section Parameter Object)."""

_PARAMETER = re.compile(r"\{([^{}]+)\}")


class Requests:
    """Makes the requests of one conversion.

    `known` are the collection's variables with their values.
    """

    def __init__(self, definition: Definition, options: Options, known: Mapping[str, str]) -> None:
        self._options = options
        self._known = known
        self._suffixes = suffixes(definition.security_schemes)
        self._inherited = access(definition.security, self._suffixes)
        self._values = Values(
            options.request_parameters_resolution, deprecated=options.include_deprecated
        )

    @property
    def inherited(self) -> Access:
        """What every request needs that says nothing else."""
        return self._inherited

    def access_of(self, operation: Operation) -> Access:
        """What this operation's request needs."""
        if operation.security is None or self._options.always_inherit_authentication:
            return self._inherited
        return access(operation.security, self._suffixes)

    def request(self, operation: Operation) -> Request:
        """The request as it is sent."""
        needs = self.access_of(operation)
        return Request(
            method=operation.method.upper(),
            header=self._headers(operation, needs),
            url=self._url(operation, needs),
            description=_described(operation),
            auth=self._own_auth(needs),
            body=self._body(operation),
        )

    def shown(self, operation: Operation, request: Request) -> Request:
        """The request as a saved response shows it: with its credentials spelled out, if wanted."""
        if not self._options.include_auth_info_in_example:
            return msgspec.structs.replace(request, description="", auth=None)
        headers, query = shown(self.access_of(operation).auth)
        url = _with_query(request.url, (*request.url.query, *query))
        return msgspec.structs.replace(
            request, description="", auth=None, url=url, header=(*headers, *request.header)
        )

    def variables(self, operation: Operation) -> Iterator[Field]:
        """Collection variables that this request uses: for parameters inside a path segment."""
        parameters = {p.name: p for p in operation.parameters if p.location == "path"}
        for part in operation.path.split("/"):
            for name in _PARAMETER.findall(part):
                if part != f"{{{name}}}":
                    parameter = parameters.get(name)
                    value = self._path_value(parameter) if parameter else ""
                    about = parameter.description if parameter else ""
                    yield Field(key=name, value=value, description=about)

    def _own_auth(self, needs: Access) -> Auth | None:
        """The request's own authentication, `None` where the collection's will do."""
        return None if needs.auth == self._inherited.auth else needs.auth

    def _wanted(self, operation: Operation, location: str) -> list[Parameter]:
        return [
            parameter
            for parameter in operation.parameters
            if parameter.location == location
            and (self._options.include_deprecated or not parameter.deprecated)
        ]

    def _is_off(self, parameter: Parameter) -> bool:
        return not parameter.required and not self._options.enable_optional_parameters

    def _url(self, operation: Operation, needs: Access) -> Url:
        front = place(operation.servers, self._known)
        parts = [_path_part(part) for part in operation.path.strip("/").split("/")]
        path = (*front.path, *(parts if operation.path.strip("/") else ()))
        if operation.path.endswith("/") and operation.path != "/":
            path = (*path, "")
        tail = "/".join(path[len(front.path) :])
        url = Url(
            raw=f"{front.raw}/{tail}" if tail else front.raw,
            host=front.host,
            path=path,
            protocol=front.protocol,
            port=front.port,
            variable=tuple(self._path_variables(operation)),
        )
        return _with_query(url, (*self._query(operation), *needs.query))

    def _path_variables(self, operation: Operation) -> Iterator[Field]:
        whole = {part[1:-1] for part in operation.path.split("/") if _PARAMETER.fullmatch(part)}
        declared = {p.name: p for p in operation.parameters if p.location == "path"}
        for name in dict.fromkeys(_PARAMETER.findall(operation.path)):
            if name in whole:
                parameter = declared.get(name)
                yield Field(
                    key=name,
                    value=self._path_value(parameter) if parameter else "",
                    description=_about(parameter) if parameter else "",
                )

    def _path_value(self, parameter: Parameter) -> str:
        value = self._values.of_parameter(parameter, "request")
        return segment(parameter.name, value, parameter.style, parameter.explode)

    def _query(self, operation: Operation) -> Iterator[Field]:
        for parameter in self._wanted(operation, "query"):
            value = self._values.of_parameter(parameter, "request")
            for key, text in pairs(parameter.name, value, parameter.style, parameter.explode):
                yield Field(
                    key=key,
                    value=escaped(text),
                    description=_about(parameter),
                    disabled=self._is_off(parameter),
                )

    def _headers(self, operation: Operation, needs: Access) -> tuple[Field, ...]:
        media_type = self._media_type(operation)
        content_type = (Field("Content-Type", media_type.name),) if media_type else ()
        return (
            *self._header_parameters(operation),
            *self._cookies(operation, needs),
            *needs.headers,
            *content_type,
            *_accept(operation),
        )

    def _header_parameters(self, operation: Operation) -> Iterator[Field]:
        for parameter in self._wanted(operation, "header"):
            if self._options.keep_implicit_headers or parameter.name.lower() not in _IMPLICIT:
                value = self._values.of_parameter(parameter, "request")
                yield Field(
                    key=parameter.name,
                    value=segment(parameter.name, value, "simple", parameter.explode),
                    description=_about(parameter),
                    disabled=self._is_off(parameter),
                )

    def _cookies(self, operation: Operation, needs: Access) -> Iterator[Field]:
        cookies = [(field.key, field.value) for field in needs.cookies]
        for parameter in self._wanted(operation, "cookie"):
            if not self._is_off(parameter):
                value = self._values.of_parameter(parameter, "request")
                cookies += pairs(parameter.name, value, "form", explode=False)
        if cookies:
            yield Field("Cookie", "; ".join(f"{key}={value}" for key, value in cookies))

    def _media_type(self, operation: Operation) -> MediaType | None:
        return bodies.preferred(operation.body.content) if operation.body else None

    def _body(self, operation: Operation) -> Body | None:
        media_type = self._media_type(operation)
        return bodies.body(media_type, self._values, self._options) if media_type else None


def _path_part(part: str) -> str:
    """A path segment: `{name}` becomes `:name`, a mix of text and parameters keeps its text.

    A collection's path variable can't be part of a segment, so `report.{format}` becomes
    `report.{{format}}`, which is a variable of the collection.
    """
    if _PARAMETER.fullmatch(part):
        return f":{part[1:-1]}"
    return _PARAMETER.sub(r"{{\1}}", part)


def _with_query(url: Url, query: tuple[Field, ...]) -> Url:
    front = url.raw.partition("?")[0]
    sent = "&".join(f"{field.key}={field.value}" for field in query if not field.disabled)
    return msgspec.structs.replace(url, raw=f"{front}?{sent}" if sent else front, query=query)


def _accept(operation: Operation) -> Iterator[Field]:
    """`Accept`, by what the operation answers when all goes well."""
    fine = (response for response in operation.responses if response.status.startswith("2"))
    for response in (*fine, *operation.responses):
        media_type = bodies.preferred(response.content)
        if media_type:
            yield Field("Accept", media_type.name)
            return


def _described(operation: Operation) -> str:
    mark = "**Deprecated.**" if operation.deprecated else ""
    return "\n\n".join(part for part in (mark, operation.description) if part)


def _about(parameter: Parameter) -> str:
    marks = [
        mark
        for mark, holds in (
            ("(Required)", parameter.required),
            ("(Deprecated)", parameter.deprecated),
        )
        if holds
    ]
    return " ".join([*marks, parameter.description]).strip()
