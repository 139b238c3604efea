"""The clients: the services as attributes, imported when they are first used."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from .runtime import (
    ApiKey,
    AsyncClient,
    AsyncSettings,
    ClientCredentials,
    OAuth2,
    Secret,
    Server,
    Settings,
    SyncClient,
)

if TYPE_CHECKING:
    from .services.orders import AsyncOrdersService, OrdersService
    from .services.pets import AsyncPetsService, PetsService

SERVERS = (Server("https://{region}.petstore.example/v1", {"region": "eu"}, "The shop's servers."),)
"""The servers of the definition. The first is used unless told otherwise."""


class PetstoreClient(SyncClient):
    """Petstore

    A small API to try Pressroom with: list the pets of a shop, add one, upload a picture, and
    place an order.
    """

    def __init__(
        self,
        *,
        shop_key: Secret | None = None,
        customer: Secret | ClientCredentials | None = None,
        **settings: Unpack[Settings],
    ) -> None:
        """Credentials, and how to call.

        Args:
            shop_key: The key of a shop's employee; by default from `PETSTORE_API_KEY`.
            customer: what proves who calls; by default from `PETSTORE_TOKEN`.
            settings: `base_url`, `timeout`, `retries`, `headers`, `http_client`, hooks.
        """
        super().__init__(
            settings,
            SERVERS,
            {
                "shopKey": ApiKey("header", "X-Shop-Key", shop_key, "PETSTORE_API_KEY"),
                "customer": OAuth2(customer, "PETSTORE_TOKEN"),
            },
            "PETSTORE_BASE_URL",
        )

    @cached_property
    def pets(self) -> PetsService:
        """The animals."""
        from .services.pets import PetsService

        return PetsService(self)

    @cached_property
    def orders(self) -> OrdersService:
        """Who takes which animal home."""
        from .services.orders import OrdersService

        return OrdersService(self)


class AsyncPetstoreClient(AsyncClient):
    """Petstore

    A small API to try Pressroom with: list the pets of a shop, add one, upload a picture, and
    place an order.
    """

    def __init__(
        self,
        *,
        shop_key: Secret | None = None,
        customer: Secret | ClientCredentials | None = None,
        **settings: Unpack[AsyncSettings],
    ) -> None:
        """Credentials, and how to call.

        Args:
            shop_key: The key of a shop's employee; by default from `PETSTORE_API_KEY`.
            customer: what proves who calls; by default from `PETSTORE_TOKEN`.
            settings: `base_url`, `timeout`, `retries`, `headers`, `http_client`, hooks.
        """
        super().__init__(
            settings,
            SERVERS,
            {
                "shopKey": ApiKey("header", "X-Shop-Key", shop_key, "PETSTORE_API_KEY"),
                "customer": OAuth2(customer, "PETSTORE_TOKEN"),
            },
            "PETSTORE_BASE_URL",
        )

    @cached_property
    def pets(self) -> AsyncPetsService:
        """The animals."""
        from .services.pets import AsyncPetsService

        return AsyncPetsService(self)

    @cached_property
    def orders(self) -> AsyncOrdersService:
        """Who takes which animal home."""
        from .services.orders import AsyncOrdersService

        return AsyncOrdersService(self)
