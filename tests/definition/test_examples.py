"""Examples: what a schema's example value looks like, and that it is always valid."""

from collections.abc import Callable
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressroom.definition.examples import Examples, Purpose
from pressroom.definition.model import Json, Schema
from pressroom.errors import MissingReference


class Components:
    """References into one dictionary of schemas, as `#/components/schemas/<name>`."""

    def __init__(self, schemas: dict[str, Json] | None = None) -> None:
        self.schemas = schemas or {}

    def follow(self, reference: str, file: str) -> tuple[Json, str]:
        name = reference.rpartition("/")[2]
        if name not in self.schemas:
            raise MissingReference(f"nothing is at {reference}", file=file)
        return self.schemas[name], file


def example(
    schema: Json,
    schemas: dict[str, Json] | None = None,
    *,
    purpose: Purpose = "response",
    **options: bool,
) -> Json:
    root = Schema(schema, "openapi.yaml", Components(schemas))
    return Examples(**options).example(root, purpose=purpose)


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


PET = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "id": {"type": "integer", "readOnly": True},
        "name": {"type": "string", "example": "Rex"},
        "secret": {"type": "string", "writeOnly": True},
        "tag": {"type": "string", "deprecated": True},
    },
}


def test_the_authors_example_goes_before_everything_else() -> None:
    schema = {"type": "integer", "example": 7, "examples": [8], "default": 9, "minimum": 1}
    assert example(schema) == 7


def test_then_the_first_of_examples_then_the_default_then_const_then_enum() -> None:
    assert example({"type": "integer", "examples": [8, 9], "default": 9}) == 8
    assert example({"type": "integer", "default": 9}) == 9
    assert example({"const": 3}) == 3
    assert example({"enum": ["cat", "dog"]}) == "cat"


def test_a_default_of_the_wrong_type_is_not_used() -> None:
    assert example({"type": "string", "default": None}) == "string"
    assert example({"type": "integer", "default": "ten"}) == 1


def test_an_empty_default_shows_nothing_and_gives_way_to_an_item() -> None:
    assert example({"type": "array", "items": {"type": "integer"}, "default": []}) == [1]


def test_without_the_authors_examples_the_schema_alone_counts() -> None:
    schema = {"type": "string", "example": "Rex", "minLength": 8}
    assert example(schema, use_authored=False) == "stringgg"


def test_what_is_read_only_stays_out_of_requests_and_write_only_out_of_responses() -> None:
    assert list(example(PET, purpose="request")) == ["name", "secret", "tag"]
    assert list(example(PET, purpose="response")) == ["id", "name", "tag"]


def test_a_required_read_only_property_stays_out_of_requests_too() -> None:
    schema = {**PET, "required": ["id", "name"]}
    assert "id" not in example(schema, purpose="request")


def test_deprecated_properties_can_be_left_out() -> None:
    assert "tag" not in example(PET, deprecated=False)


def test_all_of_is_one_object_in_the_authors_order() -> None:
    schema = {"allOf": [ref("Pet"), {"properties": {"age": {"type": "integer", "minimum": 3}}}]}
    assert example(schema, {"Pet": PET}) == {"id": 1, "name": "Rex", "tag": "string", "age": 3}


def test_limits_from_different_parts_of_all_of_hold_together() -> None:
    schema = {"allOf": [{"type": "number", "minimum": 2}, {"type": "integer", "maximum": 2}]}
    assert example(schema) == 2


def test_a_wrapped_reference_keeps_the_example_of_what_it_refers_to() -> None:
    schema = {"description": "Its name.", "allOf": [ref("Name")]}
    assert example(schema, {"Name": {"type": "string", "example": "Rex"}}) == "Rex"


def test_an_example_beside_a_reference_goes_before_the_one_behind_it() -> None:
    assert example({**ref("Name"), "example": "Max"}, {"Name": {"example": "Rex"}}) == "Max"


def test_a_discriminator_says_which_alternative_was_chosen() -> None:
    schema = {
        "oneOf": [ref("Cat"), ref("Dog")],
        "discriminator": {"propertyName": "kind", "mapping": {"feline": ref("Cat")["$ref"]}},
    }
    animal = {"type": "object", "properties": {"kind": {"type": "string"}}}
    assert example(schema, {"Cat": animal, "Dog": animal}) == {"kind": "feline"}


def test_a_base_schemas_discriminator_names_the_schema_that_extends_it() -> None:
    schemas = {
        "Pet": {
            "type": "object",
            "required": ["kind"],
            "discriminator": {"propertyName": "kind"},
            "properties": {"kind": {"type": "string"}},
        },
        "Dog": {"allOf": [ref("Pet"), {"properties": {"bark": {"type": "boolean"}}}]},
    }
    assert example(ref("Dog"), schemas) == {"kind": "Dog", "bark": True}


