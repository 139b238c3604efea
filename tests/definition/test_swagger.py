"""OpenAPI 2.0 documents seen as the one model."""

import json
from typing import Any

import pytest
from definition_strategies import JUMBLED
from hypothesis import given
from hypothesis import strategies as st

from pressroom.definition import (
    Definition,
    Example,
    MediaType,
    OAuthFlow,
    Operation,
    Parameter,
    bundle,
    load,
    parse,
)
from pressroom.errors import DefinitionError, MissingReference

HEAD = {"swagger": "2.0", "info": {"title": "t", "version": "1"}}


def loaded(text: str) -> Definition:
    return load(f"swagger: '2.0'\n{text}")


def operation(text: str, before: str = "") -> Operation:
    """The operation `post /a` with `text`, lines of YAML, as its fields."""
    indented = "\n".join(f"      {line}" for line in text.strip("\n").splitlines())
    return loaded(f"{before}\npaths:\n  /a:\n    post:\n{indented}\n").operations[0]


def parameter(fields: str) -> Parameter:
    return operation(f"parameters: [{{{fields}}}]").parameters[0]


def content(text: str, before: str = "") -> dict[str, MediaType]:
    """The media types of an operation's body, by name."""
    body = operation(text, before).body
    return {media.name: media for media in body.content} if body else {}


def answers(text: str, before: str = "") -> dict[str, MediaType]:
    """The media types of an operation's only response, by name."""
    (response,) = operation(text, before).responses
    return {media.name: media for media in response.content}


def schema_of(part: Parameter | MediaType) -> Any:
    assert part.schema is not None
    return part.schema.value


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("host: a.example\nbasePath: /v1/\nschemes: [https, http]", ["https://a.example/v1", "http://a.example/v1"]),
        ("host: a.example:8080\nschemes: [http]", ["http://a.example:8080"]),
        ("host: a.example\nbasePath: v1", ["//a.example/v1"]),
        ("host: https://a.example/\nbasePath: /v1\nschemes: [http]", ["https://a.example/v1"]),
        ("host: '{tenant}.example'\nschemes: [wss, wss]", ["wss://{tenant}.example"]),
        ("basePath: /v1\nschemes: [https]", ["/v1"]),
        ("basePath: /", []),
        ("schemes: [https]", []),
        ("host: []\nbasePath: {}\nschemes: https", []),
    ],
)  # fmt: skip
def test_host_base_path_and_schemes_are_servers(text: str, urls: list[str]) -> None:
    assert [server.url for server in loaded(text).servers] == urls


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("schemes: [wss]", ["wss://a.example/v1"]),
        ("schemes: []", []),
        ("schemes: wss", []),
        ("servers: [{url: /no}]", []),
    ],
)
def test_an_operation_may_have_schemes_of_its_own(text: str, urls: list[str]) -> None:
    found = operation(text, "host: a.example\nbasePath: /v1\nschemes: [https]")
    assert [server.url for server in found.servers] == urls


def test_what_is_written_as_in_3_is_read_alike() -> None:
    (found,) = loaded("""
info: {title: Pets, description: d}
tags: [{name: a, description: b}]
paths:
  /a:
    put: {operationId: o, summary: s, description: d, tags: [a], deprecated: true}
""").operations
    assert (found.method, found.path, found.operation_id) == ("put", "/a", "o")
    assert (found.summary, found.description, found.tags) == ("s", "d", ("a",))
    assert found.deprecated
    assert (found.parameters, found.body, found.responses) == ((), None, ())


def test_the_types_in_a_parameter_are_its_schema() -> None:
    found = parameter(
        "name: p, in: query, required: true, description: d, allowEmptyValue: true, "
        "type: integer, format: int32, default: 2, enum: [2, 3], minimum: 1, x-nullable: true"
    )
    assert schema_of(found) == {
        "type": "integer",
        "format": "int32",
        "enum": [2, 3],
        "default": 2,
        "minimum": 1,
        "nullable": True,
    }
    assert (found.name, found.location, found.description) == ("p", "query", "d")
    assert found.required
    assert found.allow_empty_value


