"""URLs that people and the definition both change, part by part.

A collection holds a URL as a text or as an object, which has its parts and, in `raw`, the whole.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import UNSET

from pressroom.collection.sync.merging import (
    ENTRY,
    Names,
    Sides,
    by_member,
    entries,
    members,
    settled,
    whole,
)
from pressroom.collection.sync.report import Notes

_WHOLE = re.compile(
    r"(?:(?P<protocol>[a-zA-Z][a-zA-Z0-9+.-]*)://)?(?P<host>(?:\{\{[^{}]*\}\}|[^/?#:{}])*)"
    r"(?::(?P<port>\d+|\{\{[^{}]*\}\}))?(?P<path>/[^?#]*)?(?:\?(?P<query>[^#]*))?(?:#(?P<hash>.*))?",
    re.DOTALL,
)
_LABEL = re.compile(r"(?:\{\{[^{}]*\}\}|[^.])+")
_FRONT = ("protocol", "auth", "host", "port")
_ORDER = ("raw", *_FRONT, "path", "query", "variable", "hash")

Parts = dict[str, Any]


def parts(url: Any) -> Parts:
    """The parts of a URL in either form, `host` and `path` as lists, without `raw`."""
    found = _read(url) if isinstance(url, str) else dict(url) if isinstance(url, dict) else {}
    found.pop("raw", None)
    if isinstance(found.get("host"), str):
        found["host"] = _LABEL.findall(found["host"])
    if isinstance(found.get("path"), str):
        found["path"] = found["path"].removeprefix("/").split("/")
    return found


def _read(url: str) -> Parts:
    match = _WHOLE.fullmatch(url)
    if match is None:
        return {"host": [url]}
    found: Parts = {name: value for name, value in match.groupdict().items() if value}
    if "query" in found:
        pairs = (pair.partition("=") for pair in found["query"].split("&"))
        found["query"] = [
            {"key": key, "value": value if equals else None} for key, equals, value in pairs
        ]
    return found


def url(field: str, sides: Sides, notes: Notes) -> Any:
    """A URL out of three; `raw` is written anew where it is neither people's nor the definition's.

    A path variable that the definition renamed keeps the value that people gave it.
    """
    old, theirs, ours = sides
    if not all(isinstance(side, str | dict) for side in (theirs, ours)):
        return whole(field, sides, notes)
    before, now, new = sides.each(parts)
    if now == before and _raw(theirs) != _raw(old):
        return whole(field, sides, notes)
    merged = _merged(field, before, now, new, notes)
    if merged in (now, new):
        return theirs if merged == now else ours
    return _joined(merged)


def _merged(field: str, before: Parts, now: Parts, new: Parts, notes: Notes) -> Parts:
    renamed = _renamed(before.get("path", now.get("path")), new.get("path"))
    if "path" not in before:
        new = {**new, "path": _called(new.get("path", []), {b: a for a, b in renamed.items()})}
    paths = Sides(before, now, new).each(lambda side: side.get("path", UNSET))
    path = settled(_path, f"{field}.path", paths, notes)
    followed = {a: b for a, b in renamed.items() if isinstance(path, list) and f":{b}" in path}
    back = {b: a for a, b in renamed.items() if a not in followed}
    if back:
        new = {**new, "variable": [_called_back(one, back) for one in new.get("variable", ())]}
    merges = {"query": _QUERY, "variable": entries(_by_renamed_key(followed), ENTRY)}
    rest = settled(members(merges), field, Sides(before, now, new).each(_split), notes)
    chosen = rest.pop("host", "")
    front = next((one for one in (now, new) if _front(one) == chosen), {})
    found = {name: front[name] for name in _FRONT if name in front} | rest
    return found if path is UNSET else {**found, "path": path}


def _split(side: Parts) -> Parts:
    """What is merged beside the path: the front as one text, and the rest."""
    rest = {name: value for name, value in side.items() if name not in (*_FRONT, "path")}
    front = _front(side)
    return {"host": front, **rest} if front else rest


def _front(side: Parts) -> str:
    """Where the request goes to, as it starts the `raw`; empty when nothing is said of it."""
    protocol, port = side.get("protocol"), side.get("port")
    host = ".".join(map(str, side.get("host") or ()))
    return f"{f'{protocol}://' if protocol else ''}{host}{f':{port}' if port else ''}"


def _path(field: str, sides: Sides, notes: Notes) -> Any:
    """A path segment by segment if it has as many on all sides, else as one thing."""
    if not all(isinstance(side, list) for side in sides) or len({*map(len, sides)}) > 1:
        return whole(field, sides, notes)
    return [
        settled(whole, f"{field}[{place}]", Sides(*segments), notes)
        for place, segments in enumerate(zip(*sides, strict=True))
    ]


def _renamed(old: Any, new: Any) -> dict[str, str]:
    """The path variables that are called otherwise now, by their place among them."""
    before, after = _variables(old), _variables(new)
    if len(before) != len(after):
        return {}
    return {
        a: b
        for a, b in zip(before, after, strict=True)
        if a != b and a not in after and b not in before
    }


def _variables(path: Any) -> list[str]:
    segments = path if isinstance(path, list) else ()
    return [one[1:] for one in segments if isinstance(one, str) and one.startswith(":")]


def _called(path: Sequence[Any], names: Mapping[str, str]) -> list[Any]:
    found = {f":{old}": f":{new}" for old, new in names.items()}
    return [found.get(one, one) if isinstance(one, str) else one for one in path]


def _called_back(variable: Any, names: Mapping[str, str]) -> Any:
    is_named = isinstance(variable, dict) and variable.get("key") in names
    return {**variable, "key": names[variable["key"]]} if is_named else variable


def _by_renamed_key(renamed: Mapping[str, str]) -> Names:
    """Names path variables by the key that they have in the definition now."""

    def names(sides: Sides) -> Sides:
        called = sides.each(lambda side: [_called_back(one, renamed) for one in side])
        return by_member("key")(called._replace(ours=sides.ours))

    return names


_QUERY = entries(by_member("key"), ENTRY)


def _raw(side: Any) -> Any:
    return side.get("raw") if isinstance(side, dict) else side


def _joined(merged: Parts) -> Parts:
    """A URL with its `raw`: what of it is sent."""
    path = "".join(f"/{segment}" for segment in merged.get("path", ()))
    sent = [one for one in merged.get("query") or () if not _is_disabled(one)]
    query = f"?{'&'.join(map(_pair, sent))}" if sent else ""
    fragment = f"#{merged['hash']}" if merged.get("hash") else ""
    whole = {"raw": f"{_front(merged)}{path}{query}{fragment}", **merged}
    return {name: whole[name] for name in dict.fromkeys((*_ORDER, *whole)) if name in whole}


def _is_disabled(field: Any) -> bool:
    return isinstance(field, dict) and bool(field.get("disabled"))


def _pair(field: Any) -> str:
    if not isinstance(field, dict):
        return str(field)
    key, value = field.get("key") or "", field.get("value")
    return str(key) if value is None else f"{key}={value}"
