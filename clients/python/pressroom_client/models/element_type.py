"""ElementType."""

from __future__ import annotations

from ..runtime import OpenStrEnum


class ElementType(OpenStrEnum):
    COLLECTION = "collection"
    SPECIFICATION = "specification"
