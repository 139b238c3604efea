"""Errors as answers: `application/problem+json` (RFC 9457) for everything that goes wrong."""

import logging
from collections.abc import Mapping
from http import HTTPStatus

import msgspec
import psycopg
import psycopg_pool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from pressroom import errors

logger = logging.getLogger(__name__)

STATUSES: dict[type[errors.PressroomError], int] = {
    errors.InvalidRequest: 400,
    errors.Unauthorized: 401,
    errors.Forbidden: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.DefinitionTooLarge: 413,
    errors.DefinitionError: 422,
    errors.Unprocessable: 422,
}

SOON = {"Retry-After": "1"}

HEADERS: Mapping[int, Mapping[str, str]] = {401: {"WWW-Authenticate": "Bearer"}, 503: SOON}
"""What a status must say besides (RFC 9110)."""

TITLES = {413: "Content Too Large", 422: "Unprocessable Content"}
"""Phrases of RFC 9110 that the standard library knows under an older name."""


class Problem(msgspec.Struct, frozen=True):
    """RFC 9457, section 3. `type` is always `about:blank`: the status says what kind it is."""

    type: str
    title: str
    status: int
    detail: str
    instance: str


def problem(
    request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None
) -> Response:
    """A problem as an answer."""
    title = TITLES.get(status) or HTTPStatus(status).phrase
    body = Problem("about:blank", title, status, detail, request.scope["path"])
    headers = headers or HEADERS.get(status)
    return Response(
        msgspec.json.encode(body), status, headers=headers, media_type="application/problem+json"
    )


async def on_pressroom_error(request: Request, error: Exception) -> Response:
    """An error of ours, by the nearest class that has a status."""
    status = next((STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES), None)
    if status is None:
        return await on_fault(request, error)
    field = getattr(error, "field", None)
    headers = SOON if isinstance(error, errors.BeingAccepted) else None
    return problem(request, status, f"{field}: {error}" if field else str(error), headers)


async def on_http_error(request: Request, error: Exception) -> Response:
    """What the router refuses: an unknown path, or a method that isn't there."""
    refusal = error if isinstance(error, HTTPException) else HTTPException(500)
    status = refusal.status_code
    detail = {
        404: f"There is nothing at {request.scope['path']}; see /openapi.yaml.",
        405: f"{request.method} isn't possible here; see /openapi.yaml.",
    }.get(status, str(error))
    return problem(request, status, detail, refusal.headers)


async def on_lost_database(request: Request, error: Exception) -> Response:
    """The database is away, or every connection is in use for too long."""
    logger.warning("No database for %s %s: %s", request.method, request.scope["path"], error)
    return problem(request, 503, "The database can't be reached right now; try again in a moment.")


async def on_impossible_value(request: Request, error: Exception) -> Response:
    """A value that PostgreSQL can't hold, other than a NUL character, which `app` tells of."""
    return problem(request, 400, f"A value can't be stored: {str(error).splitlines()[0]}.")


async def on_lost_owner(request: Request, error: Exception) -> Response:
    """What the request wanted to add to was deleted while the request was under way."""
    return problem(request, 404, "What this belongs to was deleted a moment ago.")


async def on_deep_nesting(request: Request, error: Exception) -> Response:
    """A body nested so deep that reading or writing it ran out of stack."""
    return problem(request, 400, "body: is nested too deep")


async def on_fault(request: Request, error: Exception) -> Response:
    """A fault of ours. The log has it; the caller gets no inside."""
    logger.error("Fault in %s %s", request.method, request.scope["path"], exc_info=error)
    return problem(request, 500, "A fault in Pressroom; its log says more.")


HANDLERS = {
    errors.PressroomError: on_pressroom_error,
    HTTPException: on_http_error,
    psycopg.OperationalError: on_lost_database,
    psycopg.errors.ReadOnlySqlTransaction: on_lost_database,
    psycopg.errors.IdleInTransactionSessionTimeout: on_lost_database,
    psycopg_pool.PoolTimeout: on_lost_database,
    psycopg.DataError: on_impossible_value,
    psycopg.errors.ForeignKeyViolation: on_lost_owner,
    RecursionError: on_deep_nesting,
    Exception: on_fault,
}
