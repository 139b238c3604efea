"""Where requests go: servers as the variable `baseUrl`, or spelled out for an operation."""

import re
from collections.abc import Mapping

import msgspec

from pressroom.collection.model import Field
from pressroom.definition.model import Server

BASE = "baseUrl"
_NOWHERE = "http://localhost"
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|\{[^{}]*\}")
_HOST = re.compile(r"[\w-]+(\.[\w-]+)+(:\d+)?(/|$)")


class Place(msgspec.Struct, frozen=True):
    """The front of a URL, whole and in parts."""

    raw: str
    host: tuple[str, ...]
    path: tuple[str, ...] = ()
    protocol: str = ""
    port: str = ""


BASE_PLACE = Place(raw=f"{{{{{BASE}}}}}", host=(f"{{{{{BASE}}}}}",))


def server_variables(servers: tuple[Server, ...]) -> tuple[Field, ...]:
    """`baseUrl` and the variables in it, from the first server."""
    server = servers[0] if servers else Server(url="/", description="", variables=())
    declared = {variable.name: variable for variable in server.variables}
    fields = [Field(key=BASE, value=_PLACEHOLDER.sub(r"{{\1}}", absolute(server.url)))]
    for name in dict.fromkeys(_PLACEHOLDER.findall(server.url)):
        variable = declared.get(name)
        fields.append(
            Field(
                key=name,
                value=variable.default if variable else "",
                description=_choice(variable.description, variable.enum) if variable else "",
            )
        )
    return tuple(fields)


def _choice(description: str, enum: tuple[str, ...]) -> str:
    values = f"One of: {', '.join(enum)}." if enum else ""
    return "\n".join(part for part in (description, values) if part)


def absolute(url: str) -> str:
    """A server's URL without a slash at the end, and with a host.

    A relative one is relative to where the definition is served, which nobody can know here:
    it gets `http://localhost`. One that starts with a host name lacks just its scheme.
    """
    url = url.rstrip("/")
    if url.startswith("//"):
        return f"https:{url}"
    if _SCHEME.match(url):
        return url
    if _HOST.match(url):
        return f"https://{url}"
    return f"{_NOWHERE}/{url.lstrip('./')}".rstrip("/")


def place(servers: tuple[Server, ...], known: Mapping[str, str]) -> Place:
    """Where an operation with servers of its own goes: the first of them, spelled out.

    `known` are the collection's variables. A server variable of the same name and default stays
    a variable, any other is replaced by its default.
    """
    if not servers:
        return BASE_PLACE
    defaults = {variable.name: variable.default for variable in servers[0].variables}

    def fill(match: re.Match[str]) -> str:
        default = defaults.get(match[1], "")
        return f"{{{{{match[1]}}}}}" if known.get(match[1]) == default else default

    url = _PLACEHOLDER.sub(fill, absolute(servers[0].url))
    return BASE_PLACE if url == known.get(BASE) else _split(url)


def _split(url: str) -> Place:
    protocol, _, rest = url.rpartition("://")
    authority, _, path = rest.partition("/")
    host, colon, port = authority.rpartition(":")
    if not colon or not port.isdigit():
        host, port = authority, ""
    return Place(
        raw=url,
        host=tuple(host.split(".")),
        path=tuple(path.split("/")) if path else (),
        protocol=protocol,
        port=port,
    )


def described(servers: tuple[Server, ...]) -> str:
    """A list of the servers for the collection's description, when there is a choice."""
    if len(servers) < 2:
        return ""
    lines = [
        f"- `{server.url}`" + (f": {server.description}" if server.description else "")
        for server in servers
    ]
    return "\n".join(("Servers:", "", *lines))
