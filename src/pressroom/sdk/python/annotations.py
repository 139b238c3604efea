"""Types as annotations, and what they need to be imported."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from pressroom.sdk.plan import (
    Array,
    Choice,
    Constant,
    Map,
    Nullable,
    Primitive,
    PrimitiveKind,
    Reference,
    Type,
)
from pressroom.sdk.python.literals import string
from pressroom.sdk.python.naming import ModelNames

_PRIMITIVES: Mapping[PrimitiveKind, str] = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "null": "None",
    "any": "Any",
    "date-time": "dt.datetime",
    "date": "dt.date",
    "uuid": "UUID",
    "decimal": "Decimal",
    "bytes": "bytes",
    "binary": "FileInput",
}
BUILT_IN = frozenset(("str", "int", "float", "bool", "bytes", "list", "dict"))

STANDARD: Mapping[str, str] = {
    "Annotated": "from typing import Annotated",
    "Any": "from typing import Any",
    "Decimal": "from decimal import Decimal",
    "Literal": "from typing import Literal",
    "TYPE_CHECKING": "from typing import TYPE_CHECKING",
    "TypeAlias": "from typing import TypeAlias",
    "UUID": "from uuid import UUID",
    "Union": "from typing import Union",
    "Unpack": "from typing import Unpack",
    "builtins": "import builtins",
    "cached_property": "from functools import cached_property",
    "dt": "import datetime as dt",
}


class Annotations:
    """Prints the types in one module.

    `used` gathers names of the standard library and of the runtime, `keys` those of models.
    `shadowed` are names that mean something else in the class at hand.
    """

    def __init__(self, names: ModelNames) -> None:
        self._names = names
        self.used: set[str] = set()
        self.keys: set[str] = set()
        self.shadowed: frozenset[str] = frozenset()

    def use(self, name: str) -> str:
        """A name, noted to be imported."""
        self.used.add(name)
        return name

    def model(self, key: str) -> str:
        """A model's name, noted to be imported."""
        self.keys.add(key)
        return self._names.models[key]

    def type(self, type_: Type) -> str:
        """A type as an annotation."""
        match type_:
            case Reference():
                return self.model(type_.key)
            case Primitive():
                return self._primitive(_PRIMITIVES.get(type_.kind, "str"))
            case Nullable():
                return _or_none(self.type(type_.of))
            case Constant(float()):
                return self.builtin("float")
            case Constant(constant):
                shown = string(constant) if isinstance(constant, str) else repr(constant)
                return f"{self.use('Literal')}[{shown}]"
            case Array(items):
                return f"{self.builtin('list')}[{self.type(items)}]"
            case Map(values):
                return f"{self.builtin('dict')}[{self.builtin('str')}, {self.type(values)}]"
            case Choice(members):
                return self.union(map(self.type, members))

    def union(self, members: Iterable[str]) -> str:
        """A union of annotations, each once; anything at all takes in the others."""
        unique = list(dict.fromkeys([part for one in members for part in _parts(one)]))
        if "Any" in unique:
            return "Any"
        if "None" in unique:
            unique.remove("None")
            unique.append("None")
        return " | ".join(unique)

    def optional(self, annotation: str) -> str:
        """What may also be left out."""
        return f"{annotation} | {self.use('Unset')}"

    def builtin(self, name: str) -> str:
        """A built-in type, also where a method or a property is called like it."""
        return f"{self.use('builtins')}.{name}" if name in self.shadowed else name

    def _primitive(self, written: str) -> str:
        if written in BUILT_IN:
            return self.builtin(written)
        if written != "None":
            self.use(written.partition(".")[0])
        return written


def _or_none(annotation: str) -> str:
    has_none = annotation in ("Any", "None") or annotation.endswith(" | None")
    return annotation if has_none else f"{annotation} | None"


def _parts(annotation: str) -> list[str]:
    """The members of a union: a bar within brackets or quotes isn't one of it."""
    if " | " not in annotation or _ENCLOSED.search(annotation):
        return [annotation]
    return annotation.split(" | ")


def standard_imports(used: Iterable[str]) -> str:
    """The import statements of the standard library, as isort has them."""
    wanted = [STANDARD[name] for name in used if name in STANDARD]
    plain = sorted(line for line in wanted if line.startswith("import"))
    modules: dict[str, list[str]] = {}
    for line in wanted:
        if line.startswith("from"):
            _, module, _, name = line.split(" ")
            modules.setdefault(module, []).append(name)
    grouped = [
        f"from {module} import {', '.join(sorted(modules[module], key=import_order))}"
        for module in sorted(modules)
    ]
    return "".join(f"{line}\n" for line in (*plain, *grouped))


@lru_cache(1 << 15)
def import_order(name: str) -> tuple[object, ...]:
    """isort's order: constants, classes, the rest; each without regard to case first."""
    return (_kind(name), _numbered(name.lower()), _numbered(name))


@lru_cache(1 << 15)
def export_order(name: str) -> tuple[object, ...]:
    """The order of `__all__`: as in imports, but with regard to case."""
    return (_kind(name), _numbered(name))


def _kind(name: str) -> int:
    return 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2


def _numbered(name: str) -> list[tuple[str, int]]:
    """Numbers in names count by their value."""
    if name.isalpha():
        return [(name, 0), ("", 0)]
    return [(text, int(number or 0)) for text, number in _NUMBERED.findall(name)]


_ENCLOSED = re.compile(r"""[\["']""")
_NUMBERED = re.compile(r"(\D*)([0-9]*)")
