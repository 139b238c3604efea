"""The value of what wasn't given, as opposed to `None`, which is JSON's null."""

from enum import Enum
from typing import Final, Literal


class Unset(Enum):
    """The type of `UNSET`. `value is UNSET` and `if value:` both narrow it away."""

    UNSET = "UNSET"

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"


UNSET: Final = Unset.UNSET
"""Not given: an optional property or argument with this value isn't sent."""