def test_a_schema_that_only_extends_a_base_is_named_by_its_discriminator_too() -> None:
    schemas: dict[str, Json] = {
        "Pet": {
            "type": "object",
            "required": ["kind"],
            "properties": {"kind": {"type": "string"}},
            "discriminator": {"propertyName": "kind"},
        },
        "Dog": {"allOf": [ref("Pet")], "description": "A pet that barks"},
        "Home": {
            "properties": {
                "dog": {"allOf": [ref("Dog")], "description": "Who lives there"},
                "pet": {"allOf": [{"description": "Any pet"}, ref("Pet")]},
            }
        },
    }
    assert example(ref("Dog"), schemas) == {"kind": "Dog"}
    assert example(ref("Home"), schemas) == {"dog": {"kind": "Dog"}, "pet": {"kind": "Pet"}}


def test_a_reference_that_is_wrapped_to_be_described_means_the_same() -> None:
    schemas: dict[str, Json] = {
        "Named": {"properties": {"name": {"type": "string"}}},
        "Pet": {
            "allOf": [ref("Named"), {"properties": {"age": {"type": "integer"}}}],
            "example": {"name": "Rex", "age": 7},
        },
        "Home": {"properties": {"pet": {"allOf": [ref("Pet")], "description": "Who lives there"}}},
        "Loop": {"properties": {"next": {"allOf": [{"title": "Again"}, {"allOf": [ref("Loop")]}]}}},
    }
    assert example(ref("Home"), schemas) == {"pet": {"name": "Rex", "age": 7}}
    assert example(ref("Loop"), schemas) == {}


def test_an_example_of_a_base_schema_may_be_of_one_that_extends_it() -> None:
    tom = {"kind": "Cat", "lives": 9}
    schemas = {
        "Pet": {
            "type": "object",
            "required": ["kind"],
            "discriminator": {"propertyName": "kind"},
            "properties": {"kind": {"type": "string"}},
            "example": tom,
        },
        "Cat": {"allOf": [ref("Pet"), {"properties": {"lives": {"const": 9}}}]},
        "Dog": {"allOf": [ref("Pet"), {"properties": {"bark": {"type": "boolean"}}}]},
    }
    assert example(ref("Pet"), schemas) == tom
    assert example({"type": "array", "items": ref("Pet"), "example": [tom]}, schemas) == [tom]
    assert example(ref("Dog"), schemas) == {"kind": "Dog", "bark": True}


def test_the_discriminator_is_set_where_an_alternative_has_to_be_told_from_another() -> None:
    cat = {"properties": {"kind": {"type": "string"}, "small": {"type": "boolean"}}}
    dog = {"properties": {"kind": {"type": "string"}}}
    schema = {"oneOf": [ref("Cat"), ref("Dog")], "discriminator": {"propertyName": "kind"}}
    assert example(schema, {"Cat": cat, "Dog": dog})["kind"] == "Dog"


@pytest.mark.parametrize("pattern", ["^x-", "^x-.*$", r"^\d{2}$"])
def test_as_many_names_are_made_by_a_pattern_as_are_needed(pattern: str) -> None:
    schema = {
        "type": "object",
        "patternProperties": {pattern: {"type": "integer"}},
        "additionalProperties": False,
        "minProperties": 4,
    }
    made = example(schema)
    assert len(made) == 4
    jsonschema_rs.validator_for(schema).validate(made)


def test_either_or_properties_do_not_come_together() -> None:
    schema = {
        "type": "object",
        "properties": {"id": {"type": "integer"}, "name": {"type": "string"}},
        "oneOf": [{"required": ["id"]}, {"required": ["name"]}],
    }
    assert example(schema) == {"id": 1}


def test_an_alternative_that_cannot_be_met_gives_way_to_the_next() -> None:
    schema = {"type": "string", "anyOf": [{"type": "integer"}, {"minLength": 7}]}
    assert example(schema) == "stringg"


def test_recursion_ends_with_an_empty_array_or_a_missing_property() -> None:
    node = {
        "type": "object",
        "properties": {
            "name": {"type": "string"},
            "parent": ref("Node"),
            "children": {"type": "array", "items": ref("Node")},
        },
    }
    assert example(ref("Node"), {"Node": node}) == {"name": "string", "children": []}


