"""Animal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias, Union

from ..runtime import Discriminator

if TYPE_CHECKING:
    from .cat import Cat
    from .snake import Snake

Animal: TypeAlias = Annotated[
    Union["Cat", "Snake"],
    Discriminator("kind", {"cat": "Cat", "snake": "Snake"}),
]
"""An animal, by its kind."""
