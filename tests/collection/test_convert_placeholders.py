"""Placeholders instead of made values (`schemaFaker: false`)."""

import json

import pytest
from convertible import Json, item, operation, request, values


def shown(schema: Json, options: Json = None, **more: Json) -> Json:
    content = {"application/json": {"schema": schema}}
    paths = operation("post", requestBody={"content": content})
    made = request(paths, {"schemaFaker": False} | (options or {}), **more)
    return json.loads(made["body"]["raw"])


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "string"}, "<string>"),
        ({"type": "string", "format": "date-time"}, "<dateTime>"),
        ({"type": "string", "format": "uuid"}, "<uuid>"),
        ({"type": "integer"}, "<integer>"),
        ({"type": "integer", "format": "int32"}, "<integer>"),
        ({"type": "integer", "format": "int64"}, "<long>"),
        ({"type": "string", "format": "password"}, "<string>"),
        ({"type": "string", "format": "-"}, "<string>"),
        ({"type": "boolean"}, "<boolean>"),
        ({"type": "null"}, "<null>"),
        ({"type": ["null", "number"]}, "<number>"),
        ({}, "<any>"),
        ({"enum": ["a", "b"]}, "a"),
        ({"const": 5}, 5),
        ({"type": "string", "example": "Rex"}, "Rex"),
        ({"type": "array", "items": {"type": "string"}}, ["<string>"]),
        ({"type": "array"}, []),
        ({"type": "object"}, {}),
        (
            {"type": "object", "additionalProperties": {"type": "integer"}},
            {"key": "<integer>"},
        ),
        ({"oneOf": [{"type": "string"}, {"type": "integer"}]}, "<string>"),
        (
            {"allOf": [{"properties": {"a": {"type": "string"}}}, {"properties": {"b": {}}}]},
            {"a": "<string>", "b": "<any>"},
        ),
        ({"properties": {"a": {"readOnly": True}, "b": {"type": "string"}}}, {"b": "<string>"}),
        (False, "<any>"),
    ],
)
def test_a_placeholder_has_the_shape_of_its_schema(schema: Json, value: Json) -> None:
    assert shown(schema) == value


def test_the_first_format_that_says_something_names_a_placeholder() -> None:
    schema = {"allOf": [{"type": "string", "format": 3}, {"format": "e_mail-address"}]}
    assert shown(schema) == "<eMailAddress>"


def test_placeholders_of_a_schema_in_a_circle_end() -> None:
    node = {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Node"}}}
    components = {"schemas": {"Node": node}}
    reference = {"$ref": "#/components/schemas/Node"}
    assert shown(reference, {"stackLimit": 2}, components=components) == {
        "next": {"next": "<object>"}
    }
    wide = {f"p{number}": reference for number in range(10)}
    components = {"schemas": {"Node": {"type": "object", "properties": wide}}}
    assert shown(reference, components=components)


def test_placeholders_leave_the_authors_examples_unless_options_say_schema() -> None:
    schema = {"type": "string", "example": "Rex"}
    assert shown(schema, {"requestParametersResolution": "Schema"}) == "<string>"


def test_placeholders_leave_out_what_is_deprecated_if_options_say_so() -> None:
    schema = {
        "required": ["b"],
        "properties": {"a": {"deprecated": True}, "b": {"deprecated": True}},
    }
    assert shown(schema, {"includeDeprecated": False}) == {"b": "<any>"}


def test_parameters_and_responses_have_placeholders_too() -> None:
    schema = {"type": "string", "format": "date"}
    content = {"application/json": {"schema": schema}}
    paths = operation(
        parameters=[{"name": "day", "in": "query", "schema": schema}],
        responses={"200": {"description": "", "content": content}},
    )
    made = item(paths, {"schemaFaker": False})
    assert values(made["request"]["url"]["query"]) == [("day", "<date>")]
    assert made["response"][0]["body"] == '"<date>"'
