"""Contract."""

from __future__ import annotations

from typing import Any

from ..runtime import UNSET, Model, Unset


class Contract(Model):
    """An OpenAPI 3.1 document."""

    openapi: str
    """The OpenAPI version it is written in."""
    info: dict[str, Any]
    """Title, version and licence."""
    paths: dict[str, Any] | Unset = UNSET
    """The operations, by path."""
