"""JSON values -> Python values, by annotations.

An annotation is a class, or text such as `list[Pet] | None`. Text is evaluated when it is first
needed, in a namespace of the package's models, so models are imported only when used and may
refer to one another in circles.
"""

import base64
import builtins
import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from functools import cache
from importlib import import_module
from inspect import get_annotations
from types import NoneType
from typing import Annotated, Any, ForwardRef, Literal, Union, get_args, get_origin
from uuid import UUID

from .errors import DecodeError
from .files import FileInput, Upload
from .models import Field, Model
from .unset import Unset


class Discriminator:
    """The property whose value tells which class a JSON object is. Goes into `Annotated`."""

    def __init__(self, wire: str, classes: Mapping[str, Any]) -> None:
        self.wire = wire
        self.classes = classes


class Mismatch(Exception):
    """A value isn't what its annotation says; `path` leads to it, innermost step first."""

    def __init__(self, expected: str, value: Any) -> None:
        self.path: list[str] = []
        self.expected = expected
        self.value = value

    def __str__(self) -> str:
        shown = repr(self.value)
        shown = shown if len(shown) <= 80 else f"{shown[:80]}…"
        return f"{''.join(reversed(self.path)) or 'the value'} should be {self.expected}: {shown}"


class Codec:
    """Decodes values of one annotation."""

    def decode(self, value: Any) -> Any:
        """The Python value. Raises Mismatch."""
        raise NotImplementedError

    def score(self, value: Any) -> int:
        """How well a value fits, at a glance: negative when it doesn't."""
        try:
            self.decode(value)
        except Mismatch:
            return -1
        return 0


def decode(annotation: Any, value: Any) -> Any:
    """The Python value of a JSON value. Raises DecodeError."""
    try:
        return codec(annotation).decode(value)
    except Mismatch as mismatch:
        raise DecodeError(str(mismatch)) from None


