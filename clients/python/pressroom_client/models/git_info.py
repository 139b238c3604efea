"""GitInfo."""

from __future__ import annotations

from ..runtime import UNSET, Model, Unset, field


class GitInfo(Model):
    """A git repository linked to an API. This server links none."""

    domain: str | None | Unset = UNSET
    """Host of the repository."""
    repository: str | Unset = UNSET
    """Name of the repository."""
    organization: str | Unset = UNSET
    """Owner of the repository."""
    schema_folder: str | Unset = field("schemaFolder", default=UNSET)
    """Folder with the definition."""
    collection_folder: str | Unset = field("collectionFolder", default=UNSET)
    """Folder with the collections."""
