"""From OpenAPI's security to a collection's authentication.

The format holds one authentication a request. Of the alternatives the first that it can express
is taken; where schemes are combined, API keys beside the main scheme are sent as fields. What it
can't hold is said in a description (`explained`).
"""

from collections.abc import Iterator, Mapping

import msgspec

from pressroom.collection.model import Attribute, Auth, Field
from pressroom.definition.model import (
    OAuthFlow,
    Security,
    SecurityNeed,
    SecurityScheme,
)

_GRANTS = {
    "authorizationCode": "authorization_code",
    "implicit": "implicit",
    "password": "password_credentials",
    "clientCredentials": "client_credentials",
}
_FLOWS = ("authorizationCode", "clientCredentials", "password", "implicit")
"""The flows in the order of preference (RFC 9700 advises against the last two)."""
NO_AUTH = Auth(type="noauth")


class Access(msgspec.Struct, frozen=True):
    """What a request needs: an authentication, further fields, and the variables they use."""

    auth: Auth = NO_AUTH
    headers: tuple[Field, ...] = ()
    query: tuple[Field, ...] = ()
    cookies: tuple[Field, ...] = ()
    variables: tuple[Field, ...] = ()


def suffixes(schemes: Mapping[str, SecurityScheme]) -> dict[str, str]:
    """What tells the variables of schemes of one kind apart: nothing for the first of a kind."""
    seen: set[str] = set()
    found: dict[str, str] = {}
    for key, scheme in schemes.items():
        first = _variable_names(scheme)[:1]
        found[key] = f"_{key}" if seen.intersection(first) else ""
        seen.update(first)
    return found


def auth_variables(
    schemes: Mapping[str, SecurityScheme], suffix: Mapping[str, str]
) -> Iterator[str]:
    """The names of the variables that authentication by these schemes may use."""
    for scheme in schemes.values():
        for variable in _variables(scheme, suffix):
            yield variable.key


def access(security: Security, suffix: Mapping[str, str]) -> Access:
    """What the alternative that is taken asks of a request."""
    needs = _taken(security)
    return _combined([need for need in needs if _kind(need.scheme)], suffix) if needs else Access()


def _taken(security: Security) -> tuple[SecurityNeed, ...]:
    """The first alternative that can be expressed, else the first that can be in part."""
    for whole in (all, any):
        for needs in security:
            if not needs or whole(_kind(need.scheme) for need in needs):
                return needs
    return ()


def explained(security: Security) -> str:
    """What a request can't show of its security, for its description.

    That is further alternatives, and schemes that the format has no authentication for, such as
    a client certificate.
    """
    taken = _taken(security)
    used = _used([need for need in taken if _kind(need.scheme)])
    missing = " and ".join(_told(need) for need in taken if need not in used)
    others = "; or ".join(_spelled(needs) for needs in security if needs is not taken)
    lead = "Another way to authenticate" if taken or () in security else "To authenticate"
    told = (f"Also needs {missing}." if missing else "", f"{lead}: {others}." if others else "")
    return " ".join(sentence for sentence in told if sentence)


def _spelled(needs: tuple[SecurityNeed, ...]) -> str:
    return " with ".join(map(_told, needs)) if needs else "none at all"


def _told(need: SecurityNeed) -> str:
    if need.scheme.kind == "mutualTLS":
        return f"a client certificate (`{need.scheme.key}`)"
    return f"`{need.scheme.key}`"


def _kind(scheme: SecurityScheme) -> str:
    """The kind of authentication a scheme becomes; empty when the format has none."""
    if scheme.kind == "http":
        name = scheme.scheme.lower()
        return name if name in ("basic", "digest", "bearer") else ""
    if scheme.kind == "apiKey":
        return "cookie" if scheme.location == "cookie" else "apikey"
    if scheme.kind == "oauth2" and scheme.flows:
        return "oauth2"
    return "bearer" if scheme.kind in ("openIdConnect", "oauth2") else ""


def _used(needs: list[SecurityNeed]) -> list[SecurityNeed]:
    """The main scheme, which is the first that isn't an API key in a field, and all API keys."""
    main = next((need for need in needs if _kind(need.scheme) not in ("apikey", "cookie")), None)
    return [need for need in needs if need is main or need.scheme.kind == "apiKey"]


def _combined(needs: list[SecurityNeed], suffix: Mapping[str, str]) -> Access:
    used = _used(needs)
    main = next((need for need in used if need.scheme.kind != "apiKey"), None)
    main = main or next((need for need in used if _kind(need.scheme) == "apikey"), None)
    keys = [need for need in used if need is not main]
    marks = {need.scheme.key: suffix.get(need.scheme.key, "") for need in needs}
    return Access(
        auth=_auth(main, marks[main.scheme.key]) if main else NO_AUTH,
        headers=tuple(_fields(keys, marks, "header")),
        query=tuple(_fields(keys, marks, "query")),
        cookies=tuple(_fields(keys, marks, "cookie")),
        variables=tuple(variable for need in used for variable in _variables(need.scheme, marks)),
    )


