"""Bases with a `discriminator`, and the components that extend them by `allOf`."""

from collections.abc import Mapping

from pressroom.definition import Schema
from pressroom.sdk.plan.flattening import Flattener


class Families:
    """Which components extend which."""

    def __init__(self, components: Mapping[str, Schema], flattener: Flattener) -> None:
        self._flattener = flattener
        self._children: dict[int, list[Schema]] = {}
        for schema in components.values():
            if isinstance(schema.value, dict):
                for base in self._bases(schema):
                    self._children.setdefault(id(base.value), []).append(schema)

    def descendants(self, schema: Schema) -> tuple[Schema, ...]:
        """What extends a base whose `discriminator` tells them apart, itself last."""
        flat = self._flattener.flat(schema)
        if flat.discriminator is None or flat.groups or id(schema.value) not in self._children:
            return ()
        found: dict[int, Schema] = {}
        todo = [schema]
        while todo:
            for child in self._children.get(id(todo.pop().value), ()):
                if id(child.value) not in found and child.value is not schema.value:
                    found[id(child.value)] = child
                    todo.append(child)
        return (*found.values(), schema)

    def _bases(self, schema: Schema) -> list[Schema]:
        """The components that its `allOf` refers to."""
        parts, _ = self._flattener.alternatives(schema, "allOf")
        references = [
            part for part in parts if isinstance(part.value, dict) and "$ref" in part.value
        ]
        targets = map(self._flattener.target, references)
        return [target for target in targets if target and isinstance(target.value, dict)]
