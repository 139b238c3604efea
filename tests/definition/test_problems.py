"""Each rule by a definition that breaks it and one that nearly does."""

import copy
from typing import Any

import msgspec
import pytest

from pressroom.definition import load
from pressroom.definition.problems import RULES, Problem, check

VALID: dict[str, Any] = {
    "openapi": "3.0.3",
    "info": {"title": "Pets", "version": "1"},
    "paths": {
        "/pets/{id}": {
            "parameters": [
                {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
            ],
            "get": {
                "operationId": "showPet",
                "responses": {
                    "200": {
                        "description": "It.",
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}
                        },
                    }
                },
            },
        }
    },
    "components": {
        "schemas": {"Pet": {"type": "object", "properties": {"name": {"type": "string"}}}}
    },
}
PET = "/components/schemas/Pet"
ITEM = "/paths/~1pets~1{id}"
GET = f"{ITEM}/get"
ANSWER = {"responses": {"200": {"description": "Yes."}}}
JSON_BODY = f"{GET}/responses/200/content/application~1json"


def changed(changes: dict[str, Any], version: str = "3.0.3") -> bytes:
    """The valid definition with some nodes set to other values."""
    document = copy.deepcopy(VALID) | {"openapi": version}
    for pointer, value in changes.items():
        *way, last = [part.replace("~1", "/") for part in pointer.split("/")[1:]]
        node: Any = document
        for token in way:
            node = node[int(token)] if isinstance(node, list) else node.setdefault(token, {})
        node[last] = value
    return msgspec.json.encode(document)


def found(content: bytes, rule: str) -> list[Problem]:
    return [problem for problem in check(content) if problem.rule == rule]


def places(content: bytes, rule: str) -> list[str | None]:
    return [problem.pointer for problem in found(content, rule)]


