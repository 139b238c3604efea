"""WebhookPayload."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ..runtime import Model


class WebhookPayload(Model):
    """What is sent."""

    type: str
    """The type of the event, `webhook.ping` included."""
    timestamp: dt.datetime
    """When it happened."""
    data: dict[str, Any]
    """For a task: its status, as its own address answers it, and `apiId`. For a version: the
    version, `apiId` and `taskId`. For a ping: `webhookId`.
    """
