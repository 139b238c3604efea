"""Webhooks and callbacks in a collection, when the options ask for them."""

import pytest
from convertible import Json, converted, operation, outline, requests, values

WEBHOOK = {"post": {"summary": "A pet came", "responses": {"200": {"description": ""}}}}
ON = {"includeWebhooks": True}
BEARER = {"securitySchemes": {"main": {"type": "http", "scheme": "bearer"}}}


def subscribed(expression: str, **fields: Json) -> Json:
    made = {"responses": {"200": {"description": ""}}, **fields}
    return operation("post", "/subscribe", callbacks={"arrived": {expression: {"post": made}}})


def test_webhooks_are_only_there_on_demand() -> None:
    more = {"openapi": "3.1.0", "webhooks": {"newPet": WEBHOOK}}
    assert outline(converted(operation(), **more)["item"]) == ["GET /pets"]
    assert outline(converted(operation(), ON, **more)["item"]) == [
        "GET /pets",
        {"Webhooks": ["A pet came"]},
    ]


@pytest.mark.parametrize("field", ["webhooks", "x-webhooks"])
def test_webhooks_go_to_an_address_of_their_own(field: str) -> None:
    collection = converted({}, ON, **{field: {"newPet": WEBHOOK}})
    (made,) = requests(collection["item"])
    assert made["request"]["url"] == {
        "raw": "{{webhookUrl}}/newPet",
        "host": ["{{webhookUrl}}"],
        "path": ["newPet"],
    }
    assert ("webhookUrl", "http://localhost") in values(collection["variable"])
    assert ("callbackUrl", "http://localhost") not in values(collection["variable"])


def test_webhooks_only_authenticate_as_they_say_themselves() -> None:
    own = {"post": {**WEBHOOK["post"], "security": [{"main": []}]}}
    more = {"components": BEARER, "webhooks": {"a": WEBHOOK, "b": own}}
    collection = converted({}, ON, security=[{"main": []}], **more)
    first, second = requests(collection["item"])
    assert first["request"]["auth"] == {"type": "noauth"}
    assert "auth" not in second["request"]


@pytest.mark.parametrize(
    ("expression", "raw"),
    [
        ("{$request.body#/url}", "{{callbackUrl}}"),
        ("{$request.body#/url}/pets/{$request.query.id}", "{{callbackUrl}}/pets/:id"),
        ("http://example.com/pets?a=b", "{{callbackUrl}}/pets?a=b"),
        ("/pets", "{{callbackUrl}}/pets"),
    ],
)
def test_callbacks_go_where_their_expression_says(expression: str, raw: str) -> None:
    collection = converted(subscribed(expression), ON)
    assert outline(collection["item"]) == ["POST /subscribe", {"Callbacks": ["arrived"]}]
    made = list(requests(collection["item"]))[-1]
    assert made["request"]["url"]["raw"] == raw
    assert made["request"]["description"] == f"Sent to `{expression}`."
    assert ("callbackUrl", "http://localhost") in values(collection["variable"])


def test_deprecated_webhooks_and_callbacks_can_be_left_out() -> None:
    more = {"webhooks": {"old": {"post": {**WEBHOOK["post"], "deprecated": True}}}}
    paths = subscribed("{$url}", deprecated=True)
    found = converted(paths, ON | {"includeDeprecated": False}, **more)
    assert outline(found["item"]) == ["POST /subscribe"]
    paths = subscribed("{$url}")
    paths["/subscribe"]["post"]["deprecated"] = True
    assert converted(paths, ON | {"includeDeprecated": False})["item"] == []


def test_webhooks_of_the_name_of_a_path_have_identifiers_of_their_own() -> None:
    collection = converted(operation("post", "/pets"), ON, webhooks={"pets": WEBHOOK})
    first, second = requests(collection["item"])
    assert first["id"] != second["id"]
