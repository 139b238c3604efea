"""A definition in OpenAPI 2.0 becomes the collection that the same one in 3.0 becomes."""

import json
from typing import Any

import pytest
from convertible import Json, requests
from hypothesis import given
from hypothesis import strategies as st

from pressroom.collection import convert, decode, encode
from pressroom.definition import load

IN_2_0 = """
swagger: '2.0'
info: {title: Pets, version: '1', description: All about pets.}
host: pets.example
basePath: /v1
schemes: [https, http]
consumes: [application/json]
produces: [application/json]
tags: [{name: pets, description: Pets.}]
security: [{key: []}]
securityDefinitions:
  key: {type: apiKey, name: X-Key, in: header}
  login: {type: basic}
  oauth:
    type: oauth2
    flow: accessCode
    authorizationUrl: https://pets.example/auth
    tokenUrl: https://pets.example/token
    scopes: {read: Read pets}
parameters:
  limit: {name: limit, in: query, type: integer, format: int32, minimum: 5, x-example: 20}
responses:
  missing: {description: No such pet., schema: {$ref: '#/definitions/Problem'}}
definitions:
  Problem: {type: object, required: [title], properties: {title: {type: string}}}
  Pet:
    type: object
    discriminator: kind
    required: [kind, name]
    properties: {kind: {type: string}, name: {type: string, example: Rex}}
  Dog:
    allOf:
    - $ref: '#/definitions/Pet'
    - {type: object, properties: {owner: {type: string, x-nullable: true, example: ~}}}
paths:
  /pets:
    get:
      summary: List pets
      tags: [pets]
      parameters:
      - $ref: '#/parameters/limit'
      - {name: ids, in: query, type: array, items: {type: integer}, required: true}
      - {name: tags, in: query, type: array, items: {type: string}, collectionFormat: multi}
      - {name: words, in: query, type: array, items: {type: string}, collectionFormat: ssv}
      - {name: bars, in: query, type: array, items: {type: string}, collectionFormat: pipes}
      - {name: X-Trace, in: header, type: string, format: uuid, description: A trace.}
      responses:
        200:
          description: The pets.
          schema: {type: array, items: {$ref: '#/definitions/Dog'}}
          headers: {X-Total: {type: integer, description: How many.}}
          examples: {application/json: [{kind: Dog, name: Fido}]}
    post:
      summary: Add a pet
      consumes: [application/json, application/xml]
      security: [{oauth: [read]}]
      parameters:
      - name: pet
        in: body
        required: true
        description: The pet.
        schema: {$ref: '#/definitions/Dog'}
      responses: {201: {description: Added.}, default: {$ref: '#/responses/missing'}}
  /pets/{id}:
    parameters: [{name: id, in: path, required: true, type: string, description: Which.}]
    put:
      summary: Change a pet
      consumes: [application/x-www-form-urlencoded]
      schemes: [http]
      security: [{login: []}]
      parameters:
      - {name: name, in: formData, type: string, required: true, description: Its name.}
      - {name: toys, in: formData, type: array, items: {type: string}, collectionFormat: pipes}
      responses: {404: {$ref: '#/responses/missing'}}
  /pets/{id}/photo:
    parameters: [{name: id, in: path, required: true, type: string}]
    post:
      summary: Add a photo
      security: []
      parameters:
      - {name: photo, in: formData, type: file, required: true}
      - {name: caption, in: formData, type: string}
      responses: {200: {description: The photo., schema: {type: file}}}
      produces: [image/png]
"""

IN_3_0 = """
openapi: 3.0.3
info: {title: Pets, version: '1', description: All about pets.}
servers: [{url: https://pets.example/v1}, {url: http://pets.example/v1}]
tags: [{name: pets, description: Pets.}]
security: [{key: []}]
components:
  securitySchemes:
    key: {type: apiKey, name: X-Key, in: header}
    login: {type: http, scheme: basic}
    oauth:
      type: oauth2
      flows:
        authorizationCode:
          authorizationUrl: https://pets.example/auth
          tokenUrl: https://pets.example/token
          scopes: {read: Read pets}
  parameters:
    limit: {name: limit, in: query, schema: {type: integer, format: int32, minimum: 5}, example: 20}
  responses:
    missing:
      description: No such pet.
      content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}
  schemas:
    Problem: {type: object, required: [title], properties: {title: {type: string}}}
    Pet:
      type: object
      discriminator: {propertyName: kind}
      required: [kind, name]
      properties: {kind: {type: string}, name: {type: string, example: Rex}}
    Dog:
      allOf:
      - $ref: '#/components/schemas/Pet'
      - {type: object, properties: {owner: {type: string, nullable: true, example: ~}}}
paths:
  /pets:
    get:
      summary: List pets
      tags: [pets]
      parameters:
      - $ref: '#/components/parameters/limit'
      - name: ids
        in: query
        required: true
        explode: false
        schema: {type: array, items: {type: integer}}
      - {name: tags, in: query, schema: {type: array, items: {type: string}}}
      - name: words
        in: query
        style: spaceDelimited
        schema: {type: array, items: {type: string}}
      - {name: bars, in: query, schema: {type: array, items: {type: string}}, style: pipeDelimited}
      - {name: X-Trace, in: header, schema: {type: string, format: uuid}, description: A trace.}
      responses:
        200:
          description: The pets.
          headers: {X-Total: {schema: {type: integer}, description: How many.}}
          content:
            application/json:
              schema: {type: array, items: {$ref: '#/components/schemas/Dog'}}
              example: [{kind: Dog, name: Fido}]
    post:
      summary: Add a pet
      security: [{oauth: [read]}]
      requestBody:
        required: true
        description: The pet.
        content:
          application/json: &dog {schema: {$ref: '#/components/schemas/Dog'}}
          application/xml: *dog
      responses: {201: {description: Added.}, default: {$ref: '#/components/responses/missing'}}
  /pets/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}, description: Which.}]
    put:
      summary: Change a pet
      servers: [{url: http://pets.example/v1}]
      security: [{login: []}]
      requestBody:
        required: true
        content:
          application/x-www-form-urlencoded:
            encoding: {toys: {style: pipeDelimited, explode: false}}
            schema:
              type: object
              required: [name]
              properties:
                name: {type: string, description: Its name.}
                toys: {type: array, items: {type: string}}
      responses: {404: {$ref: '#/components/responses/missing'}}
  /pets/{id}/photo:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    post:
      summary: Add a photo
      security: []
      requestBody:
        content:
          multipart/form-data:
            schema:
              type: object
              required: [photo]
              properties: {photo: {type: string, format: binary}, caption: {type: string}}
      responses:
        200:
          description: The photo.
          content: {image/png: {schema: {type: string, format: binary}}}
"""


