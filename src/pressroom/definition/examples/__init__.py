"""From a schema to a valid example value.

In: a `Schema`, and whether the value is for a request or a response. Out: plain JSON values.
`layers` says what a schema demands once references and `allOf` are folded in, `patterns` and
`scalars` make strings and numbers, `making` builds the values.
"""

from pressroom.definition.examples.layers import Layers, flatten, items, properties, required
from pressroom.definition.examples.making import Examples, Purpose

__all__ = ["Examples", "Layers", "Purpose", "flatten", "items", "properties", "required"]