def test_a_parameter_that_has_a_schema_all_the_same_keeps_it() -> None:
    assert schema_of(parameter("name: p, in: query, schema: {type: string}")) == {"type": "string"}
    assert parameter("name: p, in: query").schema is None


@pytest.mark.parametrize("location", ["path", "query", "header"])
@pytest.mark.parametrize(
    ("form", "style"),
    [
        ("csv", ""),
        ("nonsense", ""),
        ("[]", ""),
        ("ssv", "spaceDelimited"),
        ("tsv", "tabDelimited"),
        ("pipes", "pipeDelimited"),
    ],
)
def test_the_collection_format_is_a_style(form: str, style: str, location: str) -> None:
    found = parameter(f"name: p, in: {location}, type: array, collectionFormat: {form}")
    plain = "form" if location == "query" else "simple"
    assert (found.style, found.explode) == (style or plain, False)


def test_multi_repeats_the_parameter() -> None:
    found = parameter("name: p, in: query, type: array, collectionFormat: multi")
    assert (found.style, found.explode) == ("form", True)


@pytest.mark.parametrize("field", ["x-example", "example"])
def test_the_example_of_a_parameter_is_kept(field: str) -> None:
    assert parameter(f"name: p, in: query, type: string, {field}: e").examples == (
        Example("", "", "e"),
    )


def test_the_parameter_in_body_is_the_request_body() -> None:
    found = operation(
        """
consumes: [application/json, application/xml, application/json]
parameters:
- {name: q, in: query, type: string}
- name: b
  in: body
  required: true
  description: d
  schema: {$ref: '#/definitions/s'}
  x-example: 1
""",
        "definitions: {s: {type: object}}",
    )
    assert [one.name for one in found.parameters] == ["q"]
    assert found.body is not None
    assert (found.body.required, found.body.description) == (True, "d")
    json_type, xml = found.body.content
    assert (json_type.name, xml.name) == ("application/json", "application/xml")
    assert json_type.examples == (Example("", "", 1),)
    assert schema_of(json_type) == {"$ref": "#/definitions/s"}
    assert json_type.schema is not None
    assert json_type.schema.resolve().value == {"type": "object"}


@pytest.mark.parametrize(
    ("own", "before", "names"),
    [
        ("consumes: [a/b]", "consumes: [c/d]", ["a/b"]),
        ("tags: []", "consumes: [c/d]", ["c/d"]),
        ("consumes: []", "consumes: [c/d]", ["application/json"]),
        ("consumes: a/b", "consumes: c/d", ["application/json"]),
    ],
)
def test_a_body_is_what_the_operation_or_the_document_consumes(
    own: str, before: str, names: list[str]
) -> None:
    assert list(content(f"{own}\nparameters: [{{name: b, in: body}}]", before)) == names


def test_parameters_in_form_data_are_the_properties_of_the_body() -> None:
    found = operation("""
parameters:
- {name: a, in: formData, type: string, required: true, description: d, x-example: e}
- {name: b, in: formData, type: array, items: {type: integer}, collectionFormat: pipes}
- {name: c, in: formData, type: array, items: {type: integer}}
- {in: formData, type: string}
""")
    assert found.parameters == ()
    assert found.body is not None
    (media,) = found.body.content
    assert found.body.required
    assert media.name == "application/x-www-form-urlencoded"
    assert schema_of(media) == {
        "type": "object",
        "properties": {
            "a": {"type": "string", "description": "d", "example": "e"},
            "b": {"type": "array", "items": {"type": "integer"}},
            "c": {"type": "array", "items": {"type": "integer"}},
        },
        "required": ["a"],
    }
    assert media.encoding == {
        "b": {"style": "pipeDelimited", "explode": False},
        "c": {"style": "form", "explode": False},
    }


FORM, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"


