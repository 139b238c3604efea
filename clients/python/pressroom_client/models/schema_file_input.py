"""SchemaFileInput."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import UNSET, Model, Unset

if TYPE_CHECKING:
    from .file_root import FileRoot


class SchemaFileInput(Model):
    """What a caller says about a file."""

    name: str | Unset = UNSET
    """The file's name."""
    root: FileRoot | Unset = UNSET
    """Whether it is the root file."""
    content: str | Unset = UNSET
    """The file as text, JSON or YAML; a new file needs it."""
