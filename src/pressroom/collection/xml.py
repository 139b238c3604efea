"""XML bodies: a JSON value, and the `xml` hints of its schema, in; indented XML out.

The rules are those of the XML Object in the OpenAPI Specification 3.0 to 3.2. Where it leaves
names open, the root is called after its component, and what isn't a name has `_` for each
character that XML doesn't allow.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import msgspec

from pressroom.collection.styles import plain
from pressroom.definition.examples import Part, Shape, Shapes
from pressroom.definition.model import Json

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMELESS = re.compile(
    "[^A-Za-z0-9_.\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0391-\u03a1\u03a3-\u03ce"
    "\u0410-\u044f\u3041-\u3094\u30a1-\u30fa\u4e00-\u9fa5\uac00-\ud7a3-]"
)
"""What isn't in a name: all but common letters that every edition of XML 1.0 knows."""
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DEEPEST = 60
_ROOT = "root"
_NO_PREFIXES: frozenset[str] = frozenset()

Element = ElementTree.Element


class _Node(msgspec.Struct, frozen=True):
    """What a schema says on XML: its hints, and how the `$ref` to it calls it."""

    shape: Shape
    component: str

    def text(self, hint: str) -> str:
        found = self.shape.xml.get(hint)
        return found if isinstance(found, str) else ""

    @property
    def place(self) -> str:
        """Where the value goes: 3.2's `nodeType`, which `attribute` and `wrapped` stood for."""
        hints = self.shape.xml
        if not hints:
            return ""
        if hints.get("attribute") is True:
            return self.text("nodeType") or "attribute"
        return self.text("nodeType") or ("element" if hints.get("wrapped") is True else "")


class XmlWriter:
    """Writes the XML of one conversion.

    Args:
        shapes: what the conversion's schemas demand.
        indentation: of each level.
    """

    def __init__(self, shapes: Shapes, indentation: str) -> None:
        self._shapes = shapes
        self._indentation = indentation

    def text(self, value: Json, part: Part) -> str:
        """`value` as a document with one root element."""
        node = self._node(part)
        root = _element(None, node.text("name") or node.component or _ROOT, node, _NO_PREFIXES)
        if isinstance(value, list):
            item = self._item(node)
            name = item.text("name") or item.component or "item"
            self._repeated(root, name, value, item, _declared(root))
        else:
            self._fill(root, value, node, _declared(root), 0)
        ElementTree.indent(root, self._indentation)
        return _DECLARATION + ElementTree.tostring(root, encoding="unicode")

    def _node(self, part: Part) -> _Node:
        return _Node(part.shape, self._shapes.name(part))

    def _member_node(self, node: _Node, name: str) -> _Node:
        """The property `name`, by the first schema that declares it, alternatives included."""
        for shape in self._with_alternatives(node.shape):
            if name in shape.properties:
                return self._node(self._shapes.member(shape, name))
        return self._node(self._shapes.rest(node.shape))

    def _item(self, node: _Node) -> _Node:
        shapes = self._with_alternatives(node.shape)
        found = next((shape for shape in shapes if shape.arrangements), node.shape)
        return self._node(self._shapes.item(found, 0))

    def _with_alternatives(self, shape: Shape) -> Iterator[Shape]:
        """All alternatives too, as nothing tells which of them a value was made for."""
        seen: set[Shape] = set()
        waiting = [shape]
        while waiting:
            one = waiting.pop(0)
            if one not in seen:
                seen.add(one)
                yield one
                for group in one.groups:
                    waiting.extend(self._shapes.options(group))

    def _fill(
        self, element: Element, value: Json, node: _Node, prefixes: frozenset[str], depth: int
    ) -> None:
        if not isinstance(value, dict) or depth > _DEEPEST:
            _append(element, plain(value))
            return
        for name, one in value.items():
            self._member(element, name, one, self._member_node(node, name), prefixes, depth)

    def _member(
        self,
        parent: Element,
        name: str,
        value: Json,
        node: _Node,
        prefixes: frozenset[str],
        depth: int,
    ) -> None:
        """A property, as an attribute, as text, or as elements."""
        place = node.place
        if place == "attribute":
            parent.set(_qualified(parent, node.text("name") or name, node, prefixes), _clean(value))
        elif place in ("text", "cdata"):
            _append(parent, plain(value))
        elif isinstance(value, list):
            own = node.text("name") or name
            wrapper = _element(parent, own, node, prefixes) if place == "element" else parent
            item = self._item(node)
            inner = item.text("name") or (own if wrapper is not parent else name)
            self._repeated(wrapper, inner, value, item, prefixes | _declared(wrapper), depth)
        elif place == "none":
            self._fill(parent, value, node, prefixes, depth + 1)
        else:
            element = _element(parent, node.text("name") or name, node, prefixes)
            self._fill(element, value, node, prefixes | _declared(element), depth + 1)

    def _repeated(
        self,
        parent: Element,
        name: str,
        values: list[Json],
        node: _Node,
        prefixes: frozenset[str],
        depth: int = 0,
    ) -> None:
        for value in values:
            element = _element(parent, name, node, prefixes)
            if isinstance(value, list) and depth <= _DEEPEST:
                inside = prefixes | _declared(element)
                self._repeated(element, name, value, self._item(node), inside, depth + 1)
            else:
                self._fill(element, value, node, prefixes | _declared(element), depth + 1)


def _element(parent: Element | None, name: str, node: _Node, prefixes: frozenset[str]) -> Element:
    element = Element("") if parent is None else ElementTree.SubElement(parent, "")
    if not node.text("prefix") and node.text("namespace"):
        element.set("xmlns", _clean(node.text("namespace")))
    element.tag = _qualified(element, name, node, prefixes)
    return element


def _qualified(element: Element, name: str, node: _Node, prefixes: frozenset[str]) -> str:
    """A name with its prefix, which is declared on `element`; without one that nobody declares."""
    if not node.text("prefix"):
        return _named(name)
    prefix, namespace = _named(node.text("prefix")), _clean(node.text("namespace"))
    if prefix.lower().startswith("xml"):
        return _named(name)
    if namespace:
        element.set(f"xmlns:{prefix}", namespace)
    known = namespace or prefix in prefixes or f"xmlns:{prefix}" in element.attrib
    return f"{prefix}:{_named(name)}" if known else _named(name)


def _declared(element: Element) -> frozenset[str]:
    if not element.attrib:
        return _NO_PREFIXES
    return frozenset(name.partition(":")[2] for name in element.attrib if name.startswith("xmlns:"))


def _named(name: str) -> str:
    name = _NAMELESS.sub("_", name)
    return f"_{name}" if not name or name[0] in "0123456789.-" else name


def _append(element: Element, text: str) -> None:
    element.text = (element.text or "") + _clean(text)


def _clean(value: Json) -> str:
    """Text without the characters that XML can't hold."""
    return _FORBIDDEN.sub("", plain(value))
