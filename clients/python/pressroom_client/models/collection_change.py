"""CollectionChange, and what is in it."""

from __future__ import annotations

from typing import Any

from ..runtime import UNSET, Model, OpenStrEnum, Unset, field


class CollectionChange(Model):
    """A change of a collection."""

    item: Item
    """What it is about."""
    field_: str | Unset = field("field", default=UNSET)
    """Which field of it, such as `request.url.query[limit].value`; absent for the whole."""
    before: Any | Unset = UNSET
    """What was generated last; absent if there was nothing."""
    after: Any | Unset = UNSET
    """What stands there now; absent if nothing does."""
    definition: Any | Unset = UNSET
    """What the definition says, if the collection doesn't follow it."""
    on_request: bool | Unset = field("onRequest", default=UNSET)
    """True for what was removed as asked for, though somebody had changed it; `before` is all of
    it.
    """


class Item(Model):
    """What it is about."""

    kind: Kind
    """What kind of thing it is."""
    name: str
    """Its name."""
    id: str | Unset = UNSET
    """Its identifier in the collection, if it has one."""
    folders: list[str] | Unset = UNSET
    """The names of the folders it is in."""


class Kind(OpenStrEnum):
    """What kind of thing it is."""

    COLLECTION = "collection"
    FOLDER = "folder"
    REQUEST = "request"
