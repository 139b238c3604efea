"""Operations -> arguments, bodies, answers, pagination, long-running ones."""

from typing import Any

import pytest

from pressroom.sdk.plan import (
    ANY,
    UNSET,
    LongRunning,
    Operation,
    Pagination,
    Plan,
    Primitive,
    Reference,
)
from pressroom.sdk.plan.sending import bodies, media_type
from sdk.plans import answering, planned

TEXT = {"type": "string"}
NUMBER = {"type": "integer"}
PETS = {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}}
PET = {"type": "object", "properties": {"name": TEXT}}


def query(name: str, schema: Any = TEXT, **rest: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema, **rest}


def operation(
    spec: dict[str, Any], method: str = "get", path: str = "/a", **rest: Any
) -> Operation:
    plan = planned({"Pet": PET}, {path: {method: spec}}, **rest)
    (found,) = plan.operations.values()
    return found


def test_required_arguments_come_first_and_names_differ() -> None:
    found = operation(
        answering(
            {},
            parameters=[
                query("id"),
                {"name": "id", "in": "path", "required": True, "schema": NUMBER},
                {"name": "body", "in": "header", "schema": TEXT},
            ],
        ),
        path="/a/{id}",
    )
    assert [(one.location, one.name.words, one.required) for one in found.arguments] == [
        ("path", ("id", "path"), True),
        ("query", ("id",), False),
        ("header", ("body", "header"), False),
    ]


def test_every_parameter_of_the_path_is_there_and_no_other() -> None:
    found = operation(
        answering({}, parameters=[{"name": "y", "in": "path", "required": True, "schema": TEXT}]),
        path="/a/{x}",
    )
    assert [one.wire for one in found.arguments] == ["x"]


def test_headers_that_the_client_sets_are_left_out_and_told() -> None:
    plan = planned(
        paths={
            "/a": {
                "get": answering(
                    {}, parameters=[{"name": "Accept", "in": "header", "schema": TEXT}]
                )
            }
        }
    )
    assert next(iter(plan.operations.values())).arguments == ()
    assert "set-by-client" in {decision.rule for decision in plan.decisions}


def test_authorization_is_an_argument_where_no_scheme_sets_it() -> None:
    header = {"name": "Authorization", "in": "header", "schema": TEXT}
    schemes = {"token": {"type": "http", "scheme": "bearer"}}
    for security, expected in (([], ["Authorization"]), ([{"token": []}], [])):
        plan = planned(
            paths={"/a": {"get": answering({}, parameters=[header], security=security)}},
            components={"securitySchemes": schemes},
        )
        found = next(iter(plan.operations.values()))
        assert [one.wire for one in found.arguments] == expected


def test_a_content_type_that_is_required_without_a_body_is_an_argument() -> None:
    header = {"name": "Content-Type", "in": "header", "required": True, "schema": TEXT}
    body = {"content": {"application/json": {"schema": TEXT}}}
    for rest, expected in (({}, ["Content-Type"]), ({"requestBody": body}, [])):
        found = operation(answering({}, parameters=[header], **rest), "post")
        assert [one.wire for one in found.arguments] == expected


def test_the_example_of_a_path_is_never_empty() -> None:
    empty = {"name": "id", "in": "path", "required": True, "schema": {**TEXT, "example": ""}}
    plan = planned(paths={"/a/{id}": {"get": answering({}, parameters=[empty])}})
    assert next(iter(plan.operations.values())).arguments[0].example == "string"


@pytest.mark.parametrize(
    ("media_type", "kind"),
    [
        ("application/json; charset=utf-8", "json"),
        ("application/problem+json", "json"),
        ("application/x-www-form-urlencoded", "form"),
        ("multipart/form-data", "multipart"),
        ("text/event-stream", "server-sent-events"),
        ("application/x-ndjson", "json-lines"),
        ("application/xml", "xml"),
        ("text/csv", "text"),
        ("image/png", "binary"),
    ],
)
def test_a_media_type_has_its_kind(media_type: str, kind: str) -> None:
    body = {"content": {media_type: {"schema": PET}}}
    found = operation(answering({}, requestBody=body), "post")
    assert found.body is not None
    assert found.body.contents[0].kind == kind


