"""Brings a collection that people have changed in step with its definition.

Three sides are compared at the top level: what was generated last (*base*), what people made of
it (*current*), and what the definition gives now (*generated*).

- What people added stays; what only people changed or removed stays so.
- What the definition changed or added follows; items and variables that it dropped go.
- Where both changed a field or a variable's value, it stays as people have it; an item follows
  the definition.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pressroom.collection.model import Collection, decode, encode
from pressroom.definition.model import Json

_ABSENT = object()

Settle = Callable[[Any, Any, Any], Any]
Keys = Callable[[Json], tuple[object, ...]]
"""What a list's entry can be recognised by, the surest first."""


def sync(base: bytes | None, current: bytes, generated: Collection) -> dict[str, Any]:
    """The collection that people have now, brought up to date.

    Args:
        base: the bytes generated last; without them, whatever differs from `generated` counts as
            people's, except items that it has as well.
        current: the bytes people have now.
        generated: what the definition converts to now.

    Returns:
        The collection as plain JSON, for `encode`; it holds people's fields that `Collection`
        has no place for.

    Raises:
        InvalidRequest: `base` or `current` is no JSON object.
    """
    theirs, ours = decode(current), decode(encode(generated))
    old = (
        {name: ours[name] for name in ours if name not in _LISTS} if base is None else decode(base)
    )
    merged = _merged(_people_first, old, theirs, ours)
    sides = (_object(side, "info") for side in (old, theirs, ours))
    merged["info"] = _merged(_people_first, *sides)
    for name, (keys, settle) in _LISTS.items():
        if name in theirs or name in ours:
            lists = (_list(side, name) for side in (old, theirs, ours))
            merged[name] = _entries(keys, settle, *lists)
    return merged


def _people_first(old: Any, theirs: Any, ours: Any) -> Any:
    """One value out of three, `_ABSENT` where a side has none; people's if they changed it."""
    return ours if theirs == old else theirs


def _definition_first(old: Any, theirs: Any, ours: Any) -> Any:
    return theirs if ours == old else ours


def _variable(old: Any, theirs: Any, ours: Any) -> Any:
    """A variable that is still there field by field, so that a value people set stays."""
    if theirs is _ABSENT or ours is _ABSENT:
        return _definition_first(old, theirs, ours)
    return _merged(_people_first, {} if old is _ABSENT else old, theirs, ours)


def _merged(
    settle: Settle, old: Mapping[Any, Json], theirs: Mapping[Any, Json], ours: Mapping[Any, Json]
) -> dict[Any, Json]:
    """One mapping out of three, value by value."""
    sides = (old, theirs, ours)
    found = {
        name: settle(*(side.get(name, _ABSENT) for side in sides))
        for name in dict.fromkeys((*ours, *theirs))
    }
    return {name: value for name, value in found.items() if value is not _ABSENT}


def _entries(
    keys: Keys, settle: Settle, old: list[Json], theirs: list[Json], ours: list[Json]
) -> list[Json]:
    """One list out of three, its entries matched by what they can be recognised by.

    The order is the definition's, unless people moved entries around.
    """
    names: dict[object, object] = {}
    new, before, now = (_keyed(side, keys, names) for side in (ours, old, theirs))
    moved = [key for key in before if key in now] != [key for key in now if key in before]
    order = _woven(now, new) if moved else _woven(new, now)
    settled = _merged(settle, before, now, new)
    return [settled[key] for key in order if key in settled]


def _keyed(entries: list[Json], keys: Keys, names: dict[object, object]) -> dict[object, Json]:
    """Entries by a name that is the same on all sides, which `names` keeps for every key."""
    found: dict[object, Json] = {}
    for position, entry in enumerate(entries):
        candidates = (*keys(entry), ("position", position, len(names)))
        known = (names[key] for key in candidates if key in names and names[key] not in found)
        name = next(known, candidates[0] if candidates[0] not in found else candidates[-1])
        for key in candidates:
            names.setdefault(key, name)
        found[name] = entry
    return found


def _woven(first: Iterable[object], second: Iterable[object]) -> list[object]:
    """The order of `first`; what only `second` has comes after what it follows there."""
    order = list(first)
    known = set(order)
    place = 0
    for key in second:
        if key in known:
            place = order.index(key) + 1
        else:
            order.insert(place, key)
            place += 1
    return order


def _item_keys(item: Json) -> tuple[object, ...]:
    """An item's id; else, as other tools give new ids, its name or its method and URL."""
    if not isinstance(item, dict):
        return ()
    identity = (("id", str(item["id"])),) if "id" in item else ()
    request = item.get("request")
    if not isinstance(request, dict):
        return (*identity, ("folder", str(item.get("name"))))
    url = request.get("url")
    raw = url.get("raw") if isinstance(url, dict) else url
    return (*identity, ("request", str(request.get("method")), str(raw)))


def _variable_keys(variable: Json) -> tuple[object, ...]:
    return (("key", str(variable.get("key"))),) if isinstance(variable, dict) else ()


def _object(value: Mapping[str, Json], name: str) -> dict[str, Json]:
    found = value.get(name)
    return found if isinstance(found, dict) else {}


def _list(value: Mapping[str, Json], name: str) -> list[Json]:
    found = value.get(name)
    return found if isinstance(found, list) else []


_LISTS: dict[str, tuple[Keys, Settle]] = {
    "item": (_item_keys, _definition_first),
    "variable": (_variable_keys, _variable),
}
