"""Examples of schemas whose keywords lean on one another: `not`, `if`, `contains`, `oneOf`."""

from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_examples import Components, example, ref

from pressroom.definition.examples import Examples, Purpose
from pressroom.definition.model import Json, Schema

TEXT = {"type": "string"}


def is_valid(value: Json, schema: Json) -> bool:
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    rooted = {**dialect, **schema} if isinstance(schema, dict) else schema
    return jsonschema_rs.validator_for(rooted).is_valid(value)


def shown(value: Json, schema: Json, *, purpose: Purpose = "response") -> tuple[bool, Json]:
    root = Schema(schema, "openapi.yaml", Components({}))
    return Examples().shown(value, root, purpose=purpose)


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "not": {"const": "string"}},
        {"type": "string", "not": {"maxLength": 8}},
        {"not": {"type": "string"}},
        {"enum": [1, 2, 3], "not": {"enum": [1, 2]}},
        {"type": "object", "properties": {"a": TEXT, "b": TEXT}, "not": {"required": ["a", "b"]}},
        {"type": "object", "properties": {"a": TEXT, "b": TEXT}, "not": {"required": ["a"]}},
        {"type": "boolean", "not": {"const": True}},
        {"type": "integer", "not": {"multipleOf": 2}, "minimum": 4},
    ],
)
def test_what_is_excluded_is_not_shown(schema: Json) -> None:
    assert is_valid(example(schema), schema)


@pytest.mark.parametrize(
    "schema",
    [
        {
            "type": "object",
            "required": ["kind"],
            "properties": {"kind": {"enum": ["card", "cash"]}, "number": TEXT},
            "if": {"properties": {"kind": {"const": "card"}}},
            "then": {"required": ["number"], "properties": {"number": {"pattern": "^[0-9]{16}$"}}},
            "else": {"not": {"required": ["number"]}},
        },
        {"type": "integer", "if": {"minimum": 1}, "then": {"minimum": 100}},
        {"type": "integer", "minimum": 5, "if": {"maximum": 10}, "then": False},
        {"type": "string", "if": {"minLength": 3}, "else": {"const": "ab"}, "maxLength": 2},
        {
            "allOf": [
                {"if": {"required": ["a"]}, "then": {"required": ["b"]}},
                {"if": {"required": ["b"]}, "then": {"required": ["c"]}},
            ],
            "required": ["a"],
        },
    ],
)
def test_conditions_hold(schema: Json) -> None:
    assert is_valid(example(schema), schema)


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "array", "contains": {"type": "integer"}},
        {"type": "array", "items": {"type": ["string", "integer"]}, "contains": {"minimum": 5}},
        {"type": "array", "contains": {"const": 1}, "minContains": 3},
        {"type": "array", "prefixItems": [TEXT], "contains": {"type": "boolean"}},
        {"type": "object", "dependentRequired": {"a": ["b"]}, "required": ["a"]},
        {
            "properties": {"a": TEXT},
            "dependentSchemas": {"a": {"required": ["b"], "properties": {"b": {"const": 1}}}},
        },
        {"dependencies": {"a": ["b"], "b": {"required": ["c"]}}, "required": ["a"]},
        {"type": "object", "patternProperties": {"^x-[a-z]+$": {"type": "integer"}}},
        {
            "type": "object",
            "properties": {"x-a": {"minimum": 10}},
            "patternProperties": {"^x-": {"type": "integer"}},
            "additionalProperties": False,
        },
        {"type": "object", "propertyNames": {"pattern": "^[A-Z]{3}$"}, "minProperties": 2},
        {
            "allOf": [{"properties": {"a": TEXT}}],
            "required": ["a"],
            "unevaluatedProperties": False,
        },
    ],
)
def test_counted_named_and_dependent_members_are_there(schema: Json) -> None:
    assert is_valid(example(schema), schema)


@pytest.mark.parametrize(
    "options",
    [
        [{"required": ["a"]}, {"required": ["b"]}],
        [{"properties": {"a": TEXT}}, {"properties": {"a": {"type": "integer"}}}],
        [TEXT, {"type": "string", "maxLength": 10}],
        [{"type": "number"}, {"type": "integer"}],
        [{"type": "object"}, {"type": "object", "required": ["z"]}],
        [TEXT, {"type": "number", "maximum": 5}, {}],
        [TEXT, {"type": "integer"}, {}],
        [{"type": "integer"}, {"const": 1}, {"minimum": 3}, {**TEXT, "minLength": 3}],
        [
            {"type": "object", "additionalProperties": False},
            {"type": "object"},
            {"type": "object", "properties": {"x": {"type": "number", "maximum": 5}}},
        ],
    ],
)
def test_one_of_is_matched_by_exactly_one(options: list[Json]) -> None:
    properties = {"a": {}, "b": {}} if "type" not in options[0] else {}
    schema = {"properties": properties, "oneOf": options}
    value = example(schema)
    assert sum(is_valid(value, option) for option in options) == 1


def test_a_string_takes_both_its_pattern_and_its_format() -> None:
    assert example({"type": "string", "format": "date", "pattern": "^[0-9-]+$"}) == "2025-01-15"


def test_a_pattern_that_is_no_recipe_is_met_by_a_usual_string() -> None:
    assert example({"type": "string", "pattern": "^(?!string)[a-z]+$"}) == "name"