def test_a_required_recursion_ends_in_null_where_null_is_allowed() -> None:
    node = {
        "type": "object",
        "required": ["next"],
        "properties": {"next": {"oneOf": [ref("Node"), {"type": "null"}]}},
    }
    assert example(ref("Node"), {"Node": node}) == {"next": None}


def test_what_was_cut_short_inside_another_schema_is_whole_on_its_own() -> None:
    schemas = {
        "A": {"type": "object", "properties": {"b": ref("B")}},
        "B": {"type": "object", "properties": {"a": ref("A")}},
    }
    references = Components(schemas)
    examples = Examples()
    a = examples.example(Schema(ref("A"), "", references), purpose="response")
    b = examples.example(Schema(ref("B"), "", references), purpose="response")
    assert (a, b) == ({"b": {}}, {"a": {}})


def test_a_cycle_through_alternatives_is_cut_where_one_through_references_is() -> None:
    nothing = {"type": "object", "nullable": True}
    schemas = {
        "A": {"type": "object", "properties": {"b": {"anyOf": [ref("B"), nothing]}}},
        "B": {"type": "object", "properties": {"a": {"anyOf": [ref("A")]}}},
    }
    references = Components(schemas)
    for order in ("AB", "BA"):
        examples = Examples()
        made = {
            name: examples.example(Schema(ref(name), "", references), purpose="response")
            for name in order
        }
        assert made == {"A": {"b": {}}, "B": {"a": {"b": {}}}}


def test_a_tangle_of_alternatives_leaves_what_is_beside_it_alone() -> None:
    text = {"type": "string"}
    kinds = [f"Kind{number}" for number in range(4)]
    both = {"key": {"oneOf": [ref("Kind0"), ref("Kind1")]}, "value": ref("Expression")}
    parts = {"left": ref("Expression"), "body": ref("Node")}
    schemas: dict[str, Json] = {
        name: {"properties": {"type": text, **parts, "item": {"properties": {**both, name: text}}}}
        for name in kinds
    }
    schemas |= {
        "Expression": {"oneOf": [ref(name) for name in kinds]},
        "Node": {"oneOf": [ref("Expression"), ref("Block")]},
        "Block": {"properties": {"body": {"type": "array", "items": ref("Statement")}}},
        "Statement": {"oneOf": [ref("Block"), ref("Kind2"), ref("Expression")]},
        "File": {"properties": {"body": ref("Statement"), "node": ref("Node"), "name": text}},
    }
    assert example(ref("File"), schemas)["name"] == "string"


def test_a_schema_that_is_only_itself_still_has_an_example() -> None:
    assert example(ref("Me"), {"Me": {"oneOf": [ref("Me")]}}) == "string"
    assert example(ref("Me"), {"Me": {"allOf": [ref("Me")], "type": "object"}}) == {}


def test_a_reference_to_nothing_is_read_as_anything() -> None:
    assert example({"type": "array", "items": ref("Gone")}) == ["string"]


def test_nullable_schemas_show_a_value_and_not_null() -> None:
    assert example({"type": "integer", "nullable": True}) == 1
    assert example({"type": ["null", "integer"]}) == 1
    assert example({"type": "string", "nullable": True, "enum": [None, "a"]}) == "a"


def test_boolean_exclusive_limits_of_openapi_3_0_are_read() -> None:
    assert example({"type": "integer", "minimum": 5, "exclusiveMinimum": True}) == 6
    assert example({"type": "integer", "maximum": 0, "exclusiveMaximum": True}) == -1


def test_a_map_shows_one_entry() -> None:
    schema = {"type": "object", "additionalProperties": {"type": "integer"}}
    assert example(schema) == {"key": 1}


def test_schemas_that_double_at_every_level_stay_small() -> None:
    schemas: dict[str, Json] = {"S60": {"type": "string"}}
    for level in range(60):
        below = ref(f"S{level + 1}")
        schemas[f"S{level}"] = {"type": "object", "properties": {"a": below, "b": below}}
    assert len(str(example(ref("S20"), schemas))) < 40_000


def test_a_tangle_of_alternatives_is_given_up_in_time() -> None:
    everyone = [ref(f"S{number}") for number in range(40)]
    schemas: dict[str, Json] = {
        f"S{number}": {
            "type": "object",
            "required": ["x"],
            "properties": {"x": {"anyOf": everyone}},
        }
        for number in range(40)
    }
    assert example(ref("S0"), schemas) == {}


@pytest.mark.parametrize("keyword", ["allOf", "oneOf", "anyOf"])
def test_a_long_chain_of_schemas_is_followed_or_given_up(keyword: str) -> None:
    schemas: dict[str, Json] = {f"S{n}": {keyword: [ref(f"S{n + 1}")]} for n in range(3_000)}
    schemas["S3000"] = {"type": "integer"}
    assert example(ref("S0"), schemas) == (1 if keyword == "allOf" else None)


