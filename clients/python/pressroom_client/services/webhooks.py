"""Addresses that are told when something has happened."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ..runtime import EMPTY, UNSET, Answer, Content, Endpoint, PagedEndpoint, Pages, path, query

if TYPE_CHECKING:
    from ..models import (
        CreatedWebhook,
        Delivery,
        DeliveryList,
        NewWebhook,
        Webhook,
        WebhookChanges,
        WebhookList,
    )
    from ..runtime import AsyncClient, AsyncPaginator, Options, Paginator, SyncClient, Unset

_ERRORS = {
    "400": Answer("application/problem+json", "Problem"),
    "401": Answer("application/problem+json", "Problem"),
    "403": Answer("application/problem+json", "Problem"),
    "404": Answer("application/problem+json", "Problem"),
    "500": Answer("application/problem+json", "Problem"),
    "503": Answer("application/problem+json", "Problem"),
}
_ERRORS_2 = {
    "400": Answer("application/problem+json", "Problem"),
    "401": Answer("application/problem+json", "Problem"),
    "403": Answer("application/problem+json", "Problem"),
    "404": Answer("application/problem+json", "Problem"),
    "422": Answer("application/problem+json", "Problem"),
    "500": Answer("application/problem+json", "Problem"),
    "503": Answer("application/problem+json", "Problem"),
}
_CREATE_WEBHOOK: Endpoint[CreatedWebhook] = Endpoint(
    "POST",
    "/webhooks",
    bodies=(Content("application/json"),),
    answers={"200": Answer("application/json", "CreatedWebhook")},
    errors={
        "400": Answer("application/problem+json", "Problem"),
        "401": Answer("application/problem+json", "Problem"),
        "403": Answer("application/problem+json", "Problem"),
        "413": Answer("application/problem+json", "Problem"),
        "422": Answer("application/problem+json", "Problem"),
        "500": Answer("application/problem+json", "Problem"),
        "503": Answer("application/problem+json", "Problem"),
    },
    security=(("apiKey",), ("bearer",)),
)
_GET_WEBHOOKS: PagedEndpoint[Webhook, WebhookList] = PagedEndpoint(
    "GET",
    "/webhooks",
    parameters={"cursor": query("cursor"), "limit": query("limit")},
    answers={"200": Answer("application/json", "WebhookList")},
    errors={
        "400": Answer("application/problem+json", "Problem"),
        "401": Answer("application/problem+json", "Problem"),
        "403": Answer("application/problem+json", "Problem"),
        "500": Answer("application/problem+json", "Problem"),
        "503": Answer("application/problem+json", "Problem"),
    },
    security=(("apiKey",), ("bearer",)),
    pages=Pages(
        "cursor",
        items=("webhooks",),
        next=("meta", "nextCursor"),
        total=("meta", "total"),
        parameter="cursor",
        limit="limit",
    ),
    item="Webhook",
)
_GET_WEBHOOK: Endpoint[Webhook] = Endpoint(
    "GET",
    "/webhooks/{webhookId}",
    parameters={"webhook_id": path("webhookId")},
    answers={"200": Answer("application/json", "Webhook")},
    errors=_ERRORS,
    security=(("apiKey",), ("bearer",)),
)
_UPDATE_WEBHOOK: Endpoint[Webhook] = Endpoint(
    "PATCH",
    "/webhooks/{webhookId}",
    parameters={"webhook_id": path("webhookId")},
    bodies=(Content("application/json"),),
    answers={"200": Answer("application/json", "Webhook")},
    errors={
        "400": Answer("application/problem+json", "Problem"),
        "401": Answer("application/problem+json", "Problem"),
        "403": Answer("application/problem+json", "Problem"),
        "404": Answer("application/problem+json", "Problem"),
        "413": Answer("application/problem+json", "Problem"),
        "422": Answer("application/problem+json", "Problem"),
        "500": Answer("application/problem+json", "Problem"),
        "503": Answer("application/problem+json", "Problem"),
    },
    security=(("apiKey",), ("bearer",)),
)
_DELETE_WEBHOOK: Endpoint[None] = Endpoint(
    "DELETE",
    "/webhooks/{webhookId}",
    parameters={"webhook_id": path("webhookId")},
    answers={"204": EMPTY},
    errors=_ERRORS,
    security=(("apiKey",), ("bearer",)),
)
_PING_WEBHOOK: Endpoint[Delivery] = Endpoint(
    "POST",
    "/webhooks/{webhookId}/pings",
    parameters={"webhook_id": path("webhookId")},
    answers={"202": Answer("application/json", "Delivery")},
    errors=_ERRORS_2,
    security=(("apiKey",), ("bearer",)),
)
_GET_WEBHOOK_DELIVERIES: PagedEndpoint[Delivery, DeliveryList] = PagedEndpoint(
    "GET",
    "/webhooks/{webhookId}/deliveries",
    parameters={
        "webhook_id": path("webhookId"),
        "cursor": query("cursor"),
        "limit": query("limit"),
    },
    answers={"200": Answer("application/json", "DeliveryList")},
    errors=_ERRORS,
    security=(("apiKey",), ("bearer",)),
    pages=Pages(
        "cursor",
        items=("deliveries",),
        next=("meta", "nextCursor"),
        total=("meta", "total"),
        parameter="cursor",
        limit="limit",
    ),
    item="Delivery",
)
_REDELIVER_TO_WEBHOOK: Endpoint[Delivery] = Endpoint(
    "POST",
    "/webhooks/{webhookId}/deliveries/{deliveryId}/redeliveries",
    parameters={"webhook_id": path("webhookId"), "delivery_id": path("deliveryId")},
    answers={"202": Answer("application/json", "Delivery")},
    errors=_ERRORS_2,
    security=(("apiKey",), ("bearer",)),
)


class WebhooksService:
    """Addresses that are told when something has happened."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def create_webhook(self, *, body: NewWebhook, options: Options | None = None) -> CreatedWebhook:
        """Create a webhook

        Has an address told of events from now on. Each is sent as a POST that is signed by
        Standard Webhooks. Without `secret` one is generated; this answer is the only one that
        shows it. An address that leads into a private network is refused with 422, unless the
        server allows it.

        Args:
            body: Whom to tell, and of what.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            ContentTooLarge: The body is over the size that this server takes.
            UnprocessableContent: The request is well-formed, yet can't be done; or its task
                failed.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.send(_CREATE_WEBHOOK, options, body=body)

    def get_webhooks(
        self,
        *,
        cursor: str | Unset = UNSET,
        limit: int | Unset = UNSET,
        options: Options | None = None,
    ) -> Paginator[Webhook, WebhookList]:
        """List webhooks

        All webhooks, newest first, without their secrets.

        Args:
            cursor: The `meta.nextCursor` of the page before; the first page without it.
            limit: How many entries a page has at most. The server assumes 10.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.paginate(_GET_WEBHOOKS, options, cursor=cursor, limit=limit)

    def get_webhook(self, webhook_id: UUID, *, options: Options | None = None) -> Webhook:
        """Get a webhook

        One webhook, without its secret.

        Args:
            webhook_id: The webhook's id.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.send(_GET_WEBHOOK, options, webhook_id=webhook_id)

    def update_webhook(
        self,
        webhook_id: UUID,
        *,
        body: WebhookChanges,
        options: Options | None = None,
    ) -> Webhook:
        """Change, pause or resume a webhook

        Changes what is sent, and leaves the rest as it is. While `active` is false, nothing
        is sent: what was to be sent waits, and what happens meanwhile isn't told of later.

        Args:
            webhook_id: The webhook's id.
            body: What to change.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            ContentTooLarge: The body is over the size that this server takes.
            UnprocessableContent: The request is well-formed, yet can't be done; or its task
                failed.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.send(_UPDATE_WEBHOOK, options, webhook_id=webhook_id, body=body)

    def delete_webhook(self, webhook_id: UUID, *, options: Options | None = None) -> None:
        """Delete a webhook

        Deletes a webhook with its deliveries. What was to be sent isn't.

        Args:
            webhook_id: The webhook's id.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.send(_DELETE_WEBHOOK, options, webhook_id=webhook_id)

    def ping_webhook(self, webhook_id: UUID, *, options: Options | None = None) -> Delivery:
        """Try a webhook

        Sends an event of the type `webhook.ping`. The deliveries tell what became of it.

        Args:
            webhook_id: The webhook's id.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            UnprocessableContent: The request is well-formed, yet can't be done; or its task
                failed.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.send(_PING_WEBHOOK, options, webhook_id=webhook_id)

    def get_webhook_deliveries(
        self,
        webhook_id: UUID,
        *,
        cursor: str | Unset = UNSET,
        limit: int | Unset = UNSET,
        options: Options | None = None,
    ) -> Paginator[Delivery, DeliveryList]:
        """List a webhook's deliveries

        What was sent to a webhook and what is to be sent, newest first, each with its
        attempts and their answers. Deliveries are kept for 30 days.

        Args:
            webhook_id: The webhook's id.
            cursor: The `meta.nextCursor` of the page before; the first page without it.
            limit: How many entries a page has at most. The server assumes 10.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.paginate(
            _GET_WEBHOOK_DELIVERIES,
            options,
            webhook_id=webhook_id,
            cursor=cursor,
            limit=limit,
        )

    def redeliver_to_webhook(
        self,
        webhook_id: UUID,
        delivery_id: UUID,
        *,
        options: Options | None = None,
    ) -> Delivery:
        """Send a delivery once more

        Sends it at once, under the same `webhook-id`, and for another day if that fails. If
        it is pending, its next attempt is made now.

        Args:
            webhook_id: The webhook's id.
            delivery_id: The delivery's id.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            UnprocessableContent: The request is well-formed, yet can't be done; or its task
                failed.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.send(
            _REDELIVER_TO_WEBHOOK,
            options,
            webhook_id=webhook_id,
            delivery_id=delivery_id,
        )


