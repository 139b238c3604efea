"""Examples and defaults held against their schemas.

Formats aren't asserted, and what is only read or only written may be missing. Examples of media
types other than JSON are looked at unless they are text. Where alternatives grow without bounds,
an example isn't looked at.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from pressroom.definition import reading
from pressroom.definition.model import Json
from pressroom.definition.problems.effort import Effort
from pressroom.definition.problems.model import Finding, Severity
from pressroom.definition.problems.survey import Node, Survey
from pressroom.definition.problems.translation import Translator
from pressroom.definition.problems.wording import Fault, faults

if TYPE_CHECKING:
    from jsonschema_rs import Validator


class _Case(NamedTuple):
    """A value that an author wrote for a schema: its rule, and where it stands."""

    rule: str
    schema: Node
    value: Json
    file: str
    pointer: str


def example_problems(survey: Survey) -> Iterator[Finding]:
    """The examples and defaults that don't fit their schemas, one finding each."""
    translator = Translator(survey)
    cases = [(case, translator.name(case.schema)) for case in _cases(survey)]
    if not cases:
        return
    validator = _validator(translator)
    effort = Effort(translator.definitions)
    for case, name in cases:
        bearable = effort.is_bearable(name, case.value)
        fault = _fault(validator, name, case.value) if bearable else None
        if fault is not None:
            yield _finding(case, fault, survey.version)


def _validator(translator: Translator) -> "Validator":
    """One validator for all schemas, which share their parts: for objects with a field for each."""
    from jsonschema_rs import Draft202012Validator

    fields = {name: {"$ref": f"#/$defs/{name}"} for name in translator.definitions}
    schema = {"$defs": translator.definitions, "properties": fields}
    return Draft202012Validator(schema, validate_formats=False, offline=True)


def _fault(validator: "Validator", name: str, value: Json) -> Fault | None:
    """The first fault of a value; a pattern that takes too long to decide is none."""
    from jsonschema_rs import ValidationErrorKind as Kind

    undecided = (Kind.BacktrackLimitExceeded, Kind.RegexEngineFailure)
    errors = (
        error
        for error in validator.iter_errors({name: value})
        if not isinstance(error.kind, undecided)
    )
    return next(faults(errors), None)


def _finding(case: _Case, fault: Fault, version: str) -> Finding:
    default = case.rule == "default-mismatch"
    severity: Severity | None = "warning" if default and version > "3.0" else None
    place = Node("", case.value, case.file, case.pointer).at(*fault.path[1:])
    message = f"the {'default' if default else 'example'} doesn't fit its schema: {fault.message}"
    return Finding(case.rule, message, case.file, place, severity)


def _cases(survey: Survey) -> Iterator[_Case]:
    for node in survey.of_kind("schema"):
        yield from _own(node)
        if survey.version > "3.0":
            for index, value in enumerate(reading.sequence(node.value, "examples")):
                place = node.at("examples", index)
                yield _Case("example-mismatch", node, value, node.file, place)
    for node in survey.of_kind("parameter", "header", "media type", "response"):
        if survey.version == "2.0":
            yield from _swagger(node)
        elif _is_checked(node):
            yield from _shaped(survey, node)


def _own(schema: Node) -> Iterator[_Case]:
    """The example and the default in a schema."""
    for rule, key in (("example-mismatch", "example"), ("default-mismatch", "default")):
        if key in schema.value:
            yield _Case(rule, schema, schema.value[key], schema.file, schema.at(key))


def _swagger(node: Node) -> Iterator[_Case]:
    """2.0: parameters and headers are schemas themselves, responses have examples by type."""
    if node.kind != "response":
        if "schema" not in node.value:
            yield from _own(node)
        return
    schema = node.value.get("schema")
    for name, value in reading.mapping(node.value, "examples").items():
        if isinstance(schema, dict) and ("json" in name.lower() or not isinstance(value, str)):
            place = node.at("examples", name)
            inner = Node("schema", schema, node.file, node.at("schema"))
            yield _Case("example-mismatch", inner, value, node.file, place)


def _is_checked(node: Node) -> bool:
    """Whether values of this object are those that its schema describes."""
    return node.kind != "response" and isinstance(node.value.get("schema"), dict | bool)


def _shaped(survey: Survey, node: Node) -> Iterator[_Case]:
    """The examples beside a schema."""
    schema = Node("schema", node.value["schema"], node.file, node.at("schema"))
    for value, file, pointer in _beside(survey, node):
        if not (node.kind == "media type" and _is_text(node.pointer, value)):
            yield _Case("example-mismatch", schema, value, file, pointer)


def _beside(survey: Survey, node: Node) -> Iterator[tuple[Json, str, str]]:
    if "example" in node.value:
        yield node.value["example"], node.file, node.at("example")
    for name, value in reading.mapping(node.value, "examples").items():
        example = survey.place("example", value, node.file, node.at("examples", name))
        for key in ("value", "dataValue"):
            if isinstance(example.value, dict) and key in example.value:
                yield example.value[key], example.file, example.at(key)


def _is_text(pointer: str, value: Json) -> bool:
    """Whether a media type's example is text in another format than JSON, such as XML."""
    return isinstance(value, str) and "json" not in pointer.rpartition("/")[2].lower()
