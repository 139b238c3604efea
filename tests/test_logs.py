"""Lines of the log: text or JSON, what they are about, and no secrets."""

import asyncio
import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from pressroom import logs
from pressroom.errors import SettingsError
from pressroom.settings import LogFormat, LogLevel, read_settings

KEY = "PMAK-0123456789abcdef01234567-89abcdef0123456789abcdef0123456789"


@pytest.fixture
def root() -> Iterator[logging.Logger]:
    """The root logger, as it was afterwards."""
    root = logging.getLogger()
    ours = logging.getLogger("pressroom")
    handlers, levels = root.handlers[:], (root.level, ours.level)
    yield root
    root.handlers[:] = handlers
    root.setLevel(levels[0])
    ours.setLevel(levels[1])


def objects(written: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.splitlines()]


def test_json_is_one_object_a_line_with_the_request_and_the_task_it_is_about(
    root: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure("json")
    with logs.about(request_id="r1"), logs.about(task_id="t1", other=None):
        logging.getLogger("pressroom.x").info("It is %s", "done", extra={"seconds": 1.5})
    logging.getLogger("procrastinate").warning("Later\nand longer")
    first, second = objects(capsys.readouterr().err)
    assert first.pop("timestamp").endswith("Z")
    assert first == {
        "message": "It is done",
        "level": "info",
        "logger": "pressroom.x",
        "request_id": "r1",
        "task_id": "t1",
        "seconds": 1.5,
    }
    assert second["message"] == "Later\nand longer"
    assert "request_id" not in second


def test_text_can_be_read(root: logging.Logger, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("text")
    with logs.about(task_id="t1"):
        logging.getLogger("pressroom.x").warning("It is late")
    written = capsys.readouterr().err
    assert "It is late" in written
    assert "task_id=t1" in written
    assert "\x1b" not in written


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_an_error_comes_with_its_traceback_and_without_the_values_in_it(
    root: logging.Logger, capsys: pytest.CaptureFixture[str], log_format: LogFormat
) -> None:
    logs.configure(log_format)
    private = "a value in a variable"
    try:
        raise ValueError("wrong" + private[:0])
    except ValueError:
        logging.getLogger("pressroom.x").exception("It failed")
    written = capsys.readouterr().err
    assert "ValueError" in written
    assert "test_logs.py" in written
    assert private not in written


@pytest.mark.parametrize("log_format", ["text", "json"])
@pytest.mark.parametrize(
    "secret",
    [
        KEY,
        "postgresql://user:hunter2pass@db.example/pressroom",
        "host=db password=hunter2pass user=me",
        "host=db password='hunter2pass x' user=me",
        "x-api-key: hunter2pass",
        "'authorization': 'Bearer hunter2pass'",
        "whsec_hunter2pass+/=",
    ],
)
def test_a_secret_is_hidden_wherever_it_stands(
    root: logging.Logger,
    capsys: pytest.CaptureFixture[str],
    log_format: LogFormat,
    secret: str,
) -> None:
    logs.configure(log_format)
    try:
        raise ConnectionError(f"can't use {secret} now")
    except ConnectionError:
        logging.getLogger("other").exception("With %s", secret, extra={"given": secret})
    written = capsys.readouterr().err
    assert "hunter2pass" not in written
    assert KEY[30:] not in written
    assert "***" in written


def test_every_line_stays_json_with_a_secret_hidden_in_it(
    root: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure("json")
    logging.getLogger("other").warning('password="hunter2pass", or {"password": "hunter2pass"}')
    assert "hunter2pass" not in capsys.readouterr().err
    logging.getLogger("other").warning("it", extra={"password": "hunter2pass", "rest": "there"})
    (line,) = objects(capsys.readouterr().err)
    assert (line["password"], line["rest"]) == ("***", "there")


@pytest.mark.parametrize(
    ("level", "ours", "theirs"),
    [("debug", "debug", "info"), ("info", "info", "warning"), ("error", "error", "error")],
)
def test_the_level_is_of_our_lines_and_others_have_to_matter(
    root: logging.Logger, level: LogLevel, ours: str, theirs: str
) -> None:
    logs.configure("text", level)
    effective = logging.getLogger("pressroom.x").getEffectiveLevel()
    assert logging.getLevelName(effective) == ours.upper()
    assert logging.getLevelName(root.level) == theirs.upper()


async def test_what_is_said_of_one_task_is_not_said_of_another() -> None:
    async def work(name: str) -> tuple[str, str]:
        with logs.about(task_id=name):
            await asyncio.sleep(0.01)
            in_thread = await asyncio.to_thread(logs.subject)
            return logs.subject()["task_id"], in_thread["task_id"]

    assert await asyncio.gather(work("a"), work("b")) == [("a", "a"), ("b", "b")]
    assert logs.subject() == {}


@pytest.mark.parametrize(
    ("name", "value"), [("PRESSROOM_LOG_FORMAT", "xml"), ("PRESSROOM_LOG_LEVEL", "loud")]
)
def test_a_format_or_a_level_that_there_isnt_is_refused(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        read_settings({}, {name: value})


def test_nothing_that_only_some_need_is_imported_before_it_is_needed() -> None:
    code = (
        "import sys, pressroom.server.serving, pressroom.tasks.worker, pressroom.cli.running;"
        "print([name for name in sys.modules"
        " if name.split('.')[0] in ('structlog', 'prometheus_client', 'opentelemetry')])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
