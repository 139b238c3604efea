"""UserNumber."""

from __future__ import annotations

from typing import TypeAlias

UserNumber: TypeAlias = int
"""A user's number."""
