"""Enums that accept values which the definition doesn't list, since servers add some.

An unknown value becomes a member of its own: `Status("new").value == "new"`. It isn't listed
when the enum is iterated over, and `is_known` is false.
"""

from enum import Enum
from typing import Any, Self


class _Open:
    """What all of them do. It stands before the type of the values, whose methods it replaces."""

    _name_: str
    _value_: Any

    @classmethod
    def _unknown(cls, value: object, member: Any) -> Any:
        member._name_ = f"UNKNOWN_{value!r}"
        member._value_ = value
        return member

    @property
    def is_known(self) -> bool:
        """Whether the definition lists this value."""
        members: Any = type(self)
        return self._name_ in members.__members__

    def __eq__(self, other: object) -> bool:
        if isinstance(other, _Open):
            return type(self) is type(other) and bool(self._value_ == other._value_)
        return bool(self._value_ == other)

    def __hash__(self) -> int:
        return hash(self._value_)

    def __str__(self) -> str:
        return str(self._value_)


class OpenEnum(_Open, Enum):
    """Values of any type."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        made: Self | None = cls._unknown(value, object.__new__(cls))
        return made


class OpenStrEnum(_Open, str, Enum):  # noqa: UP042 - `str()` is that of the others
    """Strings."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        made: Self | None = None
        if isinstance(value, str):
            made = cls._unknown(value, str.__new__(cls, value))
        return made


class OpenIntEnum(_Open, int, Enum):
    """Integers."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        made: Self | None = None
        if isinstance(value, int) and not isinstance(value, bool):
            made = cls._unknown(value, int.__new__(cls, value))
        return made


class OpenFloatEnum(_Open, float, Enum):
    """Numbers."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        made: Self | None = None
        if isinstance(value, int | float) and not isinstance(value, bool):
            made = cls._unknown(value, float.__new__(cls, value))
        return made
