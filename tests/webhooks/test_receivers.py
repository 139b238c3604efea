"""Which addresses a webhook may be sent to."""

import asyncio
from collections.abc import Sequence
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressroom.errors import InvalidRequest, SettingsError
from pressroom.receivers import (
    AddressRefused,
    Receiver,
    leads_inside,
    reachable,
    read_allowed,
    receiver_of,
    resolve,
)
from pressroom.settings import Settings

INSIDE = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "3fff::1",
    "2002:7f00:1::1",
    "2002:a00:1::",
    "2002:c0a8:101::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
    "4000::1",
]
OUTSIDE = [
    "1.1.1.1",
    "8.8.8.8",
    "93.184.215.14",
    "2606:4700:4700::1111",
    "2a00:1450:4001:81b::200e",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2002:808:808::1",
]


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_that_leads_inside_is_known_as_such(address: str) -> None:
    assert leads_inside(ip_address(address))


@pytest.mark.parametrize("address", OUTSIDE)
def test_an_address_on_the_public_internet_is_known_as_such(address: str) -> None:
    assert not leads_inside(ip_address(address))


@given(st.integers(0, 2**32 - 1))
def test_however_an_ipv4_address_is_wrapped_it_is_judged_the_same(number: int) -> None:
    bare = ip_address(number)
    for wrapped in (0xFFFF << 32 | number, 0x64FF9B << 96 | number, 0x2002 << 112 | number << 80):
        assert leads_inside(ip_address(wrapped.to_bytes(16, "big"))) == leads_inside(bare)


def leading_to(*addresses: str) -> object:
    async def resolve(host: str, port: int) -> Sequence[str]:
        return addresses

    return resolve


@pytest.mark.parametrize("address", INSIDE)
async def test_a_name_that_leads_inside_is_refused_whatever_else_it_leads_to(address: str) -> None:
    receiver = Receiver("hooks.example.com", 443)
    for addresses in ([address], ["93.184.215.14", address], [address, "93.184.215.14"]):
        with pytest.raises(AddressRefused, match="isn't on the public internet"):
            await reachable(receiver, read_allowed(None), leading_to(*addresses))  # type: ignore[arg-type]


async def test_a_name_that_leads_outside_is_taken_with_all_its_addresses() -> None:
    receiver = Receiver("hooks.example.com", 443)
    found = await reachable(receiver, read_allowed(""), leading_to(*OUTSIDE))  # type: ignore[arg-type]
    assert list(found) == OUTSIDE


@pytest.mark.parametrize(
    ("allowed", "host", "address"),
    [
        ("10.0.0.0/8", "hooks.internal", "10.1.2.3"),
        ("10.0.0.0/8", "hooks.internal", "::ffff:10.1.2.3"),
        ("10.1.2.3/8", "10.9.9.9", "10.9.9.9"),
        ("127.0.0.1", "127.0.0.1", "127.0.0.1"),
        ("::1", "::1", "::1"),
        ("[::1]", "::1", "::1"),
        ("fd00::/8", "hooks.internal", "fd00::5"),
        ("hooks.internal", "hooks.internal", "192.168.1.9"),
        ("HOOKS.Internal.", "hooks.internal", "192.168.1.9"),
        ("hooks.internal", "hooks.internal.", "192.168.1.9"),
        ("a.internal, 10.0.0.0/8 ,b.internal,", "b.internal", "169.254.1.1"),
        ("localhost", "localhost", "127.0.0.1"),
    ],
)
async def test_what_is_allowed_may_lead_inside(allowed: str, host: str, address: str) -> None:
    found = await reachable(Receiver(host, 80), read_allowed(allowed), leading_to(address))  # type: ignore[arg-type]
    assert list(found) == [address]


