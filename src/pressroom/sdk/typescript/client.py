"""The client, and what the package offers."""

from collections.abc import Iterator

from pressroom.sdk.plan import Plan, Scheme, Server
from pressroom.sdk.plan.credentials import is_pair, kind_of, schemes
from pressroom.sdk.plan.texts import one_line
from pressroom.sdk.typescript.layout import Part, array, call, fits, pad, record, render
from pressroom.sdk.typescript.literals import comment, key, string
from pressroom.sdk.typescript.naming import Names
from pressroom.sdk.typescript.services import has_arguments
from pressroom.sdk.typescript.sources import constant as declared
from pressroom.sdk.typescript.sources import exported, imported, source

_CREDENTIALS = {
    "key": "ApiKey",
    "bearer": "Bearer",
    "basic": "Basic",
    "digest": "Digest",
    "oauth2": "OAuth2",
    "token": "Bearer",
}
_TAKES = {
    "key": "Secret",
    "bearer": "Secret",
    "basic": "Login",
    "digest": "Login",
    "oauth2": "Secret | ClientCredentials",
    "token": "Secret",
}
_ERRORS = (
    "ApiError", "BadGateway", "BadRequest", "ClientError", "Conflict", "ConnectionFailed",
    "ContentTooLarge", "DecodeError", "Forbidden", "GatewayTimeout", "Gone", "InternalServerError",
    "MethodNotAllowed", "NotAcceptable", "NotFound", "NotImplementedByServer", "PreconditionFailed",
    "RequestTimeout", "SdkError", "ServerError", "ServiceUnavailable", "TaskFailed", "TaskTimeout",
    "TooManyRequests", "Unauthorized", "UnprocessableContent", "UnsupportedMediaType",
)  # fmt: skip
_OFFERED = ("Call", "Download", "Page", "Paginator", "Server", "Stream", "Task")
_OFFERED_TYPES = (
    "ClientCredentials", "Codec", "Event", "FileContent", "FileInput", "Login", "Model", "Options",
    "Outgoing", "Raw", "RawContent", "Secret", "Settings", "Upload", "WaitOptions",
)  # fmt: skip


def client_files(plan: Plan, names: Names) -> dict[str, str]:
    """The modules of `src` itself."""
    return {"src/client.ts": _client(plan, names), "src/index.ts": _index(plan, names)}


def _client(plan: Plan, names: Names) -> str:
    known = schemes(plan)
    shown = {name for one in known for name in _TAKES[kind_of(one)].split(" | ")}
    runtime = "./runtime/index.js"
    imports = [
        imported(runtime, {"Credential", "Settings", *shown}, only_types=True),
        imported(runtime, {"Sender", "Server", *(_CREDENTIALS[kind_of(one)] for one in known)}),
    ]
    for one in sorted(plan.services, key=lambda one: names.modules[one.key]):
        module = f"./services/{names.modules[one.key]}.js"
        imports.append(imported(module, (names.services[one.key],)))
    return source(
        "The client: the services of the API, and how they are reached.",
        imports,
        (_servers(plan), _settings(plan, names), _class(plan, names)),
    )


def _servers(plan: Plan) -> str:
    listed = [_server(one) for one in plan.servers if one.url]
    note = "/** The servers of the definition. The first is used unless told otherwise. */\n"
    return note + declared("SERVERS", "readonly Server[]", array(listed), export=True)


def _server(server: Server) -> Part:
    given: list[Part] = [string(server.url)]
    variables = [(key(one.wire), string(one.default)) for one in server.variables]
    if variables or server.description:
        given.append(record(variables))
    if server.description:
        given.append(string(one_line(server.description)))
    return call("new Server", given)


def _settings(plan: Plan, names: Names) -> str:
    lines = "".join(
        f"{comment([_meant(one)], 1)}  {names.options[one.key]}?: {_TAKES[kind_of(one)]};\n"
        for one in schemes(plan)
    )
    head = f"export interface {names.client}Settings extends Settings {{"
    return f"/** Credentials, and how to call. */\n{head}{chr(10) + lines if lines else ''}}}\n"


def _meant(scheme: Scheme) -> str:
    said = one_line(scheme.description) or "What proves who calls"
    variables = f"`{scheme.environment}`"
    if is_pair(scheme):
        variables = f"`{scheme.environment}_USERNAME` and `{scheme.environment}_PASSWORD`"
    return f"{said.rstrip('.')}; by default from {variables}."


def _class(plan: Plan, names: Names) -> str:
    members = [
        f"{comment([one.description], 1)}"
        f"  readonly {names.members[one.key]}: {names.services[one.key]};\n"
        for one in plan.services
    ]
    made = "".join(
        _assigned(f"this.{names.members[one.key]} =", f"new {names.services[one.key]}")
        for one in plan.services
    )
    described = (
        comment((one_line(plan.title), plan.description), 0) or "/** A client of the API. */\n"
    )
    sender = call("new Sender", ("settings", "SERVERS", "credentials", string(names.environment)))
    before = "const sender = " if made else ""
    return (
        f"{described}export class {names.client} {{\n{''.join(members)}{chr(10) if members else ''}"
        f"  constructor(settings: {names.client}Settings = {{}}) {{\n"
        "    const credentials = new Map<string, Credential>();\n"
        f"{''.join(_credentials(plan, names))}"
        f"{render(sender, indent=2, before=before, after=';')}\n{made}  }}\n}}\n"
    )


def _assigned(target: str, function: str) -> str:
    given = call(function, ("sender",))
    if fits(f"{pad(2)}{target} {function}("):
        return render(given, indent=2, before=f"{target} ", after=";") + "\n"
    return f"{pad(2)}{target}\n{render(given, indent=3, after=';')}\n"


def _credentials(plan: Plan, names: Names) -> Iterator[str]:
    for one in schemes(plan):
        given: list[Part] = [f"settings.{names.options[one.key]}", string(one.environment)]
        if one.kind == "key":
            given = [string(one.location), string(one.parameter), *given]
        if one.kind == "oauth2" and one.token_url:
            given.append(string(one.token_url))
        if kind_of(one) == "token":
            given.append(string(one.scheme))
        made = call(f"new {_CREDENTIALS[kind_of(one)]}", given)
        held = call("credentials.set", (string(one.key), made))
        yield render(held, indent=2, after=";") + "\n"


def _index(plan: Plan, names: Names) -> str:
    title = one_line(plan.title) or names.client
    lines = [
        exported("./client.js", (f"{names.client}Settings",), only_types=True),
        exported("./client.js", (names.client, "SERVERS")),
        'export * from "./models/index.js";\n',
        exported("./runtime/errors.js", ("Problem",), only_types=True).replace(
            "Problem", "Problem"
        ),
        exported("./runtime/errors.js", _ERRORS),
        exported("./runtime/index.js", _OFFERED_TYPES, only_types=True),
        exported("./runtime/index.js", _OFFERED),
    ]
    for service in sorted(plan.services, key=lambda one: names.modules[one.key]):
        listed = [names.arguments[one.id] for one in service.operations if has_arguments(one)]
        module = f"./services/{names.modules[service.key]}.js"
        lines.append(exported(module, listed, only_types=True))
        lines.append(exported(module, (names.services[service.key],)))
    return source(title, lines, ())
