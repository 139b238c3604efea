"""What one conversion knows and remembers while it goes from operation to operation."""

import re
from uuid import UUID

import msgspec

from pressroom.collection.auth import access, suffixes
from pressroom.collection.identity import collection_identity
from pressroom.collection.media import kind
from pressroom.collection.model import Field
from pressroom.collection.options import Options
from pressroom.collection.servers import server_variables
from pressroom.collection.styles import plain
from pressroom.collection.values import Values
from pressroom.definition.model import Definition, Json, Parameter

_INDENTATION = re.compile(r"^ +", re.MULTILINE)


class Conversion:
    """A definition, the options, the values of requests and responses, and the texts made."""

    def __init__(self, definition: Definition, options: Options, identifier: UUID | None) -> None:
        self.definition = definition
        self.options = options
        self.identity = identifier or collection_identity(definition.title, definition.root)
        self.base = server_variables(definition.servers)
        self.known = {field.key: field.value for field in self.base}
        self.suffixes = suffixes(definition.security_schemes)
        self.access = access(definition.security, self.suffixes)
        self.requests = Values(
            options.request_parameters_resolution, deprecated=options.include_deprecated
        )
        self.responses = Values(
            options.example_parameters_resolution, deprecated=options.include_deprecated
        )
        self._texts: dict[int, tuple[Json, str]] = {}

    def text(self, media_type: str, value: Json) -> str:
        """`value` as a body of this media type.

        Strings go into JSON as strings, unless they are JSON already; XML is only written where
        the author did.
        """
        if value is None:
            return ""
        found = kind(media_type)
        if found == "json" or (found == "file" and not isinstance(value, str)):
            return value if _is_json_text(value) else self._json(value)
        if found == "xml" and not isinstance(value, str):
            return ""
        return plain(value)

    def _json(self, value: Json) -> str:
        """Indented JSON; a value that many bodies share is written once."""
        known = self._texts.get(id(value))
        if known is not None:
            return known[1]
        tabs = self.options.indent_character == "Tab"
        text = msgspec.json.format(msgspec.json.encode(value), indent=1 if tabs else 2).decode()
        if tabs:
            text = _INDENTATION.sub(lambda spaces: "\t" * len(spaces[0]), text)
        self._texts[id(value)] = (value, text)
        return text

    def note(self, description: str, *, required: bool = False, deprecated: bool = False) -> str:
        """A description with the marks that the format has no field for."""
        marks = ("(Required)" if required else "", "(Deprecated)" if deprecated else "")
        return " ".join(part for part in (*marks, description) if part)

    def field(self, parameter: Parameter, key: str, value: str) -> Field:
        """One field of a parameter, switched off when it is optional and options say so."""
        return Field(
            key=key,
            value=value,
            description=self.note(
                parameter.description,
                required=parameter.required,
                deprecated=parameter.deprecated,
            ),
            disabled=not (parameter.required or self.options.enable_optional_parameters),
        )


def _is_json_text(value: Json) -> bool:
    return isinstance(value, str) and value.lstrip().startswith(("{", "["))
