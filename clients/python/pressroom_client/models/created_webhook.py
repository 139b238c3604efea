"""CreatedWebhook."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from ..runtime import UNSET, Model, Unset, field

if TYPE_CHECKING:
    from .webhook_event import WebhookEvent


class CreatedWebhook(Model):
    """A new webhook."""

    id: UUID
    """The webhook's id."""
    url: str
    """Where events are sent."""
    events: list[WebhookEvent]
    """What it is told of."""
    active: bool
    """Whether events are sent."""
    reason: str | Unset = UNSET
    """Why it isn't active, if nobody paused it."""
    created_at: dt.datetime = field("createdAt")
    """When it was created."""
    created_by: int = field("createdBy")
    """Who created it."""
    updated_at: dt.datetime = field("updatedAt")
    """When it was last changed."""
    secret: str | Unset = UNSET
    """What events are signed with, if it was generated. Keep it: it isn't shown again."""
