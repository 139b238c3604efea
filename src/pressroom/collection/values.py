"""Which value is shown: the author's example, or one made from the schema."""

from collections.abc import Iterator

import msgspec

from pressroom.collection.media import kind
from pressroom.collection.options import Resolution
from pressroom.collection.styles import plain
from pressroom.definition.examples import Examples, Part, Purpose, Shape
from pressroom.definition.model import Example, Json, MediaType, Parameter, Schema

_STRUCTURED = ("json", "urlencoded", "multipart")


class Values:
    """Gives the values of one conversion; what was made once is shared.

    With the resolution `Schema` the author's examples are left aside.
    """

    def __init__(self, resolution: Resolution, *, deprecated: bool) -> None:
        self._authored = resolution == "Example"
        self._examples = Examples(use_authored=self._authored, deprecated=deprecated)
        self._checked: dict[tuple[int, int, Purpose], tuple[bool, Json]] = {}

    def of_schema(self, schema: Schema | None, purpose: Purpose) -> Json:
        """An example of a schema, `None` without one."""
        return None if schema is None else self._examples.example(schema, purpose=purpose)

    def of_media_type(self, media_type: MediaType, purpose: Purpose) -> Json:
        """The first valid example of a body, else one of its schema."""
        return self.every(media_type, purpose)[0].value

    def of_parameter(self, parameter: Parameter, purpose: Purpose) -> Json:
        """The value of a parameter; one that is described by `content` is already text."""
        for example in self._valid(parameter.examples, parameter.schema, purpose):
            return example.value
        if parameter.content is not None:
            return plain(self.of_media_type(parameter.content, purpose))
        return self.of_schema(parameter.schema, purpose)

    def every(self, media_type: MediaType, purpose: Purpose) -> tuple[Example, ...]:
        """Every valid example of a body; without any of the author's, one that has no name."""
        schema = media_type.schema
        if kind(media_type.name) not in _STRUCTURED:
            # Text such as XML is written by rules of its own, which the author answers for.
            schema = None if all(type(one.value) is str for one in media_type.examples) else schema
        valid = tuple(self._valid(media_type.examples, schema, purpose))
        return valid or (Example("", "", self.of_schema(media_type.schema, purpose)),)

    def shape(self, schema: Schema) -> Shape:
        """What a schema demands; see `member` and `item` for what is inside."""
        return self._examples.shape(schema)

    def member(self, shape: Shape, name: str) -> Part:
        """What the property `name` of a shape demands."""
        return self._examples.member(shape, name)

    def item(self, shape: Shape) -> Shape:
        """What the items of a shape demand."""
        return self._examples.item(shape).shape

    def _valid(
        self, examples: tuple[Example, ...], schema: Schema | None, purpose: Purpose
    ) -> Iterator[Example]:
        """The author's examples that their schema allows, as far as the purpose shows them."""
        for example in examples if self._authored else ():
            if schema is None:
                yield example
                continue
            is_valid, shown = self._shown(example.value, schema, purpose)
            if is_valid:
                yield Example(example.name, example.summary, shown)

    def _shown(self, value: Json, schema: Schema, purpose: Purpose) -> tuple[bool, Json]:
        """Whether an example is valid, as it is or as the JSON text that it may be."""
        key = (id(value), id(schema.value), purpose)
        if key not in self._checked:
            found = self._examples.shown(value, schema, purpose=purpose)
            if not found[0] and isinstance(value, str):
                found = (self._examples.shown(_read(value), schema, purpose=purpose)[0], value)
            self._checked[key] = found
        return self._checked[key]


def _read(text: str) -> Json:
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text
