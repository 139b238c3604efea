"""Schemas with an `$id`, anchors, `$dynamicRef`, `$self`, and files known by their URL."""

import json
from typing import Any

import pytest
from definition_strategies import SCALARS
from hypothesis import given
from hypothesis import strategies as st

from pressroom.definition import Definition, Schema, load
from pressroom.definition.examples import Examples, Shapes
from pressroom.errors import DefinitionError, MissingReference

HEAD = {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}}
BASE = "https://example.com/schemas/"


def loaded(
    schemas: dict[str, Any], *, others: dict[str, Any] | None = None, **fields: Any
) -> Definition:
    """A definition with these component schemas; other files are given by their whole names."""
    root = {**HEAD, **fields, "components": {"schemas": schemas}}
    contents = {"openapi.json": root, **(others or {})}
    return load({path: json.dumps(value).encode() for path, value in contents.items()})


def schema(definition: Definition, *keys: str) -> Schema:
    """A component schema, or what is found below it by `keys`."""
    found = definition.references.schema(definition.document, definition.root)
    for key in ("components", "schemas", *keys):
        found = found.child(found.value[key])
    return found


def title(definition: Definition, *keys: str) -> Any:
    """The title of what the schema at `keys` refers to."""
    return schema(definition, *keys).resolve().value["title"]


def example(definition: Definition, name: str) -> Any:
    return Examples().example(schema(definition, name), purpose="response")


@pytest.mark.parametrize(
    ("reference", "wanted"),
    [
        (f"{BASE}pet", "pet"),
        (f"{BASE}pet#", "pet"),
        (f"{BASE}pet#/$defs/tag", "tag"),
        (f"{BASE}pet#label", "label"),
        (f"{BASE}toys/ball", "ball"),
        ("#/components/schemas/Pet/$defs/tag", "tag"),
        ("#/components/schemas/Pet/$defs/ball", "ball"),
        ("urn:example:owner", "owner"),
    ],
)
def test_a_resource_is_found_by_its_absolute_id(reference: str, wanted: str) -> None:
    pet = {
        "$id": f"{BASE}pet",
        "title": "pet",
        "$defs": {
            "tag": {"title": "tag"},
            "label": {"$anchor": "label", "title": "label"},
            "ball": {"$id": "toys/ball", "title": "ball"},
        },
    }
    owner = {"$id": "urn:example:owner", "title": "owner"}
    definition = loaded({"Start": {"$ref": reference}, "Pet": pet, "Owner": owner})
    assert title(definition, "Start") == wanted


@pytest.mark.parametrize(
    ("reference", "wanted"),
    [
        ("#/$defs/tag", "tag"),
        ("#label", "label"),
        ("#", "pet"),
        ("pet", "pet"),
        ("owner", "owner"),
        ("/schemas/owner", "owner"),
        ("../schemas/owner#/$defs/tag", "the owner's tag"),
        ("toys/ball", "ball"),
        ("toys/ball#label", "the ball's label"),
    ],
)
def test_a_reference_starts_from_the_nearest_id(reference: str, wanted: str) -> None:
    ball = {
        "$id": "toys/ball",
        "title": "ball",
        "not": {"$anchor": "label", "title": "the ball's label"},
    }
    pet = {
        "$id": f"{BASE}pet",
        "title": "pet",
        "properties": {"p": {"items": {"$ref": reference}}},
        "$defs": {
            "tag": {"title": "tag"},
            "ball": ball,
            "label": {"$anchor": "label", "title": "label"},
        },
    }
    owner = {
        "$id": f"{BASE}owner",
        "title": "owner",
        "$defs": {"tag": {"title": "the owner's tag"}},
    }
    definition = loaded({"Owner": owner, "Pet": pet})
    assert title(definition, "Pet", "properties", "p", "items") == wanted


def test_a_reference_beside_an_id_starts_from_it() -> None:
    definition = loaded(
        {
            "A": {"$id": f"{BASE}a/b", "$ref": "c"},
            "C": {"$id": f"{BASE}a/c", "$ref": "#/$defs/d", "$defs": {"d": {"title": "d"}}},
        }
    )
    assert title(definition, "A") == "d"


def test_a_relative_id_starts_from_the_file() -> None:
    pet = {"title": "pet", "$id": "ids/pet", "items": {"$ref": "owner"}}
    owner = {"title": "owner", "$id": "ids/owner"}
    definition = loaded({"Pet": pet, "Owner": owner, "Start": {"$ref": "ids/pet"}})
    assert title(definition, "Start") == "pet"
    assert title(definition, "Pet", "items") == "owner"


