"""The peer of `bench/load.py`: Procrastinate alone, whose jobs do nothing.

    python bench/bare.py CONNINFO

Runs one worker, set up as ours are, until it is told to end.
"""

import sys

import procrastinate
import uvloop

from pressroom.settings import Settings
from pressroom.tasks.recovery import HEARTBEAT, STALLED
from pressroom.tasks.worker import POLLING

app = procrastinate.App(connector=procrastinate.PsycopgConnector())


@app.task(name="nothing")
async def nothing(number: int) -> None:
    """What each job does."""


async def work(conninfo: str) -> None:
    connector = procrastinate.PsycopgConnector(conninfo=conninfo, min_size=1, max_size=4)
    async with app.with_connector(connector).open_async() as opened:
        await opened.run_worker_async(
            update_heartbeat_interval=HEARTBEAT,
            stalled_worker_timeout=STALLED,
            fetch_job_polling_interval=POLLING,
            shutdown_graceful_timeout=Settings().stop_seconds,
            delete_jobs="always",
        )


if __name__ == "__main__":
    uvloop.run(work(sys.argv[1]))
