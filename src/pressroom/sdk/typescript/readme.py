"""The README, and a page for each service with an example of every call."""

import re
from collections.abc import Iterable
from functools import partial

from pressroom.sdk.plan import Operation, Plan, Service
from pressroom.sdk.plan.credentials import is_pair, schemes
from pressroom.sdk.plan.reading import Reading
from pressroom.sdk.plan.texts import one_line
from pressroom.sdk.printing import Text
from pressroom.sdk.typescript.examples import Example
from pressroom.sdk.typescript.layout import WIDTH, Group, Part, fits, flat, render
from pressroom.sdk.typescript.naming import Names
from pressroom.sdk.typescript.services import methods
from pressroom.sdk.typescript.sources import imported

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
        "A client in TypeScript, on `fetch`, typed, without dependencies. It needs Node.js 20 or"
        " newer, or a browser.",
        _BUILD,
        _start(plan, names),
        _services(plan, names),
        _credentials(plan, names),
        _USE,
        _tasks(plan, names),
        _listings(plan, names),
        _VALUES.format(package=names.package),
    )
    return "\n\n".join(filter(None, sections)) + "\n"


_BUILD = """The sources are in `src`, ES modules that import one another as `.js`. Build them once,
with TypeScript alone, and install the folder where it is needed:

```console
npm install
npm run build
```

`npm install ./path/to/this/folder` builds it by itself. Sources may also be copied into a project
of your own, which then compiles them with the rest."""


def _start(plan: Plan, names: Names) -> str:
    elsewhere = any("://" in one.url for one in plan.servers)
    given = "" if elsewhere else '{ baseUrl: "https://example.com" }'
    made = f"const client = new {names.client}({given});"
    first = next(iter(plan.operations.values()), None)
    if first is None:
        return f"## Start\n\n{_code(f'{_package(names, (names.client,))}{made}')}"
    written, statement = _statement(first, plan, names)
    head = _package(names, (names.client, *written))
    return (
        f"## Start\n\n{_code(f'{head}{made}{chr(10)}{statement}')}\n\nArguments in the path"
        " go by position, all others in one object. What an operation can be called with is in the"
        " comments of its method."
    )


def _services(plan: Plan, names: Names) -> str:
    rows = [
        (
            f"[`client.{names.members[one.key]}`](docs/{names.modules[one.key]}.md)",
            str(len(one.operations)),
        )
        for one in plan.services
    ]
    if not rows:
        return ""
    listed = _table(("service", "operations"), rows)
    return f"## Services\n\nEach page has an example of every call.\n\n{listed}"


def _credentials(plan: Plan, names: Names) -> str:
    rows = []
    for one in schemes(plan):
        variables = [one.environment]
        if is_pair(one):
            variables = [f"{one.environment}_{part}" for part in ("USERNAME", "PASSWORD")]
        rows.append((f"`{names.options[one.key]}`", ", ".join(f"`{name}`" for name in variables)))
    if not rows:
        return ""
    return (
        "## Credentials\n\nGive them to the client, or by variables of the environment, where there"
        " is one. A key or a token may also be a function that returns the current one.\n\n"
        + _table(("setting", "from the environment"), rows)
    )


_USE = """## Calls

Every method takes `options` for one call at last: `timeout` in milliseconds, `retries`, `headers`,
`query`, `contentType`, `idempotencyKey` and `signal`. `await client….withResponse()` gives the HTTP
response beside the `value`.

Requests that may be sent again are: up to twice, after connection errors and the statuses 408, 429,
500, 502, 503 and 504, with growing random delays or as `Retry-After` says. Others are sent once.

An answer that means an error throws a subclass of `ApiError` by its status, such as `NotFound`. It
has `status`, `body` as the definition says, `problem` (RFC 9457) and `response`. Every error of
this package is an `SdkError`; what your own `signal` ends throws its reason.

The client takes `baseUrl`, `timeout`, `retries`, `headers`, a `fetch` of your own, `onRequest` and
`onResponse`."""

