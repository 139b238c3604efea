"""Logs: every logger's lines, ours and others', in one form, with what they are about.

Records are made by the standard library's loggers, and rendered by structlog: as text to read, or
as one JSON object a line. Both have what `about` was told, so a line says which request and which
task it belongs to. What looks like a secret is hidden, wherever it stands in a line.
"""

import logging
import re
import sys
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import Any

from pressroom.settings import LogFormat, LogLevel

NOTHING: Mapping[str, str] = {}
_subject: ContextVar[Mapping[str, str]] = ContextVar("subject", default=NOTHING)

SECRET = re.compile(
    r"(PMAK-[0-9a-f]{24}-)[0-9a-f]{34}"
    r"|(://[^:/@\s]*:)[^@\s]+(?=@)"
    r"|(\bpassword[\"']?\s*[=:]\s*)(?:'[^']*'|\"[^\"]*\"|[^\s,}]+)"
    r"|(\bwhsec_)[\w+/=-]+"
    r"|(\b(?:x-api-key|authorization)[\"']?\s*[=:]\s*)(?:'[^']*'|\"[^\"]*\"|[^,}\n]+)",
    re.IGNORECASE,
)
"""Keys of ours, passwords in connection strings, secrets of webhooks, and headers that hold any;
the groups are what stays."""

SECRET_NAMES = ("password", "secret", "authorization", "x-api-key", "api_key")


@contextmanager
def about(**subject: str | None) -> Iterator[None]:
    """Say of every line in this context which request or task it is about."""
    known = {name: value for name, value in subject.items() if value is not None}
    token = _subject.set({**_subject.get(), **known})
    try:
        yield
    finally:
        _subject.reset(token)


def subject() -> Mapping[str, str]:
    """What lines are about here: `request_id` and `task_id`, where they are known."""
    return _subject.get()


def configure(log_format: LogFormat = "text", level: LogLevel = "info") -> None:
    """Write to standard error: our own lines from `level` on, those of others from `warning` on.

    With `debug`, those of others from `info` on.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines(log_format))
    others = {"debug": logging.INFO, "error": logging.ERROR}.get(level, logging.WARNING)
    logging.basicConfig(handlers=[handler], level=others, force=True)
    logging.getLogger("pressroom").setLevel(level.upper())


class Lines(logging.Formatter):
    """Renders records by structlog, which is imported with the first of them."""

    def __init__(self, log_format: LogFormat) -> None:
        super().__init__()
        self._log_format = log_format

    def format(self, record: logging.LogRecord) -> str:
        return self._formatter.format(record)

    @cached_property
    def _formatter(self) -> logging.Formatter:
        from structlog import dev, processors, stdlib

        rendering: list[Any] = [dev.ConsoleRenderer(colors=sys.stderr.isatty())]
        if self._log_format == "json":
            rendering = [processors.EventRenamer("message"), processors.JSONRenderer(default=str)]
        return stdlib.ProcessorFormatter(
            foreign_pre_chain=[
                stdlib.add_log_level,
                stdlib.add_logger_name,
                stdlib.ExtraAdder(),
                _add_subject,
                processors.TimeStamper(fmt="iso", utc=True, key="timestamp"),
            ],
            processors=[
                stdlib.ProcessorFormatter.remove_processors_meta,
                processors.format_exc_info,
                _hide_secrets,
                *rendering,
            ],
        )


def without_secrets(value: Any) -> Any:
    """The value with every secret hidden, in texts and below names of secrets, however deep."""
    if isinstance(value, str):
        return SECRET.sub(lambda found: f"{next(filter(None, found.groups()))}***", value)
    if isinstance(value, Mapping):
        return {
            name: "***" if str(name).lower() in SECRET_NAMES else without_secrets(each)
            for name, each in value.items()
        }
    if isinstance(value, list | tuple):
        return [without_secrets(each) for each in value]
    return value


def _add_subject(
    logger: object, method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    return {**_subject.get(), **event}


def _hide_secrets(
    logger: object, method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    hidden: MutableMapping[str, Any] = without_secrets(event)
    return hidden
