"""Saved responses: statuses, names, headers, bodies and the requests they answer."""

import pytest
from convertible import Json, item, operation, schemes, values


def saved(responses: Json, options: Json = None, **more: Json) -> list[Json]:
    return item(operation(responses=responses), options, **more)["response"]


@pytest.mark.parametrize(
    ("status", "code", "phrase"),
    [
        ("201", 201, "Created"),
        ("2XX", 200, "OK"),
        ("4XX", 400, "Bad Request"),
        ("422", 422, "Unprocessable Content"),
        ("299", 299, ""),
        ("default", 500, "Internal Server Error"),
    ],
)
def test_statuses_become_codes_and_phrases(status: str, code: int, phrase: str) -> None:
    found = saved({"204": {"description": ""}, status: {"description": ""}})[-1]
    assert (found["code"], found["status"]) == (code, phrase)


def test_a_default_response_alone_is_the_successful_one() -> None:
    assert saved({"default": {"description": ""}})[0]["code"] == 200


def test_each_media_type_and_named_example_is_saved_under_its_own_name() -> None:
    examples = {"one": {"summary": "One pet", "value": [1]}, "two": {"value": [2]}}
    content = {"application/json": {"examples": examples}, "text/csv": {"example": "1"}}
    found = saved({"200": {"description": "The pets.\nAll of them.", "content": content}})
    assert [(one["name"], one["body"]) for one in found] == [
        ("The pets. (One pet, application/json)", "[\n  1\n]"),
        ("The pets. (two, application/json)", "[\n  2\n]"),
        ("The pets. (text/csv)", "1"),
    ]
    assert [one["_postman_previewlanguage"] for one in found] == ["json", "json", "text"]
    assert len({one["id"] for one in found}) == 3


def test_a_response_nobody_described_is_named_by_its_status() -> None:
    assert saved({"404": {"description": ""}})[0]["name"] == "Not Found"


def test_declared_headers_follow_the_content_type() -> None:
    headers = {
        "X-Rate": {"schema": {"type": "integer"}, "description": "Left."},
        "content-type": {"schema": {"type": "string"}},
    }
    content = {"application/json": {"schema": {}}}
    found = saved({"200": {"description": "", "headers": headers, "content": content}})[0]
    assert found["header"] == [
        {"key": "Content-Type", "value": "application/json"},
        {"key": "X-Rate", "value": "1", "description": "Left."},
    ]


def test_the_original_request_asks_for_the_media_type_it_got() -> None:
    content = {"application/json": {}, "text/csv": {}}
    found = saved({"200": {"description": "", "content": content}})
    accepted = [values(one["originalRequest"]["header"]) for one in found]
    assert accepted == [[("Accept", "application/json")], [("Accept", "text/csv")]]


def test_write_only_properties_stay_out_of_saved_responses() -> None:
    schema = {
        "type": "object",
        "properties": {"a": {"type": "integer"}, "b": {"writeOnly": True}},
    }
    content = {"application/json": {"schema": schema}}
    assert saved({"200": {"description": "", "content": content}})[0]["body"] == '{\n  "a": 1\n}'


def test_responses_can_be_made_from_the_schema_alone() -> None:
    content = {"application/json": {"schema": {"type": "integer"}, "example": 42}}
    responses = {"200": {"description": "", "content": content}}
    assert saved(responses)[0]["body"] == "42"
    assert saved(responses, {"exampleParametersResolution": "Schema"})[0]["body"] == "1"


@pytest.mark.parametrize(
    ("scheme", "header"),
    [
        ({"type": "http", "scheme": "bearer"}, ("Authorization", "Bearer {{bearerToken}}")),
        ({"type": "http", "scheme": "basic"}, ("Authorization", "Basic <credentials>")),
        ({"type": "apiKey", "in": "header", "name": "X-Key"}, ("X-Key", "{{apiKey}}")),
    ],
)
def test_credentials_are_shown_in_the_original_request(scheme: Json, header: Json) -> None:
    more = {"components": schemes(main=scheme), "security": [{"main": []}]}
    responses = {"200": {"description": ""}}
    assert values(saved(responses, **more)[0]["originalRequest"]["header"]) == [header]
    plain = saved(responses, {"includeAuthInfoInExample": False}, **more)[0]
    assert plain["originalRequest"]["header"] == []


def test_a_key_in_the_query_is_shown_in_the_original_url() -> None:
    scheme = {"type": "apiKey", "in": "query", "name": "key"}
    more = {"components": schemes(main=scheme), "security": [{"main": []}]}
    url = saved({"200": {"description": ""}}, **more)[0]["originalRequest"]["url"]
    assert url["raw"] == "{{baseUrl}}/pets?key={{apiKey}}"


def test_a_response_shows_the_request_whose_example_has_its_name() -> None:
    def examples(cat: Json, dog: Json) -> Json:
        return {"examples": {"cat": {"value": cat}, "dog": {"value": dog}}}

    made = item(
        operation(
            "post",
            parameters=[{"name": "kind", "in": "query", **examples("c", "d")}],
            requestBody={"content": {"application/json": examples({"a": "cat"}, {"a": "dog"})}},
            responses={"200": {"description": "", "content": {"text/plain": examples("C", "D")}}},
        )
    )
    originals = [one["originalRequest"] for one in made["response"]]
    assert [one["body"]["raw"] for one in originals] == [
        '{\n  "a": "cat"\n}',
        '{\n  "a": "dog"\n}',
    ]
    assert [values(one["url"]["query"]) for one in originals] == [[("kind", "c")], [("kind", "d")]]
    assert made["request"]["body"] == originals[0]["body"]


def test_a_response_whose_example_the_request_does_not_have_shows_the_first_one() -> None:
    content = {"application/json": {"examples": {"cat": {"value": "c"}, "dog": {"value": "d"}}}}
    answers = {"application/json": {"examples": {"error": {"value": {}}}}}
    made = item(
        operation(
            "post",
            requestBody={"content": content},
            responses={"400": {"description": "", "content": answers}},
        )
    )
    assert made["response"][0]["originalRequest"]["body"] == made["request"]["body"]


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ({"schema": {"type": "array"}, "example": ["a", "b"]}, "a,b"),
        ({"schema": {"type": "object"}, "example": {"a": 1}, "explode": True}, "a=1"),
        ({"content": {"application/json": {"example": {"a": 1}}}}, '{"a":1}'),
        ({"schema": {"type": "string"}, "example": "one\ntwo"}, "one two"),
    ],
)
def test_response_headers_follow_their_schema(header: Json, value: str) -> None:
    found = saved({"200": {"description": "", "headers": {"X-A": header}}})[0]
    assert values(found["header"]) == [("X-A", value)]
