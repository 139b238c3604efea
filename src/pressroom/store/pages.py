"""Pages of a listing: newest first, resumed behind an opaque cursor."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import datetime
from typing import Generic, Protocol, TypeVar
from uuid import UUID

import msgspec

from pressroom.errors import InvalidRequest


class Listed(Protocol):
    """What a newest-first listing is ordered by."""

    @property
    def id(self) -> UUID: ...
    @property
    def created_at(self) -> datetime: ...


Row = TypeVar("Row")
ListedRow = TypeVar("ListedRow", bound=Listed)


class Position(msgspec.Struct, frozen=True, array_like=True):
    """The last row of a page."""

    created_at: datetime
    id: UUID


class Page(msgspec.Struct, Generic[Row], frozen=True):
    """`total` counts the whole listing; `next_cursor` is `None` on the last page."""

    rows: Sequence[Row]
    total: int
    next_cursor: str | None


def encode_cursor(position: object) -> str:
    """An opaque text that names where a page ended."""
    return urlsafe_b64encode(msgspec.json.encode(position)).decode().rstrip("=")


Cursor = TypeVar("Cursor")


def decode_cursor(cursor: str | None, kind: type[Cursor]) -> Cursor | None:
    """Where the page before ended.

    Raises:
        InvalidRequest: the text is no cursor of ours.
    """
    if cursor is None:
        return None
    try:
        return msgspec.json.decode(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)), type=kind)
    except ValueError as error:
        raise InvalidRequest(
            "is no cursor of this listing; start again without one", field="cursor"
        ) from error


def newest_page(rows: Sequence[ListedRow], limit: int, total: int) -> Page[ListedRow]:
    """The page of `limit` rows out of a query that asked for one row more."""
    kept = rows[:limit]
    more = len(rows) > limit
    cursor = encode_cursor(Position(kept[-1].created_at, kept[-1].id)) if more else None
    return Page(kept, total, cursor)
