"""From a schema to a valid example value.

In: a `Schema`, and whether the value is for a request or a response. Out: plain JSON values.
`folding` turns schemas into shapes, `fitting` checks values against them, `scalars` and `patterns`
make strings and numbers, `making` builds whole values, `recursion` knows where to stop.
"""

from pressroom.definition.examples.examples import Examples
from pressroom.definition.examples.folding import Shapes
from pressroom.definition.examples.shapes import NOTHING, Part, Purpose, Shape

__all__ = ["NOTHING", "Examples", "Part", "Purpose", "Shape", "Shapes"]
