"""NewCollection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias, Union

from ..runtime import Discriminator

if TYPE_CHECKING:
    from .copied_collection import CopiedCollection
    from .generated_collection import GeneratedCollection
    from .given_collection import GivenCollection

NewCollection: TypeAlias = Annotated[
    Union["CopiedCollection", "GivenCollection", "GeneratedCollection"],
    Discriminator(
        "operationType",
        {
            "COPY_COLLECTION": "CopiedCollection",
            "CREATE_NEW": "GivenCollection",
            "GENERATE_FROM_SCHEMA": "GeneratedCollection",
        },
    ),
]
"""A collection to add, in one of three ways."""
