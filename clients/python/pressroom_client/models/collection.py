"""Collection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..runtime import UNSET, Model, Unset

if TYPE_CHECKING:
    from .collection_info import CollectionInfo


class Collection(Model):
    """A collection in the format v2.1.0."""

    info: CollectionInfo
    """What the collection is."""
    item: list[dict[str, Any]]
    """Its requests and folders."""
    auth: dict[str, Any] | Unset = UNSET
    """How its requests authenticate."""
    variable: list[dict[str, Any]] | Unset = UNSET
    """Its variables."""
