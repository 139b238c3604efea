"""NewSchema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import Model

if TYPE_CHECKING:
    from .new_schema_file import NewSchemaFile
    from .schema_type import SchemaType


class NewSchema(Model):
    """A definition to store."""

    type: SchemaType
    """`openapi:2`, `openapi:3` or `openapi:3_1`."""
    files: list[NewSchemaFile]
    """The definition's files, one of them its root."""