_VALUES = """## Values

Models are interfaces; each has a codec of the same name, whose `decode` and `encode` go from and to
JSON. What is left out is `undefined`, which isn't `null`. Properties that aren't listed are in
`additionalProperties`, and enums take values that aren't listed.

Times are `Date`s; days without a time, exact decimals and UUIDs are strings. Integers are numbers,
which are exact up to 2^53. Base64 is `Uint8Array`. Files are text, bytes, `Blob`s or streams; `{{
content, name, mediaType }}` gives them a name and a media type. In Node.js, `await
openAsBlob(path)` of `node:fs` opens a file."""


def _tasks(plan: Plan, names: Names) -> str:
    found = next((one for one in plan.operations.values() if one.task), None)
    if found is None:
        return ""
    written, statement = _statement(found, plan, names, "task")
    wait = "const status = await task.wait({ timeout: 60_000, onProgress: console.log });"
    text = f"{_package(names, written)}{statement}"
    if statement.startswith("const task"):
        text += f"\n{wait}"
    return (
        "## Tasks\n\nAn operation that goes on after its answer returns a handle. `wait` gives the"
        " last status, or throws `TaskFailed` or `TaskTimeout`; `status()` asks once; `events()`"
        f" tells of every change.\n\n{_code(text)}"
    )


def _listings(plan: Plan, names: Names) -> str:
    found = next((one for one in plan.operations.values() if one.pagination), None)
    if found is None:
        return ""
    written = Example(plan, names)
    listing = written.call(found, names.methods[found.id])
    loop = render(listing, before="for await (const item of ", after=") {")
    text = f"{_imports(written, names)}{loop}\n  console.log(item);\n}}"
    return (
        "## Listings\n\nGo through all items; the pages are fetched as they are needed. `pages()`"
        " goes through the pages, `firstPage()` gives the first alone, `toArray()` all items."
        f"\n\n{_code(text)}"
    )


def _page(service: Service, plan: Plan, names: Names) -> str:
    sections = [f"# {names.services[service.key]}", _line(service.description)]
    for operation in service.operations:
        written, statement = _statement(operation, plan, names)
        sections += [
            f"## {names.methods[operation.id]}",
            f"`{operation.method} {_in_code(operation.path)}`",
            _line(operation.summary),
            _code(_package(names, written) + statement),
        ]
    return "\n\n".join(filter(None, sections)) + "\n"


def _statement(
    operation: Operation, plan: Plan, names: Names, result: str = ""
) -> tuple[list[str], str]:
    """The names that an example needs, and the statement that calls the operation."""
    written = Example(plan, names)
    method = next(methods(operation, names))
    code = written.call(operation, method.name)
    name = _RESULTS.get(method.reading.verb) or _result(method.reading)
    if result and method.reading.verb == "start":
        name = result
    awaited = "" if method.reading.verb in ("paginate", "stream", "download") else "await "
    needed = [names.models[key] for key in written.models]
    return needed, _assigned(name, awaited, code)


def _assigned(name: str, awaited: str, code: Part) -> str:
    """A statement, broken behind `=` where its call, or the only short argument, needs that."""
    if not name:
        return render(code, before=awaited, after=";")
    before = f"const {name} = {awaited}"
    if isinstance(code, Group) and not fits(f"{before}{flat(code)};"):
        is_short = all(isinstance(one, str) and len(one) <= WIDTH // 4 for one in code.parts)
        if (len(code.parts) < 2 and is_short) or not fits(f"{before}{code.open}"):
            return f"const {name} =\n{render(code, indent=1, before=awaited, after=';')}"
    return render(code, before=before, after=";")


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
    return _package(names, [names.models[key] for key in example.models])


def _package(names: Names, listed: Iterable[str]) -> str:
    written = imported(names.package, listed)
    return f"{written}\n" if written else ""


def _table(head: tuple[str, str], rows: list[tuple[str, str]]) -> str:
    """A table, its columns as wide as their widest cell."""
    widths = [max(3, *(len(row[place]) for row in (head, *rows))) for place in (0, 1)]
    lines = [head, tuple("-" * width for width in widths), *rows]
    return "\n".join(
        f"| {one.ljust(widths[0])} | {other.ljust(widths[1])} |" for one, other in lines
    )


def _code(text: str) -> str:
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}ts\n{text}\n{fence}"


def _in_code(text: str) -> str:
    return one_line(text).replace("`", "'")


def _line(text: str) -> str:
    """A text of the definition in one line of Markdown, its signs as they are."""
    return _MARKS.sub(r"\\\1", one_line(text))
