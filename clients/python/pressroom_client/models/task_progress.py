"""TaskProgress, and what is in it."""

from __future__ import annotations

import datetime as dt

from ..runtime import Model, OpenStrEnum


class TaskProgress(Model):
    """Where a task is on its way, as an event tells it."""

    attempt: int
    """Which start of the task this belongs to. After a worker died it is higher, and stages
    begin anew.
    """
    stage: Stage
    """What is being done: waiting for a worker, loading the definition, converting collections,
    writing.
    """
    done: int
    """How many parts of the stage are done."""
    total: int
    """How many parts the stage has."""
    message: str
    """The same for people."""
    at: dt.datetime
    """When it was so."""


class Stage(OpenStrEnum):
    """What is being done: waiting for a worker, loading the definition, converting collections,
    writing.
    """

    QUEUED = "queued"
    LOAD = "load"
    CONVERT = "convert"
    WRITE = "write"
