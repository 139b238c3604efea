"""One frozen `Settings` value, from the environment and from flags."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from pressroom.errors import SettingsError

MEBIBYTE = 1024 * 1024

LogFormat = Literal["text", "json"]
LogLevel = Literal["debug", "info", "warning", "error"]

VARIABLES = {
    "data": "PRESSROOM_DATA",
    "database_url": "DATABASE_URL",
    "host": "PRESSROOM_HOST",
    "port": "PRESSROOM_PORT",
    "workers": "PRESSROOM_WORKERS",
    "definition_bytes": "PRESSROOM_DEFINITION_BYTES",
    "task_seconds": "PRESSROOM_TASK_SECONDS",
    "webhook_allow": "PRESSROOM_WEBHOOK_ALLOW",
    "task_days": "PRESSROOM_TASK_DAYS",
    "stop_seconds": "PRESSROOM_STOP_SECONDS",
    "log_format": "PRESSROOM_LOG_FORMAT",
    "log_level": "PRESSROOM_LOG_LEVEL",
}
"""The environment variable of each setting."""


LEAST = {"port": 0, "workers": 0, "definition_bytes": 1, "task_days": 0, "stop_seconds": 0}
"""The least value of settings that are numbers."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How one process of Pressroom is set up.

    Attributes:
        data: folder of the embedded PostgreSQL, where it isn't the user's own (`data_folder`).
        database_url: connection string of a real server, used instead of the embedded one.
        host, port: where `pressroom serve` listens.
        workers: worker processes of `pressroom serve`; none when they run elsewhere.
        definition_bytes: size limit of a definition, all its files together.
        task_seconds: how long one task may compute before it is failed.
        webhook_allow: hosts and networks that webhooks may be sent to though they lead inside.
        task_days: how long a task is kept after its end; 0 keeps all of them.
        stop_seconds: how long a worker that is asked to stop may go on with its task; then it
            hands it back.
        log_format, log_level: how lines of the log look, and which of them there are.
    """

    data: Path | None = None
    database_url: str | None = None
    host: str = "127.0.0.1"
    port: int = 8080
    workers: int = 2
    definition_bytes: int = 64 * MEBIBYTE
    task_seconds: float = 300.0
    webhook_allow: str | None = None
    task_days: float = 30.0
    stop_seconds: float = 10.0
    log_format: LogFormat = "text"
    log_level: LogLevel = "info"

    def __post_init__(self) -> None:
        for name, least in LEAST.items():
            if not getattr(self, name) >= least:
                raise SettingsError(f"{VARIABLES[name]} must be at least {least}.")
        if self.task_seconds <= 0:
            raise SettingsError(f"{VARIABLES['task_seconds']} must be over 0.")
        if self.webhook_allow:
            from pressroom.receivers import read_allowed

            read_allowed(self.webhook_allow)

    @property
    def data_folder(self) -> Path:
        """Where the embedded PostgreSQL keeps its data."""
        if self.data is not None:
            return self.data
        import platformdirs

        return platformdirs.user_data_path("pressroom")


def read_settings(
    flags: Mapping[str, Any], environment: Mapping[str, str] = os.environ
) -> Settings:
    """The settings of this process: a flag wins over its variable, a variable over the default.

    A flag that is `None` wasn't given.

    Raises:
        SettingsError: a value isn't of its kind; names the variable.
    """
    given: dict[str, Any] = {
        name: environment[variable]
        for name, variable in VARIABLES.items()
        if environment.get(variable)
    }
    given |= {name: value for name, value in flags.items() if value is not None}
    if "data" in given:
        given["data"] = Path(given["data"]).expanduser().absolute()
    return Settings(**{name: _checked(name, value) for name, value in given.items()})


def _checked(name: str, value: Any) -> Any:
    kind = next(field.type for field in msgspec.structs.fields(Settings) if field.name == name)
    try:
        return msgspec.convert(value, kind, strict=False, dec_hook=_path)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{VARIABLES[name]} is malformed: {error}.") from error


def _path(kind: type, value: Any) -> Any:
    return kind(value)
