"""`/metrics`: what Prometheus asks for.

Of tasks, the database tells: numbers of all machines, the same from whichever server is asked, and
those that count only ever grow. Of requests, this process tells its own.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from pressroom.server.counting import BOUNDS, Counts
from pressroom.store.tallies import Tallies


class _Moment(Collector):
    """What is known at one moment."""

    def __init__(self, tallies: Tallies, counts: Counts, waiters: int) -> None:
        self._tallies = tallies
        self._counts = counts
        self._waiters = waiters

    def collect(self) -> Iterator[Metric]:
        yield from _tasks(self._tallies)
        yield from _queue(self._tallies)
        yield from _requests(self._counts)
        yield _gauge("pressroom_waiters", "Callers that wait for tasks here.", self._waiters)


def exposition(tallies: Tallies, counts: Counts, waiters: int) -> bytes:
    """Prometheus's text format, version 0.0.4."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Moment(tallies, counts, waiters))
    ProcessCollector(registry=registry)
    return generate_latest(registry)


def _tasks(tallies: Tallies) -> Iterator[Metric]:
    pending = GaugeMetricFamily(
        "pressroom_tasks_pending", "Tasks that haven't ended.", labels=("model", "action")
    )
    for row in tallies.pending:
        pending.add_metric((row.model, row.action), row.times)
    yield pending
    kinds = ("model", "action", "status")
    ended = CounterMetricFamily("pressroom_tasks_ended", "Tasks that ended.", labels=kinds)
    waiting = HistogramMetricFamily(
        "pressroom_task_waiting_seconds", "From accepting a task to its first start.", labels=kinds
    )
    running = HistogramMetricFamily(
        "pressroom_task_running_seconds", "From a task's first start to its end.", labels=kinds
    )
    for kind in tallies.ended:
        labels = (kind.model, kind.action, kind.status)
        ended.add_metric(labels, kind.ended)
        waiting.add_metric(labels, _buckets(tallies.bounds, kind.waiting), kind.waited)
        running.add_metric(labels, _buckets(tallies.bounds, kind.running), kind.ran)
    yield from (ended, waiting, running)
    for name, meaning in (
        ("rescue", "Tasks taken from dead workers."),
        ("retry", "Starts of tasks after an error of what we stand on, or handed back."),
    ):
        plural = {"rescue": "rescues", "retry": "retries"}[name]
        family = CounterMetricFamily(
            f"pressroom_task_{plural}", meaning, labels=("model", "action")
        )
        for setback in tallies.setbacks:
            if setback.kind == name:
                family.add_metric((setback.model, setback.action), setback.times)
        yield family


def _queue(tallies: Tallies) -> Iterator[Metric]:
    jobs = GaugeMetricFamily(
        "pressroom_queue_jobs", "Jobs in the queue, by what they are for.", labels=("job", "state")
    )
    for row in tallies.jobs:
        jobs.add_metric((row.name.removeprefix("pressroom:"), row.state), row.times)
    yield jobs
    yield _gauge(
        "pressroom_queue_oldest_seconds", "For how long a task waits at most.", tallies.oldest
    )
    yield _gauge("pressroom_workers", "Workers that are alive, on all machines.", tallies.workers)


def _requests(counts: Counts) -> Iterator[Metric]:
    requests = CounterMetricFamily(
        "pressroom_http_requests", "Requests answered here.", labels=("operation", "status")
    )
    for (operation, status), times in sorted(counts.requests.items()):
        requests.add_metric((operation, str(status)), times)
    yield requests
    durations = HistogramMetricFamily(
        "pressroom_http_request_seconds",
        "How long requests took that nobody wished to be held.",
        labels=("operation",),
    )
    for operation, taken in sorted(counts.durations.items()):
        durations.add_metric((operation,), _buckets(BOUNDS, taken.classes), taken.total)
    yield durations


def _gauge(name: str, meaning: str, number: float) -> Metric:
    return GaugeMetricFamily(name, meaning, value=number)


def _buckets(bounds: Sequence[float], classes: Sequence[int]) -> list[tuple[str, float]]:
    """Prometheus's buckets: how many there are up to each bound, and in all."""
    names = [f"{bound:g}" for bound in bounds]
    return list(zip([*names, "+Inf"], accumulate(classes), strict=True))
