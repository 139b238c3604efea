"""Schemas -> flats: `$ref`s followed, `allOf` merged, each schema once."""

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from pressroom.definition import Schema
from pressroom.errors import MissingReference
from pressroom.sdk.plan.flat import EMPTY, Flat, both, merged
from pressroom.sdk.plan.keywords import Reader, is_annotation
from pressroom.sdk.plan.model import Json

_COMPOSED = frozenset(("$ref", "allOf", "oneOf", "anyOf"))
_MAX_DEPTH = 150
"""How many schemas may be merged into one another; longer chains are taken for circles."""


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
        self._read = Reader().read
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
        if found is None and _COMPOSED.isdisjoint(value):
            found = self._flats[id(value)] = self._read(schema)
        elif found is None:
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
            self._kept.extend(schema.value for schema in schemas)
            self._joined[key] = (
                structured[0]
                if len(structured) == 1
                else self.made(self.together(schemas), schemas[0])
            )
        return self._joined[key]

    def with_base(self, base: Flat, flat: Flat, like: Schema) -> Schema:
        """A schema that demands both; its references start where those of `like` do."""
        return self.made(both(base, flat), like)

    def target(self, schema: Schema) -> Schema | None:
        """What a schema's `$ref` names; `None` when it is missing."""
        try:
            return schema.resolve()
        except MissingReference as error:
            self._report("missing-reference", f"{error.message}; any value is taken")
            return None

    def together(self, schemas: tuple[Schema, ...]) -> Flat:
        """What all of these demand, and say of themselves."""
        return self.flat(schemas[0]) if len(schemas) == 1 else merged(map(self.flat, schemas))

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
        return merged((*inherited, own)) if inherited else own

    def _referred(self, schema: Schema) -> Flat:
        target = self.target(schema)
        flat = self.flat(target) if target else EMPTY
        if len(schema.value) == 1:
            return flat
        beside = self.beside(schema)
        if beside:
            return merged((flat, self.flat(beside)))
        rest = {key: value for key, value in schema.value.items() if is_annotation(key)}
        return both(flat, self._own(schema.child(rest)))

    def _inherited(self, flat: Flat, part: Schema) -> Flat:
        """A part of an `allOf`: what tells the children of a base apart isn't theirs."""
        if flat.discriminator is None or not isinstance(part.value.get("$ref"), str):
            return flat
        return replace(flat, discriminator=None, groups=())

    def _own(self, schema: Schema) -> Flat:
        """What a schema says itself, its `allOf` aside."""
        own = self._read(schema)
        for keyword in ("oneOf", "anyOf"):
            if keyword in schema.value:
                own = self._with_alternatives(own, schema, keyword)
        return own

    def _with_alternatives(self, own: Flat, schema: Schema, keyword: str) -> Flat:
        kept, null = self.alternatives(schema, keyword)
        flats = [self.flat(part) for part in kept]
        null = null or any(flat.nullable for flat in flats)
        own = replace(own, nullable=own.nullable or (null and not own.kinds))
        if len(kept) == 1:
            return both(replace(flats[0], description="", title=""), own)
        if not any(flat.structured for flat in flats):
            return own
        return replace(own, groups=(*own.groups, kept))


def _is_null(value: Json) -> bool:
    return isinstance(value, dict) and (value.get("type") == "null" or value.get("enum") == [None])


def _shown(value: Mapping[str, Json]) -> str:
    return f"the schema {value['title']!r}" if isinstance(value.get("title"), str) else "a schema"
