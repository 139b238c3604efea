"""ApiList."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import Model

if TYPE_CHECKING:
    from .api_summary import ApiSummary
    from .page_meta import PageMeta


class ApiList(Model):
    """A page of APIs."""

    apis: list[ApiSummary]
    """The APIs."""
    meta: PageMeta
    """Where the page stands in the list."""
