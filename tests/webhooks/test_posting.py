"""One attempt at a delivery, against real servers on this machine."""

import asyncio
import socket
import ssl
import time
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

import pytest
from standardwebhooks import WebhookVerificationError

from listeners import LOOPBACK, Listener, Received, Reply, listening
from pressroom.receivers import Resolve, read_allowed
from pressroom.store.deliveries import Due
from pressroom.store.webhooks import new_secret
from pressroom.tasks.posting import KEPT, Courier

SECRET = new_secret()
CERTIFICATE = Path(__file__).parent / "hooks.example.pem"


def due(url: str, payload: str = '{"type":"webhook.ping"}') -> Due:
    return Due(uuid4(), payload, tries=0, url=url, secret=SECRET, age=0.0)


def courier(*addresses: str, allow: str = LOOPBACK, timeout: float = 3.0) -> Courier:
    """A courier; with `addresses`, these are what every name leads to."""

    async def resolve(host: str, port: int) -> Sequence[str]:
        return addresses

    named: dict[str, Resolve] = {"resolve": resolve} if addresses else {}
    return Courier(read_allowed(allow), timeout=timeout, **named)  # type: ignore[arg-type]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
    return port


async def test_a_delivery_is_a_post_that_the_library_of_standard_webhooks_verifies() -> None:
    with listening() as listener:
        delivery = due(f"{listener.url}?for=us", '{"type":"x","data":"Grüße"}')
        posted = await courier().post(delivery)
    assert posted.succeeded
    assert posted.attempt.status == 204
    assert posted.attempt.error is None
    (received,) = listener.received
    assert (received.method, received.path) == ("POST", "/hooks?for=us")
    assert received.verified(SECRET) == {"type": "x", "data": "Grüße"}
    assert received.headers["webhook-id"] == str(delivery.id)
    assert received.headers["content-type"] == "application/json"
    with pytest.raises(WebhookVerificationError):
        received.verified(new_secret())


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
async def test_every_2xx_is_success(status: int) -> None:
    with listening(lambda _: Reply(status)) as listener:
        assert (await courier().post(due(listener.url))).succeeded


@pytest.mark.parametrize("status", [300, 304, 400, 401, 404, 410, 429, 500, 503])
async def test_everything_else_is_failure_and_is_noted(status: int) -> None:
    body = b"" if status == 304 else b"No."
    with listening(lambda _: Reply(status, body=body)) as listener:
        posted = await courier().post(due(listener.url))
    assert not posted.succeeded
    assert posted.attempt.status == status
    assert posted.attempt.body == body.decode()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_redirects_arent_followed(status: int) -> None:
    with listening() as elsewhere:

        def behave(_: Received) -> Reply:
            return Reply(status, {"Location": elsewhere.url})

        with listening(behave) as listener:
            posted = await courier().post(due(listener.url))
    assert (posted.succeeded, posted.attempt.status) == (False, status)
    assert elsewhere.received == []


async def test_a_busy_receiver_says_when_to_come_back() -> None:
    with listening(lambda _: Reply(503, {"Retry-After": "77"})) as listener:
        assert (await courier().post(due(listener.url))).asked == 77.0


async def test_of_a_huge_answer_only_the_first_bytes_are_read() -> None:
    with listening(lambda _: Reply(200, endless=True)) as listener:
        posted = await courier().post(due(listener.url))
        assert posted.succeeded
        assert posted.attempt.body == "x" * KEPT
        await asyncio.sleep(0.3)
        sent = listener.sent
        await asyncio.sleep(0.3)
        assert listener.sent == sent
    assert sent < 32 * 2**20


async def test_an_answer_that_is_no_text_is_kept_as_well_as_it_can_be() -> None:
    with listening(lambda _: Reply(200, body=b"a\0b\xff\xfe")) as listener:
        assert (await courier().post(due(listener.url))).attempt.body == "ab\ufffd\ufffd"


async def test_a_receiver_that_doesnt_answer_in_time_is_left() -> None:
    def behave(_: Received) -> Reply:
        time.sleep(2)
        return Reply()

    with listening(behave) as listener:
        posted = await courier(timeout=0.3).post(due(listener.url))
    assert posted.attempt.error == "no answer within 0.3 s"
    assert 250 < posted.attempt.milliseconds < 1500


