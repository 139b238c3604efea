"""Reference pages with TypeScript's names."""

from pressroom.sdk.pages.flavours import TYPESCRIPT
from pressroom.sdk.pages.pages import pages
from pressroom.sdk.plan import Plan
from pressroom.sdk.printing import Text


def emit(plan: Plan) -> dict[str, Text]:
    """The pages of a plan, by path."""
    return pages(plan, TYPESCRIPT)
