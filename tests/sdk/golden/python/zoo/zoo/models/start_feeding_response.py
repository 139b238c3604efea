"""StartFeedingResponse."""

from __future__ import annotations

from ..runtime import UNSET, Model, Unset


class StartFeedingResponse(Model):
    ticket: str | Unset = UNSET
