"""The names of a TypeScript library: what the plan's names become, and what they may not be."""

from collections.abc import Iterable, Mapping

import msgspec

from pressroom.sdk.plan import Alias, Model, Name, Object, Operation, Plan, Scheme, Service, Union
from pressroom.sdk.plan.casing import camel, constant, pascal, snake
from pressroom.sdk.typescript.directions import differing, sent

_TYPES = frozenset((
    "Basic", "Bearer", "Blob", "Call", "ClientCredentials", "Codec", "Credential", "Date", "Digest",
    "Download", "Endpoint", "Event", "FileInput", "Login", "Map", "MaybeTaskEndpoint", "Model",
    "OAuth2", "Options",
    "PagedEndpoint", "Paginator", "Promise", "RawContent", "Record", "Secret", "Sender", "Server",
    "Settings", "Stream", "StreamEndpoint", "Task", "TaskEndpoint", "Uint8Array", "Value", "ApiKey",
    "SERVERS",
))  # fmt: skip
"""What the modules of models, services and the client use by these names."""

_PRIMITIVE_TYPES = frozenset((
    "any", "bigint", "boolean", "never", "null", "number", "object", "string", "symbol",
    "undefined", "unknown", "void",
))  # fmt: skip

_RESERVED = frozenset((
    "abstract", "any", "arguments", "as", "asserts", "async", "await", "boolean", "break", "case",
    "catch", "class", "const", "continue", "debugger", "declare", "default", "delete", "do", "else",
    "enum", "eval", "export", "extends", "false", "finally", "for", "from", "function", "get", "if",
    "implements", "import", "in", "infer", "instanceof", "interface", "is", "keyof", "let",
    "module", "namespace", "never", "new", "null", "number", "object", "of", "package", "private",
    "protected", "public", "readonly", "require", "return", "set", "static", "string", "super",
    "switch", "symbol", "this", "throw", "true", "try", "type", "typeof", "undefined", "unique",
    "unknown", "var", "void", "while", "with", "yield", "nan", "infinity",
))  # fmt: skip

_OF_OBJECTS = frozenset((
    "constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString",
    "toString", "valueOf",
))  # fmt: skip
"""What every object has: an optional property of such a name could never be left out."""

_PROPERTIES = _OF_OBJECTS | {"additionalProperties"}
_METHODS = frozenset(("constructor", "then"))
_ARGUMENTS = frozenset(("given", "options"))
_OPTIONS = _OF_OBJECTS | {
    "baseUrl", "fetch", "headers", "onRequest", "onResponse", "retries", "timeout",
}  # fmt: skip
_FILES = frozenset(("index", "con", "prn", "aux", "nul"))


class Names(msgspec.Struct, frozen=True):
    """What everything is called.

    Models go by their key: `models` as they are received, `inputs` as they are sent, where that
    differs; `files` has the module of the page that each is on. Services go by `Service.key`;
    methods, streams (second methods), `constants` and `arguments` by `Operation.id`; `options` are
    the client's credentials, by `Scheme.key`.
    """

    package: str
    client: str
    environment: str
    models: Mapping[str, str]
    inputs: Mapping[str, str]
    files: Mapping[str, str]
    services: Mapping[str, str]
    modules: Mapping[str, str]
    members: Mapping[str, str]
    methods: Mapping[str, str]
    streams: Mapping[str, str]
    constants: Mapping[str, str]
    arguments: Mapping[str, str]
    options: Mapping[str, str]


