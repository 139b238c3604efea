"""DeliveryAttempt."""

from __future__ import annotations

import datetime as dt

from ..runtime import UNSET, Model, Unset, field


class DeliveryAttempt(Model):
    """An attempt to deliver, with the answer's status or the reason why there is none."""

    at: dt.datetime
    """When it was made."""
    duration_ms: int = field("durationMs")
    """How long it took, in milliseconds."""
    status: int | Unset = UNSET
    """The status of the answer."""
    body: str | Unset = UNSET
    """The first 1,024 bytes of the answer's body, as text."""
    error: str | Unset = UNSET
    """Why there is no answer."""
