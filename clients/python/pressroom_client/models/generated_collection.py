"""GeneratedCollection."""

from __future__ import annotations

from typing import Any, Literal

from ..runtime import UNSET, Model, Unset, field


class GeneratedCollection(Model):
    """A collection to generate from the API's definition."""

    operation_type: Literal["GENERATE_FROM_SCHEMA"] = field(
        "operationType",
        default="GENERATE_FROM_SCHEMA",
    )
    """Always `GENERATE_FROM_SCHEMA`."""
    name: str | Unset = UNSET
    """The collection's name; the definition's title without it."""
    options: dict[str, Any] | Unset = UNSET
    """How to generate it, by the converter's option names, such as `folderStrategy`."""
