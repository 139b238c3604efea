"""The collection around its requests: folders, names, servers, variables, identifiers."""

from typing import Any
from uuid import UUID

import pytest
from convertible import Json, converted, definition, operation, outline, request, requests, values

from pressroom.collection import Options, convert, encode
from pressroom.errors import InvalidRequest


def named(*paths: str, **fields: Json) -> Json:
    return {path: {"get": {"summary": path, "responses": {}, **fields}} for path in paths}


def test_a_folder_is_made_for_each_segment_that_leads_to_several_requests() -> None:
    paths = named("/pets", "/pets/{petId}", "/pets/{petId}/toys", "/health", "/pets/count")
    assert outline(converted(paths)["item"]) == [
        {"pets": ["/pets", {"{petId}": ["/pets/{petId}", "/pets/{petId}/toys"]}, "/pets/count"]},
        "/health",
    ]


def test_segments_that_lead_only_onward_share_one_folder() -> None:
    paths = named("/repos/{owner}/{repo}/tags", "/repos/{owner}/{repo}/forks")
    assert outline(converted(paths)["item"]) == [
        {"repos/{owner}/{repo}": ["/repos/{owner}/{repo}/tags", "/repos/{owner}/{repo}/forks"]}
    ]


def test_folders_by_tag_follow_the_tags_of_the_definition() -> None:
    paths = {
        **named("/a", tags=["late", "inner"]),
        **named("/b"),
        **named("/c", tags=["early"]),
        **named("/d", tags=["unlisted"]),
    }
    tags = [{"name": "early", "description": "First."}, {"name": "late"}, {"name": "unused"}]
    found = converted(paths, {"folderStrategy": "Tags"}, tags=tags)["item"]
    assert outline(found) == [{"early": ["/c"]}, {"late": ["/a"]}, "/b", {"unlisted": ["/d"]}]
    assert found[0]["description"] == "First."


def test_tags_can_be_nested() -> None:
    paths = {**named("/a", tags=["x", "y"]), **named("/b", tags=["x"])}
    options = {"folderStrategy": "Tags", "nestedFolderHierarchy": True}
    assert outline(converted(paths, options)["item"]) == [{"x": [{"y": ["/a"]}, "/b"]}]


def test_the_parents_that_tags_have_are_folders_around_them() -> None:
    tags = [
        {"name": "cats", "parent": "pets", "description": "Meow."},
        {"name": "pets", "description": "All."},
        {"name": "beta", "kind": "badge"},
        {"name": "loop", "parent": "loop"},
    ]
    paths = {
        **named("/cats", tags=["beta", "cats"]),
        **named("/pets", tags=["pets"]),
        **named("/odd", tags=["beta"]),
        **named("/loop", tags=["loop"]),
    }
    more = {"openapi": "3.2.0", "tags": tags}
    found = converted(paths, {"folderStrategy": "Tags"}, **more)["item"]
    assert outline(found) == [
        {"pets": [{"cats": ["/cats"]}, "/pets"]},
        {"loop": ["/loop"]},
        "/odd",
    ]
    assert (found[0]["description"], found[0]["item"][0]["description"]) == ("All.", "Meow.")


def test_folders_by_path_are_described_by_their_path_item() -> None:
    paths = named("/pets", "/pets/{id}")
    paths["/pets"] |= {"summary": "Pets", "description": "Of all kinds."}
    (folder,) = converted(paths)["item"]
    assert folder["description"] == "Pets\n\nOf all kinds."


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"summary": "List\n pets", "operationId": "listPets"}, "List pets"),
        ({"operationId": "listPets"}, "listPets"),
        ({}, "GET /pets/{id}"),
    ],
)
def test_requests_are_named_by_summary_then_operation_id_then_path(fields: Json, name: str) -> None:
    paths = operation(path="/pets/{id}", **fields)
    assert converted(paths)["item"][0]["name"] == name
    by_url = converted(paths, {"requestNameSource": "URL"})
    assert by_url["item"][0]["name"] == "/pets/:id"


def test_the_collection_is_named_by_the_title_unless_a_name_is_given() -> None:
    found = definition(operation())
    assert convert(found).info.name == "Pets"
    assert convert(found, name="Mine").info.name == "Mine"
    assert convert(found, name="Mine").info.id == convert(found).info.id


