"""Which value is shown: the author's example, or one made from the schema."""

import copy

from pressroom.collection.media import kind
from pressroom.collection.options import Options, Resolution
from pressroom.collection.placeholders import Placeholders
from pressroom.collection.styles import is_json_text, plain
from pressroom.definition.examples import Examples, Purpose
from pressroom.definition.model import Example, Json, MediaType, Parameter, Schema


class Values:
    """Gives the values of one conversion; what was made once is shared.

    With the resolution `Schema` the author's examples are left aside. Without `schemaFaker`
    placeholders stand where values would be made.
    """

    def __init__(self, resolution: Resolution, options: Options) -> None:
        self._authored = resolution == "Example"
        self._preferred = ""
        shown = {"use_authored": self._authored, "deprecated": options.include_deprecated}
        self._examples = Examples(**shown)
        self._placeholders = (
            None if options.schema_faker else Placeholders(**shown, depth=options.stack_limit)
        )

    def preferring(self, example: str) -> "Values":
        """The same values, but of several named examples the one with this name."""
        found = copy.copy(self)
        found._preferred = example
        return found

    def of_schema(self, schema: Schema | None, purpose: Purpose) -> Json:
        """An example of a schema, `None` without one."""
        if schema is None:
            return None
        if self._placeholders is not None:
            return self._placeholders.of(schema, purpose)
        return self._examples.example(schema, purpose=purpose)

    def of_media_type(self, media_type: MediaType, purpose: Purpose) -> Json:
        """An example of a body, else a value of its schema."""
        if self._authored and media_type.examples:
            return self._chosen(media_type.examples)
        return self.of_schema(media_type.schema, purpose)

    def of_parameter(self, parameter: Parameter, purpose: Purpose) -> Json:
        """The value of a parameter; of one that is described by `content`, its text."""
        if parameter.content is not None:
            return self._written(parameter, parameter.content, purpose)
        if self._authored and parameter.examples:
            return self._chosen(parameter.examples)
        return self.of_schema(parameter.schema, purpose)

    def _written(self, parameter: Parameter, content: MediaType, purpose: Purpose) -> str:
        """JSON for `content` in JSON, a string in it only when the author wrote none."""
        if self._authored and parameter.examples:
            value = self._chosen(parameter.examples)
        else:
            value = self.of_media_type(content, purpose)
        quotes = isinstance(value, str) and kind(content.name) == "json"
        return plain([value])[1:-1] if quotes and not is_json_text(value) else plain(value)

    def _chosen(self, examples: tuple[Example, ...]) -> Json:
        if self._preferred:
            for example in examples:
                if example.name == self._preferred:
                    return example.value
        return examples[0].value

    def every(self, media_type: MediaType, purpose: Purpose) -> tuple[Example, ...]:
        """Every example of a body; without any of the author's, one that has no name."""
        if self._authored and media_type.examples:
            return media_type.examples
        return (Example("", "", self.of_schema(media_type.schema, purpose)),)
