"""FileRoot."""

from __future__ import annotations

from ..runtime import UNSET, Model, Unset


class FileRoot(Model):
    """Whether a file is the one a definition starts from."""

    enabled: bool | Unset = UNSET
    """Whether it is the root file.

    The server assumes 'True'.
    """
