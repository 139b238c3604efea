"""Reference pages: a `Plan` in, Markdown out; a page a service and a page a model.

Types and names are written as a flavour has them (`flavours`). Whatever comes from a definition is
text: `markdown` escapes it.
"""

from pressroom.sdk.pages.flavours import PYTHON, TYPESCRIPT, Flavour
from pressroom.sdk.pages.pages import pages

__all__ = ["PYTHON", "TYPESCRIPT", "Flavour", "pages"]
