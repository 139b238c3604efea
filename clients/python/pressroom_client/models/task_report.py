"""TaskReport."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import Model

if TYPE_CHECKING:
    from .collection_report import CollectionReport


class TaskReport(Model):
    """What a task did to the collections that it brought in step."""

    collections: list[CollectionReport]
    """The collections that weren't in step."""
