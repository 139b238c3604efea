"""VersionCollection."""

from __future__ import annotations

from ..runtime import UNSET, Model, Unset


class VersionCollection(Model):
    """A collection in a version."""

    id: str
    """The collection's UUID or uid."""
    type: str | Unset = UNSET
    """What kind of collection it is, if it is of a special kind."""
