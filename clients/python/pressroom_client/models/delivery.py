"""Delivery, and what is in it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from ..runtime import UNSET, Model, OpenStrEnum, Unset, field

if TYPE_CHECKING:
    from .delivery_attempt import DeliveryAttempt
    from .webhook_payload import WebhookPayload


class Delivery(Model):
    """An event that was sent to a webhook, or is to be sent."""

    id: UUID
    """The delivery's id, sent as `webhook-id` with each attempt."""
    event: str
    """The type of the event, `webhook.ping` included."""
    status: Status
    """Whether an attempt succeeded, another one will be made, or it was given up."""
    next_attempt_at: dt.datetime | Unset = field("nextAttemptAt", default=UNSET)
    """When the next attempt is made; only while it is pending."""
    created_at: dt.datetime = field("createdAt")
    """When the event happened."""
    attempts: list[DeliveryAttempt]
    """What was tried so far, oldest first."""
    payload: WebhookPayload
    """What is sent."""


class Status(OpenStrEnum):
    """Whether an attempt succeeded, another one will be made, or it was given up."""

    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"
