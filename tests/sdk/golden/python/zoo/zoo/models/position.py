"""Position."""

from __future__ import annotations

from ..runtime import Model


class Position(Model):
    x: int
    y: int
