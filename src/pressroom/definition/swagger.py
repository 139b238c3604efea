"""OpenAPI 2.0, called Swagger, read into the same model: what it says in other words than 3.x.

Source: OpenAPI Specification 2.0. Schemas that the author wrote stay as they are; the types that
2.0 writes straight into parameters and headers become schemas of their own.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from pressroom.definition import reading
from pressroom.definition.model import (
    Example,
    Json,
    MediaType,
    OAuthFlow,
    RequestBody,
    Response,
    Schema,
    SecurityScheme,
    Server,
)
from pressroom.definition.operations import OperationReader, PathItem
from pressroom.definition.parts import PartReader
from pressroom.definition.reading import Node

_JSON = "application/json"
_URLENCODED = "application/x-www-form-urlencoded"
_MULTIPART = "multipart/form-data"
_FILE: Mapping[str, Json] = {"type": "string", "format": "binary"}
_INLINE = (
    *("type", "format", "items", "enum", "default", "pattern", "multipleOf"),
    *("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"),
    *("minLength", "maxLength", "minItems", "maxItems", "uniqueItems"),
)
_SWAGGER_EXAMPLES = ("x-example", "example")
_DELIMITED = {"ssv": "spaceDelimited", "tsv": "tabDelimited", "pipes": "pipeDelimited"}
_FLOWS = {
    "implicit": "implicit",
    "password": "password",
    "application": "clientCredentials",
    "accessCode": "authorizationCode",
}


class SwaggerParts(PartReader):
    """Reads parameters, headers, bodies and responses as 2.0 writes them."""

    def form(self, fields: Iterable[Node], file: str, media_types: tuple[str, ...]) -> RequestBody:
        """One body of all `formData` parameters of an operation that stands in `file`.

        They become the properties of one object. It is sent as one of the form types among
        `media_types`; without any as multipart if there is a file, else urlencoded.
        """
        named = {reading.text(node, "name"): node for node in fields}
        required = [name for name, node in named.items() if reading.flag(node, "required")]
        properties = {name: _property(node) for name, node in named.items()}
        schema = {"type": "object", "properties": properties, "required": required}
        encoding = {name: _encoding(node) for name, node in named.items() if _is_list(node)}
        return RequestBody(
            description="",
            required=bool(required),
            content=tuple(
                MediaType(name, self.references.schema(schema, file), encoding=encoding)
                for name in _form_types(media_types, any(map(_is_file, named.values())))
            ),
        )

    def payload(self, node: Node, file: str, media_types: tuple[str, ...]) -> RequestBody:
        """The body that a parameter `in: body` describes."""
        schema, examples = self._schema(node, file), self._examples(node, file)
        return RequestBody(
            description=reading.text(node, "description"),
            required=reading.flag(node, "required"),
            content=tuple(MediaType(name, schema, examples) for name in media_types or (_JSON,)),
        )

    def answer(self, status: str, value: Json, file: str, media_types: tuple[str, ...]) -> Response:
        """The response under `status` of an operation that produces these media types."""
        what = " ".join(("response", status, *media_types))
        read = partial(self._answer, status, media_types)
        return self._once(what, read, value, file)

    def _answer(
        self, status: str, media_types: tuple[str, ...], value: Json, file: str
    ) -> Response:
        node, file = self.open(value, file)
        return Response(
            status=status,
            description=reading.text(node, "description"),
            headers=tuple(self._headers(node, file)),
            content=tuple(self._produced(node, file, media_types)),
        )

    def _produced(self, node: Node, file: str, media_types: tuple[str, ...]) -> Iterator[MediaType]:
        """Each media type produced with its example, and those that only have an example."""
        schema = self._schema(node, file) if "schema" in node else None
        examples = reading.mapping(node, "examples")
        shown = {key: value for key, value in examples.items() if "/" in key}
        produced = (media_types or (() if shown else (_JSON,))) if schema else ()
        for name in produced:
            keys = [key for key in shown if _essence(key) == _essence(name)]
            values = tuple(Example("", "", shown.pop(key)) for key in keys)
            yield MediaType(name, schema, values[:1])
        for name, value in shown.items():
            yield MediaType(name, schema, (Example("", "", value),))

    def _style(self, node: Node, location: str) -> tuple[str, bool]:
        encoding = _encoding(node)
        if encoding["style"] == "form" and location in ("path", "header"):
            return "simple", False
        return str(encoding["style"]), encoding["explode"] is True

    def _schema(self, node: Node, file: str) -> Schema | None:
        """What `schema` holds, else what is written beside it; a `file` is bytes."""
        written = node.get("schema")
        if isinstance(written, dict) and _is_file(written):
            return self.references.schema({**written, **_FILE}, file)
        if "schema" in node:
            return super()._schema(node, file)
        inline = _inline(node)
        return self.references.schema(inline, file) if inline else None

    def _examples(
        self, node: Node, file: str, keys: tuple[str, ...] = _SWAGGER_EXAMPLES
    ) -> tuple[Example, ...]:
        """The extension `x-example`, or `example`, which many write although 2.0 hasn't got it."""
        key = next((key for key in keys if key in node), None)
        return () if key is None else (Example("", "", node[key]),)


