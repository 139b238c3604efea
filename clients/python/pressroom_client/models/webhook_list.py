"""WebhookList."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import Model

if TYPE_CHECKING:
    from .page_meta import PageMeta
    from .webhook import Webhook


class WebhookList(Model):
    """A page of webhooks, newest first."""

    webhooks: list[Webhook]
    """The webhooks."""
    meta: PageMeta
    """Where the page stands in the list."""
