"""Parameters: every style, explode form and location, and that values arrive as they were meant."""

from urllib.parse import unquote

import pytest
from convertible import Json, converted, operation, request, values
from hypothesis import given
from hypothesis import strategies as st

EMPTY, STRING, ARRAY = "", "blue", ["blue", "black", "brown"]
OBJECT = {"R": 100, "G": 200, "B": 150}


def declared(location: str, value: Json, **more: Json) -> list[Json]:
    return [{"name": "color", "in": location, "required": True, "example": value, **more}]


def path_value(value: Json, **more: Json) -> str:
    url = request(operation(path="/c/{color}", parameters=declared("path", value, **more)))["url"]
    assert url["path"] == ["c", ":color"]
    return str(url["variable"][0]["value"])


def query_text(value: Json, **more: Json) -> str:
    url = request(operation(parameters=declared("query", value, **more)))["url"]
    joined = "&".join(f"{key}={text}" for key, text in values(url["query"]))
    assert url["raw"] == "{{baseUrl}}/pets?" + joined
    return joined


def header_value(value: Json, location: str = "header", **more: Json) -> str:
    fields = request(operation(parameters=declared(location, value, **more)))["header"]
    (field,) = fields
    assert field["key"] == ("color" if location == "header" else "Cookie")
    return str(field["value"])


@pytest.mark.parametrize(
    ("style", "explode", "value", "sent"),
    [
        ("matrix", False, EMPTY, ";color"),
        ("matrix", False, STRING, ";color=blue"),
        ("matrix", False, ARRAY, ";color=blue,black,brown"),
        ("matrix", False, OBJECT, ";color=R,100,G,200,B,150"),
        ("matrix", True, EMPTY, ";color"),
        ("matrix", True, STRING, ";color=blue"),
        ("matrix", True, ARRAY, ";color=blue;color=black;color=brown"),
        ("matrix", True, OBJECT, ";R=100;G=200;B=150"),
        ("label", False, EMPTY, "."),
        ("label", False, STRING, ".blue"),
        ("label", False, ARRAY, ".blue,black,brown"),
        ("label", False, OBJECT, ".R,100,G,200,B,150"),
        ("label", True, EMPTY, "."),
        ("label", True, STRING, ".blue"),
        ("label", True, ARRAY, ".blue.black.brown"),
        ("label", True, OBJECT, ".R=100.G=200.B=150"),
        ("simple", False, EMPTY, ""),
        ("simple", False, STRING, "blue"),
        ("simple", False, ARRAY, "blue,black,brown"),
        ("simple", False, OBJECT, "R,100,G,200,B,150"),
        ("simple", True, EMPTY, ""),
        ("simple", True, STRING, "blue"),
        ("simple", True, ARRAY, "blue,black,brown"),
        ("simple", True, OBJECT, "R=100,G=200,B=150"),
    ],
)
def test_path_parameters_follow_the_style_table(
    style: str, explode: bool, value: Json, sent: str
) -> None:
    """But for an empty segment, which leads to no path."""
    assert path_value(value, style=style, explode=explode) == (sent or "string")
    if style == "simple":
        assert header_value(value, explode=explode) == sent


