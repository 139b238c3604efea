"""Requests: URLs, parameters, headers and bodies."""

import json

import pytest
from convertible import Json, converted, definition, item, operation, request, values

from pressroom.collection import convert, encode
from pressroom.definition import load


def parameter(location: str, schema: Json, **more: Json) -> list[Json]:
    return [{"name": "color", "in": location, "schema": schema, **more}]


def test_a_segment_of_text_and_parameter_uses_a_collection_variable() -> None:
    declared = parameter("path", {"type": "string", "example": "red"}, required=True)
    collection = converted(operation(path="/c.{color}", parameters=declared))
    assert collection["item"][0]["request"]["url"]["path"] == ["c.{{color}}"]
    assert ("color", "red") in values(collection["variable"])


def test_parameters_of_one_name_and_different_values_have_variables_of_their_own() -> None:
    def path(name: str, value: str) -> Json:
        one = {"name": name, "in": "path", "required": True, "example": value}
        return {"get": {"parameters": [one], "responses": {}}}

    paths = {
        "/a.{format}": path("format", "json"),
        "/b.{format}": path("format", "xml"),
        "/c.{format}": path("format", "json"),
        "/d.{baseUrl}": path("baseUrl", "x"),
        "/e.{bearerToken}": path("bearerToken", ""),
    }
    components = {"securitySchemes": {"main": {"type": "http", "scheme": "bearer"}}}
    collection = converted(paths, components=components)
    assert [one["request"]["url"]["path"] for one in collection["item"]] == [
        ["a.{{format}}"],
        ["b.{{format_2}}"],
        ["c.{{format}}"],
        ["d.{{baseUrl_2}}"],
        ["e.{{bearerToken_2}}"],
    ]
    assert values(collection["variable"])[1:] == [
        ("format", "json"),
        ("format_2", "xml"),
        ("baseUrl_2", "x"),
        ("bearerToken_2", ""),
    ]


def test_a_path_parameter_nobody_declared_is_still_a_variable() -> None:
    assert values(request(operation(path="/pets/{petId}"))["url"]["variable"]) == [
        ("petId", "string")
    ]


def test_a_query_in_the_path_becomes_query_parameters() -> None:
    url = request(operation(path="/?Action=Stop&fast#x"))["url"]
    assert values(url["query"]) == [("Action", "Stop"), ("fast", "")]
    assert url["raw"] == "{{baseUrl}}?Action=Stop&fast=#x"


def test_a_field_of_the_paths_query_that_is_declared_too_is_there_once() -> None:
    declared = [
        {"name": name, "in": "query", "required": True, "example": "x"}
        for name in ("Action", "id", "more")
    ]
    query = request(operation(path="/?Action=Stop&id", parameters=declared))["url"]["query"]
    assert values(query) == [("Action", "Stop"), ("id", "x"), ("more", "x")]


def test_optional_parameters_are_sent_unless_options_switch_them_off() -> None:
    declared = [
        *parameter("query", {"type": "string"}),
        {"name": "id", "in": "query", "required": True, "schema": {"type": "integer"}},
    ]
    paths = operation(parameters=declared)
    assert not any("disabled" in field for field in request(paths)["url"]["query"])
    url = request(paths, {"enableOptionalParameters": False})["url"]
    assert [field.get("disabled", False) for field in url["query"]] == [True, False]
    assert url["raw"] == "{{baseUrl}}/pets?id=1"


def test_descriptions_tell_what_is_required_and_deprecated() -> None:
    declared = parameter("query", {}, required=True, deprecated=True, description="Its color.")
    field = request(operation(parameters=declared))["url"]["query"][0]
    assert field["description"] == "(Required) (Deprecated) Its color."


def test_deprecated_operations_and_parameters_can_be_left_out() -> None:
    paths = operation(parameters=parameter("query", {}, deprecated=True))
    paths["/old"] = {"get": {"deprecated": True, "responses": {}}}
    collection = converted(paths, {"includeDeprecated": False})
    assert [entry["name"] for entry in collection["item"]] == ["GET /pets"]
    assert "query" not in collection["item"][0]["request"]["url"]


def test_header_parameters_that_openapi_says_to_ignore_are_ignored() -> None:
    names = ["X-Trace", "Accept", "content-type", "AUTHORIZATION"]
    declared = [{"name": name, "in": "header", "schema": {"type": "string"}} for name in names]
    paths = operation(parameters=declared)
    assert [field["key"] for field in request(paths)["header"]] == ["X-Trace"]
    kept = request(paths, {"keepImplicitHeaders": True})["header"]
    assert [field["key"] for field in kept] == names


def test_cookies_travel_in_one_header() -> None:
    declared = [
        {"name": name, "in": "cookie", "required": name == "a", "schema": {"example": name}}
        for name in ("a", "b")
    ]
    paths = operation(parameters=declared)
    assert values(request(paths)["header"]) == [("Cookie", "a=a; b=b")]
    headers = request(paths, {"enableOptionalParameters": False})["header"]
    assert [(one["value"], one.get("disabled", False)) for one in headers] == [
        ("a=a", False),
        ("b=b", True),
    ]


