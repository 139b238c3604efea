"""Structural errors: a definition held against the OpenAPI Initiative's own JSON Schemas.

The schemas come with the package openapi-spec-validator and its openapi-schema-validator, whose
code isn't run. For 3.1 and 3.2 Schema Objects are checked against their dialect of JSON Schema
2020-12 (OpenAPI 3.1, section 4.8.24), which takes the place of the schemas' `$dynamicRef`.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from pressroom.definition import grammar
from pressroom.definition.problems.model import Finding
from pressroom.definition.problems.survey import Node, Survey
from pressroom.definition.problems.wording import faults

if TYPE_CHECKING:
    from jsonschema_rs import Validator

_SPECIFICATIONS = (
    "openapi-spec-validator",
    "openapi_spec_validator/resources/schemas/v{}/schema.json",
)
_DIALECTS = "openapi-schema-validator", "openapi_schema_validator/schemas/oas3.2/{}/2025-09-17.json"
_DRAFT = "https://json-schema.org/draft/2020-12/schema"

_CAMEL = {
    "schema": "Schema",
    "path item": "PathItem",
    "operation": "Operation",
    "parameter": "Parameter",
    "request body": "RequestBody",
    "response": "Response",
    "header": "Header",
    "media type": "MediaType",
    "encoding": "Encoding",
    "example": "Example",
    "link": "Link",
    "callback": "Callback",
    "security scheme": "SecurityScheme",
}
_KEBAB = {kind: kind.replace(" ", "-") for kind in _CAMEL} | {"callback": "callbacks"}
_DEFINITIONS: Mapping[str, Mapping[str, str]] = {
    "2.0": {
        "schema": "schema",
        "path item": "pathItem",
        "parameter": "parameter",
        "response": "response",
    },
    "3.0": _CAMEL,
    "3.1": _KEBAB,
    "3.2": _KEBAB,
}
"""What the schema of each version calls a kind of object."""


def structural_errors(survey: Survey) -> Iterator[Finding]:
    """What the JSON Schema of the definition's version objects to, in all of its files."""
    whole = Node("document", survey.document, survey.root, "")
    for node in (whole, *survey.strays):
        checks = validator(survey.version, node.kind)
        if checks is not None and grammar.reference_of(node.value) is None:
            for fault in faults(checks.iter_errors(node.value)):
                yield Finding("structure", fault.message, node.file, node.at(*fault.path))


@cache
def validator(version: str, kind: str) -> "Validator | None":
    """The validator for objects of a kind in an OpenAPI version; `None` when there is none."""
    name = None if kind == "document" else _DEFINITIONS[version].get(kind)
    if name is None and kind != "document":
        return None
    return _modern(version, name) if version > "3.0" else _draft_4(version, name)


def _draft_4(version: str, name: str | None) -> "Validator":
    from jsonschema_rs import Draft4Validator

    schema = _shipped(*_SPECIFICATIONS, version)
    if name is not None:
        kept = {"$schema": schema["$schema"], "definitions": schema["definitions"]}
        schema = {**kept, "allOf": [{"$ref": f"#/definitions/{name}"}]}
    return Draft4Validator(schema, validate_formats=True, offline=True)


def _modern(version: str, name: str | None) -> "Validator":
    from jsonschema_rs import Draft202012Validator, Registry

    specification = _shipped(*_SPECIFICATIONS, version)
    vocabulary = _shipped(*_DIALECTS, "meta")
    dialect = _dialect(version, vocabulary["$id"])
    place = specification["$id"] if name is None else f"{specification['$id']}#/$defs/{name}"
    return Draft202012Validator(
        {
            "$id": f"urn:pressroom:{version}:{name}",
            "$schema": _DRAFT,
            "$ref": dialect["$id"] if name == "schema" else place,
            "$defs": {"schema": {"$dynamicAnchor": "meta", "$ref": dialect["$id"]}},
        },
        registry=Registry([(one["$id"], one) for one in (specification, vocabulary, dialect)]),
        offline=True,
    )


def _dialect(version: str, vocabulary: str) -> dict[str, Any]:
    """The dialect of Schema Objects. 3.1's is 3.2's, but for the discriminator's name."""
    named = {"properties": {"discriminator": {"required": ["propertyName"]}}}
    return {
        "$id": f"urn:pressroom:{version}:dialect",
        "$schema": _DRAFT,
        "$dynamicAnchor": "meta",
        "allOf": [{"$ref": _DRAFT}, {"$ref": vocabulary}, *([named] if version == "3.1" else [])],
    }


@cache
def _shipped(package: str, path: str, name: str) -> dict[str, Any]:
    """A JSON file of an installed package; the package itself isn't imported."""
    from importlib.metadata import distribution

    file = distribution(package).locate_file(path.format(name))
    return msgspec.json.decode(Path(str(file)).read_bytes(), type=dict[str, Any])
