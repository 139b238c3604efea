"""TaskModelModel."""

from __future__ import annotations

from ..runtime import OpenStrEnum


class TaskModelModel(OpenStrEnum):
    """What a task makes or changes."""

    COLLECTION = "collection"
    API_VERSION = "api-version"
