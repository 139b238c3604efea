"""The clients: the services as attributes, imported when they are first used."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from .runtime import ApiKey, AsyncClient, AsyncSettings, Secret, Server, Settings, SyncClient

if TYPE_CHECKING:
    from .services.animals import AnimalsService, AsyncAnimalsService
    from .services.feedings import AsyncFeedingsService, FeedingsService

SERVERS = (Server("https://zoo.example/api"),)
"""The servers of the definition. The first is used unless told otherwise."""


class ZooClient(SyncClient):
    """Zoo

    Animals, what they eat, and who looks after them.
    """

    def __init__(self, *, key: Secret | None = None, **settings: Unpack[Settings]) -> None:
        """Credentials, and how to call.

        Args:
            key: The key of a keeper; by default from `ZOO_API_KEY`.
            settings: `base_url`, `timeout`, `retries`, `headers`, `http_client`, hooks.
        """
        super().__init__(
            settings,
            SERVERS,
            {"key": ApiKey("header", "X-Zoo-Key", key, "ZOO_API_KEY")},
            "ZOO_BASE_URL",
        )

    @cached_property
    def animals(self) -> AnimalsService:
        """Who lives here."""
        from .services.animals import AnimalsService

        return AnimalsService(self)

    @cached_property
    def feedings(self) -> FeedingsService:
        from .services.feedings import FeedingsService

        return FeedingsService(self)


class AsyncZooClient(AsyncClient):
    """Zoo

    Animals, what they eat, and who looks after them.
    """

    def __init__(self, *, key: Secret | None = None, **settings: Unpack[AsyncSettings]) -> None:
        """Credentials, and how to call.

        Args:
            key: The key of a keeper; by default from `ZOO_API_KEY`.
            settings: `base_url`, `timeout`, `retries`, `headers`, `http_client`, hooks.
        """
        super().__init__(
            settings,
            SERVERS,
            {"key": ApiKey("header", "X-Zoo-Key", key, "ZOO_API_KEY")},
            "ZOO_BASE_URL",
        )

    @cached_property
    def animals(self) -> AsyncAnimalsService:
        """Who lives here."""
        from .services.animals import AsyncAnimalsService

        return AsyncAnimalsService(self)

    @cached_property
    def feedings(self) -> AsyncFeedingsService:
        from .services.feedings import AsyncFeedingsService

        return AsyncFeedingsService(self)