def test_a_long_date_time_has_more_digits() -> None:
    schema = {"type": "string", "format": "date-time", "minLength": 24}
    assert example(schema) == "2025-01-15T09:30:00.000Z"


@pytest.mark.parametrize(
    "pattern",
    [
        r"^[a-z]{3,10}$",
        r"^\d{3}-\d{4}$",
        r"^(foo|bar)+\.txt$",
        r"^#?([a-fA-F0-9]{6}|[a-fA-F0-9]{3})$",
        r"^(?:[0-9]{1,3}\.){3}[0-9]{1,3}$",
        r"^[^\s@]+@[^\s@]+$",
        r"\p{Lu}\w*",
        r"^\+[1-9]\d{1,14}$",
        r"^[\u4e00-\u9fa5]{2}$",
        r"^[^\u0000-\u007f]$",
        r"\b[a-f0-9]{8}\b-[a-f0-9]{4}\b",
        r"^[^\p{L}\d ]+$",
    ],
)
def test_patterns_are_followed(pattern: str) -> None:
    schema = {"type": "string", "pattern": pattern}
    assert_valid(example(schema), schema)


@pytest.mark.parametrize("pattern", [r"^(?!x).+$", r"(ax)\1", r"a\bb", "[", "(", "a**", r"\uD800"])
def test_a_pattern_out_of_reach_falls_back_to_a_plain_string(pattern: str) -> None:
    assert example({"type": "string", "pattern": pattern}) == "string"


def test_a_pattern_made_to_be_slow_is_not() -> None:
    assert example({"type": "string", "pattern": "^((a{4096}){4096}){4096}$"}) == "string"


FORMATS = ["date", "date-time", "time", "duration", "email", "hostname", "ipv4", "ipv6", "uri"]
FORMATS += ["uri-reference", "uri-template", "uuid", "json-pointer", "relative-json-pointer"]


@pytest.mark.parametrize("name", [*FORMATS, "regex", "idn-email", "iri"])
def test_formats_are_followed(name: str) -> None:
    schema = {"type": "array", "minItems": 3, "uniqueItems": True}
    schema["items"] = {"type": "string", "format": name}
    assert_valid(example(schema), schema)


def assert_valid(value: Json, schema: Json) -> None:
    jsonschema_rs.validator_for(
        {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema},
        validate_formats=True,
    ).validate(value)


