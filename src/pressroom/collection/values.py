"""Which value is shown: the author's example, or one made from the schema."""

import copy
import re

import msgspec

from pressroom.collection.media import STREAMS, kind
from pressroom.collection.options import Options, Resolution
from pressroom.collection.placeholders import Placeholders
from pressroom.collection.styles import is_json_text, plain
from pressroom.definition.examples import Examples, Purpose, Shapes
from pressroom.definition.model import Example, Json, MediaType, Parameter, Schema

_EMPTY: tuple[Json, ...] = ("", [], {}, None)
_FILLED = {"minLength": 1, "minItems": 1, "minProperties": 1}
_STRUCTURED = ("json", "urlencoded", "multipart")
_OF_ITS_PLACE = re.compile(rb'"\$(?!ref":)|[:,\[]null\b')
"""What a schema in JSON may have that means something else elsewhere, or hides what it is: `$id`s
and the like, and `null`, which is what infinities become."""


class Values:
    """Gives the values of one conversion; what was made once is shared.

    An author's example is used when its schema allows it. With the resolution `Schema` they are
    all left aside. Without `schemaFaker` placeholders stand where values would be made.

    Attributes:
        shapes: what the schemas demand.
    """

    def __init__(self, resolution: Resolution, options: Options, shapes: Shapes) -> None:
        self._authored = resolution == "Example"
        self._preferred = ""
        shown = {"use_authored": self._authored, "deprecated": options.include_deprecated}
        self._examples = Examples(shapes, **shown, depth=options.stack_limit)
        self.shapes = shapes
        self._every: dict[tuple[int, Purpose], tuple[object, tuple[Example, ...]]] = {}
        self._checked: dict[tuple[int, int, Purpose], tuple[bool, Json]] = {}
        self._of_content: dict[tuple[str | bytes | None, str, Purpose], Json] = {}
        self._placeholders = (
            None
            if options.schema_faker
            else Placeholders(self.shapes, **shown, depth=options.stack_limit)
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
        key = (_content(schema), schema.file, purpose)
        if key in self._of_content:
            return self._of_content[key]
        value = self._value(schema, purpose)
        if key[0] is not None and not self.shapes.goes_deep:
            self._of_content[key] = value
        return value

    def _value(self, schema: Schema, purpose: Purpose) -> Json:
        if self._placeholders is not None:
            return self._placeholders.of(schema, purpose)
        return self._examples.example(schema, purpose=purpose)

    def of_media_type(self, media_type: MediaType, purpose: Purpose) -> Json:
        """An example of a body, else a value of its schema."""
        return self._chosen(self.every(media_type, purpose))

    def of_parameter(self, parameter: Parameter, purpose: Purpose) -> Json:
        """The value of a parameter; of one that is described by `content`, its text."""
        if parameter.content is not None:
            return self._written(parameter, parameter.content, purpose)
        key = (id(parameter), purpose)
        if key not in self._every:
            valid = self._valid(parameter.examples, parameter.schema, purpose)
            self._every[key] = (parameter, valid or self._made(parameter.schema, purpose))
        return self._chosen(self._every[key][1])

    def of_segment(self, parameter: Parameter) -> Json:
        """A value of a path parameter that isn't empty: without a segment no path matches."""
        if parameter.schema is None:
            filled = tuple(one for one in parameter.examples if one.value not in _EMPTY)
            return self._chosen(filled) if filled else "string"
        schema = parameter.schema.child({"allOf": [parameter.schema.value, _FILLED]})
        valid = self._valid(parameter.examples, schema, "request")
        return self._chosen(valid or self._made(schema, "request"))

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
        """Every valid example of a body; without any of the author's, one that has no name."""
        key = (id(media_type), purpose)
        if key not in self._every:
            self._every[key] = (media_type, self._every_valid(media_type, purpose))
        return self._every[key][1]

    def _every_valid(self, media_type: MediaType, purpose: Purpose) -> tuple[Example, ...]:
        schema = media_type.schema
        if media_type.examples and kind(media_type.name) not in _STRUCTURED:
            # Text such as XML is written by rules of its own, which the author answers for.
            schema = None if all(type(one.value) is str for one in media_type.examples) else schema
        valid = self._valid(media_type.examples, schema, purpose)
        return valid or self._made_body(media_type, purpose)

    def _made_body(self, media_type: MediaType, purpose: Purpose) -> tuple[Example, ...]:
        """A value of the schema; of a stream that has none, one item."""
        item = media_type.item_schema
        if item is None or media_type.schema is not None or kind(media_type.name) not in STREAMS:
            return self._made(media_type.schema, purpose)
        return (Example("", "", [self.of_schema(item, purpose)]),)

    def _made(self, schema: Schema | None, purpose: Purpose) -> tuple[Example, ...]:
        return (Example("", "", self.of_schema(schema, purpose)),)

    def _valid(
        self, examples: tuple[Example, ...], schema: Schema | None, purpose: Purpose
    ) -> tuple[Example, ...]:
        """The author's examples that their schema allows, as far as the purpose shows them."""
        if not examples or not self._authored:
            return ()
        if schema is None:
            return examples
        found = []
        for example in examples:
            is_valid, shown = self._shown(example.value, schema, purpose)
            if is_valid:
                found.append(Example(example.name, example.summary, shown))
        return tuple(found)

    def _shown(self, value: Json, schema: Schema, purpose: Purpose) -> tuple[bool, Json]:
        """Whether an example is valid, as it is or as the JSON text that it may be."""
        key = (id(value), id(schema.value), purpose)
        if key not in self._checked:
            found = self._examples.shown(value, schema, purpose=purpose)
            if not found[0] and isinstance(value, str):
                found = (self._examples.shown(_read(value), schema, purpose=purpose)[0], value)
            self._checked[key] = found
        return self._checked[key]


def _content(schema: Schema) -> str | bytes | None:
    """What tells a schema from those of its file that say something else: its reference or JSON.

    `None` where it depends on its place: two schemas that say the same aren't one then.
    """
    if schema.references.scoped:
        return None
    value = schema.value
    if type(value) is dict and len(value) == 1 and type(value.get("$ref")) is str:
        return str(value["$ref"])
    try:
        content = msgspec.json.encode(value)
    except (OverflowError, TypeError):  # a huge number
        return None
    return None if _OF_ITS_PLACE.search(content) else content


def _read(text: str) -> Json:
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text
