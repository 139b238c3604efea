"""Examples and defaults against their schemas: versions, references, recursion, directions."""

from typing import Any

import pytest
from test_problems import GET, JSON_BODY, PET, changed, found, places

from pressroom.definition.problems import check

BODY = f"{GET}/responses/200/content"


def mismatches(schema: Any, example: Any, version: str = "3.0.3") -> list[str]:
    """What is said about an example of a schema."""
    content = changed({f"{JSON_BODY}/schema": schema, f"{JSON_BODY}/example": example}, version)
    return [problem.message for problem in found(content, "example-mismatch")]


@pytest.mark.parametrize(
    ("schema", "example", "version"),
    [
        ({"type": "string", "nullable": True}, None, "3.0.3"),
        ({"type": "string", "nullable": True, "enum": ["a"]}, None, "3.0.3"),
        ({"type": "integer", "minimum": 1, "exclusiveMinimum": False}, 1, "3.0.3"),
        ({"type": "integer", "exclusiveMinimum": 1}, 2, "3.1.0"),
        ({"type": ["string", "null"]}, None, "3.1.0"),
        ({"type": "string", "format": "date"}, "yesterday", "3.0.3"),
        ({"type": "string", "pattern": "("}, "a", "3.0.3"),
        ({"type": "strin"}, 1, "3.0.3"),
        ({"$ref": "#/nowhere"}, 1, "3.0.3"),
        ({"$dynamicRef": "#any"}, 1, "3.1.0"),
        (True, 1, "3.1.0"),
        ({"const": {"a": [1]}}, {"a": [1.0]}, "3.1.0"),
    ],
)
def test_an_example_that_fits_is_no_problem(schema: Any, example: Any, version: str) -> None:
    assert mismatches(schema, example, version) == []


@pytest.mark.parametrize(
    ("schema", "example", "version", "reason"),
    [
        ({"type": "string"}, None, "3.0.3", "has to be a string, but is null"),
        ({"type": "string", "nullable": True}, 1, "3.0.3", "has to be null or a string, but is"),
        ({"required": ["a"], "nullable": True}, {}, "3.0.3", "the field 'a' is missing"),
        ({"type": "integer", "minimum": 1, "exclusiveMinimum": True}, 1, "3.0.3", "1"),
        ({"type": "integer", "exclusiveMinimum": 1}, 1, "3.1.0", "1"),
        ({"type": "string", "nullable": True}, None, "3.1.0", "has to be a string, but is null"),
        ({"required": ["a"]}, {}, "3.0.3", "the field 'a' is missing"),
        ({"enum": ["a", "b"]}, "c", "3.0.3", '"c" isn\'t one of "a", "b"'),
        ({"additionalProperties": False}, {"a": 1}, "3.0.3", "isn't allowed here"),
        (
            {"properties": {"b": {}}, "additionalProperties": False},
            {"a": 1},
            "3.0.3",
            "there is no field 'a' here",
        ),
        (False, 1, "3.1.0", "isn't allowed here"),
        ({"not": {"type": "integer"}}, 1, "3.1.0", "is what isn't allowed here"),
    ],
)
def test_an_example_that_does_not_fit_is_told_with_the_reason(
    schema: Any, example: Any, version: str, reason: str
) -> None:
    (message,) = mismatches(schema, example, version)
    assert message.startswith("the example doesn't fit its schema: ")
    assert reason in message


def test_what_is_only_read_or_only_written_may_be_missing() -> None:
    properties = {"id": {"readOnly": True}, "secret": {"writeOnly": True}, "name": {}}
    schema = {"required": ["id", "secret", "name"], "properties": properties}
    assert mismatches(schema, {"name": "Rex"}) == []
    assert mismatches(schema, {"id": 1, "secret": 2}) != []


