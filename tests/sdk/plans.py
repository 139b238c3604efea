"""Plans of small definitions."""

import json
from typing import Any

import pressroom
from pressroom.sdk.plan import Model, Plan, plan

Json = Any


def definition(
    schemas: dict[str, Json] | None = None,
    paths: dict[str, Json] | None = None,
    version: str = "3.1.0",
    **rest: Json,
) -> pressroom.Definition:
    """A definition of these schemas and paths."""
    document = {
        "openapi": version,
        "info": {"title": "Pets", "version": "1"},
        "paths": paths or {},
        "components": {"schemas": schemas or {}, **rest.pop("components", {})},
        **rest,
    }
    return pressroom.load(json.dumps(document).encode())


def planned(
    schemas: dict[str, Json] | None = None, paths: dict[str, Json] | None = None, **rest: Json
) -> Plan:
    return plan(definition(schemas, paths, **rest))


def models(**schemas: Json) -> dict[str, Model]:
    return dict(planned(schemas).models)


def answering(schema: Json, **rest: Json) -> Json:
    """An operation that answers with JSON of this schema."""
    content = {"application/json": {"schema": schema}}
    return {"responses": {"200": {"description": "", "content": content}}, **rest}
