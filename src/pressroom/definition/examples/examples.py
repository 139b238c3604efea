"""Example values for the schemas of one definition: the door of this room."""

from pressroom.definition.examples.folding import Shapes
from pressroom.definition.examples.making import Maker
from pressroom.definition.examples.shapes import Purpose
from pressroom.definition.model import Json, Schema

_EMPTY: dict[str, Json] = {"object": {}, "array": [], "string": "", "boolean": True}
_EMPTY |= {"number": 0, "integer": 0, "null": None}


class Examples:
    """Makes example values; make one object a conversion, as it remembers what it made.

    Args:
        shapes: what the schemas demand, to be shared by those who ask.
        use_authored: whether the author's `example`, `examples` and `default` are used.
        deprecated: whether optional deprecated properties are generated.
        depth: how many levels of objects and arrays are nested before optional ones end.
    """

    def __init__(
        self,
        shapes: Shapes | None = None,
        *,
        use_authored: bool = True,
        deprecated: bool = True,
        depth: int = 10,
    ) -> None:
        self._shapes = shapes or Shapes()
        self._makers: dict[Purpose, Maker] = {
            purpose: Maker(
                self._shapes,
                purpose,
                use_authored=use_authored,
                deprecated=deprecated,
                depth=depth,
            )
            for purpose in ("request", "response")
        }

    def example(self, schema: Schema, *, purpose: Purpose) -> Json:
        """A value that `schema` allows; the same one each time, shared, not to be changed.

        The author's own examples come first, those that are valid. Else the value is built from
        the schema: all properties, one item an array, the first alternative that can be had.
        Where a schema refers back to itself, or grows too large or deep, optional properties are
        left out and arrays stay empty.

        A schema that nothing can satisfy gets an empty value of its type.
        """
        shape = self._shapes.of_schema(schema)
        made = self._makers[purpose].make(shape)
        if made is not None:
            return made.value
        return _EMPTY[(shape.kinds() or ("null",))[0]] if not shape.impossible else None

    def shown(self, value: Json, schema: Schema, *, purpose: Purpose) -> tuple[bool, Json]:
        """Whether an author's example is valid, and what of it the purpose shows."""
        return self._makers[purpose].shown(value, self._shapes.of_schema(schema))
