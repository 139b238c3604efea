"""Patterns: what is made to match one needn't be looked at by a validator."""

import jsonschema_rs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pressroom.definition.examples.patterns import certain_match, matching

_PIECES = (
    *("a", "b", "Z", "1", "_", "-", " ", "é", "ab", "#", "/", '"', "&&", "--", "~~", ":"),
    *("^", "$", "|", "(", "(?:", "(?<name>", "(?=a)", "(?!b)", ")", "[", "]", "{", "}", "."),
    *("*", "+", "?", "*?", "+?", "{2}", "{1,3}", "{0,}", "{,2}"),
    *(r"\d", r"\w", r"\s", r"\D", r"\W", r"\S", r"\b", r"\B", r"\1", r"\0", r"\A", r"\Z", r"\e"),
    *(r"\.", r"\-", r"\/", r"\n", r"\cA", r"\x41", r"\u0041", r"\p{L}", r"\P{L}", r"\p{Lu}"),
    *("[a-c]", "[^a]", r"[^\w]", r"[\d-]", r"[a\-z]", "[]", "[^]", "[.]", r"[\b]", r"[a-\d]"),
    *("[[:alpha:]]", "[a-z&&[b]]", "[a--b]", "[a&&b]", "[a~~b]", "[[a]]", "[!-~]", "[0-9A-z]"),
    *(r"[\s\S]", r"[^\s\S]", r"[\p{L}\s]", r"[^\p{L}]"),
)


@settings(max_examples=500)
@given(
    pattern=st.lists(st.sampled_from(_PIECES), min_size=1, max_size=7).map("".join),
    shortest=st.sampled_from((0, 0, 3, 8)),
    longest=st.sampled_from((None, None, 2, 10)),
    variant=st.integers(0, 5),
)
def test_what_is_certain_to_match_does(
    pattern: str, shortest: int, longest: int | None, variant: int
) -> None:
    made = certain_match(pattern, shortest, longest, variant)
    assume(made is not None)
    assert made is not None
    assert shortest <= len(made) <= (len(made) if longest is None else longest)
    try:
        validator = jsonschema_rs.Draft202012Validator({"pattern": pattern})
    except ValueError:
        return
    assert validator.is_valid(made), (pattern, made)


@pytest.mark.parametrize("pattern", ["[^]a", r"\bé", r"a\B"])
def test_what_validators_read_differently_is_not_certain(pattern: str) -> None:
    assert certain_match(pattern, 0, None) is None


def test_an_octal_escape_is_out_of_reach() -> None:
    assert matching(r"\0", 0, None) == "\0"
    assert matching(r"\01", 0, None) is None
