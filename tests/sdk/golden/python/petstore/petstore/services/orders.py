"""Who takes which animal home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import Answer, Content, Endpoint

if TYPE_CHECKING:
    from ..models import Order
    from ..runtime import AsyncClient, Options, SyncClient

_PLACE_ORDER: Endpoint[Order] = Endpoint(
    "POST",
    "/orders",
    bodies=(Content("application/x-www-form-urlencoded"),),
    answers={"201": Answer("application/json", "Order")},
    errors={"409": Answer("application/problem+json", "Problem")},
    security=(("customer",),),
)


class OrdersService:
    """Who takes which animal home."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def place_order(self, *, body: Order, options: Options | None = None) -> Order:
        """Place an order

        Raises:
            Conflict: Why it didn't work.
        """
        return self._client.send(_PLACE_ORDER, options, body=body)


class AsyncOrdersService:
    """Who takes which animal home."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def place_order(self, *, body: Order, options: Options | None = None) -> Order:
        """Place an order

        Raises:
            Conflict: Why it didn't work.
        """
        return await self._client.send(_PLACE_ORDER, options, body=body)
