"""The two clients, and what the package offers."""

from pressroom.sdk.plan import Plan, Scheme, Server, Service
from pressroom.sdk.plan.credentials import is_pair, kind_of, schemes
from pressroom.sdk.plan.texts import one_line, plain
from pressroom.sdk.python.annotations import export_order, import_order, standard_imports
from pressroom.sdk.python.layout import Group, Part, call, pair, record, render
from pressroom.sdk.python.literals import docstring, listing, string
from pressroom.sdk.python.naming import Names
from pressroom.sdk.python.sources import FUTURE, imported, source

_CREDENTIALS = {
    "key": "ApiKey",
    "bearer": "Bearer",
    "basic": "Basic",
    "digest": "Digest",
    "oauth2": "OAuth2",
    "token": "Bearer",
}
_TAKES = {
    "key": "Secret | None",
    "bearer": "Secret | None",
    "basic": "tuple[str, str] | None",
    "digest": "tuple[str, str] | None",
    "oauth2": "Secret | ClientCredentials | None",
    "token": "Secret | None",
}
"""What an HTTP scheme may be called (RFC 9110, section 5.6.2)."""
ERRORS = (
    "ApiError", "BadGateway", "BadRequest", "ClientError", "Conflict", "ConnectionFailed",
    "ContentTooLarge", "DecodeError", "Forbidden", "GatewayTimeout", "Gone", "InternalServerError",
    "MethodNotAllowed", "NotAcceptable", "NotFound", "NotImplementedByServer", "PreconditionFailed",
    "Problem", "RequestTimeout", "SdkError", "ServerError", "ServiceUnavailable", "TaskFailed",
    "TaskTimeout", "TooManyRequests", "Unauthorized", "UnprocessableContent",
    "UnsupportedMediaType",
)  # fmt: skip
_OFFERED = (
    "UNSET", "AsyncDownload", "AsyncPaginator", "AsyncStream", "AsyncTask", "ClientCredentials",
    "Download", "Event", "Options", "Page", "Paginator", "Raw", "Stream", "Task", "Unset", "Upload",
)  # fmt: skip


def client_files(plan: Plan, names: Names, home: str) -> dict[str, str]:
    """The package's own modules in the folder `home`."""
    return {
        f"{home}/client.py": _client(plan, names),
        f"{home}/errors.py": _errors(),
        f"{home}/__init__.py": _package(plan, names),
        f"{home}/py.typed": "",
    }


def _client(plan: Plan, names: Names) -> str:
    known = schemes(plan)
    classes = {_CREDENTIALS[kind_of(one)] for one in known}
    shown = {"Secret"} if not all(map(is_pair, known)) else set()
    shown |= {"ClientCredentials"} if any(one.kind == "oauth2" for one in known) else set()
    under = "".join(
        imported(f".services.{names.modules[key]}", (name, f"Async{name}"), 1)
        for key, name in sorted(
            names.services.items(), key=lambda item: import_order(names.modules[item[0]])
        )
    )
    used = ["TYPE_CHECKING", "Unpack", *(("cached_property",) if plan.services else ())]
    runtime = {"AsyncClient", "AsyncSettings", "Server", "Settings", "SyncClient", *classes, *shown}
    body = "\n\n".join(_class(plan, names, is_async) for is_async in (False, True))
    return source(
        "The clients: the services as attributes, imported when they are first used.",
        (
            FUTURE,
            standard_imports(used if under else used[1:]),
            imported(".runtime", runtime),
            f"if TYPE_CHECKING:\n{under}" if under else "",
        ),
        f"{_servers(plan)}\n\n{body}",
    )


def _servers(plan: Plan) -> str:
    listed = [_server(one) for one in plan.servers if one.url]
    note = '"""The servers of the definition. The first is used unless told otherwise."""\n'
    before = "SERVERS = " if listed else "SERVERS: tuple[Server, ...] = "
    return f"{render(pair(listed), before=before)}\n{note}"


def _server(server: Server) -> Part:
    given: list[Part] = [string(server.url)]
    variables = [(string(one.wire), string(one.default)) for one in server.variables]
    if variables or server.description:
        given.append(record(variables))
    if server.description:
        given.append(string(one_line(server.description)))
    return call("Server", given)


