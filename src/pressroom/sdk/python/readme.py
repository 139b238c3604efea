"""The README, and a page for each service with an example of every call."""

import re
from functools import partial

from pressroom.sdk.plan import Operation, Plan, Service
from pressroom.sdk.plan.credentials import is_pair, schemes
from pressroom.sdk.plan.reading import Reading
from pressroom.sdk.plan.texts import one_line
from pressroom.sdk.printing import Text
from pressroom.sdk.python.annotations import standard_imports
from pressroom.sdk.python.examples import Example
from pressroom.sdk.python.layout import render
from pressroom.sdk.python.naming import Names
from pressroom.sdk.python.services import methods
from pressroom.sdk.python.sources import imported

_MARKS = re.compile(r"([\\`*_{}\[\]<>|#!&~])")


def readme_files(plan: Plan, names: Names) -> dict[str, Text]:
    """`README.md`, and `docs/` with a page a service."""
    pages = {
        f"docs/{names.modules[one.key]}.md": partial(_page, one, plan, names)
        for one in plan.services
    }
    return {**pages, "README.md": partial(_readme, plan, names)}


def _readme(plan: Plan, names: Names) -> str:
    sections = (
        f"# {_line(plan.title) or names.package}",
        "A client in Python, on `httpx`, typed, sync and async. It needs Python 3.11 or newer.",
        _code("pip install .", "console"),
        _start(plan, names),
        _services(plan, names),
        _credentials(plan, names),
        _USE.format(package=names.package),
        _tasks(plan, names),
        _listings(plan, names),
        _VALUES.format(package=names.package),
    )
    return "\n\n".join(filter(None, sections)) + "\n"


def _start(plan: Plan, names: Names) -> str:
    given = (
        "" if any("://" in one.url for one in plan.servers) else 'base_url="https://example.com"'
    )
    first = next(iter(plan.operations.values()), None)
    lines = [f"from {names.package} import {names.client}", ""]
    lines.append(f"with {names.client}({given}) as client:")
    if first is None:
        lines.append("    ...")
    else:
        example, statement = _statement(first, plan, names, 1)
        lines[1:1] = example.rstrip().splitlines()
        lines.append(statement)
    text = "\n".join(lines)
    return (
        f"## Start\n\n{_code(text)}\n\n`Async{names.client}` is the same with `async with` and"
        " `await`. What an operation can be called with is in its docstring."
    )


def _services(plan: Plan, names: Names) -> str:
    if not plan.services:
        return ""
    lines = ["| service | operations |", "|---|---|"]
    for one in plan.services:
        place = f"docs/{names.modules[one.key]}.md"
        lines.append(f"| [`client.{names.members[one.key]}`]({place}) | {len(one.operations)} |")
    return "## Services\n\nEach page has an example of every call.\n\n" + "\n".join(lines)


def _credentials(plan: Plan, names: Names) -> str:
    known = schemes(plan)
    if not known:
        return ""
    lines = ["| argument | from the environment |", "|---|---|"]
    for one in known:
        variables = [one.environment]
        if is_pair(one):
            variables = [f"{one.environment}_{part}" for part in ("USERNAME", "PASSWORD")]
        found = ", ".join(f"`{variable}`" for variable in variables)
        lines.append(f"| `{names.options[one.key]}` | {found} |")
    return (
        "## Credentials\n\nGive them to the client, or by variables of the environment. A key or a"
        " token may also be a function that returns the current one.\n\n" + "\n".join(lines)
    )


_USE = """## Calls

Every method takes `options` for one call: `timeout` in seconds, `retries`, `headers`, `query`,
`idempotency_key`. `client.raw(method, …)` gives the HTTP response beside the value.

Requests that may be sent again are: up to twice, after connection errors and the statuses 408, 429,
500, 502, 503 and 504, with growing random delays or as `Retry-After` says. Others are sent once.

An answer that means an error raises a subclass of `ApiError` by its status, such as
`{package}.errors.NotFound`. It has `status`, `body` as the definition says, `problem` (RFC 9457)
and `response`. Every error of this package is an `SdkError`.

The client takes an `http_client` of httpx of your own, and `on_request` and `on_response`."""

_VALUES = """## Values

Models are in `{package}.models`. What is left out is `UNSET`, which isn't `None`: that is JSON's
null. Unknown properties are kept in `additional_properties`, and unknown values of enums are
members of their own (`is_known` is false). `Model.from_dict` and `to_dict` go from and to JSON
objects. Files are bytes, text, paths or open files; `Upload` gives them a name and a media type."""


def _tasks(plan: Plan, names: Names) -> str:
    found = next((one for one in plan.operations.values() if one.task), None)
    if found is None:
        return ""
    example, statement = _statement(found, plan, names, 0, "task")
    text = f"{example}{statement}\nstatus = task.wait(timeout=60, on_progress=print)"
    return (
        "## Tasks\n\nAn operation that goes on after its answer returns a handle. `wait` returns"
        " the last status, or raises `TaskFailed` or `TaskTimeout`; `status()` asks once;"
        f" `events()` tells of every change.\n\n{_code(text)}"
    )


def _listings(plan: Plan, names: Names) -> str:
    found = next((one for one in plan.operations.values() if one.pagination), None)
    if found is None:
        return ""
    written = Example(plan, names)
    listing = written.call(found, names.methods[found.id])
    loop = render(listing, before="for item in ", after=":")
    text = f"{_imports(written, names)}{loop}\n    print(item)"
    return (
        "## Listings\n\nGo through all items; the pages are fetched as they are needed. `pages()`"
        f" goes through the pages, `first_page()` gives the first alone.\n\n{_code(text)}"
    )


def _page(service: Service, plan: Plan, names: Names) -> str:
    sections = [f"# {names.services[service.key]}", _line(service.description)]
    for operation in service.operations:
        example, statement = _statement(operation, plan, names, 0)
        sections += [
            f"## {names.methods[operation.id]}",
            f"`{operation.method} {_in_code(operation.path)}`",
            _line(operation.summary),
            _code(example + statement),
        ]
    return "\n\n".join(filter(None, sections)) + "\n"


def _statement(
    operation: Operation, plan: Plan, names: Names, indent: int, result: str = ""
) -> tuple[str, str]:
    """The imports that an example needs, and the statement that calls the operation."""
    written = Example(plan, names)
    method = next(methods(operation, names))
    code = written.call(operation, method.name)
    name = result or _RESULTS.get(method.reading.verb) or _result(method.reading)
    before = f"{name} = " if name else ""
    return _imports(written, names), render(code, indent=indent, before=before)


_RESULTS = {
    "paginate": "items",
    "start": "task",
    "start_or_finish": "result",
    "stream": "stream",
    "download": "download",
}


def _result(reading: Reading) -> str:
    return "result" if any(content for _, content in reading.contents) else ""


def _imports(example: Example, names: Names) -> str:
    standard = standard_imports(example.standard)
    models = imported(f"{names.package}.models", (names.models[key] for key in example.models))
    groups = [group for group in (standard, models) if group]
    return "\n".join(groups) + "\n" if groups else ""


def _code(text: str, language: str = "python") -> str:
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def _in_code(text: str) -> str:
    return one_line(text).replace("`", "'")


def _line(text: str) -> str:
    """A text of the definition in one line of Markdown, its signs as they are."""
    return _MARKS.sub(r"\\\1", one_line(text))
