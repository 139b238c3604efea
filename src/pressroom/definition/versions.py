"""OpenAPI 2.0, 3.0, 3.1 and 3.2 documents in, the one `Definition` model out.

The versions of 3 differ inside schemas, which stay as written, and by a few fields that are read
wherever they are; what 2.0 writes in another way is in `swagger`. Reading is tolerant: a field of
the wrong type counts as absent.
"""

import re
from collections.abc import Mapping
from functools import partial

from pressroom.definition import grammar, reading
from pressroom.definition.model import (
    Definition,
    Json,
    Operation,
    References,
    SecurityScheme,
    Server,
    Tag,
)
from pressroom.definition.operations import OperationReader, servers_of
from pressroom.definition.parts import PartReader
from pressroom.definition.positions import position
from pressroom.definition.reading import Node
from pressroom.definition.security import security_of, security_schemes
from pressroom.definition.swagger import (
    SwaggerOperations,
    SwaggerParts,
    security_definitions,
    swagger_servers,
)
from pressroom.errors import UnsupportedDefinition

_SUPPORTED = {"openapi": re.compile(r"3\.[012](\..*)?"), "swagger": re.compile(r"2(\.0)*")}
_TITLES = {"openapi": "OpenAPI", "swagger": "Swagger"}

_Parts = tuple[tuple[Server, ...], Mapping[str, SecurityScheme], tuple[Operation, ...]]


def refuse_other_versions(document: Json, root: str, files: Mapping[str, bytes]) -> None:
    """Raise `UnsupportedDefinition` unless `document` is OpenAPI 2.0, 3.0, 3.1 or 3.2."""
    node = document if isinstance(document, dict) else {}
    version = _version(node)
    field = "swagger" if grammar.is_swagger(node) else "openapi"
    if _SUPPORTED[field].fullmatch(version):
        return
    if version:
        message = f"{_TITLES[field]} {version} isn't supported; use OpenAPI 2.0, 3.0, 3.1 or 3.2"
    else:
        message = (
            "not an OpenAPI definition: there is no `openapi` field at the top; "
            "add one, such as `openapi: 3.1.0`"
        )
    pointer = f"/{field}" if field in node else None
    line, column = (position(files[root], pointer) if pointer else None) or (None, None)
    raise UnsupportedDefinition(message, file=root, line=line, column=column, pointer=pointer)


def build(
    document: Mapping[str, Json], root: str, files: Mapping[str, bytes], references: References
) -> Definition:
    """The model of a document whose version and references are known to be good."""
    info = reading.mapping(document, "info")
    read = _read_swagger if grammar.is_swagger(document) else _read_openapi
    servers, schemes, operations = read(document, root, references)
    return Definition(
        version=_version(document),
        title=reading.text(info, "title"),
        description=reading.text(info, "description"),
        root=root,
        document=document,
        files=files,
        references=references,
        servers=servers,
        security=security_of(document, schemes) or (),
        security_schemes=schemes,
        tags=tuple(
            Tag(*(reading.text(tag, key) for key in ("name", "description", "parent", "kind")))
            for tag in reading.objects(document, "tags")
            if reading.text(tag, "name")
        ),
        operations=operations,
        read_webhooks=partial(_webhooks, document, root, references, schemes),
    )


def _webhooks(
    document: Mapping[str, Json],
    root: str,
    references: References,
    schemes: Mapping[str, SecurityScheme],
) -> tuple[Operation, ...]:
    """From `webhooks`, or from the extension of the same shape that 3.0 authors use."""
    field = "webhooks" if "webhooks" in document else "x-webhooks"
    return tuple(OperationReader(PartReader(references), schemes).read(document, root, field))


def _version(document: Node) -> str:
    return reading.text(document, "swagger" if grammar.is_swagger(document) else "openapi")


def _read_openapi(document: Node, root: str, references: References) -> _Parts:
    parts = PartReader(references)
    schemes = security_schemes(parts, document, root)
    operations = OperationReader(parts, schemes).read(document, root)
    return servers_of(document), schemes, tuple(operations)


def _read_swagger(document: Node, root: str, references: References) -> _Parts:
    parts = SwaggerParts(references)
    schemes = security_definitions(parts, document, root)
    operations = SwaggerOperations(parts, schemes, document).read(document, root)
    return swagger_servers(document), schemes, tuple(operations)
