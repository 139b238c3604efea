"""How names and types are written in a language."""

import json
import keyword
from collections.abc import Callable, Mapping
from typing import Protocol

from pressroom.sdk.pages.markdown import text
from pressroom.sdk.plan import (
    Array,
    Choice,
    Constant,
    EnumMember,
    Json,
    Map,
    Model,
    Name,
    Nullable,
    Primitive,
    PrimitiveKind,
    Reference,
    Type,
)
from pressroom.sdk.plan.casing import camel, constant, pascal, snake

Refer = Callable[[str], str]
"""From a model's key to its name, as Markdown."""


class Flavour(Protocol):
    """A language's customs. Names come out plain, types as Markdown."""

    def model(self, model: Model) -> str:
        """The name of a model."""
        ...

    def member(self, name: Name) -> str:
        """The name of a property or an argument."""
        ...

    def method(self, name: Name) -> str:
        """The name of an operation."""
        ...

    def constant(self, member: EnumMember) -> str:
        """The name of an enum's value."""
        ...

    def type(self, type_: Type, refer: Refer) -> str:
        """A type."""
        ...

    def nothing(self) -> str:
        """The type of an operation that answers with no content."""
        ...


class TypeScript:
    """TypeScript's customs."""

    def model(self, model: Model) -> str:
        return pascal(model.name)

    def member(self, name: Name) -> str:
        return camel(name)

    def method(self, name: Name) -> str:
        return camel(name)

    def constant(self, member: EnumMember) -> str:
        """The value in capitals with its underscores: `IN_PROGRESS`, `APIVERSION`."""
        words = "".join(member.name.words).upper()
        written = "".join(
            char for char in member.name.source.upper() if char.isalnum() or char == "_"
        )
        return written if written.replace("_", "") == words and written[0] != "_" else words

    def type(self, type_: Type, refer: Refer) -> str:
        match type_:
            case Primitive(kind):
                return _TYPESCRIPT.get(kind, "string")
            case Constant(value):
                return text(_json(value))
            case Array(items):
                inner = self.type(items, refer)
                return f"({inner})[]" if isinstance(items, Nullable | Choice) else f"{inner}[]"
            case Map(values):
                return f"Record\\<string, {self.type(values, refer)}\\>"
            case Nullable(of):
                return f"{self.type(of, refer)} \\| null"
            case Choice(members):
                return " \\| ".join(self.type(one, refer) for one in members)
            case Reference(key):
                return refer(key)

    def nothing(self) -> str:
        return "void"


class Python:
    """Python's customs (PEP 8)."""

    def model(self, model: Model) -> str:
        return pascal(model.name)

    def member(self, name: Name) -> str:
        written = snake(name)
        return f"{written}_" if keyword.iskeyword(written) else written

    def method(self, name: Name) -> str:
        return self.member(name)

    def constant(self, member: EnumMember) -> str:
        return constant(member.name)

    def type(self, type_: Type, refer: Refer) -> str:
        match type_:
            case Primitive(kind):
                return _PYTHON.get(kind, "str")
            case Constant(value):
                return text(f"Literal[{value!r}]")
            case Array(items):
                return f"list\\[{self.type(items, refer)}\\]"
            case Map(values):
                return f"dict\\[str, {self.type(values, refer)}\\]"
            case Nullable(of):
                return f"{self.type(of, refer)} \\| None"
            case Choice(members):
                return " \\| ".join(self.type(one, refer) for one in members)
            case Reference(key):
                return refer(key)

    def nothing(self) -> str:
        return "None"


TYPESCRIPT = TypeScript()
PYTHON = Python()

_TYPESCRIPT: Mapping[PrimitiveKind, str] = {
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "null": "null",
    "any": "unknown",
    "binary": "Blob",
}
_PYTHON: Mapping[PrimitiveKind, str] = {
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "null": "None",
    "any": "Any",
    "date-time": "datetime",
    "date": "date",
    "uuid": "UUID",
    "decimal": "Decimal",
    "bytes": "bytes",
    "binary": "bytes",
}


def _json(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False)
