"""Small definitions for tests, and short ways into the collections they become."""

import json
from collections.abc import Iterator
from typing import Any

from pressroom.collection import Options, convert, decode, encode
from pressroom.definition import Definition, load

Json = Any


def definition(paths: Json, **more: Json) -> Definition:
    """A definition with these paths; `more` are further top-level fields."""
    document = {"openapi": "3.0.3", "info": {"title": "Pets", "version": "1"}, "paths": paths}
    return load({"openapi.json": json.dumps(document | more).encode()})


def operation(method: str = "get", path: str = "/pets", **fields: Json) -> Json:
    """Paths with just one operation."""
    return {path: {method: {"responses": {"200": {"description": "OK"}}} | fields}}


def converted(paths: Json, options: Json = None, **more: Json) -> Json:
    """The collection of `definition(paths, **more)`, as JSON."""
    chosen = Options.from_dialect(options or {})
    return decode(encode(convert(definition(paths, **more), chosen)))


def requests(entries: list[Json]) -> Iterator[Json]:
    """Every item with a request, through all folders."""
    for entry in entries:
        if "item" in entry:
            yield from requests(entry["item"])
        else:
            yield entry


def item(paths: Json, options: Json = None, **more: Json) -> Json:
    """The first item of the collection of `definition(paths, **more)`."""
    return next(requests(converted(paths, options, **more)["item"]))


def request(paths: Json, options: Json = None, **more: Json) -> Json:
    """The request of that item."""
    return item(paths, options, **more)["request"]


def outline(entries: list[Json]) -> Json:
    """The names of folders and items: a folder as `{name: [...]}`."""
    return [
        {entry["name"]: outline(entry["item"])} if "item" in entry else entry["name"]
        for entry in entries
    ]


def values(fields: list[Json]) -> list[tuple[str, str]]:
    """Keys and values of fields."""
    return [(field["key"], field["value"]) for field in fields]


def schemes(**found: Json) -> Json:
    """`components` with these security schemes."""
    return {"securitySchemes": found}
