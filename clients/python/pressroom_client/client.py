"""The clients: the services as attributes, imported when they are first used."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from .runtime import (
    ApiKey,
    AsyncClient,
    AsyncSettings,
    Bearer,
    Secret,
    Server,
    Settings,
    SyncClient,
)

if TYPE_CHECKING:
    from .services.apis import APIsService, AsyncAPIsService
    from .services.collections import AsyncCollectionsService, CollectionsService
    from .services.definitions import AsyncDefinitionsService, DefinitionsService
    from .services.sdks import AsyncSDKsService, SDKsService
    from .services.service import AsyncService, Service
    from .services.tasks import AsyncTasksService, TasksService
    from .services.versions import AsyncVersionsService, VersionsService
    from .services.webhooks import AsyncWebhooksService, WebhooksService

SERVERS = (
    Server("/", {}, "This server."),
    Server("/v2", {}, "The same surface, for clients whose base URL ends in `/v2`."),
)
"""The servers of the definition. The first is used unless told otherwise."""


class PressroomClient(SyncClient):
    """Pressroom

    Push an OpenAPI definition; durable tasks turn it into collections and immutable published
    versions,
    and keep them in step when the definition changes. The surface speaks the `/apis` dialect
    that
    existing scripts and clients know, and adds a little of its own.

    **Addresses.** Everything is served twice: at the root and under `/v2`. The header
    `Accept: application/vnd.api.v10+json`, which the dialect asks for, is welcome and never
    needed.

    **Keys and roles.** Send a key as `x-api-key`, or as a bearer token. Each key has one
    role, and a
    role can do all that the ones before it can:

    | role | may |
    |---|---|
    | `viewer` | read everything: APIs, definitions, collections, versions, tasks |
    | `editor` | also create, change and delete them |
    | `admin` | also administer the server: its webhooks |

    The role that an operation needs stands in its security requirements.

    **Tasks.** Work that takes long runs as a task. The answer is then `202` with the task's
    path in
    `Location` and the seconds to wait before asking in `Retry-After`. Operations that can
    often answer
    at once wait up to ten seconds for the result; `Prefer: respond-async` skips that wait.

    **Asking once.** Requests that make a task take an `Idempotency-Key`. When no answer came,
    send the same
    request again under the same key: it gets the first answer, and no second task. The same
    key with
    another content is refused with `422`, and with `409` while the first is being accepted.

    **Pages.** A list answers up to `limit` entries. While `meta.nextCursor` is there, send it
    back as
    `cursor` for the next page. Cursors are opaque.

    **Names of requests.** Each answer names its request in `X-Request-Id`, as the server's
    log does.
    Send the header to name it yourself: up to 128 letters, digits and `_.~+/=:@-`.

    **Errors** are `application/problem+json` (RFC 9457). For a `400`, `detail` names the
    field.

    **Times** are UTC, RFC 3339, with milliseconds and `Z`. Identifiers are UUIDs; a
    collection also goes
    by its uid, `<userId>-<uuid>`. `Location` is a path, not an absolute URL.
    """

    def __init__(
        self,
        *,
        api_key: Secret | None = None,
        bearer: Secret | None = None,
        **settings: Unpack[Settings],
    ) -> None:
        """Credentials, and how to call.

        Args:
            api_key: A key of this server; by default from `PRESSROOM_CLIENT_API_KEY`.
            bearer: The same key, sent as `Authorization` with the scheme `Bearer`; by default
                from `PRESSROOM_CLIENT_TOKEN`.
            settings: `base_url`, `timeout`, `retries`, `headers`, `http_client`, hooks.
        """
        super().__init__(
            settings,
            SERVERS,
            {
                "apiKey": ApiKey("header", "x-api-key", api_key, "PRESSROOM_CLIENT_API_KEY"),
                "bearer": Bearer(bearer, "PRESSROOM_CLIENT_TOKEN"),
            },
            "PRESSROOM_CLIENT_BASE_URL",
        )

    @cached_property
    def service(self) -> Service:
        """The server itself, the key's owner and the workspaces."""
        from .services.service import Service

        return Service(self)

    @cached_property
    def apis(self) -> APIsService:
        """An API is what a definition, its collections and its versions belong to."""
        from .services.apis import APIsService

        return APIsService(self)

    @cached_property
    def definitions(self) -> DefinitionsService:
        """The definition of an API, held as a schema of one or more files."""
        from .services.definitions import DefinitionsService

        return DefinitionsService(self)

    @cached_property
    def collections(self) -> CollectionsService:
        """Collections of an API, brought in or generated, and kept in step with its definition."""
        from .services.collections import CollectionsService

        return CollectionsService(self)

    @cached_property
    def tasks(self) -> TasksService:
        """Work that goes on after the answer, and how it ended."""
        from .services.tasks import TasksService

        return TasksService(self)

    @cached_property
    def versions(self) -> VersionsService:
        """Published versions, each a fixed copy of definitions and collections."""
        from .services.versions import VersionsService

        return VersionsService(self)

    @cached_property
    def sdks(self) -> SDKsService:
        """Client libraries and reference pages, built from definitions."""
        from .services.sdks import SDKsService

        return SDKsService(self)

    @cached_property
    def webhooks(self) -> WebhooksService:
        """Addresses that are told when something has happened."""
        from .services.webhooks import WebhooksService

        return WebhooksService(self)


