"""Example values as code: what a user would write, with models, enums and times."""

import base64
import re
from collections.abc import Iterator, Mapping

from pressroom.sdk.pages.flavours import TYPESCRIPT
from pressroom.sdk.plan import (
    UNSET,
    Alias,
    Array,
    Choice,
    Constant,
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
from pressroom.sdk.plan.sending import signature
from pressroom.sdk.typescript.layout import Part, array, call, flat, record
from pressroom.sdk.typescript.literals import key, string, value
from pressroom.sdk.typescript.naming import Names, argument, property_name

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:[Zz]|[+-]\d\d:\d\d)")
_TEXTS = frozenset(("string", "date", "time", "duration", "uuid", "uri", "decimal"))


class Example:
    """Writes the example of one call. `models` gathers the enums that it needs imported."""

    def __init__(self, plan: Plan, names: Names) -> None:
        self._plan = plan
        self._names = names
        self.models: set[str] = set()

    def call(self, operation: Operation, method: str) -> Part:
        """`client.pets.getPet(7)`."""
        service = self._names.members[operation.service]
        return call(f"client.{service}.{method}", self._arguments(operation))

    def _arguments(self, operation: Operation) -> Iterator[Part]:
        path, required, optional = signature(operation)
        example = operation.example.arguments
        for one in path:
            yield self.value(example.get(f"path.{one.wire}", ""), one.type)
        given = list(self._body(operation)) if operation.body is not None else []
        for one in (*required, *optional):
            written = example.get(f"{one.location}.{one.wire}", UNSET)
            if written is not UNSET:
                given.append((argument(one.name), self.value(written, one.type)))
            elif one.required:
                given.append((argument(one.name), _unfit(None)))
        if given:
            yield record(given)

    def _body(self, operation: Operation) -> Iterator[tuple[str, Part]]:
        body, example = operation.body, operation.example
        if body is None:
            return
        if example.body is UNSET:
            if body.required:
                yield "body", _unfit(None)
            return
        contents = body.contents
        content = next(
            (one for one in contents if one.media_type == example.media_type), contents[0]
        )
        yield "body", self._content(content, example.body)

    def _content(self, content: Content, body: Json) -> Part:
        if content.kind in ("json", "form", "multipart"):
            return self.value(body, content.type)
        if content.kind == "json-lines":
            return array([self.value(body, content.type)])
        return string(body if isinstance(body, str) else str(body))

    def value(self, json_value: Json, type_: Type) -> Part:
        """A JSON value of a type as an expression; one that doesn't fit is marked so."""
        match type_:
            case Nullable(of):
                return "null" if json_value is None else self.value(json_value, of)
            case Array(items) if isinstance(json_value, list):
                return array([self.value(item, items) for item in json_value])
            case Map(values) if isinstance(json_value, Mapping):
                return record(
                    (key(name), self.value(item, values)) for name, item in json_value.items()
                )
            case Primitive(kind):
                return _primitive(kind, json_value)
            case Constant(constant) if constant == json_value and type(constant) is type(
                json_value
            ):
                return value(json_value)
            case Choice(members):
                return self._first(json_value, members)
            case Reference(key_):
                return self._model(json_value, key_)
            case _:
                return _unfit(json_value)

    def _model(self, json_value: Json, key_: str) -> Part:
        model = self._plan.models[key_]
        match model:
            case Object() if isinstance(json_value, Mapping):
                return self._object(json_value, model)
            case Enum():
                return self._enum(json_value, model)
            case Union(members=members, discriminator=told):
                named = (
                    json_value.get(told.wire) if told and isinstance(json_value, Mapping) else None
                )
                if told and isinstance(named, str) and named in told.mapping:
                    return self.value(json_value, members[told.mapping[named]])
                return self._first(json_value, members)
            case Alias(type=type_):
                return self.value(json_value, type_)
            case _:
                return _unfit(json_value)

    def _enum(self, json_value: Json, model: Enum) -> Part:
        for one in model.members:
            if one.wire == json_value and type(one.wire) is type(json_value):
                self.models.add(model.key)
                name = key(TYPESCRIPT.constant(one))
                access = f"[{name}]" if name[0] in "\"'" else f".{name}"
                return f"{self._names.models[model.key]}{access}"
        return _unfit(json_value)

    def _object(self, json_value: Mapping[str, Json], model: Object) -> Part:
        """An object literal, with what isn't listed apart."""
        known = {one.wire: one for one in model.properties}
        if not _fits(json_value, model):
            return _unfit(json_value)
        entries = [
            (property_name(known[wire].name), self.value(item, known[wire].type))
            for wire, item in json_value.items()
            if wire in known and not known[wire].read_only
        ]
        of = model.additional or Primitive("any")
        others = [
            (key(wire), self.value(item, of))
            for wire, item in json_value.items()
            if wire not in known
        ]
        if others:
            entries.append(("additionalProperties", record(others)))
        return record(entries)

    def _first(self, json_value: Json, members: tuple[Type, ...]) -> Part:
        """The value as the first member that it fits."""
        for one in members:
            written = self.value(json_value, one)
            if not (isinstance(written, str) and written.endswith(_UNFIT)):
                return written
        return _unfit(json_value)


def _fits(json_value: Mapping[str, Json], model: Object) -> bool:
    """Whether an object has all that is needed, and constants that are right."""
    return all(
        one.read_only
        or (not one.required and one.wire not in json_value)
        or (
            one.wire in json_value
            and (not isinstance(one.type, Constant) or one.type.value == json_value[one.wire])
        )
        for one in model.properties
    )


_UNFIT = " as never"


def _unfit(json_value: Json) -> Part:
    """A value that isn't of the type it should be, told to TypeScript."""
    return f"{flat(value(json_value))}{_UNFIT}"


def _primitive(kind: str, json_value: Json) -> Part:
    match json_value:
        case _ if kind == "any":
            return value(json_value)
        case None if kind == "null":
            return "null"
        case bool() if kind == "boolean":
            return value(json_value)
        case int() | float() if kind in ("integer", "number") and not isinstance(json_value, bool):
            return value(json_value)
        case str() if kind in _TEXTS:
            return string(json_value)
        case str() if kind == "date-time" and _MOMENT.fullmatch(json_value):
            return call("new Date", (string(json_value),))
        case str() if kind == "binary":
            return call("new Blob", (array([string(json_value)]),))
        case str() if kind == "bytes":
            text = _decoded(json_value)
            return call("new TextEncoder().encode", (string(text),))
        case _:
            return _unfit(json_value)


def _decoded(text: str) -> str:
    """What base64 stands for, where that is text; else the text itself."""
    try:
        return base64.b64decode(text, validate=True).decode()
    except ValueError:
        return text