def test_a_file_is_found_by_the_id_at_its_top() -> None:
    others = {
        "files/pet.json": {"$id": f"{BASE}pet", "title": "pet", "items": {"$ref": "owner"}},
        "files/owner.json": {"$id": f"{BASE}owner", "title": "owner"},
        "broken.json": '{"$id": ',
    }
    definition = loaded({"Start": {"$ref": f"{BASE}pet"}}, others=others)
    found = schema(definition, "Start").resolve()
    assert (found.value["title"], definition.references.file_of(found.file)) == (
        "pet",
        "files/pet.json",
    )
    assert found.child(found.value["items"]).resolve().value["title"] == "owner"


def test_what_the_nearest_id_does_not_have_is_looked_for_in_the_file() -> None:
    pet = {
        "$id": f"{BASE}pet",
        "items": {"$ref": "#/components/schemas/Owner"},
        "not": {"$ref": "a.json"},
    }
    definition = loaded(
        {"Pet": pet, "Owner": {"title": "owner"}}, others={"a.json": {"title": "a"}}
    )
    assert title(definition, "Pet", "items") == "owner"
    assert title(definition, "Pet", "not") == "a"


def test_a_document_is_found_by_its_self() -> None:
    other = {
        "$self": "https://example.com/api/other",
        "components": {"schemas": {"A": {"title": "a"}}},
    }
    definition = loaded(
        {
            "One": {"$ref": "https://example.com/api/main#/components/schemas/Two"},
            "Two": {"title": "two"},
            "Three": {"$ref": "other#/components/schemas/A"},
            "Four": {"$ref": "third.json"},
        },
        others={"folder/other.json": other, "third.json": {"title": "third"}},
        **{"$self": "https://example.com/api/main"},
    )
    assert [title(definition, name) for name in ("One", "Three", "Four")] == ["two", "a", "third"]


@pytest.mark.parametrize(
    "identifier", ["#pet", f"{BASE}pet#frag", "", "#", "http://[", 3, None, {}, ["a"]]
)
def test_an_id_that_names_no_resource_is_passed_over(identifier: Any) -> None:
    pet = {"$id": identifier, "items": {"$ref": "#/components/schemas/Owner"}}
    definition = loaded({"Pet": pet, "Owner": {"title": "owner"}})
    assert title(definition, "Pet", "items") == "owner"
    assert schema(definition, "Pet").value == pet


def test_of_two_resources_with_one_id_the_first_counts() -> None:
    one = {
        "$id": f"{BASE}a",
        "title": "one",
        "items": {"$ref": "#/$defs/d"},
        "$defs": {"d": {"title": "1"}},
    }
    two = {**one, "title": "two", "items": {"$ref": f"{BASE}a"}}
    definition = loaded({"One": one, "Two": two})
    assert title(definition, "One", "items") == "1"
    assert title(definition, "Two", "items") == "one"


def test_of_two_equal_anchors_the_first_counts() -> None:
    anchored = {"One": {"$anchor": "a", "title": "one"}, "Two": {"$anchor": "a", "title": "two"}}
    assert title(loaded({**anchored, "Start": {"$ref": "#a"}}), "Start") == "one"


def test_an_id_never_takes_the_place_of_a_file() -> None:
    definition = loaded(
        {"A": {"$id": "pet.json", "title": "no"}, "Start": {"$ref": "pet.json"}},
        others={"pet.json": {"title": "the file"}},
    )
    assert title(definition, "Start") == "the file"


def test_an_anchor_belongs_to_its_resource() -> None:
    with pytest.raises(MissingReference, match=r"no schema in .* has that"):
        loaded({"A": {"$id": f"{BASE}a", "$anchor": "x"}, "Start": {"$ref": "#x"}})


@pytest.mark.parametrize("version", ["3.0.3", "3.0.0"])
def test_before_3_1_an_id_means_nothing(version: str) -> None:
    pet = {"$id": f"{BASE}pet", "items": {"$ref": "#/tags"}, "tags": {"title": "no"}}
    definition = loaded({"Pet": pet}, openapi=version, tags={"title": "yes"})
    assert title(definition, "Pet", "items") == "yes"


def test_a_missing_reference_in_a_resource_is_placed_in_its_file() -> None:
    with pytest.raises(MissingReference) as caught:
        loaded({"A": {"$id": f"{BASE}a", "items": {"$ref": "#/no"}}})
    assert caught.value.file == "openapi.json"
    assert caught.value.pointer == "/components/schemas/A/items/$ref"


