"""DeliveryList."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import Model

if TYPE_CHECKING:
    from .delivery import Delivery
    from .page_meta import PageMeta


class DeliveryList(Model):
    """A page of deliveries, newest first."""

    deliveries: list[Delivery]
    """The deliveries."""
    meta: PageMeta
    """Where the page stands in the list."""
