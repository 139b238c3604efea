"""Api."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from ..runtime import UNSET, Model, Unset, field

if TYPE_CHECKING:
    from .collection_reference import CollectionReference
    from .git_info import GitInfo
    from .schema_reference import SchemaReference
    from .version_reference import VersionReference


class Api(Model):
    """An API, with what `include` asked for."""

    id: UUID
    """The API's id."""
    name: str
    """The API's name."""
    summary: str | Unset = UNSET
    """What the API does"""
    description: str | Unset = UNSET
    """What the API does"""
    created_at: dt.datetime = field("createdAt")
    """When it was created."""
    updated_at: dt.datetime = field("updatedAt")
    """When it was last changed."""
    created_by: int = field("createdBy")
    """Number of the user who created it."""
    updated_by: int = field("updatedBy")
    """Number of the user who last changed it."""
    schemas: list[SchemaReference] | Unset = UNSET
    """Its schemas; only with `include=schemas`."""
    versions: list[VersionReference] | Unset = UNSET
    """Its versions; only with `include=versions`."""
    collections: list[CollectionReference] | Unset = UNSET
    """Its collections; only with `include=collections`."""
    git_info: GitInfo | Unset = field("gitInfo", default=UNSET)
    """Its git repository; only with `include=gitInfo`, and only if one is linked."""
