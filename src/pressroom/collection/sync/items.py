"""What requests, folders and the collection itself have, and how each of it is merged."""

from typing import Any

from pressroom.collection.sync.merging import (
    ENTRY,
    by_member,
    entries,
    generic,
    members,
    name,
    text,
    unnoted,
)
from pressroom.collection.sync.requests import auth, examples, request

_VARIABLES = entries(by_member("key"), ENTRY)
_SHARED = {
    "id": unnoted,
    "uid": unnoted,
    "name": name,
    "description": text,
    "auth": auth,
    "event": entries(by_member("listen"), generic),
    "variable": _VARIABLES,
}

ITEM = members({**_SHARED, "request": request, "response": examples}, generic)
"""Merges a request or a folder; a folder's own items aside."""

COLLECTION = members(
    {
        **_SHARED,
        "info": members(
            {"_postman_id": unnoted, "schema": unnoted, "name": name, "description": text}, generic
        ),
    },
    generic,
)
"""Merges a collection, its items aside."""


def shell(value: Any) -> Any:
    """A folder or collection without what is in it; `item` keeps its place."""
    return {**value, "item": []} if isinstance(value, dict) and "item" in value else value
