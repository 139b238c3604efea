"""Definitions that several rings of tests use."""

import json

PETS = """\
openapi: 3.1.0
info: {title: Pets, version: 1.0.0}
servers: [{url: https://pets.example}]
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200':
          description: The pets.
          content:
            application/json:
              schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: {type: string}
"""

DANGLING = PETS.replace("#/components/schemas/Pet'", "#/components/schemas/Cat'")
"""Readable, yet its reference names nothing."""


def large(operations: int) -> str:
    """A definition that takes a while to convert: about 1 s for 10,000 operations."""
    properties = {f"field{number}": {"type": "string"} for number in range(20)}
    answer = {
        "description": "It.",
        "content": {"application/json": {"schema": {"type": "object", "properties": properties}}},
    }
    paths = {
        f"/things{number}/{{id}}": {
            "get": {
                "operationId": f"getThing{number}",
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
                ],
                "responses": {"200": answer},
            }
        }
        for number in range(operations)
    }
    return json.dumps(
        {"openapi": "3.0.3", "info": {"title": "Large", "version": "1"}, "paths": paths}
    )
