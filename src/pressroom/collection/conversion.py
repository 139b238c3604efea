"""What one conversion knows and remembers while it goes from operation to operation."""

import copy
import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from pressroom.collection.auth import Access, access, auth_variables, suffixes
from pressroom.collection.identity import collection_identity
from pressroom.collection.media import STREAMS, kind
from pressroom.collection.model import Field
from pressroom.collection.options import Options
from pressroom.collection.servers import server_variables
from pressroom.collection.streams import stream
from pressroom.collection.styles import is_json_text, plain
from pressroom.collection.values import Values
from pressroom.definition.examples import NOTHING, Part, Shape, Shapes
from pressroom.definition.model import (
    Definition,
    Json,
    MediaType,
    Parameter,
    Response,
    Schema,
    Security,
)

if TYPE_CHECKING:  # few collections have XML, and its room takes long to import
    from pressroom.collection.xml import XmlWriter

_INDENTATION = re.compile(r"^ +", re.MULTILINE)


class Answer(msgspec.Struct, frozen=True):
    """What is saved of a response, whichever operation it belongs to.

    `key` tells it from the operation's others; `example` is the name of the author's example.
    """

    key: str
    media_type: str
    example: str
    name: str
    status: str
    code: int
    language: str
    header: tuple[Field, ...]
    body: str


class Conversion:
    """A definition, the options, the values of requests and responses, and the texts made."""

    def __init__(self, definition: Definition, options: Options, identifier: UUID | None) -> None:
        self.definition = definition
        self.options = options
        self.identity = identifier or collection_identity(definition.title, definition.root)
        self.base = server_variables(definition.servers)
        self.operation_ids = _unique(one.operation_id for one in definition.operations)
        self.known = {field.key: field.value or "" for field in self.base}
        self.suffixes = suffixes(definition.security_schemes)
        self.access = access(definition.security, self.suffixes)
        self._accesses: dict[object, Access] = {}
        self._shapes = Shapes()
        self.requests = Values(options.request_parameters_resolution, options, self._shapes)
        self.responses = Values(options.example_parameters_resolution, options, self._shapes)
        self.answers: dict[tuple[int, bool], tuple[Response, tuple[Answer, ...]]] = {}
        self.embedded: dict[str, Field] = {}
        self._taken = {*self.known, *auth_variables(definition.security_schemes, self.suffixes)}
        self._texts: dict[tuple[int, int], tuple[Json, str]] = {}
        self._fields: dict[tuple[int, MakeFields], tuple[Parameter, tuple[Field, ...]]] = {}
        self._showing: dict[str, Conversion] = {}

    def access_of(self, security: Security) -> Access:
        """What a request with this security needs; worked out once for all that share it."""
        key = tuple([tuple([(one.scheme.key, one.scopes) for one in needs]) for needs in security])
        if key not in self._accesses:
            self._accesses[key] = access(security, self.suffixes)
        return self._accesses[key]

    def embed(self, field: Field) -> str:
        """The name of a collection variable for a parameter that is a part of a path segment.

        It is shared by all parameters of its name and value; of those with another value each
        gets a number.
        """
        number, name = 1, field.key
        while name in self._taken or self.embedded.get(name, field).value != field.value:
            number += 1
            name = f"{field.key}_{number}"
        self.embedded.setdefault(name, msgspec.structs.replace(field, key=name))
        return name

    def showing(self, example: str) -> "Conversion":
        """The same conversion, with the examples of this name in its requests."""
        if example not in self._showing:
            found = self._showing[example] = copy.copy(self)
            found.requests = self.requests.preferring(example)
            found._fields = {}
        return self._showing[example]

    def fields(self, parameter: Parameter, make: "MakeFields") -> tuple[Field, ...]:
        """What is made of a parameter; of one that many operations share it is made once."""
        key = (id(parameter), make)
        found = self._fields.get(key)
        if found is None:
            found = self._fields[key] = (parameter, tuple(make(parameter, self)))
        return found[1]

    def shape(self, schema: Schema | None) -> Shape:
        """What a schema of a request demands; nothing without one."""
        return self._shapes.of_schema(schema) if schema else Shape(())

    def text(self, media: MediaType, value: Json) -> str:
        """`value` as a body of this media type.

        Strings go into JSON as strings, unless they are JSON already. XML that the author wrote
        stays as it is.
        """
        if value is None:
            return ""
        found = kind(media.name)
        if found == "json" or (found == "file" and not isinstance(value, str)):
            return value if is_json_text(value) else self.json(value)
        if found == "xml" and not isinstance(value, str):
            return self._xml_text(media, value)
        if found in STREAMS:
            return stream(value, found)
        return plain(value)

    def _xml_text(self, media: MediaType, value: Json) -> str:
        schema = media.schema
        key = (id(value), id(schema.value) if schema else 1)
        if key not in self._texts:
            part = self._shapes.part(schema) if schema else NOTHING
            self._texts[key] = (value, self.xml(value, part))
        return self._texts[key][1]

    @cached_property
    def _xml(self) -> "XmlWriter":
        from pressroom.collection.xml import XmlWriter

        return XmlWriter(self._shapes, "\t" if self.options.indent_character == "Tab" else "  ")

    def xml(self, value: Json, part: Part) -> str:
        """`value` as XML, by the hints of the schemas of `part`."""
        return self._xml.text(value, part)

    def json(self, value: Json) -> str:
        """Indented JSON; a value that many bodies share is written once."""
        known = self._texts.get((id(value), 0))
        if known is not None:
            return known[1]
        tabs = self.options.indent_character == "Tab"
        text = msgspec.json.format(msgspec.json.encode(value), indent=1 if tabs else 2).decode()
        if tabs:
            text = _INDENTATION.sub(lambda spaces: "\t" * len(spaces[0]), text)
        self._texts[id(value), 0] = (value, text)
        return text

    def note(self, description: str, *, required: bool = False, deprecated: bool = False) -> str:
        """A description with the marks that the format has no field for."""
        if deprecated:
            description = f"(Deprecated) {description}".rstrip()
        return f"(Required) {description}".rstrip() if required else description

    def field(self, parameter: Parameter, key: str, value: str | None) -> Field:
        """One field of a parameter, switched off when it is optional and options say so."""
        empty = parameter.allow_empty_value and parameter.location == "query"
        return Field(
            key=key,
            value=value,
            description=self.note(
                f"(May be empty) {parameter.description}".rstrip()
                if empty
                else parameter.description,
                required=parameter.required,
                deprecated=parameter.deprecated,
            ),
            disabled=not (parameter.required or self.options.enable_optional_parameters),
        )


MakeFields = Callable[[Parameter, Conversion], Iterable[Field]]


def _unique(operation_ids: Iterable[str]) -> frozenset[str]:
    """Those that name one operation each, as they should (OpenAPI, "Operation Object")."""
    counts = Counter(operation_ids)
    return frozenset(one for one, count in counts.items() if one and count == 1)
