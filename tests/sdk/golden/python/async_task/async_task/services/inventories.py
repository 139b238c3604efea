"""The operations of InventoriesService."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import Answer, Endpoint, path

if TYPE_CHECKING:
    from ..models import Inventory
    from ..runtime import AsyncClient, Options, SyncClient

_GET_INVENTORY: Endpoint[Inventory] = Endpoint(
    "GET",
    "/inventories/{inventoryId}",
    parameters={"inventory_id": path("inventoryId")},
    answers={"200": Answer("application/json", "Inventory")},
)


class InventoriesService:
    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def get_inventory(self, inventory_id: str, *, options: Options | None = None) -> Inventory:
        """Get an inventory"""
        return self._client.send(_GET_INVENTORY, options, inventory_id=inventory_id)


class AsyncInventoriesService:
    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def get_inventory(
        self,
        inventory_id: str,
        *,
        options: Options | None = None,
    ) -> Inventory:
        """Get an inventory"""
        return await self._client.send(_GET_INVENTORY, options, inventory_id=inventory_id)
