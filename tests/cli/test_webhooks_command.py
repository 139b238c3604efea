"""`pressroom webhooks`, as a process, on a database and through a server."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from listeners import LOOPBACK, Listener, Received, Reply, listening, well
from processes import eventually, run, running, value

ALLOWED = {"PRESSROOM_WEBHOOK_ALLOW": LOOPBACK}
NOTHING = "00000000-0000-4000-8000-000000000000"


def webhooks(*arguments: str) -> CompletedProcess[str]:
    return run("webhooks", *arguments, **ALLOWED)


def listed(*arguments: str) -> list[list[str]]:
    result = webhooks(*arguments)
    assert result.returncode == 0, result.stderr
    return [line.split("\t") for line in result.stdout.splitlines()]


def busy(_: Received) -> Reply:
    """Asks for so much time that nothing is attempted again by itself."""
    return Reply(503, {"Retry-After": "600"})


@contextmanager
def place(name: str, database_url: str) -> Iterator[tuple[str, ...]]:
    """The arguments that name a database with a worker, or a server with one."""
    if name == "database":
        with running("worker", "--database-url", database_url, **ALLOWED):
            yield "--database-url", database_url
        return
    arguments = ("--port", "0", "--workers", "1", "--database-url", database_url)
    with running("serve", *arguments, **ALLOWED) as server:
        assert server.stderr is not None
        assert server.stdout is not None
        address = server.stderr.readline().split()[-1]
        yield "--server", address, "--api-key", server.stdout.readline().strip()


@pytest.mark.parametrize("where", ["database", "server"])
def test_a_webhook_from_its_creation_to_its_end(where: str, database_url: str) -> None:
    with listening(busy) as listener, place(where, database_url) as at:
        added = webhooks("add", listener.url, "--event", "task.failed", *at)
        assert added.returncode == 0, added.stderr
        secret = added.stdout.strip()
        assert secret.startswith("whsec_")
        ((webhook, url, events, state, _),) = listed("list", *at)
        assert (url, events, state) == (listener.url, "task.failed", "active")
        assert webhook in added.stderr
        delivery = _ping_and_redeliver(listener, webhook, at, database_url)
        assert listener.received[-1].verified(secret)["type"] == "webhook.ping"
        assert listener.received[-1].headers["webhook-id"] == delivery
        for command, becomes in (("pause", "paused"), ("resume", "active")):
            assert webhooks(command, webhook, *at).returncode == 0
            assert listed("list", *at)[0][3] == becomes
        assert webhooks("remove", webhook, *at).stderr == "Removed.\n"
        assert listed("list", *at) == []


def _ping_and_redeliver(
    listener: Listener, webhook: str, at: tuple[str, ...], database_url: str
) -> str:
    assert webhooks("ping", webhook, *at).returncode == 0
    attempts = "select count(*) from delivery_attempts"
    eventually(lambda: value(database_url, attempts) == 1)
    ((delivery, event, _, status, tries, answer, following),) = listed("deliveries", webhook, *at)
    assert (event, status, tries, answer) == ("webhook.ping", "pending", "1", "503")
    assert following
    listener.behave = well
    assert webhooks("redeliver", webhook, delivery, *at).returncode == 0
    delivered = "select count(*) from deliveries where status = 'delivered'"
    eventually(lambda: value(database_url, delivered) == 1)
    assert listed("deliveries", webhook, *at)[0][3:] == ["delivered", "2", "204", ""]
    return delivery


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "http://10.0.0.1/"), "isn't on the public internet"),
        (("add", "nonsense"), "url: must start with"),
        (("add", "https://1.1.1.1/", "--event", "nonsense"), "--event 'nonsense' must be one of"),
        (("remove", NOTHING), "no webhook"),
        (("deliveries", NOTHING), "no webhook"),
        (("ping", "../apis"), "no identifier"),
        (("redeliver", NOTHING, NOTHING), "no webhook"),
    ],
    ids=lambda each: each[0] if isinstance(each, tuple) else "",
)
def test_what_cant_be_done_is_one_line(
    arguments: tuple[str, ...], said: str, database_url: str
) -> None:
    result = webhooks(*arguments, "--database-url", database_url)
    assert result.returncode == 2
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert result.stdout == ""


def test_a_setting_that_makes_no_sense_is_refused_at_once(tmp_path: Path) -> None:
    result = run("worker", "--data", str(tmp_path), PRESSROOM_WEBHOOK_ALLOW="10.0.0.0/99")
    assert result.returncode == 2
    assert "PRESSROOM_WEBHOOK_ALLOW: '10.0.0.0/99' is no host" in result.stderr
