"""OpenAPI documents seen as the one model."""

from typing import Any

import msgspec
import pytest

from pressroom.definition import (
    Definition,
    Example,
    OAuthFlow,
    Operation,
    Parameter,
    Response,
    Server,
    ServerVariable,
    Tag,
    load,
)


def loaded(text: str, version: str = "3.1.0") -> Definition:
    return load(f"openapi: {version}\n{text}")


def operation(text: str, before: str = "") -> Operation:
    """The operation `get /a` with `text`, lines of YAML, as its fields."""
    indented = "\n".join(f"      {line}" for line in text.strip("\n").splitlines())
    return loaded(f"{before}\npaths:\n  /a:\n    get:\n{indented}\n").operations[0]


def parameter(fields: str) -> Parameter:
    return operation(f"parameters: [{{{fields}}}]").parameters[0]


def test_operations_keep_the_order_of_the_document() -> None:
    definition = loaded("""
paths:
  /b: {post: {operationId: one}, parameters: [], get: {operationId: two}}
  x-note: {get: {operationId: none}}
  /a: {query: {}, trace: {}, summary: s, x-get: {}, link: {}}
""")
    found = [(op.method, op.path, op.operation_id) for op in definition.operations]
    assert found == [
        ("post", "/b", "one"),
        ("get", "/b", "two"),
        ("query", "/a", ""),
        ("trace", "/a", ""),
    ]


@pytest.mark.parametrize("field", ["webhooks", "x-webhooks"])
def test_webhooks_are_operations_under_their_names(field: str) -> None:
    definition = loaded(f"{field}: {{newPet: {{post: {{summary: A pet came}}}}}}", "3.0.0")
    found = [(one.method, one.path, one.summary) for one in definition.webhooks]
    assert found == [("post", "newPet", "A pet came")]
    assert definition.operations == ()


def test_webhooks_go_before_the_extension() -> None:
    definition = loaded("webhooks: {a: {get: {}}}\nx-webhooks: {b: {get: {}}}")
    assert [one.path for one in definition.webhooks] == ["a"]


def test_callbacks_are_operations_under_their_expression() -> None:
    found = operation("callbacks: {paid: {'{$request.body#/url}': {post: {operationId: paid}}}}")
    (callback,) = found.callbacks
    assert callback.name == "paid"
    (made,) = callback.operations
    assert (made.method, made.path, made.operation_id) == ("post", "{$request.body#/url}", "paid")


def test_a_callback_that_leads_back_to_itself_ends() -> None:
    definition = loaded("""
paths: {/a: {get: {callbacks: {again: {$ref: '#/components/callbacks/again'}}}}}
components:
  callbacks:
    again: {'{$url}': {post: {callbacks: {again: {$ref: '#/components/callbacks/again'}}}}}
""")
    (callback,) = definition.operations[0].callbacks
    assert [one.callbacks for one in callback.operations] == [()]


@pytest.mark.parametrize("value", ["3", "[]", "{paid: 3}", "{paid: {'{$url}': []}}"])
def test_callbacks_of_a_wrong_type_cost_only_themselves(value: str) -> None:
    callbacks = operation(f"callbacks: {value}").callbacks
    assert [one for callback in callbacks for one in callback.operations] == []


def test_tags_of_3_2_know_their_parent_and_kind() -> None:
    definition = loaded("tags: [{name: cats, parent: pets, kind: nav}]", "3.2.0")
    assert definition.tags == (Tag("cats", "", parent="pets", kind="nav"),)


def test_additional_operations_of_3_2_are_read() -> None:
    text = "paths: {/a: {get: {}, additionalOperations: {COPY: {}, Relink: {}}}}"
    found = loaded(text, "3.2.0").operations
    assert [one.verb for one in found] == ["GET", "COPY", "Relink"]


def test_an_operation_takes_what_its_path_item_says_for_all() -> None:
    one, two = loaded("""
paths:
  /a:
    summary: path summary
    description: path description
    servers: [{url: /path}]
    parameters:
    - {name: p, in: query, description: path}
    - {name: q, in: query, description: path}
    - {name: p, in: header, description: path}
    get:
      summary: own
      servers: [{url: /own}]
      parameters:
      - {name: q, in: query, description: own}
      - {name: r, in: query, description: own}
    put: {}
""").operations
    assert (one.summary, one.description) == ("own", "path description")
    assert [server.url for server in one.servers] == ["/own"]
    found = [(p.name, p.location, p.description) for p in one.parameters]
    assert found == [
        ("p", "query", "path"),
        ("q", "query", "own"),
        ("p", "header", "path"),
        ("r", "query", "own"),
    ]
    assert (two.summary, two.servers[0].url, len(two.parameters)) == ("path summary", "/path", 3)


