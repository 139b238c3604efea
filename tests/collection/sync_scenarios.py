"""Named scenarios of sync: a definition before and after, people's edits between, what is to be.

They are in `sync_scenarios.yaml`, which says how they are written. Pressroom and the anchor of the
benchmark go through the same ones, so an edit finds a request by its method and path, whatever
else a collection has.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from pressroom.definition import parse

Json = Any
FILE = Path(__file__).with_name("sync_scenarios.yaml")
REMOVED = "Removed from definition"


def scenarios() -> list[Json]:
    """Every scenario, with its two definitions whole."""
    document = parse(FILE.read_bytes(), FILE.name)
    shared = document["shared"]
    return [
        {
            **one,
            "before": {**shared, **one["before"]},
            "after": {**shared, **one["before"], **one["after"]},
        }
        for one in document["scenarios"]
    ]


def edited(collection: Json, edits: list[Json]) -> Json:
    """The collection after people's edits.

    Raises:
        LookupError: it hasn't what is to be edited.
    """
    found = json.loads(json.dumps(collection))
    for edit in edits:
        for kind, value in edit.items():
            if kind != "at":
                _EDITS[kind](found, edit.get("at", ""), value)
    return found


def outcome(collection: Json, expected: Json) -> list[str]:
    """What is wrong with a synced collection; nothing is when it is as expected."""
    problems = []
    there = [called(item, folders) for item, folders in _requests(collection["item"])]
    if "requests" in expected:
        wanted = list(expected["requests"])
        problems += [f"{one} is missing" for one in _without(wanted, there)]
        for one in _without(there, wanted):
            problems.append(f"{one} is there{' twice' if there.count(one) > 1 else ''}")
    text = json.dumps(collection, ensure_ascii=False)
    problems += [f"`{one}` is lost" for one in expected.get("keeps", ()) if one not in text]
    problems += [f"`{one}` doesn't follow" for one in expected.get("has", ()) if one not in text]
    problems += [f"`{one}` is still there" for one in expected.get("lacks", ()) if one in text]
    if "order" in expected:
        names = [item["name"] for item, _ in _requests(collection["item"])]
        kept = [name for name in names if name in expected["order"]]
        problems += [] if kept == expected["order"] else [f"the order is {', '.join(kept)}"]
    return problems


def called(item: Json, folders: tuple[str, ...]) -> str:
    """A request as scenarios call it: `GET /pets/{}`, and whether it is kept as removed."""
    request = item["request"]
    url = request["url"] if isinstance(request, dict) else request
    raw = url.get("raw") if isinstance(url, dict) else url
    if raw is None:
        raw = "/".join(["{{baseUrl}}", *url["path"]])
    path = "/" + re.sub(r"[?#].*", "", re.sub(r"^(\{\{\w+\}\}|https?://[^/]*)/?", "", raw))
    shape = re.sub(r"/(:[^/]+|\{\{\w+\}\})", "/{}", path)
    method = request["method"] if isinstance(request, dict) else "GET"
    return f"{method} {shape}{' (removed)' if REMOVED in folders else ''}"


def _requests(entries: list[Json], folders: tuple[str, ...] = ()) -> Iterator[tuple[Json, Any]]:
    for entry in entries:
        if "item" in entry:
            yield from _requests(entry["item"], (*folders, entry["name"]))
        else:
            yield entry, folders


def _without(some: list[str], others: list[str]) -> list[str]:
    left = list(some)
    for one in others:
        if one in left:
            left.remove(one)
    return left


def _item(collection: Json, at: str) -> Json:
    wanted = re.sub(r"\{\w+\}", "{}", at)
    for item, folders in _requests(collection["item"]):
        if called(item, folders) == wanted:
            return item
    raise LookupError(f"no request {at}")


def _holder(collection: Json, at: str) -> Json:
    """What an edit is at: a request, a folder by its name, or the collection."""
    if not at:
        return collection
    if at.startswith("folder "):
        return _folder(collection, at.removeprefix("folder "))
    return _item(collection, at)


def _folder(holder: Json, name: str) -> Json:
    for entry in holder["item"]:
        if "item" in entry:
            if entry["name"] == name:
                return entry
            try:
                return _folder(entry, name)
            except LookupError:
                continue
    raise LookupError(f"no folder {name}")


def _keyed(fields: list[Json], key: str, value: str) -> None:
    for field in fields:
        if field["key"].lower() == key.lower():
            field["value"] = value
            return
    fields.append({"key": key, "value": value})


def _script(collection: Json, at: str, code: str) -> None:
    event = {"listen": "test", "script": {"type": "text/javascript", "exec": [code]}}
    _holder(collection, at).setdefault("event", []).append(event)


def _describe(collection: Json, at: str, text: str) -> None:
    holder = _holder(collection, at)
    holder.get("request", holder)["description"] = text


def _name(collection: Json, at: str, text: str) -> None:
    _holder(collection, at)["name"] = text


def _values(*path: str) -> Any:
    def edit(collection: Json, at: str, values: Json) -> None:
        holder = _holder(collection, at)
        for name in path[:-1]:
            holder = holder[name]
        fields = holder.setdefault(path[-1], [])
        for key, value in values.items():
            _keyed(fields, key, value)

    return edit


def _body(collection: Json, at: str, values: Json) -> None:
    body = _item(collection, at)["request"]["body"]
    body["raw"] = json.dumps({**json.loads(body["raw"]), **values}, indent=2)


def _raw(collection: Json, at: str, text: str) -> None:
    _item(collection, at)["request"]["body"]["raw"] = text


def _token(collection: Json, at: str, token: str) -> None:
    settings = [{"key": "token", "value": token, "type": "string"}]
    holder = _holder(collection, at)
    holder.get("request", holder)["auth"] = {"type": "bearer", "bearer": settings}


def _example(collection: Json, at: str, text: str) -> None:
    _item(collection, at)["response"][0]["body"] = text


def _add_example(collection: Json, at: str, name: str) -> None:
    example = {"name": name, "code": 200, "status": "OK", "header": [], "body": name}
    _item(collection, at).setdefault("response", []).append(example)


def _add(collection: Json, at: str, name: str) -> None:
    url = {"raw": f"https://own.example/{name}", "host": ["own", "example"], "path": [name]}
    own = {"name": name, "request": {"method": "GET", "header": [], "url": url}}
    _holder(collection, at)["item"].append(own)


def _add_folder(collection: Json, at: str, name: str) -> None:
    collection["item"].append({"name": name, "item": []})


def _take_out(holder: Json, item: Json) -> None:
    holder["item"] = [one for one in holder["item"] if one is not item]
    for one in holder["item"]:
        if "item" in one:
            _take_out(one, item)


def _delete(collection: Json, at: str, value: bool) -> None:
    _take_out(collection, _item(collection, at))


def _move(collection: Json, at: str, folder: str) -> None:
    item = _item(collection, at)
    _take_out(collection, item)
    _folder(collection, folder)["item"].append(item)


def _duplicate(collection: Json, at: str, name: str) -> None:
    item = _item(collection, at)
    copy = {key: value for key, value in json.loads(json.dumps(item)).items() if key != "id"}
    collection["item"].append({**copy, "name": name})


def _first(collection: Json, at: str, name: str) -> None:
    collection["item"].sort(key=lambda entry: all(one["name"] != name for one in _items(entry)))


def _items(entry: Json) -> list[Json]:
    return [item for item, _ in _requests([entry])]


def _switch_off(collection: Json, at: str, key: str) -> None:
    for field in _item(collection, at)["request"]["url"]["query"]:
        if field["key"] == key:
            field["disabled"] = True


def _new_ids(collection: Json, at: str, value: bool) -> None:
    for number, (item, _) in enumerate(_requests(collection["item"])):
        item["id"] = f"{number:08}-0000-4000-8000-000000000000"


_EDITS: Json = {
    "script": _script,
    "describe": _describe,
    "name": _name,
    "header": _values("request", "header"),
    "query": _values("request", "url", "query"),
    "path": _values("request", "url", "variable"),
    "variable": _values("variable"),
    "body": _body,
    "raw": _raw,
    "token": _token,
    "example": _example,
    "add example": _add_example,
    "add": _add,
    "add folder": _add_folder,
    "delete": _delete,
    "move": _move,
    "duplicate": _duplicate,
    "first": _first,
    "switch off": _switch_off,
    "new ids": _new_ids,
}


def written(document: Json) -> bytes:
    """A definition's file."""
    return msgspec.json.encode(document)
