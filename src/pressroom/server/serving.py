"""Serving: the web server in this process, and its workers as processes of their own."""

import asyncio
import logging
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import uvicorn

from pressroom.errors import SettingsError
from pressroom.server.app import create_app
from pressroom.server.auth import Keyring
from pressroom.server.press import Press, open_press
from pressroom.settings import VARIABLES, Settings
from pressroom.store.keys import create_first_key

logger = logging.getLogger(__name__)

SHORTEST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
"""Seconds before a worker that ended is started anew: doubled each time it didn't live long."""

LEAVE = 5.0
"""Seconds that a worker has to leave once it has ended its task or handed it back."""

Announce = Callable[[str, str | None], None]
"""Told the address, and on the first start the key, once requests are taken."""


async def serve(settings: Settings, conninfo: str, announce: Announce) -> None:
    """Serve until the process is asked to stop.

    Raises:
        SettingsError: the address can't be listened on.
    """
    with _listen(settings.host, settings.port) as listening:
        async with open_press(settings, conninfo) as press, _workers(settings, conninfo):
            async with press.database.transaction() as connection:
                key = await create_first_key(connection)
            app = create_app(press, Keyring(press.database, press.notices))
            config = uvicorn.Config(app, lifespan="off", access_log=False, log_config=None)
            announce(_address(listening), key)
            await _Server(config, press).serve(sockets=[listening])


class _Server(uvicorn.Server):
    """A server that answers those who wait for tasks before it shuts down."""

    def __init__(self, config: uvicorn.Config, press: Press) -> None:
        super().__init__(config)
        self._press = press

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._press.waiting.close()
        await super().shutdown(sockets)


def end_on_signals() -> None:
    """Let SIGTERM and SIGINT end this process by way of `SystemExit`, so that it cleans up."""

    def end(*_: object) -> None:
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except (OSError, OverflowError) as error:
        raise SettingsError(
            f"Can't listen on {host} port {port}: {error}. Choose another with --host and --port."
        ) from error


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


@asynccontextmanager
async def _workers(settings: Settings, conninfo: str) -> AsyncIterator[None]:
    """The worker processes, each started anew when it ends, while the context lasts."""
    keeping = [
        asyncio.create_task(_keep_worker(settings, conninfo)) for _ in range(settings.workers)
    ]
    try:
        yield
    finally:
        for task in keeping:
            task.cancel()
        await asyncio.gather(*keeping, return_exceptions=True)


async def _keep_worker(settings: Settings, conninfo: str) -> None:
    loop, pause = asyncio.get_running_loop(), SHORTEST_PAUSE
    while True:
        process, started = await _start_worker(settings, conninfo), loop.time()
        try:
            status = await process.wait()
        except asyncio.CancelledError:
            await _stop_worker(process, settings.stop_seconds + LEAVE)
            raise
        logger.warning("A worker ended with status %s; starting another", status)
        lived_long = loop.time() - started > LONGEST_PAUSE
        pause = SHORTEST_PAUSE if lived_long else min(2 * pause, LONGEST_PAUSE)
        await asyncio.sleep(pause)


async def _start_worker(settings: Settings, conninfo: str) -> asyncio.subprocess.Process:
    """A worker that also stops when this process is gone: its standard input closes then."""
    environment = {
        **os.environ,
        VARIABLES["database_url"]: conninfo,
        VARIABLES["definition_bytes"]: str(settings.definition_bytes),
        VARIABLES["task_seconds"]: str(settings.task_seconds),
        VARIABLES["webhook_allow"]: settings.webhook_allow or "",
        VARIABLES["task_days"]: str(settings.task_days),
        VARIABLES["stop_seconds"]: str(settings.stop_seconds),
        VARIABLES["log_format"]: settings.log_format,
        VARIABLES["log_level"]: settings.log_level,
    }
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "pressroom", "worker", "--until-stdin-closes"),
        stdin=asyncio.subprocess.PIPE,
        env=environment,
        start_new_session=True,
    )


async def _stop_worker(process: asyncio.subprocess.Process, seconds: float) -> None:
    with suppress(ProcessLookupError):
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), seconds)
        except TimeoutError:
            process.kill()
            await process.wait()
