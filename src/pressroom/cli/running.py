"""`pressroom serve`, `pressroom worker` and `pressroom prune`."""

import asyncio
import logging
import os
import signal
import sys
from typing import TYPE_CHECKING, Annotated

import typer
import uvloop

from pressroom import logs, tracing
from pressroom.cli.options import Data, DatabaseUrl
from pressroom.cli.output import say
from pressroom.errors import SettingsError
from pressroom.settings import Settings, read_settings

if TYPE_CHECKING:
    from pressroom.tasks.keeping import Pruned

LogFormat = Annotated[
    str | None,
    typer.Option(metavar="FORMAT", help="text or json (PRESSROOM_LOG_FORMAT); without it, text."),
]

logger = logging.getLogger(__name__)


def serve(
    host: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS", help="Where to listen (PRESSROOM_HOST); without it, 127.0.0.1."
        ),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(help="The port (PRESSROOM_PORT); without it, 8080. 0 takes a free one."),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(help="Worker processes (PRESSROOM_WORKERS); without it, 2.")
    ] = None,
    no_workers: Annotated[
        bool,
        typer.Option(
            "--no-workers",
            help="Only the web server; the same as --workers 0. Workers run elsewhere.",
        ),
    ] = False,
    data: Data = None,
    database_url: DatabaseUrl = None,
    log_format: LogFormat = None,
) -> None:
    """Run the server: database, web server and workers in one command.

    Prints its address and, on the first start, an admin's API key. Ctrl-C stops everything.

    Example: [bold]pressroom serve --port 8080[/bold]
    """
    from pressroom.cli.database import open_database
    from pressroom.server import serving

    serving.end_on_signals()
    settings = read_settings(
        {
            "host": host,
            "port": port,
            "workers": 0 if no_workers else workers,
            "data": data,
            "database_url": database_url,
            "log_format": log_format,
        }
    )
    logs.configure(settings.log_format, settings.log_level)
    tracing.start()
    announce = _log_address if settings.log_format == "json" else _announce
    with open_database(settings) as conninfo:
        uvloop.run(serving.serve(settings, conninfo, announce))


def worker(
    data: Data = None,
    database_url: DatabaseUrl = None,
    log_format: LogFormat = None,
    until_stdin_closes: Annotated[
        bool, typer.Option("--until-stdin-closes", hidden=True, help="Stop with the parent.")
    ] = False,
) -> None:
    """Run a worker: it takes tasks one at a time until it is stopped.

    `pressroom serve` brings its own; more of them, here or on other machines, share the work.

    Example: [bold]pressroom worker --database-url postgresql://user@host/pressroom[/bold]
    """
    from pressroom.cli.database import open_database
    from pressroom.tasks.queue import INFRASTRUCTURE

    settings = read_settings({"data": data, "database_url": database_url, "log_format": log_format})
    logs.configure(settings.log_format, settings.log_level)
    tracing.start()
    with open_database(settings) as conninfo:
        try:
            uvloop.run(_work(settings, conninfo, until_stdin_closes))
        except INFRASTRUCTURE as error:
            raise SettingsError(
                f"The worker lost its database and ends: {error}. Start it again."
            ) from error


def prune(
    days: Annotated[
        float | None,
        typer.Option(help="Keep so many days (PRESSROOM_TASK_DAYS); without it, 30. 0 keeps all."),
    ] = None,
    data: Data = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Delete old tasks, deliveries and unused contents now; a worker does so every hour by itself.

    A content goes with the first run that comes an hour after it was found unused.

    Example: [bold]pressroom prune --days 7[/bold]
    """
    from pressroom.cli.client import run
    from pressroom.cli.database import open_database

    settings = read_settings({"task_days": days, "data": data, "database_url": database_url})
    with open_database(settings) as conninfo:
        pruned = run(_prune(settings, conninfo))
    say(
        f"Deleted {pruned.tasks:,} tasks, {pruned.deliveries:,} deliveries, {pruned.jobs:,} jobs "
        f"and {pruned.contents:,} contents."
    )


async def _prune(settings: Settings, conninfo: str) -> "Pruned":
    from pressroom.store.database import Database
    from pressroom.tasks.keeping import prune_all

    async with Database(conninfo) as database:
        return await prune_all(database, settings)


async def _work(settings: Settings, conninfo: str, until_stdin_closes: bool) -> None:
    from pressroom.store.database import Database
    from pressroom.tasks.recovery import STALLED
    from pressroom.tasks.worker import run_worker

    if until_stdin_closes:
        asyncio.get_running_loop().add_reader(sys.stdin.fileno(), _stop_when_closed)
    async with Database(conninfo, largest=4, check=True, idle=STALLED) as database:
        await run_worker(database, settings)


def _stop_when_closed() -> None:
    if not os.read(sys.stdin.fileno(), 1024):
        asyncio.get_running_loop().remove_reader(sys.stdin.fileno())
        os.kill(os.getpid(), signal.SIGTERM)


def _log_address(address: str, key: str | None) -> None:
    """The same for who reads JSON: every line of standard error is an object."""
    logger.info("Pressroom listens on %s", address, extra={"address": address})
    if key is not None:
        typer.echo(key)


def _announce(address: str, key: str | None) -> None:
    say(f"Pressroom listens on {address}")
    if key is not None:
        say("The first API key, an admin's; it isn't shown again:")
        typer.echo(key)
