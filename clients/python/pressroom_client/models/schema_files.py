"""SchemaFiles, and what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import UNSET, Model, Unset, field

if TYPE_CHECKING:
    from .schema_file import SchemaFile


class SchemaFiles(Model):
    """The first page of a schema's files."""

    data: list[SchemaFile]
    """The files."""
    meta: Meta
    """The way to the files after these."""


class Meta(Model):
    """The way to the files after these."""

    next_path: str | Unset = field("nextPath", default=UNSET)
    """Path that answers the next files; absent after the last."""
