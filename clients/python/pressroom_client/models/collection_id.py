"""CollectionId."""

from __future__ import annotations

from typing import TypeAlias

CollectionId: TypeAlias = str
"""A collection's UUID, or its uid `<userId>-<uuid>`."""
