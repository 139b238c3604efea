"""Following `$ref`s, and saying where one stands that leads nowhere."""

import json
from typing import Any

import pytest

from pressroom.definition import Schema, grammar, load
from pressroom.errors import DefinitionSyntaxError, MissingReference

HEAD = {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}}


def files(schemas: dict[str, Any], **others: Any) -> dict[str, bytes]:
    root = {**HEAD, "components": {"schemas": schemas}}
    named = {name.replace("__", "/") + ".json": value for name, value in others.items()}
    contents = {"openapi.json": root, **named}
    return {path: json.dumps(value).encode() for path, value in contents.items()}


def missing(contents: dict[str, bytes], root: str | None = None) -> MissingReference:
    with pytest.raises(MissingReference) as caught:
        load(contents, root=root)
    return caught.value


@pytest.mark.parametrize(
    ("reference", "wanted"),
    [
        ("#/components/schemas/a~1b", "slash"),
        ("#/components/schemas/a~0b", "tilde"),
        ("#/components/schemas/a%20b", "space"),
        ("#/components/schemas/%C3%A9", "accent"),
        ("#/components/schemas/list/allOf/1", "second"),
        ("openapi.json#/components/schemas/a~1b", "slash"),
        ("one.json", "one"),
        ("./one.json#", "one"),
        ("a/../one.json", "one"),
        ("sub/two.json#/two", "two"),
        ("sub/my%20file.json", "spaced"),
        ("#named", "anchor"),
        ("one.json#inner", "inner"),
        ("#/components/schemas/hop/properties/x", "behind the hop"),
    ],
)
def test_a_reference_is_followed(reference: str, wanted: str) -> None:
    schemas = {
        "a/b": {"title": "slash"},
        "a~b": {"title": "tilde"},
        "a b": {"title": "space"},
        "é": {"title": "accent"},
        "list": {"allOf": [{"title": "first"}, {"title": "second"}]},
        "anchored": {"$anchor": "named", "title": "anchor"},
        "hop": {"$ref": "one.json"},
        "start": {"$ref": reference},
    }
    contents = files(
        schemas,
        one={
            "title": "one",
            "$defs": {"i": {"$anchor": "inner", "title": "inner"}},
            "properties": {"x": {"title": "behind the hop"}},
        },
        sub__two={"two": {"title": "two"}},
    )
    contents["sub/my file.json"] = b'{"title": "spaced"}'
    target, _ = load(contents).references.follow(reference, "openapi.json")
    assert target["title"] == wanted


def test_a_reference_starts_from_the_file_it_stands_in() -> None:
    contents = files({"a": {"$ref": "x/a.json"}}, x__a={"$ref": "b.json#/c"}, x__b={"c": {"d": 1}})
    references = load(contents).references
    assert references.follow("b.json#/c", "x/a.json") == ({"d": 1}, "x/b.json")
    assert references.follow("../openapi.json#/openapi", "x/a.json") == ("3.1.0", "openapi.json")


def test_what_a_reference_names_is_always_the_same_object() -> None:
    references = load(files({"a": {}, "b": {"$ref": "#/components/schemas/a"}})).references
    first = references.follow("#/components/schemas/a", "openapi.json")
    assert references.follow("#/components/schemas/a", "openapi.json") is first


@pytest.mark.parametrize(
    "reference",
    [
        "http://example.com/a.json",
        "HTTPS://example.com/a.json#/a",
        "file:///etc/passwd",
        "//example.com/a.json",
        "/etc/passwd",
        "\\\\host\\a.json",
        "C:\\a.json",
    ],
)
def test_nothing_is_fetched(reference: str) -> None:
    error = missing(files({"a": {"$ref": reference}}))
    assert repr(reference) in error.message
    assert "nothing is ever fetched; put a copy among the files" in error.message


@pytest.mark.parametrize("reference", ["../up.json", "../../etc/passwd", "no.json", "..", "."])
def test_a_file_outside_the_definition_is_missing(reference: str) -> None:
    assert "isn't part of the definition" in missing(files({"a": {"$ref": reference}})).message


