"""GetApiInclude."""

from __future__ import annotations

from ..runtime import OpenStrEnum


class GetApiInclude(OpenStrEnum):
    COLLECTIONS = "collections"
    VERSIONS = "versions"
    SCHEMAS = "schemas"
    GIT_INFO = "gitInfo"
