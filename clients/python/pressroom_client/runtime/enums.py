"""Enums that accept values which the definition doesn't list, since servers add some.

An unknown value becomes a member of its own: `Status("new").value == "new"`. It isn't listed
when the enum is iterated over, and `is_known` is false.
"""

from enum import Enum
from typing import Any, Self


class OpenEnum(Enum):
    """Values of any type."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        return cls._unknown(value, object.__new__(cls))

    @classmethod
    def _unknown(cls, value: object, member: Self) -> Self:
        member._name_ = f"UNKNOWN_{value!r}"
        member._value_ = value
        return member

    @property
    def is_known(self) -> bool:
        """Whether the definition lists this value."""
        return self._name_ in type(self).__members__

    def __eq__(self, other: object) -> bool:
        if isinstance(other, OpenEnum):
            return type(self) is type(other) and bool(self._value_ == other._value_)
        return bool(self._value_ == other)

    def __hash__(self) -> int:
        return hash(self._value_)

    def __str__(self) -> str:
        return str(self._value_)


class OpenStrEnum(str, OpenEnum):
    """Strings."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        return cls._unknown(value, str.__new__(cls, value)) if isinstance(value, str) else None

    __eq__ = OpenEnum.__eq__
    __hash__ = OpenEnum.__hash__
    __str__ = OpenEnum.__str__


class OpenIntEnum(int, OpenEnum):
    """Integers."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        good = isinstance(value, int) and not isinstance(value, bool)
        return cls._unknown(value, _new_int(cls, value)) if good else None

    __eq__ = OpenEnum.__eq__
    __hash__ = OpenEnum.__hash__
    __str__ = OpenEnum.__str__


class OpenFloatEnum(float, OpenEnum):
    """Numbers."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        good = isinstance(value, int | float) and not isinstance(value, bool)
        return cls._unknown(value, _new_float(cls, value)) if good else None

    __eq__ = OpenEnum.__eq__
    __hash__ = OpenEnum.__hash__
    __str__ = OpenEnum.__str__


def _new_int(cls: Any, value: Any) -> Any:
    return int.__new__(cls, value)


def _new_float(cls: Any, value: Any) -> Any:
    return float.__new__(cls, value)
