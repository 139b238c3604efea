"""XML bodies made from schemas and their `xml` hints."""

from xml.etree import ElementTree

import pytest
from convertible import Json, item, operation, request
from hypothesis import given
from hypothesis import strategies as st

from pressroom.collection.xml import XmlWriter
from pressroom.definition import Schema
from pressroom.definition.examples import NOTHING, Shapes

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
TEXT = {"type": "string", "example": "a"}
STRINGS = {"type": "array", "items": {"type": "string"}, "example": ["a", "b"]}


def written(schema: Json, options: Json = None, name: str = "application/xml", **more: Json) -> str:
    """The body of a request with this schema, without its declaration."""
    paths = operation("post", requestBody={"content": {name: {"schema": schema}}})
    body = request(paths, options, **more)["body"]
    assert body["options"] == {"raw": {"language": "xml"}}
    assert body["raw"].startswith(DECLARATION)
    ElementTree.fromstring(body["raw"].removeprefix(DECLARATION))
    return str(body["raw"].removeprefix(DECLARATION))


def inside(properties: Json, **xml: Json) -> str:
    """What is in the root of an object with these properties, without line breaks."""
    text = written({"type": "object", "properties": properties, "xml": {"name": "r"} | xml})
    return "".join(line.strip() for line in text.splitlines())


def names(array: Json = None, item: Json = None, **more: Json) -> Json:
    """A property `names`, an array with these hints on itself and on its items."""
    items = {"type": "string", "xml": item or {}}
    return {"names": {**STRINGS, "items": items, "xml": array or {}, **more}}


def test_xml_is_indented_as_the_options_say() -> None:
    schema = {"type": "object", "properties": {"a": TEXT}}
    assert written(schema) == "<root>\n  <a>a</a>\n</root>"
    assert written(schema, {"indentCharacter": "Tab"}) == "<root>\n\t<a>a</a>\n</root>"
    assert written(schema, name="application/atom+xml") == "<root>\n  <a>a</a>\n</root>"


def test_the_root_is_named_by_its_hint_else_by_its_component() -> None:
    pet = {"type": "object", "properties": {"a": TEXT}}
    reference = {"$ref": "#/components/schemas/Pet"}
    components = {"schemas": {"Pet": pet}}
    assert written(reference, components=components).startswith("<Pet>")
    hinted = {"schemas": {"Pet": {**pet, "xml": {"name": "animal"}}}}
    assert written(reference, components=hinted).startswith("<animal>")
    beside = {"allOf": [reference], "xml": {"name": "outer"}}
    assert written(beside, components=hinted).startswith("<outer>")


@pytest.mark.parametrize(
    ("properties", "text"),
    [
        ({"a": {**TEXT, "xml": {"name": "b"}}}, "<r><b>a</b></r>"),
        ({"a": {**TEXT, "xml": {"attribute": True}}}, '<r a="a" />'),
        ({"a": {**TEXT, "xml": {"attribute": True, "name": "b"}}}, '<r b="a" />'),
        ({"a": {**TEXT, "xml": {"nodeType": "attribute"}}}, '<r a="a" />'),
        ({"a": {**TEXT, "xml": {"nodeType": "text"}}}, "<r>a</r>"),
        ({"a": {**TEXT, "xml": {"nodeType": "cdata"}}}, "<r>a</r>"),
        ({"a": {"type": "boolean"}}, "<r><a>true</a></r>"),
        ({"a": {"type": "number", "example": 1.5}}, "<r><a>1.5</a></r>"),
        ({"a": {"type": "object", "properties": {"b": TEXT}}}, "<r><a><b>a</b></a></r>"),
        (
            {"a": {"type": "object", "properties": {"b": TEXT}, "xml": {"nodeType": "none"}}},
            "<r><b>a</b></r>",
        ),
        ({"a": {**TEXT, "example": "<&>"}}, "<r><a>&lt;&amp;&gt;</a></r>"),
        ({"1 a/b": TEXT}, "<r><_1_a_b>a</_1_a_b></r>"),
    ],
)
def test_properties_are_elements_or_attributes_or_text(properties: Json, text: str) -> None:
    assert inside(properties) == text


