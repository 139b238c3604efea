"""SdkError."""

from __future__ import annotations

from typing import Literal

from ..runtime import Model, field


class SdkError(Model):
    """Why an SDK couldn't be built."""

    code: Literal["build_failed"] = field(default="build_failed")
    """The kind of failure."""
    message: str
    """What is wrong, and where."""
