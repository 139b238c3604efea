"""Paths read into operations: path items merged with what their references bring."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pressroom.definition import grammar, reading
from pressroom.definition.model import (
    Json,
    Operation,
    Parameter,
    References,
    Response,
    SecurityScheme,
    Server,
    ServerVariable,
)
from pressroom.definition.parts import PartReader
from pressroom.definition.reading import Node
from pressroom.definition.security import security_of
from pressroom.errors import MissingReference


class _Located(NamedTuple):
    """A value, and the file that its references start from."""

    value: Json
    file: str


_PathItem = Mapping[str, _Located]


class OperationReader:
    """Reads the operations of one definition."""

    def __init__(self, references: References, schemes: Mapping[str, SecurityScheme]) -> None:
        self._references = references
        self._parts = PartReader(references)
        self._schemes = schemes

    def read(self, document: Node, root: str) -> Iterator[Operation]:
        """The operations in the order of `paths`, and of the methods in each path item."""
        paths, file = self._parts.open(document.get("paths"), root)
        for path, value in reading.members(paths):
            item = self._path_item(value, file)
            for method, operation in self._methods(item):
                yield self._operation(method, path, item, operation)

    def _path_item(self, value: Json, file: str) -> _PathItem:
        """The fields of a path item; those beside its `$ref` win over those behind it."""
        layers = [_Located(value, file)]
        seen: set[tuple[str, str]] = set()
        while (reference := grammar.reference_of(layers[-1].value)) is not None:
            step = (reference, layers[-1].file)
            if step in seen:
                break
            seen.add(step)
            try:
                layers.append(_Located(*self._references.follow(*step)))
            except MissingReference:
                break
        fields: dict[str, _Located] = {}
        for layer in reversed(layers):
            if isinstance(layer.value, dict):
                fields |= {key: _Located(field, layer.file) for key, field in layer.value.items()}
        return fields

    def _methods(self, item: _PathItem) -> Iterator[tuple[str, _Located]]:
        for key, field in item.items():
            if key in grammar.METHODS:
                yield key, field
            elif key == "additionalOperations" and isinstance(field.value, dict):
                for method, value in field.value.items():
                    yield method.lower(), _Located(value, field.file)

    def _operation(self, method: str, path: str, item: _PathItem, operation: _Located) -> Operation:
        node, file = self._parts.open(*operation)
        path_servers = {"servers": item["servers"].value} if "servers" in item else {}
        return Operation(
            method=method,
            path=path,
            operation_id=reading.text(node, "operationId"),
            summary=reading.text(node, "summary") or _own_text(item, "summary"),
            description=reading.text(node, "description") or _own_text(item, "description"),
            tags=reading.texts(node, "tags"),
            deprecated=reading.flag(node, "deprecated"),
            parameters=self._parameters(item, _Located(node.get("parameters"), file)),
            body=self._parts.body(node.get("requestBody"), file),
            responses=tuple(self._responses(node, file)),
            security=security_of(node, self._schemes),
            servers=servers_of(node) or servers_of(path_servers),
        )

    def _parameters(self, item: _PathItem, own: _Located) -> tuple[Parameter, ...]:
        """The path item's parameters, replaced by the operation's of same name and location."""
        merged: dict[tuple[str, str], Parameter] = {}
        for values, file in filter(None, (item.get("parameters"), own)):
            for value in values if isinstance(values, list) else ():
                parameter = self._parts.parameter(value, file)
                if parameter is not None:
                    merged[parameter.name, parameter.location] = parameter
        return tuple(merged.values())

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


def _own_text(item: _PathItem, key: str) -> str:
    """A text of the path item, which is meant for all of its operations."""
    return reading.text({key: item[key].value}, key) if key in item else ""
