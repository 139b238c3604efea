"""Workspaces. For now there is one; every API is in it."""

from datetime import datetime
from typing import LiteralString
from uuid import UUID

import msgspec

from pressroom.store.database import Connection, fetch_all

LIST: LiteralString = """
    select id, name, created_at, updated_at from workspaces order by created_at, id
"""


class Workspace(msgspec.Struct, frozen=True):
    id: UUID
    name: str
    created_at: datetime
    updated_at: datetime


async def list_workspaces(connection: Connection) -> list[Workspace]:
    """Every workspace, the default one first."""
    return await fetch_all(connection, Workspace, LIST)
