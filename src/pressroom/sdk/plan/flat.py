"""A schema -> what it demands, as one value: `$ref` followed and `allOf` merged.

What a client library needs is kept: types, properties, alternatives, names. Bounds of numbers,
patterns and the like aren't; the server checks them.
"""

from collections.abc import Callable, Iterable, Mapping

import msgspec
from msgspec.structs import replace

from pressroom.definition import Schema
from pressroom.errors import MissingReference
from pressroom.sdk.plan.model import UNSET, Json

_ANNOTATIONS = frozenset(
    (
        "title", "summary", "description", "default", "example", "examples", "deprecated",
        "readOnly", "writeOnly", "nullable", "xml", "externalDocs", "$comment", "$schema", "$id",
        "$anchor", "$dynamicAnchor", "$defs", "definitions",
    )
)  # fmt: skip
"""What doesn't change which values a schema allows, `null` aside."""

_KINDS = ("object", "array", "string", "number", "integer", "boolean", "null")
_IMPLIED = (
    ("properties", "object"),
    ("additionalProperties", "object"),
    ("patternProperties", "object"),
    ("items", "array"),
    ("prefixItems", "array"),
    ("pattern", "string"),
    ("minLength", "string"),
    ("maxLength", "string"),
    ("contentEncoding", "string"),
    ("contentMediaType", "string"),
    ("minimum", "number"),
    ("maximum", "number"),
    ("multipleOf", "number"),
)
"""The types that keywords suggest where there is no `type`."""

_MAX_DEPTH = 60
"""How many schemas may be merged into one another; longer chains are taken for circles."""

_NUMERIC = frozenset(("int32", "int64", "float", "double"))


class Flat(msgspec.Struct, frozen=True, eq=False):
    """What a schema demands. An empty `kinds` leaves the type open.

    `properties` has each property's schemas, several where `allOf` says more than one; `groups`
    each `oneOf` or `anyOf` that has two or more alternatives besides `null`.
    """

    kinds: tuple[str, ...] = ()
    nullable: bool = False
    values: tuple[Json, ...] | None = None
    format: str = ""
    encoding: str = ""
    media: str = ""
    properties: Mapping[str, tuple[Schema, ...]] = {}
    required: frozenset[str] = frozenset()
    items: tuple[Schema, ...] = ()
    additional: Schema | bool | None = None
    groups: tuple[tuple[Schema, ...], ...] = ()
    discriminator: Mapping[str, Json] | None = None
    title: str = ""
    description: str = ""
    deprecated: bool = False
    read_only: bool = False
    write_only: bool = False
    default: Json = UNSET
    example: Json = UNSET
    unique: bool = False
    labels: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def structured(self) -> bool:
        """Whether it says what a value looks like, rather than bounds only."""
        return bool(
            self.kinds or self.properties or self.groups or self.items or self.values is not None
        ) or isinstance(self.additional, Schema)


EMPTY = Flat()


