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
from pressroom.definition.examples.layers import Layers, listed, mapped, properties, target
from pressroom.definition.model import Json, Schema

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
_INSIDE = ("properties", "items", "additionalProperties")

Element = ElementTree.Element


class _Node(msgspec.Struct, frozen=True, gc=False):
    """What a schema says on XML: its hints, and where to look for those of what is inside."""

    hints: dict[str, Json]
    component: str
    properties: dict[str, Layers]
    items: Layers
    rest: Layers

    def text(self, hint: str) -> str:
        found = self.hints.get(hint) if self.hints else None
        return found if isinstance(found, str) else ""

    @property
    def place(self) -> str:
        """Where the value goes: 3.2's `nodeType`, which `attribute` and `wrapped` stood for."""
        if not self.hints:
            return ""
        if self.hints.get("attribute") is True:
            return self.text("nodeType") or "attribute"
        return self.text("nodeType") or ("element" if self.hints.get("wrapped") is True else "")


class XmlWriter:
    """Writes the XML of one conversion; what a schema says is worked out once.

    Args:
        indentation: of each level.
    """

    def __init__(self, indentation: str) -> None:
        self._indentation = indentation
        self._nodes: dict[tuple[int, ...], tuple[Layers, _Node]] = {}

    def text(self, value: Json, schema: Schema | None) -> str:
        """`value` as a document with one root element."""
        layers = (schema,) if schema is not None else ()
        node = self._node(layers)
        root = _element(None, node.text("name") or node.component or _ROOT, node, _NO_PREFIXES)
        if isinstance(value, list):
            item = self._node(node.items)
            name = item.text("name") or item.component or "item"
            self._repeated(root, name, value, node.items, _declared(root))
        else:
            self._fill(root, value, node, _declared(root), 0)
        ElementTree.indent(root, self._indentation)
        return _DECLARATION + ElementTree.tostring(root, encoding="unicode")

    def _node(self, schemas: Layers) -> _Node:
        key = tuple(id(schema.value) for schema in schemas)
        if key not in self._nodes:
            self._nodes[key] = (schemas, _read(schemas))
        return self._nodes[key][1]

    def _fill(
        self, element: Element, value: Json, node: _Node, prefixes: frozenset[str], depth: int
    ) -> None:
        if not isinstance(value, dict) or depth > _DEEPEST:
            _append(element, plain(value))
            return
        for name, one in value.items():
            self._member(element, name, one, node.properties.get(name, node.rest), prefixes, depth)

    def _member(
        self,
        parent: Element,
        name: str,
        value: Json,
        schemas: Layers,
        prefixes: frozenset[str],
        depth: int,
    ) -> None:
        """A property, as an attribute, as text, or as elements."""
        node = self._node(schemas)
        place = node.place
        if place == "attribute":
            parent.set(_qualified(parent, node.text("name") or name, node, prefixes), _clean(value))
        elif place in ("text", "cdata"):
            _append(parent, plain(value))
        elif isinstance(value, list):
            own = node.text("name") or name
            wrapper = _element(parent, own, node, prefixes) if place == "element" else parent
            inner = self._node(node.items).text("name") or (own if wrapper is not parent else name)
            self._repeated(wrapper, inner, value, node.items, prefixes | _declared(wrapper), depth)
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
        schemas: Layers,
        prefixes: frozenset[str],
        depth: int = 0,
    ) -> None:
        node = self._node(schemas)
        for value in values:
            element = _element(parent, name, node, prefixes)
            if isinstance(value, list) and depth <= _DEEPEST:
                inside = prefixes | _declared(element)
                self._repeated(element, name, value, node.items, inside, depth + 1)
            else:
                self._fill(element, value, node, prefixes | _declared(element), depth + 1)


def _read(schemas: Layers) -> _Node:
    sources = tuple(_sources(schemas))
    hints: dict[str, Json] = {}
    component = ""
    for schema in sources:
        if "xml" in schema.value:
            hints = mapped(schema.value, "xml") | hints
        if "$ref" in schema.value and not component:
            component = _component(schema.value)
    every = _with_alternatives(sources)
    if not any(keyword in one.value for one in every for keyword in _INSIDE):
        return _Node(hints, component, {}, (), ())
    return _Node(
        hints=hints,
        component=component,
        properties=properties(every),
        items=_children(every, "items"),
        rest=_children(every, "additionalProperties"),
    )


def _sources(schemas: Layers) -> Iterator[Schema]:
    """The schemas with what they refer to and the parts of `allOf`, the outermost first."""
    waiting = list(schemas)
    seen: set[int] = set()
    for schema in waiting:
        if isinstance(schema.value, dict) and id(schema.value) not in seen:
            seen.add(id(schema.value))
            yield schema
            if "$ref" in schema.value:
                waiting.append(target(schema))
            if "allOf" in schema.value:
                waiting.extend(schema.child(part) for part in listed(schema.value, "allOf"))


def _with_alternatives(sources: Layers) -> Layers:
    """All alternatives too, as nothing tells which of them a value was made for."""
    found = {id(schema.value): schema for schema in sources}
    waiting = list(sources)
    for schema in waiting:
        for keyword in ("oneOf", "anyOf"):
            if keyword in schema.value:
                options = tuple(schema.child(one) for one in listed(schema.value, keyword))
                new = [one for one in _sources(options) if id(one.value) not in found]
                found |= {id(one.value): one for one in new}
                waiting.extend(new)
    return tuple(found.values())


def _component(value: Json) -> str:
    reference = value.get("$ref")
    return reference.rpartition("/")[2] if isinstance(reference, str) else ""


def _children(sources: Layers, keyword: str) -> Layers:
    return tuple(
        schema.child(schema.value[keyword])
        for schema in sources
        if isinstance(schema.value.get(keyword), dict)
    )


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