@pytest.mark.parametrize(
    ("style", "explode", "value", "sent"),
    [
        ("form", False, EMPTY, "color="),
        ("form", False, STRING, "color=blue"),
        ("form", False, ARRAY, "color=blue,black,brown"),
        ("form", False, OBJECT, "color=R,100,G,200,B,150"),
        ("form", True, EMPTY, "color="),
        ("form", True, STRING, "color=blue"),
        ("form", True, ARRAY, "color=blue&color=black&color=brown"),
        ("form", True, OBJECT, "R=100&G=200&B=150"),
        ("spaceDelimited", False, ARRAY, "color=blue%20black%20brown"),
        ("spaceDelimited", False, OBJECT, "color=R%20100%20G%20200%20B%20150"),
        ("pipeDelimited", False, ARRAY, "color=blue%7Cblack%7Cbrown"),
        ("pipeDelimited", False, OBJECT, "color=R%7C100%7CG%7C200%7CB%7C150"),
        ("deepObject", True, OBJECT, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
        # Beyond the table:
        ("deepObject", True, {"a": {"b": [1, 2]}}, "color%5Ba%5D%5Bb%5D%5B0%5D=1&"
         "color%5Ba%5D%5Bb%5D%5B1%5D=2"),
        ("deepObject", True, {}, "color="),
        ("spaceDelimited", True, ARRAY, "color=blue&color=black&color=brown"),
        ("form", True, [], "color="),
        ("form", True, {}, "color="),
        ("form", True, None, "color="),
        ("form", True, True, "color=true"),
        ("form", False, [None, 1.5], "color=,1.5"),
    ],
)  # fmt: skip
def test_query_parameters_follow_the_style_table(
    style: str, explode: bool, value: Json, sent: str
) -> None:
    assert query_text(value, style=style, explode=explode) == sent


@pytest.mark.parametrize(
    ("style", "explode", "value", "sent"),
    [
        ("form", False, EMPTY, "color="),
        ("form", False, STRING, "color=blue"),
        ("form", False, ARRAY, "color=blue,black,brown"),
        ("form", False, OBJECT, "color=R,100,G,200,B,150"),
        ("form", True, ARRAY, "color=blue; color=black; color=brown"),
        ("form", True, OBJECT, "R=100; G=200; B=150"),
        ("cookie", False, OBJECT, "color=R,100,G,200,B,150"),
        ("cookie", True, ARRAY, "color=blue; color=black; color=brown"),
        ("cookie", True, "a%20b", "color=a%20b"),
        ("form", True, "a b;c,é", "color=a%20b%3Bc%2C%C3%A9"),
    ],
)
def test_cookies_follow_the_style_table(style: str, explode: bool, value: Json, sent: str) -> None:
    assert header_value(value, "cookie", style=style, explode=explode) == sent


def test_styles_are_the_defaults_of_their_location() -> None:
    assert path_value(ARRAY) == "blue,black,brown"
    assert query_text(ARRAY) == "color=blue&color=black&color=brown"
    assert header_value(OBJECT) == "R,100,G,200,B,150"


@pytest.mark.parametrize(
    ("value", "sent"),
    [
        ("a/b?c#d", "a%2Fb%3Fc%23d"),
        ("100%", "100%25"),
        ("a%2Fb", "a%252Fb"),
        ("a b\\c", "a%20b%5Cc"),
        ("{{baseUrl}}", "%7B%7BbaseUrl%7D%7D"),
        ("Größe", "Größe"),
        ("a:b@c+d&e", "a:b@c+d&e"),
        (["a,b", "c"], "a%2Cb,c"),
    ],
)
def test_what_would_break_a_path_is_escaped_in_a_path_variable(value: Json, sent: str) -> None:
    assert path_value(value) == sent


@pytest.mark.parametrize(
    ("value", "more", "sent"),
    [
        ("a&b c", {}, "color=a%26b%20c"),
        ("50% + 1#", {}, "color=50%25%20%2B%201%23"),
        ("/a?b=c:d", {}, "color=/a?b=c:d"),
        ("{{baseUrl}}", {}, "color=%7B%7BbaseUrl%7D%7D"),
        (["a,b", "c"], {"explode": False}, "color=a%2Cb,c"),
        (["a|b", "c"], {"style": "pipeDelimited", "explode": False}, "color=a%7Cb%7Cc"),
        ({"a=b": "c=d"}, {}, "a%3Db=c=d"),
        ("[a]+%2F&b", {"allowReserved": True}, "color=[a]+%2F%26b"),
        ("two\nlines", {}, "color=two%0Alines"),
    ],
)
def test_what_would_break_a_query_is_escaped(value: Json, more: Json, sent: str) -> None:
    assert query_text(value, **more) == sent


@given(value=st.text(max_size=9))
def test_a_value_in_a_url_is_the_one_that_was_meant(value: str) -> None:
    assert unquote(path_value(value)) == (value or "string")
    assert unquote(query_text(value).partition("=")[2]) == value
    assert "{{" not in path_value(value)
    assert not set("/?#") & set(path_value(value))


@pytest.mark.parametrize(
    ("value", "sent"),
    [("one\ntwo", "one two"), ("café", "café"), ("→ 5", "? 5"), ('{"a": 1}', '{"a": 1}')],
)
def test_a_header_holds_what_a_header_can(value: str, sent: str) -> None:
    assert header_value(value) == sent


@pytest.mark.parametrize(
    ("schema", "example", "sent"),
    [
        ({"type": "object"}, {"a": "b c"}, '{"a":"b c"}'),
        ({"type": "string"}, "abc", '"abc"'),
        ({"type": "object"}, '{"a": 1}', '{"a": 1}'),
        ({"type": "array"}, [1, 2], "[1,2]"),
    ],
)
def test_content_parameters_are_sent_as_json(schema: Json, example: Json, sent: str) -> None:
    content = {"application/json": {"schema": schema, "example": example}}

    def one(location: str) -> list[Json]:
        return [{"name": "color", "in": location, "required": True, "content": content}]

    url = request(operation(parameters=one("query")))["url"]
    assert unquote(url["query"][0]["value"]) == sent
    assert not set('{}[]" ') & set(url["query"][0]["value"])
    assert values(request(operation(parameters=one("header")))["header"]) == [("color", sent)]
    (cookie,) = request(operation(parameters=one("cookie")))["header"]
    assert unquote(cookie["value"]) == f"color={sent}"
    path = operation(path="/c/{color}", parameters=one("path"))
    assert unquote(request(path)["url"]["variable"][0]["value"]) == sent


def test_content_parameters_in_text_are_sent_as_they_are() -> None:
    one = {"name": "c", "in": "query", "content": {"text/plain": {"example": "abc"}}}
    assert values(request(operation(parameters=[one]))["url"]["query"]) == [("c", "abc")]


@pytest.mark.parametrize(
    ("path", "segments"),
    [
        ("/:now", ["%3Anow"]),
        ("/pets:batch", ["pets:batch"]),
        ("/{id}:cancel", ["{{id}}:cancel"]),
        ("/:{id}", ["%3A{{id}}"]),
    ],
)
def test_a_colon_of_the_path_is_no_path_variable(path: str, segments: list[str]) -> None:
    url = request(operation(path=path))["url"]
    assert url["path"] == segments
    assert "variable" not in url


def test_a_parameter_inside_a_segment_is_escaped_too() -> None:
    one = {"name": "id", "in": "path", "required": True, "example": "a/b"}
    collection = converted(operation(path="/pets/{id}:feed", parameters=[one]))
    assert ("id", "a%2Fb") in values(collection["variable"])


def test_a_parameter_that_may_be_empty_says_so() -> None:
    one = {"name": "flag", "in": "query", "allowEmptyValue": True, "schema": {"type": "boolean"}}
    (field,) = request(operation(parameters=[one]))["url"]["query"]
    assert field == {"key": "flag", "value": "true", "description": "(May be empty)"}