# rule, version, the changes that break it with the pointers it reports, the changes that nearly do
CASES: list[tuple[str, str, dict[str, Any], list[str], dict[str, Any]]] = [
    (
        "structure",
        "3.0.3",
        {GET: {"responses": {"200": {}}}},
        [f"{GET}/responses/200"],
        {GET: {"responses": {"200": {"description": ""}}}},
    ),
    (
        "structure",
        "3.0.3",
        {f"{GET}/operationID": "x"},
        [f"{GET}/operationID"],
        {f"{GET}/x-operationID": "x"},
    ),
    (
        "structure",
        "3.1.0",
        {f"{PET}/properties/name": {"type": "strin"}},
        [f"{PET}/properties/name/type"],
        {f"{PET}/properties/name": {"type": ["string", "null"]}},
    ),
    (
        "structure",
        "3.1.0",
        {f"{PET}/discriminator": {"mapping": {}}},
        [f"{PET}/discriminator"],
        {f"{PET}/discriminator": {"propertyName": "name"}},
    ),
    (
        "structure",
        "3.2.0",
        {f"{PET}/xml": {"nodeType": "nothing"}},
        [f"{PET}/xml/nodeType"],
        {f"{PET}/xml": {"nodeType": "text"}},
    ),
    (
        "unresolved-reference",
        "3.0.3",
        {f"{PET}/properties/name": {"$ref": "#/components/schemas/Cat"}},
        [f"{PET}/properties/name/$ref"],
        {f"{PET}/example": {"$ref": "#/components/schemas/Cat"}},
    ),
    (
        "unresolved-reference",
        "3.1.0",
        {f"{PET}/properties/name": {"$ref": "https://example.com/cat.yaml"}},
        [f"{PET}/properties/name/$ref"],
        {f"{PET}/properties/$ref": {"type": "string"}},
    ),
    (
        "reference-cycle",
        "3.0.3",
        {"/components/schemas": {"Pet": {"$ref": "#/components/schemas/Pet"}}},
        [f"{PET}/$ref"],
        {f"{PET}/properties/name": {"$ref": "#/components/schemas/Pet"}},
    ),
    (
        "cyclic-all-of",
        "3.0.3",
        {f"{PET}/allOf": [{"$ref": "#/components/schemas/Pet"}]},
        [PET],
        {f"{PET}/allOf": [{"properties": {"of": {"$ref": "#/components/schemas/Pet"}}}]},
    ),
    (
        "ignored-siblings",
        "3.0.3",
        {f"{JSON_BODY}/schema/nullable": True},
        [f"{JSON_BODY}/schema/$ref"],
        {f"{JSON_BODY}/schema/description": "A pet."},
    ),
    ("empty-paths", "3.0.3", {"/paths": {}}, ["/paths"], {}),
    (
        "duplicate-operation-id",
        "3.0.3",
        {f"{ITEM}/put": {"operationId": "showPet", **ANSWER}},
        [f"{ITEM}/put/operationId"],
        {f"{ITEM}/put": {"operationId": "showPets", **ANSWER}},
    ),
    (
        "duplicate-parameter",
        "3.0.3",
        {f"{GET}/parameters": [{"name": "a", "in": "query", "schema": {}}] * 2},
        [f"{GET}/parameters/1"],
        {f"{GET}/parameters": [{"name": "a", "in": x, "schema": {}} for x in ("query", "cookie")]},
    ),
    (
        "undefined-path-parameter",
        "3.0.3",
        {f"{ITEM}/parameters": []},
        [GET],
        {
            f"{ITEM}/parameters": [],
            f"{GET}/parameters": [{"name": "id", "in": "path", "required": True, "schema": {}}],
        },
    ),
    (
        "unused-path-parameter",
        "3.0.3",
        {f"{ITEM}/parameters/0/name": "pet"},
        [f"{ITEM}/parameters/0"],
        {f"{ITEM}/parameters/0/name": "id"},
    ),
    (
        "invalid-path-template",
        "3.0.3",
        {"/paths/~1a~1{b": {"get": ANSWER}},
        ["/paths/~1a~1{b"],
        {"/paths/~1a~1b": {"get": ANSWER}},
    ),
    (
        "path-with-query",
        "3.0.3",
        {"/paths/~1a?b=c": {"get": ANSWER}},
        ["/paths/~1a?b=c"],
        {"/paths/~1a&b=c": {"get": ANSWER}},
    ),
    (
        "ambiguous-paths",
        "3.0.3",
        {"/paths/~1pets~1{name}": {}},
        ["/paths/~1pets~1{name}"],
        {"/paths/~1pets~1{name}~1": {}},
    ),
    (
        "crossing-paths",
        "3.0.3",
        {"/paths/~1{kind}~1new": {"get": ANSWER}},
        ["/paths/~1{kind}~1new"],
        {
            "/paths/~1{kind}~1new": {"put": ANSWER},
            "/paths/~1pets~1new": {"get": ANSWER},
            "/paths/~1{kind}~1{id}": {"get": ANSWER},
            "/paths/~1{kind}~1{id}~1new": {"get": ANSWER},
        },
    ),
    (
        "ignored-header",
        "3.0.3",
        {f"{GET}/parameters": [{"name": "accept", "in": "header", "schema": {}}]},
        [f"{GET}/parameters/0/name"],
        {f"{GET}/parameters": [{"name": "accept", "in": "query", "schema": {}}]},
    ),
    (
        "unknown-operation",
        "3.0.3",
        {f"{GET}/responses/200/links": {"again": {"operationId": "showCat"}}},
        [f"{GET}/responses/200/links/again/operationId"],
        {f"{GET}/responses/200/links": {"again": {"operationId": "showPet"}}},
    ),
    (
        "unknown-security-scheme",
        "3.0.3",
        {f"{GET}/security": [{"key": []}]},
        [f"{GET}/security/0/key"],
        {
            f"{GET}/security": [{"key": []}, {}],
            "/components/securitySchemes": {"key": {"type": "http", "scheme": "basic"}},
        },
    ),
    (
        "unknown-scope",
        "3.0.3",
        {
            "/security": [{"login": ["write"]}],
            "/components/securitySchemes": {
                "login": {
                    "type": "oauth2",
                    "flows": {"password": {"tokenUrl": "/token", "scopes": {"read": "Read."}}},
                }
            },
        },
        ["/security/0/login"],
        {
            "/security": [{"login": ["write"]}],
            "/components/securitySchemes": {
                "login": {"type": "openIdConnect", "openIdConnectUrl": "/openid"}
            },
        },
    ),
    (
        "duplicate-tag",
        "3.0.3",
        {"/tags": [{"name": "a"}, {"name": "a"}]},
        ["/tags/1/name"],
        {"/tags": [{"name": "a"}, {"name": "A"}], f"{GET}/tags": ["b"]},
    ),
    (
        "undefined-server-variable",
        "3.0.3",
        {f"{GET}/servers": [{"url": "https://{region}.example"}]},
        [f"{GET}/servers/0/url"],
        {
            "/servers": [
                {"url": "https://{region}.example", "variables": {"region": {"default": "eu"}}}
            ]
        },
    ),
    (
        "server-default-outside-enum",
        "3.0.3",
        {"/servers": [{"url": "/{a}", "variables": {"a": {"default": "b", "enum": ["c"]}}}]},
        ["/servers/0/variables/a"],
        {"/servers": [{"url": "/{a}", "variables": {"a": {"default": "c", "enum": ["c"]}}}]},
    ),
    (
        "unused-server-variable",
        "3.0.3",
        {"/servers": [{"url": "/a", "variables": {"a": {"default": "b"}}}]},
        ["/servers/0/variables/a"],
        {"/servers": [{"url": "/{a}", "variables": {"a": {"default": "b"}}}]},
    ),
    (
        "unused-component",
        "3.0.3",
        {"/components/schemas/Cat": {"properties": {"of": {"$ref": "#/components/schemas/Cat"}}}},
        ["/components/schemas/Cat"],
        {"/components/schemas/Cat": {}, f"{PET}/oneOf": [{"$ref": "#/components/schemas/Cat"}]},
    ),
    (
        "unused-component",
        "3.0.3",
        {"/components/schemas/Cat": {"allOf": [{"$ref": "#/components/schemas/Pet"}]}},
        ["/components/schemas/Cat"],
        {
            "/components/schemas/Cat": {"allOf": [{"$ref": "#/components/schemas/Pet"}]},
            f"{PET}/discriminator": {"propertyName": "name"},
        },
    ),
    (
        "unused-component",
        "3.0.3",
        {"/components/schemas/Cat": {}},
        ["/components/schemas/Cat"],
        {"/components/schemas/Cat": {}, "/x-hooks": [{"$ref": "#/components/schemas/Cat"}]},
    ),
    (
        "array-without-items",
        "3.0.3",
        {f"{PET}/properties/name": {"type": "array"}},
        [f"{PET}/properties/name"],
        {f"{PET}/properties/name": {"type": "array", "items": {}}},
    ),
    (
        "ignored-nullable",
        "3.1.0",
        {f"{PET}/properties/name": {"type": "string", "nullable": True}},
        [f"{PET}/properties/name/nullable"],
        {f"{PET}/properties/nullable": {"type": "boolean"}},
    ),
    (
        "enum-type",
        "3.0.3",
        {f"{PET}/properties/name": {"type": "string", "enum": ["a", 1]}},
        [f"{PET}/properties/name/enum/1"],
        {f"{PET}/properties/name": {"type": "string", "nullable": True, "enum": ["a", None]}},
    ),
    (
        "impossible-bounds",
        "3.0.3",
        {f"{PET}/properties/name": {"minLength": 2, "maxLength": 1}},
        [f"{PET}/properties/name/minLength"],
        {f"{PET}/properties/name": {"minLength": 2, "maxLength": 2}},
    ),
    (
        "invalid-pattern",
        "3.0.3",
        {f"{PET}/properties/name": {"pattern": "(?i)a"}},
        [f"{PET}/properties/name/pattern"],
        {f"{PET}/properties/name": {"pattern": "^(?!a)(?<b>c)$"}},
    ),
    (
        "default-mismatch",
        "3.0.3",
        {f"{PET}/properties/name/default": 1},
        [f"{PET}/properties/name/default"],
        {f"{PET}/properties/name/default": "1"},
    ),
    (
        "example-mismatch",
        "3.0.3",
        {f"{JSON_BODY}/example": {"name": 1}},
        [f"{JSON_BODY}/example/name"],
        {f"{JSON_BODY}/example": {"name": "1", "more": 1}},
    ),
]


