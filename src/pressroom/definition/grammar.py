"""OpenAPI's objects as a table: which field of which object holds what.

A `$ref` is a reference only where the specification has an object that may be one, so that
properties named `$ref`, examples, defaults and extensions are left alone. A kind is either an
object with known fields (`schema`) or a map of like members (`schemas`).

Sources: OpenAPI 2.0, 3.0.4, 3.1.1 and 3.2.0; JSON Schema 2020-12 and its earlier drafts. What 2.0
has in other places than 3.x stands beside it, but for the document, which is a kind of its own.
"""

from collections.abc import Iterator, Mapping

from pressroom.definition.model import Json

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")

MEMBERS: Mapping[str, str] = {
    "schemas": "schema",
    "responses": "response",
    "parameters": "parameter",
    "examples": "example",
    "requestBodies": "request body",
    "headers": "header",
    "securitySchemes": "security scheme",
    "links": "link",
    "callbacks": "callback",
    "callback": "path item",
    "pathItems": "path item",
    "paths": "path item",
    "operations": "operation",
    "content": "media type",
    "mediaTypes": "media type",
    "encodings": "encoding",
}
"""The kind of the members of each kind that is a map."""

_SHAPE = {
    "schema": "schema",
    "content": "content",
    "examples": "examples",
}
_PARTS = {
    "schema": "schema",
    "itemSchema": "schema",
    "examples": "examples",
    "encoding": "encodings",
    "prefixEncoding": "encoding",
    "itemEncoding": "encoding",
}
_SUBSCHEMAS = (
    *("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "contains", "contentSchema"),
    *("items", "prefixItems", "additionalItems", "unevaluatedItems"),
    *("additionalProperties", "unevaluatedProperties", "propertyNames"),
)
_SCHEMA_MAPS = (
    *("properties", "patternProperties", "dependentSchemas"),
    *("$defs", "definitions", "dependencies"),
)

FIELDS: Mapping[str, Mapping[str, str]] = {
    "document": {
        "paths": "paths",
        "webhooks": "pathItems",
        "x-webhooks": "pathItems",
        "components": "components",
    },
    "swagger document": {
        "paths": "paths",
        "definitions": "schemas",
        "parameters": "parameters",
        "responses": "responses",
        "securityDefinitions": "securitySchemes",
    },
    "components": {
        kind: kind
        for kind in (
            *("schemas", "responses", "parameters", "examples", "requestBodies", "headers"),
            *("securitySchemes", "links", "callbacks", "pathItems", "mediaTypes"),
        )
    },
    "path item": {
        "parameters": "parameter",
        "additionalOperations": "operations",
        **dict.fromkeys(METHODS, "operation"),
    },
    "operation": {
        "parameters": "parameter",
        "requestBody": "request body",
        "responses": "responses",
        "callbacks": "callbacks",
    },
    "parameter": _SHAPE,
    "header": _SHAPE,
    "request body": {"content": "content"},
    "response": {
        "headers": "headers",
        "content": "content",
        "links": "links",
        "schema": "schema",
    },
    "media type": _PARTS,
    "encoding": {"headers": "headers", "encoding": "encodings"},
    "schema": {
        **dict.fromkeys(_SUBSCHEMAS, "schema"),
        **dict.fromkeys(_SCHEMA_MAPS, "schemas"),
    },
    "example": {},
    "link": {},
    "security scheme": {},
}
"""The fields of each kind that hold objects, with their kind; of a list it is each item's."""

HOMES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "document": {
        MEMBERS[section]: ("components", section)
        for section in FIELDS["components"]
        if section not in ("pathItems", "mediaTypes")
    },
    "swagger document": {
        MEMBERS[section]: (field,)
        for field, section in FIELDS["swagger document"].items()
        if field != "paths"
    },
}
"""Where each kind of document keeps what is referred to: the fields that lead there, by kind."""


def is_swagger(document: Mapping[str, Json]) -> bool:
    """Whether a document is of OpenAPI 2.0, which calls itself Swagger."""
    return "swagger" in document and "openapi" not in document


def has_resources(document: Json) -> bool:
    """Whether schemas are JSON Schema 2020-12, where an `$id` is a base: from OpenAPI 3.1 on."""
    version = document.get("openapi") if isinstance(document, dict) else None
    return str(version).startswith(("3.1", "3.2"))


def document_kind(document: Mapping[str, Json]) -> str:
    """The kind that a root document is."""
    return "swagger document" if is_swagger(document) else "document"


def kind_of(kind: str, key: str) -> str | None:
    """The kind of what stands under `key` in an object of `kind`, `None` for plain values."""
    return MEMBERS.get(kind) or FIELDS[kind].get(key)


def reference_of(node: Json) -> str | None:
    """The `$ref` of a node that has one."""
    if isinstance(node, dict) and isinstance(node.get("$ref"), str):
        return str(node["$ref"])
    return None


def references(node: Json, kind: str, seen: set[int]) -> Iterator[tuple[str, str]]:
    """Each `$ref` below `node`, none of them followed, with the kind of what it stands for.

    Objects whose identity is in `seen` are passed over, those walked are added: a walk that
    goes on in another file does everything once.
    """
    todo = [(node, kind)]
    while todo:
        node, kind = todo.pop()
        if type(node) is list:
            todo.extend((item, kind) for item in reversed(node))
        elif type(node) is dict and id(node) not in seen:
            seen.add(id(node))
            reference = reference_of(node)
            if reference is not None:
                yield reference, kind
            todo.extend(reversed(inner(node, kind)))


def inner(node: Mapping[str, Json], kind: str) -> list[tuple[Json, str]]:
    """The values in an object that may hold references, with their kinds."""
    member = MEMBERS.get(kind)
    if member is not None:
        return [(value, member) for value in node.values()]
    fields = FIELDS[kind]
    return [(value, fields[key]) for key, value in node.items() if key in fields]
