"""Version."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from ..runtime import UNSET, Model, Unset, field


class Version(Model):
    """A version, without what it holds."""

    id: UUID
    """The version's id."""
    name: str
    """The version's name, such as `1.4.0`."""
    release_notes: str | Unset = field("releaseNotes", default=UNSET)
    """What is new in it; Markdown."""
    created_at: dt.datetime = field("createdAt")
    """When it was created."""
    updated_at: dt.datetime = field("updatedAt")
    """When it was last changed."""
