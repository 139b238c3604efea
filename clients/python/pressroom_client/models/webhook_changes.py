"""WebhookChanges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import UNSET, Model, Unset

if TYPE_CHECKING:
    from .webhook_event import WebhookEvent


class WebhookChanges(Model):
    """What to change; what is absent stays."""

    url: str | Unset = UNSET
    """Where events are sent: `https` or `http`, without user, password and fragment."""
    events: list[WebhookEvent] | Unset = UNSET
    """What to tell of."""
    secret: str | Unset = UNSET
    """What events are signed with: `whsec_` and the Base64 of 24 to 64 bytes. It is never shown."""
    active: bool | Unset = UNSET
    """Whether events are sent; false pauses, true resumes."""