async def test_a_body_that_never_comes_doesnt_undo_the_status() -> None:
    """The status is there; its body would take longer than the whole attempt may."""
    behave = trickle(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nso far", seconds=3)
    async with behave as port:
        posted = await courier(timeout=0.5).post(due(f"http://127.0.0.1:{port}/"))
    assert posted.succeeded
    assert posted.attempt.body == "so far"


@pytest.mark.parametrize(
    "answer",
    [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000, b"\x16\x03\x01\0"],
    ids=["nothing", "nonsense", "endless header", "TLS"],
)
async def test_what_is_no_http_is_an_error_and_no_fault_of_ours(answer: bytes) -> None:
    async with trickle(answer, seconds=0) as port:
        attempt = (await courier().post(due(f"http://127.0.0.1:{port}/"))).attempt
    assert attempt.status is None
    assert attempt.error
    assert "fault in Pressroom" not in attempt.error


class trickle:  # noqa: N801 - reads as a function
    """A server that says the same to everybody, whatever they send."""

    def __init__(self, answer: bytes, seconds: float) -> None:
        self.answer, self.seconds = answer, seconds

    async def __aenter__(self) -> int:
        self.server = await asyncio.start_server(self._say, "127.0.0.1", 0)
        port: int = self.server.sockets[0].getsockname()[1]
        return port

    async def __aexit__(self, *_: object) -> None:
        self.server.close()

    async def _say(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(self.answer)
        await asyncio.sleep(self.seconds)
        writer.close()


async def test_a_receiver_that_isnt_there_is_an_error() -> None:
    attempt = (await courier().post(due(f"http://127.0.0.1:{free_port()}/"))).attempt
    assert attempt.status is None
    assert attempt.error
    assert "connection" in attempt.error


async def test_an_address_that_leads_inside_is_refused_before_anything_is_sent() -> None:
    with listening() as listener:
        posted = await courier(allow="").post(due(listener.url))
        assert posted.attempt.error
        assert "isn't on the public internet" in posted.attempt.error
        assert listener.received == []


async def test_a_name_that_leads_elsewhere_since_it_was_registered_is_refused() -> None:
    """DNS rebinding: the name was public once, and leads to this machine now."""
    with listening() as listener:
        rebound = due(f"http://rebound.example:{listener.port}/")
        for addresses in (["127.0.0.1"], ["93.184.215.14", "127.0.0.1"], ["::ffff:127.0.0.1"]):
            posted = await courier(*addresses, allow="").post(rebound)
            assert "rebound.example, which is" in str(posted.attempt.error)
        assert listener.received == []


async def test_the_address_that_was_checked_is_the_one_that_is_connected_to() -> None:
    """A name server that answers otherwise the second time isn't asked a second time."""
    asked = []

    async def resolve(host: str, port: int) -> Sequence[str]:
        asked.append((host, port))
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

    with listening() as listener:
        url = f"http://switching.example:{listener.port}/hooks"
        allowed = read_allowed("127.0.0.1")
        posted = await Courier(allowed, resolve).post(due(url))
    assert posted.succeeded
    assert asked == [("switching.example", listener.port)]
    assert listener.received[0].headers["host"] == f"switching.example:{listener.port}"


async def test_each_attempt_looks_the_name_up_anew() -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])

    async def resolve(host: str, port: int) -> Sequence[str]:
        return next(answers)

    with listening() as listener:
        moving = Courier(read_allowed("127.0.0.1"), resolve)
        delivery = due(f"http://moving.example:{listener.port}/")
        assert (await moving.post(delivery)).succeeded
        assert "10.0.0.1" in str((await moving.post(delivery)).attempt.error)
    assert len(listener.received) == 1


async def test_the_next_address_of_a_name_is_tried() -> None:
    with listening() as listener:
        url = f"http://two.example:{listener.port}/"
        assert (await courier("::1", "127.0.0.1").post(due(url))).succeeded


async def test_tls_is_checked_against_the_name_and_not_the_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    names: list[str | None] = []
    with listening(tls=tls(names)) as listener:
        right = due(f"https://hooks.example:{listener.port}/")
        assert (await courier("127.0.0.1").post(right)).succeeded
        wrong = due(f"https://other.example:{listener.port}/")
        attempt = (await courier("127.0.0.1").post(wrong)).attempt
    assert "certificate" in str(attempt.error).lower()
    assert names == ["hooks.example", "other.example"]
    assert len(listener.received) == 1


async def test_a_certificate_that_nobody_vouches_for_is_refused() -> None:
    with listening(tls=tls([])) as listener:
        attempt = (await courier("127.0.0.1").post(due(_secure(listener)))).attempt
    assert "certificate" in str(attempt.error).lower()
    assert listener.received == []


async def test_proxies_of_the_environment_arent_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with listening() as proxy, listening() as listener:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        assert (await courier().post(due(listener.url))).succeeded
    assert proxy.received == []


def tls(names: list[str | None]) -> ssl.SSLContext:
    """A server's TLS for hooks.example, which notes the names that are asked for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    context.sni_callback = lambda _, name, __: names.append(name)
    return context


def _secure(listener: Listener) -> str:
    return f"https://hooks.example:{listener.port}/"
