"""The page of a service: its operations, one section each."""

import json
from collections.abc import Iterator

from pressroom.sdk.pages import markdown, prose
from pressroom.sdk.pages.flavours import Flavour, Refer
from pressroom.sdk.pages.markdown import text
from pressroom.sdk.pages.models import HEAD, described, required
from pressroom.sdk.plan import (
    UNSET,
    Answer,
    Argument,
    Body,
    LongRunning,
    Operation,
    Pagination,
    Service,
)
from pressroom.sdk.plan.casing import pascal


def service_name(service: Service) -> str:
    """What a service is called in pages."""
    name = pascal(service.name)
    return name if name.lower().endswith("service") else f"{name}Service"


def service_page(service: Service, flavour: Flavour, refer: Refer) -> str:
    """The page of a service."""
    methods = (
        (text(flavour.method(one.name)), prose.cell(one.summary or one.description))
        for one in service.operations
    )
    parts = [
        markdown.heading(text(service_name(service))),
        *prose.paragraphs(service.description),
        markdown.table(("Method", "Description"), methods),
    ]
    for operation in service.operations:
        parts.extend(_operation(operation, flavour, refer))
    return markdown.page(parts)


def _operation(operation: Operation, flavour: Flavour, refer: Refer) -> Iterator[str]:
    yield markdown.heading(text(flavour.method(operation.name)))
    if operation.deprecated:
        yield "Deprecated."
    yield from prose.paragraphs(operation.summary)
    if operation.description != operation.summary:
        yield from prose.paragraphs(operation.description)
    yield markdown.code(f"{operation.method} {operation.path}")
    rows = [
        *_arguments(operation.arguments, flavour, refer),
        *_body(operation.body, flavour, refer),
    ]
    if rows:
        yield "Parameters"
        yield markdown.table(HEAD, rows)
    yield f"Returns {_result(operation, flavour, refer)}."
    if operation.pagination:
        yield _paginated(operation.pagination, flavour, refer)
    if operation.task:
        yield _long_running(operation.task, flavour, refer)
    if operation.errors:
        yield "Errors"
        yield markdown.table(
            ("Status", "Type", "Description"),
            (
                (text(one.status), _content(one, flavour, refer), prose.cell(one.description))
                for one in operation.errors
            ),
        )
    example = _example(operation)
    if example:
        yield "Example"
        yield markdown.block(example, "json")


def _arguments(
    arguments: tuple[Argument, ...], flavour: Flavour, refer: Refer
) -> Iterator[tuple[str, ...]]:
    for one in arguments:
        yield (
            text(flavour.member(one.name)),
            flavour.type(one.type, refer),
            required(one.required),
            described(one.description, deprecated=one.deprecated),
        )


def _body(body: Body | None, flavour: Flavour, refer: Refer) -> Iterator[tuple[str, ...]]:
    if body is not None:
        types = dict.fromkeys(flavour.type(one.type, refer) for one in body.contents)
        yield "body", " \\| ".join(types), required(body.required), prose.cell(body.description)


def _content(answer: Answer, flavour: Flavour, refer: Refer) -> str:
    types = dict.fromkeys(flavour.type(one.type, refer) for one in answer.contents)
    return " \\| ".join(types)


def _result(operation: Operation, flavour: Flavour, refer: Refer) -> str:
    found = dict.fromkeys(
        _content(one, flavour, refer) or flavour.nothing() for one in operation.successes
    )
    return " \\| ".join(found) or flavour.nothing()


def _paginated(pagination: Pagination, flavour: Flavour, refer: Refer) -> str:
    return f"Paginated: gives each {flavour.type(pagination.item, refer)} of all pages."


def _long_running(task: LongRunning, flavour: Flavour, refer: Refer) -> str:
    values = [text(value) for value in (*task.succeeded, *task.failed)]
    ends = f" until its status is {' or '.join(values)}" if values else ""
    shown = flavour.type(task.type, refer)
    return f"Goes on after it is accepted; can be waited for{ends}. Its status is {shown}."


def _example(operation: Operation) -> str:
    """The values of a call, by the names on the wire."""
    call = operation.example
    values = {key.partition(".")[2]: value for key, value in call.arguments.items()}
    if call.body is not UNSET:
        values["body"] = call.body
    return json.dumps(values, indent=2, ensure_ascii=False, default=str) if values else ""