@pytest.mark.parametrize(
    ("fields", "style", "explode"),
    [
        ("in: query", "form", True),
        ("in: cookie", "form", True),
        ("in: path", "simple", False),
        ("in: header", "simple", False),
        ("in: query, style: deepObject", "deepObject", False),
        ("in: query, style: spaceDelimited, explode: true", "spaceDelimited", True),
        ("in: query, explode: false", "form", False),
        ("in: cookie, style: cookie", "cookie", True),
        ("in: path, style: label", "label", False),
    ],
)
def test_style_and_explode_have_their_defaults(fields: str, style: str, explode: bool) -> None:
    found = parameter(f"name: p, {fields}")
    assert (found.style, found.explode) == (style, explode)


def test_a_parameter_is_read_whole() -> None:
    found = parameter(
        "name: p, in: query, required: true, deprecated: true, description: d, "
        "allowReserved: true, allowEmptyValue: true, schema: {type: string}, example: e"
    )
    assert found.schema is not None
    assert found.schema.value == {"type": "string"}
    assert msgspec.structs.replace(found, schema=None) == Parameter(
        name="p",
        location="query",
        required=True,
        deprecated=True,
        description="d",
        style="form",
        explode=True,
        allow_reserved=True,
        allow_empty_value=True,
        schema=None,
        content=None,
        examples=(Example("", "", "e"),),
    )


def test_a_path_parameter_is_always_required() -> None:
    assert parameter("name: p, in: path").required
    assert not parameter("name: p, in: query").required


def test_a_parameter_may_be_described_by_its_content() -> None:
    found = parameter("name: p, in: query, content: {application/json: {schema: true}}")
    assert found.schema is None
    assert found.content is not None
    assert found.content.name == "application/json"
    assert found.content.schema is not None
    assert found.content.schema.value is True


def test_a_part_that_is_referred_to_is_read_once_and_shared() -> None:
    first, second = loaded("""
components:
  parameters: {p: {name: p, in: query}}
  responses: {r: {description: r, headers: {h: {$ref: '#/components/headers/h'}}}}
  headers: {h: {schema: {type: integer}}}
  requestBodies: {b: {content: {a/b: {}}}}
paths:
  /a:
    get: &operation
      parameters: [{$ref: '#/components/parameters/p'}]
      requestBody: {$ref: '#/components/requestBodies/b'}
      responses: {'200': {$ref: '#/components/responses/r'}, 404: {description: none}}
    put: *operation
""").operations
    assert first.parameters[0] is second.parameters[0]
    assert first.body is second.body
    assert first.responses[0] is second.responses[0]
    assert first.responses[0].headers[0].name == "h"
    assert [response.status for response in first.responses] == ["200", "404"]


SAID = [
    "{description: Gone}",
    "{description: Lost}",
    "{content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}",
    "{content: {application/json: {schema: {$ref: '#/components/schemas/Other'}}}}",
    "{content: {text/json: {schema: {$ref: '#/components/schemas/Error'}}}}",
]
OWN = [
    "{content: {application/json: {schema: {type: object}}}}",
    "{content: {application/json: {schema: {$ref: '#/components/schemas/Error'}, example: 1}}}",
    "{content: {application/json: {schema: true}}}",
    "{content: {application/json: null}}",
    "{content: null}",
    "{description: [none]}",
    "{description: Gone, headers: {}}",
]


def test_responses_that_say_the_same_are_one_and_others_are_not() -> None:
    paths = "".join(
        f"\n  /{path}/{number}: {{get: {{responses: {{404: {said}}}}}}}"
        for path in ("a", "b")
        for number, said in enumerate((*SAID, *OWN))
    )
    definition = loaded(f"components: {{schemas: {{Error: {{}}, Other: {{}}}}}}\npaths:{paths}\n")
    found = [operation.responses[0] for operation in definition.operations]
    half = len(found) // 2
    assert [one is other for one, other in zip(found[:half], found[half:], strict=True)] == [
        *[True] * len(SAID),
        *[False] * len(OWN),
    ]
    assert len({id(one) for one in found[:half]}) == half
    assert [one.description for one in found[:2]] == ["Gone", "Lost"]
    assert [[media.name for media in one.content] for one in found[2:5]] == [
        ["application/json"],
        ["application/json"],
        ["text/json"],
    ]


def test_the_same_response_may_stand_under_several_statuses() -> None:
    found = operation(
        "responses: {200: {$ref: '#/components/responses/r'}, 2XX: "
        "{$ref: '#/components/responses/r'}, default: {description: d}, x-note: {}}",
        before="components: {responses: {r: {description: r}}}",
    )
    statuses = [(response.status, response.description) for response in found.responses]
    assert statuses == [("200", "r"), ("2XX", "r"), ("default", "d")]


