"""Security schemes and requirements (OpenAPI 3.1, Security Scheme and Requirement Objects)."""

from collections.abc import Iterator, Mapping

from pressroom.definition import reading
from pressroom.definition.model import OAuthFlow, Security, SecurityNeed, SecurityScheme
from pressroom.definition.parts import PartReader
from pressroom.definition.reading import Node

_FLOWS = ("implicit", "password", "clientCredentials", "authorizationCode")


def security_schemes(parts: PartReader, document: Node, root: str) -> dict[str, SecurityScheme]:
    """The schemes under `components`, by the key that requirements name them with."""
    components, file = parts.open(document.get("components"), root)
    schemes, file = parts.open(components.get("securitySchemes"), file)
    opened = {key: parts.open(value, file)[0] for key, value in schemes.items()}
    return {key: _scheme(key, node) for key, node in opened.items() if reading.text(node, "type")}


def security_of(node: Node, schemes: Mapping[str, SecurityScheme]) -> Security | None:
    """The requirements of a document or an operation; `None` when it doesn't say.

    Unknown schemes are skipped, and so is an alternative that names nothing else.
    """
    if not isinstance(node.get("security"), list):
        return None
    alternatives = (
        (requirement, tuple(_needs(requirement, schemes)))
        for requirement in reading.objects(node, "security")
    )
    return tuple(needs for requirement, needs in alternatives if needs or not requirement)


def _needs(requirement: Node, schemes: Mapping[str, SecurityScheme]) -> Iterator[SecurityNeed]:
    for name in requirement:
        if name in schemes:
            yield SecurityNeed(schemes[name], reading.texts(requirement, name))


def _scheme(key: str, node: Node) -> SecurityScheme:
    return SecurityScheme(
        key=key,
        kind=reading.text(node, "type"),
        description=reading.text(node, "description"),
        scheme=reading.text(node, "scheme"),
        bearer_format=reading.text(node, "bearerFormat"),
        name=reading.text(node, "name"),
        location=reading.text(node, "in"),
        flows=tuple(_flows(reading.mapping(node, "flows"))),
        open_id_connect_url=reading.text(node, "openIdConnectUrl"),
    )


def _flows(flows: Node) -> Iterator[OAuthFlow]:
    for kind in _FLOWS:
        flow = reading.mapping(flows, kind)
        if flow:
            scopes = reading.mapping(flow, "scopes")
            yield OAuthFlow(
                kind=kind,
                authorization_url=reading.text(flow, "authorizationUrl"),
                token_url=reading.text(flow, "tokenUrl"),
                refresh_url=reading.text(flow, "refreshUrl"),
                scopes={name: reading.text(scopes, name) for name in scopes},
            )