def test_unique_strings_of_one_pattern_differ() -> None:
    items = {"type": "string", "pattern": "^[a-z]{3}$"}
    value = example({"type": "array", "items": items, "uniqueItems": True, "minItems": 3})
    assert len({*value}) == 3


def test_an_invalid_example_of_the_authors_is_passed_over() -> None:
    assert example({"type": "integer", "example": "seven"}) == 1
    assert example({"type": "integer", "examples": ["seven", 7]}) == 7
    assert example({"type": "integer", "minimum": 3, "default": 1}) == 3


def test_an_example_for_a_part_is_passed_over_when_the_whole_asks_for_more() -> None:
    base = {"type": "object", "properties": {"a": TEXT}, "example": {"a": "x"}}
    schema = {"allOf": [ref("Base"), {"properties": {"b": {"type": "integer"}}}]}
    assert example(schema, {"Base": base}) == {"a": "string", "b": 1}


def test_an_example_in_the_wrong_format_is_passed_over() -> None:
    schema = {"type": "string", "format": "uri", "example": "/repos{/sha}"}
    assert example(schema) == "https://example.com/"
    assert example({**schema, "format": "house-style"}) == "/repos{/sha}"


def test_an_example_is_shown_without_what_its_purpose_hides() -> None:
    member = {"type": "object", "properties": {"id": {"type": "integer", "readOnly": True}}}
    schema = {"properties": {"list": {"type": "array", "items": member}}}
    value = {"list": [{"id": 1, "other": 2}]}
    assert shown(value, schema, purpose="request") == (True, {"list": [{"other": 2}]})
    assert shown(value, schema, purpose="response") == (True, value)


def test_an_example_with_more_levels_than_the_stack_has_is_no_example() -> None:
    value: Json = 1
    for _ in range(5000):
        value = [value]
    schema: dict[str, Any] = {"type": "array"}
    schema["items"] = schema
    assert shown(value, schema) == (False, None)


def test_unique_items_of_a_long_example_are_compared_in_time() -> None:
    value = [{"n": number, "m": [number]} for number in range(20_000)]
    assert shown(value, {"type": "array", "uniqueItems": True})[0]
    assert not shown([*value, {"m": [3], "n": 3}], {"type": "array", "uniqueItems": True})[0]


def test_nesting_ends_at_the_depth_asked_for() -> None:
    schema: Json = {"type": "string"}
    for _ in range(8):
        schema = {"type": "object", "properties": {"in": schema, "n": {"type": "integer"}}}
    assert example(schema, depth=2) == {"in": {"n": 1}, "n": 1}


@pytest.mark.parametrize("format_", ["int8", "int32", "int64"])
def test_a_number_in_an_integer_format_is_whole_and_in_range(format_: str) -> None:
    assert example({"type": "number", "format": format_}) == 1
    schema = {"type": "number", "format": format_, "example": 1.5}
    assert example(schema, purpose="request") == 1
    assert example({"type": "integer", "format": "int8", "minimum": 100}) <= 127


SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 12), st.sampled_from(["", "a", "abc", "1", 1.5, 2.0])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
    ),
    max_leaves=6,
)
NAMES = st.lists(st.sampled_from("abc"), unique=True, max_size=2)
COUNT = st.integers(0, 3)


def keywords(inner: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    """A schema with up to four keywords of any kind."""
    several = st.lists(inner, min_size=1, max_size=3)
    members = st.dictionaries(st.sampled_from("abc"), inner, max_size=2)
    kind = st.sampled_from(["object", "array", "string", "integer", "number", "null", "boolean"])
    every = {
        "type": st.one_of(kind, st.lists(kind, min_size=1, max_size=3, unique=True)),
        "enum": st.lists(VALUES, min_size=1, max_size=3),
        "const": VALUES,
        "minimum": st.integers(-2, 5),
        "exclusiveMaximum": st.integers(0, 8),
        "multipleOf": st.sampled_from([1, 2, 0.5]),
        "minLength": COUNT,
        "maxLength": COUNT,
        "pattern": st.sampled_from(["^a", "c$", "[0-9]"]),
        "properties": members,
        "required": NAMES,
        "patternProperties": st.dictionaries(st.sampled_from(["a|b", "^c"]), inner, max_size=2),
        "additionalProperties": inner,
        "propertyNames": st.sampled_from([{"pattern": "a|b"}, {"maxLength": 1}, True]),
        "minProperties": COUNT,
        "maxProperties": COUNT,
        "dependentRequired": st.dictionaries(st.sampled_from("abc"), NAMES, max_size=2),
        "dependentSchemas": members,
        "prefixItems": several,
        "items": inner,
        "contains": inner,
        "minItems": COUNT,
        "maxItems": COUNT,
        "uniqueItems": st.booleans(),
        "allOf": several,
        "anyOf": several,
        "oneOf": several,
        "not": inner,
        "if": inner,
        "then": inner,
        "else": inner,
    }
    pairs = st.sampled_from(sorted(every)).flatmap(
        lambda name: st.tuples(st.just(name), every[name])
    )
    return st.lists(pairs, max_size=4).map(dict)


SCHEMAS = st.recursive(st.one_of(st.booleans(), keywords(st.booleans())), keywords, max_leaves=6)


@given(SCHEMAS, VALUES)
@settings(max_examples=600)
def test_an_example_is_accepted_exactly_when_it_is_valid(schema: Json, value: Json) -> None:
    assert shown(value, schema)[0] == is_valid(value, schema)