class AsyncWebhooksService:
    """Addresses that are told when something has happened."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    async def create_webhook(
        self,
        *,
        body: NewWebhook,
        options: Options | None = None,
    ) -> CreatedWebhook:
        """Create a webhook

        Has an address told of events from now on. Each is sent as a POST that is signed by
        Standard Webhooks. Without `secret` one is generated; this answer is the only one that
        shows it. An address that leads into a private network is refused with 422, unless the
        server allows it.

        Args:
            body: Whom to tell, and of what.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            ContentTooLarge: The body is over the size that this server takes.
            UnprocessableContent: The request is well-formed, yet can't be done; or its task
                failed.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return await self._client.send(_CREATE_WEBHOOK, options, body=body)

    def get_webhooks(
        self,
        *,
        cursor: str | Unset = UNSET,
        limit: int | Unset = UNSET,
        options: Options | None = None,
    ) -> AsyncPaginator[Webhook, WebhookList]:
        """List webhooks

        All webhooks, newest first, without their secrets.

        Args:
            cursor: The `meta.nextCursor` of the page before; the first page without it.
            limit: How many entries a page has at most. The server assumes 10.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.paginate(_GET_WEBHOOKS, options, cursor=cursor, limit=limit)

    async def get_webhook(self, webhook_id: UUID, *, options: Options | None = None) -> Webhook:
        """Get a webhook

        One webhook, without its secret.

        Args:
            webhook_id: The webhook's id.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return await self._client.send(_GET_WEBHOOK, options, webhook_id=webhook_id)

    async def update_webhook(
        self,
        webhook_id: UUID,
        *,
        body: WebhookChanges,
        options: Options | None = None,
    ) -> Webhook:
        """Change, pause or resume a webhook

        Changes what is sent, and leaves the rest as it is. While `active` is false, nothing
        is sent: what was to be sent waits, and what happens meanwhile isn't told of later.

        Args:
            webhook_id: The webhook's id.
            body: What to change.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            ContentTooLarge: The body is over the size that this server takes.
            UnprocessableContent: The request is well-formed, yet can't be done; or its task
                failed.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return await self._client.send(_UPDATE_WEBHOOK, options, webhook_id=webhook_id, body=body)

    async def delete_webhook(self, webhook_id: UUID, *, options: Options | None = None) -> None:
        """Delete a webhook

        Deletes a webhook with its deliveries. What was to be sent isn't.

        Args:
            webhook_id: The webhook's id.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return await self._client.send(_DELETE_WEBHOOK, options, webhook_id=webhook_id)

    async def ping_webhook(self, webhook_id: UUID, *, options: Options | None = None) -> Delivery:
        """Try a webhook

        Sends an event of the type `webhook.ping`. The deliveries tell what became of it.

        Args:
            webhook_id: The webhook's id.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            UnprocessableContent: The request is well-formed, yet can't be done; or its task
                failed.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return await self._client.send(_PING_WEBHOOK, options, webhook_id=webhook_id)

    def get_webhook_deliveries(
        self,
        webhook_id: UUID,
        *,
        cursor: str | Unset = UNSET,
        limit: int | Unset = UNSET,
        options: Options | None = None,
    ) -> AsyncPaginator[Delivery, DeliveryList]:
        """List a webhook's deliveries

        What was sent to a webhook and what is to be sent, newest first, each with its
        attempts and their answers. Deliveries are kept for 30 days.

        Args:
            webhook_id: The webhook's id.
            cursor: The `meta.nextCursor` of the page before; the first page without it.
            limit: How many entries a page has at most. The server assumes 10.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return self._client.paginate(
            _GET_WEBHOOK_DELIVERIES,
            options,
            webhook_id=webhook_id,
            cursor=cursor,
            limit=limit,
        )

    async def redeliver_to_webhook(
        self,
        webhook_id: UUID,
        delivery_id: UUID,
        *,
        options: Options | None = None,
    ) -> Delivery:
        """Send a delivery once more

        Sends it at once, under the same `webhook-id`, and for another day if that fails. If
        it is pending, its next attempt is made now.

        Args:
            webhook_id: The webhook's id.
            delivery_id: The delivery's id.

        Raises:
            BadRequest: A part of the request is malformed; `detail` names the field.
            Unauthorized: No key came with the request, or one that isn't known.
            Forbidden: The key's role doesn't allow this.
            NotFound: Nothing has the id or path that was asked for.
            UnprocessableContent: The request is well-formed, yet can't be done; or its task
                failed.
            InternalServerError: A fault of the server.
            ServiceUnavailable: The server can't reach its database, or is starting or
                stopping. Try again soon.
        """
        return await self._client.send(
            _REDELIVER_TO_WEBHOOK,
            options,
            webhook_id=webhook_id,
            delivery_id=delivery_id,
        )
