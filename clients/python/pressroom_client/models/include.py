"""Include."""

from __future__ import annotations

from ..runtime import OpenStrEnum


class Include(OpenStrEnum):
    MOCKS_DEACTIVATED = "mocks:deactivated"
    SCIM = "scim"
