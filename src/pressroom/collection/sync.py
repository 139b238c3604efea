"""Bringing a collection in step with its definition, keeping what people did at its top level.

A three-way merge of the top level: `base` is what was generated last, `current` what people made
of it, `generated` what the definition says now. Requests and folders that were generated are
generated anew, with what is in them.
"""

from collections.abc import Callable, Mapping
from typing import Any

from pressroom.collection.model import Collection, decode, encode

Json = dict[str, Any]


def sync(base: bytes | None, current: bytes, generated: Collection) -> Json:
    """The collection as it should be now.

    What people added at the top level stays where it is: folders and requests, variables,
    scripts, and fields this program doesn't know. A field, or a variable, that they changed
    stays as they have it. All else follows `generated`, and what was generated before but isn't
    any more goes. Without a `base`, whatever differs from `generated` counts as people's.

    Raises:
        InvalidRequest: `base` or `current` isn't a collection.
    """
    fresh = decode(encode(generated))
    mine = decode(current)
    before = fresh if base is None else decode(base)
    merged = _merge(before, mine, fresh)
    merged["info"] = _merge(before["info"], mine.get("info", {}), fresh["info"])
    merged["item"] = _merge_list(before, mine, fresh, "item", _item_key, _take_fresh)
    if any(side.get("variable") for side in (mine, fresh)):
        merged["variable"] = _merge_list(before, mine, fresh, "variable", _variable_key, _merge)
    return merged


def _merge(before: Json, mine: Json, fresh: Json) -> Json:
    """Each field by itself: people's where they changed it, else what is fresh."""
    merged = {}
    for key in (*fresh, *(key for key in mine if key not in fresh)):
        changed = (key in mine) != (key in before) or mine.get(key) != before.get(key)
        side = mine if changed else fresh
        if key in side:
            merged[key] = side[key]
    return merged


def _take_fresh(_before: Json, _mine: Json, fresh: Json) -> Json:
    return fresh


def _merge_list(
    before: Json,
    mine: Json,
    fresh: Json,
    field: str,
    key_of: Callable[[Any], object],
    merge: Callable[[Json, Json, Json], Json],
) -> list[Any]:
    """The fresh entries, and people's own behind the entries that they stood behind."""
    generated = {key_of(entry): entry for entry in fresh.get(field, [])}
    known = {key_of(entry): entry for entry in before.get(field, [])}
    theirs = {key_of(entry): entry for entry in mine.get(field, [])}
    merged: dict[object, Any] = {
        key: merge(known.get(key, entry), theirs[key], entry) if key in theirs else entry
        for key, entry in generated.items()
    }
    order = list(merged)
    behind: object = None
    for key, entry in theirs.items():
        if key not in known and key not in merged:
            merged[key] = entry
            order.insert(order.index(behind) + 1 if behind in merged else 0, key)
        behind = key if key in merged else behind
    return [merged[key] for key in order]


def _item_key(entry: Any) -> object:
    return _named(entry, "id") or _named(entry, "name")


def _variable_key(entry: Any) -> object:
    return _named(entry, "key") or _named(entry, "id")


def _named(entry: Any, field: str) -> object:
    """A field's text, or the entry itself where there is nothing to tell it by."""
    value = entry.get(field) if isinstance(entry, Mapping) else repr(entry)
    return value if isinstance(value, str) else None