class Flattener:
    """Flattens the schemas of one definition, each once.

    Args:
        components: the definition's named schemas.
        siblings: whether what stands beside a `$ref` counts, as it does since OpenAPI 3.1.
        report: told of each reference that is missing, and of schemas that contain themselves.
    """

    def __init__(
        self,
        components: dict[str, Schema],
        *,
        siblings: bool,
        report: Callable[[str, str], None],
    ) -> None:
        self._components = components
        self._names = {id(one.value): name for name, one in reversed(components.items())}
        self._siblings = siblings
        self._report = report
        self._flats: dict[int, Flat] = {}
        self._kept: list[Json] = []
        self._joined: dict[tuple[int, ...], Schema] = {}
        self._under_way: set[int] = set()

    def flat(self, schema: Schema) -> Flat:
        """What a schema demands."""
        value = schema.value
        if not isinstance(value, dict):
            return EMPTY
        found = self._flats.get(id(value))
        if found is None:
            if id(value) in self._under_way or len(self._under_way) >= _MAX_DEPTH:
                self._report("circular", f"{_shown(value)} contains itself; that part is ignored")
                return EMPTY
            self._under_way.add(id(value))
            found = self._flats[id(value)] = self._flattened(schema)
            self._under_way.discard(id(value))
        return found

    def made(self, flat: Flat, like: Schema) -> Schema:
        """A schema that demands what `flat` does; its references start where those of `like` do."""
        value: dict[str, Json] = {}
        self._kept.append(value)
        self._flats[id(value)] = flat
        return like.child(value)

    def all_of(self, schemas: tuple[Schema, ...]) -> Schema:
        """One schema that demands what all of these do; the same one each time."""
        if len(schemas) == 1:
            return schemas[0]
        key = tuple(id(schema.value) for schema in schemas)
        if key not in self._joined:
            structured = [one for one in schemas if self.flat(one).structured]
            merged = _merged(map(self.flat, schemas))
            self._kept.extend(schema.value for schema in schemas)
            self._joined[key] = (
                structured[0] if len(structured) == 1 else self.made(merged, schemas[0])
            )
        return self._joined[key]

    def merged(self, base: Flat, flat: Flat, like: Schema) -> Schema:
        """A schema that demands both; its references start where those of `like` do."""
        return self.made(_both(base, flat), like)

    def target(self, schema: Schema) -> Schema | None:
        """What a schema's `$ref` names; `None` when it is missing."""
        try:
            return schema.resolve()
        except MissingReference as error:
            self._report("missing-reference", f"{error.message}; any value is taken")
            return None

    def together(self, schemas: tuple[Schema, ...]) -> Flat:
        """What all of these demand, and say of themselves."""
        return _merged(map(self.flat, schemas))

    def identity(self, schema: Schema) -> int:
        """The same number for schemas that are, or refer to, the same one."""
        target = self.target(schema) if "$ref" in schema.value else schema
        return id(target.value if target else schema.value)

    def component(self, identity: int) -> str:
        """The name of a component, empty when it is none."""
        return self._names.get(identity, "")

    def mapped(self, text: str, like: Schema) -> int | None:
        """The identity of what a discriminator's mapping names: a component or a reference."""
        if text in self._components:
            return self.identity(self._components[text])
        target = self.target(like.child({"$ref": text}))
        return id(target.value) if target else None

    def beside(self, schema: Schema) -> Schema | None:
        """What stands beside a `$ref` and changes what is allowed, as a schema."""
        rest = {key: value for key, value in schema.value.items() if key != "$ref"}
        if not self._siblings or all(map(is_annotation, rest)):
            return None
        self._kept.append(rest)
        return schema.child(rest)

    def alternatives(self, schema: Schema, keyword: str) -> tuple[tuple[Schema, ...], bool]:
        """The schemas of a `oneOf`, `anyOf` or `allOf` that aren't `null`; whether one is."""
        listed = schema.value.get(keyword)
        parts = [
            schema.child(value)
            for value in (listed if isinstance(listed, list) else ())
            if isinstance(value, dict | bool)
        ]
        kept = tuple(part for part in parts if not _is_null(part.value))
        return kept, len(kept) < len(parts)

    def _flattened(self, schema: Schema) -> Flat:
        if isinstance(schema.value.get("$ref"), str):
            return self._referred(schema)
        own = self._own(schema)
        parts, _ = self.alternatives(schema, "allOf")
        inherited = [self._inherited(self.flat(part), part) for part in parts]
        return _merged((*inherited, own)) if inherited else own

    def _referred(self, schema: Schema) -> Flat:
        target = self.target(schema)
        flat = self.flat(target) if target else EMPTY
        if len(schema.value) == 1:
            return flat
        beside = self.beside(schema)
        if beside:
            return _merged((flat, self.flat(beside)))
        rest = {key: value for key, value in schema.value.items() if is_annotation(key)}
        return _both(flat, self._own(schema.child(rest)))

    def _inherited(self, flat: Flat, part: Schema) -> Flat:
        """A part of an `allOf`: what tells the children of a base apart isn't theirs."""
        if flat.discriminator is None or not isinstance(part.value.get("$ref"), str):
            return flat
        return replace(flat, discriminator=None, groups=())

    def _own(self, schema: Schema) -> Flat:
        """What a schema says itself, its `allOf` aside."""
        node = schema.value
        kinds, nullable = _kinds(node)
        values = _values(node)
        if values is not None and None in values:
            nullable = True
            values = tuple(value for value in values if value is not None)
        own = Flat(
            kinds=kinds,
            nullable=nullable,
            values=values,
            format="binary" if node.get("type") == "file" else _text(node, "format"),
            encoding=_text(node, "contentEncoding"),
            media=_text(node, "contentMediaType"),
            properties=_properties(schema),
            required=frozenset(_texts(node, "required")),
            items=_items(schema),
            additional=_additional(schema),
            discriminator=_discriminator(node),
            title=_text(node, "title"),
            description=_text(node, "description"),
            unique=node.get("uniqueItems") is True,
            deprecated=node.get("deprecated") is True,
            read_only=node.get("readOnly") is True,
            write_only=node.get("writeOnly") is True,
            default=node.get("default", UNSET),
            example=_example(node),
            labels=_texts(node, "x-enum-varnames") or _texts(node, "x-enumNames"),
            notes=_notes(node, values),
        )
        for keyword in ("oneOf", "anyOf"):
            if keyword in node:
                own = self._with_alternatives(own, schema, keyword)
        return own

    def _with_alternatives(self, own: Flat, schema: Schema, keyword: str) -> Flat:
        kept, null = self.alternatives(schema, keyword)
        flats = [self.flat(part) for part in kept]
        null = null or any(flat.nullable for flat in flats)
        own = replace(own, nullable=own.nullable or (null and not own.kinds))
        if len(kept) == 1:
            return _both(replace(flats[0], description="", title=""), own)
        if not any(flat.structured for flat in flats):
            return own
        return replace(own, groups=(*own.groups, kept))