@pytest.mark.parametrize(
    ("rule", "version", "breaking", "pointers", "near"),
    CASES,
    ids=[f"{number}-{case[0]}" for number, case in enumerate(CASES)],
)
def test_a_rule_finds_what_breaks_it_and_nothing_else(
    rule: str, version: str, breaking: dict[str, Any], pointers: list[str], near: dict[str, Any]
) -> None:
    assert places(changed(breaking, version), rule) == pointers
    assert places(changed(near, version), rule) == []


def test_a_definition_without_flaws_has_no_problems() -> None:
    for version in ("3.0.3", "3.1.0", "3.2.0"):
        assert check(changed({}, version)) == []


UNLOADABLE = {
    "syntax": b"openapi: [",
    "unsupported-version": b"openapi: 9.0.0",
    "unreadable": b" ",
    "too-large": b"[" * 300,
}


@pytest.mark.parametrize("rule", UNLOADABLE)
def test_what_cannot_be_loaded_is_a_problem(rule: str) -> None:
    (problem,) = check(UNLOADABLE[rule])
    assert (problem.rule, problem.severity) == (rule, "error")


def test_every_rule_is_tried() -> None:
    assert {case[0] for case in CASES} | set(UNLOADABLE) | {"too-many"} == set(RULES)


def test_a_strict_definition_lists_its_problems_of_chosen_rules() -> None:
    definition = load(changed({"/tags": [{"name": "a"}, {"name": "a"}], "/info": {}}))
    assert {problem.rule for problem in definition.problems()} == {"structure", "duplicate-tag"}
    (problem,) = definition.problems(rules=["duplicate-tag"])
    assert problem.message == "the tag 'a' is declared twice"


