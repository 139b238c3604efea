"""Line and column of a node in JSON and YAML of any layout."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressroom.definition import pointers, position
from pressroom.definition.positions import positions

YAML = b"""\
# paths: in a comment
openapi: 3.1.0
paths:
  /pets:
    get: &get
      description: |
        paths: and get: in a text
      parameters:
      - {name: a, in: query}
      - "name": b
        'in': query
      responses: {200: {description: x},
        404: {description: y}}
    post:
      <<: *get
      description: own
"""
JSON = b"""{"openapi": "3.1.0", "info": {"title": "\\"paths\\": x"},
  "paths": {
    "/pets": {"get" : {"parameters": [{"name": "a"},
                                     {"name": "b"}]}}
}}"""


@pytest.mark.parametrize(
    ("pointer", "place"),
    [
        ("/openapi", (2, 1)),
        ("/paths", (3, 1)),
        ("/paths/~1pets", (4, 3)),
        ("/paths/~1pets/get", (5, 5)),
        ("/paths/~1pets/get/parameters/0/in", (9, 19)),
        ("/paths/~1pets/get/parameters/1/name", (10, 9)),
        ("/paths/~1pets/get/parameters/1/in", (11, 9)),
        ("/paths/~1pets/get/responses/404", (13, 9)),
        ("/paths/~1pets/get/responses/404/description", (13, 15)),
        ("/paths/~1pets/post/description", (16, 7)),
        ("/paths/~1pets/post/parameters", (8, 7)),
    ],
)
def test_yaml_keys_are_found(pointer: str, place: tuple[int, int]) -> None:
    assert position(YAML, pointer) == place


@pytest.mark.parametrize(
    ("pointer", "place"),
    [
        ("/paths", (2, 3)),
        ("/paths/~1pets/get", (3, 15)),
        ("/paths/~1pets/get/parameters/1/name", (4, 39)),
    ],
)
def test_json_keys_are_found(pointer: str, place: tuple[int, int]) -> None:
    assert position(JSON, pointer) == place


def test_an_item_of_a_list_has_the_place_of_the_list() -> None:
    assert position(YAML, "/paths/~1pets/get/parameters/1") == (8, 7)


def test_a_pointer_into_nothing_has_the_place_of_the_closest_key() -> None:
    assert position(YAML, "/paths/~1pets/put/parameters") == (4, 3)


def test_a_key_spelled_with_escapes_has_the_place_of_the_key_above() -> None:
    assert position(b'{"paths":\n {"\\/pets": {}}}', "/paths/~1pets") == (1, 2)


@pytest.mark.parametrize("content", [b"", b"a: [", b"\xff\xfe"])
def test_an_unreadable_file_has_no_places(content: bytes) -> None:
    assert position(content, "/a") is None


def test_the_whole_document_has_no_place() -> None:
    assert position(YAML, "") is None


TREES = st.recursive(
    st.integers(),
    lambda inner: (
        st.dictionaries(st.sampled_from(["a", "ab", "b c", "/x", "200", "a:b"]), inner, min_size=1)
        | st.lists(inner, max_size=3)
    ),
    max_leaves=12,
)


def keys(node: Any, pointer: str = "") -> list[str]:
    """The pointers of all keys in document order."""
    found: list[str] = []
    if isinstance(node, dict):
        for key, value in node.items():
            inner = pointers.extend(pointer, key)
            found += [inner, *keys(value, inner)]
    elif isinstance(node, list):
        for index, value in enumerate(node):
            found += keys(value, pointers.extend(pointer, index))
    return found


@given(TREES)
def test_every_key_is_found_at_its_own_line(tree: object) -> None:
    lines = [line for line in json.dumps(tree, indent=0).split("\n") if line.startswith('"')]
    text = "\n".join(json.dumps(tree, indent=0).split("\n"))
    order = keys(tree)
    assert len(order) == len(lines)
    places = [position(text.encode(), pointer) for pointer in order]
    numbers = [i + 1 for i, line in enumerate(text.split("\n")) if line.startswith('"')]
    assert places == [(number, 1) for number in numbers]


@given(TREES, st.integers(0, 3))
def test_many_places_at_once_are_those_of_each_alone(tree: object, indent: int) -> None:
    text = json.dumps(tree, indent=indent or None).encode()
    every = {"", "/nowhere", *keys(tree)}
    alone = {pointer: position(text, pointer) for pointer in every}
    assert positions(text, every) == {key: place for key, place in alone.items() if place}


def test_long_keys_and_those_that_begin_alike_are_told_apart() -> None:
    names = ["a" * 5000, "a" * 5001, "a" * 64, "a" * 65, "a:b", "a"]
    text = "{" + ",\n".join(f'"{name}": 1' for name in names) + "}"
    found = positions(text.encode(), [f"/{name}" for name in names])
    assert {pointer: line for pointer, (line, _) in found.items()} == {
        f"/{name}": number + 1 for number, name in enumerate(names)
    }


def test_a_key_without_a_name_has_the_place_of_the_key_above() -> None:
    assert positions(b'{"a":\n {"": {"b":\n 1}}}', ["/a/", "/a//b"]) == {
        "/a/": (1, 2),
        "/a//b": (2, 8),
    }


def test_a_key_that_looks_like_a_mark_is_none() -> None:
    assert positions(b'{"a": 1,\n "a\\ue0007": 2}', ["/a"]) == {"/a": (1, 2)}


@given(st.lists(st.text("~/01a")))
def test_a_pointer_splits_into_what_it_was_made_of(tokens: list[str]) -> None:
    pointer = ""
    for token in tokens:
        pointer = pointers.extend(pointer, token)
    assert pointers.split(pointer) == tokens
