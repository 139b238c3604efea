"""Problem."""

from __future__ import annotations

from ..runtime import UNSET, Model, Unset


class Problem(Model):
    title: str
    status: int
    detail: str | Unset = UNSET
