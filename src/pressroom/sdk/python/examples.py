"""Example values as code: what a user would write, with models, enums and times."""

import base64
import re
from collections.abc import Iterator, Mapping
from uuid import UUID

from pressroom.sdk.plan import (
    UNSET,
    Alias,
    Array,
    Choice,
    Content,
    Enum,
    Json,
    Map,
    Nullable,
    Object,
    Operation,
    Plan,
    Primitive,
    Reference,
    Type,
    Union,
)
from pressroom.sdk.plan.casing import constant
from pressroom.sdk.plan.sending import signature
from pressroom.sdk.python.layout import Entry, Part, array, call, record
from pressroom.sdk.python.literals import string, value
from pressroom.sdk.python.naming import Names, argument, property_name

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:[Zz]|[+-]\d\d:\d\d)")
_DECIMAL = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


class Example:
    """Writes the example of one call. `models` and `standard` gather what it needs imported."""

    def __init__(self, plan: Plan, names: Names) -> None:
        self._plan = plan
        self._names = names
        self.models: set[str] = set()
        self.standard: set[str] = set()

    def call(self, operation: Operation, method: str) -> Part:
        """`client.pets.get_pet(7)`."""
        return call(
            f"client.{self._names.members[operation.service]}.{method}", self._arguments(operation)
        )

    def _arguments(self, operation: Operation) -> Iterator[Part]:
        example = operation.example
        path, required, optional = signature(operation)
        for one in path:
            given = example.arguments.get(f"path.{one.wire}", UNSET)
            if given is not UNSET:
                yield Entry(f"{argument(one.name)}=", self.value(given, one.type))
        if example.body is not UNSET and operation.body is not None:
            yield Entry(
                "body=", self._body(operation.body.contents, example.media_type, example.body)
            )
        for one in (*required, *optional):
            given = example.arguments.get(f"{one.location}.{one.wire}", UNSET)
            if given is not UNSET:
                yield Entry(f"{argument(one.name)}=", self.value(given, one.type))

    def _body(self, contents: tuple[Content, ...], media_type: str, body: Json) -> Part:
        content = next((one for one in contents if one.media_type == media_type), contents[0])
        if content.kind in ("json", "form", "multipart"):
            return self.value(body, content.type)
        if content.kind == "json-lines":
            return array([self.value(body, content.type)])
        return value(body) if isinstance(body, str) else string(str(body))

    def value(self, json_value: Json, type_: Type) -> Part:
        """A JSON value of a type as an expression; plain JSON where it doesn't fit."""
        match type_:
            case Nullable(of) if json_value is not None:
                return self.value(json_value, of)
            case Array(items) if isinstance(json_value, list):
                return array([self.value(item, items) for item in json_value])
            case Map(values) if isinstance(json_value, Mapping):
                return record(
                    (string(key), self.value(item, values)) for key, item in json_value.items()
                )
            case Primitive(kind) if isinstance(json_value, str):
                return self._primitive(kind, json_value)
            case Choice(members):
                return self.value(json_value, self._fitting(json_value, members))
            case Reference(key):
                return self._model(json_value, key)
            case _:
                return value(json_value)

    def _primitive(self, kind: str, text: str) -> Part:
        if kind == "date-time" and _MOMENT.fullmatch(text):
            self.standard.add("dt")
            return call("dt.datetime.fromisoformat", (string(text),))
        if kind == "date" and _DAY.fullmatch(text):
            self.standard.add("dt")
            return call("dt.date.fromisoformat", (string(text),))
        if kind == "uuid" and _is_uuid(text):
            self.standard.add("UUID")
            return call("UUID", (string(text),))
        if kind == "decimal" and _DECIMAL.fullmatch(text):
            self.standard.add("Decimal")
            return call("Decimal", (string(text),))
        if kind == "binary":
            return _bytes(text.encode())
        if kind == "bytes":
            return _bytes(_decoded(text))
        return string(text)

    def _fitting(self, json_value: Json, members: tuple[Type, ...]) -> Type:
        """The member that a value is of, by its JSON type."""
        if isinstance(json_value, list):
            return next((one for one in members if isinstance(one, Array)), Primitive("any"))
        if isinstance(json_value, str):
            strings = (Primitive("string"), Primitive("date-time"), Primitive("uuid"))
            return next((one for one in members if one in strings), Primitive("any"))
        return Primitive("any")

    def _model(self, json_value: Json, key: str) -> Part:
        model = self._plan.models[key]
        match model:
            case Object() if isinstance(json_value, Mapping):
                return self._object(json_value, model)
            case Enum():
                for one in model.members:
                    if one.wire == json_value and type(one.wire) is type(json_value):
                        self.models.add(key)
                        return f"{self._names.models[key]}.{constant(one.name)}"
                self.models.add(key)
                return call(self._names.models[key], (value(json_value),))
            case Union():
                return self._union(json_value, model)
            case Alias(type=type_):
                return self.value(json_value, type_)
            case _:
                return value(json_value)

    def _object(self, json_value: Mapping[str, Json], model: Object) -> Part:
        """A call of its class; for one that it can't make, a call of `from_dict`."""
        name = self._names.models[model.key]
        self.models.add(model.key)
        known = {one.wire: one for one in model.properties}
        others = [key for key in json_value if key not in known or known[key].read_only]
        missing = [
            one
            for one in model.properties
            if one.required and not one.read_only and one.wire not in json_value
        ]
        if others or missing:
            return (
                call(f"{name}.from_dict", (value(dict(json_value)),))
                if not missing
                else value(json_value)
            )
        return call(
            name,
            [
                Entry(f"{property_name(known[key].name)}=", self.value(item, known[key].type))
                for key, item in json_value.items()
            ],
        )

    def _union(self, json_value: Json, model: Union) -> Part:
        """The member that fits: by the discriminator, else the first that has all it needs."""
        told = model.discriminator
        if told is not None and isinstance(json_value, Mapping):
            named = json_value.get(told.wire)
            if isinstance(named, str) and named in told.mapping:
                return self.value(json_value, model.members[told.mapping[named]])
        for one in model.members:
            if self._fits(json_value, one):
                return self.value(json_value, one)
        return value(json_value)

    def _fits(self, json_value: Json, type_: Type) -> bool:
        model = self._plan.models.get(type_.key) if isinstance(type_, Reference) else None
        if isinstance(model, Object):
            return isinstance(json_value, Mapping) and all(
                one.wire in json_value
                for one in model.properties
                if one.required and not one.read_only
            )
        if isinstance(model, Enum):
            return any(one.wire == json_value for one in model.members)
        if isinstance(type_, Array):
            return isinstance(json_value, list)
        return (
            isinstance(type_, Primitive) and type_.kind == "string" and isinstance(json_value, str)
        )


def _bytes(content: bytes) -> str:
    return "b" + string(content.decode("latin-1")) if content.isascii() else repr(content)


def _decoded(text: str) -> bytes:
    """What base64 stands for; the text itself where it isn't any."""
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return text.encode()


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
