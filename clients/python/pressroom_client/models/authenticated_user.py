"""AuthenticatedUser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import Model

if TYPE_CHECKING:
    from .usage import Usage
    from .user import User


class AuthenticatedUser(Model):
    """The key's owner."""

    user: User
    """The user."""
    operations: list[Usage]
    """Use of the server against quotas. Empty, as there are none here."""