class SwaggerOperations(OperationReader):
    """Reads the operations of one definition in 2.0."""

    def __init__(
        self, parts: SwaggerParts, schemes: Mapping[str, SecurityScheme], document: Node
    ) -> None:
        super().__init__(parts, schemes)
        self._parts: SwaggerParts = parts
        self._document = document

    def _body(self, item: PathItem, node: Node, file: str) -> RequestBody | None:
        opened = [self._parts.open(*place) for place in self._declared(item, node, file)]
        payloads = [one for one in opened if one[0].get("in") == "body"]
        fields = [one for one, _ in opened if one.get("in") == "formData" and one.get("name")]
        consumed = self._media_types(node, "consumes")
        if payloads:
            return self._parts.payload(*payloads[-1], consumed)
        return self._parts.form(fields, file, consumed) if fields else None

    def _declared(self, item: PathItem, node: Node, file: str) -> list[tuple[Json, str]]:
        """The path item's parameters, then the operation's, as written, and their files."""
        found = [(value, file) for value in reading.sequence(node, "parameters")]
        shared = item.get("parameters")
        if shared is not None and isinstance(shared.value, list):
            return [*[(value, shared.file) for value in shared.value], *found]
        return found

    def _responses(self, node: Node, file: str) -> Iterator[Response]:
        produced = self._media_types(node, "produces")
        responses, file = self._parts.open(node.get("responses"), file)
        for status, value in reading.members(responses):
            yield self._parts.answer(status, value, file, produced)

    def _servers(self, item: PathItem, node: Node) -> tuple[Server, ...]:
        schemes = reading.texts(node, "schemes")
        return swagger_servers({**self._document, "schemes": [*schemes]}) if schemes else ()

    def _media_types(self, node: Node, field: str) -> tuple[str, ...]:
        """The operation's `consumes` or `produces`, even an empty one, else the document's."""
        holder = node if isinstance(node.get(field), list) else self._document
        return tuple(dict.fromkeys(reading.texts(holder, field)))


def swagger_servers(document: Node) -> tuple[Server, ...]:
    """`host` and `basePath` with each of `schemes`; a URL without scheme or host is relative."""
    host = reading.text(document, "host").strip("/")
    path = reading.text(document, "basePath").strip("/")
    tail = f"/{path}" if path else ""
    if "://" in host:
        urls: Iterable[str] = (host + tail,)
    elif host:
        schemes = dict.fromkeys(reading.texts(document, "schemes"))
        urls = [f"{scheme}://{host}{tail}" for scheme in schemes] or (f"//{host}{tail}",)
    else:
        urls = (tail,) if tail else ()
    return tuple(Server(url=url, description="", variables=()) for url in urls)


def security_definitions(parts: PartReader, document: Node, root: str) -> dict[str, SecurityScheme]:
    """The schemes under `securityDefinitions`, by the key that requirements name them with."""
    definitions, file = parts.open(document.get("securityDefinitions"), root)
    opened = {key: parts.open(value, file)[0] for key, value in definitions.items()}
    return {key: _scheme(key, node) for key, node in opened.items() if reading.text(node, "type")}


def _scheme(key: str, node: Node) -> SecurityScheme:
    kind = reading.text(node, "type")
    return SecurityScheme(
        key=key,
        kind="http" if kind == "basic" else kind,
        description=reading.text(node, "description"),
        scheme="basic" if kind == "basic" else "",
        name=reading.text(node, "name"),
        location=reading.text(node, "in"),
        flows=tuple(_flows(node)),
    )


def _flows(node: Node) -> Iterator[OAuthFlow]:
    kind = _FLOWS.get(reading.text(node, "flow"))
    if kind is not None:
        scopes = reading.mapping(node, "scopes")
        yield OAuthFlow(
            kind=kind,
            authorization_url=reading.text(node, "authorizationUrl"),
            token_url=reading.text(node, "tokenUrl"),
            refresh_url="",
            scopes={name: reading.text(scopes, name) for name, _ in reading.members(scopes)},
        )


def _inline(node: Node) -> dict[str, Json]:
    """The schema that a parameter or header is by its own fields."""
    schema = {key: node[key] for key in _INLINE if key in node}
    if reading.flag(node, "x-nullable"):
        schema["nullable"] = True
    return {**schema, **_FILE} if _is_file(node) else schema


def _property(node: Node) -> dict[str, Json]:
    """A form field as a property of the object that the form is."""
    schema = _inline(node)
    if "description" in node:
        schema["description"] = node["description"]
    example = node.get("x-example", node.get("example"))
    return schema if example is None else {**schema, "example": example}


def _encoding(node: Node) -> dict[str, Json]:
    """`collectionFormat` in the words of 3.x; `tabDelimited` is ours, as 3.x has no tabs."""
    form = reading.text(node, "collectionFormat")
    return {"style": _DELIMITED.get(form, "form"), "explode": form == "multi"}


def _form_types(media_types: tuple[str, ...], has_file: bool) -> tuple[str, ...]:
    forms = tuple(one for one in media_types if _essence(one) in (_URLENCODED, _MULTIPART))
    multipart = tuple(one for one in forms if _essence(one) == _MULTIPART)
    if has_file:
        return multipart or forms or (_MULTIPART,)
    return forms or (_URLENCODED,)


def _essence(media_type: str) -> str:
    return media_type.partition(";")[0].strip().lower()


def _is_file(node: Node) -> bool:
    return node.get("type") == "file"


def _is_list(node: Node) -> bool:
    return node.get("type") == "array"
