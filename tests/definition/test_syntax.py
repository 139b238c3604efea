"""One file's bytes into a JSON value: JSON, YAML, limits and the places that errors name."""

import json
from contextlib import suppress

import pytest
from definition_strategies import JSON_VALUES
from hypothesis import given
from hypothesis import strategies as st

from pressroom.definition import Limits, parse
from pressroom.errors import DefinitionError, DefinitionSyntaxError, DefinitionTooLarge

YAML_CHARACTERS = "ab:-{}[]&*!|>%@#'\"\n \t,?<=01.~\\é"


@pytest.mark.parametrize(
    "content",
    [b'{"a": [1, 2.5, true, null]}', b"a: [1, 2.5, true, null]", b"\n {a: [1, 2.5, true, ~]}"],
)
def test_json_and_yaml_give_the_same_value(content: bytes) -> None:
    assert parse(content, "any.txt") == {"a": [1, 2.5, True, None]}


@pytest.mark.parametrize("content", [b'\xef\xbb\xbf{"a": 1}', b"\xef\xbb\xbfa: 1"])
def test_a_byte_order_mark_is_no_part_of_the_text(content: bytes) -> None:
    assert parse(content, "a.yaml") == {"a": 1}


def test_big_integers_stay_exact() -> None:
    big = 123456789012345678901234567890
    assert parse(b'{"a": %d}' % big, "a.json") == parse(b"a: %d" % big, "a.yaml") == {"a": big}


def refused(content: bytes, path: str = "pets.yaml") -> DefinitionError:
    with pytest.raises(DefinitionError) as caught:
        parse(content, path)
    assert caught.value.file == path
    return caught.value


@pytest.mark.parametrize(
    ("content", "line", "column", "words"),
    [
        (b'{"a": 1,\n "b": }', 2, 7, "expected value"),
        (b'{"a": 1', 1, 7, "EOF"),
        (b'{"a": NaN}', 1, 7, "expected value"),
        (b'{"a": 1} {', 1, 10, "trailing characters"),
        (b'{"a": 1,\n "a": 2}', 2, 6, 'duplicate key "a"'),
        (b"a: 1\nb: [1\nc: 2\n", 3, 2, "':'"),
        (b"a:\n  - b\n c: d\n", 3, 2, "expected"),
        (b"a:\n\tb: 1\n", 2, 2, "tabs"),
        (b"a: *b\n", 1, 4, "unknown anchor"),
        (b"a: 1\nb:\n  c: 1\n  c: 2\n", 4, 3, "duplicate key 'c'"),
        (b'a: {b: 1, "b": 2}\n', 1, 11, "duplicate key 'b'"),
        (b"a: 1\n---\nb: 2\n", 2, 1, "more than one YAML document"),
        (b"a: caf\xe9\n", 1, 7, "byte 0xe9 isn't UTF-8"),
        (b'{"a":\n "\xff"}', 2, 3, "byte 0xff isn't UTF-8"),
        ("a: 1".encode("utf-16"), 1, 1, "save it as UTF-8"),
        ("a: 1".encode("utf-16-be"), 1, 1, "save it as UTF-8"),
        (b'["\\ud800"]', 1, 9, "hex escape"),
        (b"a: \x01", 1, 4, "U+0001"),
    ],
)
def test_a_syntax_error_names_its_place(content: bytes, line: int, column: int, words: str) -> None:
    path = "pets.json" if content.startswith((b"{", b"[")) else "pets.yaml"
    error = refused(content, path)
    assert isinstance(error, DefinitionSyntaxError)
    assert (error.line, error.column) == (line, column)
    assert words in error.message
    assert str(error).startswith(f"{path}:{line}:{column}: ")
    assert "\n" not in str(error)


def test_yaml_in_flow_style_may_look_like_json_but_not_under_the_name_of_json() -> None:
    flow = b"{a: 1, 'b': [2,], # c\n}"
    assert parse(flow, "a.yaml") == {"a": 1, "b": [2]}
    assert "invalid JSON" in refused(flow, "a.JSON").message


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_refused_with_the_remedy(content: bytes) -> None:
    assert str(refused(content)) == (
        "pets.yaml: the file is empty; put an OpenAPI definition into it"
    )


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 202 + b"]" * 202,
        b'{"a":' * 202 + b"1" + b"}" * 202,
        b"[" * 1_000_000,
        b"- " * 202 + b"a",
        b"".join(b" " * depth + b"a:\n" for depth in range(203)),
        b"- " * 100_000,
        b"a: " + b"[" * 100_000,
    ],
)
def test_deep_nesting_is_refused(content: bytes) -> None:
    assert isinstance(refused(content), DefinitionTooLarge)


@pytest.mark.parametrize("content", [b"[" * 201 + b"]" * 201, b"- " * 201 + b"a"])
def test_nesting_within_the_limit_is_read(content: bytes) -> None:
    assert isinstance(parse(content, "a"), list)


def test_a_file_over_the_limit_is_refused_before_it_is_parsed() -> None:
    assert parse(b"a: bcde", "a.yaml", Limits(file_bytes=7)) == {"a": "bcde"}
    with pytest.raises(DefinitionTooLarge, match=r"8 bytes are over the limit of 7; .*raise"):
        parse(b"a: [bcde", "a.yaml", Limits(file_bytes=7))


@given(st.binary(max_size=200) | st.text(YAML_CHARACTERS, max_size=80).map(str.encode))
def test_no_bytes_raise_anything_but_a_definition_error(content: bytes) -> None:
    with suppress(DefinitionError):
        parse(content, "a.yaml")


@given(JSON_VALUES)
def test_every_json_value_is_read_as_it_was_written(value: object) -> None:
    assert parse(json.dumps([value], ensure_ascii=False).encode(), "a.json") == [value]