def is_annotation(keyword: str) -> bool:
    """Whether a keyword doesn't change which values are allowed."""
    return keyword in _ANNOTATIONS or keyword.startswith("x-")


def _is_null(value: Json) -> bool:
    return isinstance(value, dict) and (value.get("type") == "null" or value.get("enum") == [None])


def _merged(flats: Iterable[Flat]) -> Flat:
    merged = EMPTY
    for flat in flats:
        merged = flat if merged is EMPTY else _both(merged, flat)
    return merged


def _both(one: Flat, other: Flat) -> Flat:
    """What two flats demand together; what `other` says of itself counts first."""
    properties = dict(one.properties)
    for key, schemas in other.properties.items():
        properties[key] = _distinct((*properties.get(key, ()), *schemas))
    return Flat(
        kinds=_narrower(one.kinds, other.kinds),
        nullable=one.nullable or other.nullable,
        values=_common(one.values, other.values),
        format=other.format or one.format,
        encoding=other.encoding or one.encoding,
        media=other.media or one.media,
        properties=properties,
        required=one.required | other.required,
        items=_distinct((*one.items, *other.items)),
        additional=_stricter(one.additional, other.additional),
        groups=one.groups + other.groups,
        discriminator=other.discriminator or one.discriminator,
        title=other.title,
        description=other.description or one.description,
        deprecated=one.deprecated or other.deprecated,
        read_only=one.read_only or other.read_only,
        write_only=one.write_only or other.write_only,
        unique=one.unique or other.unique,
        default=one.default if other.default is UNSET else other.default,
        example=one.example if other.example is UNSET else other.example,
        labels=other.labels or one.labels,
        notes=other.notes or one.notes,
    )


def _distinct(schemas: tuple[Schema, ...]) -> tuple[Schema, ...]:
    """Each schema once: `$ref`s to the same are the same."""
    found: dict[Json, Schema] = {}
    for schema in schemas:
        value = schema.value
        reference = value.get("$ref") if isinstance(value, dict) and len(value) == 1 else None
        found.setdefault((reference, schema.file) if reference else id(value), schema)
    return tuple(found.values())


