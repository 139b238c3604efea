"""Receivers: which addresses a webhook may be sent to.

Whoever can register a webhook can make this server send requests. So addresses that lead inside are
refused unless they are allowed: when a webhook is registered, and again on every connection.
"""

import asyncio
import re
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import msgspec

from pressroom.errors import InvalidRequest, SettingsError, Unprocessable

LONGEST = 2048
"""Characters that a URL may have."""

LOOKUP = 5.0
"""Seconds that looking up a name may take."""

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""Gives the addresses of a host, as texts; raises OSError when there are none."""

_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?")
_PUBLIC = IPv6Network("2000::/3")
_SPECIAL = tuple(
    ip_network(text) for text in ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "3fff::/20")
)
"""What not every version of Python knows to be special (IANA's registries; RFC 9637)."""
_COMPATIBLE = IPv6Network("::/96")
_NAT64 = IPv6Network("64:ff9b::/96")


class AddressRefused(Unprocessable):
    """A host whose address mustn't be connected to, or that has none."""


class Allowed(msgspec.Struct, frozen=True):
    """The hosts and networks that may be sent to though they lead inside."""

    hosts: frozenset[str] = frozenset()
    networks: tuple[Network, ...] = ()

    def host(self, host: str) -> bool:
        return _bare(host) in self.hosts

    def address(self, address: Address) -> bool:
        return any(address in network for network in self.networks)


class Receiver(msgspec.Struct, frozen=True):
    """Where a URL leads; the host is as it is looked up."""

    host: str
    port: int


def read_allowed(text: str | None) -> Allowed:
    """What `PRESSROOM_WEBHOOK_ALLOW` allows: hosts, addresses and networks, with commas between.

    Raises:
        SettingsError: a part is none of these.
    """
    hosts, networks = set(), []
    for part in (part.strip() for part in (text or "").split(",")):
        if not part:
            continue
        try:
            networks.append(ip_network(part.strip("[]"), strict=False))
        except ValueError:
            if not _HOST.fullmatch(_bare(part)):
                raise SettingsError(
                    f"PRESSROOM_WEBHOOK_ALLOW: {part!r} is no host and no network; write "
                    "hooks.internal, 10.1.2.3 or 10.0.0.0/8, with commas between."
                ) from None
            hosts.add(_bare(part))
    return Allowed(frozenset(hosts), tuple(networks))


def receiver_of(url: str) -> Receiver:
    """Where a URL leads.

    Raises:
        InvalidRequest: it is no URL that a webhook can have.
    """
    import httpx

    if len(url) > LONGEST or not url.isprintable() or " " in url:
        raise _malformed(f"must be a URL of at most {LONGEST} characters, without spaces")
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise _malformed(f"is no URL: {error}") from error
    if parsed.scheme not in ("http", "https") or not parsed.raw_host:
        raise _malformed("must start with https:// or http:// and name a host")
    if parsed.userinfo:
        raise _malformed("must not hold a user or a password; receivers check the signature")
    if parsed.fragment or "#" in url:
        raise _malformed("must not have a fragment, as nobody would get it")
    port = parsed.port if parsed.port is not None else {"http": 80, "https": 443}[parsed.scheme]
    if not 0 < port < 65536:
        raise _malformed("must have a port from 1 to 65535")
    return Receiver(parsed.raw_host.decode("ascii"), port)


async def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system finds them."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


async def reachable(
    receiver: Receiver, allowed: Allowed, resolve: Resolve = resolve
) -> Sequence[str]:
    """The addresses of a receiver, once it is sure that each of them may be connected to.

    Raises:
        AddressRefused: one of them may not, or there are none.
    """
    try:
        async with asyncio.timeout(LOOKUP):
            addresses = await resolve(receiver.host, receiver.port)
    except TimeoutError as error:
        raise AddressRefused(f"{receiver.host} wasn't found within {LOOKUP:g} s") from error
    except (OSError, UnicodeError) as error:
        raise AddressRefused(f"{receiver.host} has no address: {_reason(error)}") from error
    if not addresses:
        raise AddressRefused(f"{receiver.host} has no address")
    if not allowed.host(receiver.host):
        _refuse_inside(receiver.host, addresses, allowed)
    return addresses


def leads_inside(address: Address) -> bool:
    """Whether an address isn't one of the public internet.

    An IPv6 address that stands for an IPv4 address is judged by that: mapped (RFC 4291, 2.5.5.2),
    compatible (2.5.5.1), translated (RFC 6052, 2.1) and 6to4 (RFC 3056).
    """
    if isinstance(address, IPv6Address):
        inner = _inner(address)
        if inner is not None:
            return leads_inside(inner)
        if address not in _PUBLIC:
            return True
    special = any(address in network for network in _SPECIAL)
    return special or not address.is_global or address.is_multicast


def _inner(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for, if it does."""
    if address in _COMPATIBLE or address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _refuse_inside(host: str, addresses: Iterable[str], allowed: Allowed) -> None:
    for text in addresses:
        address = ip_address(text)
        inner = _inner(address) if isinstance(address, IPv6Address) else None
        if allowed.address(address) or (inner is not None and allowed.address(inner)):
            continue
        if leads_inside(address):
            where = text if text == host else f"{host}, which is {text}"
            raise AddressRefused(
                f"{where}, isn't on the public internet; an operator can allow it with "
                "PRESSROOM_WEBHOOK_ALLOW"
            )


def _bare(host: str) -> str:
    return host.strip("[]").rstrip(".").lower()


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)


def _malformed(message: str) -> InvalidRequest:
    return InvalidRequest(message, field="url")
