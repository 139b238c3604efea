"""Usage."""

from __future__ import annotations

from ..runtime import UNSET, Model, Unset


class Usage(Model):
    """Use of one thing against its quota."""

    name: str | Unset = UNSET
    """What is counted."""
    limit: float | Unset = UNSET
    """How much there is."""
    usage: float | Unset = UNSET
    """How much has been used."""
    overage: float | Unset = UNSET
    """How much has been used beyond the limit."""