@pytest.mark.parametrize(
    ("properties", "text"),
    [
        (names(), "<r><names>a</names><names>b</names></r>"),
        (names({"name": "list"}), "<r><names>a</names><names>b</names></r>"),
        (names(item={"name": "name"}), "<r><name>a</name><name>b</name></r>"),
        (
            names({"name": "list"}, {"name": "name"}),
            "<r><name>a</name><name>b</name></r>",
        ),
        (names({"wrapped": True}), "<r><names><names>a</names><names>b</names></names></r>"),
        (
            names({"wrapped": True}, {"name": "name"}),
            "<r><names><name>a</name><name>b</name></names></r>",
        ),
        (
            names({"wrapped": True, "name": "list"}),
            "<r><list><list>a</list><list>b</list></list></r>",
        ),
        (
            names({"nodeType": "element", "name": "list"}, {"name": "name"}),
            "<r><list><name>a</name><name>b</name></list></r>",
        ),
    ],
)
def test_arrays_are_wrapped_where_the_hint_says_so(properties: Json, text: str) -> None:
    assert inside(properties) == text


def test_namespaces_and_prefixes_are_declared_where_they_are_used() -> None:
    prefixed = {"namespace": "urn:x", "prefix": "p"}
    inner = {"a": {**TEXT, "xml": {"prefix": "p"}}, "b": {**TEXT, "xml": {"prefix": "nobody"}}}
    assert inside(inner, **prefixed) == '<p:r xmlns:p="urn:x"><p:a>a</p:a><b>a</b></p:r>'
    assert inside({"a": TEXT}, namespace="urn:x") == '<r xmlns="urn:x"><a>a</a></r>'
    attribute = {"a": {**TEXT, "xml": {"attribute": True, **prefixed}}}
    assert inside(attribute) == '<r xmlns:p="urn:x" p:a="a" />'


def test_an_array_at_the_top_gets_a_root() -> None:
    reference = {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}}
    components = {"schemas": {"Pet": {"type": "object", "properties": {"a": TEXT}}}}
    text = written(reference, components=components)
    assert "".join(text.split()) == "<root><Pet><a>a</a></Pet></root>"


def test_properties_of_every_alternative_follow_their_hints() -> None:
    options = [{"type": "object", "properties": {"a": {**TEXT, "xml": {"attribute": True}}}}]
    assert written({"oneOf": options}) == '<root a="a" />'


def test_saved_responses_are_xml_too() -> None:
    content = {"application/xml": {"schema": {"type": "object", "properties": {"a": TEXT}}}}
    made = item(operation(responses={"200": {"description": "", "content": content}}))
    (response,) = made["response"]
    assert response["body"] == DECLARATION + "<root>\n  <a>a</a>\n</root>"
    assert response["_postman_previewlanguage"] == "xml"


WORDS = st.text(max_size=5)
HINTS = st.fixed_dictionaries(
    {},
    optional={
        "name": WORDS,
        "prefix": WORDS | st.just("xmlns"),
        "namespace": st.text(st.characters(exclude_characters="}"), max_size=5),
        "attribute": st.booleans(),
        "wrapped": st.booleans(),
        "nodeType": st.sampled_from(["element", "attribute", "text", "cdata", "none", "x", ""]),
    },
)
SCHEMAS = st.recursive(
    st.fixed_dictionaries({"xml": HINTS}) | st.just(True),
    lambda inner: st.fixed_dictionaries(
        {"xml": HINTS},
        optional={
            "properties": st.dictionaries(st.sampled_from("ab"), inner),
            "items": inner,
            "additionalProperties": inner,
            "allOf": st.lists(inner, max_size=2),
            "oneOf": st.lists(inner, max_size=2),
        },
    ),
    max_leaves=8,
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from("ab") | WORDS, inner, max_size=3)
    ),
    max_leaves=8,
)


@given(value=VALUES, schema=SCHEMAS)
def test_whatever_the_schema_says_the_text_is_xml(value: Json, schema: Json) -> None:
    shapes = Shapes()
    part = shapes.part(Schema(schema, "", None))  # type: ignore[arg-type]
    text = XmlWriter(shapes, "  ").text(value, part)
    ElementTree.fromstring(text.removeprefix(DECLARATION))


def test_a_value_nested_deep_is_still_written() -> None:
    value: Json = "end"
    for _ in range(500):
        value = {"a": value}
    assert XmlWriter(Shapes(), "  ").text(value, NOTHING).count("<a>") == 61