@pytest.mark.parametrize(
    ("allowed", "host", "address"),
    [
        ("10.0.0.0/8", "hooks.internal", "11.0.0.1%x"),
        ("10.0.0.0/8", "hooks.internal", "192.168.1.1"),
        ("hooks.internal", "nothooks.internal", "10.0.0.1"),
        ("hooks.internal", "a.hooks.internal", "10.0.0.1"),
        ("10.0.0.1", "hooks.internal", "10.0.0.2"),
    ],
)
async def test_nothing_beside_it_is_allowed(allowed: str, host: str, address: str) -> None:
    with pytest.raises((AddressRefused, ValueError)):
        await reachable(Receiver(host, 80), read_allowed(allowed), leading_to(address))  # type: ignore[arg-type]


@pytest.mark.parametrize("allowed", ["10.0.0.0/33", "a b", "http://x", "x:80", "*", "-", "ü.de"])
def test_a_setting_that_is_no_host_and_no_network_is_refused_at_the_start(allowed: str) -> None:
    with pytest.raises(SettingsError, match="PRESSROOM_WEBHOOK_ALLOW"):
        Settings(webhook_allow=allowed)


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("https://example.com", "example.com", 443),
        ("http://example.com/hooks?token=1", "example.com", 80),
        ("HTTPS://EXAMPLE.com:8443/x", "example.com", 8443),
        ("https://bücher.example/", "xn--bcher-kva.example", 443),
        ("http://[::1]:8080/", "::1", 8080),
        ("http://[::ffff:7f00:1]/", "::ffff:7f00:1", 80),
        ("http://127.0.0.1/", "127.0.0.1", 80),
        ("http://localhost./", "localhost.", 80),
    ],
)
def test_a_url_leads_to_a_host_and_a_port(url: str, host: str, port: int) -> None:
    assert receiver_of(url) == Receiver(host, port)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.com",
        "/hooks",
        "//example.com/",
        "https:",
        "https://",
        "https:///hooks",
        "https://:80/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:25/",
        "javascript:alert(1)",
        "https://user@example.com/",
        "https://user:secret@example.com/",
        "https://:secret@example.com/",
        "https://example.com/#part",
        "https://example.com/#",
        "https://example.com:0/",
        "https://example.com:99999/",
        "https://example.com:x/",
        "https://exa mple.com/",
        "https://example.com/a b",
        "https://example.com/\r\nHost: other",
        "https://example.com/\0",
        "https://[::1/",
        "https://[nonsense]/",
        "https://example.com/" + "a" * 2048,
        "https://\u202eexample.com/",
    ],
)
def test_what_is_no_url_for_a_webhook_is_refused(url: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        receiver_of(url)
    assert refused.value.field == "url"


@pytest.mark.parametrize(
    "host",
    ["127.1", "0x7f.1", "2130706433", "017700000001", "0", "localhost", "::ffff:127.0.0.1"],
)
async def test_other_ways_of_writing_this_machine_are_seen_through(host: str) -> None:
    with pytest.raises(AddressRefused):
        await reachable(Receiver(host, 80), read_allowed(None))


async def test_a_name_without_an_address_is_refused_as_such() -> None:
    with pytest.raises(AddressRefused, match=r"nowhere\.invalid has no address"):
        await reachable(Receiver("nowhere.invalid", 80), read_allowed(None))
    for host in ("a" * 64 + ".example", "a..example"):
        with pytest.raises(AddressRefused, match="has no address"):
            await reachable(Receiver(host, 80), read_allowed(None))
    with pytest.raises(AddressRefused, match="has no address"):
        await reachable(Receiver("quiet.example", 80), read_allowed(None), leading_to())  # type: ignore[arg-type]


async def test_a_name_server_that_is_silent_is_waited_for_a_while(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def silent(host: str, port: int) -> Sequence[str]:
        await asyncio.sleep(60)
        return []

    monkeypatch.setattr("pressroom.receivers.LOOKUP", 0.05)
    with pytest.raises(AddressRefused, match=r"slow\.example wasn't found within 0\.05 s"):
        await reachable(Receiver("slow.example", 80), read_allowed(None), silent)


async def test_an_address_resolves_to_itself() -> None:
    assert await resolve("127.0.0.1", 80) == ["127.0.0.1"]
