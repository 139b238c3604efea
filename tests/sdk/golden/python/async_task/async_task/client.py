"""The clients: the services as attributes, imported when they are first used."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from .runtime import AsyncClient, AsyncSettings, Server, Settings, SyncClient

if TYPE_CHECKING:
    from .services.apis import ApisService, AsyncApisService
    from .services.inventories import AsyncInventoriesService, InventoriesService

SERVERS = (Server("http://127.0.0.1:8080"),)
"""The servers of the definition. The first is used unless told otherwise."""


class AsyncTaskClient(SyncClient):
    """Async tasks"""

    def __init__(self, **settings: Unpack[Settings]) -> None:
        """Credentials, and how to call.

        Args:
            settings: `base_url`, `timeout`, `retries`, `headers`, `http_client`, hooks.
        """
        super().__init__(settings, SERVERS, {}, "ASYNC_TASK_BASE_URL")

    @cached_property
    def inventories(self) -> InventoriesService:
        from .services.inventories import InventoriesService

        return InventoriesService(self)

    @cached_property
    def apis(self) -> ApisService:
        from .services.apis import ApisService

        return ApisService(self)


class AsyncAsyncTaskClient(AsyncClient):
    """Async tasks"""

    def __init__(self, **settings: Unpack[AsyncSettings]) -> None:
        """Credentials, and how to call.

        Args:
            settings: `base_url`, `timeout`, `retries`, `headers`, `http_client`, hooks.
        """
        super().__init__(settings, SERVERS, {}, "ASYNC_TASK_BASE_URL")

    @cached_property
    def inventories(self) -> AsyncInventoriesService:
        from .services.inventories import AsyncInventoriesService

        return AsyncInventoriesService(self)

    @cached_property
    def apis(self) -> AsyncApisService:
        from .services.apis import AsyncApisService

        return AsyncApisService(self)
