"""The plan's types as TypeScript's, and as the codecs that decode and encode them."""

from collections.abc import Mapping

from pressroom.sdk.plan import (
    Array,
    Choice,
    Constant,
    Enum,
    Map,
    Nullable,
    Plan,
    Primitive,
    PrimitiveKind,
    Reference,
    Type,
)
from pressroom.sdk.typescript import types
from pressroom.sdk.typescript.layout import Part, call, flat
from pressroom.sdk.typescript.literals import value
from pressroom.sdk.typescript.naming import Names

_TYPES: Mapping[PrimitiveKind, str] = {
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "null": "null",
    "any": "unknown",
    "date-time": "Date",
    "bytes": "Uint8Array",
    "binary": "FileInput",
}
_CODECS: Mapping[PrimitiveKind, str] = {
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "null": "nothing",
    "any": "unknown",
    "date-time": "dateTime",
    "date": "date",
    "decimal": "decimal",
    "bytes": "bytes",
    "binary": "binary",
}


class Annotations:
    """Prints the types in one module.

    `used` gathers types of the runtime, `models` the names of models, `inputs` those of models as
    they are sent. `is_circular` while the type at hand refers to itself, which `Record` mustn't.
    """

    def __init__(self, plan: Plan, names: Names) -> None:
        self._plan = plan
        self._names = names
        self.used: set[str] = set()
        self.models: set[str] = set()
        self.inputs: set[str] = set()
        self.is_circular = False

    def use(self, name: str) -> str:
        """A type of the runtime, noted to be imported."""
        self.used.add(name)
        return name

    def model(self, key: str, *, sending: bool = False) -> str:
        """A model's name, noted to be imported."""
        if sending and key in self._names.inputs:
            self.inputs.add(key)
            return self._names.inputs[key]
        self.models.add(key)
        return self._names.models[key]

    def type(self, type_: Type, *, sending: bool = False) -> types.Written:
        """A type, as it is received, or sent."""
        match type_:
            case Primitive(kind):
                written = _TYPES.get(kind, "string")
                return self.use(written) if written == "FileInput" else written
            case Constant(constant):
                return flat(value(constant))
            case Array(items):
                return types.ListOf(self.type(items, sending=sending))
            case Map(values):
                held = self.type(values, sending=sending)
                if self.is_circular:
                    return f"{{ [key: string]: {types.flat(held)} }}"
                return types.Of("Record", ("string", held))
            case Nullable(of):
                return types.union((self.type(of, sending=sending), "null"))
            case Choice(members):
                return types.union(self.type(one, sending=sending) for one in members)
            case Reference(key):
                return self.model(key, sending=sending)

    def codec(self, type_: Type) -> Part:
        """The codec of a type, as an expression."""
        match type_:
            case Primitive(kind):
                return f"codec.{_CODECS.get(kind, 'string')}"
            case Constant(constant):
                return call("codec.literal", (value(constant),))
            case Array(items):
                return call("codec.array", (self.codec(items),))
            case Map(values):
                return call("codec.record", (self.codec(values),))
            case Nullable(of):
                return call("codec.nullable", (self.codec(of),))
            case Choice(members):
                return call("codec.choice", tuple(map(self.codec, members)))
            case Reference(key):
                return self._named(key)

    def _named(self, key: str) -> Part:
        model = self._plan.models[key]
        if not isinstance(model, Enum):
            return self.model(key)
        if model.kind == "string":
            return call("codec.enumeration", (self.model(key),))
        return call(
            "codec.enumeration", (self.model(key), f"codec.{_ENUMS.get(model.kind, 'unknown')}")
        )


_ENUMS: Mapping[PrimitiveKind, str] = {"integer": "integer", "number": "number"}
