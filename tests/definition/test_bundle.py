"""A definition of several files as one that means the same."""

import json
import posixpath
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressroom.definition import Definition, Operation, Schema, bundle, load, parse, yaml
from pressroom.errors import UnsupportedDefinition

HEAD = {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}}


def bundled(root: dict[str, Any], **others: Any) -> dict[str, Any]:
    """The bundle of a root file and others, given by their names without `.json`."""
    contents = {"openapi": {**HEAD, **root}, **others}
    files = {f"{name}.json": json.dumps(value).encode() for name, value in contents.items()}
    document: dict[str, Any] = parse(bundle(load(files)), "openapi.json")
    assert {key: document.pop(key) for key in HEAD} == HEAD
    return document


def schemas(**named: Any) -> dict[str, Any]:
    return {"components": {"schemas": named}}


@pytest.mark.parametrize(
    "content",
    [
        b"openapi: 3.0.0   # kept\npaths: {}\n",
        b'{"openapi":"3.1.0","components":{"schemas":{"a":{"$ref":"#/components/schemas/a"}}}}',
    ],
)
def test_a_definition_of_one_file_comes_back_byte_for_byte(content: bytes) -> None:
    assert bundle(load(content)) == content
    assert bundle(load({"other.yaml": b"a: 1", "openapi.yaml": content})) == content


def test_what_is_referred_to_moves_into_components_once() -> None:
    ref = {"$ref": "pet.json"}
    assert bundled(
        schemas(list={"items": ref}, box={"not": ref}), pet={"type": "object"}
    ) == schemas(
        list={"items": {"$ref": "#/components/schemas/pet"}},
        box={"not": {"$ref": "#/components/schemas/pet"}},
        pet={"type": "object"},
    )


def test_a_component_that_only_refers_elsewhere_takes_the_content_in_its_place() -> None:
    root = schemas(Pet={"$ref": "a.json#/defs/pet"}, list={"items": {"$ref": "a.json#/defs/pet"}})
    assert bundled(root, a={"defs": {"pet": {"type": "object"}}}) == schemas(
        Pet={"type": "object"}, list={"items": {"$ref": "#/components/schemas/Pet"}}
    )


def test_names_are_safe_and_unique() -> None:
    wanted = ["a.json#/x/pet", "b.json#/x/pet", "a.json#/x/my pet!", "a.json#/x/~1"]
    root = schemas(pet={}, all={"allOf": [{"$ref": reference} for reference in wanted]})
    named = {"pet": {"title": "1"}, "my pet!": {"title": "2"}, "/": {"title": "3"}}
    found = bundled(root, a={"x": named}, b={"x": {"pet": {"title": "4"}}})["components"]["schemas"]
    names = ["pet_2", "pet_3", "my_pet", "schemas"]
    assert [r["$ref"] for r in found["all"]["allOf"]] == [
        f"#/components/schemas/{n}" for n in names
    ]
    assert [found[name].get("title") for name in ["pet", *names]] == [None, "1", "4", "2", "3"]


def test_recursion_across_files_stays_a_reference() -> None:
    node = {
        "properties": {
            "next": {"$ref": "#"},
            "root": {"$ref": "openapi.json#/components/schemas/r"},
        }
    }
    moved = {
        "properties": {
            "next": {"$ref": "#/components/schemas/node"},
            "root": {"$ref": "#/components/schemas/r"},
        }
    }
    found = bundled(schemas(r={"items": {"$ref": "node.json"}}), node=node)
    assert found == schemas(r={"items": {"$ref": "#/components/schemas/node"}}, node=moved)


