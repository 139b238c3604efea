"""VersionInput."""

from __future__ import annotations

from ..runtime import UNSET, Model, Unset, field


class VersionInput(Model):
    """What a caller says about a version."""

    name: str
    """The version's name, such as `1.4.0`."""
    release_notes: str | Unset = field("releaseNotes", default=UNSET)
    """What is new in it; Markdown."""
