"""The names of a Python library: what the plan's names become, and what they may not be."""

import keyword
from collections.abc import Iterable, Mapping
from functools import lru_cache

import msgspec

from pressroom.sdk.plan import Model, Name, Operation, Plan, Scheme, Service
from pressroom.sdk.plan.casing import constant, pascal, snake

_CLASSES = frozenset((
    "TYPE_CHECKING", "UNSET", "Annotated", "Answer", "Any", "AsyncClient", "AsyncDownload",
    "AsyncPaginator", "AsyncStream", "AsyncTask", "Content", "Decimal", "Discriminator", "Download",
    "DownloadEndpoint", "EMPTY", "Endpoint", "Event", "FileInput", "Literal", "MaybeTaskEndpoint",
    "Model", "OpenEnum", "OpenFloatEnum", "OpenIntEnum", "OpenStrEnum", "Options", "PagedEndpoint",
    "Pages", "Paginator", "PartStyle", "RawContent", "Stream", "StreamEndpoint", "SyncClient",
    "Task", "TaskEndpoint", "TaskStatus", "TypeAlias", "UUID", "Union", "Unset",
))  # fmt: skip
"""What the modules of models and services use by these names."""

_PROPERTIES = frozenset(
    [
        "additional_properties",
        "builtins",
        "dt",
        "field",
        "from_dict",
        "read_only",
        "self",
        "to_dict",
    ]
)
_ARGUMENTS = frozenset(("body", "options", "self"))
_METHODS = frozenset(("builtins", "dt"))
_CLIENT = frozenset(
    [
        "ask",
        "base_url",
        "close",
        "download",
        "follow",
        "http",
        "paginate",
        "raw",
        "retries",
        "self",
        "send",
        "settings",
        "start",
        "start_or_finish",
        "stream",
        "timeout",
    ]
)
_OPTIONS = frozenset(
    [
        "base_url",
        "headers",
        "http_client",
        "on_request",
        "on_response",
        "retries",
        "self",
        "settings",
        "timeout",
    ]
)


class ModelNames(msgspec.Struct, frozen=True):
    """What models are called, by their key; `files` has the module of the page that each is on."""

    package: str
    client: str
    models: Mapping[str, str]
    files: Mapping[str, str]


class Names(ModelNames, frozen=True):
    """What everything is called.

    Services go by
    `Service.key`; methods, endpoints and streams (second methods) by `Operation.id`; `options` are
    the client's arguments for credentials, by `Scheme.key`.
    """

    services: Mapping[str, str]
    modules: Mapping[str, str]
    members: Mapping[str, str]
    methods: Mapping[str, str]
    streams: Mapping[str, str]
    options: Mapping[str, str]

    @property
    def environment(self) -> str:
        """The variable that a base URL is read from."""
        return f"{self.package.upper()}_BASE_URL"


def model_names(package: Name, models: Mapping[str, Model]) -> ModelNames:
    """Name the models of a plan; those at its start are called the same without the others."""
    client = _with(pascal(package), "Client")
    taken = _Taken({*_CLASSES, client, f"Async{client}"})
    return ModelNames(
        package=member(package),
        client=client,
        models={key: taken.take(pascal(one.name), "Model") for key, one in models.items()},
        files=_files(models),
    )


def names(plan: Plan, streamed: Iterable[str]) -> Names:
    """Name everything; `streamed` are the ids of operations with a second method, for a stream."""
    named = model_names(plan.package, plan.models)
    client = named.client
    taken = _Taken({*_CLASSES, client, f"Async{client}", *named.models.values()})
    services: dict[str, str] = {}
    for service in plan.services:
        name = taken.take(_with(pascal(service.name), "Service"))
        services[service.key] = name
        taken.take(f"Async{name}")
    methods = {key: member(one.name, _METHODS) for key, one in plan.operations.items()}
    return Names(
        package=named.package,
        client=client,
        models=named.models,
        files=named.files,
        services=services,
        modules=_modules(plan.services),
        members={one.key: member(one.name, _CLIENT) for one in plan.services},
        methods=methods,
        streams=_streams(plan, set(streamed), methods),
        options={one.key: _option(one) for one in plan.schemes},
    )


class _Taken:
    """Names that are taken, told apart without regard to case."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {name.lower() for name in taken}

    def take(self, name: str, suffix: str = "") -> str:
        """The name, or that with the suffix, or with the first number that makes it differ."""
        if suffix and (name.lower() in self._taken or keyword.iskeyword(name)):
            name = f"{name}{suffix}"
        found, number = name, 2
        while found.lower() in self._taken:
            found, number = f"{name}{number}", number + 1
        self._taken.add(found.lower())
        return found


def member(name: Name, taken: frozenset[str] = frozenset()) -> str:
    """A name in small letters; with an underscore after it where it would mean something else."""
    written = snake(name)
    return f"{written}_" if keyword.iskeyword(written) or written in taken else written


@lru_cache(1 << 15)
def property_name(name: Name) -> str:
    """An attribute of a model."""
    return member(name, _PROPERTIES)


@lru_cache(1 << 15)
def argument(name: Name) -> str:
    """An argument of a method."""
    return member(name, _ARGUMENTS)


def endpoint(operation: Operation) -> str:
    """The constant that says what an operation looks like over HTTP."""
    return f"_{constant(operation.name)}"


def _option(scheme: Scheme) -> str:
    return member(scheme.name, _OPTIONS)


def _with(name: str, ending: str) -> str:
    return name if name.endswith(ending) else f"{name}{ending}"


def _files(models: Mapping[str, Model]) -> dict[str, str]:
    """One module for all models on a page."""
    taken = _Taken(())
    pages: dict[str, str] = {}
    for model in models.values():
        if model.page not in pages:
            pages[model.page] = taken.take(member(models[model.page].name))
    return {key: pages[model.page] for key, model in models.items()}


def _modules(services: Iterable[Service]) -> dict[str, str]:
    taken = _Taken(())
    return {one.key: taken.take(member(one.name)) for one in services}


def _streams(plan: Plan, streamed: set[str], methods: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for service in plan.services:
        taken = _Taken(methods[one.id] for one in service.operations)
        for one in service.operations:
            if one.id in streamed:
                found[one.id] = taken.take(f"{methods[one.id].rstrip('_')}_stream")
    return found
