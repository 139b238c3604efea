"""Requests that people and the definition both change: method, URL, headers, body, authentication.

Saved examples hold a request too, so they are merged here as well.
"""

from collections.abc import Hashable, Mapping
from typing import Any

from msgspec import UNSET

from pressroom.collection.sync.merging import (
    ENTRY,
    Merge,
    Sides,
    by_member,
    entries,
    generic,
    is_untouched,
    members,
    text,
    unnoted,
    whole,
)
from pressroom.collection.sync.pairing import Sign, counterparts
from pressroom.collection.sync.report import Notes
from pressroom.collection.sync.texts import json_text
from pressroom.collection.sync.urls import url

_FIELDS = entries(by_member("key"), ENTRY)
_HEADERS = entries(by_member("key", fold=True), ENTRY)
_TYPE = "content-type"


def auth(field: str, sides: Sides, notes: Notes) -> Any:
    """An authentication setting by setting, if its type is the same on all sides."""
    types = {side.get("type") for side in sides if isinstance(side, dict)}
    merge = _SETTINGS if len(types) == 1 else whole
    return merge(field, sides, notes)


_SETTINGS = members({}, entries(by_member("key"), generic))
_BODY = members(
    {
        "raw": json_text,
        "urlencoded": _FIELDS,
        "formdata": _FIELDS,
        "graphql": members({"variables": json_text}),
    }
)


def _body(field: str, sides: Sides, notes: Notes) -> Any:
    """A body by its fields or keys, if both have the same kind of one."""
    merge = _BODY if _kind(sides.theirs) == _kind(sides.ours) else whole
    return merge(field, sides, notes)


def _kind(body: Any) -> tuple[Any, ...]:
    """What a body is: its mode, and of raw text the language."""
    if not isinstance(body, dict):
        return (None,)
    options = body.get("options")
    raw = options.get("raw") if isinstance(options, dict) else None
    language = raw.get("language") if isinstance(raw, dict) else None
    return (
        (body.get("mode"), language or "json") if body.get("mode") == "raw" else (body.get("mode"),)
    )


_REQUEST = members(
    {"url": url, "header": _HEADERS, "body": _body, "auth": auth, "description": text}, generic
)


def request(field: str, sides: Sides, notes: Notes) -> Any:
    """A request; one that is just a URL is a `GET`."""
    spelled = sides.each(_spelled)
    if not (isinstance(spelled.theirs, dict) and isinstance(spelled.ours, dict)):
        return whole(field, sides, notes)
    merged = _REQUEST(field, spelled._replace(ours=_with_type_of_body(*spelled)), notes)
    return sides.theirs if merged == spelled.theirs else merged


def _spelled(side: Any) -> Any:
    return {"method": "GET", "url": side} if isinstance(side, str) else side


def _with_type_of_body(old: Any, theirs: dict[str, Any], ours: dict[str, Any]) -> dict[str, Any]:
    """The definition's request with the `Content-Type` of before, where people's body stays."""
    before = old.get("body") if isinstance(old, dict) else None
    now, new = theirs.get("body"), ours.get("body")
    if _kind(now) == _kind(new) or before in (now, new) or now is None:
        return ours
    kept = [one for one in _headers(theirs) if _is_type(one)]
    return {**ours, "header": [*(one for one in _headers(ours) if not _is_type(one)), *kept]}


def _headers(request: Mapping[str, Any]) -> list[Any]:
    found = request.get("header")
    return found if isinstance(found, list) else []


def _is_type(header: Any) -> bool:
    return isinstance(header, dict) and str(header.get("key")).lower() == _TYPE


_EXAMPLE = members(
    {
        "id": unnoted,
        "uid": unnoted,
        "originalRequest": request,
        "header": _HEADERS,
        "body": json_text,
    }
)


def _example(field: str, sides: Sides, notes: Notes) -> Any:
    """A saved example; one that the definition dropped stays if people changed it."""
    old, theirs, ours = sides
    if ours is UNSET and not is_untouched(theirs, old):
        notes.kept(field)
        return theirs
    if ours is UNSET or (theirs is UNSET and old is UNSET):
        notes.updated(field, *map(_called, (old, ours)))
        return ours
    return _EXAMPLE(field, sides, notes)


def _called(example: Any) -> Any:
    return example.get("name", "") if isinstance(example, dict) else UNSET


def _code(example: Any) -> Hashable | None:
    return _read(example, "code", "_postman_previewlanguage")


def _read(example: Any, *names: str) -> Hashable | None:
    if not isinstance(example, dict) or names[0] not in example:
        return None
    return tuple(str(example.get(name)) for name in names)


_SIGNS: tuple[Sign[Any], ...] = (
    Sign(lambda example: _read(example, "id")),
    Sign(lambda example: _read(example, "name", "code")),
    Sign(_code, weak=True),
)


def _names(sides: Sides) -> Sides:
    """Names examples by what they are called; several of one name are counted."""
    found = sides.each(lambda side: [None] * len(side))
    counts: dict[str, int] = {}
    for trio in counterparts(*sides, _SIGNS):
        places = [(names, side, at) for names, side, at in zip(found, sides, trio, strict=True)]
        shown = next(str(_called(side[at])) for _, side, at in reversed(places) if at is not None)
        counts[shown] = counts.get(shown, -1) + 1
        for names, _, at in places:
            if at is not None:
                names[at] = (shown, counts[shown])
    return found


examples: Merge = entries(_names, _example)
"""Merges the saved examples of a request."""
