"""Bodies: which media type is used, forms and their encoding, files, GraphQL, variables in text."""

import pytest
from convertible import Json, operation, request, values

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
BINARY = {"type": "string", "format": "binary"}


def made(content: Json, options: Json = None, path: str = "/pets", **more: Json) -> Json:
    return request(operation("post", path, requestBody={"content": content}), options, **more)


def body(content: Json, options: Json = None, path: str = "/pets") -> Json:
    return made(content, options, path)["body"]


def parts(properties: Json, encoding: Json = None, **schema: Json) -> list[Json]:
    media = {"schema": {"type": "object", "properties": properties, **schema}}
    return list(body({MULTIPART: {**media, "encoding": encoding or {}}})["formdata"])


def content_types(request: Json) -> list[str]:
    return [value for key, value in values(request["header"]) if key == "Content-Type"]


EVERY = {
    "application/octet-stream": {"schema": {}},
    FORM: {"example": {"a": "1"}},
    MULTIPART: {"example": {"a": "1"}},
    "application/graphql": {"example": "{ a }"},
    "text/plain": {"example": "a"},
    "application/json": {"example": 1},
}


@pytest.mark.parametrize(
    ("preferred", "mode"),
    [
        (None, "raw"),
        ("raw", "raw"),
        ("x-www-form-urlencoded", "urlencoded"),
        ("form-data", "formdata"),
        ("graphql", "graphql"),
        ("first-listed", "file"),
    ],
)
def test_the_preferred_media_type_is_used(preferred: str | None, mode: str) -> None:
    found = body(EVERY, {"preferredRequestBodyType": preferred} if preferred else None)
    assert found["mode"] == mode


@pytest.mark.parametrize("preferred", ["raw", "x-www-form-urlencoded", "graphql"])
def test_a_preferred_media_type_that_is_not_there_leaves_the_first_listed(preferred: str) -> None:
    content = {MULTIPART: {"example": {"a": "1"}}, "application/octet-stream": {"schema": {}}}
    assert body(content, {"preferredRequestBodyType": preferred})["mode"] == "formdata"


def test_of_raw_media_types_json_goes_first_then_the_first_listed() -> None:
    text = {"text/plain": {"example": "a"}, "application/xml": {"example": "<a/>"}}
    assert body(text)["options"] == {"raw": {"language": "text"}}
    assert body({**text, "application/hal+json": {}})["options"] == {"raw": {"language": "json"}}


@pytest.mark.parametrize(
    ("media_type", "sent"),
    [
        ("*/*", "application/json"),
        ("application/*", "application/json"),
        ("application/*+json", "application/json"),
        ("text/*", "text/plain"),
        ("image/*", "image/png"),
        ("font/*", "application/octet-stream"),
        ("text/plain; charset=utf-8", "text/plain; charset=utf-8"),
    ],
)
def test_a_media_type_with_a_wildcard_is_sent_as_one_without(media_type: str, sent: str) -> None:
    assert content_types(made({media_type: {"example": "a"}})) == [sent]


def test_bytes_of_any_type_are_sent_as_such() -> None:
    found = made({"*/*": {"schema": BINARY}})
    assert found["body"]["mode"] == "file"
    assert content_types(found) == ["application/octet-stream"]


def test_variables_in_the_authors_values_are_not_replaced_by_senders() -> None:
    text = body({"application/json": {"example": {"text": "{{baseUrl}}, {{{a}}}"}}})["raw"]
    assert text == '{\n  "text": "{\\u007bbaseUrl}}, {\\u007b{a}}}"\n}'
    xml = body({"application/xml": {"example": {"text": "{{a}}"}}})["raw"]
    assert xml.endswith("<text>{&#123;a}}</text>\n</root>")
    query = {"query": "{ a }", "variables": {"a": "{{b}}"}}
    graphql = body({"application/json": {"example": query}})["graphql"]
    assert graphql["variables"] == '{\n  "a": "{\\u007bb}}"\n}'
    assert body({"text/plain": {"example": "{{a}}"}})["raw"] == "{{a}}"


def test_the_parts_of_a_form_can_have_a_media_type() -> None:
    pet = {"type": "object", "properties": {"a": {"type": "integer"}}, "example": {"a": 1}}
    found = parts(
        {"one": pet, "list": {"type": "array", "items": pet}, "xml": pet, "text": {"example": "a"}},
        {
            "list": {"contentType": "application/json"},
            "xml": {"contentType": "application/xml"},
            "text": {"contentType": "image/*, text/markdown"},
        },
    )
    assert [(one["value"], one["contentType"]) for one in found] == [
        ('{"a":1}', "application/json"),
        ('[{"a":1}]', "application/json"),
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n<root>\n  <a>1</a>\n</root>',
            "application/xml",
        ),
        ("a", "text/markdown"),
    ]


def test_a_list_of_objects_becomes_parts_in_json() -> None:
    pet = {"type": "object", "example": {"a": 1}}
    (part,) = parts({"pets": {"type": "array", "items": pet}})
    assert part["value"] == '{"a":1}'
    assert part["contentType"] == "application/json"


def test_a_multipart_form_follows_style_and_explode() -> None:
    pet = {"type": "object", "example": {"a": 1, "b": 2}}
    found = parts(
        {"deep": pet, "list": {"example": [1, 2]}},
        {
            "deep": {"style": "deepObject", "explode": True},
            "list": {"style": "pipeDelimited", "explode": False},
        },
    )
    assert values(found) == [("deep[a]", "1"), ("deep[b]", "2"), ("list", "1|2")]
    assert not any("contentType" in one for one in found)


