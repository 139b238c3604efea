"""YAML 1.2's traps, each with what it has to become."""

import time
from itertools import pairwise
from typing import Any

import pytest
from definition_strategies import JSON_VALUES
from hypothesis import given

from pressroom.definition import parse, yaml
from pressroom.errors import DefinitionSyntaxError, DefinitionTooLarge


def read(text: str) -> Any:
    return parse(text.encode(), "a.yaml")


def test_keys_are_strings_in_their_order() -> None:
    text = "200: a\n'404': b\n1.5: c\ntrue: d\nnull: e\ndefault: f\n"
    keys = ["200", "404", "1.5", "true", "null", "default"]
    assert list(read(text)) == keys
    assert list(read(f"deep: [{{200: a}}, {{{text.replace(chr(10), ', ')}}}]")["deep"][1]) == keys


def test_a_boolean_key_is_not_the_key_one() -> None:
    with pytest.raises(DefinitionSyntaxError, match=r":2:1: "):
        read("1: a\ntrue: b\n")


@pytest.mark.parametrize("word", ["on", "off", "yes", "no", "y", "n", "On", "NO"])
def test_words_that_were_booleans_in_yaml_1_1_are_strings(word: str) -> None:
    assert read(f"{word}: {word}") == {word: word}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("012", 12),
        ("0o12", 10),
        ("0x1F", 31),
        ("1e3", 1000.0),
        ("1_000", "1_000"),
        ("1:30", "1:30"),
        ("2020-01-01", "2020-01-01"),
        ("2020-01-01T10:00:00Z", "2020-01-01T10:00:00Z"),
        ("~", None),
        ("", None),
        ("TRUE", True),
        ("'012'", "012"),
        ("18446744073709551616", 18446744073709551616),
        ("=", "="),
        ("!!str 12", "12"),
        ("!Sub hello", "hello"),
        ("!!binary aGk=", "aGk="),
        ("!!timestamp 2020-01-01", "2020-01-01"),
    ],
)
def test_a_scalar_follows_the_core_schema(text: str, value: object) -> None:
    read_value = read(f"a: {text}")["a"]
    assert read_value == value
    assert type(read_value) is type(value)


def test_merge_keys_are_applied_and_own_keys_win() -> None:
    document = read("""
base: &base {a: 1, b: 2}
more: &more {b: 3, c: 4}
one: {<<: *base, b: 5}
two:
  <<: [*base, *more]
""")
    assert document["one"] == {"a": 1, "b": 5}
    assert document["two"] == {"a": 1, "b": 2, "c": 4}


def test_an_alias_is_a_copy_of_its_anchor() -> None:
    assert read("a: &a {200: [1]}\nb: *a\n") == {"a": {"200": [1]}, "b": {"200": [1]}}


def test_a_set_is_refused() -> None:
    with pytest.raises(DefinitionSyntaxError, match=r"write a list \(at /a\)"):
        read("b: 1\na: !!set {x, 1}")


def test_keys_that_become_the_same_string_are_duplicates() -> None:
    with pytest.raises(DefinitionSyntaxError) as caught:
        read("a:\n  200: x\n  '200': y\n")
    error = caught.value
    assert (error.line, error.column, error.pointer) == (3, 3, "/a/200")


def test_the_same_key_in_other_mappings_and_in_text_is_no_duplicate() -> None:
    assert read("- a: 1\n- a: 2\n- |\n  a: 1\n  a: 2\n")[1] == {"a": 2}


def test_keys_that_are_collections_are_refused() -> None:
    with pytest.raises(DefinitionSyntaxError):
        read("? [a, b]\n: 1\n")


def alias_bomb(levels: int, template: str) -> str:
    names = "abcdefghijklmnopqrstuvwxyz"[: levels + 1]
    lines = [f"a: &a {template.format('x: 1')}"]
    for before, name in pairwise(names):
        tenfold = ", ".join(f"k{index}: *{before}" for index in range(10))
        lines.append(f"{name}: &{name} {template.format(tenfold)}")
    return "\n".join(lines)


def test_a_few_levels_of_aliases_are_read() -> None:
    assert read(alias_bomb(2, "{{{}}}"))["c"]["k9"]["k9"] == {"x": 1}


def test_an_alias_bomb_is_refused_before_it_goes_off() -> None:
    start = time.process_time()
    with pytest.raises(DefinitionTooLarge, match="alias"):
        read(alias_bomb(24, "{{{}}}"))
    assert time.process_time() - start < 5


def test_an_alias_inside_its_own_anchor_is_refused() -> None:
    with pytest.raises(DefinitionSyntaxError) as caught:
        read("a: &a\n  b: *a\n")
    assert caught.value.line == 2


def test_an_integer_that_python_refuses_to_print_is_no_crash() -> None:
    with pytest.raises(DefinitionSyntaxError, match="4300 digits"):
        read("a: " + "9" * 5000)


def test_a_flow_document_may_be_long() -> None:
    text = "[\n" + f"  '{'x' * 1000}',\n" * 5000 + "]\n"
    assert len(read(text)) == 5000


@given(JSON_VALUES)
def test_what_is_written_is_read_back(value: object) -> None:
    assert yaml.read(yaml.write(value), max_depth=200) == value
