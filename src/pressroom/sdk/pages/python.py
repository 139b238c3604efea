"""Reference pages with Python's names."""

from pressroom.sdk.pages.flavours import PYTHON
from pressroom.sdk.pages.pages import pages
from pressroom.sdk.plan import Plan
from pressroom.sdk.printing import Text


def emit(plan: Plan) -> dict[str, Text]:
    """The pages of a plan, by path."""
    return pages(plan, PYTHON)
