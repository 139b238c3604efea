"""Holds every answer of the application against the contract, on its way to the test."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import httpx
import jsonschema_rs
import msgspec

from pressroom.definition import parse
from pressroom.server.contract import contract_text

CONTRACT: Mapping[str, Any] = parse(contract_text(), "openapi.yaml")
METHODS = ("get", "put", "post", "patch", "delete")
PROBLEM = "application/problem+json"


class CheckedTransport(httpx.ASGITransport):
    """Calls the application in this process; an answer that breaks the contract fails the test."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await super().handle_async_request(request)
        await response.aread()
        check_answer(request, response)
        return response


def check_answer(request: httpx.Request, response: httpx.Response) -> None:
    """Assert that the contract declares this status with these headers and this body."""
    where = f"{request.method} {request.url} answered {response.status_code}: {response.text[:400]}"
    path = re.sub(r"^/v2(?=/)", "", request.url.path)
    operation = operation_at(request.method.lower(), path)
    if operation is None:
        assert response.status_code in (404, 405), where
        _check_body(where, problem_validator(), response)
        return
    declared = _resolve(operation["responses"].get(str(response.status_code)))
    assert declared is not None, f"undeclared: {where}"
    assert response.status_code != 500, where
    for name, header in declared.get("headers", {}).items():
        assert name in response.headers or not _resolve(header).get("required"), (name, where)
    content = declared.get("content", {})
    if not content:
        assert response.content == b"", where
        return
    media_type = response.headers["content-type"].partition(";")[0]
    assert media_type in content, (media_type, where)
    if media_type.endswith("json"):
        validator = _validator(operation["operationId"], response.status_code, media_type)
        _check_body(where, validator, response)


@cache
def operations() -> list[tuple[str, str, dict[str, Any]]]:
    """Method, path template and operation, paths without parameters first."""
    found = [
        (method, path, item[method])
        for path, item in CONTRACT["paths"].items()
        for method in METHODS
        if method in item
    ]
    return sorted(found, key=lambda each: each[1].count("{"))


def operation_at(method: str, path: str) -> dict[str, Any] | None:
    return next(
        (op for verb, template, op in operations() if verb == method and _fits(template, path)),
        None,
    )


@cache
def _pattern(template: str) -> re.Pattern[str]:
    pattern = re.sub(r"\{([^}]+)\}", lambda m: ".*" if m[1] == "file-path" else "[^/]+", template)
    return re.compile(pattern)


def _fits(template: str, path: str) -> bool:
    return _pattern(template).fullmatch(path) is not None


def _resolve(node: Any) -> Any:
    while isinstance(node, dict) and "$ref" in node:
        target: Any = CONTRACT
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


@cache
def _validator(
    operation_id: str, status: int, media_type: str
) -> jsonschema_rs.Draft202012Validator:
    operation = next(op for _, _, op in operations() if op["operationId"] == operation_id)
    return _strict(_resolve(operation["responses"][str(status)])["content"][media_type]["schema"])


@cache
def problem_validator() -> jsonschema_rs.Draft202012Validator:
    return _strict({"$ref": "#/components/schemas/Problem"})


def _strict(schema: Any) -> jsonschema_rs.Draft202012Validator:
    """A validator that also refuses fields that the contract doesn't name."""
    whole = {
        "components": CONTRACT["components"],
        "allOf": [schema],
        "unevaluatedProperties": False,
    }
    return jsonschema_rs.Draft202012Validator(whole, validate_formats=True)


def _check_body(
    where: str, validator: jsonschema_rs.Draft202012Validator, response: httpx.Response
) -> None:
    body = msgspec.json.decode(response.content)
    errors = [f"{error.instance_path}: {error.message}" for error in validator.iter_errors(body)]
    assert not errors, (errors, where)
    if response.status_code >= 400:
        assert response.headers["content-type"] == PROBLEM, where
        assert body["status"] == response.status_code, where
        assert body["instance"], where
