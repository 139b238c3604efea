"""Paths read into operations: path items merged with what their references bring."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from pressroom.definition import grammar, reading
from pressroom.definition.model import (
    Callback,
    Json,
    Operation,
    OperationParts,
    Parameter,
    RequestBody,
    Response,
    SecurityScheme,
    Server,
    ServerVariable,
)
from pressroom.definition.parts import PartReader
from pressroom.definition.reading import Node
from pressroom.definition.security import security_of
from pressroom.errors import MissingReference


class Located(NamedTuple):
    """A value, and the file that its references start from."""

    value: Json
    file: str


class PathItem(NamedTuple):
    """The fields of a path item. `files` has those that don't all stand in `file`, with theirs."""

    fields: Node
    file: str
    files: Mapping[str, str] = {}

    def get(self, key: str) -> Located | None:
        """A field; `None` if there is none of this name."""
        return self.at(key) if key in self.fields else None

    def at(self, key: str) -> Located:
        """A field that is there."""
        return Located(self.fields[key], self.files.get(key, self.file))


Callbacks = Callable[[Node, str], Iterable[Callback]]
"""Reads the callbacks of an operation that stands in a file."""


class OperationReader:
    """Reads the operations of one definition."""

    def __init__(self, parts: PartReader, schemes: Mapping[str, SecurityScheme]) -> None:
        self._parts = parts
        self._schemes = schemes

    def read(self, document: Node, root: str, field: str = "paths") -> Iterator[Operation]:
        """The operations in the order of `paths`, and of the methods in each path item.

        `webhooks` is a `field` of the same shape, with names instead of paths.
        """
        return self._each(document.get(field), root, self._callbacks)

    def _each(self, value: Json, file: str, callbacks: Callbacks) -> Iterator[Operation]:
        """Each operation under a map of path items."""
        paths, file = self._parts.open(value, file)
        for path, one in reading.members(paths):
            item = self._path_item(one, file)
            for method, found in self._methods(item):
                node, place = self._parts.open(*found)
                yield self._operation(method, path, item, node, place, callbacks)

    def _callbacks(self, node: Node, file: str) -> Iterator[Callback]:
        """The callbacks of an operation; theirs are left out, as they may lead in a circle."""
        callbacks, file = self._parts.open(node["callbacks"], file)
        for name, value in reading.members(callbacks):
            yield Callback(name, tuple(self._each(value, file, _no_callbacks)))

    def _path_item(self, value: Json, file: str) -> PathItem:
        """The fields of a path item; those beside its `$ref` win over those behind it."""
        if type(value) is dict and "$ref" not in value:
            return PathItem(value, file)
        layers = [Located(value, file)]
        seen: set[tuple[str, str]] = set()
        while (reference := grammar.reference_of(layers[-1].value)) is not None:
            step = (reference, layers[-1].file)
            if step in seen:
                break
            seen.add(step)
            try:
                layers.append(Located(*self._parts.references.follow(*step)))
            except MissingReference:
                break
        fields: dict[str, Json] = {}
        files: dict[str, str] = {}
        for layer in reversed(layers):
            if isinstance(layer.value, dict):
                fields |= layer.value
                files |= dict.fromkeys(layer.value, layer.file)
        return PathItem(fields, file, files)

    def _methods(self, item: PathItem) -> Iterator[tuple[str, Located]]:
        for key in item.fields:
            if key in grammar.METHODS:
                yield key, item.at(key)
            elif key == "additionalOperations":
                field = item.at(key)
                for method in field.value if isinstance(field.value, dict) else ():
                    yield method, Located(field.value[method], field.file)

    def _operation(
        self, method: str, path: str, item: PathItem, node: Node, file: str, callbacks: Callbacks
    ) -> Operation:
        return Operation(
            method=method,
            path=path,
            operation_id=reading.text(node, "operationId"),
            tags=reading.texts(node, "tags"),
            deprecated=reading.flag(node, "deprecated"),
            security=security_of(node, self._schemes),
            read_parts=partial(self._read_parts, item, node, file, callbacks),
        )

    def _read_parts(
        self, item: PathItem, node: Node, file: str, callbacks: Callbacks
    ) -> OperationParts:
        return OperationParts(
            summary=reading.text(node, "summary") or reading.text(item.fields, "summary"),
            description=reading.text(node, "description")
            or reading.text(item.fields, "description"),
            servers=self._servers(item, node),
            parameters=self._parameters(item, node, file),
            body=self._body(item, node, file),
            responses=tuple(self._responses(node, file)),
            callbacks=tuple(callbacks(node, file)) if "callbacks" in node else (),
            extensions={key: value for key, value in node.items() if key.startswith("x-")},
        )

    def _parameters(self, item: PathItem, node: Node, file: str) -> tuple[Parameter, ...]:
        """The path item's parameters, replaced by the operation's of same name and location."""
        merged = {(one.name, one.location): one for one in self._shared_parameters(item)}
        for value in reading.sequence(node, "parameters"):
            parameter = self._parts.parameter(value, file)
            if parameter is not None:
                merged[parameter.name, parameter.location] = parameter
        return tuple(merged.values())

    def _shared_parameters(self, item: PathItem) -> list[Parameter]:
        """The path item's parameters; its operations share them."""
        shared = item.get("parameters")
        if shared is None or not isinstance(shared.value, list):
            return []
        found = [self._parts.shared_parameter(value, shared.file) for value in shared.value]
        return [one for one in found if one is not None]

    def _body(self, item: PathItem, node: Node, file: str) -> RequestBody | None:
        return self._parts.body(node.get("requestBody"), file)

    def _servers(self, item: PathItem, node: Node) -> tuple[Server, ...]:
        own = servers_of(node) if "servers" in node else ()
        return own or (servers_of(item.fields) if "servers" in item.fields else ())

    def _responses(self, node: Node, file: str) -> Iterator[Response]:
        responses, file = self._parts.open(node.get("responses"), file)
        for status, value in reading.members(responses):
            yield self._parts.response(status, value, file)


def servers_of(node: Node) -> tuple[Server, ...]:
    """The servers of a document, path item or operation; empty when it names none."""
    return tuple(
        Server(
            url=reading.text(server, "url"),
            description=reading.text(server, "description"),
            variables=tuple(_variables(server)),
        )
        for server in reading.objects(node, "servers")
    )


def _variables(server: Node) -> Iterator[ServerVariable]:
    for name, value in reading.mapping(server, "variables").items():
        if isinstance(value, dict):
            enum = reading.texts(value, "enum")
            yield ServerVariable(
                name=name,
                default=reading.text(value, "default") or next(iter(enum), ""),
                enum=enum,
                description=reading.text(value, "description"),
            )


def _no_callbacks(node: Node, file: str) -> Iterable[Callback]:
    return ()
