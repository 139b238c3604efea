"""Security schemes and requirements -> how a client proves who calls."""

from collections.abc import Mapping
from typing import Literal

from pressroom.definition import Definition, Security, SecurityScheme
from pressroom.sdk.plan.casing import constant
from pressroom.sdk.plan.model import Name, Scheme
from pressroom.sdk.plan.names import Scope, name_of

_SECRETS = {"key": "API_KEY", "bearer": "TOKEN", "oauth2": "TOKEN"}


def schemes(definition: Definition, package: Name) -> tuple[Scheme, ...]:
    """All schemes of a definition.

    The variable of the environment is called after the package, such as `PETSTORE_API_KEY`; where
    two would be called alike, by the scheme's name as well.
    """
    planned: list[Scheme] = []
    names, variables = Scope(), Scope()
    for scheme in definition.security_schemes.values():
        kind = _kind(scheme)
        name = names.take(name_of(scheme.key, "scheme"))
        secret = _SECRETS.get(kind, "TOKEN" if _is_token(scheme, kind) else "")
        short = Name((*package.words, *secret.lower().split("_")) if secret else package.words, "")
        long = Name((*package.words, *name.words), "")
        variable = variables.take(long if short in variables else short)
        planned.append(_scheme(scheme, kind, name, constant(variable)))
    return tuple(planned)


def requirements(security: Security) -> tuple[tuple[str, ...], ...]:
    """The alternatives of a requirement, by the keys of their schemes."""
    return tuple(tuple(need.scheme.key for need in needs) for needs in security)


def _is_token(scheme: SecurityScheme, kind: str) -> bool:
    """Whether what follows the name of an HTTP scheme that we don't know is one secret."""
    return kind == "other" and scheme.scheme.lower() not in ("", "digest")


def _kind(scheme: SecurityScheme) -> Literal["key", "bearer", "basic", "oauth2", "other"]:
    if scheme.kind == "apiKey" and scheme.name:
        return "key"
    if scheme.kind == "http":
        name = scheme.scheme.lower()
        return "bearer" if name == "bearer" else "basic" if name == "basic" else "other"
    if scheme.kind in ("oauth2", "openIdConnect"):
        return "oauth2"
    return "other"


def _scheme(
    scheme: SecurityScheme,
    kind: Literal["key", "bearer", "basic", "oauth2", "other"],
    name: Name,
    environment: str,
) -> Scheme:
    token_urls = [one.token_url for one in scheme.flows if one.kind == "clientCredentials"]
    scopes: Mapping[str, str] = {
        key: text for flow in scheme.flows for key, text in flow.scopes.items()
    }
    return Scheme(
        key=scheme.key,
        name=name,
        kind=kind,
        environment=environment,
        description=scheme.description,
        parameter=scheme.name,
        location=scheme.location or "header",
        scheme=scheme.scheme,
        token_url=token_urls[0] if token_urls else "",
        scopes=scopes,
    )
