"""GetApiSchemaResponse."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, Union

if TYPE_CHECKING:
    from .bundled_schema import BundledSchema
    from .schema import Schema

GetApiSchemaResponse: TypeAlias = Union["Schema", "BundledSchema"]
