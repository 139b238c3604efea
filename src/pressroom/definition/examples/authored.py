"""The examples that the author wrote into a schema."""

from collections.abc import Iterator

from pressroom.definition.examples.layers import kinds_of, listed, types
from pressroom.definition.model import Json, Schema


def authored(schema: Schema) -> Iterator[Json]:
    """`example`, then the first of `examples`, then `default`, as written in this very schema.

    A `null` counts where the schema allows it; a default only when it is a scalar of the right
    type, as an empty list or object shows nothing.
    """
    value = schema.value
    if not isinstance(value, dict):
        return
    examples = [value["example"]] if "example" in value else []
    for example in (*examples, *listed(value, "examples")[:1]):
        if example is not None or "null" in (types((schema,)) or ()):
            yield example
    if "default" in value and _is_telling(value["default"], schema):
        yield value["default"]


def _is_telling(default: Json, schema: Schema) -> bool:
    if default is None or isinstance(default, dict | list):
        return False
    allowed = types((schema,))
    known = schema.value.get("enum")
    return (not isinstance(known, list) or default in known) and (
        allowed is None or bool(kinds_of(default) & {*allowed})
    )
