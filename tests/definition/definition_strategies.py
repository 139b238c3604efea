"""Hypothesis strategies: JSON values, and documents that are OpenAPI by their names only."""

import json
from typing import Any

from hypothesis import strategies as st

FIELDS = sorted(
    {
        *("openapi", "info", "title", "paths", "components", "schemas", "parameters", "responses"),
        *("/pets", "get", "post", "additionalOperations", "operationId", "tags", "summary"),
        *("requestBody", "content", "application/json", "schema", "properties", "items", "allOf"),
        *("name", "in", "required", "style", "explode", "example", "examples", "value", "headers"),
        *("security", "securitySchemes", "type", "flows", "implicit", "scopes", "servers", "url"),
        *("variables", "enum", "default", "callbacks", "links", "encoding", "description", "200"),
        *("$ref", "discriminator", "mapping", "$anchor", "x-note"),
    }
)
WORDS = st.sampled_from(["", "a", "query", "path", "#", "#/paths", "#/components/schemas/a", "3.1"])
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(-1e9, 1e9) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)
JUMBLED = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=5)
    ),
    max_leaves=40,
)


def jumbled_document(fields: dict[str, Any]) -> bytes:
    """A document of any shape whose version is right."""
    return json.dumps({**fields, "openapi": "3.1.0"}).encode()
