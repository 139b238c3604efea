"""Names: words out of any text, each different in its scope."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressroom.sdk.plan import Name
from pressroom.sdk.plan.casing import camel, constant, pascal, snake
from pressroom.sdk.plan.names import Scope, name_of
from sdk.plans import answering, planned


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("getHTTPStatus_v2", "get_http_status_v2"),
        ("userIDs", "user_ids"),
        ("API_KEY", "api_key"),
        ("OAuth2Token", "oauth2_token"),
        ("SHA256sum", "sha256_sum"),
        ("+1", "plus_1"),
        ("-1", "minus_1"),
        ("200", "value_200"),
        ("<=", "less_than_sign_equals_sign"),
        ("", "value"),
        ("\0", "value"),
        ("用户 列表", "用户_列表"),
        ("ﬁx", "fix"),
        ("straßeÄnderung", "straße_änderung"),
        ('"; import os #', "import_os"),
    ],
)
def test_a_name_has_the_words_of_its_text(text: str, expected: str) -> None:
    assert snake(name_of(text, "value")) == expected


def test_every_custom_keeps_the_words() -> None:
    name = name_of("get_HTTPStatus", "value")
    assert pascal(name) == "GetHTTPStatus"
    assert camel(name) == "getHTTPStatus"
    assert constant(name) == "GET_HTTP_STATUS"


@given(st.text(max_size=80))
def test_any_text_gives_an_identifier_under_every_custom(text: str) -> None:
    name = name_of(text, "value")
    for custom in (pascal, camel, snake, constant):
        assert custom(name).isidentifier(), custom(name)


@given(st.lists(st.text(alphabet="aAbB1_- ", max_size=4), max_size=12))
def test_names_of_one_scope_differ_under_every_custom(texts: list[str]) -> None:
    scope = Scope()
    names = [scope.take(name_of(text, "value")) for text in texts]
    for custom in (pascal, camel, snake, constant):
        assert len({custom(name).lower() for name in names}) == len(names)


def test_ten_thousand_clashing_names_take_no_square_of_time() -> None:
    scope = Scope()
    names = [scope.take(Name(("same",), "same")) for _ in range(10_000)]
    assert snake(names[-1]) == "same_10000"


def test_a_long_text_is_cut() -> None:
    assert len(snake(name_of("word " * 500, "value"))) < 120


def test_operations_without_or_with_clashing_ids_are_all_planned() -> None:
    plan = planned(
        paths={
            "/pets/{petId}/toys": {"get": answering({}), "post": answering({}, operationId="go")},
            "/toys": {
                "get": answering({}, operationId="go"),
                "put": answering({}, operationId="Go"),
            },
            "/用户": {"get": answering({}, operationId="*")},
        }
    )
    assert sorted(plan.operations) == ["*", "Go", "get_pets_pet_id_toys", "go", "go_2"]
    rules = {decision.rule for decision in plan.decisions}
    assert {"no-operation-id", "clashing-operation-id", "no-tag"} <= rules


def test_an_operation_does_not_repeat_the_name_of_its_service() -> None:
    plan = planned(paths={"/a": {"get": answering({}, operationId="pets/list", tags=["pets"])}})
    assert plan.operations["pets/list"].name.words == ("list",)
