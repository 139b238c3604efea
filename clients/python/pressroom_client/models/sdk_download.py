"""SdkDownload."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from ..runtime import Model, field


class SdkDownload(Model):
    """A link to an SDK's zip archive."""

    id: UUID
    """The SDK's id."""
    language: str
    """What it is written in."""
    url: str
    """Where the archive is; needs no key."""
    expires_at: dt.datetime = field("expiresAt")
    """When the link ends."""