def test_a_description_beside_a_reference_wins() -> None:
    found = operation(
        "parameters: [{$ref: '#/components/parameters/p', description: here}]\n"
        "requestBody: {$ref: '#/components/requestBodies/b', description: beside}",
        before="components: {parameters: {p: {name: p, in: query, description: there}}, "
        "requestBodies: {b: {description: behind}}}",
    )
    assert found.body is not None
    assert found.body.description == "beside"
    assert (found.parameters[0].name, found.parameters[0].description) == ("p", "here")


def test_a_body_and_its_media_types_are_read() -> None:
    body = operation(
        """
requestBody:
  description: d
  required: true
  content:
    application/json: {schema: {$ref: '#/components/schemas/s'}, example: {a: 1}}
    multipart/form-data: {encoding: {file: {contentType: image/png}, bad: 3}}
""",
        before="components: {schemas: {s: {type: object}}}",
    ).body
    assert body is not None
    assert (body.description, body.required) == ("d", True)
    json_type, form = body.content
    assert json_type.schema is not None
    assert json_type.schema.value == {"$ref": "#/components/schemas/s"}
    assert json_type.schema.resolve().value == {"type": "object"}
    assert json_type.examples == (Example("", "", {"a": 1}),)
    assert (form.name, form.encoding) == (
        "multipart/form-data",
        {"file": {"contentType": "image/png"}},
    )


def test_examples_are_followed_and_those_kept_elsewhere_left_out() -> None:
    found = operation(
        """
responses:
  200:
    content:
      a/b:
        examples:
          one: {summary: s, value: [1]}
          two: {$ref: '#/components/examples/e'}
          away: {externalValue: 'https://example.com'}
          null: {value: null}
""",
        before="components: {examples: {e: {value: {$ref: kept}}}}",
    )
    assert found.responses[0].content[0].examples == (
        Example("one", "s", [1]),
        Example("two", "", {"$ref": "kept"}),
        Example("null", "", None),
    )


def test_descriptions_beside_equal_references_stay_apart() -> None:
    first, second = loaded("""
components: {requestBodies: {b: {description: b}}}
paths:
  /a:
    put: {requestBody: {$ref: '#/components/requestBodies/b', description: one}}
    post: {requestBody: {$ref: '#/components/requestBodies/b', description: two}}
""").operations
    assert first.body is not None
    assert second.body is not None
    assert (first.body.description, second.body.description) == ("one", "two")


def test_the_example_values_of_3_2_are_read() -> None:
    found = operation("parameters: [{name: p, in: query, examples: {e: {dataValue: 3}}}]")
    assert found.parameters[0].examples == (Example("e", "", 3),)


def test_an_example_that_is_only_there_as_it_is_sent_is_read_from_a_body() -> None:
    examples = "examples: {a: {serializedValue: '[1]'}, b: {dataValue: 2, serializedValue: '2'}}"
    found = operation(f"""
requestBody: {{content: {{application/json: {{{examples}}}}}}}
parameters: [{{name: a, in: query, {examples}}}]
""")
    assert found.body is not None
    assert [one.value for one in found.body.content[0].examples] == ["[1]", 2]
    assert [one.value for one in found.parameters[0].examples] == [2]


def test_a_response_is_described_by_its_summary_where_it_has_nothing_else() -> None:
    found = operation("responses: {'200': {summary: S}, '201': {summary: S, description: D}}")
    assert [one.description for one in found.responses] == ["S", "D"]


def test_headers_are_simple_parameters_by_their_key() -> None:
    found: Response = operation(
        "responses: {200: {headers: {X-Rate: {required: true, schema: {type: integer}}, x-b: {}}}}"
    ).responses[0]
    rate, other = found.headers
    assert (rate.name, rate.location, rate.style, rate.required) == (
        "X-Rate",
        "header",
        "simple",
        True,
    )
    assert other.name == "x-b"


SECURED = """
security: [{key: []}, {}, {unknown: []}]
components:
  securitySchemes:
    key: {type: apiKey, name: X-Key, in: header, description: d}
    basic: {$ref: '#/components/securitySchemes/http'}
    http: {type: http, scheme: bearer, bearerFormat: JWT}
    oauth:
      type: oauth2
      flows:
        implicit: {authorizationUrl: /auth, scopes: {read: Read, write: 3}}
        clientCredentials: {tokenUrl: /token, refreshUrl: /refresh}
        other: {tokenUrl: /token}
    oidc: {type: openIdConnect, openIdConnectUrl: /oidc}
    broken: 3
"""


def test_security_schemes_are_read_by_their_key() -> None:
    schemes = loaded(SECURED).security_schemes
    assert list(schemes) == ["key", "basic", "http", "oauth", "oidc"]
    key, basic = schemes["key"], schemes["basic"]
    assert (key.kind, key.name, key.location, key.description) == ("apiKey", "X-Key", "header", "d")
    assert (basic.key, basic.scheme, basic.bearer_format) == ("basic", "bearer", "JWT")
    assert schemes["oidc"].open_id_connect_url == "/oidc"
    assert schemes["oauth"].flows == (
        OAuthFlow("implicit", "/auth", "", "", {"read": "Read", "write": "3"}),
        OAuthFlow("clientCredentials", "", "/token", "/refresh", {}),
    )