def _fields(keys: list[SecurityNeed], marks: Mapping[str, str], location: str) -> Iterator[Field]:
    for need in keys:
        scheme = need.scheme
        if scheme.location == location:
            value = f"{{{{apiKey{marks[scheme.key]}}}}}"
            yield Field(key=scheme.name, value=value, description=scheme.description)


def _auth(need: SecurityNeed, mark: str) -> Auth:
    kind = _kind(need.scheme)
    if kind == "apikey":
        return Auth(type=kind, apikey=_attributes(_api_key(need.scheme, mark)))
    if kind == "oauth2":
        return Auth(type=kind, oauth2=_attributes(_oauth2(need, mark)))
    if kind == "bearer":
        return Auth(type=kind, bearer=_attributes({"token": f"{{{{bearerToken{mark}}}}}"}))
    credentials = _attributes(
        {
            "username": f"{{{{{kind}AuthUsername{mark}}}}}",
            "password": f"{{{{{kind}AuthPassword{mark}}}}}",
        }
    )
    return (
        Auth(type=kind, basic=credentials)
        if kind == "basic"
        else Auth(type=kind, digest=credentials)
    )


def _attributes(settings: Mapping[str, str]) -> tuple[Attribute, ...]:
    return tuple(Attribute(key=key, value=value) for key, value in settings.items() if value)


def _api_key(scheme: SecurityScheme, mark: str) -> dict[str, str]:
    return {"key": scheme.name, "value": f"{{{{apiKey{mark}}}}}", "in": scheme.location}


def _oauth2(need: SecurityNeed, mark: str) -> dict[str, str]:
    """The settings of the scheme's best flow, asking for the scopes needed, else for all."""
    flow = _flow(need.scheme)
    settings = {
        "grant_type": _GRANTS.get(flow.kind, flow.kind),
        "authUrl": flow.authorization_url,
        "accessTokenUrl": flow.token_url,
        "refreshTokenUrl": flow.refresh_url,
        "scope": " ".join(need.scopes or flow.scopes),
        "accessToken": f"{{{{accessToken{mark}}}}}",
        "addTokenTo": "header",
    }
    return settings | {name: f"{{{{{name}{mark}}}}}" for name in _client_settings(flow)}


def _flow(scheme: SecurityScheme) -> OAuthFlow:
    ranks = {kind: rank for rank, kind in enumerate(_FLOWS)}
    return min(scheme.flows, key=lambda flow: ranks.get(flow.kind, len(ranks)))


def _client_settings(flow: OAuthFlow) -> tuple[str, ...]:
    secret = () if flow.kind == "implicit" else ("clientSecret",)
    person = ("username", "password") if flow.kind == "password" else ()
    return ("clientId", *secret, *person)


def _variables(scheme: SecurityScheme, marks: Mapping[str, str]) -> Iterator[Field]:
    mark = marks[scheme.key]
    form = f"Format: {scheme.bearer_format}." if scheme.bearer_format else ""
    about = scheme.description or scheme.open_id_connect_url or form
    for name in _variable_names(scheme):
        yield Field(key=f"{name}{mark}", value="", description=about)


def _variable_names(scheme: SecurityScheme) -> tuple[str, ...]:
    kind = _kind(scheme)
    if kind in ("basic", "digest"):
        return (f"{kind}AuthUsername", f"{kind}AuthPassword")
    if kind == "oauth2":
        return ("accessToken", *_client_settings(_flow(scheme)))
    names = {"bearer": ("bearerToken",), "apikey": ("apiKey",), "cookie": ("apiKey",)}
    return names.get(kind, ())


def shown(auth: Auth) -> tuple[tuple[Field, ...], tuple[Field, ...]]:
    """The headers and query parameters that `auth` sends, for the request of an example."""
    if auth.type == "noauth":
        return (), ()
    settings = {one.key: one.value for one in (*auth.bearer, *auth.apikey, *auth.oauth2)}
    if auth.type == "apikey":
        field = Field(key=settings["key"], value=settings["value"])
        return ((), (field,)) if settings["in"] == "query" else ((field,), ())
    values = {
        "bearer": f"Bearer {settings.get('token')}",
        "oauth2": f"Bearer {settings.get('accessToken')}",
        "basic": "Basic <credentials>",
        "digest": "Digest <credentials>",
    }
    value = values.get(auth.type)
    return ((Field(key="Authorization", value=value),), ()) if value else ((), ())
