"""The rules on OpenAPI 2.0: the same findings, where 2.0 keeps things elsewhere."""

from pressroom.definition.problems import check

FLAWED = b"""\
swagger: "2.0"
info: {title: Pets, version: "1"}
securityDefinitions:
  login: {type: oauth2, flow: implicit, authorizationUrl: "https://a.example", scopes: {read: R.}}
security: [{login: [write]}, {key: []}]
paths:
  /a/{x}:
    get:
      operationId: one
      parameters:
        - {name: y, in: path, required: true, type: string}
        - {name: q, in: query, type: integer, default: a, enum: [1, "2"]}
        - {name: l, in: query, type: array}
        - {name: b, in: body, schema: {$ref: "#/definitions/Pet"}}
        - {name: accept, in: header, type: string}
      responses:
        200:
          description: It.
          schema: {$ref: "#/definitions/Pet"}
          examples: {application/json: {name: 1}, application/xml: <a/>}
        404: {$ref: "#/responses/None"}
  /b:
    post: {operationId: one, response: {}}
definitions:
  Pet: {type: object, properties: {name: {type: string}, age: {example: 1, type: string}}}
  Unused: {type: strin}
"""
SOUND = b"""\
swagger: "2.0"
info: {title: Pets, version: "1"}
securityDefinitions: {key: {type: apiKey, name: k, in: header}}
security: [{key: []}]
parameters: {x: {name: x, in: path, required: true, type: string, x-nullable: true}}
paths:
  /a/{x}:
    parameters: [{$ref: "#/parameters/x"}]
    post:
      parameters:
        - {name: f, in: formData, type: file}
        - {name: q, in: query, type: array, items: {type: integer}, default: [1]}
      responses:
        200: {description: It., schema: {type: file}}
        404: {$ref: "#/responses/None"}
responses: {None: {description: Not there., schema: {$ref: "#/definitions/Fault"}}}
definitions: {Fault: {type: string, x-nullable: true, example: null}}
"""


def test_a_sound_definition_has_no_problems() -> None:
    assert check(SOUND) == []


def test_what_is_wrong_is_found() -> None:
    get = "/paths/~1a~1{x}/get"
    assert [(problem.rule, problem.pointer) for problem in check(FLAWED)] == [
        ("unknown-scope", "/security/0/login"),
        ("unknown-security-scheme", "/security/1/key"),
        ("undefined-path-parameter", get),
        ("unused-path-parameter", f"{get}/parameters/0"),
        ("default-mismatch", f"{get}/parameters/1/default"),
        ("enum-type", f"{get}/parameters/1/enum/1"),
        ("array-without-items", f"{get}/parameters/2"),
        ("example-mismatch", f"{get}/responses/200/examples/application~1json/name"),
        ("unresolved-reference", f"{get}/responses/404/$ref"),
        ("structure", "/paths/~1b/post"),
        ("duplicate-operation-id", "/paths/~1b/post/operationId"),
        ("structure", "/paths/~1b/post/response"),
        ("example-mismatch", "/definitions/Pet/properties/age/example"),
        ("unused-component", "/definitions/Unused"),
        ("structure", "/definitions/Unused/type"),
    ]