def test_a_recursive_schema_is_followed_into_the_example() -> None:
    node = {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Node"}}}
    changes = {
        "/components/schemas/Node": node,
        f"{JSON_BODY}/schema": {"$ref": "#/components/schemas/Node"},
    }
    deep: dict[str, Any] = {"next": {"next": {"next": 1}}}
    content = changed({**changes, f"{JSON_BODY}/example": deep})
    assert places(content, "example-mismatch") == [f"{JSON_BODY}/example/next/next/next"]


@pytest.mark.parametrize("keyword", ["allOf", "anyOf", "oneOf"])
def test_a_schema_that_includes_itself_is_survived(keyword: str) -> None:
    own = {"$ref": "#/components/schemas/Pet"}
    content = changed({f"{PET}/{keyword}": [own], f"{PET}/not": own, f"{PET}/example": {}})
    assert isinstance(check(content), list)


def test_alternatives_that_grow_without_bounds_are_survived() -> None:
    own = {"$ref": "#/components/schemas/Pet"}
    deep: Any = 1
    for _ in range(60):
        deep = {"next": deep}
    content = changed({f"{PET}/oneOf": [{"properties": {"next": own}}] * 3, f"{PET}/example": deep})
    assert places(content, "example-mismatch") == []
    chain = {
        f"C{number}": {"oneOf": [{"$ref": f"#/components/schemas/C{number + 1}"}] * 2, "example": 1}
        for number in range(400)
    }
    assert places(changed({"/components/schemas": chain}), "example-mismatch") != []


def test_the_likely_alternative_is_reported() -> None:
    dog = {"properties": {"kind": {"enum": ["dog"]}, "age": {"type": "integer"}}}
    cat = {"properties": {"kind": {"enum": ["cat"]}, "lives": {"type": "integer"}}}
    (message,) = mismatches({"oneOf": [dog, cat]}, {"kind": "cat", "lives": "9"})
    assert "has to be an integer" in message
    (message,) = mismatches({"oneOf": [dog, cat]}, {"kind": "cow"})
    assert '"cow" isn\'t one of "dog", "cat"' in message


def test_several_alternatives_may_fit_when_a_discriminator_tells() -> None:
    both = {"oneOf": [{"type": "object"}, {"type": "object"}]}
    assert mismatches(both, {}) != []
    assert mismatches({**both, "discriminator": {"propertyName": "kind"}}, {}) == []


def test_text_in_other_formats_than_json_is_left_alone() -> None:
    for name, expected in (("application~1xml", 0), ("application~1problem+json", 1)):
        media = {"schema": {"type": "object"}, "example": "<a/>"}
        content = changed({f"{BODY}/{name}": media})
        assert len(found(content, "example-mismatch")) == expected


def test_named_examples_and_those_of_parameters_are_held_against_the_schema() -> None:
    examples = {"good": {"value": 1}, "bad": {"value": "1"}, "far": {"externalValue": "/x"}}
    parameter = {"name": "a", "in": "query", "schema": {"type": "integer"}, "examples": examples}
    content = changed({f"{GET}/parameters": [parameter]})
    assert places(content, "example-mismatch") == [f"{GET}/parameters/0/examples/bad/value"]


def test_shared_examples_are_told_where_they_stand() -> None:
    examples = {"bad": {"$ref": "#/components/examples/Bad"}}
    content = changed(
        {f"{JSON_BODY}/examples": examples, "/components/examples/Bad": {"value": {"name": 1}}}
    )
    assert places(content, "example-mismatch") == ["/components/examples/Bad/value/name"]


def test_a_default_is_graver_where_the_specification_says_must() -> None:
    for version, severity in (("3.0.3", "error"), ("3.1.0", "warning")):
        (problem,) = found(changed({f"{PET}/default": 1}, version), "default-mismatch")
        assert problem.severity == severity


def test_the_examples_of_3_1_schemas_are_a_list() -> None:
    content = changed({f"{PET}/examples": [{}, 1]}, "3.1.0")
    assert places(content, "example-mismatch") == [f"{PET}/examples/1"]


def test_a_schema_in_another_file_is_followed() -> None:
    own = changed(
        {f"{JSON_BODY}/schema": {"$ref": "pet.yaml#/Pet"}, f"{JSON_BODY}/example": {"name": 1}}
    )
    other = b"Pet: {properties: {name: {$ref: 'pet.yaml#/Name'}}}\nName: {type: string, default: 2}"
    problems = [
        (problem.rule, problem.file, problem.pointer)
        for problem in check({"openapi.json": own, "pet.yaml": other})
        if problem.rule.endswith("mismatch")
    ]
    assert problems == [
        ("example-mismatch", "openapi.json", f"{JSON_BODY}/example/name"),
        ("default-mismatch", "pet.yaml", "/Name/default"),
    ]