@pytest.mark.parametrize(
    "reference",
    [
        "#/components/schemas/no",
        "#/components/schemas/a/allOf/2",
        "#/components/schemas/a/allOf/-1",
        "#/components/schemas/a/allOf/01",
        "#/components/schemas/a/allOf/99999999999999999999",
        "#/components/schemas/a/title/0",
        "#/components/schemas/a/",
        "#anchor",
    ],
)
def test_a_target_that_is_not_there_is_missing(reference: str) -> None:
    schemas = {"a": {"allOf": [{}, {}], "title": "text"}, "b": {"$ref": reference}}
    error = missing(files(schemas))
    assert repr(reference) in error.message
    assert error.pointer == "/components/schemas/b/$ref"


def test_a_missing_reference_names_the_place_where_it_stands() -> None:
    contents = {
        "api/openapi.yaml": b"""\
openapi: 3.0.3
paths:
  /pets:
    $ref: ../paths/pets.yaml
""",
        "paths/pets.yaml": b"""\
get:
  responses:
    '200':
      content:
        application/json:
          schema:
            properties:
              owner: {$ref: '#/nowhere'}
""",
    }
    error = missing(contents)
    assert str(error) == (
        "paths/pets.yaml:8:23: the reference '#/nowhere' leads nowhere: there is no 'nowhere' on "
        "its way in 'paths/pets.yaml'; add it, or mend the pointer (at /get/responses/200/content/"
        "application~1json/schema/properties/owner/$ref)"
    )


def test_of_several_missing_references_the_first_is_named() -> None:
    root = {**HEAD, "paths": {"/b": {"$ref": "#/no"}, "/a": {"$ref": "#/none"}}}
    assert missing({"openapi.json": json.dumps(root).encode()}).pointer == "/paths/~1b/$ref"


def test_of_equal_references_the_first_is_named() -> None:
    root = {**HEAD, "paths": {"/a": {"$ref": "#/no"}, "/b": {"$ref": "#/no"}}}
    assert missing({"openapi.json": json.dumps(root).encode()}).pointer == "/paths/~1a/$ref"


