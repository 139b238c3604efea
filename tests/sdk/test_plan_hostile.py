"""Whatever a definition holds, it is planned, and its pages are written."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pressroom.sdk.emitters import LANGUAGES, emit
from pressroom.sdk.plan import (
    Array,
    Choice,
    Map,
    Nullable,
    Object,
    Plan,
    Planning,
    Reference,
    Type,
    Union,
    plan,
)
from pressroom.sdk.printing import printed
from pressroom.sdk.python import emit_models
from sdk.plans import definition

NAMES = st.sampled_from(
    ["a", "A", "b", "class", "", "1", "+1", "-1", "<script>", "用户", "\0", "__init__"]
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-2, 2)
    | st.floats(allow_nan=False, allow_infinity=False)
    | NAMES
)
REFERENCES = st.sampled_from(
    ["#/components/schemas/a", "#/components/schemas/b", "#/nowhere", "other.yaml#/x", "#", ""]
)
KINDS = st.sampled_from(["object", "array", "string", "integer", "null", "file", "nonsense"])


def keywords(schemas: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Schemas whose keywords have values of the right shape."""
    groups = st.lists(schemas, max_size=3)
    return st.fixed_dictionaries(
        {},
        optional={
            "$ref": REFERENCES,
            "type": KINDS | st.lists(KINDS, max_size=3),
            "properties": st.dictionaries(NAMES, schemas, max_size=3),
            "required": st.lists(NAMES, max_size=2),
            "items": schemas,
            "prefixItems": groups,
            "additionalProperties": schemas | st.booleans(),
            "patternProperties": st.dictionaries(NAMES, schemas, max_size=2),
            "allOf": groups,
            "oneOf": groups,
            "anyOf": groups,
            "enum": st.lists(LEAVES, max_size=4),
            "const": LEAVES,
            "nullable": st.booleans(),
            "discriminator": NAMES
            | st.fixed_dictionaries(
                {"propertyName": NAMES}, optional={"mapping": st.dictionaries(NAMES, REFERENCES)}
            ),
            "title": NAMES,
            "description": NAMES,
            "format": st.sampled_from(["date", "binary", "uuid", "x"]),
            "x-pressroom-name": NAMES,
            "x-enum-varnames": st.lists(NAMES, max_size=4),
        },
    )


SCHEMAS = st.recursive(st.booleans() | keywords(st.just({})), keywords, max_leaves=6)
JSON = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3)
)
MEDIA = st.sampled_from(
    [
        "application/json",
        "multipart/form-data",
        "text/event-stream",
        "application/x-ndjson",
        "*/*",
        "",
    ]
)
CONTENT = st.dictionaries(MEDIA, st.fixed_dictionaries({"schema": SCHEMAS}), max_size=2)
OPERATIONS = st.fixed_dictionaries(
    {
        "responses": st.dictionaries(
            st.sampled_from(["200", "202", "4XX", "default", "x"]),
            st.fixed_dictionaries({"content": CONTENT}),
            max_size=2,
        )
    },
    optional={
        "operationId": NAMES,
        "tags": st.lists(NAMES, max_size=2),
        "requestBody": st.fixed_dictionaries({"content": CONTENT}),
        "parameters": st.lists(
            st.fixed_dictionaries(
                {"name": NAMES, "in": st.sampled_from(["query", "path", "header", "cookie"])},
                optional={"schema": SCHEMAS, "content": CONTENT, "required": st.booleans()},
            ),
            max_size=3,
        ),
        "x-pressroom-pagination": JSON,
        "x-pressroom-task": JSON,
    },
)
PATHS = st.dictionaries(
    st.sampled_from(["/", "/a", "/a/{a}", "/v1/{b}/x", "/{", "/用户"]),
    st.dictionaries(st.sampled_from(["get", "post"]), OPERATIONS, max_size=2),
    max_size=3,
)


def references(type_: Type) -> set[str]:
    match type_:
        case Reference(key):
            return {key}
        case Array(inner) | Map(inner) | Nullable(inner):
            return references(inner)
        case Choice(members):
            return set().union(*map(references, members))
        case _:
            return set()


def types(planned: Plan) -> list[Type]:
    """Every type in a plan."""
    found: list[Type] = []
    for model in planned.models.values():
        if isinstance(model, Object):
            found += [one.type for one in model.properties]
        elif isinstance(model, Union):
            found += model.members
    for operation in planned.operations.values():
        contents = operation.body.contents if operation.body else ()
        answered = [content for answer in operation.answers for content in answer.contents]
        found += [one.type for one in (*operation.arguments, *contents, *answered)]
    return found


@given(st.dictionaries(st.sampled_from("ab"), SCHEMAS), PATHS, st.sampled_from(["3.0.3", "3.1.0"]))
def test_every_definition_is_planned_and_printed(schemas: Any, paths: Any, version: str) -> None:
    loaded = definition(schemas, paths, version)
    planned = plan(loaded)
    assert len(planned.operations) == len(loaded.operations)
    assert {key for type_ in types(planned) for key in references(type_)} <= set(planned.models)
    assert all(model.page in planned.models for model in planned.models.values())
    for key, model in planned.models.items():
        assert model.key == key
        if isinstance(model, Object):
            assert len({one.name.key for one in model.properties}) == len(model.properties)
    for language in LANGUAGES:
        for path, text in emit(planned, language).items():
            assert text.encode() or path.endswith("/py.typed")
            if path.endswith(".py") and "/runtime/" not in path:
                compile(text, path, "exec")
            assert not path.startswith("/")
            assert ".." not in path.split("/")


@given(st.dictionaries(st.sampled_from("abc"), SCHEMAS), PATHS)
def test_models_that_are_planned_first_are_printed_as_in_the_whole(
    schemas: Any, paths: Any
) -> None:
    planning = Planning(definition(schemas, paths))
    first = dict(planning.models)
    ready = {
        path: printed(text) for path, text in emit_models(planning.package, planning.models).items()
    }
    assert list(planning.plan.models.items())[: len(first)] == list(first.items())
    assert ready.items() <= emit(planning.plan, "python").items()


@given(st.dictionaries(st.sampled_from("ab"), JSON), JSON, JSON)
def test_a_definition_of_nonsense_is_planned(schemas: Any, paths: Any, security: Any) -> None:
    loaded = definition(schemas, {"/a": {"get": paths}}, security=security)
    assert len(plan(loaded).operations) == len(loaded.operations)
