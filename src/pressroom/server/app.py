"""The ASGI application: each operation of the contract, bound to its handler."""

import inspect
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any, Protocol, get_type_hints

import msgspec
import psycopg
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from pressroom.definition import Operation
from pressroom.errors import DefinitionTooLarge, InvalidRequest
from pressroom.server import apis, collections, schemas, sdks, service, tasks, versions, webhooks
from pressroom.server.asking import asked_by
from pressroom.server.auth import require
from pressroom.server.contract import contract, inputs, role_of, route_path
from pressroom.server.errors import HANDLERS as ERROR_HANDLERS
from pressroom.server.observing import Observed
from pressroom.server.press import Call, Press
from pressroom.settings import MEBIBYTE
from pressroom.store.keys import Caller

Handler = Callable[..., Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]

HANDLERS: Mapping[str, Handler] = {
    "getHealth": service.get_health,
    "getReadiness": service.get_readiness,
    "getMetrics": service.get_metrics,
    "getContractAsJson": service.get_contract_as_json,
    "getContractAsYaml": service.get_contract_as_yaml,
    "getAuthenticatedUser": service.get_authenticated_user,
    "getWorkspaces": service.get_workspaces,
    "getAllApis": apis.get_all_apis,
    "createApi": apis.create_api,
    "getApi": apis.get_api,
    "updateApi": apis.update_api,
    "deleteApi": apis.delete_api,
    "createApiSchema": schemas.create_api_schema,
    "getApiSchema": schemas.get_api_schema,
    "getApiSchemaFiles": schemas.get_api_schema_files,
    "getApiSchemaFileContents": schemas.get_api_schema_file_contents,
    "createUpdateApiSchemaFile": schemas.create_update_api_schema_file,
    "deleteApiSchemaFile": schemas.delete_api_schema_file,
    "addApiCollection": collections.add_api_collection,
    "getApiCollection": collections.get_api_collection,
    "syncCollectionWithSchema": collections.sync_collection_with_schema,
    "createSdk": sdks.create_sdk,
    "getSdks": sdks.get_sdks,
    "getSdk": sdks.get_sdk,
    "deleteSdk": sdks.delete_sdk,
    "getSdkDownloadUrl": sdks.get_sdk_download_url,
    "getSdkArchive": sdks.get_sdk_archive,
    "getTasks": tasks.get_tasks,
    "getStatusOfAnAsyncTask": tasks.get_status_of_an_async_task,
    "cancelTask": tasks.cancel_task,
    "retryTask": tasks.retry_task,
    "getTaskEvents": tasks.get_task_events,
    "getTaskReport": tasks.get_task_report,
    "getApiVersions": versions.get_api_versions,
    "createApiVersion": versions.create_api_version,
    "getApiVersion": versions.get_api_version,
    "updateApiVersion": versions.update_api_version,
    "deleteApiVersion": versions.delete_api_version,
    "createWebhook": webhooks.create_webhook,
    "getWebhooks": webhooks.get_webhooks,
    "getWebhook": webhooks.get_webhook,
    "updateWebhook": webhooks.update_webhook,
    "deleteWebhook": webhooks.delete_webhook,
    "pingWebhook": webhooks.ping_webhook,
    "getWebhookDeliveries": webhooks.get_webhook_deliveries,
    "redeliverToWebhook": webhooks.redeliver_to_webhook,
}
"""The handler of each `operationId`."""

NOBODY = Caller(0, "nobody", "viewer")
"""Who calls an operation that needs no key."""


class Authentication(Protocol):
    async def caller(self, request: Request) -> Caller:
        """Whose request this is. Raises Unauthorized when nobody's."""
        ...


def create_app(press: Press, authentication: Authentication) -> ASGIApp:
    """The application for an open `press`."""
    endpoints: defaultdict[str, dict[str, Endpoint]] = defaultdict(dict)
    for operation in contract().operations:
        handler = HANDLERS[operation.operation_id]
        bound = _bind(operation, handler, press, authentication)
        endpoints[route_path(operation)][operation.method.upper()] = bound
    routes = [Route(path, _by_method(each), methods=[*each]) for path, each in endpoints.items()]
    app = Starlette(
        routes=[*routes, Mount("/v2", routes=routes)], exception_handlers=ERROR_HANDLERS
    )
    app.router.redirect_slashes = False
    return Observed(app, press.counts)


def _by_method(endpoints: Mapping[str, Endpoint]) -> Endpoint:
    """The endpoint of a path. A route of its own for each method would name only that in `Allow`.

    `HEAD` is answered as `GET` is; the server leaves the body out.
    """

    async def endpoint(request: Request) -> Response:
        return await endpoints["GET" if request.method == "HEAD" else request.method](request)

    return endpoint


def _bind(
    operation: Operation, handler: Handler, press: Press, authentication: Authentication
) -> Endpoint:
    """An endpoint that checks the key, reads what the handler takes, and calls it."""
    named = {"operation": operation.operation_id, "template": operation.path}
    role = role_of(operation)
    takes = inspect.signature(handler).parameters
    reading = inputs(operation)
    body = msgspec.json.Decoder(get_type_hints(handler)["body"]) if "body" in takes else None

    async def endpoint(request: Request) -> Response:
        request.scope.update(named)
        caller = NOBODY
        if role is not None:
            caller = await authentication.caller(request)
            require(caller, role)
        sent = {given.argument: given.read(request) for given in reading}
        arguments = {name: value for name, value in sent.items() if name in takes}
        if body is not None:
            arguments["body"] = await _read_body(request, body, press)
        asked = None
        if sent.get("idempotency_key") is not None:
            asked = asked_by(request, caller, operation.operation_id, arguments)
        try:
            return await handler(Call(press, caller, request, asked), **arguments)
        except psycopg.DataError as error:
            for field, text in _texts(msgspec.to_builtins(arguments)):
                if "\0" in text:
                    raise InvalidRequest("must not hold a NUL character", field=field) from error
            raise

    return endpoint


def _texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text that a request sent, with the name of its field."""
    if isinstance(value, str):
        yield path.removeprefix("body."), value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _texts(each, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _texts(each, f"{path}[{number}]")


async def _read_body(request: Request, decoder: "msgspec.json.Decoder[Any]", press: Press) -> Any:
    """The request's body as the handler's type.

    Raises:
        DefinitionTooLarge: it is over the limit; JSON may take two bytes for one of a definition.
        InvalidRequest: it isn't JSON, or not of the right shape; names the field.
    """
    limit = 2 * press.settings.definition_bytes + MEBIBYTE
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > limit:
            raise DefinitionTooLarge(f"The body is over the limit of {limit:,} bytes.")
    try:
        return decoder.decode(content)
    except msgspec.ValidationError as error:
        message, _, path = str(error).partition(" - at `$")
        field = path.rstrip("`").lstrip(".") or "body"
        raise InvalidRequest(message, field=field) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InvalidRequest(f"isn't JSON: {error}", field="body") from error
