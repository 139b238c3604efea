"""SchemaFileList."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import Model

if TYPE_CHECKING:
    from .cursor_meta import CursorMeta
    from .listed_schema_file import ListedSchemaFile


class SchemaFileList(Model):
    """A page of files."""

    files: list[ListedSchemaFile]
    """The files."""
    meta: CursorMeta
    """The way to the next page."""