@pytest.mark.parametrize(
    ("consumes", "kind", "names"),
    [
        ([], "string", [FORM]),
        (["application/json"], "string", [FORM]),
        ([FORM, MULTIPART], "string", [FORM, MULTIPART]),
        ([MULTIPART, "application/json"], "string", [MULTIPART]),
        ([], "file", [MULTIPART]),
        (["application/json"], "file", [MULTIPART]),
        ([FORM, "Multipart/Form-Data; a=b"], "file", ["Multipart/Form-Data; a=b"]),
        ([FORM], "file", [FORM]),
    ],
)
def test_a_form_is_sent_as_the_operation_consumes_it(
    consumes: list[str], kind: str, names: list[str]
) -> None:
    field = f"{{name: f, in: formData, type: {kind}}}"
    assert list(content(f"consumes: {json.dumps(consumes)}\nparameters: [{field}]")) == names


def test_a_file_is_bytes() -> None:
    found = content("parameters: [{name: f, in: formData, type: file, description: d}]")[MULTIPART]
    assert schema_of(found)["properties"]["f"] == {
        "type": "string",
        "format": "binary",
        "description": "d",
    }
    text = "produces: [image/png]\nresponses: {200: {schema: {type: file, title: t}}}"
    assert schema_of(answers(text)["image/png"]) == {
        "type": "string",
        "format": "binary",
        "title": "t",
    }


def test_parameters_are_taken_from_the_path_item_and_the_shared_ones() -> None:
    put, post = loaded("""
parameters:
  shared: {name: s, in: query, type: string}
  payload: {name: b, in: body, schema: {title: shared}}
paths:
  /a:
    parameters:
    - {$ref: '#/parameters/shared'}
    - {$ref: '#/parameters/payload'}
    put: {}
    post:
      parameters:
      - {name: other, in: body, schema: {title: own}}
      - {name: s, in: query, type: integer}
""").operations
    assert put.body is not None
    assert post.body is not None
    assert schema_of(put.body.content[0]) == {"title": "shared"}
    assert schema_of(post.body.content[0]) == {"title": "own"}
    assert [schema_of(one) for one in put.parameters] == [{"type": "string"}]
    assert [schema_of(one) for one in post.parameters] == [{"type": "integer"}]


def test_a_form_field_of_the_operation_replaces_that_of_the_path_item() -> None:
    (found,) = loaded("""
paths:
  /a:
    parameters: [{name: f, in: formData, type: string}, {name: g, in: formData, type: string}]
    post: {parameters: [{name: f, in: formData, type: file}]}
""").operations
    assert found.body is not None
    properties = schema_of(found.body.content[0])["properties"]
    assert {name: one.get("format") for name, one in properties.items()} == {
        "f": "binary",
        "g": None,
    }


@pytest.mark.parametrize(
    ("response", "produces", "wanted"),
    [
        ("schema: {}", "[a/b, c/d]", {"a/b": (), "c/d": ()}),
        ("schema: {}", "[]", {"application/json": ()}),
        ("description: none", "[a/b]", {}),
        ("examples: {a/b: 1}", "[c/d]", {"a/b": (1,)}),
        ("{schema: {}, examples: {a/b: 1}}", "[]", {"a/b": (1,)}),
        ("{schema: {}, examples: {c/d: 1}}", "[a/b, c/d]", {"a/b": (), "c/d": (1,)}),
        ("{schema: {}, examples: {e/f: ~}}", "[a/b]", {"a/b": (), "e/f": (None,)}),
        ("{schema: {}, examples: {A/B: 1}}", "[a/b;q=1]", {"a/b;q=1": (1,)}),
        ("{schema: {}, examples: {a/b: 1, A/B: 2}}", "[a/b]", {"a/b": (1,)}),
        ("{schema: {}, examples: {x-note: 1, name: 2}}", "[a/b]", {"a/b": ()}),
        ("{schema: 3, examples: []}", "[a/b]", {}),
    ],
)
def test_an_answer_has_what_is_produced_and_the_examples(
    response: str, produces: str, wanted: dict[str, tuple[Any, ...]]
) -> None:
    braced = response if response.startswith("{") else f"{{{response}}}"
    found = answers(f"responses: {{200: {braced}}}", f"produces: {produces}")
    values = {name: tuple(one.value for one in media.examples) for name, media in found.items()}
    assert values == wanted