def test_requirements_skip_schemes_that_are_unknown() -> None:
    definition = loaded(SECURED)
    assert [[need.scheme.key for need in needs] for needs in definition.security] == [["key"], []]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("tags: []", None),
        ("security:", None),
        ("security: []", []),
        ("security: [{}]", [[]]),
        ("security: [{unknown: []}]", []),
        (
            "security: [{oauth: [read], key: [], unknown: []}]",
            [[("oauth", ("read",)), ("key", ())]],
        ),
    ],
)
def test_an_operation_may_replace_the_security(text: str, wanted: list[Any] | None) -> None:
    found = operation(text, before=SECURED).security
    alternatives = found and [[(n.scheme.key, n.scopes) for n in needs] for needs in found]
    assert (None if found is None else list(alternatives or ())) == wanted


def test_servers_have_variables() -> None:
    definition = loaded("""
servers:
- url: https://{host}/{base}
  description: d
  variables:
    host: {default: a, enum: [a, b], description: h}
    base: {enum: [v1, 2]}
- {url: /}
- bad
""")
    host = ServerVariable("host", "a", ("a", "b"), "h")
    base = ServerVariable("base", "v1", ("v1", "2"), "")
    assert definition.servers == (
        Server("https://{host}/{base}", "d", (host, base)),
        Server("/", "", ()),
    )


def test_title_description_and_tags_are_read() -> None:
    definition = loaded(
        "info: {title: 3, description: d}\ntags: [{name: a, description: b}, {}, c]"
    )
    assert (definition.title, definition.description) == ("3", "d")
    assert definition.tags == (Tag("a", "b"),)


def test_paths_and_path_items_may_stand_in_other_files() -> None:
    files = {
        "openapi.yaml": b"openapi: 3.0.0\npaths: {$ref: paths/all.yaml}",
        "paths/all.yaml": b"/a: {$ref: a.yaml, put: {summary: beside}}",
        "paths/a.yaml": b"get: {parameters: [{$ref: ../p.yaml}]}\nput: {summary: behind}",
        "p.yaml": b"{name: p, in: query, schema: {$ref: s.yaml}}",
        "s.yaml": b"type: string",
    }
    get, put = load(files).operations
    assert put.summary == "beside"
    schema = get.parameters[0].schema
    assert schema is not None
    assert (schema.resolve().value, schema.resolve().file) == ({"type": "string"}, "s.yaml")


@pytest.mark.parametrize(
    "text",
    [
        "info: text",
        "tags: null",
        "tags: [null, 3]",
        "servers: {url: a}",
        "security: {a: []}",
        "components: []",
        "components: {securitySchemes: [], schemas: 3}",
        "paths: []",
        "paths: {/a: null, /b: [], /c: text}",
        "paths: {/a: {parameters: {}, servers: 3}}",
        "webhooks: 3",
    ],
)
def test_a_wrong_type_at_the_top_costs_only_itself(text: str) -> None:
    assert loaded(text).operations == ()


@pytest.mark.parametrize(
    "text",
    [
        "description: 3",
        "tags: null",
        "tags: {}",
        "parameters: {}",
        "parameters: [null, 3, [], {}, {name: p}, {in: query}, {name: [], in: query}]",
        "parameters: [{name: p, in: body}]",
        "requestBody: []",
        "responses: []",
        "security: {}",
        "servers: text",
        "deprecated: yes",
        "operationId: []",
        "summary: {}",
    ],
)
def test_a_wrong_type_in_an_operation_costs_only_itself(text: str) -> None:
    found = operation(text)
    assert (found.parameters, found.body, found.responses) == ((), None, ())
    assert (found.deprecated, found.tags, found.operation_id) == (False, (), "")


@pytest.mark.parametrize(
    "fields",
    [
        "schema: text",
        "schema: []",
        "examples: []",
        "examples: {a: 3, b: {}}",
        "content: []",
        "content: {}",
        "style: []",
        "explode: maybe",
        "required: 1",
    ],
)
def test_a_wrong_type_in_a_parameter_costs_only_itself(fields: str) -> None:
    assert parameter(f"name: p, in: query, {fields}") == parameter("name: p, in: query")


def test_a_wrong_type_in_a_response_costs_only_itself() -> None:
    found = operation("responses: {200: 3, 201: {headers: [], content: {a/b: 3, c/d: []}}}")
    first, second = found.responses
    assert first == Response("200", "", (), ())
    assert [media.name for media in second.content] == ["a/b", "c/d"]
