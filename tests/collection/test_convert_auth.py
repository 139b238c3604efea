"""Authentication of the collection and of single requests."""

import pytest
from convertible import Json, converted, operation, request, schemes, values

KEY = {"type": "apiKey", "in": "header", "name": "X-Key"}
BEARER = {"type": "http", "scheme": "Bearer"}
FLOW = {"tokenUrl": "https://a/token", "scopes": {"read": "", "write": ""}}


def secured(scheme: Json, *needs: str) -> Json:
    return converted(operation(), components=schemes(main=scheme), security=[{"main": list(needs)}])


def settings(auth: Json) -> dict[str, str]:
    return dict(values(auth[auth["type"]]))


@pytest.mark.parametrize(
    ("scheme", "kind", "expected"),
    [
        (BEARER, "bearer", {"token": "{{bearerToken}}"}),
        (
            {"type": "http", "scheme": "basic"},
            "basic",
            {"username": "{{basicAuthUsername}}", "password": "{{basicAuthPassword}}"},
        ),
        (
            {"type": "http", "scheme": "digest"},
            "digest",
            {"username": "{{digestAuthUsername}}", "password": "{{digestAuthPassword}}"},
        ),
        (KEY, "apikey", {"key": "X-Key", "value": "{{apiKey}}", "in": "header"}),
        (
            {"type": "openIdConnect", "openIdConnectUrl": "https://a/.well-known"},
            "bearer",
            {"token": "{{bearerToken}}"},
        ),
    ],
)
def test_schemes_become_the_collections_authentication(
    scheme: Json, kind: str, expected: Json
) -> None:
    collection = secured(scheme)
    assert collection["auth"]["type"] == kind
    assert settings(collection["auth"]) == expected
    used = {value[2:-2] for value in expected.values() if value.startswith("{{")}
    assert used <= {variable["key"] for variable in collection["variable"]}
    assert "auth" not in collection["item"][0]["request"]


@pytest.mark.parametrize(
    ("flow", "grant", "more"),
    [
        ("clientCredentials", "client_credentials", {"clientSecret"}),
        ("password", "password_credentials", {"clientSecret", "username", "password"}),
        ("authorizationCode", "authorization_code", {"clientSecret", "authUrl"}),
        ("implicit", "implicit", {"authUrl"}),
    ],
)
def test_oauth_flows_keep_their_urls_and_scopes(flow: str, grant: str, more: set[str]) -> None:
    fields = {**FLOW, "authorizationUrl": "https://a/auth"} if "authUrl" in more else FLOW
    found = settings(secured({"type": "oauth2", "flows": {flow: fields}}, "read")["auth"])
    assert found["grant_type"] == grant
    assert found["scope"] == "read"
    assert found["accessTokenUrl"] == "https://a/token"
    common = {"grant_type", "scope", "accessTokenUrl", "accessToken", "addTokenTo", "clientId"}
    assert set(found) == common | more


def test_of_several_flows_the_safest_is_taken() -> None:
    flows = {"implicit": FLOW, "password": FLOW, "authorizationCode": FLOW}
    found = settings(secured({"type": "oauth2", "flows": flows})["auth"])
    assert found["grant_type"] == "authorization_code"


def test_without_scopes_all_of_the_flow_are_asked_for() -> None:
    scheme = {"type": "oauth2", "flows": {"clientCredentials": FLOW}}
    assert settings(secured(scheme)["auth"])["scope"] == "read write"


def test_an_operation_without_security_has_no_authentication() -> None:
    more = {"components": schemes(main=BEARER), "security": [{"main": []}]}
    assert request(operation(security=[]), **more)["auth"] == {"type": "noauth"}


def test_an_operation_has_its_own_authentication_unless_options_say_inherit() -> None:
    more = {"components": schemes(main=BEARER, key=KEY), "security": [{"main": []}]}
    paths = operation(security=[{"key": []}])
    assert request(paths, **more)["auth"]["type"] == "apikey"
    assert "auth" not in request(paths, {"alwaysInheritAuthentication": True}, **more)


def test_the_first_alternative_that_can_be_expressed_is_taken() -> None:
    components = schemes(tls={"type": "mutualTLS"}, key=KEY)
    paths = operation(security=[{"tls": []}, {"key": []}])
    assert request(paths, openapi="3.1.0", components=components)["auth"]["type"] == "apikey"


def test_a_key_in_a_cookie_becomes_a_header() -> None:
    cookie = {"type": "apiKey", "in": "cookie", "name": "sid"}
    collection = secured(cookie)
    assert values(collection["item"][0]["request"]["header"]) == [("Cookie", "sid={{apiKey}}")]


def test_keys_beside_the_main_scheme_are_sent_as_fields() -> None:
    other = {"type": "apiKey", "in": "query", "name": "app"}
    more = {"components": schemes(main=BEARER, key=KEY, other=other)}
    made = request(operation(security=[{"other": [], "main": [], "key": []}]), **more)
    assert made["auth"]["type"] == "bearer"
    assert values(made["header"]) == [("X-Key", "{{apiKey}}")]
    assert values(made["url"]["query"]) == [("app", "{{apiKey_other}}")]


TLS = {"type": "mutualTLS"}
BASIC = {"type": "http", "scheme": "basic"}


@pytest.mark.parametrize(
    ("security", "kind", "told"),
    [
        ([{"main": []}], "bearer", None),
        ([{"main": []}, {"key": []}], "bearer", "Another way to authenticate: `key`."),
        (
            [{"main": []}, {"key": [], "tls": []}, {}],
            "bearer",
            "Another way to authenticate: `key` with a client certificate (`tls`); or none at all.",
        ),
        ([{"tls": []}, {}], "noauth", "Another way to authenticate: a client certificate (`tls`)."),
        ([{"tls": []}], "noauth", "To authenticate: a client certificate (`tls`)."),
        ([{"tls": [], "key": []}], "apikey", "Also needs a client certificate (`tls`)."),
        ([{"main": [], "basic": []}], "bearer", "Also needs `basic`."),
        ([], "noauth", None),
    ],
)
def test_what_the_format_cannot_hold_is_said_in_the_description(
    security: Json, kind: str, told: str | None
) -> None:
    components = schemes(main=BEARER, key=KEY, tls=TLS, basic=BASIC)
    made = request(operation(security=security), components=components)
    assert made.get("auth", {"type": "noauth"})["type"] == kind
    assert made.get("description") == told
    collection = converted(operation(), components=components, security=security)
    assert collection["info"].get("description") == told
    inherited = {"alwaysInheritAuthentication": True}
    assert "description" not in request(operation(security=security), inherited)


def test_a_token_says_its_format() -> None:
    collection = secured({**BEARER, "bearerFormat": "JWT"})
    assert collection["variable"][-1]["description"] == "Format: JWT."


def test_a_scheme_that_nobody_declared_is_left_out() -> None:
    assert "auth" not in request(operation(security=[{"gone": []}]))