def test_the_cookie_header_describes_its_cookies() -> None:
    declared = parameter("cookie", {"example": "a"}, description="Its color.", required=True)
    (header,) = request(operation(parameters=declared))["header"]
    assert header["description"] == "`color`: (Required) Its color."


def test_the_authors_example_of_a_parameter_is_used_unless_options_say_schema() -> None:
    paths = operation(parameters=parameter("query", {"type": "string"}, example="red"))
    assert values(request(paths)["url"]["query"]) == [("color", "red")]
    by_schema = request(paths, {"parametersResolution": "Schema"})
    assert values(by_schema["url"]["query"]) == [("color", "string")]


def body(content: Json, options: Json = None) -> Json:
    return request(operation("post", requestBody={"content": content}), options)


PET = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "id": {"type": "integer", "readOnly": True},
        "name": {"type": "string", "description": "Its name."},
        "tags": {"type": "array", "items": {"type": "string"}, "example": ["a", "b"]},
        "home": {"type": "object", "properties": {"city": {"type": "string"}}},
    },
}


def test_json_bodies_are_indented_and_leave_out_what_is_read_only() -> None:
    made = body({"application/json": {"schema": PET}})["body"]
    assert made["mode"] == "raw"
    assert made["options"] == {"raw": {"language": "json"}}
    assert made["raw"].startswith('{\n  "name": "string",\n  "tags": [\n    "a",')


def test_json_bodies_can_be_indented_by_tabs() -> None:
    content = {"application/json": {"schema": PET}}
    made = body(content, {"indentCharacter": "Tab"})["body"]["raw"]
    assert made.startswith('{\n\t"name": "string",\n\t"tags": [\n\t\t"a",')


def test_json_goes_before_other_media_types() -> None:
    made = body({"text/plain": {}, "application/vnd.pet+json": {}, "application/json": {}})
    assert values(made["header"]) == [("Content-Type", "application/json")]


def test_the_authors_body_is_used_when_it_is_valid() -> None:
    valid = {"application/json": {"schema": PET, "example": {"name": "Rex", "tags": []}}}
    assert json.loads(body(valid)["body"]["raw"]) == {"name": "Rex", "tags": []}
    invalid = {"application/json": {"schema": PET, "example": {"name": 7}}}
    assert json.loads(body(invalid)["body"]["raw"])["name"] == "string"


def test_a_required_implicit_header_is_sent_while_nothing_implies_it() -> None:
    needed = [
        *parameter("header", {"type": "string"}, name="Authorization", required=True),
        *parameter("header", {"type": "string"}, name="Content-Type", required=True),
        *parameter("header", {"type": "string"}, name="Accept"),
    ]
    sent = values(request(operation(parameters=needed))["header"])
    assert sent == [("Authorization", "string"), ("Content-Type", "string")]
    basic = {"securitySchemes": {"main": {"type": "http", "scheme": "basic"}}}
    implied = request(
        operation(parameters=needed, requestBody={"content": {"text/plain": {}}}),
        components=basic,
        security=[{"main": []}],
    )
    assert values(implied["header"]) == [("Content-Type", "text/plain")]


@pytest.mark.parametrize(
    ("produced", "asked"),
    [("*/*", "*/*"), ("image/*", "image/*"), ("application/*+json", "application/json")],
)
def test_ranges_of_media_types_are_asked_for_as_ranges(produced: str, asked: str) -> None:
    answers = {"200": {"description": "", "content": {produced: {}}}}
    assert values(request(operation(responses=answers))["header"]) == [("Accept", asked)]


def test_json_that_the_author_wrote_as_a_string_is_not_quoted_again() -> None:
    content = {"application/json": {"example": '{"id": 7}'}}
    assert body(content)["body"]["raw"] == '{"id": 7}'


def test_a_urlencoded_form_repeats_lists_and_writes_objects_as_json() -> None:
    made = body({"application/x-www-form-urlencoded": {"schema": PET}})["body"]
    assert made["mode"] == "urlencoded"
    assert values(made["urlencoded"]) == [
        ("name", "string"),
        ("tags", "a"),
        ("tags", "b"),
        ("home", '{"city":"string"}'),
    ]
    assert made["urlencoded"][0]["description"] == "(Required) Its name."


def test_a_forms_encoding_decides_how_its_fields_are_written() -> None:
    encoding = {
        "tags": {"style": "form", "explode": False},
        "home": {"style": "deepObject", "explode": True},
    }
    content = {"application/x-www-form-urlencoded": {"schema": PET, "encoding": encoding}}
    assert values(body(content)["body"]["urlencoded"])[1:] == [
        ("tags", "a,b"),
        ("home[city]", "string"),
    ]


