"""VersionAnswer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import Model

if TYPE_CHECKING:
    from .version_details import VersionDetails


class VersionAnswer(Model):
    """A version, in its envelope."""

    version: VersionDetails
    """The version."""