def test_a_collection_that_has_an_identifier_keeps_it_and_its_items_follow() -> None:
    identifier = UUID(int=7)
    one, other = (convert(definition(operation()), identifier=i) for i in (identifier, None))
    assert one.info.id == str(identifier)
    assert one.item[0].id != other.item[0].id


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("https://api.example.com/v1/", "https://api.example.com/v1"),
        ("/v1", "http://localhost/v1"),
        ("/", "http://localhost"),
        ("../v1", "http://localhost/v1"),
        ("//api.example.com", "https://api.example.com"),
        ("api.example.com/v1", "https://api.example.com/v1"),
        ("{scheme}://example.com", "{{scheme}}://example.com"),
    ],
)
def test_the_first_server_is_the_base_url(url: str, base: str) -> None:
    found = converted(operation(), servers=[{"url": url}])
    assert values(found["variable"])[0] == ("baseUrl", base)


def test_without_servers_requests_go_to_localhost() -> None:
    assert values(converted(operation())["variable"]) == [("baseUrl", "http://localhost")]


def test_server_variables_become_collection_variables_with_their_choices() -> None:
    region = {"default": "eu", "enum": ["eu", "us"], "description": "Where."}
    server = {"url": "https://{region}.example.com", "variables": {"region": region}}
    variable = converted(operation(), servers=[server])["variable"]
    assert values(variable)[0] == ("baseUrl", "https://{{region}}.example.com")
    assert variable[1] == {
        "key": "region",
        "value": "eu",
        "description": "Where.\nOne of: eu, us.",
    }


def test_several_servers_are_listed_in_the_description() -> None:
    servers = [{"url": "https://a", "description": "Main."}, {"url": "https://b"}]
    text = converted(operation(), servers=servers)["info"]["description"]
    assert text == "Servers:\n\n- `https://a`: Main.\n- `https://b`"


def test_an_operation_with_its_own_server_goes_there() -> None:
    own = {"url": "https://{host}.example.com:8443/v2", "variables": {"host": {"default": "up"}}}
    url = request(operation(servers=[own]))["url"]
    assert url == {
        "raw": "https://up.example.com:8443/v2/pets",
        "protocol": "https",
        "host": ["up", "example", "com"],
        "port": "8443",
        "path": ["v2", "pets"],
    }


def test_an_operation_that_repeats_the_first_server_uses_the_base_url() -> None:
    server = {"url": "https://{r}.example.com", "variables": {"r": {"default": "eu"}}}
    url = request(operation(servers=[server]), servers=[server])["url"]
    assert url["raw"] == "{{baseUrl}}/pets"


def test_identifiers_are_unique_and_stay_when_other_operations_come_and_go() -> None:
    before = converted(named("/a", "/a/{id}", "/b"))
    after = converted(named("/b", "/c", "/a/{id}", "/a"))
    old = {entry["name"]: entry["id"] for entry in requests(before["item"])}
    new = {entry["name"]: entry["id"] for entry in requests(after["item"])}
    assert old.items() <= new.items()
    assert len(set(new.values())) == len(new)


def test_options_have_the_names_of_the_dialect() -> None:
    options = Options.from_dialect(
        {"folderStrategy": "Tags", "parametersResolution": "Schema", "includeDeprecated": False}
    )
    assert options == Options(
        folder_strategy="Tags",
        request_parameters_resolution="Schema",
        example_parameters_resolution="Schema",
        include_deprecated=False,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("folders", True),
        ("folderStrategy", "Colors"),
        ("includeDeprecated", "yes"),
        ("includeDeprecated", 1),
        ("parametersResolution", "Guess"),
        ("indentCharacter", ["Tab"]),
        ("stackLimit", 0),
        ("stackLimit", 101),
        ("stackLimit", True),
        ("stackLimit", "10"),
        ("preferredRequestBodyType", "json"),
        ("schemaFaker", None),
    ],
)
def test_an_unknown_option_or_value_is_named(name: str, value: Any) -> None:
    with pytest.raises(InvalidRequest) as caught:
        Options.from_dialect({name: value})
    assert caught.value.field == f"options.{name}"


def test_encoding_is_indented_and_keeps_characters_readable() -> None:
    text = encode(convert(definition(operation(summary="Größe")))).decode()
    assert '\n  "item": [\n    {\n      "id"' in text
    assert "Größe" in text
