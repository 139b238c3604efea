"""A definition whose every text is hostile."""

from typing import Any
from urllib.parse import quote

import pressroom
from sdk.plans import answering, definition

HOSTILE = [
    '"""; import os; os.abort() #',
    "'''\nimport os\nos.abort()\n'''",
    'x"""',
    '"',
    "\\",
    '\\"""',
    '\\\\"""\nraise SystemExit',
    "{{ 7*7 }} ${x} %s {0}",
    "a\nb\r\nc\u2028d\x0ce\x85f",
    "\x00\x1b[31m\u202e",
    "*/ --> ]]> ``` # | <script>",
    "__class__",
    "True",
    "用户 ñ 😀",
    "",
    "`${process.abort()}`",
    "</script><script>",
    "@ts-nocheck\n@ts-ignore */",
    "__proto__",
    "constructor",
]
"""Texts that try to be code, or that are special to a language."""


def hostile() -> pressroom.Definition:
    """A definition that tries to get out of every text it may hold."""
    schemas: dict[str, Any] = {}
    paths: dict[str, Any] = {}
    for number, text in enumerate(HOSTILE):
        schemas[f"Model{number}{text}"] = {
            "type": "object",
            "description": text,
            "required": [text],
            "properties": {
                text: {"type": "string", "description": text, "default": text, "example": text},
                f"{text}x": {"const": text, "description": text},
                f"{text}y": {"enum": [text, "b"], "x-enum-descriptions": [text, text]},
            },
        }
        schemas[f"Union{number}{text}"] = {
            "description": text,
            "oneOf": [
                {"title": text, "type": "object", "properties": {"k": {"const": text}}},
                {"title": text, "type": "object", "properties": {"k": {"const": "z"}}},
            ],
            "discriminator": {"propertyName": text},
        }
        paths[f"/p{number}/{text.replace('{', '').replace('}', '')}"] = {
            "post": {
                **answering({"$ref": f"#/components/schemas/Model{number}{_pointer(text)}"}),
                "operationId": text,
                "summary": text,
                "description": text,
                "tags": [text],
                "parameters": [
                    {"name": text, "in": "query", "description": text, "example": text,
                     "schema": {"type": "string", "default": text}},
                    {"name": f"h{text}", "in": "header", "schema": {"enum": [text]}},
                ],
                "requestBody": {
                    "description": text,
                    "content": {text or "a/b": {"schema": {"type": "string"}, "example": text}},
                },
            }
        }  # fmt: skip
    return definition(
        schemas,
        paths,
        info={"title": HOSTILE[0], "version": HOSTILE[1], "description": "".join(HOSTILE)},
        tags=[{"name": text, "description": text} for text in HOSTILE],
        servers=[{"url": f"https://{text}", "description": text} for text in HOSTILE],
        components={
            "securitySchemes": {
                f"k{text}": {"type": "apiKey", "in": "header", "name": text, "description": text}
                for text in HOSTILE
            }
        },
    )


def _pointer(text: str) -> str:
    """A text as a part of a URI fragment."""
    return quote(text.replace("~", "~0").replace("/", "~1"), safe="")