def test_each_kind_moves_into_its_own_section() -> None:
    operation = {
        "parameters": [{"$ref": "x.json#/parameter"}],
        "requestBody": {"$ref": "x.json#/body"},
        "responses": {"200": {"$ref": "x.json#/response"}},
        "callbacks": {"c": {"$ref": "x.json#/callback"}},
    }
    response = {
        "headers": {"h": {"$ref": "#/header"}},
        "links": {"l": {"$ref": "#/link"}},
        "content": {"a/b": {"examples": {"e": {"$ref": "#/example"}}}},
    }
    components = bundled(
        {
            "paths": {"/a": {"get": operation}},
            "components": {"securitySchemes": {"key": {"$ref": "x.json#/scheme"}}},
        },
        x={
            "parameter": {"name": "p", "in": "query"},
            "body": {"content": {}},
            "response": response,
            "callback": {"{$url}": {"post": {}}},
            "header": {},
            "link": {},
            "example": {"value": {"$ref": "kept"}},
            "scheme": {"type": "http"},
        },
    )["components"]
    assert {section: list(named) for section, named in components.items()} == {
        "securitySchemes": ["key"],
        "parameters": ["parameter"],
        "requestBodies": ["body"],
        "responses": ["response"],
        "callbacks": ["callback"],
        "headers": ["header"],
        "links": ["link"],
        "examples": ["example"],
    }
    assert components["responses"]["response"] == {
        "headers": {"h": {"$ref": "#/components/headers/header"}},
        "links": {"l": {"$ref": "#/components/links/link"}},
        "content": {"a/b": {"examples": {"e": {"$ref": "#/components/examples/example"}}}},
    }
    assert components["examples"]["example"] == {"value": {"$ref": "kept"}}
    assert components["securitySchemes"]["key"] == {"type": "http"}


def test_path_items_and_maps_take_the_place_of_their_reference() -> None:
    found = bundled(
        {
            "paths": {"$ref": "paths.json"},
            "components": {"schemas": {"$ref": "schemas.json"}},
            "x-kept": {"not": {"$ref": "schemas.json#/one"}},
        },
        paths={"/a": {"$ref": "a.json", "summary": "beside"}},
        a={"summary": "behind", "get": {"responses": {}}},
        schemas={"one": {"items": {"$ref": "#/two"}}, "two": {"$ref": "openapi.json#/x-kept"}},
    )
    assert found["paths"] == {"/a": {"summary": "beside", "get": {"responses": {}}}}
    assert found["components"]["schemas"] == {
        "one": {"items": {"$ref": "#/components/schemas/two"}},
        "two": {"$ref": "#/x-kept"},
    }
    assert found["x-kept"] == {"not": {"$ref": "#/components/schemas/one"}}


def test_a_path_item_alone_is_reason_enough_for_a_new_file() -> None:
    assert bundled({"paths": {"/a": {"$ref": "a.json"}}}, a={"get": {}}) == {
        "paths": {"/a": {"get": {}}}
    }


def test_a_component_that_adds_to_its_reference_keeps_it() -> None:
    pet = {"$ref": "pet.json", "title": "beside"}
    assert bundled(schemas(Pet=pet), pet={"type": "object"}) == schemas(
        Pet={"$ref": "#/components/schemas/pet", "title": "beside"}, pet={"type": "object"}
    )


def test_a_discriminator_follows_its_schemas() -> None:
    mapping = {
        "cat": "cat.json",
        "dog": "Dog",
        "own": "#/components/schemas/Dog",
        "no": "./no.json",
    }
    found = bundled(
        schemas(Pet={"discriminator": {"propertyName": "kind", "mapping": mapping}}, Dog={}),
        cat={"type": "object"},
    )["components"]["schemas"]
    assert found["Pet"]["discriminator"] == {
        "propertyName": "kind",
        "mapping": {**mapping, "cat": "#/components/schemas/cat"},
    }
    assert found["cat"] == {"type": "object"}


def test_the_format_is_the_root_files() -> None:
    root = b"openapi: 3.0.0\ncomponents: {schemas: {a: {$ref: a.json}}}\n"
    content = bundle(load({"openapi.yaml": root, "a.json": b'{"default": "on", "maximum": 1}'}))
    assert b"{" not in content
    assert parse(content, "openapi.yaml")["components"]["schemas"]["a"]["default"] == "on"


def test_a_path_item_that_contains_itself_cannot_be_one_file() -> None:
    item = {"get": {"callbacks": {"c": {"{$url}": {"$ref": "item.json"}}}}}
    files = {
        "openapi.json": json.dumps({**HEAD, "paths": {"/a": {"$ref": "item.json"}}}).encode(),
        "item.json": json.dumps(item).encode(),
    }
    with pytest.raises(UnsupportedDefinition, match="contains itself"):
        bundle(load(files))


PATHS = ("openapi.json", "a.json", "sub/b.json", "sub/deep/c.json")
NAMES = ("x", "y", "z")