KEYWORDS = [
    *("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "contains", "contentSchema"),
    *("items", "prefixItems", "additionalItems", "unevaluatedItems"),
    *("additionalProperties", "unevaluatedProperties", "propertyNames"),
]
MAPS = [
    "properties",
    "patternProperties",
    "dependentSchemas",
    "$defs",
    "definitions",
    "dependencies",
]


@pytest.mark.parametrize(
    "schema",
    [
        *({keyword: {"$ref": "#/no"}} for keyword in KEYWORDS),
        *({keyword: [True, {"$ref": "#/no"}]} for keyword in KEYWORDS),
        *({keyword: {"name": {"$ref": "#/no"}}} for keyword in MAPS),
    ],
)
def test_a_missing_reference_is_found_under_every_keyword(schema: dict[str, Any]) -> None:
    missing(files({"a": schema}))


def test_a_walk_passes_over_what_it_has_seen() -> None:
    schema = {"items": {"$ref": "#/a"}, "not": {"$ref": "#/b"}}
    seen: set[int] = set()
    assert list(grammar.references(schema["not"], "schema", seen)) == [("#/b", "schema")]
    assert list(grammar.references(schema, "schema", seen)) == [("#/a", "schema")]


@pytest.mark.parametrize(
    "document",
    [
        {"paths": {"/a": {"get": {"parameters": [{"$ref": "#/no"}]}}}},
        {"paths": {"/a": {"parameters": [{"$ref": "#/no"}]}}},
        {"paths": {"/a": {"$ref": "#/no"}}},
        {"paths": {"/a": {"get": {"requestBody": {"$ref": "#/no"}}}}},
        {"paths": {"/a": {"get": {"responses": {"200": {"$ref": "#/no"}}}}}},
        {"paths": {"/a": {"get": {"callbacks": {"c": {"$ref": "#/no"}}}}}},
        {"paths": {"/a": {"get": {"callbacks": {"c": {"{$url}": {"$ref": "#/no"}}}}}}},
        {"webhooks": {"a": {"$ref": "#/no"}}},
        {"x-webhooks": {"a": {"$ref": "#/no"}}},
        {"components": {"responses": {"a": {"headers": {"h": {"$ref": "#/no"}}}}}},
        {"components": {"responses": {"a": {"links": {"l": {"$ref": "#/no"}}}}}},
        {"components": {"parameters": {"a": {"examples": {"e": {"$ref": "#/no"}}}}}},
        {"components": {"parameters": {"a": {"schema": {"$ref": "#/no"}}}}},
        {"components": {"securitySchemes": {"a": {"$ref": "#/no"}}}},
        {
            "components": {
                "requestBodies": {"a": {"content": {"a/b": {"schema": {"$ref": "#/no"}}}}}
            }
        },
        {"components": {"schemas": {"a": {"items": {"$ref": "#/no"}}}}},
        {"components": {"schemas": {"a": {"properties": {"default": {"$ref": "#/no"}}}}}},
        {"components": {"schemas": {"a": {"properties": {"$ref": {"$ref": "#/no"}}}}}},
        {"components": {"schemas": {"a": {"oneOf": [{"not": {"$ref": "#/no"}}]}}}},
        {"components": {"schemas": {"a": {"additionalProperties": {"$ref": "#/no"}}}}},
        {"components": {"schemas": {"a": {"$defs": {"enum": {"$ref": "#/no"}}}}}},
    ],
)
def test_a_missing_reference_is_found_wherever_one_may_stand(document: dict[str, Any]) -> None:
    assert missing({"openapi.json": json.dumps({**HEAD, **document}).encode()}).pointer


@pytest.mark.parametrize(
    "schema",
    [
        {"properties": {"$ref": {"type": "string"}}},
        {"properties": {"properties": {"properties": {"$ref": True}}}},
        {"example": {"$ref": "#/no"}},
        {"examples": [{"$ref": "#/no"}]},
        {"default": {"$ref": "#/no"}},
        {"enum": [{"$ref": "#/no"}]},
        {"const": {"$ref": "#/no"}},
        {"x-note": {"$ref": "#/no"}},
        {"$ref": 3},
    ],
)
def test_what_only_looks_like_a_reference_is_none(schema: dict[str, Any]) -> None:
    assert load(files({"a": schema})).document["components"]["schemas"]["a"] == schema


def test_the_value_of_an_example_is_no_reference() -> None:
    media = {"examples": {"e": {"value": {"$ref": "#/no"}}}, "example": {"$ref": "#/no"}}
    root = {**HEAD, "components": {"requestBodies": {"a": {"content": {"a/b": media}}}}}
    load(json.dumps(root))


def test_references_in_circles_are_no_error() -> None:
    schemas = {
        "node": {"properties": {"next": {"$ref": "#/components/schemas/node"}}},
        "self": {"$ref": "#/components/schemas/self"},
        "ping": {"$ref": "#/components/schemas/pong"},
        "pong": {"$ref": "#/components/schemas/ping"},
        "away": {"$ref": "a.json"},
    }
    load(files(schemas, a={"items": {"$ref": "openapi.json#/components/schemas/away"}}))


@pytest.mark.parametrize(
    "schemas",
    [
        {"a": {"$ref": "#/components/schemas/a/x"}},
        {"a": {"$ref": "#/components/schemas/b/x"}, "b": {"$ref": "#/components/schemas/a/x"}},
        {
            "a": {"$ref": "#/components/schemas/b"},
            "b": {"$ref": "#/components/schemas/a"},
            "c": {"$ref": "#/components/schemas/a/x"},
        },
        {f"a{i}": {"$ref": f"#/components/schemas/a{i + 1}/x"} for i in range(3000)},
    ],
)
def test_a_pointer_that_leads_through_itself_is_missing(schemas: dict[str, Any]) -> None:
    missing(files(schemas))


def test_a_long_chain_of_references_is_followed() -> None:
    chain = {f"a{i}": {"$ref": f"#/components/schemas/a{i + 1}"} for i in range(3000)}
    load(files({**chain, "a3000": {}}))


def test_a_file_is_parsed_only_when_something_refers_to_it() -> None:
    contents = {**files({"a": {}}), "broken.yaml": b"a: [", "latin.yaml": b"\xff"}
    assert set(load(contents).files) == set(contents)
    contents["openapi.json"] = files({"a": {"$ref": "broken.yaml"}})["openapi.json"]
    with pytest.raises(DefinitionSyntaxError) as caught:
        load(contents)
    assert caught.value.file == "broken.yaml"


def test_what_stands_beside_a_reference_on_the_way_is_not_passed_over() -> None:
    schemas = {
        "alias": {"$ref": "#/components/schemas/more", "description": "d"},
        "more": {"$ref": "#/components/schemas/end", "required": ["a"]},
        "end": {"type": "object"},
    }
    references = load(files(schemas)).references
    start = Schema({"$ref": "#/components/schemas/alias"}, "openapi.json", references)
    assert start.resolve().value == schemas["more"]
    assert start.resolve().resolve().value == schemas["end"]
