"""UploadPictureRequest."""

from __future__ import annotations

from ..runtime import UNSET, FileInput, Model, Unset


class UploadPictureRequest(Model):
    picture: FileInput
    """A photograph."""
    caption: str | Unset = UNSET
