"""WorkspaceType."""

from __future__ import annotations

from ..runtime import OpenStrEnum


class WorkspaceType(OpenStrEnum):
    """Who a workspace is for."""

    PERSONAL = "personal"
    TEAM = "team"
    PRIVATE = "private"
    PUBLIC = "public"
    PARTNER = "partner"
