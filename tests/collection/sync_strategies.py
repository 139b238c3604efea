"""Definitions, changes of definitions, and edits of collections, for the laws of sync.

Whatever people add or change carries a mark of its own, `«p3»`, and what a change of the definition
brings another, `«d3»`, so that a law can look for it in the result.
"""

import copy
from collections.abc import Iterator
from random import Random
from typing import Any
from uuid import UUID

import msgspec
from convertible import definition, requests
from hypothesis import strategies as st

from pressroom.collection import convert, encode
from pressroom.definition import Definition

Json = Any
IDENTIFIER = UUID("5f0c1d9a-27b4-4e0e-9a63-8c1f2b7d4e10")

_OPERATION = st.fixed_dictionaries(
    {
        "id": st.booleans(),
        "summary": st.booleans(),
        "tag": st.sampled_from(["", "cats", "dogs"]),
        "query": st.lists(st.sampled_from(["limit", "sort", "q"]), max_size=2, unique=True),
        "header": st.booleans(),
        "body": st.sampled_from(["", "json", "form", "xml"]),
        "codes": st.lists(st.sampled_from(["200", "404"]), max_size=2, unique=True),
        "auth": st.sampled_from([None, "key", "token"]),
    }
)
PATHS = ("/pets", "/pets/{petId}", "/pets/{petId}/toys/{toyId}", "/owners", "/owners/{id}.{format}")
OPERATIONS = st.dictionaries(
    st.tuples(st.sampled_from(PATHS), st.sampled_from(["get", "post", "put"])),
    _OPERATION,
    min_size=1,
    max_size=5,
)
"""What `written` makes a definition of: operations by their path and method."""


def written(operations: Json) -> Definition:
    """The definition of some operations."""
    paths: Json = {}
    for (path, method), one in sorted(operations.items()):
        paths.setdefault(path, {})[method] = _operation(path, method, one)
    securities = {
        "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
        "token": {"type": "http", "scheme": "bearer"},
    }
    servers = [{"url": "https://pets.example/v1"}]
    return definition(paths, servers=servers, components={"securitySchemes": securities})


def _operation(path: str, method: str, one: Json) -> Json:
    made: Json = {
        "description": one.get("description", ""),
        "parameters": [_parameter(name, "path") for name in one.get("path", _names(path))],
        "responses": {code: _response(code, one) for code in one["codes"]},
    }
    made["parameters"] += [_parameter(name, "query") for name in one["query"]]
    made["parameters"] += [_parameter("X-Trace", "header")] if one["header"] else []
    if one["id"]:
        made["operationId"] = one.get("operationId", f"{method}{path}")
    if one["summary"]:
        made["summary"] = one.get("title", f"{method} of {path}")
    if one["tag"]:
        made["tags"] = [one["tag"]]
    if one.get("server"):
        made["servers"] = [{"url": f"https://{one['server']}.example"}]
    if one["auth"]:
        made["security"] = [{one["auth"]: []}]
    if one["body"]:
        made["requestBody"] = {"content": _content(one)}
    return made


def _names(path: str) -> list[str]:
    return [part.partition("}")[0] for part in path.split("{")[1:]]


def _parameter(name: str, location: str) -> Json:
    schema = {"type": "string", "default": f"some {name}"}
    return {"name": name, "in": location, "required": location == "path", "schema": schema}


def _content(one: Json) -> Json:
    names = ["name", "age", *one.get("keys", ())]
    plain: Json = {name: {"example": f"any {name}"} for name in names}
    plain["age"] = {"type": "integer", "example": 7}
    toys = {"type": "array", "items": {"type": "object", "properties": plain}}
    media = {"json": "application/json", "form": "application/x-www-form-urlencoded"}
    schema = {"type": "object", "properties": {**plain, "toys": toys}}
    return {media.get(one["body"], "application/xml"): {"schema": schema}}


def _response(code: str, one: Json) -> Json:
    schema = {"type": "object", "properties": {"id": {"example": one.get("result", code)}}}
    return {"description": f"It is {code}", "content": {"application/json": {"schema": schema}}}


