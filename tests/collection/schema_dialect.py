"""OpenAPI schemas as JSON Schema 2020-12, so that a validator of its own can judge our values.

Independent of the converter on purpose: it shares no code with what it judges.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

import jsonschema_rs

Json = Any

DEFINITION = "urn:definition"
_HIDDEN = {"request": "readOnly", "response": "writeOnly"}
_SCHEMAS = ("items", "not", "if", "then", "else", "contains", "propertyNames")
_SCHEMAS += ("additionalProperties", "unevaluatedProperties", "unevaluatedItems")
_LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
_MAPS = ("properties", "patternProperties", "dependentSchemas", "$defs", "definitions")
_LAWS = {
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), (int, float)),
    **dict.fromkeys(("multipleOf", "minLength", "maxLength", "minItems"), (int, float)),
    **dict.fromkeys(("maxItems", "minProperties", "maxProperties"), (int, float)),
    **dict.fromkeys(("minContains", "maxContains"), int),
    **dict.fromkeys(("pattern", "format", "contentEncoding", "contentMediaType"), str),
    **dict.fromkeys(("$id", "$anchor", "$dynamicRef", "$dynamicAnchor"), str),
    "type": (str, list),
    "enum": list,
    "const": object,
    "uniqueItems": bool,
    "dependentRequired": dict,
}
"""What is taken over as it is, when it has the type that it ought to have."""


class Dialect:
    """The schemas of one definition in a single file, as `purpose` sees them.

    Args:
        document: the definition.
        purpose: `request`, in which what is `readOnly` isn't required, or `response`, in which
            what is `writeOnly` isn't (OpenAPI 3.0.3, Schema Object).
    """

    def __init__(self, document: Mapping[str, Json], purpose: str) -> None:
        self._document = document
        self._old = document["openapi"].startswith("3.0")
        self._flag = _HIDDEN[purpose]
        self._named: dict[str, str] = {}
        self._shared: dict[str, Json] = {}
        self._registry = jsonschema_rs.Registry([])

    def validator(self, schema: Json) -> jsonschema_rs.Draft202012Validator:
        """A validator that asserts the formats it knows.

        Raises:
            ValueError: the schema itself is at fault.
        """
        translated = self.translated(schema)
        self._share()
        return jsonschema_rs.Draft202012Validator(
            translated, validate_formats=True, registry=self._registry
        )

    def _share(self) -> None:
        """Translate what is referred to and hasn't been yet, to the end."""
        known = len(self._shared)
        while len(self._shared) < len(self._named):
            reference, name = list(self._named.items())[len(self._shared)]
            self._shared[name] = self.translated(self._at(reference))
        if len(self._shared) > known:
            content = {"$defs": self._shared}
            self._registry = jsonschema_rs.Registry([(DEFINITION, content)])

    def translated(self, schema: Json, hidden: frozenset[str] = frozenset()) -> Json:
        """A schema in JSON Schema 2020-12; `hidden` are properties that needn't be there."""
        if not isinstance(schema, dict):
            return schema is not False
        found: dict[str, Json] = {}
        if isinstance(schema.get("$ref"), str):
            name = self._named.setdefault(schema["$ref"], str(len(self._named)))
            found["$ref"] = f"{DEFINITION}#/$defs/{name}"
            if self._old:
                return found
        hidden |= frozenset(self._hidden(schema, frozenset()))
        found |= {
            key: schema[key]
            for key, type_ in _LAWS.items()
            if key in schema and isinstance(schema[key], type_)
        }
        for key in _SCHEMAS:
            if isinstance(schema.get(key), dict | bool):
                found[key] = self.translated(schema[key])
        for key in _LISTS:
            if isinstance(schema.get(key), list) and schema[key]:
                found[key] = [self.translated(one, hidden) for one in schema[key]]
        for key in _MAPS:
            if isinstance(schema.get(key), dict):
                found[key] = {name: self.translated(one) for name, one in schema[key].items()}
        needed = schema.get("required")
        if isinstance(needed, list):
            found["required"] = [name for name in needed if name not in hidden]
        return self._modern(schema, found) if self._old else found

    def _modern(self, schema: Json, found: dict[str, Json]) -> Json:
        """OpenAPI 3.0's own keywords: `nullable` and the boolean exclusive limits."""
        if schema.get("nullable") is True and isinstance(found.get("type"), str):
            found["type"] = [found["type"], "null"]
        for exclusive, limit in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
            if found.get(exclusive) is True and limit in found:
                found[exclusive] = found[limit]
            elif isinstance(found.get(exclusive), bool):
                del found[exclusive]
        return found

    def _hidden(self, schema: Json, seen: frozenset[str]) -> Iterator[str]:
        """The names of properties that this purpose doesn't see, `allOf` included."""
        schema, seen = self._resolved(schema, seen)
        properties = schema.get("properties")
        for name, one in properties.items() if isinstance(properties, dict) else ():
            if self._resolved(one, frozenset())[0].get(self._flag) is True:
                yield name
        for part in schema.get("allOf") or ():
            yield from self._hidden(part, seen)

    def _resolved(
        self, schema: Json, seen: frozenset[str]
    ) -> tuple[dict[str, Json], frozenset[str]]:
        while isinstance(schema, dict) and isinstance(schema.get("$ref"), str):
            reference = schema["$ref"]
            if reference in seen:
                return {}, seen
            seen |= {reference}
            schema = self._at(reference)
        return (schema if isinstance(schema, dict) else {}), seen

    def _at(self, reference: str) -> Json:
        node: Json = self._document
        for token in unquote(reference).removeprefix("#/").split("/"):
            token = token.replace("~1", "/").replace("~0", "~")
            node = node[int(token) if isinstance(node, list) else token]
        return node
