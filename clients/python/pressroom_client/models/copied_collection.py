"""CopiedCollection, and what is in it."""

from __future__ import annotations

from typing import Literal

from ..runtime import Model, field


class CopiedCollection(Model):
    """A copy of a collection that is there."""

    operation_type: Literal["COPY_COLLECTION"] = field("operationType", default="COPY_COLLECTION")
    """Always `COPY_COLLECTION`."""
    data: Data
    """What to copy."""


class Data(Model):
    """What to copy."""

    collection_id: str = field("collectionId")
    """The collection to copy, by UUID or uid."""
