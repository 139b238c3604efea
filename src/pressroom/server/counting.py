"""Counts of this process's requests, by operation and status, with how long they took."""

from bisect import bisect_left
from collections import defaultdict

BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper bounds, in seconds, of the classes that durations fall into; there is one more above."""


class Durations:
    """How many requests took how long: their sum, and how many there were in each class."""

    __slots__ = ("classes", "total")

    def __init__(self) -> None:
        self.total = 0.0
        self.classes = [0] * (len(BOUNDS) + 1)

    def note(self, seconds: float) -> None:
        self.total += seconds
        self.classes[bisect_left(BOUNDS, seconds)] += 1


class Counts:
    """What was answered since the process started. It belongs to one event loop."""

    def __init__(self) -> None:
        self.requests: defaultdict[tuple[str, int], int] = defaultdict(int)
        self.durations: defaultdict[str, Durations] = defaultdict(Durations)

    def note(self, operation: str, status: int, seconds: float | None) -> None:
        """Count an answer; `seconds` is `None` when the caller wished to be kept waiting."""
        self.requests[operation, status] += 1
        if seconds is not None:
            self.durations[operation].note(seconds)