@pytest.mark.parametrize(
    ("schema", "encoding", "content_type"),
    [
        (BINARY, {}, None),
        (BINARY, {"contentType": "image/png, image/jpeg"}, "image/png"),
        (BINARY, {"contentType": "image/*"}, None),
        ({"type": "array", "items": BINARY}, {}, None),
        ({"type": "string", "contentMediaType": "image/png"}, {}, "image/png"),
        ({"contentMediaType": "application/vnd.ms-excel"}, {}, "application/vnd.ms-excel"),
        ({}, {"contentType": "application/pdf"}, "application/pdf"),
    ],
)
def test_bytes_in_a_form_are_files(schema: Json, encoding: Json, content_type: str | None) -> None:
    (part,) = parts({"file": schema}, {"file": encoding})
    assert (part["type"], part.get("contentType")) == ("file", content_type)


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "contentMediaType": "application/json"},
        {"type": "string", "contentMediaType": "text/html"},
        {"type": "string", "contentMediaType": "image/png", "contentEncoding": "base64"},
        {"type": "string", "format": "byte"},
    ],
)
def test_text_in_a_form_is_no_file(schema: Json) -> None:
    (part,) = parts({"text": schema})
    assert part["type"] == "text"


def test_form_fields_say_what_is_required_deprecated_and_has_headers() -> None:
    field = {"type": "string", "description": "Its name.", "deprecated": True}
    encoding = {"name": {"headers": {"X-Part": {"schema": {"type": "string"}}}}}
    (part,) = parts({"name": field}, encoding, required=["name"])
    told = "(Required) (Deprecated) Its name. (Headers of its own: `X-Part`)"
    assert part["description"] == told


def test_a_form_that_the_author_wrote_as_text_is_read() -> None:
    assert values(body({FORM: {"example": "a=1&b=x%20y"}})["urlencoded"]) == [
        ("a", "1"),
        ("b", "x y"),
    ]


GRAPHQL = {"query": "{ pets { name } }", "variables": {"a": 1}, "operationName": "All"}


def test_json_with_a_query_and_variables_is_graphql() -> None:
    found = made({"application/json": {"example": GRAPHQL}})
    assert found["body"] == {
        "mode": "graphql",
        "graphql": {
            "query": "{ pets { name } }",
            "variables": '{\n  "a": 1\n}',
            "operationName": "All",
        },
    }
    assert content_types(found) == ["application/json"]


@pytest.mark.parametrize(
    ("path", "example", "mode"),
    [
        ("/graphql", {"query": "{ a }"}, "graphql"),
        ("/v1/GraphQL/", {"query": "{ a }"}, "graphql"),
        ("/search", {"query": "{ a }"}, "raw"),
        ("/graphql", {"query": "{ a }", "extensions": {}}, "raw"),
        ("/graphql", {"query": {}}, "raw"),
        ("/graphql", {"variables": {}}, "raw"),
        ("/graphql", [GRAPHQL], "raw"),
    ],
)
def test_what_only_looks_like_graphql_stays_json(path: str, example: Json, mode: str) -> None:
    assert body({"application/json": {"example": example}}, path=path)["mode"] == mode


def test_a_graphql_document_is_text_unless_the_editor_is_asked_for() -> None:
    content = {"application/graphql": {"example": "{ a }"}}
    plain = made(content)
    assert plain["body"]["raw"] == "{ a }"
    assert content_types(plain) == ["application/graphql"]
    edited = made(content, {"preferredRequestBodyType": "graphql"})
    assert edited["body"] == {"mode": "graphql", "graphql": {"query": "{ a }"}}
    assert content_types(edited) == ["application/json"]


def test_the_description_of_a_body_is_told() -> None:
    paths = operation("post", requestBody={"description": "A pet.", "content": {}})
    assert request(paths)["description"] == "Body: A pet."


@pytest.mark.parametrize(
    ("media_type", "value", "text"),
    [
        ("application/jsonl", [{"a": 1}, "b"], '{"a":1}\n"b"'),
        ("application/x-ndjson", {"a": 1}, '{"a":1}'),
        ("application/json-seq", [1, 2], "\x1e1\n\x1e2\n"),
        ("application/geo+json-seq", [1], "\x1e1\n"),
        (
            "text/event-stream",
            [{"data": "two\nlines", "event": "add", "id": 7}, {"a": 1}],
            'event: add\nid: 7\ndata: two\ndata: lines\n\ndata: {"a":1}\n\n',
        ),
        ("text/event-stream", "data: as the author wrote it\n\n", None),
    ],
)
def test_streams_have_their_items_one_after_the_other(
    media_type: str, value: Json, text: str | None
) -> None:
    assert body({media_type: {"example": value}})["raw"] == (value if text is None else text)


def test_an_item_of_a_stream_is_made_from_its_schema() -> None:
    item = {"type": "object", "properties": {"a": {"const": 1}}}
    assert body({"application/jsonl": {"itemSchema": item}})["raw"] == '{"a":1}'
    listed = {"schema": {"type": "array", "items": item}, "itemSchema": item}
    assert body({"application/jsonl": listed})["raw"] == '{"a":1}'
