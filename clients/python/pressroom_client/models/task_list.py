"""TaskList."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import Model

if TYPE_CHECKING:
    from .page_meta import PageMeta
    from .task import TaskModel


class TaskList(Model):
    """A page of tasks, newest first."""

    tasks: list[TaskModel]
    """The tasks."""
    meta: PageMeta
    """Where the page stands in the list."""
