"""A collection's requests and folders in one list, each with where it stands and what tells it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from pressroom.collection.sync.urls import parts

ROOT = -1
"""The place of the collection itself, as the parent of what is at its top."""

REMOVED = "Removed from definition"
"""The folder of what the definition dropped and people had changed."""

_VARIABLE = re.compile(r"\{\{([^{}]*)\}\}")
_ADDRESS = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?//[^/?#]*")


class Node(msgspec.Struct, frozen=True, gc=False):
    """A request or folder.

    Attributes:
        value: its JSON.
        parent: the place of its folder in the list, or `ROOT`.
        folders: the names of the folders it is in, from the outside in.
        is_folder: whether it holds others.
        method: of a request, in capitals.
        path: of a request, its path's segments with `{}` for what is variable, and the fragment
            that some definitions tell their operations by.
        whole_path: the same behind what the address of its server has of a path.
    """

    value: Any
    parent: int
    folders: tuple[str, ...]
    is_folder: bool
    method: str = ""
    path: tuple[str, ...] = ()
    whole_path: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return _text(self.value, "id")

    @property
    def name(self) -> str:
        return _text(self.value, "name")

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.folders, self.name)


def place_of_removed(theirs: Sequence[Node], identifier: str) -> int | None:
    """The place of the folder `REMOVED`, whose identifier a tool may have changed."""
    for place, node in enumerate(theirs):
        if node.is_folder and (node.id == identifier or node.names == (REMOVED,)):
            return place
    return None


def _text(value: Any, name: str) -> str:
    found = value.get(name) if isinstance(value, dict) else None
    return "" if found is None else str(found)


def nodes(collection: Mapping[str, Any]) -> list[Node]:
    """Every request and folder of a collection, in its order."""
    found: list[Node] = []
    variables = {
        str(one.get("key")): str(one.get("value"))
        for one in collection.get("variable") or ()
        if isinstance(one, dict)
    }
    waiting = [(one, ROOT, ()) for one in reversed(_items(collection))]
    stack: list[tuple[Any, int, tuple[str, ...]]] = list(waiting)
    while stack:
        value, parent, folders = stack.pop()
        node = _node(value, parent, folders, variables)
        found.append(node)
        if node.is_folder:
            place, inner = len(found) - 1, (*folders, node.name)
            stack.extend((one, place, inner) for one in reversed(_items(value)))
    return found


def _items(value: Mapping[str, Any]) -> Sequence[Any]:
    found = value.get("item")
    return found if isinstance(found, list) else ()


def _node(value: Any, parent: int, folders: tuple[str, ...], variables: Mapping[str, str]) -> Node:
    if not isinstance(value, dict) or "request" not in value:
        is_folder = isinstance(value, dict) and isinstance(value.get("item"), list)
        return Node(value, parent, folders, is_folder=is_folder)
    request = value["request"]
    method = request.get("method", "GET") if isinstance(request, dict) else "GET"
    url = parts(request.get("url") if isinstance(request, dict) else request)
    fragment = [f"#{url['hash']}"] if url.get("hash") else []
    path = (*_shape(url.get("path")), *fragment)
    return Node(
        value,
        parent,
        folders,
        is_folder=False,
        method=str(method).upper(),
        path=path,
        whole_path=(*_shape(_server_path(url.get("host"), variables)), *path),
    )


def _shape(path: Any) -> Iterator[str]:
    """Segments without the names of parameters."""
    for segment in path if isinstance(path, list) else ():
        text = str(segment)
        if text or len(path) > 1:
            yield "{}" if text.startswith(":") else _VARIABLE.sub("{}", text)


def _server_path(host: Any, variables: Mapping[str, str]) -> list[str]:
    """The path in the address that a variable stands for, such as `{{baseUrl}}`."""
    address = ".".join(map(str, host)) if isinstance(host, list) else ""
    match = _VARIABLE.fullmatch(address)
    value = variables.get(match[1], "") if match else ""
    rest = _ADDRESS.sub("", value, count=1).strip("/")
    return rest.split("/") if rest else []