def test_a_pattern_that_is_none_is_told_once() -> None:
    (problem,) = check(changed({f"{PET}/properties/name/pattern": "("}))
    assert problem.rule == "invalid-pattern"


def test_missing_fields_of_one_object_are_one_problem() -> None:
    (problem,) = check(changed({"/info": {}}))
    assert problem.pointer == "/info"
    assert "'title'" in problem.message
    assert "'version'" in problem.message


def test_references_in_a_circle_through_several_are_all_told() -> None:
    circle = {name: {"$ref": f"#/components/schemas/{to}"} for name, to in ("ab", "bc", "cb")}
    content = changed({"/components/schemas": circle, f"{JSON_BODY}/schema": {}})
    assert places(content, "reference-cycle") == [
        "/components/schemas/b/$ref",
        "/components/schemas/c/$ref",
    ]


def test_schemas_that_include_each_other_are_told_once() -> None:
    schemas = {
        name: {"allOf": [{"type": "object"}, {"$ref": f"#/components/schemas/{to}"}]}
        for name, to in (("Pet", "b"), ("b", "c"), ("c", "Pet"))
    }
    assert places(changed({"/components/schemas": schemas}), "cyclic-all-of") == [PET]


def test_more_problems_than_are_listed_are_counted_and_errors_come_first() -> None:
    unused = {f"Unused{number}": {} for number in range(1500)}
    flaws = {"/info": {}, f"{JSON_BODY}/schema": {"minLength": 2, "maxLength": 1}}
    content = changed({"/components/schemas": unused, **flaws})
    problems = check(content)
    assert len(problems) == 1001
    assert problems[-1].rule == "too-many"
    assert problems[-1].message.startswith("502 more")
    assert {"structure", "impossible-bounds"} < {problem.rule for problem in problems}


def test_the_schema_of_2_0_is_there() -> None:
    from pressroom.definition.problems.structure import validator

    whole, parameter = validator("2.0", "document"), validator("2.0", "parameter")
    assert whole is not None
    assert parameter is not None
    document = {"swagger": "2.0", "info": {"title": "a", "version": "1"}, "paths": {}}
    assert whole.is_valid(document)
    assert not whole.is_valid({**document, "openapi": "3.0.0"})
    assert parameter.is_valid({"name": "a", "in": "query", "type": "string"})
    assert not parameter.is_valid({"name": "a", "in": "query", "schema": {}})


def test_a_component_is_used_whether_by_its_place_or_by_its_identifier() -> None:
    schemas = {"Pet": {"$id": "pet", "$ref": "base"}, "Base": {"$id": "base"}, "C": {"$id": "c"}}
    content = changed({"/components/schemas": schemas}, "3.1.0")
    assert places(content, "unused-component") == ["/components/schemas/C"]