def ordered(low: st.SearchStrategy[Any], high: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.tuples(low, high).map(sorted)


COUNTS = st.integers(0, 6)


@st.composite
def strings(draw: st.DrawFn) -> Json:
    schema: Json = {"type": "string"}
    shortest, longest = draw(ordered(COUNTS, st.integers(0, 20)))
    if draw(st.booleans()):
        schema["minLength"] = shortest
    if draw(st.booleans()):
        schema["maxLength"] = longest
    elif draw(st.booleans()):
        schema["pattern"] = draw(st.sampled_from(["^[a-z]+$", "[A-F0-9]{2}", "^a", "z$", "^x*$"]))
    elif "minLength" not in schema:
        schema["format"] = draw(st.sampled_from(FORMATS))
    return schema


@st.composite
def numerals(draw: st.DrawFn) -> Json:
    schema: Json = {"type": draw(st.sampled_from(["integer", "number"]))}
    if draw(st.booleans()):
        schema["multipleOf"] = draw(st.sampled_from([1, 2, 5, 0.5, 0.01, 2.5]))
    low, high = draw(ordered(st.integers(-100, 100), st.integers(-100, 100)))
    if draw(st.booleans()):
        schema[draw(st.sampled_from(["minimum", "exclusiveMinimum"]))] = low
    if draw(st.booleans()):
        schema[draw(st.sampled_from(["maximum", "exclusiveMaximum"]))] = high + 12
    return schema


FIXED = st.sampled_from(
    [{"type": "boolean"}, {"type": "null"}, {"enum": [1, "a", None]}, {"const": {}}]
)
LEAVES = st.one_of(strings(), numerals(), FIXED)


@st.composite
def arrays(draw: st.DrawFn, inner: st.SearchStrategy[Json]) -> Json:
    schema: Json = {"type": "array", "items": draw(inner)}
    least, most = draw(ordered(st.integers(0, 3), st.integers(0, 5)))
    if draw(st.booleans()):
        schema |= {"minItems": least, "maxItems": most}
    if draw(st.booleans()):
        schema["prefixItems"] = draw(st.lists(inner, min_size=1, max_size=2))
    if draw(st.booleans()) and draw(st.booleans()):
        return {
            "type": "array",
            "items": {"type": "integer"},
            "uniqueItems": True,
            "minItems": least,
        }
    return schema


@st.composite
def objects(draw: st.DrawFn, inner: st.SearchStrategy[Json]) -> Json:
    names = draw(st.lists(st.sampled_from("abcdef"), unique=True, max_size=4))
    schema: Json = {"type": "object", "properties": {name: draw(inner) for name in names}}
    needed = draw(st.lists(st.sampled_from([*names, "z"]), unique=True, max_size=3))
    schema["required"] = needed
    rest = draw(st.sampled_from([None, True, {"type": "integer"}, False]))
    if rest is not None and (rest is not False or "z" not in needed):
        schema["additionalProperties"] = rest
    if draw(st.booleans()):
        schema["maxProperties"] = draw(st.integers(len(needed), 6))
    elif rest is not False:
        schema["minProperties"] = draw(COUNTS)
    return schema


def combined(inner: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    several = st.lists(inner, min_size=1, max_size=3)
    tagged = st.lists(objects(inner), min_size=1, max_size=3).map(
        lambda found: {
            "oneOf": [
                {
                    **one,
                    "additionalProperties": True,
                    "maxProperties": 12,
                    "required": ["tag", *one["required"]],
                    "properties": {**one["properties"], "tag": {"const": number}},
                }
                for number, one in enumerate(found)
            ]
        }
    )
    extended = st.tuples(objects(inner), LEAVES).map(
        lambda pair: (
            {"allOf": [{**pair[0], "maxProperties": 12}, {"properties": {"g": pair[1]}}]}
            if pair[0].get("additionalProperties", True) is True
            else pair[0]
        )
    )
    return st.one_of(several.map(lambda found: {"anyOf": found}), tagged, extended)


SCHEMAS = st.recursive(
    LEAVES, lambda inner: st.one_of(arrays(inner), objects(inner), combined(inner)), max_leaves=12
)


@given(SCHEMAS)
@settings(max_examples=300)
def test_every_example_is_valid(schema: Json) -> None:
    assert_valid(example(schema), schema)


@given(SCHEMAS)
@settings(max_examples=100)
def test_the_same_schema_has_the_same_example_each_time(schema: Json) -> None:
    assert example(schema) == example(schema)


def test_a_schema_that_contains_itself_in_two_ways_at_once_comes_to_an_end() -> None:
    inner = {**ref("A"), "allOf": [ref("A")], "properties": {"b": {"const": 1}}}
    made = example(ref("A"), {"A": {"properties": {"a": inner, "c": {"const": 2}}}})
    assert made["c"] == 2


def test_a_reference_to_a_schema_that_is_true_or_false_ends_the_way() -> None:
    schema = {"type": "object", "additionalProperties": ref("B")}
    assert example(schema, {"B": False}) == {}


NAMES = ("A", "B", "C")
"""Schemas that refer to each other, and so to themselves."""

STEPS: tuple[Callable[[Json], Json], ...] = (
    lambda target: target,
    lambda target: {"type": "array", "items": target},
    lambda target: {"type": "object", "additionalProperties": target},
    lambda target: {"allOf": [target], "description": "x"},
    lambda target: {"anyOf": [target, {"type": "object", "nullable": True}]},
    lambda target: {"anyOf": [target]},
)


@st.composite
def referring(draw: st.DrawFn) -> dict[str, Json]:
    """Two objects that refer to any of three schemas, in every way, and a choice of them."""
    references = st.sampled_from(NAMES).map(ref)
    properties = st.builds(lambda step, target: step(target), st.sampled_from(STEPS), references)
    objects = st.fixed_dictionaries(
        {
            "type": st.just("object"),
            "properties": st.dictionaries(st.sampled_from("pq"), properties, min_size=1),
            "required": st.lists(st.sampled_from("pq"), max_size=1),
        }
    )
    choice = draw(st.lists(references, min_size=1, max_size=2))
    return {"A": draw(objects), "B": draw(objects), "C": {"anyOf": choice}}


@given(referring(), st.permutations(NAMES))
@settings(max_examples=600)
def test_an_example_does_not_depend_on_what_was_made_before(
    schemas: dict[str, Json], order: list[str]
) -> None:
    references = Components(schemas)
    examples = Examples()
    made = {
        name: examples.example(Schema(ref(name), "", references), purpose="response")
        for name in order
    }
    alone = {name: example(ref(name), schemas) for name in order}
    assert made == alone
