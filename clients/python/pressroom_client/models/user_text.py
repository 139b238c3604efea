"""UserText."""

from __future__ import annotations

from typing import TypeAlias

UserText: TypeAlias = str
"""A user's number, as a string."""
