"""GivenCollection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..runtime import Model, field

if TYPE_CHECKING:
    from .collection import Collection


class GivenCollection(Model):
    """A collection that comes with the request."""

    operation_type: Literal["CREATE_NEW"] = field("operationType", default="CREATE_NEW")
    """Always `CREATE_NEW`."""
    data: Collection
    """The collection."""
