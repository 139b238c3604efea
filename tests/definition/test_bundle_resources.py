"""Bundling definitions whose schemas have identifiers, or whose files came from the network."""

import json
import posixpath
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pressroom.definition import Definition, Schema, bundle, load, parse
from pressroom.definition.examples import Examples

HEAD = {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}}
BASE = "https://example.com/"


def loaded(contents: dict[str, Any]) -> Definition:
    return load({path: json.dumps(value).encode() for path, value in contents.items()})


def bundled(schemas: dict[str, Any], **others: Any) -> dict[str, Any]:
    """The component schemas of a bundle; other files are given by their names without `.json`."""
    root = {**HEAD, "components": {"schemas": schemas}}
    named = {f"{name}.json": value for name, value in others.items()}
    found: dict[str, Any] = parse(bundle(loaded({"openapi.json": root, **named})), "openapi.json")
    return found["components"]["schemas"]  # type: ignore[no-any-return]


def test_a_single_file_keeps_its_identifiers_byte_for_byte() -> None:
    pet = {"$id": f"{BASE}pet", "$anchor": "a", "items": {"$ref": "#a"}, "not": {"$ref": "pet"}}
    content = json.dumps({**HEAD, "components": {"schemas": {"Pet": pet}}}).encode()
    assert bundle(load(content)) == content


def test_references_by_identifier_become_pointers() -> None:
    pet = {
        "$id": f"{BASE}pet",
        "items": {"$ref": "#a b"},
        "not": {"$ref": "owner"},
        "$defs": {"a%b": {"$anchor": "a b", "title": "a"}},
    }
    owner = {
        "$id": f"{BASE}owner",
        "title": "owner",
        "items": {"$ref": "#/$defs/x"},
        "$defs": {"x": {}},
    }
    assert bundled({"Pet": pet, "Start": {"$ref": f"{BASE}owner"}}, owner=owner) == {
        "Pet": {
            "items": {"$ref": "#/components/schemas/Pet/$defs/a%25b"},
            "not": {"$ref": "#/components/schemas/Start"},
            "$defs": {"a%b": {"title": "a"}},
        },
        "Start": {
            "title": "owner",
            "items": {"$ref": "#/components/schemas/x"},
            "$defs": {"x": {}},
        },
        "x": {},
    }


def test_resources_that_a_dynamic_reference_needs_move_in_whole() -> None:
    generic = {
        "$id": f"{BASE}list",
        "type": "array",
        "items": {"$dynamicRef": "#T"},
        "minItems": 1,
        "$defs": {"any": {"$dynamicAnchor": "T"}},
    }
    pets = {
        "$id": f"{BASE}pets",
        "$ref": "list",
        "$defs": {"pet": {"$dynamicAnchor": "T", "const": "Rex"}},
    }
    contents = {
        "openapi.json": {**HEAD, "components": {"schemas": {"Pets": {"$ref": "lists.json#/pets"}}}},
        "lists.json": {"generic": generic, "pets": pets},
    }
    definition = loaded(contents)
    again = load(bundle(definition))
    assert again.document["components"]["schemas"] == {
        "Pets": {**pets, "$ref": f"{BASE}list"},
        "list": generic,
    }
    for one in (definition, again):
        schema = one.references.schema({"$ref": "#/components/schemas/Pets"}, one.root)
        assert Examples().example(schema, purpose="response") == ["Rex"]


def test_files_of_the_network_are_moved_in() -> None:
    common = {"X": {"items": {"$ref": "sub/more.json#/a"}}}
    more = {"a": {"not": {"$ref": "../common.json#/X"}}}
    schemas = {"S": {"$ref": f"{BASE}common.json#/X"}}
    contents = {
        "openapi.json": {**HEAD, "components": {"schemas": schemas}},
        f"{BASE}common.json": common,
        f"{BASE}sub/more.json": more,
    }
    found = parse(bundle(loaded(contents)), "openapi.json")["components"]["schemas"]
    assert found == {
        "S": {"items": {"$ref": "#/components/schemas/a"}},
        "a": {"not": {"$ref": "#/components/schemas/S"}},
    }


PATHS = ("openapi.json", "a.json", "sub/b.json")
PLACES = [(path, name) for path in PATHS for name in ("identified", "plain")]


def identifier(path: str) -> str:
    return f"{BASE}{path.removesuffix('.json')}"


def reference(holder: tuple[str, str]) -> st.SearchStrategy[str]:
    """A reference that stands in `holder`: by path and pointer, by URI, or to itself."""
    folder = posixpath.dirname(holder[0]) or "."
    inner = ["", "/$defs/d"]
    paths = {path: posixpath.relpath(path, folder) for path in PATHS} | {holder[0]: ""}
    by_path = [
        f"{paths[path]}#/components/schemas/{name}{end}" for path, name in PLACES for end in inner
    ]
    by_uri = [f"{identifier(path)}{end}" for path in PATHS for end in ("", "#", "#d", "#/$defs/d")]
    own = ["#d", "#/$defs/d", "#", posixpath.basename(identifier(holder[0]))]
    return st.sampled_from(by_path + by_uri + (own if holder[1] == "identified" else []))


def schema(holder: tuple[str, str]) -> st.SearchStrategy[dict[str, Any]]:
    path, name = holder
    own = {"$id": identifier(path)} if name == "identified" else {}
    anchor = {"$anchor": "d"} if name == "identified" else {}
    inner = {**anchor, "title": f"{path} {name} d"}
    return st.fixed_dictionaries(
        {"title": st.just(f"{path} {name}"), "$defs": st.just({"d": inner})},
        optional={
            "items": st.fixed_dictionaries({"$ref": reference(holder)}),
            "$ref": reference(holder),
        },
    ).map(lambda made: own | made)


DOCUMENTS = st.fixed_dictionaries({place: schema(place) for place in PLACES})


def unfolded(schema: Schema, depth: int) -> Any:
    """What a schema says, without identifiers and with what its references name."""
    if not isinstance(schema.value, dict) or depth == 0:
        return schema.value if depth else "deeper"
    said = {key: one for key, one in schema.value.items() if key in ("title", "const")}
    if "$ref" in schema.value:
        said["ref"] = unfolded(schema.resolve(), depth - 1)
    if "items" in schema.value:
        said["items"] = unfolded(schema.child(schema.value["items"]), depth - 1)
    return said


def meaning(definition: Definition) -> Any:
    start = {name: {"$ref": f"#/components/schemas/{name}"} for name in ("identified", "plain")}
    schemas = (definition.references.schema(one, definition.root) for one in start.values())
    return [unfolded(schema, 6) for schema in schemas]


@given(DOCUMENTS)
def test_a_bundle_means_what_its_files_mean(made: dict[tuple[str, str], Any]) -> None:
    contents = {
        path: {
            "components": {"schemas": {name: made[path, name] for name in ("identified", "plain")}}
        }
        for path in PATHS
    }
    definition = loaded(contents | {"openapi.json": HEAD | contents["openapi.json"]})
    content = bundle(definition)
    again = load({"openapi.json": content})
    assert meaning(again) == meaning(definition)
    assert bundle(again) == content