def generated(operations: Json) -> bytes:
    return encode(convert(written(operations), identifier=IDENTIFIER))


CHANGES = (
    "add", "drop", "parameter", "path", "method", "summary", "description", "query", "less query",
    "header", "body", "key", "code", "result", "tag", "auth", "operation id", "server",
)  # fmt: skip


def changed(operations: Json, target: Json, kind: str, mark: str) -> Json:
    """The operations with a change of this kind to one of them, as far as it can be made."""
    found = copy.deepcopy(operations)
    if kind == "add":
        found[f"/new{mark}", "get"] = {**next(iter(found.values())), "operationId": mark}
        return found
    if kind == "drop":
        found.pop(target)
        return found
    (path, method), one = target, found[target]
    renamed = {
        "parameter": (path.replace("{petId}", f"{{{mark}}}"), method),
        "path": (f"/{mark}{path}", method),
        "method": (path, "patch"),
    }
    fields: Json = {
        "summary": {"summary": True, "title": mark},
        "description": {"description": mark},
        "query": {"query": [*one["query"], mark]},
        "less query": {"query": one["query"][1:]},
        "header": {"header": not one["header"]},
        "body": {"body": "" if one["body"] else "json"},
        "key": {"keys": [*one.get("keys", ()), mark]},
        "code": {"codes": [*one["codes"], "500"]},
        "result": {"result": mark},
        "tag": {"tag": "birds"},
        "server": {"server": mark},
        "auth": {"auth": "token" if one["auth"] != "token" else None},
        "operation id": {"id": True, "operationId": mark},
    }
    place = renamed.get(kind, target)
    if place != target and place in found:
        return found
    one = {**one, "operationId": one.get("operationId", f"{method}{path}")} | fields.get(kind, {})
    return {place if key == target else key: one if key == target else old
            for key, old in found.items()}  # fmt: skip


EDITS = (
    "script", "description", "name", "header", "query", "path value", "body key", "body text",
    "example", "new example", "variable", "new variable", "item", "folder", "move", "delete",
    "reverse", "folder script", "collection script", "auth", "switch", "url", "text url",
    "identifiers", "field",
)  # fmt: skip


class Editor:
    """Edits a collection as people do; `marks` are what must not get lost."""

    def __init__(self, content: bytes, random: Random) -> None:
        self.collection: Json = msgspec.json.decode(content)
        self.marks: list[str] = []
        self._random = random

    def edit(self, kind: str, mark: str, items: list[Json] | None = None) -> None:
        """One edit, of one of the `items` if it is about an item; nothing if it isn't possible."""
        if items is None:
            items = list(requests(self.collection["item"]))
        item = self._random.choice(items) if items else None
        if kind in _ON_COLLECTIONS:
            done = _ON_COLLECTIONS[kind](self.collection, mark, self._random)
        else:
            done = item is not None and _ON_ITEMS[kind](item, mark)
            if kind in ("move", "delete") and item is not None:
                done = _taken_out(self.collection, item, mark, kind == "move")
        if done:
            self.marks.append(mark)

    def content(self) -> bytes:
        return encode(self.collection)


def _script(holder: Json, mark: str) -> bool:
    script = {"type": "text/javascript", "exec": [f"pm.test('{mark}')"]}
    holder.setdefault("event", []).append({"listen": "test", "script": script})
    return True


def _set(*path: Any) -> Any:
    def edit(item: Json, mark: str) -> bool:
        holder = item
        for name in path[:-1]:
            holder = holder.get(name) if isinstance(holder, dict) else None
            if isinstance(holder, list):
                holder = next((one for one in holder if isinstance(one, dict)), None)
        if not isinstance(holder, dict):
            return False
        holder[path[-1]] = mark
        return True

    return edit


def _add(value: Any, *path: str) -> Any:
    def edit(item: Json, mark: str) -> bool:
        holder = item
        for name in path[:-1]:
            holder = holder[name]
        if not isinstance(holder, dict):
            return False
        holder[path[-1]] = [*holder.get(path[-1], ()), value(mark)]
        return True

    return edit


