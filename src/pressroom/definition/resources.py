"""Schema resources: what `$id`, `$self` and anchors name within a set of documents.

Sources: JSON Schema 2020-12, sections 8.2 and 9; OpenAPI 3.2, "Establishing the Base URI". A base
is what a relative reference starts from: the path of a file, or the URI of a resource.
"""

import posixpath
import re
from collections.abc import Collection, Mapping
from typing import NamedTuple
from urllib.parse import unquote, urljoin

from pressroom.definition.model import Json

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_ANCHORS = ("$anchor", "$dynamicAnchor")


class Resource(NamedTuple):
    """A schema with an `$id`, or a document with a `$self`; `file` is the path of its file."""

    node: Json
    file: str


def is_uri(text: str) -> bool:
    """Whether a base or reference is an absolute URI, rather than a path."""
    return _URI.match(text) is not None


def join(base: str, path: str) -> str:
    """`path`, which has no fragment, as it reads from `base`."""
    if is_uri(path) or is_uri(base):
        try:
            return urljoin(base, path)
        except ValueError:  # brackets that hold no IPv6 address
            return path
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(path)))


class Resources:
    """The resources of the documents that were added; of equal names the first one counts.

    Args:
        files: the paths that documents have, which no `$id` can take over.
    """

    def __init__(self, files: Collection[str]) -> None:
        self._files = files
        self._added: set[str] = set()
        self._resources: dict[str, Resource] = {}
        self._bases: dict[int, str] = {}
        self._anchors: dict[str, dict[str, Json]] = {}
        self._dynamic: dict[str, dict[str, Json]] = {}

    def add(self, document: Json, file: str) -> None:
        """Take note of every resource and anchor in a file."""
        if file in self._added:
            return
        self._added.add(file)
        todo: list[tuple[Json, str]] = [(document, self._own_base(document, file, file, "$self"))]
        while todo:
            node, base = todo.pop()
            if type(node) is dict:
                base = self._own_base(node, base, file, "$id")
                self._keep_anchors(node, base)
                todo.extend((value, base) for value in reversed(node.values()))
            elif type(node) is list:
                todo.extend((value, base) for value in reversed(node))

    def named(self, uri: str) -> Resource | None:
        """The resource with this URI."""
        return self._resources.get(uri)

    def base(self, node: Json, enclosing: str) -> str:
        """The base of references in `node`: its own, or that of what it stands in."""
        return self._bases.get(id(node), enclosing)

    def anchor(self, base: str, name: str) -> Json | None:
        """The schema with this `$anchor` or `$dynamicAnchor` in the resource with this base."""
        return self._anchors.get(base, {}).get(name)

    def dynamic(self, base: str) -> Mapping[str, Json]:
        """The schemas of a resource by their `$dynamicAnchor`."""
        return self._dynamic.get(base, {})

    def _own_base(self, node: Json, base: str, file: str, key: str) -> str:
        identifier = node.get(key) if isinstance(node, dict) else None
        uri, _, fragment = (
            identifier.partition("#") if isinstance(identifier, str) else ("", "", "")
        )
        uri = join(base, uri) if uri and not fragment else ""
        if not uri or uri in self._resources or uri in self._files:
            return base
        self._resources[uri] = Resource(node, file)
        self._bases[id(node)] = uri
        return uri

    def _keep_anchors(self, node: Mapping[str, Json], base: str) -> None:
        for key in _ANCHORS:
            name = node.get(key)
            if isinstance(name, str):
                self._anchors.setdefault(base, {}).setdefault(name, node)
                if key == "$dynamicAnchor":
                    self._dynamic.setdefault(base, {}).setdefault(name, node)
