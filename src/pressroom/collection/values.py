"""Which value is shown: the author's example, or one made from the schema."""

from pressroom.collection.options import Resolution
from pressroom.collection.styles import plain
from pressroom.definition.examples import Examples, Purpose
from pressroom.definition.model import Example, Json, MediaType, Parameter, Schema


class Values:
    """Gives the values of one conversion; what was made once is shared.

    With the resolution `Schema` the author's examples are left aside.
    """

    def __init__(self, resolution: Resolution, *, deprecated: bool) -> None:
        self._authored = resolution == "Example"
        self._examples = Examples(use_authored=self._authored, deprecated=deprecated)

    def of_schema(self, schema: Schema | None, purpose: Purpose) -> Json:
        """An example of a schema, `None` without one."""
        return None if schema is None else self._examples.example(schema, purpose=purpose)

    def of_media_type(self, media_type: MediaType, purpose: Purpose) -> Json:
        """The first example of a body, else one of its schema."""
        if self._authored and media_type.examples:
            return media_type.examples[0].value
        return self.of_schema(media_type.schema, purpose)

    def of_parameter(self, parameter: Parameter, purpose: Purpose) -> Json:
        """The value of a parameter; one that is described by `content` is already text."""
        if self._authored and parameter.examples:
            return parameter.examples[0].value
        if parameter.content is not None:
            return plain(self.of_media_type(parameter.content, purpose))
        return self.of_schema(parameter.schema, purpose)

    def every(self, media_type: MediaType, purpose: Purpose) -> tuple[Example, ...]:
        """Every example of a body; without any of the author's, one that has no name."""
        if self._authored and media_type.examples:
            return media_type.examples
        return (Example("", "", self.of_schema(media_type.schema, purpose)),)
