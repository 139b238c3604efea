"""Sdk."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from ..runtime import UNSET, Model, Unset, field

if TYPE_CHECKING:
    from .build_status import BuildStatus
    from .sdk_error import SdkError
    from .sdk_source import SdkSource


class Sdk(Model):
    """An SDK, and how its building stands."""

    id: UUID
    """The SDK's id."""
    language: str
    """What it is written in."""
    source: SdkSource
    """What it is built from."""
    workspace_id: UUID = field("workspaceId")
    """The workspace of its API."""
    version: str | Unset = UNSET
    """The library's version, if one was asked for."""
    build_status: BuildStatus = field("buildStatus")
    """How its building stands."""
    error: SdkError | Unset = UNSET
    """Why it failed; absent otherwise."""
    created_at: dt.datetime = field("createdAt")
    """When it was asked for."""
    updated_at: dt.datetime = field("updatedAt")
    """When its building last went on."""
