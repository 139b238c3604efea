"""CollectionReference."""

from __future__ import annotations

from ..runtime import Model


class CollectionReference(Model):
    """A collection by its id."""

    id: str
    """The collection's UUID or uid."""
