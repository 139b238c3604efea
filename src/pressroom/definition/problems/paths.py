"""Rules about paths and operations: templates, parameters, operationIds."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pressroom.definition import grammar, reading
from pressroom.definition.model import Json
from pressroom.definition.problems.crossing import crossings
from pressroom.definition.problems.model import Finding
from pressroom.definition.problems.survey import Node, Survey

_NAME = re.compile(r"\{([^{}]*)\}")
_IGNORED_HEADERS = ("accept", "content-type", "authorization")


def path_problems(survey: Survey) -> Iterator[Finding]:
    """What is wrong with the paths and their operations."""
    yield from _operation_ids(survey)
    yield from _ignored_headers(survey)
    yield from _nothing_to_call(survey)
    shapes: dict[str, str] = {}
    paths = survey.place("paths", survey.document.get("paths"), survey.root, "/paths")
    items = dict(reading.members(paths.value)) if isinstance(paths.value, dict) else {}
    for path, first in crossings(items):
        message = f"{path!r} and {first!r} fit the same requests"
        yield Finding("crossing-paths", message, paths.file, paths.at(path))
    for path, value in items.items():
        place = Node("path item", value, paths.file, paths.at(path))
        yield from _template(path, place)
        yield from _ambiguous(path, place, shapes)
        yield from _parameters(survey, path, place)


def _operation_ids(survey: Survey) -> Iterator[Finding]:
    """OpenAPI 3.1, section 4.8.10: unique among all operations of the API."""
    known: dict[str, Node] = {}
    for node in survey.of_kind("operation"):
        name = node.value.get("operationId")
        if isinstance(name, str):
            first = known.setdefault(name, node)
            if first is not node:
                message = f"the operationId {name!r} is that of {first.pointer} too"
                yield _at(node, "duplicate-operation-id", message, "operationId")
    for node in survey.of_kind("link"):
        name = node.value.get("operationId")
        if isinstance(name, str) and name not in known:
            yield _at(node, "unknown-operation", f"no operation is called {name!r}", "operationId")


def _ignored_headers(survey: Survey) -> Iterator[Finding]:
    """OpenAPI 3.1, section 4.8.12: such parameter definitions are ignored."""
    for node in survey.of_kind("parameter") if survey.version != "2.0" else ():
        name = reading.text(node.value, "name")
        if node.value.get("in") == "header" and name.lower() in _IGNORED_HEADERS:
            yield _at(node, "ignored-header", f"the header {name} is ignored here", "name")


def _nothing_to_call(survey: Survey) -> Iterator[Finding]:
    has_paths = isinstance(survey.document.get("paths"), dict)
    if has_paths and not any(survey.of_kind("operation")):
        yield Finding("empty-paths", "there is no operation", survey.root, "/paths")


def _template(path: str, place: Node) -> Iterator[Finding]:
    names = _NAME.findall(path)
    rest = _NAME.sub("", path)
    if "{" in rest or "}" in rest or "" in names:
        message = f"the braces of {path!r} don't match, or are empty"
        yield _at(place, "invalid-path-template", message)
    elif len(set(names)) < len(names):
        yield _at(place, "invalid-path-template", f"{path!r} names a parameter twice")
    if "?" in rest or "#" in rest:
        yield _at(place, "path-with-query", f"{path!r} has a query or a fragment")


def _ambiguous(path: str, place: Node, shapes: dict[str, str]) -> Iterator[Finding]:
    """OpenAPI 3.1, section 4.8.8: templates that only differ in names are identical."""
    first = shapes.setdefault(_NAME.sub("{}", path), path)
    if first != path:
        yield _at(place, "ambiguous-paths", f"{path!r} is the same path as {first!r}")


class _Declared(NamedTuple):
    """A list of parameters: each by name and location, and those that stand twice."""

    parameters: Mapping[tuple[str, str], Node]
    repeated: tuple[Finding, ...]


def _parameters(survey: Survey, path: str, place: Node) -> Iterator[Finding]:
    names = set(_NAME.findall(path))
    layers = _layers(survey, place)
    shared = [_declared(survey, layer) for layer in layers]
    for declared in shared:
        yield from declared.repeated
        yield from _unused(path, names, declared)
    above = {name for declared in shared for name, where in declared.parameters if where == "path"}
    for layer in layers:
        for operation in _operations(layer):
            own = _declared(survey, operation)
            yield from own.repeated
            yield from _unused(path, names, own)
            missing = names - above - {name for name, where in own.parameters if where == "path"}
            for name in sorted(missing):
                message = f"{name!r} in {path!r} has no parameter with `in: path`"
                yield _at(operation, "undefined-path-parameter", message)


def _layers(survey: Survey, place: Node) -> list[Node]:
    """A path item, and what its `$ref` brings."""
    layers = [place] if isinstance(place.value, dict) else []
    if grammar.reference_of(place.value) is not None:
        target = survey.place(*place)
        layers += [target] if isinstance(target.value, dict) else []
    return layers


def _operations(item: Node) -> Iterator[Node]:
    for key, value in item.value.items():
        if key in grammar.METHODS and isinstance(value, dict):
            yield Node("operation", value, item.file, item.at(key))
    for key, value in reading.mapping(item.value, "additionalOperations").items():
        if isinstance(value, dict):
            yield Node("operation", value, item.file, item.at("additionalOperations", key))


def _declared(survey: Survey, holder: Node) -> _Declared:
    found: dict[tuple[str, str], Node] = {}
    repeated: list[Finding] = []
    for index, value in enumerate(reading.sequence(holder.value, "parameters")):
        place = Node("parameter", value, holder.file, holder.at("parameters", index))
        key = _key(survey.place(*place).value)
        if key is None:
            continue
        if key in found:
            message = f"the {key[1]} parameter {key[0]!r} is declared twice in this list"
            repeated.append(_at(place, "duplicate-parameter", message))
        found.setdefault(key, place)
    return _Declared(found, tuple(repeated))


def _key(parameter: Json) -> tuple[str, str] | None:
    """Name and location, which make a parameter unique."""
    if not isinstance(parameter, dict):
        return None
    name, where = reading.text(parameter, "name"), reading.text(parameter, "in")
    return (name, where) if name and where else None


def _unused(path: str, names: set[str], declared: _Declared) -> Iterator[Finding]:
    for (name, where), place in declared.parameters.items():
        if where == "path" and name not in names:
            message = f"the path parameter {name!r} isn't in {path!r}"
            yield _at(place, "unused-path-parameter", message)


def _at(node: Node, rule: str, message: str, *tokens: str) -> Finding:
    return Finding(rule, message, node.file, node.at(*tokens))
