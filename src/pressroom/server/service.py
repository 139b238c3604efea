"""The service itself: health, metrics, contract, the caller and the workspaces."""

from uuid import UUID

import msgspec
from starlette.responses import Response

from pressroom.errors import NotFound
from pressroom.server.answers import Answer, CursorMeta, answer
from pressroom.server.contract import contract, contract_text
from pressroom.server.errors import problem
from pressroom.server.press import Call
from pressroom.store.database import Connection
from pressroom.store.migrate import why_not_current
from pressroom.store.pages import Position, decode_cursor
from pressroom.store.tallies import read_tallies
from pressroom.store.workspaces import Workspace, list_workspaces
from pressroom.tasks.recovery import STALLED
from pressroom.tasks.status import rfc3339

SYSTEM = 0
"""The number of the user who made what was there from the start."""


class User(Answer, frozen=True, kw_only=True):
    id: int
    username: str
    full_name: str
    is_public: bool
    roles: tuple[str, ...]


class WorkspaceAnswer(Answer, frozen=True, kw_only=True):
    id: str
    name: str
    type: str
    visibility: str
    created_by: str
    created_at: str
    updated_at: str


async def get_health(call: Call) -> Response:
    return answer({"status": "ok"})


async def get_readiness(call: Call) -> Response:
    async with call.database.connection() as connection:
        reason = await why_not_current(connection)
    if reason is not None:
        return problem(call.http, 503, reason)
    return answer({"status": "ok"})


async def get_metrics(call: Call) -> Response:
    from pressroom.server.metrics import exposition

    async with call.database.connection() as connection:
        tallies = await read_tallies(connection, STALLED)
    text = exposition(tallies, call.press.counts, call.press.waiting.waiters)
    return Response(text, media_type="text/plain; version=0.0.4")


async def get_contract_as_json(call: Call) -> Response:
    return answer(contract().document)


async def get_contract_as_yaml(call: Call) -> Response:
    return Response(contract_text(), media_type="application/yaml")


async def get_authenticated_user(call: Call) -> Response:
    caller = call.caller
    user = User(
        id=caller.user_id,
        username=caller.name,
        full_name=caller.name,
        is_public=False,
        roles=(caller.role,),
    )
    return answer({"user": msgspec.to_builtins(user), "operations": []})


async def get_workspaces(
    call: Call,
    type: str | None,  # noqa: A002 - the contract's
    created_by: int | None,
    cursor: str | None,
) -> Response:
    decode_cursor(cursor, Position)
    async with call.database.connection() as connection:
        workspaces = await list_workspaces(connection)
    asked_for = type in (None, "team") and created_by in (None, SYSTEM)
    shown = [_workspace(workspace) for workspace in workspaces if asked_for]
    return answer({"workspaces": shown, "meta": CursorMeta()})


async def workspace_named(connection: Connection, workspace_id: UUID | None) -> UUID:
    """The workspace that a request names, the default one when it names none.

    Raises:
        NotFound: there is no such workspace.
    """
    workspaces = await list_workspaces(connection)
    if workspace_id is None:
        return workspaces[0].id
    if all(workspace.id != workspace_id for workspace in workspaces):
        raise NotFound("No workspace has the identifier given as workspaceId.")
    return workspace_id


def _workspace(workspace: Workspace) -> WorkspaceAnswer:
    return WorkspaceAnswer(
        id=str(workspace.id),
        name=workspace.name,
        type="team",
        visibility="team",
        created_by=str(SYSTEM),
        created_at=rfc3339(workspace.created_at),
        updated_at=rfc3339(workspace.updated_at),
    )