def test_a_shared_response_is_read_once_for_each_set_of_media_types() -> None:
    first, second, third = loaded("""
produces: [a/b]
responses: {r: {description: d, schema: {}, headers: {X-Rate: {type: integer}}}}
paths:
  /a:
    get: &own {responses: {200: {$ref: '#/responses/r'}}}
    put: *own
    post: {produces: [c/d], responses: {200: {$ref: '#/responses/r'}}}
""").operations
    assert first.responses[0] is second.responses[0]
    assert [one.responses[0].content[0].name for one in (first, third)] == ["a/b", "c/d"]
    (header,) = first.responses[0].headers
    assert (header.name, header.location, header.style) == ("X-Rate", "header", "simple")
    assert schema_of(header) == {"type": "integer"}


def test_security_definitions_are_security_schemes() -> None:
    definition = loaded("""
security: [{key: []}, {oauth: [read], basic: []}]
securityDefinitions:
  basic: {type: basic, description: d}
  key: {type: apiKey, name: X-Key, in: header}
  oauth:
    type: oauth2
    flow: accessCode
    authorizationUrl: /auth
    tokenUrl: /token
    scopes: {read: Read, x-note: none}
  odd: {type: oauth2, flow: other}
  broken: 3
""")
    schemes = definition.security_schemes
    assert list(schemes) == ["basic", "key", "oauth", "odd"]
    basic, key = schemes["basic"], schemes["key"]
    assert (basic.kind, basic.scheme, basic.description) == ("http", "basic", "d")
    assert (key.kind, key.name, key.location) == ("apiKey", "X-Key", "header")
    assert schemes["oauth"].flows == (
        OAuthFlow("authorizationCode", "/auth", "/token", "", {"read": "Read"}),
    )
    assert schemes["odd"].flows == ()
    alternatives = [[(n.scheme.key, n.scopes) for n in needs] for needs in definition.security]
    assert alternatives == [[("key", ())], [("oauth", ("read",)), ("basic", ())]]


@pytest.mark.parametrize(
    ("flow", "kind"),
    [
        ("implicit", "implicit"),
        ("password", "password"),
        ("application", "clientCredentials"),
        ("accessCode", "authorizationCode"),
    ],
)
def test_each_flow_has_the_name_it_has_in_3(flow: str, kind: str) -> None:
    text = f"securityDefinitions: {{o: {{type: oauth2, flow: {flow}}}}}"
    assert [one.kind for one in loaded(text).security_schemes["o"].flows] == [kind]


@pytest.mark.parametrize(
    "document",
    [
        {"definitions": {"a": {"items": {"$ref": "#/no"}}}},
        {"parameters": {"a": {"in": "body", "schema": {"$ref": "#/no"}}}},
        {"responses": {"a": {"schema": {"$ref": "#/no"}}}},
        {"paths": {"/a": {"get": {"responses": {"200": {"$ref": "#/no"}}}}}},
        {"paths": {"/a": {"$ref": "#/no"}}},
    ],
)
def test_a_missing_reference_is_found_wherever_one_may_stand(document: dict[str, Any]) -> None:
    with pytest.raises(MissingReference) as caught:
        load(json.dumps({**HEAD, **document}))
    assert caught.value.pointer


def test_the_examples_of_a_response_are_no_references() -> None:
    responses = {"a": {"examples": {"a/b": {"$ref": "#/no"}}}}
    load(json.dumps({**HEAD, "responses": responses}))


def bundled(root: dict[str, Any], **others: Any) -> dict[str, Any]:
    """The bundle of a root file and others, given by their names without `.json`."""
    contents = {"swagger": {**HEAD, **root}, **others}
    files = {f"{name}.json": json.dumps(value).encode() for name, value in contents.items()}
    document: dict[str, Any] = parse(bundle(load(files)), "swagger.json")
    assert {key: document.pop(key) for key in HEAD} == HEAD
    return document


