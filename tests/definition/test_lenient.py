"""Loading without strictness: what a missing reference names is absent."""

import pytest

from pressroom import convert
from pressroom.definition import load
from pressroom.errors import DefinitionSyntaxError, MissingReference

HOLES = b"""
openapi: 3.1.0
info: {title: Holes, version: "1"}
paths:
  /a: {$ref: "missing.yaml#/a"}
  /b:
    get:
      parameters: [{$ref: "#/components/parameters/None"}, {name: q, in: query}]
      requestBody: {$ref: "https://example.com/body.yaml"}
      responses:
        "200": {content: {application/json: {schema: {$ref: "#/components/schemas/None"}}}}
        "400": {$ref: "#/components/responses/None"}
components:
  securitySchemes: {key: {$ref: "#/nowhere"}}
"""


def test_a_strict_load_refuses_what_a_lenient_one_reads() -> None:
    with pytest.raises(MissingReference):
        load(HOLES)
    definition = load(HOLES, strict=False)
    (operation,) = definition.operations
    assert [parameter.name for parameter in operation.parameters] == ["q"]
    assert operation.body is None
    assert [response.status for response in operation.responses] == ["200", "400"]
    assert definition.security_schemes == {}


def test_a_definition_with_holes_converts() -> None:
    assert convert(load(HOLES, strict=False))


def test_a_broken_file_of_a_response_is_told_by_loading() -> None:
    root = b"""{
        "openapi": "3.1.0", "info": {"title": "Broken", "version": "1"},
        "paths": {"/a": {"get": {"responses": {"200": {"$ref": "other.yaml#/r"}}}}}
    }"""
    with pytest.raises(DefinitionSyntaxError, match=r"other\.yaml"):
        load({"root.json": root, "other.yaml": b"a: ["}, root="root.json", strict=False)


def test_a_broken_file_is_no_missing_one() -> None:
    files = {"openapi.yaml": HOLES, "missing.yaml": b"a: ["}
    with pytest.raises(DefinitionSyntaxError):
        load(files, root="openapi.yaml", strict=False)