def test_json_is_preferred_among_bodies() -> None:
    content = {name: {"schema": PET} for name in ("text/plain", "application/json")}
    found = operation(answering({}, requestBody={"content": content}), "post")
    assert found.body is not None
    assert [one.kind for one in found.body.contents] == ["json", "text"]


def test_media_types_with_a_name_come_before_ranges_which_are_sent_as_json() -> None:
    names = ("application/*+json", "application/json", "text/json")
    content = {name: {"schema": PET} for name in names}
    found = operation(answering({}, requestBody={"content": content}), "post")
    assert found.body is not None
    assert [one.media_type for one in found.body.contents] == [*names[1:], names[0]]
    assert [media_type(one) for one in bodies(found.body)] == ["application/json", "text/json"]


def test_the_parts_of_a_multipart_body_tell_files_from_fields() -> None:
    schema = {
        "type": "object",
        "properties": {
            "file": {"type": "string", "format": "binary"},
            "files": {"type": "array", "items": {"type": "string", "format": "binary"}},
            "raw": {},
            "pet": PET,
            "name": TEXT,
            "size": {"type": "string", "enum": ["small", "large"]},
        },
    }
    content = {"schema": schema, "encoding": {"raw": {"contentType": "image/png"}}}
    found = operation(
        answering({}, requestBody={"content": {"multipart/form-data": content}}), "post"
    )
    assert found.body is not None
    parts = [
        (one.wire, one.file, one.many, one.content_type) for one in found.body.contents[0].parts
    ]
    assert parts == [
        ("file", True, False, "application/octet-stream"),
        ("files", True, True, "application/octet-stream"),
        ("raw", True, False, "image/png"),
        ("pet", False, False, "application/json"),
        ("name", False, False, "text/plain"),
        ("size", False, False, "text/plain"),
    ]


def test_events_have_the_type_of_their_data() -> None:
    event = {"type": "object", "properties": {"data": {"type": "string", "contentSchema": PET}}}
    content = {"text/event-stream": {"itemSchema": event}}
    found = operation(
        {"responses": {"200": {"description": "", "content": content}}}, version="3.2.0"
    )
    assert found.answers[0].contents[0].type == Reference("GetAResponse")


def test_errors_are_told_from_successes() -> None:
    statuses = ("200", "404", "5xx", "default", "302")
    found = operation({"responses": {status: {"description": ""} for status in statuses}})
    assert [one.status for one in found.successes] == ["200"]
    assert [one.status for one in found.errors] == ["404", "5XX", "default"]


def test_security_is_inherited_unless_the_operation_says_otherwise() -> None:
    plan = planned(
        paths={
            "/a": {"get": answering({}, operationId="a")},
            "/b": {"get": answering({}, operationId="b", security=[])},
        },
        security=[{"key": []}],
        components={
            "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}}
        },
    )
    assert plan.operations["a"].security == (("key",),)
    assert plan.operations["b"].security == ()
    (scheme,) = plan.schemes
    assert (scheme.kind, scheme.parameter, scheme.environment) == ("key", "X-Key", "PETS_API_KEY")


def test_an_example_has_the_authors_values_and_all_that_is_required() -> None:
    found = operation(
        answering(
            {},
            parameters=[query("a", required=True), query("b"), query("c", example="mine")],
            requestBody={
                "content": {"application/json": {"schema": PET, "example": {"name": "Mia"}}}
            },
        ),
        "post",
    )
    assert found.example.arguments == {"query.a": "string", "query.c": "mine"}
    assert found.example.body == {"name": "Mia"}
    assert operation(answering({})).example.body is UNSET


def test_a_plan_is_the_same_each_time() -> None:
    def once() -> Plan:
        return planned({"Pet": PET}, {"/a": {"get": answering(PETS, parameters=[query("page")])}})

    assert once().models == once().models
    assert once().services == once().services


def page(**properties: Any) -> Any:
    return {"type": "object", "properties": {"data": PETS, **properties}}


LISTED = Reference("Pet")