def _class(plan: Plan, names: Names, is_async: bool) -> str:
    mark = "Async" if is_async else ""
    described = docstring((one_line(plan.title), plan.description), 1) or _NAMELESS
    services = "".join(_service(one, names, mark) for one in plan.services)
    return (
        f"class {mark}{names.client}({mark or 'Sync'}Client):\n{described}\n"
        f"{_init(plan, names, mark)}{services}"
    )


_NAMELESS = '    """A client of the API."""\n'


def _init(plan: Plan, names: Names, mark: str) -> str:
    known = schemes(plan)
    taken: list[Part] = ["self"]
    if known:
        taken += [
            "*",
            *(f"{names.options[one.key]}: {_TAKES[kind_of(one)]} = None" for one in known),
        ]
    head = render(
        call("__init__", (*taken, f"**settings: Unpack[{mark}Settings]")),
        indent=1,
        before="def ",
        after=" -> None:",
    )
    # Nothing may follow `**settings` but a comma, which broken parameters end with.
    credentials = record((string(one.key), _credential(one, names)) for one in known)
    body = render(
        call(
            "super().__init__",
            ("settings", "SERVERS", credentials, string(names.environment)),
        ),
        indent=2,
    )
    return f"{head}\n{_told(plan, names)}{body}\n"


def _told(plan: Plan, names: Names) -> str:
    entries = [f"{names.options[one.key]}: {_meant(one)}" for one in schemes(plan)]
    settings = "settings: `base_url`, `timeout`, `retries`, `headers`, `http_client`, hooks."
    given = listing("Args:", (*entries, settings), 2)
    return docstring(("Credentials, and how to call.", given), 2)


def _meant(scheme: Scheme) -> str:
    said = one_line(scheme.description) or "what proves who calls"
    variables = f"`{scheme.environment}`"
    if is_pair(scheme):
        variables = f"`{scheme.environment}_USERNAME` and `{scheme.environment}_PASSWORD`"
    return f"{said.rstrip('.')}; by default from {variables}."


def _credential(scheme: Scheme, names: Names) -> Part:
    given: list[Part] = [names.options[scheme.key], string(scheme.environment)]
    if scheme.kind == "key":
        given = [string(scheme.location), string(scheme.parameter), *given]
    if scheme.kind == "oauth2" and scheme.token_url:
        given.append(string(scheme.token_url))
    if kind_of(scheme) == "token":
        given.append(string(scheme.scheme))
    return call(_CREDENTIALS[kind_of(scheme)], given)


def _service(service: Service, names: Names, mark: str) -> str:
    name, module = f"{mark}{names.services[service.key]}", names.modules[service.key]
    head = render(
        call(names.members[service.key], ("self",)), indent=1, before="def ", after=f" -> {name}:"
    )
    return (
        f"\n    @cached_property\n{head}\n{docstring((service.description,), 2)}"
        f"{imported(f'.services.{module}', (name,), 2)}\n"
        f"        return {name}(self)\n"
    )


def _errors() -> str:
    exported = Group("[", tuple(map(string, ERRORS)), "]")
    return source(
        "What can go wrong. Every error is an `SdkError`; those by status are `ApiError`s.",
        (imported(".runtime.errors", ERRORS),),
        f"{render(exported, before='__all__ = ')}\n",
    )


def _package(plan: Plan, names: Names) -> str:
    clients = (f"Async{names.client}", names.client)
    under = imported(".client", clients, 1) + imported(".errors", ("ApiError", "SdkError"), 1)
    under += imported(".runtime", _OFFERED, 1)
    modules = dict.fromkeys(clients, "client")
    modules |= dict.fromkeys(("ApiError", "SdkError"), "errors") | dict.fromkeys(
        _OFFERED, "runtime"
    )
    exported = Group("[", tuple(map(string, sorted(modules, key=export_order))), "]")
    entries = record((string(name), string(module)) for name, module in sorted(modules.items()))
    title = one_line(plan.title) or names.package
    return source(
        title if plain(title) else "A client.",
        ("from typing import TYPE_CHECKING\n", "from .runtime.lazy import lazy\n"),
        f"if TYPE_CHECKING:\n{under}\n"
        f"{render(exported, before='__all__ = ')}\n\n"
        f"{render(call('lazy', ('__name__', entries)), before='__getattr__ = ')}\n",
    )
