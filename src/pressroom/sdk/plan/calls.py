"""An example of calling each operation, with the author's own values where there are some."""

from pressroom.definition import Example, MediaType, Operation, Parameter, Schema
from pressroom.definition.examples import Examples
from pressroom.sdk.plan.contents import kind_of
from pressroom.sdk.plan.model import UNSET, Argument, Body, Call, Json


class Calls:
    """Makes the examples of one definition."""

    def __init__(self) -> None:
        self._examples = Examples()

    def argument(self, parameter: Parameter) -> Json:
        """An example of a parameter: the author's, if it is valid. In a path it isn't empty."""
        content = parameter.content
        examples = parameter.examples or (content.examples if content else ())
        schema = parameter.schema or (content.schema if content else None)
        found = self._value(examples, schema)
        return "string" if found == "" and parameter.location == "path" else found

    def call(
        self, operation: Operation, arguments: tuple[Argument, ...], body: Body | None
    ) -> Call:
        """An example of a call: every required argument, and the optional ones with an example."""
        content = body.contents[0] if body else None
        alternatives = operation.body.content if operation.body else ()
        media_type = next(
            (one for one in alternatives if content and one.name == content.media_type), None
        )
        return Call(
            arguments={
                f"{one.location}.{one.wire}": one.example
                for one in arguments
                if one.example is not UNSET
            },
            media_type=media_type.name if media_type else "",
            body=self._body(media_type) if media_type else UNSET,
        )

    def _body(self, media_type: MediaType) -> Json:
        """An example of a body; files are empty strings."""
        if kind_of(media_type.name) == "binary" and media_type.schema is None:
            return ""
        return self._value(media_type.examples, media_type.schema)

    def _value(self, examples: tuple[Example, ...], schema: Schema | None) -> Json:
        if schema is None:
            return examples[0].value if examples else ""
        for example in examples:
            valid, shown = self._examples.shown(example.value, schema, purpose="request")
            if valid:
                return shown
        return self._examples.example(schema, purpose="request")