def collected(text: str) -> Json:
    return without_identifiers(decode(encode(convert(load(text)))))


def without_identifiers(value: Json) -> Json:
    if isinstance(value, list):
        return [without_identifiers(item) for item in value]
    if isinstance(value, dict):
        return {
            k: without_identifiers(v) for k, v in value.items() if k not in ("id", "_postman_id")
        }
    return value


def converted(**operation: Any) -> Json:
    """The request of an operation in 2.0."""
    document = {"swagger": "2.0", "host": "a.example", "paths": {"/a": {"post": operation}}}
    found = decode(encode(convert(load(json.dumps(document)))))
    return next(requests(found["item"]))["request"]


def test_a_definition_in_2_0_becomes_the_collection_of_the_same_in_3_0() -> None:
    assert collected(IN_2_0) == collected(IN_3_0)


def test_the_discriminator_names_the_definition() -> None:
    post = next(one for one in requests(collected(IN_2_0)["item"]) if one["name"] == "Add a pet")
    assert json.loads(post["request"]["body"]["raw"])["kind"] == "Dog"


def test_a_null_that_x_nullable_allows_is_shown() -> None:
    post = next(one for one in requests(collected(IN_2_0)["item"]) if one["name"] == "Add a pet")
    assert json.loads(post["request"]["body"]["raw"])["owner"] is None


@pytest.mark.parametrize(
    ("form", "text"),
    [("csv", "a,b"), ("ssv", "a%20b"), ("tsv", "a%09b"), ("pipes", "a%7Cb"), ("multi", "a&p=b")],
)
def test_each_collection_format_is_written_with_its_separator(form: str, text: str) -> None:
    parameter = {"name": "p", "in": "query", "type": "array", "collectionFormat": form}
    url = converted(parameters=[{**parameter, "x-example": ["a", "b"]}])["url"]["raw"]
    assert url == f"{{{{baseUrl}}}}/a?p={text}"


def test_a_form_field_is_written_with_its_separator() -> None:
    field = {"name": "p", "in": "formData", "type": "array", "collectionFormat": "tsv"}
    body = converted(parameters=[{**field, "x-example": ["a", "b"]}])["body"]
    assert [(one["key"], one["value"]) for one in body["urlencoded"]] == [("p", "a\tb")]


SHAPES = st.sampled_from(
    [
        {"type": "string"},
        {"type": "integer", "minimum": 3},
        {"type": "number", "multipleOf": 0.5},
        {"type": "boolean"},
        {"type": "string", "enum": ["x", "y"]},
        {"type": "string", "format": "date-time"},
        {"type": "array", "items": {"type": "integer"}, "minItems": 2},
    ]
)
PARAMETERS = st.lists(
    st.tuples(st.sampled_from(["query", "header", "path"]), SHAPES, st.booleans()), max_size=4
)
MEDIA_TYPES = st.lists(
    st.sampled_from(["application/json", "application/xml", "text/plain"]), max_size=2, unique=True
)


@given(PARAMETERS, SHAPES, MEDIA_TYPES, MEDIA_TYPES)
def test_what_2_0_and_3_0_both_can_say_becomes_one_collection(
    parameters: list[tuple[str, Json, bool]],
    schema: Json,
    consumes: list[str],
    produces: list[str],
) -> None:
    named = [
        ({"name": f"p{number}", "in": place, "required": needed or place == "path"}, shape)
        for number, (place, shape, needed) in enumerate(parameters)
    ]
    payload = {"name": "b", "in": "body", "schema": schema}
    head = {"info": {"title": "t", "version": "1"}}
    in_2_0 = {
        "parameters": [*({**fields, **shape} for fields, shape in named), payload],
        "consumes": consumes,
        "produces": produces,
        "responses": {"200": {"description": "d", "schema": schema}},
    }
    content = {"schema": schema}
    default = ["application/json"]
    in_3_0 = {
        "parameters": [{**fields, "schema": shape, "explode": False} for fields, shape in named],
        "requestBody": {"content": dict.fromkeys(consumes or default, content)},
        "responses": {
            "200": {"description": "d", "content": dict.fromkeys(produces or default, content)}
        },
    }
    first = {"swagger": "2.0", **head, "paths": {"/a": {"post": in_2_0}}}
    second = {"openapi": "3.0.3", **head, "paths": {"/a": {"post": in_3_0}}}
    assert collected(json.dumps(first)) == collected(json.dumps(second))