def test_schemas_stay_as_written() -> None:
    pet = {"$id": f"{BASE}pet", "items": {"$ref": "#"}}
    assert schema(loaded({"Pet": pet}), "Pet", "items").resolve().value == pet


LIST = {
    "$id": f"{BASE}list",
    "type": "object",
    "properties": {"data": {"type": "array", "items": {"$dynamicRef": "#T"}}},
    "required": ["data"],
    "$defs": {"any": {"$dynamicAnchor": "T", "not": {}}},
}


def list_of(name: str, inner: dict[str, Any]) -> dict[str, Any]:
    return {
        "$id": f"{BASE}{name}",
        "$ref": "list",
        "$defs": {"item": {"$dynamicAnchor": "T", **inner}},
    }


def test_a_generic_list_takes_the_items_of_who_refers_to_it() -> None:
    pet = {"type": "object", "properties": {"name": {"const": "Rex"}}}
    definition = loaded(
        {
            "List": {**LIST, "$defs": {"any": {"$dynamicAnchor": "T", "const": "anything"}}},
            "Numbers": list_of("numbers", {"const": 1}),
            "Pets": list_of("pets", {"$ref": "openapi.json#/components/schemas/Pet"}),
            "Both": {
                "properties": {
                    "n": {"$ref": "#/components/schemas/Numbers"},
                    "p": {"$ref": "#/components/schemas/Pets"},
                }
            },
            "Pet": pet,
        }
    )
    assert example(definition, "List") == {"data": ["anything"]}
    assert example(definition, "Numbers") == {"data": [1]}
    assert example(definition, "Pets") == {"data": [{"name": "Rex"}]}
    both = {"n": {"data": [1]}, "p": {"data": [{"name": "Rex"}]}}
    assert example(definition, "Both") == both
    shared = Examples()
    names = ("Numbers", "Pets", "List")
    made = [shared.example(schema(definition, name), purpose="response") for name in names]
    assert made == [{"data": [1]}, {"data": [{"name": "Rex"}]}, {"data": ["anything"]}]


def test_the_outermost_dynamic_anchor_counts() -> None:
    outer = {
        "$id": f"{BASE}outer",
        "$ref": "numbers",
        "$defs": {"i": {"$dynamicAnchor": "T", "const": 2}},
    }
    definition = loaded({"List": LIST, "Numbers": list_of("numbers", {"const": 1}), "Outer": outer})
    assert example(definition, "Outer") == {"data": [2]}


def test_a_tree_that_is_extended_stays_extended_all_the_way_down() -> None:
    tree = {
        "$id": f"{BASE}tree",
        "$dynamicAnchor": "node",
        "type": "object",
        "properties": {"children": {"type": "array", "items": {"$dynamicRef": "#node"}}},
    }
    strict = {
        "$id": f"{BASE}strict",
        "$dynamicAnchor": "node",
        "$ref": "tree",
        "properties": {"name": {"const": "n"}},
        "required": ["name"],
    }
    definition = loaded({"Tree": tree, "Strict": strict})
    inner = schema(definition, "Strict").resolve()
    items = inner.child(inner.value["properties"]).child(inner.value["properties"]["children"])
    items = items.child(items.value["items"])
    assert example(definition, "Strict")["name"] == "n"
    assert list(Shapes().of_schema(items).required) == ["name"]
    assert (
        list(
            Shapes()
            .of_schema(schema(definition, "Tree", "properties", "children", "items"))
            .required
        )
        == []
    )


@pytest.mark.parametrize(
    "anchored", [{"$anchor": "x", "const": 1}, {"$dynamicAnchor": "x", "const": 1}]
)
def test_a_dynamic_reference_by_itself_is_a_reference(anchored: dict[str, Any]) -> None:
    assert example(loaded({"A": anchored, "Start": {"$dynamicRef": "#x"}}), "Start") == 1
    pointed = {"A": anchored, "Start": {"$dynamicRef": "#/components/schemas/A"}}
    assert example(loaded(pointed), "Start") == 1


def test_a_dynamic_reference_may_stand_beside_a_reference() -> None:
    start = {"$ref": "#/components/schemas/A", "$dynamicRef": "#x", "allOf": [{"required": ["c"]}]}
    definition = loaded(
        {
            "A": {"type": "object", "properties": {"a": {"const": 1}}},
            "B": {"$anchor": "x", "properties": {"b": {"const": 2}}},
            "Start": {**start, "properties": {"c": {"const": 3}}},
        }
    )
    assert example(definition, "Start") == {"a": 1, "b": 2, "c": 3}