@pytest.mark.parametrize(
    ("schema", "parameters", "expected"),
    [
        (
            page(meta={"type": "object", "properties": {"nextCursor": TEXT}}),
            [query("cursor"), query("limit", NUMBER)],
            Pagination("cursor", ("data",), LISTED, "cursor", "limit", ("meta", "nextCursor")),
        ),
        (
            page(total=NUMBER),
            [query("offset", NUMBER), query("limit", NUMBER)],
            Pagination("offset", ("data",), LISTED, "offset", "limit", total=("total",)),
        ),
        (
            page(has_more={"type": "boolean"}),
            [query("page", {**NUMBER, "default": 0}), query("per_page", NUMBER)],
            Pagination("page", ("data",), LISTED, "page", "per_page", start=0, more=("has_more",)),
        ),
        (
            page(**{"@odata.nextLink": TEXT}),
            [],
            Pagination("cursor", ("data",), LISTED, next=("@odata.nextLink",), url=True),
        ),
        (PETS, [query("page", NUMBER)], Pagination("page", (), LISTED, "page")),
        (page(), [], None),
        (PET, [query("page", NUMBER)], None),
    ],
)
def test_pagination_is_detected(schema: Any, parameters: Any, expected: Pagination | None) -> None:
    assert operation(answering(schema, parameters=parameters)).pagination == expected


def test_a_link_header_paginates() -> None:
    spec = answering(PETS, parameters=[query("page", NUMBER)])
    spec["responses"]["200"]["headers"] = {"Link": {"schema": TEXT}}
    assert operation(spec).pagination == Pagination("link", (), LISTED)


def test_an_extension_says_how_to_paginate_or_not_to() -> None:
    said = {"style": "cursor", "parameter": "c", "items": "/data", "next": "/data/0"}
    spec = answering(page(), **{"x-pressroom-pagination": said})
    expected = Pagination("cursor", ("data",), LISTED, "c", next=("data", "0"), detected=False)
    assert operation(spec).pagination == expected
    off = answering(PETS, parameters=[query("page", NUMBER)], **{"x-pressroom-pagination": False})
    assert operation(off).pagination is None


def test_a_faulty_extension_is_told() -> None:
    spec = answering(page(), **{"x-pressroom-pagination": {"style": "guess"}})
    plan = planned({"Pet": PET}, {"/a": {"get": spec}})
    assert "bad-extension" in {decision.rule for decision in plan.decisions}


ACCEPTED = {"202": {"description": "", "headers": {"Location": {"schema": TEXT}}}}
TASK = {
    "type": "object",
    "properties": {
        "status": {"enum": ["pending", "failed", "completed"]},
        "details": {
            "anyOf": [
                {"type": "object", "properties": {"resources": PETS}},
                {
                    "type": "object",
                    "properties": {"error": {"type": "object", "properties": {"message": TEXT}}},
                },
            ]
        },
    },
}


def long_running(**rest: Any) -> LongRunning | None:
    paths = {
        "/apis/{id}/versions": {"post": {"operationId": "start", "responses": ACCEPTED, **rest}},
        "/apis/{id}/tasks/{task}": {"get": answering(TASK, operationId="ask")},
        "/orders/{id}": {"get": answering(TASK, operationId="other")},
    }
    return planned({"Pet": PET}, paths).operations["start"].task


def test_an_accepted_operation_is_long_running_with_its_task() -> None:
    assert long_running() == LongRunning(
        status_operation="ask",
        type=Reference("AskResponse"),
        status=("status",),
        pending=("pending",),
        succeeded=("completed",),
        failed=("failed",),
        error=("details", "error", "message"),
        result=("details", "resources"),
    )


def test_an_extension_says_what_a_task_is_or_that_there_is_none() -> None:
    said = long_running(**{"x-pressroom-task": {"operation": "other", "failed": ["pending"]}})
    assert said is not None
    assert (said.status_operation, said.failed, said.detected) == ("other", ("pending",), False)
    assert long_running(**{"x-pressroom-task": False}) is None


def test_an_accepted_operation_without_a_described_task_can_still_be_followed() -> None:
    found = operation({"responses": ACCEPTED}, "post")
    assert found.task is not None
    assert (found.task.status_operation, found.task.type) == ("", ANY)


def test_a_response_that_is_a_string_of_another_media_type_is_text() -> None:
    found = operation({"responses": {"200": {"description": "", "content": {"text/csv": {}}}}})
    assert found.answers[0].contents[0].type == Primitive("string")
