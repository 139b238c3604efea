"""What breaks a schema: for each keyword that can be turned round, a schema that contradicts it."""

from collections.abc import Iterator

from pressroom.definition.examples.keywords import finite
from pressroom.definition.model import Json

_TYPES = ("string", "integer", "boolean", "object", "array", "null")
_TURNED = {
    "minimum": "exclusiveMaximum",
    "maximum": "exclusiveMinimum",
    "exclusiveMinimum": "maximum",
    "exclusiveMaximum": "minimum",
}
_COUNTED = {
    "minLength": ("maxLength", -1),
    "maxLength": ("minLength", 1),
    "minItems": ("maxItems", -1),
    "maxItems": ("minItems", 1),
    "minProperties": ("maxProperties", -1),
    "maxProperties": ("minProperties", 1),
}


def negations(schema: Json) -> Iterator[dict[str, Json]]:
    """Schemas that each leave nothing `schema` allows, found one keyword at a time.

    Keywords that can't be turned round by others (`pattern`, `format`, `allOf`, ...) are passed
    over: a value that breaks one of those has to be found by trying.
    """
    for keyword, field in schema.items() if isinstance(schema, dict) else ():
        if keyword in _TURNED and finite(field):
            yield {_TURNED[keyword]: field}
        elif keyword in _COUNTED and finite(field):
            name, step = _COUNTED[keyword]
            yield {name: int(field) + step}
        elif keyword == "type":
            named = field if isinstance(field, list) else [field, field == "number" and "integer"]
            yield {"type": [name for name in _TYPES if name not in named]}
        elif keyword == "required" and isinstance(field, list):
            yield from ({"properties": {name: False}} for name in field)
        elif keyword == "properties" and isinstance(field, dict):
            for name, value in field.items():
                yield {"required": [name], "properties": {name: {"not": value}}}
