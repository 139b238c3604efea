"""UuidModel."""

from __future__ import annotations

from typing import TypeAlias
from uuid import UUID

UuidModel: TypeAlias = UUID
"""A UUID in its canonical form."""
