"""Problem."""

from __future__ import annotations

from ..runtime import UNSET, Model, Unset


class Problem(Model):
    """What went wrong (RFC 9457)."""

    type: str
    """The kind of problem; `about:blank` where the status says it all."""
    title: str
    """The kind of problem in a few words."""
    status: int
    """The HTTP status."""
    detail: str
    """What is wrong here and what to do; names the field for a 400."""
    instance: str | Unset = UNSET
    """Path of the request."""
