"""JSON texts that people and the definition both change, merged key by key.

Texts in a collection are no pure JSON: a variable may stand where a value would, `{"id": {{id}}}`.
Variables and numbers go through the merge as they are written, so `1.10` stays `1.10`.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from msgspec import UNSET

from pressroom.collection.sync.merging import Sides, settled, whole
from pressroom.collection.sync.order import ordered
from pressroom.collection.sync.report import Notes
from pressroom.definition.pointers import extend

_MARK = "\ue000"
_TOKEN = re.compile(r'("(?:[^"\\]|\\.)*")|\{\{[^{}]*\}\}|-?\d[\d.eE+-]*')
_MARKED = re.compile(f'"{_MARK}((?:[^"\\\\]|\\\\.)*)"')
_INDENTATION = re.compile(r"\n([ \t]+)")
_DEEPEST = 100


def json_text(field: str, sides: Sides, notes: Notes) -> Any:
    """A text key by key if it is JSON on all sides, else as one thing.

    A definition's change to what nobody touched isn't taken apart.
    """
    old, theirs, ours = sides
    if theirs == old or not (isinstance(theirs, str) and isinstance(ours, str)):
        return whole(field, sides, notes)
    try:
        values = sides.each(lambda side: UNSET if side is UNSET else _parsed(side))
    except (ValueError, RecursionError):
        return whole(field, sides, notes)
    merged = settled(_json, f"{field}#", values, notes)
    return theirs if merged == values.theirs else _written(merged, theirs)


def _parsed(text: str) -> Any:
    """The value of a text, its variables and numbers as marked strings.

    Raises:
        ValueError: it is no JSON, or holds what couldn't be written again as it was.
    """
    if _MARK in text:
        raise ValueError(_MARK)
    marked = _TOKEN.sub(lambda token: token[1] or json.dumps(_MARK + token[0]), text)
    value = json.loads(marked, object_pairs_hook=_unique)
    if _is_deep(value):
        raise ValueError("nested too deep")
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _written(value: Any, like: str) -> str:
    """`value` as JSON, indented as the text `like` is."""
    found = _INDENTATION.search(like)
    indent = found[1] if found else None
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    return _MARKED.sub(lambda marked: json.loads(f'"{marked[1]}"'), text)


def _json(field: str, sides: Sides, notes: Notes) -> Any:
    if isinstance(sides.theirs, dict) and isinstance(sides.ours, dict):
        return _object(field, sides, notes)
    if all(isinstance(side, list) for side in sides):
        return _list(field, sides, notes)
    return _leaf(field, sides, notes)


def _object(field: str, sides: Sides, notes: Notes) -> dict[str, Any]:
    if not isinstance(sides.old, dict):
        sides = sides._replace(old={})
    found = {}
    for key in ordered(*sides.each(list)):
        value = settled(_json, extend(field, key), sides.each(_member(key)), notes)
        if value is not UNSET:
            found[key] = value
    return found


def _member(key: str) -> Callable[[dict[str, Any]], Any]:
    return lambda side: side.get(key, UNSET)


def _list(field: str, sides: Sides, notes: Notes) -> Any:
    """Entry by entry where nobody took any out, then what was appended."""
    common = len(sides.old)
    if min(map(len, sides)) < common:
        return _leaf(field, sides, notes)
    found = [
        settled(_json, extend(field, place), Sides(*values), notes)
        for place, values in enumerate(zip(*sides.each(lambda side: side[:common]), strict=True))
    ]
    return [*found, *settled(_leaf, field, sides.each(lambda side: side[common:]), notes)]


def _leaf(field: str, sides: Sides, notes: Notes) -> Any:
    whole(field, sides.each(_shown), notes)
    return sides.ours if sides.theirs == sides.old else sides.theirs


def _shown(value: Any) -> Any:
    """A value for a report: as it is, or as text where it holds numbers or variables."""
    return value if value is UNSET else _plain(_written(value, ""))


def _plain(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _is_deep(value: Any, left: int = _DEEPEST) -> bool:
    inner = value.values() if isinstance(value, dict) else value
    nested = isinstance(value, dict | list)
    return nested and (left == 0 or any(_is_deep(one, left - 1) for one in inner))