def _body_key(item: Json, mark: str) -> bool:
    body = item["request"].get("body") or {}
    if '"any name"' not in body.get("raw", ""):
        return False
    body["raw"] = body["raw"].replace('"any name"', f'"{mark}"', 1)
    return True


def _text_url(item: Json, mark: str) -> bool:
    url = item["request"]["url"]
    item["request"]["url"] = f"{url['raw'] if isinstance(url, dict) else url}#{mark}"
    return True


def _url(item: Json, mark: str) -> bool:
    if isinstance(item["request"]["url"], str):
        return False
    item["request"]["url"].setdefault("path", []).append(mark)
    return True


def _switch(item: Json, mark: str) -> bool:
    for header in item["request"]["header"]:
        header["disabled"] = True
    return False


def _new_example(mark: str) -> Json:
    return {"name": mark, "code": 200, "status": "OK", "header": [], "body": "mine"}


def _taken_out(collection: Json, item: Json, mark: str, put_back: bool) -> bool:
    def inner(holder: Json) -> bool:
        for place, one in enumerate(holder["item"]):
            if one is item:
                del holder["item"][place]
                return True
            if "item" in one and inner(one):
                return True
        return False

    if not inner(collection) or not put_back:
        return False
    collection["item"].insert(0, {"name": mark, "item": [item]})
    return True


def _folders(holder: Json) -> Iterator[Json]:
    for one in holder["item"]:
        if "item" in one:
            yield one
            yield from _folders(one)


def _own(collection: Json, mark: str, random: Random) -> bool:
    holder = random.choice([collection, *_folders(collection)])
    url = {"raw": f"https://own.example/{mark}", "host": ["own", "example"], "path": [mark]}
    own = {"name": "Mine", "request": {"method": "GET", "header": [], "url": url}}
    holder["item"].insert(random.randint(0, len(holder["item"])), own)
    return True


def _own_folder(collection: Json, mark: str, random: Random) -> bool:
    collection["item"].insert(0, {"name": mark, "item": []})
    return True


def _folder_script(collection: Json, mark: str, random: Random) -> bool:
    folders = list(_folders(collection))
    return bool(folders) and _script(random.choice(folders), mark)


def _variable(collection: Json, mark: str, random: Random) -> bool:
    random.choice(collection["variable"])["value"] = mark
    return True


def _reverse(collection: Json, mark: str, random: Random) -> bool:
    random.choice([collection, *_folders(collection)])["item"].reverse()
    return False


def _identifiers(collection: Json, mark: str, random: Random) -> bool:
    for number, item in enumerate([*requests(collection["item"]), *_folders(collection)]):
        item["id"] = f"other-{mark}-{number}"
        for place, example in enumerate(item.get("response", ())):
            example["id"] = f"other-{mark}-{number}-{place}"
    return False


def _new_variable(collection: Json, mark: str, random: Random) -> bool:
    collection["variable"].append({"key": mark, "value": "1"})
    return True


_FIELD = {"key": "mine", "value": ""}
_ON_COLLECTIONS: Json = {
    "variable": _variable,
    "new variable": _new_variable,
    "item": _own,
    "folder": _own_folder,
    "reverse": _reverse,
    "folder script": _folder_script,
    "collection script": lambda collection, mark, _: _script(collection, mark),
    "identifiers": _identifiers,
}
_ON_ITEMS: Json = {
    "script": _script,
    "description": _set("request", "description"),
    "name": _set("name"),
    "header": _add(lambda mark: {"key": "X-Mine", "value": mark}, "request", "header"),
    "query": _set("request", "url", "query", "value"),
    "path value": _set("request", "url", "variable", "value"),
    "body key": _body_key,
    "body text": _set("request", "body", "raw"),
    "example": _set("response", "body"),
    "new example": _add(_new_example, "response"),
    "auth": lambda item, mark: bool(
        item["request"].update(
            auth={"type": "bearer", "bearer": [{"key": "token", "value": mark, "type": "string"}]}
        )
        or True
    ),
    "switch": _switch,
    "url": _url,
    "text url": _text_url,
    "field": _set("x-mine"),
    "move": lambda item, mark: False,
    "delete": lambda item, mark: False,
}