def names(plan: Plan, streamed: Iterable[str]) -> Names:
    """Name everything; `streamed` are the ids of operations with a second method, for a stream."""
    client = _with(pascal(plan.package), "Client")
    taken = _Taken((*_TYPES, client, f"{client}Settings"))
    models = {key: taken.take(pascal(one.name), "Model") for key, one in plan.models.items()}
    services = {
        one.key: taken.take(_with(pascal(one.name), "Service"), "Operations")
        for one in plan.services
    }
    differ = differing(plan)
    inputs = {
        key: taken.take(f"{models[key]}Input")
        for key in sent(plan)
        if key in differ and isinstance(plan.models[key], Object | Alias | Union)
    }
    methods = {key: _escaped(camel(one.name), _METHODS) for key, one in plan.operations.items()}
    return Names(
        package=_package(plan.package),
        client=client,
        environment=f"{constant(plan.package)}_BASE_URL",
        models=models,
        inputs=inputs,
        files=_files(plan.models),
        services=services,
        modules=_modules(plan.services),
        members={one.key: _escaped(camel(one.name), _METHODS) for one in plan.services},
        methods=methods,
        streams=_streams(plan, set(streamed), methods),
        constants=_constants(plan, taken),
        arguments=_arguments(plan, taken),
        options={one.key: _option(one) for one in plan.schemes},
    )


class _Taken:
    """Names that are taken, told apart without regard to case."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {name.lower() for name in taken}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._taken

    def take(self, name: str, suffix: str = "") -> str:
        """The name, or that with the suffix, or with the first number that makes it differ."""
        if suffix and (name in self or name in _RESERVED):
            name = f"{name}{suffix}"
        found, number = name, 2
        while found in self:
            found, number = f"{name}{number}", number + 1
        self._taken.add(found.lower())
        return found


def _escaped(name: str, taken: frozenset[str]) -> str:
    return f"{name}_" if name in taken else name


def property_name(name: Name) -> str:
    """A property of a model."""
    return _escaped(camel(name), _PROPERTIES)


def argument(name: Name) -> str:
    """An argument of a method, alone or in the object of those that go by name."""
    return _escaped(camel(name), _OF_OBJECTS | _ARGUMENTS | _RESERVED)


def _option(scheme: Scheme) -> str:
    return _escaped(camel(scheme.name), _OPTIONS)


def _with(name: str, ending: str) -> str:
    return name if name.endswith(ending) else f"{name}{ending}"


def _package(name: Name) -> str:
    """The name to install it by, which npm allows small letters of ASCII only."""
    written = _kebab(name)
    return written if written.isascii() else "client"


def _kebab(name: Name) -> str:
    return snake(name).replace("_", "-")


def _files(models: Mapping[str, Model]) -> dict[str, str]:
    """One module for all models on a page."""
    taken = _Taken(_FILES)
    pages: dict[str, str] = {}
    for model in models.values():
        if model.page not in pages:
            pages[model.page] = taken.take(_kebab(models[model.page].name), "-model")
    return {key: pages[model.page] for key, model in models.items()}


def _modules(services: Iterable[Service]) -> dict[str, str]:
    taken = _Taken(_FILES)
    return {one.key: taken.take(_kebab(one.name), "-service") for one in services}


def _streams(plan: Plan, streamed: set[str], methods: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for service in plan.services:
        taken = _Taken(methods[one.id] for one in service.operations)
        for one in service.operations:
            if one.id in streamed:
                found[one.id] = taken.take(f"{methods[one.id].rstrip('_')}Stream")
    return found


def _constants(plan: Plan, taken: _Taken) -> dict[str, str]:
    """The constants that say what operations look like over HTTP."""
    found = {}
    for service in plan.services:
        own = _Taken(())
        for one in service.operations:
            name = constant(one.name)
            clashes = name in taken or f"{name}_AS_STREAM" in taken
            found[one.id] = own.take(f"{name}_ENDPOINT" if clashes else name)
    return found


def _arguments(plan: Plan, taken: _Taken) -> dict[str, str]:
    """The interfaces of arguments that go by name; after the service where they'd be equal."""
    found = {}
    for service in plan.services:
        for one in service.operations:
            name = f"{pascal(one.name)}Arguments"
            found[one.id] = taken.take(f"{pascal(service.name)}{name}" if name in taken else name)
    return found


def stream_constant(operation: Operation, names: Names) -> str:
    """The constant of an operation's second method."""
    return f"{names.constants[operation.id]}_AS_STREAM"
