"""The parts of an operation read into the model: parameters, bodies, responses, media types.

A part that several operations refer to is read once and shared, and so is one that says no more
than which schemas it has: most errors of an API are written out in each operation, all alike.
"""

from collections.abc import Callable, Hashable, Iterator
from typing import TypeVar

from pressroom.definition import reading
from pressroom.definition.grammar import reference_of
from pressroom.definition.model import (
    Example,
    Json,
    MediaType,
    Parameter,
    References,
    RequestBody,
    Response,
    Schema,
)
from pressroom.definition.reading import Node
from pressroom.errors import MissingReference

Part = TypeVar("Part")

_STYLES = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}
_STYLES |= {"querystring": "form"}
_EXPLODED = ("form", "cookie")
_SUMMARIES = ("summary", "description")
_TOLD = frozenset(("description", "content", "schema"))
_VALUES = ("value", "dataValue")


class PartReader:
    """Reads the parts of one definition, following their references."""

    def __init__(self, references: References) -> None:
        self.references = references
        self._shared: dict[tuple[str, Hashable, str], object] = {}
        self._of_paths: dict[tuple[int, str], tuple[Json, Parameter | None]] = {}

    def open(self, value: Json, file: str) -> tuple[Node, str]:
        """The object that `value` is or refers to, and its file; an empty one for anything else.

        `summary` and `description` beside a `$ref` win (OpenAPI 3.1, Reference Object).
        """
        if type(value) is dict and "$ref" not in value:
            return value, file
        if value is None:
            return {}, file
        seen: set[tuple[str, str]] = set()
        beside: dict[str, Json] = {}
        while (reference := reference_of(value)) is not None:
            if (reference, file) in seen:
                return {}, file
            seen.add((reference, file))
            beside = {key: value[key] for key in _SUMMARIES if key in value} | beside
            try:
                value, file = self.references.follow(reference, file)
            except MissingReference:
                return {}, file
        node = value if isinstance(value, dict) else {}
        return ({**node, **beside} if beside else node), file

    def parameter(self, value: Json, file: str) -> Parameter | None:
        """A parameter; `None` without a name or with an unknown location."""
        return self._once("parameter", self._parameter, value, file)

    def shared_parameter(self, value: Json, file: str) -> Parameter | None:
        """The same of a path item, whose operations ask for it one after another."""
        key = (id(value), file)
        if key not in self._of_paths:
            self._of_paths[key] = (value, self.parameter(value, file))
        return self._of_paths[key][1]

    def body(self, value: Json, file: str) -> RequestBody | None:
        """A request body; `None` when it isn't an object."""
        return self._once("body", self._body, value, file)

    def response(self, status: str, value: Json, file: str) -> Response:
        """The response under `status`."""
        return self._once(
            f"response {status}", lambda *place: self._response(status, *place), value, file
        )

    def header(self, name: str, value: Json, file: str) -> Parameter:
        """The response header under `name`."""
        return self._once(f"header {name}", lambda *place: self._header(name, *place), value, file)

    def _once(self, what: str, read: Callable[[Json, str], Part], value: Json, file: str) -> Part:
        reference = reference_of(value)
        told = _told(value) if reference is None or len(value) > 1 else reference
        if told is None:
            return read(value, file)
        key = (what, told, file)
        if key not in self._shared:
            self._shared[key] = read(value, file)
        return self._shared[key]  # type: ignore[return-value]

    def _parameter(self, value: Json, file: str) -> Parameter | None:
        node, file = self.open(value, file)
        name, location = reading.text(node, "name"), reading.text(node, "in")
        if not name or location not in _STYLES:
            return None
        return self._shaped(name, location, node, file)

    def _header(self, name: str, value: Json, file: str) -> Parameter:
        return self._shaped(name, "header", *self.open(value, file))

    def _shaped(self, name: str, location: str, node: Node, file: str) -> Parameter:
        """A parameter or header (OpenAPI 3.1, Parameter Object)."""
        style, explode = self._style(node, location)
        return Parameter(
            name=name,
            location=location,
            required=location == "path" or reading.flag(node, "required"),
            deprecated=reading.flag(node, "deprecated"),
            description=reading.text(node, "description"),
            style=style,
            explode=explode,
            allow_reserved=reading.flag(node, "allowReserved"),
            allow_empty_value=reading.flag(node, "allowEmptyValue"),
            schema=self._schema(node, file),
            content=next(self._content(node, file), None) if "content" in node else None,
            examples=self._examples(node, file),
        )

    def _style(self, node: Node, location: str) -> tuple[str, bool]:
        """`style` and `explode`, with their defaults."""
        style = reading.text(node, "style") or _STYLES[location]
        return style, reading.flag(node, "explode", default=style in _EXPLODED)

    def _body(self, value: Json, file: str) -> RequestBody | None:
        node, file = self.open(value, file)
        if not node:
            return None
        return RequestBody(
            description=reading.text(node, "description"),
            required=reading.flag(node, "required"),
            content=tuple(self._content(node, file)),
        )

    def _response(self, status: str, value: Json, file: str) -> Response:
        node, file = self.open(value, file)
        return Response(
            status=status,
            description=reading.text(node, "description") or reading.text(node, "summary"),
            headers=tuple(self._headers(node, file)) if "headers" in node else (),
            content=tuple(self._content(node, file)),
            links=dict(self._links(node, file)) if "links" in node else {},
        )

    def _headers(self, node: Node, file: str) -> Iterator[Parameter]:
        headers, file = self.open(node.get("headers"), file)
        for name, value in headers.items():
            yield self.header(name, value, file)

    def _content(self, node: Node, file: str) -> Iterator[MediaType]:
        content, file = self.open(node.get("content"), file)
        for name, value in content.items():
            yield self._media_type(name, *self.open(value, file))

    def _media_type(self, name: str, node: Node, file: str) -> MediaType:
        encoding = reading.mapping(node, "encoding")
        return MediaType(
            name=name,
            schema=self._schema(node, file),
            examples=self._examples(node, file, (*_VALUES, "serializedValue")),
            encoding={key: value for key, value in encoding.items() if isinstance(value, dict)},
            item_schema=self._item_schema(node, file),
        )

    def _links(self, node: Node, file: str) -> Iterator[tuple[str, str]]:
        links, file = self.open(node.get("links"), file)
        for name, value in links.items():
            link, _ = self.open(value, file)
            if reading.text(link, "operationId"):
                yield name, reading.text(link, "operationId")

    def _item_schema(self, node: Node, file: str) -> Schema | None:
        value = node.get("itemSchema")
        return self.references.schema(value, file) if isinstance(value, dict | bool) else None

    def _schema(self, node: Node, file: str) -> Schema | None:
        value = node.get("schema")
        return self.references.schema(value, file) if isinstance(value, dict | bool) else None

    def _examples(
        self, node: Node, file: str, keys: tuple[str, ...] = _VALUES
    ) -> tuple[Example, ...]:
        """`example`, then `examples`, each by the first of `keys` that it has.

        Those kept elsewhere (`externalValue`) are left out.
        """
        found = [Example("", "", node["example"])] if "example" in node else []
        if "examples" in node:
            examples, file = self.open(node["examples"], file)
            for name, value in examples.items():
                example, _ = self.open(value, file)
                key = next((key for key in keys if key in example), None)
                if key is not None:
                    found.append(Example(name, reading.text(example, "summary"), example[key]))
        return tuple(found)


def _told(value: Json) -> Hashable | None:
    """What a response, body or header says, if it is a description and references to schemas."""
    if type(value) is not dict or not _TOLD.issuperset(value):
        return None
    content = value.get("content", {})
    if type(content) is not dict or type(value.get("description", "")) is not str:
        return None
    holders = [value, *content.values()] if "schema" in value else content.values()
    references = []
    for one in holders:
        schema = one.get("schema") if type(one) is dict else None
        if type(schema) is not dict or len(schema) != 1 or (one is not value and len(one) > 1):
            return None
        references.append(reference_of(schema))
    return None if None in references else (value.get("description"), *content, *references)
