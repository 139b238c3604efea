"""House."""

from __future__ import annotations

from ..runtime import OpenStrEnum


class House(OpenStrEnum):
    """Where it lives."""

    WARM = "warm"
    WET = "wet"
    IN_THE_OPEN = "in-the-open"
