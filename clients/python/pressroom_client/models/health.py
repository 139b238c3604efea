"""Health."""

from __future__ import annotations

from typing import Literal

from ..runtime import Model, field


class Health(Model):
    """That all is well."""

    status: Literal["ok"] = field(default="ok")
    """Always `ok`."""
