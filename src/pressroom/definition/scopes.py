"""The dynamic scope of schemas: what a `$dynamicRef` means depends on the way that led to it.

Source: JSON Schema 2020-12, sections 7.1 and 8.2.3.2.
"""

from pressroom.definition.model import Json, References, Schema
from pressroom.definition.resources import Resources
from pressroom.errors import MissingReference

Scope = tuple[tuple[str, str], ...]
"""Each `$dynamicAnchor` met so far, with the base of the outermost resource that has it."""

_ALIAS = "dynamic:"


class ScopedSchema(Schema, frozen=True, eq=False, gc=False):
    """A schema of a definition whose bases are tracked, and the scope that it is read in."""

    scope: Scope = ()

    def child(self, value: Json) -> Schema:
        """See `Schema.child`."""
        return self.references.schema(value, self.file, self.scope)

    def at(self, value: Json, file: str) -> Schema:
        """See `Schema.at`."""
        return self.references.schema(value, file, self.scope)


class DynamicScopes:
    """Reads `$dynamicRef`s as `$ref`s, in a copy of their schema for each scope."""

    def __init__(self, references: References, resources: Resources) -> None:
        self._references = references
        self._resources = resources
        self._copies: dict[tuple[int, Scope], tuple[Json, Json]] = {}
        self._targets: dict[str, tuple[Json, str]] = {}

    def target(self, reference: str) -> tuple[Json, str] | None:
        """What one of the references leads to that stand for a `$dynamicRef`."""
        return self._targets.get(reference)

    def entered(self, base: str, scope: Scope) -> Scope:
        """The scope inside the resource with this base."""
        known = {name for name, _ in scope}
        new = [(name, base) for name in self._resources.dynamic(base) if name not in known]
        return tuple(sorted((*scope, *new))) if new else scope

    def settled(self, value: Json, base: str, scope: Scope) -> Json:
        """`value` as it reads in this scope: always the same object for the same two."""
        if not isinstance(value, dict) or not (scope or "$dynamicRef" in value):
            return value
        key = (id(value), scope)
        if key not in self._copies:
            self._copies[key] = (value, self._copy(value, base, scope))
        return self._copies[key][1]

    def _copy(self, value: dict[str, Json], base: str, scope: Scope) -> dict[str, Json]:
        reference = value.get("$dynamicRef")
        if not isinstance(reference, str):
            return dict(value)
        rest = {key: one for key, one in value.items() if key != "$dynamicRef"}
        settled = {"$ref": self._reference(reference, base, dict(scope))}
        if "$ref" not in rest:
            return {**rest, **settled}
        parts = rest.get("allOf")
        return {**rest, "allOf": [*(parts if isinstance(parts, list) else ()), settled]}

    def _reference(self, reference: str, base: str, scope: dict[str, str]) -> str:
        """A reference that leads where `reference` does in this scope.

        It leads to the outermost resource with the anchor, if what the reference names by itself
        is such an anchor; else it is an ordinary reference.
        """
        try:
            node, _ = self._references.follow(reference, base)
        except MissingReference:
            return reference
        name = node.get("$dynamicAnchor") if isinstance(node, dict) else None
        if name != reference.partition("#")[2] or name not in scope:
            return reference
        outer = scope[name]
        alias = f"{_ALIAS}{outer}#{name}"
        target = self._resources.dynamic(outer)[name]
        self._targets[alias] = (target, self._resources.base(target, outer))
        return alias
