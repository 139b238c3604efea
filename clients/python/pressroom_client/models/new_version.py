"""NewVersion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import UNSET, Model, Unset, field

if TYPE_CHECKING:
    from .collection_reference import CollectionReference
    from .schema_reference import SchemaReference


class NewVersion(Model):
    """A version to publish."""

    name: str
    """The version's name, such as `1.4.0`."""
    release_notes: str | Unset = field("releaseNotes", default=UNSET)
    """What is new in it; Markdown."""
    schemas: list[SchemaReference]
    """The schemas to publish."""
    collections: list[CollectionReference]
    """The collections to publish; may be empty."""