def test_a_bundle_keeps_everything_where_2_0_has_it() -> None:
    post = {
        "parameters": [{"$ref": "x.json#/parameter"}, {"$ref": "x.json#/payload"}],
        "responses": {"200": {"$ref": "x.json#/response"}},
    }
    found = bundled(
        {"paths": {"/a": {"post": post}}, "securityDefinitions": {"key": {"$ref": "x.json#/key"}}},
        x={
            "parameter": {"name": "p", "in": "query", "type": "string"},
            "payload": {"name": "b", "in": "body", "schema": {"$ref": "pet.json"}},
            "response": {
                "schema": {"type": "array", "items": {"$ref": "pet.json"}},
                "headers": {"X-Rate": {"$ref": "#/header"}},
            },
            "header": {"type": "integer"},
            "key": {"type": "basic"},
        },
        pet={"type": "object"},
    )
    pet = {"$ref": "#/definitions/pet"}
    assert found == {
        "paths": {
            "/a": {
                "post": {
                    "parameters": [
                        {"$ref": "#/parameters/parameter"},
                        {"$ref": "#/parameters/payload"},
                    ],
                    "responses": {"200": {"$ref": "#/responses/response"}},
                }
            }
        },
        "securityDefinitions": {"key": {"type": "basic"}},
        "parameters": {
            "parameter": {"name": "p", "in": "query", "type": "string"},
            "payload": {"name": "b", "in": "body", "schema": pet},
        },
        "responses": {
            "response": {
                "schema": {"type": "array", "items": pet},
                "headers": {"X-Rate": {"type": "integer"}},
            }
        },
        "definitions": {"pet": {"type": "object"}},
    }


def test_a_bundle_keeps_names_that_only_refer_elsewhere_and_avoids_those_taken() -> None:
    definitions = {
        "Pet": {"$ref": "a.json#/Dog"},
        "Dog": {},
        "Cat": {"not": {"$ref": "b.json#/Dog"}},
    }
    found = bundled(
        {"definitions": definitions}, a={"Dog": {"title": "a"}}, b={"Dog": {"title": "b"}}
    )
    assert found["definitions"] == {
        "Pet": {"title": "a"},
        "Dog": {},
        "Cat": {"not": {"$ref": "#/definitions/Dog_2"}},
        "Dog_2": {"title": "b"},
    }  # fmt: skip


def test_a_definition_of_one_file_comes_back_byte_for_byte() -> None:
    text = b"swagger: '2.0'   # kept\ndefinitions: {a: {items: {$ref: '#/definitions/a'}}}\n"
    assert bundle(load(text)) == text


FIELDS = (
    *("host", "basePath", "schemes", "consumes", "produces", "definitions", "parameters"),
    *("responses", "securityDefinitions", "security", "paths", "tags", "info"),
)
PARAMETERS = st.lists(
    st.dictionaries(
        st.sampled_from(["name", "type", "collectionFormat", "schema", "required", "x-example"]),
        JUMBLED,
    ).flatmap(
        lambda fields: st.sampled_from(["body", "formData", "query", "header", "path"]).map(
            lambda location: {**fields, "in": location}
        )
    )
    | JUMBLED,
    max_size=3,
)
OPERATIONS = st.fixed_dictionaries(
    {"parameters": PARAMETERS},
    optional={
        "consumes": JUMBLED,
        "produces": JUMBLED,
        "schemes": JUMBLED,
        "responses": st.dictionaries(
            st.sampled_from(["200", "default"]),
            st.dictionaries(st.sampled_from(["schema", "headers", "examples", "$ref"]), JUMBLED),
        ),
    },
)


@given(st.dictionaries(st.sampled_from(FIELDS), JUMBLED), OPERATIONS)
def test_no_shape_of_document_raises_anything_but_a_definition_error(
    fields: dict[str, Any], made: dict[str, Any]
) -> None:
    text = json.dumps({**fields, **HEAD, "paths": {"/a": {"post": made}}})
    try:
        definition = load(text)
    except DefinitionError as error:
        assert str(error).startswith("openapi.json")  # noqa: PT017 (only some shapes are refused)
    else:
        assert bundle(definition) == text.encode()
        assert len(definition.operations) == 1
