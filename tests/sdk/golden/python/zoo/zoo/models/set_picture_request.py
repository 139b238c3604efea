"""SetPictureRequest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import UNSET, FileInput, Model, Unset

if TYPE_CHECKING:
    from .position import Position


class SetPictureRequest(Model):
    picture: FileInput
    """The picture."""
    note: str | Unset = UNSET
    position: Position | Unset = UNSET