def _narrower(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    if not one or not other:
        return one or other
    if "integer" in other and "number" in one:
        return other
    return tuple(kind for kind in one if kind in other) or other


def _common(
    one: tuple[Json, ...] | None, other: tuple[Json, ...] | None
) -> tuple[Json, ...] | None:
    if one is None or other is None:
        return other if one is None else one
    return tuple(value for value in one if value in other) or other


def _stricter(one: Schema | bool | None, other: Schema | bool | None) -> Schema | bool | None:
    if isinstance(other, Schema) or one is None:
        return other if other is not None else one
    return one if isinstance(one, Schema) or other is None else other


def _kinds(node: Mapping[str, Json]) -> tuple[tuple[str, ...], bool]:
    """The types that are allowed besides `null`, and whether `null` is."""
    declared = node.get("type")
    listed = declared if isinstance(declared, list) else [declared]
    kinds = tuple(kind for kind in _KINDS if kind in listed)
    nullable = node.get("nullable") is True or node.get("x-nullable") is True or "null" in kinds
    kinds = tuple(kind for kind in kinds if kind != "null")
    if "integer" in kinds and "number" in kinds:
        kinds = tuple(kind for kind in kinds if kind != "integer")
    if kinds or (nullable and "null" in listed):
        return kinds or ("null",), nullable
    if declared == "file":
        return ("string",), nullable
    implied = next((kind for keyword, kind in _IMPLIED if keyword in node), "")
    if implied == "object" and not isinstance(node.get("properties", {}), dict):
        implied = ""
    if not implied and isinstance(node.get("format"), str):
        implied = "number" if node["format"] in _NUMERIC else "string"
    return (implied,) if implied else (), nullable


def _values(node: Mapping[str, Json]) -> tuple[Json, ...] | None:
    if "const" in node:
        return (node["const"],)
    listed = node.get("enum")
    if not isinstance(listed, list) or not listed:
        return None
    return tuple({(type(value), str(value)): value for value in listed}.values())


def _properties(schema: Schema) -> Mapping[str, tuple[Schema, ...]]:
    listed = schema.value.get("properties")
    if not isinstance(listed, dict):
        return {}
    return {
        str(key): (schema.child(value),)
        for key, value in listed.items()
        if isinstance(value, dict) or value is True
    }


def _items(schema: Schema) -> tuple[Schema, ...]:
    node = schema.value
    prefix = node.get("prefixItems")
    if isinstance(prefix, list) and prefix:
        return (schema.child({"anyOf": [one for one in prefix if isinstance(one, dict)]}),)
    items = node.get("items")
    return (schema.child(items),) if isinstance(items, dict | bool) else ()


def _additional(schema: Schema) -> Schema | bool | None:
    node = schema.value
    declared = node.get("additionalProperties")
    if isinstance(declared, dict):
        return schema.child(declared) if declared else True
    patterns = node.get("patternProperties")
    if isinstance(patterns, dict):
        schemas = [value for value in patterns.values() if isinstance(value, dict)]
        if schemas:
            return schema.child(schemas[0] if len(schemas) == 1 else {"anyOf": schemas})
    return declared if isinstance(declared, bool) else None


def _discriminator(node: Mapping[str, Json]) -> Mapping[str, Json] | None:
    """The Discriminator Object; 2.0 has only the property's name."""
    declared = node.get("discriminator")
    if isinstance(declared, str):
        return {"propertyName": declared}
    if isinstance(declared, dict) and isinstance(declared.get("propertyName"), str):
        return declared
    return None


def _example(node: Mapping[str, Json]) -> Json:
    if "example" in node:
        return node["example"]
    examples = node.get("examples")
    return examples[0] if isinstance(examples, list) and examples else UNSET


def _notes(node: Mapping[str, Json], values: tuple[Json, ...] | None) -> tuple[str, ...]:
    """What `x-enum-descriptions` says of each value, as a list or by value."""
    listed = node.get("x-enum-descriptions", node.get("x-enumDescriptions"))
    if isinstance(listed, dict):
        return tuple(str(listed.get(str(value)) or "") for value in values or ())
    return tuple(map(str, listed)) if isinstance(listed, list) else ()


def _text(node: Mapping[str, Json], key: str) -> str:
    value = node.get(key)
    return value if isinstance(value, str) else ""


def _texts(node: Mapping[str, Json], key: str) -> tuple[str, ...]:
    listed = node.get(key)
    if not isinstance(listed, list):
        return ()
    return tuple(value for value in listed if isinstance(value, str))


def _shown(value: Mapping[str, Json]) -> str:
    return f"the schema {value['title']!r}" if isinstance(value.get("title"), str) else "a schema"
