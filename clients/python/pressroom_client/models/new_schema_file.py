"""NewSchemaFile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import UNSET, Model, Unset

if TYPE_CHECKING:
    from .file_root import FileRoot


class NewSchemaFile(Model):
    """A file to store."""

    path: str
    """Path inside the definition, such as `paths/invoices.yaml`."""
    root: FileRoot | Unset = UNSET
    """Whether it is the root file."""
    content: str
    """The file as text, JSON or YAML."""
