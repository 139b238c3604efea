"""CollectionInfo."""

from __future__ import annotations

from typing import Literal

from ..runtime import UNSET, Model, Unset, field


class CollectionInfo(Model):
    """What a collection is."""

    postman_id: str | Unset = field("_postman_id", default=UNSET)
    """The collection's UUID."""
    name: str
    """The collection's name."""
    description: str | Unset = UNSET
    """What it is about; Markdown."""
    schema: Literal["https://schema.postman.com/json/collection/v2.1.0/collection.json"] = field(
        default="https://schema.postman.com/json/collection/v2.1.0/collection.json",
    )
    """The format's identifier."""
