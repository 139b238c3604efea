"""The definition room: bytes in, a `Definition` out, and back to one file."""

from pressroom.definition.bundle import bundle
from pressroom.definition.load import find_root, load
from pressroom.definition.model import (
    Callback,
    Definition,
    Example,
    Json,
    MediaType,
    OAuthFlow,
    Operation,
    Parameter,
    References,
    RequestBody,
    Response,
    Schema,
    Security,
    SecurityNeed,
    SecurityScheme,
    Server,
    ServerVariable,
    Tag,
)
from pressroom.definition.positions import position
from pressroom.definition.syntax import Limits, parse

__all__ = [
    "Callback",
    "Definition",
    "Example",
    "Json",
    "Limits",
    "MediaType",
    "OAuthFlow",
    "Operation",
    "Parameter",
    "References",
    "RequestBody",
    "Response",
    "Schema",
    "Security",
    "SecurityNeed",
    "SecurityScheme",
    "Server",
    "ServerVariable",
    "Tag",
    "bundle",
    "find_root",
    "load",
    "parse",
    "position",
]