def test_a_multipart_form_has_files_text_and_json_parts() -> None:
    binary = {"type": "string", "format": "binary"}
    schema = {
        "type": "object",
        "properties": {
            "photo": binary,
            "more": {"type": "array", "items": binary},
            "home": PET["properties"]["home"],
            "note": {"type": "string"},
        },
    }
    encoding = {"photo": {"contentType": "image/png"}}
    made = body({"multipart/form-data": {"schema": schema, "encoding": encoding}})
    assert made["body"]["formdata"] == [
        {"key": "photo", "type": "file", "contentType": "image/png"},
        {"key": "more", "type": "file"},
        {
            "key": "home",
            "type": "text",
            "value": '{"city":"string"}',
            "contentType": "application/json",
        },
        {"key": "note", "type": "text", "value": "string"},
    ]


def test_a_multipart_form_leaves_its_content_type_to_the_sender() -> None:
    made = body({"multipart/form-data": {"schema": PET}})
    assert made["header"] == []


@pytest.mark.parametrize(
    ("media_type", "schema"),
    [
        ("application/octet-stream", {}),
        ("image/png", {"type": "string"}),
        ("application/vnd.sheet", {"type": "string", "format": "binary"}),
    ],
)
def test_bytes_are_sent_from_a_file(media_type: str, schema: Json) -> None:
    assert body({media_type: {"schema": schema}})["body"] == {"mode": "file", "file": {}}


def test_text_is_sent_as_it_is() -> None:
    made = body({"text/plain": {"example": "Good dog"}})["body"]
    assert made == {"mode": "raw", "raw": "Good dog", "options": {"raw": {"language": "text"}}}


def test_xml_that_the_author_wrote_stays_as_it_is() -> None:
    assert body({"application/xml": {"example": "<pet/>"}})["body"]["raw"] == "<pet/>"


def test_a_get_request_keeps_the_body_it_has() -> None:
    content = {"application/json": {"schema": PET}}
    made = item(operation("get", requestBody={"content": content}))
    assert made["protocolProfileBehavior"] == {"disableBodyPruning": True}


def test_a_request_asks_for_the_media_type_of_its_first_success() -> None:
    responses = {
        "default": {"description": "", "content": {"application/problem+json": {}}},
        "200": {"description": "", "content": {"text/csv": {}, "application/hal+json": {}}},
    }
    assert values(request(operation(responses=responses))["header"]) == [
        ("Accept", "application/hal+json")
    ]


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ({"schema": {"type": "string", "example": ""}}, "string"),
        ({"schema": {"type": "string", "enum": ["", "a"]}}, "a"),
        (
            {"schema": {"type": "string"}, "examples": {"a": {"value": ""}, "b": {"value": "b"}}},
            "b",
        ),
        ({"schema": {"type": "array", "items": {"type": "integer"}, "example": []}}, "1"),
        ({"example": ""}, "string"),
    ],
)
def test_a_path_parameter_is_never_empty(parameter: Json, value: str) -> None:
    named = {"name": "id", "in": "path", "required": True, **parameter}
    found = request(operation("get", "/pets/{id}", parameters=[named]))
    assert [one["value"] for one in found["url"]["variable"]] == [value]


def test_optional_fields_of_a_whole_query_can_be_switched_off() -> None:
    form = "application/x-www-form-urlencoded"
    schema = {"type": "object", "required": ["a"], "properties": {"a": {"const": "&"}, "b": {}}}
    whole = {"name": "q", "in": "querystring", "content": {form: {"schema": schema}}}
    for required, sent in ((True, "?a=%26"), (False, "")):
        paths = operation(parameters=[whole | {"required": required}])
        found = request(paths, {"enableOptionalParameters": False})["url"]
        assert found["raw"] == "{{baseUrl}}/pets" + sent
        assert [field["key"] for field in found["query"]] == ["a", "b"]


def test_a_schema_with_an_infinity_is_not_taken_for_one_with_null() -> None:
    text = """
        openapi: 3.1.0
        info: {title: Infinite, version: "1"}
        paths:
          /a:
            get:
              parameters:
                - {name: x, in: query, schema: {type: number, default: .inf}}
                - {name: y, in: query, schema: {type: number, default: null}}
              responses: {}
    """
    (one,) = json.loads(encode(convert(load(text.encode()))))["item"]
    assert values(one["request"]["url"]["query"]) == [("x", "null"), ("y", "1.5")]


def test_variables_of_named_examples_are_there_when_items_are_made_late() -> None:
    shown = {name: {"value": number} for number, name in enumerate("ab")}
    content = {"application/json": {"schema": {"type": "integer"}, "examples": shown}}
    described = {"name": "id", "in": "path", "required": True, "content": content}
    answer = {"description": "", "content": content}
    taken = {"requestBody": {"content": content}, "responses": {"200": answer}}
    paths = operation("post", "/x/{id}.json", parameters=[described], **taken)
    found = definition(paths)
    late = encode(convert(found, late=True))
    assert late == encode(convert(found))
    variables = dict(values(json.loads(late)["variable"]))
    assert {"id", "id_2"} <= variables.keys()
