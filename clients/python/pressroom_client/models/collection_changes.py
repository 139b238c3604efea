"""CollectionChanges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import Model

if TYPE_CHECKING:
    from .collection_change import CollectionChange


class CollectionChanges(Model):
    """The changes of a collection by their kind."""

    added: list[CollectionChange]
    """Requests and folders that the definition brought."""
    updated: list[CollectionChange]
    """Fields that only the definition had changed."""
    moved: list[CollectionChange]
    """Requests and folders that the definition put into another folder."""
    renamed: list[CollectionChange]
    """Names that only the definition had changed."""
    removed: list[CollectionChange]
    """Requests and folders that the definition dropped."""
    kept: list[CollectionChange]
    """What the definition dropped and somebody had changed, so it stays."""
    conflicts: list[CollectionChange]
    """Fields that both had changed; they stay as people have them."""
