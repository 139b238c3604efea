"""Workspace, and what is in it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from ..runtime import UNSET, Model, Unset, field

if TYPE_CHECKING:
    from .workspace_type import WorkspaceType


class Workspace(Model):
    """A place that APIs are kept in."""

    id: UUID
    """The workspace's id."""
    name: str
    """The workspace's name."""
    type: WorkspaceType
    """Who it is for."""
    visibility: WorkspaceType
    """Who can see it."""
    created_by: str = field("createdBy")
    """The user who created it."""
    about: str | Unset = UNSET
    """What it is about."""
    scim: Scim | Unset = UNSET
    """Who provisioned it; only with `include=scim`."""
    created_at: dt.datetime = field("createdAt")
    """When it was created."""
    updated_at: dt.datetime = field("updatedAt")
    """When it was last changed."""


class Scim(Model):
    """Who provisioned it; only with `include=scim`."""

    created_by: str | Unset = field("createdBy", default=UNSET)
    """The provisioning identity."""
