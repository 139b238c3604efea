"""Problems of definitions in several files, and of definitions of any shape; their places."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from definition_strategies import JSON_VALUES, JUMBLED
from hypothesis import given
from hypothesis import strategies as st
from test_problems import VALID

import pressroom
from pressroom.definition import pointers, position
from pressroom.definition.problems import Problem, check

MAIN = b"""\
openapi: 3.0.3
info: {title: Pets, version: "1"}
paths:
  /a: {$ref: "parts/path.yaml"}
  /b:
    get:
      parameters:
        - {$ref: "parts/parts.yaml#/parameter"}
      requestBody: {$ref: "parts/parts.yaml#/body"}
      responses:
        "200": {$ref: "parts/parts.yaml#/response"}
        "400":
          description: No.
          content: {a/json: {schema: {$ref: "parts/parts.yaml#/schema"}}}
"""
PATH = b"get:\n  responses: {}\n  operationid: x\n"
PARTS = b"""\
parameter: {name: a, in: query, scheme: {}}
body: {contents: {}}
response: {header: {}}
schema:
  properties: {a: {type: strin}}
"""


def test_parts_in_other_files_are_checked_by_what_they_stand_for() -> None:
    problems = check({"openapi.yaml": MAIN, "parts/path.yaml": PATH, "parts/parts.yaml": PARTS})
    told = [(problem.file, problem.line, problem.pointer) for problem in problems]
    assert told == [
        ("parts/parts.yaml", 1, "/parameter"),
        ("parts/parts.yaml", 1, "/parameter/scheme"),
        ("parts/parts.yaml", 2, "/body"),
        ("parts/parts.yaml", 2, "/body/contents"),
        ("parts/parts.yaml", 3, "/response"),
        ("parts/parts.yaml", 3, "/response/header"),
        ("parts/parts.yaml", 5, "/schema/properties/a/type"),
        ("parts/path.yaml", 2, "/get/responses"),
        ("parts/path.yaml", 3, "/get/operationid"),
    ]


def test_a_file_that_cannot_be_parsed_is_one_problem() -> None:
    files = {"openapi.yaml": MAIN, "parts/path.yaml": b"get: [", "parts/parts.yaml": b"a: ]"}
    problems = check(files)
    assert [(problem.rule, problem.file) for problem in problems] == [
        ("syntax", "parts/parts.yaml"),
        ("syntax", "parts/path.yaml"),
    ]


def test_a_broken_root_is_the_only_problem() -> None:
    (problem,) = check({"openapi.yaml": b"openapi: [", "parts/path.yaml": PATH})
    assert (problem.rule, problem.file) == ("syntax", "openapi.yaml")


def test_files_that_are_not_there_are_unresolved_references() -> None:
    problems = [problem for problem in check(MAIN) if problem.rule == "unresolved-reference"]
    assert [problem.line for problem in problems] == [4, 8, 9, 11, 14]


def test_files_without_a_root_are_a_problem() -> None:
    (problem,) = check({"a.yaml": b"a: 1", "b.yaml": b"b: 1"})
    assert problem.rule == "unsupported-version"


def test_the_library_checks_what_it_loads(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    for name, content in (("openapi.yaml", MAIN), ("parts/path.yaml", PATH)):
        (tmp_path / name).write_bytes(content)
    (tmp_path / "parts/parts.yaml").write_bytes(PARTS)
    by_file = pressroom.check(tmp_path / "openapi.yaml")
    assert by_file == pressroom.check(str(tmp_path))
    assert len(by_file) == 9
    assert by_file == pressroom.problems(pressroom.load(tmp_path))


def test_the_validator_is_loaded_only_when_something_is_checked() -> None:
    code = "import sys, pressroom; assert 'jsonschema_rs' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_a_path_that_is_not_there_is_a_problem() -> None:
    (problem,) = pressroom.check("/no/such/file.yaml")
    assert (problem.rule, problem.file) == ("unreadable", "/no/such/file.yaml")


@pytest.mark.parametrize("form", [json.dumps, lambda value: json.dumps(value, indent=1)])
def test_items_of_lists_have_their_own_place(form: Any) -> None:
    document = {**VALID, "tags": [{"name": "a"}, {"name": "b", "descripton": ""}, {"x": 1}]}
    content = form(document).encode()
    missing, unknown = "/tags/2", "/tags/1/descripton"
    places = {
        problem.pointer: (problem.line, problem.column)
        for problem in check(content)
        if problem.rule == "structure"
    }
    assert places[missing] == position(content, f"{missing}/x")
    assert places[unknown] == position(content, unknown)


def test_the_whole_document_is_at_its_start() -> None:
    problems = check(b"\n\nopenapi: 3.0.3\ninfo: {title: a, version: a}\n")
    (problem,) = [problem for problem in problems if problem.rule == "structure"]
    assert (problem.pointer, problem.line, problem.column) == ("", 1, 1)


def assert_sound(content: bytes, problems: list[Problem]) -> None:
    """Every problem is at a node that is there, or in one that is, and they are in order."""
    document = None
    for problem in problems:
        if problem.pointer is None:
            continue
        document = msgspec.json.decode(content) if document is None else document
        *way, last = [None, *pointers.split(problem.pointer)]
        node = document
        for token in way[1:]:
            node = node[int(token)] if isinstance(node, list) else node[token]
        if last is not None:
            assert isinstance(node, dict | list)
    order = [(problem.line or 0, problem.column or 0, problem.rule) for problem in problems]
    assert order == sorted(order)
    for problem in problems:
        assert (problem.line is None) == (problem.column is None)


@given(JSON_VALUES)
def test_any_value_is_checked_without_an_error(value: Any) -> None:
    assert isinstance(check(json.dumps(value).encode()), list)


@given(st.dictionaries(st.text(max_size=4), JUMBLED) | JUMBLED, st.sampled_from(["3.0.0", "3.1.0"]))
def test_any_document_is_checked_without_an_error(fields: Any, version: str) -> None:
    document = {**fields, "openapi": version} if isinstance(fields, dict) else {"openapi": version}
    content = json.dumps(document).encode()
    problems = check(content)
    assert problems == check(content)
    assert_sound(content, problems)


def _places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    keys = value.items() if isinstance(value, dict) else enumerate(value)
    inner = [(*way, key) for key, _ in keys] if isinstance(value, dict | list) else []
    return inner + [
        place
        for key in inner
        if isinstance(value[key[-1]], dict | list)
        for place in _places(value[key[-1]], key)
    ]


PLACES = _places(VALID)


@given(st.lists(st.tuples(st.sampled_from(PLACES), JUMBLED), min_size=1, max_size=3))
def test_a_definition_with_random_faults_is_checked_without_an_error(faults: Any) -> None:
    document = json.loads(json.dumps(VALID))
    for way, value in faults:
        node = document
        for key in way[:-1]:
            inside = isinstance(node, dict) and key in node
            inside = inside or (isinstance(node, list) and isinstance(key, int) and key < len(node))
            node = node[key] if inside else None
        if isinstance(node, dict):
            node[str(way[-1])] = value
    content = json.dumps(document).encode()
    assert_sound(content, check(content))
