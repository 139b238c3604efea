"""ApiInput."""

from __future__ import annotations

from ..runtime import UNSET, Model, Unset


class ApiInput(Model):
    """What a caller says about an API."""

    name: str
    """The API's name."""
    summary: str | Unset = UNSET
    """What the API does"""
    description: str | Unset = UNSET
    """What the API does"""