@cache
def codec(annotation: Any) -> Codec:
    """The codec of an annotation, made once."""
    if isinstance(annotation, str):
        return _Named(annotation)
    if isinstance(annotation, ForwardRef):
        return codec(annotation.__forward_arg__)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return _Enum(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return _Object(annotation)
    origin = get_origin(annotation)
    return _SCALARS[annotation] if origin is None else _composite(origin, annotation)


def _composite(origin: Any, annotation: Any) -> Codec:
    arguments = get_args(annotation)
    if origin is list:
        return _List(codec(arguments[0]))
    if origin is dict:
        return _Dict(codec(arguments[1]))
    if origin is Literal:
        return _Exactly(arguments)
    if origin is Annotated:
        of, discriminator = arguments
        return _Discriminated(codec(of), discriminator)
    sent_only = (*get_args(FileInput), Unset) if Upload in arguments else (Unset,)
    members = [one for one in arguments if one is str or one not in sent_only]
    return _OneOf([codec(one) for one in members]) if len(members) > 1 else codec(members[0])


class _Namespace(dict[str, Any]):
    """What annotations may name: the standard types, and the package's models by their name."""

    def __missing__(self, name: str) -> Any:
        if hasattr(builtins, name) and name in _BUILTINS:
            return getattr(builtins, name)
        return getattr(import_module("..models", __package__), name)


_BUILTINS = frozenset(("str", "int", "float", "bool", "bytes", "list", "dict"))
_NAMES = _Namespace(
    Annotated=Annotated,
    Any=Any,
    Decimal=Decimal,
    Discriminator=Discriminator,
    FileInput=FileInput,
    Literal=Literal,
    UUID=UUID,
    Union=Union,
    Unset=Unset,
    builtins=builtins,
    dt=dt,
)


class _Named(Codec):
    """An annotation in text, evaluated when first used."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._codec: Codec | None = None

    def _found(self) -> Codec:
        if self._codec is None:
            evaluated = eval(self._text, {}, _NAMES)  # noqa: S307 - this package's own source
            self._codec = codec(evaluated)
        return self._codec

    def decode(self, value: Any) -> Any:
        return self._found().decode(value)

    def score(self, value: Any) -> int:
        return self._found().score(value)


class _Scalar(Codec):
    def __init__(self, expected: str, convert: Callable[[Any], Any]) -> None:
        self._expected = expected
        self._convert = convert

    def decode(self, value: Any) -> Any:
        try:
            return self._convert(value)
        except (ValueError, TypeError, AttributeError, OverflowError, ArithmeticError):
            raise Mismatch(self._expected, value) from None


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _integer(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        raise TypeError
    return int(value)


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    return value


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _null(value: Any) -> None:
    if value is not None:
        raise TypeError


def _decimal(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError
    return Decimal(str(value))


def _base64(value: Any) -> bytes:
    text = _string(value).translate(_URL_SAFE)
    return base64.b64decode(text + "=" * (-len(text) % 4))


_URL_SAFE = str.maketrans("-_", "+/")

_SCALARS: Mapping[Any, Codec] = {
    Any: _Scalar("anything", lambda value: value),
    object: _Scalar("anything", lambda value: value),
    str: _Scalar("a string", _string),
    int: _Scalar("an integer", _integer),
    float: _Scalar("a number", _number),
    bool: _Scalar("true or false", _boolean),
    None: _Scalar("null", _null),
    NoneType: _Scalar("null", _null),
    Decimal: _Scalar("a number", _decimal),
    bytes: _Scalar("base64", _base64),
    UUID: _Scalar("a UUID", lambda value: UUID(_string(value))),
    dt.datetime: _Scalar("a date and time", lambda value: dt.datetime.fromisoformat(value)),
    dt.date: _Scalar("a date", lambda value: dt.date.fromisoformat(_string(value)[:10])),
}


class _List(Codec):
    def __init__(self, items: Codec) -> None:
        self._items = items

    def decode(self, value: Any) -> list[Any]:
        if not isinstance(value, list):
            raise Mismatch("a list", value)
        found: list[Any] = []
        try:
            for item in value:
                found.append(self._items.decode(item))  # noqa: PERF401 - its length says where
        except Mismatch as mismatch:
            mismatch.path.append(f"[{len(found)}]")
            raise
        return found

    def score(self, value: Any) -> int:
        if not isinstance(value, list):
            return -1
        return self._items.score(value[0]) if value else 0


class _Dict(Codec):
    def __init__(self, values: Codec) -> None:
        self._values = values

    def decode(self, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise Mismatch("an object", value)
        return {key: _inside(f".{key}", self._values, item) for key, item in value.items()}

    def score(self, value: Any) -> int:
        return 0 if isinstance(value, dict) else -1


def _inside(step: str, codec: Codec, value: Any) -> Any:
    try:
        return codec.decode(value)
    except Mismatch as mismatch:
        mismatch.path.append(step)
        raise


class _Exactly(Codec):
    """One of a few constants. `1` and `true` are different ones."""

    def __init__(self, constants: tuple[Any, ...]) -> None:
        self._constants = constants

    def decode(self, value: Any) -> Any:
        for constant in self._constants:
            if value == constant and isinstance(value, bool) == isinstance(constant, bool):
                return constant
        raise Mismatch(" or ".join(map(repr, self._constants)), value)


class _Enum(Codec):
    def __init__(self, cls: type[Enum]) -> None:
        self._cls = cls

    def decode(self, value: Any) -> Any:
        try:
            return self._cls(value)
        except (ValueError, TypeError):
            raise Mismatch(f"a value of {self._cls.__name__}", value) from None

    def score(self, value: Any) -> int:
        known = any(value == member.value for member in self._cls)
        return 1 if known else super().score(value)


class _Object(Codec):
    """A model. Properties that are required have to be there, unless they are only ever sent."""

    def __init__(self, model: type[Model]) -> None:
        self._model = model
        self._properties: dict[str, tuple[str, Codec]] | None = None
        self._required: list[str] = []
        self._additional: Codec = _SCALARS[Any]

    def _known(self) -> dict[str, tuple[str, Codec]]:
        if self._properties is None:
            properties: dict[str, tuple[str, Codec]] = {}
            annotations = get_annotations(self._model)
            for name, field in self._model.__fields__.items():
                self._add(properties, name, annotations[name], field)
            self._properties = properties
        return self._properties

    def _add(
        self,
        properties: dict[str, tuple[str, Codec]],
        name: str,
        annotation: Any,
        field: Field,
    ) -> None:
        if field.additional:
            values = eval(annotation, {}, _NAMES)  # noqa: S307 - this package's own source
            self._additional = codec(get_args(values)[1])
            return
        properties[field.key(name)] = (name, codec(annotation))
        if field.required and not field.write_only:
            self._required.append(field.key(name))

    def decode(self, value: Any) -> Any:
        if not isinstance(value, dict):
            raise Mismatch(f"an object ({self._model.__name__})", value)
        properties = self._known()
        model = self._model.__new__(self._model)
        own = model.__dict__
        others: dict[str, Any] = {}
        for key, item in value.items():
            if key in properties:
                name, of = properties[key]
                own[name] = _inside(f".{key}", of, item)
            else:
                others[key] = _inside(f".{key}", self._additional, item)
        for key in self._required:
            if key not in value:
                raise Mismatch(f"an object with {key!r} ({self._model.__name__})", value)
        if others:
            own["additional_properties"] = others
        return model

    def score(self, value: Any) -> int:
        if not isinstance(value, dict):
            return -1
        properties = self._known()
        if not all(key in value for key in self._required):
            return -1
        return sum(1 for key in value if key in properties)


class _OneOf(Codec):
    """The member that fits; of several, the one that knows most of an object's properties."""

    def __init__(self, members: list[Codec]) -> None:
        self._members = members

    def decode(self, value: Any) -> Any:
        scored = [(member.score(value), member) for member in self._members]
        fitting = [one for one in scored if one[0] >= 0] or scored
        failed: Mismatch | None = None
        for _, member in sorted(fitting, key=lambda one: -one[0]):
            try:
                return member.decode(value)
            except Mismatch as mismatch:
                failed = failed or mismatch
        if failed is None or len(fitting) != 1:
            raise Mismatch("one of several types, and fits none", value)
        raise failed

    def score(self, value: Any) -> int:
        return max(member.score(value) for member in self._members)


class _Discriminated(Codec):
    """The class that a property names; without a name that is known, the one that fits."""

    def __init__(self, of: Codec, discriminator: Discriminator) -> None:
        self._of = of
        self._discriminator = discriminator

    def decode(self, value: Any) -> Any:
        return self._chosen(value).decode(value)

    def score(self, value: Any) -> int:
        return self._chosen(value).score(value)

    def _chosen(self, value: Any) -> Codec:
        named = value.get(self._discriminator.wire) if isinstance(value, dict) else None
        found = self._discriminator.classes.get(named) if isinstance(named, str) else None
        return self._of if found is None else codec(found)