class AsyncPressroomClient(AsyncClient):
    """Pressroom

    Push an OpenAPI definition; durable tasks turn it into collections and immutable published
    versions,
    and keep them in step when the definition changes. The surface speaks the `/apis` dialect
    that
    existing scripts and clients know, and adds a little of its own.

    **Addresses.** Everything is served twice: at the root and under `/v2`. The header
    `Accept: application/vnd.api.v10+json`, which the dialect asks for, is welcome and never
    needed.

    **Keys and roles.** Send a key as `x-api-key`, or as a bearer token. Each key has one
    role, and a
    role can do all that the ones before it can:

    | role | may |
    |---|---|
    | `viewer` | read everything: APIs, definitions, collections, versions, tasks |
    | `editor` | also create, change and delete them |
    | `admin` | also administer the server: its webhooks |

    The role that an operation needs stands in its security requirements.

    **Tasks.** Work that takes long runs as a task. The answer is then `202` with the task's
    path in
    `Location` and the seconds to wait before asking in `Retry-After`. Operations that can
    often answer
    at once wait up to ten seconds for the result; `Prefer: respond-async` skips that wait.

    **Asking once.** Requests that make a task take an `Idempotency-Key`. When no answer came,
    send the same
    request again under the same key: it gets the first answer, and no second task. The same
    key with
    another content is refused with `422`, and with `409` while the first is being accepted.

    **Pages.** A list answers up to `limit` entries. While `meta.nextCursor` is there, send it
    back as
    `cursor` for the next page. Cursors are opaque.

    **Names of requests.** Each answer names its request in `X-Request-Id`, as the server's
    log does.
    Send the header to name it yourself: up to 128 letters, digits and `_.~+/=:@-`.

    **Errors** are `application/problem+json` (RFC 9457). For a `400`, `detail` names the
    field.

    **Times** are UTC, RFC 3339, with milliseconds and `Z`. Identifiers are UUIDs; a
    collection also goes
    by its uid, `<userId>-<uuid>`. `Location` is a path, not an absolute URL.
    """

    def __init__(
        self,
        *,
        api_key: Secret | None = None,
        bearer: Secret | None = None,
        **settings: Unpack[AsyncSettings],
    ) -> None:
        """Credentials, and how to call.

        Args:
            api_key: A key of this server; by default from `PRESSROOM_CLIENT_API_KEY`.
            bearer: The same key, sent as `Authorization` with the scheme `Bearer`; by default
                from `PRESSROOM_CLIENT_TOKEN`.
            settings: `base_url`, `timeout`, `retries`, `headers`, `http_client`, hooks.
        """
        super().__init__(
            settings,
            SERVERS,
            {
                "apiKey": ApiKey("header", "x-api-key", api_key, "PRESSROOM_CLIENT_API_KEY"),
                "bearer": Bearer(bearer, "PRESSROOM_CLIENT_TOKEN"),
            },
            "PRESSROOM_CLIENT_BASE_URL",
        )

    @cached_property
    def service(self) -> AsyncService:
        """The server itself, the key's owner and the workspaces."""
        from .services.service import AsyncService

        return AsyncService(self)

    @cached_property
    def apis(self) -> AsyncAPIsService:
        """An API is what a definition, its collections and its versions belong to."""
        from .services.apis import AsyncAPIsService

        return AsyncAPIsService(self)

    @cached_property
    def definitions(self) -> AsyncDefinitionsService:
        """The definition of an API, held as a schema of one or more files."""
        from .services.definitions import AsyncDefinitionsService

        return AsyncDefinitionsService(self)

    @cached_property
    def collections(self) -> AsyncCollectionsService:
        """Collections of an API, brought in or generated, and kept in step with its definition."""
        from .services.collections import AsyncCollectionsService

        return AsyncCollectionsService(self)

    @cached_property
    def tasks(self) -> AsyncTasksService:
        """Work that goes on after the answer, and how it ended."""
        from .services.tasks import AsyncTasksService

        return AsyncTasksService(self)

    @cached_property
    def versions(self) -> AsyncVersionsService:
        """Published versions, each a fixed copy of definitions and collections."""
        from .services.versions import AsyncVersionsService

        return AsyncVersionsService(self)

    @cached_property
    def sdks(self) -> AsyncSDKsService:
        """Client libraries and reference pages, built from definitions."""
        from .services.sdks import AsyncSDKsService

        return AsyncSDKsService(self)

    @cached_property
    def webhooks(self) -> AsyncWebhooksService:
        """Addresses that are told when something has happened."""
        from .services.webhooks import AsyncWebhooksService

        return AsyncWebhooksService(self)