def reference(path: str, section: str) -> st.SearchStrategy[dict[str, str]]:
    """A reference that stands in `path` to any component of `section` of any file."""
    folder = posixpath.dirname(path) or "."
    return st.builds(
        lambda other, name: {
            "$ref": ("" if other == path else posixpath.relpath(other, folder))
            + f"#/components/{section}/{name}"
        },
        st.sampled_from(PATHS),
        st.sampled_from(NAMES),
    )


def schema(path: str) -> st.SearchStrategy[Any]:
    leaf = st.builds(lambda title: {"title": title}, st.text("abc", max_size=3))
    return st.recursive(
        leaf | reference(path, "schemas"),
        lambda inner: (
            st.builds(lambda value: {"items": value}, inner)
            | st.builds(
                lambda value: {"properties": value}, st.dictionaries(st.sampled_from(NAMES), inner)
            )
            | st.builds(lambda values: {"allOf": values}, st.lists(inner, max_size=2))
        ),
        max_leaves=4,
    )


def document(path: str) -> st.SearchStrategy[dict[str, Any]]:
    """A file with every component that `reference` may name, and an operation."""
    parameter = st.builds(
        lambda name, of: {"name": name, "in": "query", "schema": of},
        st.sampled_from(NAMES),
        schema(path),
    )
    response = st.builds(
        lambda of: {"description": "d", "content": {"a/b": {"schema": of}}}, schema(path)
    )
    components = st.fixed_dictionaries(
        {
            "schemas": st.fixed_dictionaries(dict.fromkeys(NAMES, schema(path))),
            "parameters": st.fixed_dictionaries(dict.fromkeys(NAMES, parameter)),
            "responses": st.fixed_dictionaries(dict.fromkeys(NAMES, response)),
        }
    )
    operation = st.fixed_dictionaries(
        {
            "parameters": st.lists(reference(path, "parameters") | parameter, max_size=2),
            "responses": st.fixed_dictionaries({"200": reference(path, "responses") | response}),
        }
    )
    return st.builds(
        lambda components, operation: {"components": components, "item": {"get": operation}},
        components,
        operation,
    )


DEFINITIONS = st.fixed_dictionaries({path: document(path) for path in PATHS})


def unfolded(schema: Schema, depth: int) -> Any:
    """A schema with what its references name in their place, some levels deep."""
    schema = schema.resolve()
    if not isinstance(schema.value, dict | list):
        return schema.value
    if depth == 0:
        return "deeper"
    if isinstance(schema.value, list):
        return [unfolded(schema.child(item), depth - 1) for item in schema.value]
    return {key: unfolded(schema.child(value), depth - 1) for key, value in schema.value.items()}


def meaning(value: Any) -> Any:
    """A part of the model with its schemas unfolded."""
    if isinstance(value, Schema):
        return unfolded(value, 6)
    if isinstance(value, Operation):
        parts = meaning(value.read_parts())
        own = [name for name in value.__struct_fields__ if name != "read_parts"]
        return {**parts, **{name: meaning(getattr(value, name)) for name in own}}
    if isinstance(value, msgspec.Struct):
        return {name: meaning(getattr(value, name)) for name in value.__struct_fields__}
    return [meaning(item) for item in value] if isinstance(value, tuple) else value


def loaded(documents: dict[str, dict[str, Any]], *, as_yaml: bool) -> Definition:
    root = {
        **HEAD,
        **documents["openapi.json"],
        "paths": {f"/{index}": {"$ref": f"{path}#/item"} for index, path in enumerate(PATHS)},
    }
    texts = {path: json.dumps(value) for path, value in {**documents, "openapi.json": root}.items()}
    if as_yaml:
        texts = {path: yaml.write(json.loads(text)) for path, text in texts.items()}
    return load({path: text.encode() for path, text in texts.items()})


@given(DEFINITIONS, st.booleans())
def test_a_bundle_means_what_its_files_mean(
    documents: dict[str, dict[str, Any]], as_yaml: bool
) -> None:
    definition = loaded(documents, as_yaml=as_yaml)
    content = bundle(definition)
    assert bundle(loaded(documents, as_yaml=as_yaml)) == content
    assert bundle(load(content)) == content
    assert meaning(load(content).operations) == meaning(definition.operations)
