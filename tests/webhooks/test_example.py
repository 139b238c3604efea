"""The receiver that the documentation shows, in a process of its own."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from uuid import uuid4

import msgspec

from listeners import LOOPBACK
from pressroom.receivers import read_allowed
from pressroom.store.deliveries import Due
from pressroom.store.webhooks import new_secret
from pressroom.tasks.posting import Courier

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "webhook_receiver.py"


def test_the_page_shows_the_example_as_it_is() -> None:
    page = (ROOT / "docs" / "webhooks.md").read_text(encoding="utf-8")
    assert f"```python\n{EXAMPLE.read_text(encoding='utf-8')}```" in page


async def test_the_example_takes_what_is_signed_once_and_nothing_else() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    secret = new_secret()
    payload = '{"type":"task.failed","timestamp":"x","data":{"id":"7","status":"failed"}}'
    due = Due(uuid4(), payload, 0, f"http://127.0.0.1:{port}/", secret, 0.0)
    forged = msgspec.structs.replace(due, secret=new_secret())
    receiver = subprocess.Popen(
        [sys.executable, str(EXAMPLE), str(port)],
        env={**os.environ, "SECRET": secret},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        await_port(port)
        courier = Courier(read_allowed(LOOPBACK))
        posted = [await courier.post(each) for each in (forged, due, due)]
    finally:
        receiver.terminate()
        printed, _ = receiver.communicate(timeout=30)
    assert [each.attempt.status for each in posted] == [400, 204, 204]
    assert printed == "task.failed 7 failed\n"


def await_port(port: int) -> None:
    """Wait until somebody listens there."""
    deadline = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except ConnectionRefusedError:
            assert time.monotonic() < deadline
            time.sleep(0.05)
