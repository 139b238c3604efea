"""Schemas -> types and models.

Every component becomes a model under its own name, or the one that `x-pressroom-name` gives. What
is nested takes its property's name; when a model of another shape has that, the parent's short name
is put before it. Nested models of the same name and shape are one.
"""

from collections.abc import Sequence

from pressroom.definition import Definition, Schema
from pressroom.sdk.plan import forms
from pressroom.sdk.plan.building import Builder
from pressroom.sdk.plan.casing import pascal
from pressroom.sdk.plan.decisions import Decisions
from pressroom.sdk.plan.families import Families
from pressroom.sdk.plan.flat import Flat
from pressroom.sdk.plan.flattening import Flattener
from pressroom.sdk.plan.forms import nullable
from pressroom.sdk.plan.keywords import is_annotation
from pressroom.sdk.plan.model import (
    ANY,
    Alias,
    Array,
    Choice,
    Constant,
    Enum,
    Map,
    Model,
    Name,
    Nullable,
    Object,
    Primitive,
    Reference,
    Type,
)
from pressroom.sdk.plan.names import Scope, joined, name_of
from pressroom.sdk.plan.places import Claim, Place
from pressroom.sdk.plan.shapes import Shapes

_COMPOSED = frozenset(("allOf", "oneOf", "anyOf"))
_MAX_DEPTH = 40
_ANY_OF = Name(("any",), "")


