"""VersionList."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import Model

if TYPE_CHECKING:
    from .page_meta import PageMeta
    from .version import Version


class VersionList(Model):
    """A page of versions."""

    versions: list[Version]
    """The versions."""
    meta: PageMeta
    """Where the page stands in the list."""