@pytest.mark.parametrize(
    "schemas",
    [
        {"Start": {"$dynamicRef": "#a", "$dynamicAnchor": "a"}},
        {"Start": {"$dynamicRef": "#"}},
        {"Start": {"$id": "a", "$dynamicRef": "b"}, "B": {"$id": "b", "$dynamicRef": "a"}},
        {"Start": {"$id": "a", "$ref": "b"}, "B": {"$id": "b", "$ref": "a"}},
        {"Start": {"$id": "a", "$dynamicAnchor": "x", "items": {"$dynamicRef": "#x"}}},
        {
            "Start": {"$id": "a", "$dynamicAnchor": "x", "allOf": [{"$ref": "b"}]},
            "B": {"$id": "b", "$dynamicAnchor": "x", "allOf": [{"$dynamicRef": "#x"}]},
        },
    ],
)
def test_dynamic_references_in_circles_come_to_an_end(schemas: dict[str, Any]) -> None:
    definition = loaded(schemas)
    schema(definition, "Start").resolve()
    example(definition, "Start")


COMMON = "https://example.com/api/common.yaml"


def by_url(reference: str, **others: str) -> Definition:
    """A definition that refers to a file from the network, which was put among its files."""
    root = {**HEAD, "components": {"schemas": {"Start": {"$ref": reference}}}}
    files = {"openapi.yaml": json.dumps(root).encode()}
    given = {name: text.encode() for name, text in others.items()}
    return load({**files, **given})


def test_a_file_named_by_a_url_is_found_by_it() -> None:
    text = "X: {title: x}\nY: {$ref: '#/X'}\nZ: {$ref: sub/more.yaml#/a}"
    others = {COMMON: text, "https://example.com/api/sub/more.yaml": "a: {$ref: ../common.yaml#/X}"}
    for name in "XYZ":
        assert title(by_url(f"{COMMON}#/{name}", **others), "Start") == "x"


@pytest.mark.parametrize(
    "reference",
    [f"{COMMON}#/no", "https://example.com/api/other.yaml#/X", "common.yaml#/X", "HTTPS://[/x"],
)
def test_a_url_that_is_not_among_the_files_is_missing(reference: str) -> None:
    with pytest.raises(MissingReference) as caught:
        by_url(reference, **{COMMON: "X: {}"})
    assert caught.value.file == "openapi.yaml"


def test_a_file_of_the_network_does_not_reach_the_other_files() -> None:
    others = {COMMON: "X: {$ref: local.yaml}", "local.yaml": "{}"}
    with pytest.raises(MissingReference, match=r"https://example.com/api/local.yaml") as caught:
        by_url(f"{COMMON}#/X", **others)
    assert caught.value.file == COMMON


def test_a_file_of_the_network_is_the_last_to_be_the_root() -> None:
    text = b"openapi: 3.1.0\ninfo: {title: %s}"
    files = {
        "https://example.com/openapi.yaml": text % b"far",
        "deep/down/api.yaml": text % b"near",
    }
    assert load(files).title == "near"


NAMES = st.sampled_from(
    ["a", "b", "#x", "", f"{BASE}a", f"{BASE}b#x", "a#/b", "#/components/schemas/A"]
)
JUMBLED_SCHEMAS = st.recursive(
    SCALARS | st.dictionaries(st.sampled_from(["$ref", "$dynamicRef"]), NAMES, min_size=1),
    lambda inner: st.fixed_dictionaries(
        {},
        optional={
            "$id": NAMES | inner,
            "$anchor": st.sampled_from(["x", "y"]) | inner,
            "$dynamicAnchor": st.sampled_from(["x", "y"]) | inner,
            "$ref": NAMES,
            "$dynamicRef": NAMES | inner,
            "items": inner,
            "allOf": st.lists(inner, max_size=3),
            "properties": st.dictionaries(st.sampled_from("ab"), inner, max_size=2),
            "$defs": st.dictionaries(st.sampled_from("ab"), inner, max_size=2),
        },
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from("AB"), JUMBLED_SCHEMAS, min_size=1))
def test_no_jumble_of_resources_raises_anything_but_a_definition_error(
    schemas: dict[str, Any],
) -> None:
    try:
        definition = loaded(schemas)
    except DefinitionError as error:
        assert str(error).startswith("openapi.json")  # noqa: PT017 (only some are refused)
    else:
        for name in schemas:
            example(definition, name)
