"""WorkspaceList."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import Model

if TYPE_CHECKING:
    from .cursor_meta import CursorMeta
    from .workspace import Workspace


class WorkspaceList(Model):
    """A page of workspaces."""

    workspaces: list[Workspace]
    """The workspaces."""
    meta: CursorMeta
    """The way to the next page."""
