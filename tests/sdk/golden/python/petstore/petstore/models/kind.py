"""Kind."""

from __future__ import annotations

from ..runtime import OpenStrEnum


class Kind(OpenStrEnum):
    CAT = "cat"
    DOG = "dog"
    BIRD = "bird"
    OTHER = "other"