class Models:
    """The models of one plan, made as they are asked for, each schema once."""

    def __init__(self, definition: Definition, decisions: Decisions) -> None:
        self._decisions = decisions
        components = forms.components(definition)
        self._flattener = Flattener(
            components,
            siblings=not definition.version.startswith(("2", "3.0")),
            report=decisions.here,
        )
        self._shapes = Shapes(self._flattener)
        self._families = Families(components, self._flattener)
        self._builder = Builder(self._flattener, self.type_of)
        self._models: dict[str, Model | None] = {}
        self._scope = Scope()
        self._owners: dict[str, Schema] = {}
        self._keys: dict[int, str] = {}
        self._numbered: dict[tuple[str, int], str] = {}
        self._types: dict[int, Type] = {}
        self._alternatives: dict[int, tuple[Schema, ...]] = {}
        self._waiting: list[tuple[Claim, Schema]] = []
        self._bases: dict[str, Claim] = {}
        for name, schema in components.items():
            decisions.place = name
            called = self.flat(schema).called
            self._register(schema, (name_of(called or name, "model"),))
        self.finish()

    @property
    def models(self) -> dict[str, Model]:
        """All of them, each nested one after its parent."""
        return {key: model for key, model in self._models.items() if model is not None}

    def type_of(self, schema: Schema | None, place: Place) -> Type:
        """The type of a schema; a model is made at `place` if it takes one."""
        if schema is None or not isinstance(schema.value, dict):
            return ANY
        found = self._types.get(id(schema.value))
        if found is None:
            if isinstance(schema.value.get("$ref"), str):
                return self._referred(schema, place)
            found = self._types[id(schema.value)] = self._anonymous(schema, place)
        return found

    def object_of(self, type_: Type) -> Object | None:
        """The object that a type is, through names and `null`."""
        if isinstance(type_, Nullable):
            return self.object_of(type_.of)
        model = self._models.get(type_.key) if isinstance(type_, Reference) else None
        if isinstance(model, Alias):
            return self.object_of(model.type)
        return model if isinstance(model, Object) else None

    def is_text(self, type_: Type) -> bool:
        """Whether values are written as text: those that have no parts, and no others."""
        if isinstance(type_, Nullable):
            return self.is_text(type_.of)
        if isinstance(type_, Choice):
            return all(map(self.is_text, type_.members))
        model = self._models.get(type_.key) if isinstance(type_, Reference) else None
        if isinstance(model, Alias):
            return self.is_text(model.type)
        return isinstance(model, Enum) or isinstance(type_, Primitive | Constant)

    def flat(self, schema: Schema) -> Flat:
        """What a schema demands."""
        return self._flattener.flat(schema)

    def finish(self) -> None:
        """Build what is referred to and not built yet."""
        for claim, schema in self._waiting:  # grows on the way
            self._decisions.place = claim.name.source
            self._models[claim.key] = None
            self._models[claim.key] = self._named(claim, schema)
            if claim.key in self._bases:
                self._build_family(self._bases[claim.key], schema)
        self._waiting.clear()

    # what is referred to

    def _register(self, schema: Schema, names: Sequence[Name]) -> Type:
        """Give a schema that is referred to its name; it is built later."""
        name = self._take(names, schema)
        claim = Claim(pascal(name), name, name, pascal(name))
        self._waiting.append((claim, schema))
        if not isinstance(schema.value, dict) or isinstance(schema.value.get("$ref"), str):
            return ANY
        flat = self.flat(schema)
        type_: Type = Reference(claim.key)
        if forms.form(flat, named=True) == "plain" and not forms.is_collection(flat):
            type_ = forms.primitive(flat)
        elif self._families.descendants(schema):
            family = self._take((joined(_ANY_OF, name),), None)
            self._bases[claim.key] = Claim(pascal(family), family, family, claim.key)
            type_ = Reference(pascal(family))
        return self._types.setdefault(id(schema.value), nullable(type_, flat.nullable))

    def _referred(self, schema: Schema, place: Place) -> Type:
        target = self._flattener.target(schema)
        if target is None or not isinstance(target.value, dict):
            return ANY
        beside = self._flattener.beside(schema)
        if beside:
            merged = self._flattener.all_of((target, beside))
            found = self._types[id(schema.value)] = self.type_of(merged, place)
            return found
        if isinstance(target.value.get("$ref"), str):
            self._types[id(schema.value)] = ANY  # for those that lead back here
            found = self._types[id(schema.value)] = self.type_of(target, place)
            return found
        found = self._types.get(id(target.value)) or self._found(schema.value["$ref"], target)
        return nullable(found, schema.value.get("nullable") is True)

    def _found(self, reference: str, target: Schema) -> Type:
        """What a reference names that is no component."""
        name = forms.name_of_reference(reference)
        return self._register(target, (name, joined(name_of(target.file, "file"), name)))

    def _named(self, claim: Claim, schema: Schema) -> Model:
        """The model of a schema that is referred to."""
        if not isinstance(schema.value, dict):
            return Alias(claim.key, claim.name, claim.page, ANY)
        if isinstance(schema.value.get("$ref"), str):
            type_ = self.type_of(schema, claim.part("Value"))
            flat = self.flat(schema)
        else:
            flat = self.flat(schema)
            if forms.form(flat, named=True) != "plain":
                return self._built(claim, schema, named=True)
            type_ = self._plain(flat, claim.part("Item"))
        return Alias(claim.key, claim.name, claim.page, type_, flat.description, flat.deprecated)

    def _build_family(self, claim: Claim, schema: Schema) -> None:
        """The union of a base and what extends it."""
        flat = self.flat(schema)
        schemas = self._families.descendants(schema)
        members = [Reference(self._keys[id(one.value)]) for one in schemas]
        self._models[claim.key] = self._builder.union_of(claim, flat, members, schemas)

    # what is nested

    def _anonymous(self, schema: Schema, place: Place) -> Type:
        if not _COMPOSED.isdisjoint(schema.value):
            inner = self._wrapped(schema, place)
            if inner is not None:
                return inner
        flat = self.flat(schema)
        form = forms.form(flat, named=False)
        if form == "plain":
            type_ = self._plain(flat, place)
        elif form == "union" and (members := self._simple_members(flat, schema)):
            type_ = self._choice(members, place)
        elif place.depth > _MAX_DEPTH:
            self._decisions.here("too-deep", "a schema is nested too deep; any value is taken")
            return ANY
        else:
            type_ = self._nested(schema, place)
        return nullable(type_, flat.nullable)

    def _wrapped(self, schema: Schema, place: Place) -> Type | None:
        """What an `allOf`, `oneOf` or `anyOf` of one schema is, if nothing is beside it."""
        keywords = [key for key in schema.value if not is_annotation(key)]
        if len(keywords) != 1 or keywords[0] not in ("allOf", "oneOf", "anyOf"):
            return None
        kept, null = self._flattener.alternatives(schema, keywords[0])
        if len(kept) != 1:
            return None
        null = (null and keywords[0] != "allOf") or schema.value.get("nullable") is True
        return nullable(self.type_of(kept[0], place), null)

    def _nested(self, schema: Schema, place: Place) -> Type:
        called = self.flat(schema).called
        names = (name_of(called, "model"),) if called else place.names
        shared = self._shared(names, schema)
        if shared:
            return Reference(shared)
        name = self._take(names, schema)
        key = pascal(name)
        if name not in names:
            self._numbered[names[-1].key, self._shapes.of(schema)] = key
        claim = Claim(key, name, place.names[0], place.page or key, place.depth)
        self._models[key] = None
        self._models[key] = self._built(claim, schema, named=False)
        return Reference(key)

    def _built(self, claim: Claim, schema: Schema, *, named: bool) -> Model:
        flat = self.flat(schema)
        form = forms.form(flat, named=named)
        if form == "enum":
            return self._builder.enum(claim, flat)
        if form == "object":
            return self._builder.object(claim, flat)
        simple = self._simple_members(flat, schema)
        if not simple:
            return self._builder.union(claim, flat, self._alternatives_of(flat, schema))
        type_ = self._choice(simple, claim.part("Value"))
        return Alias(claim.key, claim.name, claim.page, type_, flat.description, flat.deprecated)

    # types without names

    def _plain(self, flat: Flat, place: Place) -> Type:
        if flat.properties and flat.kinds and "object" not in flat.kinds:
            self._decisions.here(
                "no-object", f"has properties, though its type is {flat.kinds[0]!r}; left out"
            )
        if flat.kinds == ("array",):
            items = self._flattener.all_of(flat.items) if flat.items else None
            return Array(self.type_of(items, place), unique=flat.unique)
        if flat.kinds == ("object",):
            additional = flat.additional
            return Map(self.type_of(additional if isinstance(additional, Schema) else None, place))
        return forms.primitive(flat)

    def _choice(self, members: Sequence[Schema], place: Place) -> Type:
        types = [self.type_of(one, place) for one in members]
        kept = tuple(dict.fromkeys(one.of if isinstance(one, Nullable) else one for one in types))
        return kept[0] if len(kept) == 1 else Choice(kept)

    def _alternatives_of(self, flat: Flat, schema: Schema) -> tuple[Schema, ...]:
        found = self._alternatives.get(id(flat))
        if found is None:
            found = forms.alternatives(flat, schema, self._flattener)
            self._alternatives[id(flat)] = found
        return found

    def _simple_members(self, flat: Flat, schema: Schema) -> tuple[Schema, ...]:
        """The alternatives, if their union needs no name."""
        members = self._alternatives_of(flat, schema)
        simple = all(forms.is_simple(one, self._flattener) for one in members)
        return members if simple else ()

    # names

    def _take(self, names: Sequence[Name], owner: Schema | None) -> Name:
        """The first name that no model has, else the last with a number."""
        name = self._scope.take(next((one for one in names if one not in self._scope), names[-1]))
        if owner is not None:
            self._owners[name.key] = owner
            self._keys.setdefault(id(owner.value), pascal(name))
        return name

    def _shared(self, names: Sequence[Name], schema: Schema) -> str:
        """The key of the model that has one of these names already, and the same shape."""
        for name in names:
            if name not in self._scope:
                return ""
            owner = self._owners.get(name.key)
            if owner and self._shapes.of(owner) == self._shapes.of(schema):
                return self._keys[id(owner.value)]
        return self._numbered.get((names[-1].key, self._shapes.of(schema)), "")
