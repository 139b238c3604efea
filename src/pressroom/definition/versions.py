"""OpenAPI 3.0, 3.1 and 3.2 documents in, the one `Definition` model out.

The three versions differ inside schemas, which stay as written, and by a few fields that are
read wherever they are. Reading is tolerant: a field of the wrong type counts as absent.
"""

import re
from collections.abc import Mapping
from functools import partial

from pressroom.definition import reading
from pressroom.definition.model import (
    Definition,
    Json,
    Operation,
    References,
    SecurityScheme,
    Tag,
)
from pressroom.definition.operations import OperationReader, servers_of
from pressroom.definition.parts import PartReader
from pressroom.definition.positions import position
from pressroom.definition.security import security_of, security_schemes
from pressroom.errors import UnsupportedDefinition

_SUPPORTED = re.compile(r"3\.[012](\..*)?")


def refuse_other_versions(document: Json, root: str, content: bytes) -> None:
    """Raise `UnsupportedDefinition` unless `document` is OpenAPI 3.0, 3.1 or 3.2."""
    node = document if isinstance(document, dict) else {}
    version = reading.text(node, "openapi")
    if _SUPPORTED.fullmatch(version):
        return
    field = "swagger" if "swagger" in node and not version else "openapi"
    if version:
        message = f"OpenAPI {version} isn't supported; use 3.0, 3.1 or 3.2"
    elif field == "swagger":
        message = "Swagger 2.0 isn't supported yet; convert it to OpenAPI 3.0 first"
    else:
        message = (
            "not an OpenAPI definition: there is no `openapi` field at the top; "
            "add one, such as `openapi: 3.1.0`"
        )
    pointer = f"/{field}" if field in node else None
    line, column = (position(content, pointer) if pointer else None) or (None, None)
    raise UnsupportedDefinition(message, file=root, line=line, column=column, pointer=pointer)


def build(
    document: Mapping[str, Json], root: str, files: Mapping[str, bytes], references: References
) -> Definition:
    """The model of a document whose version and references are known to be good."""
    info = reading.mapping(document, "info")
    schemes = security_schemes(PartReader(references), document, root)
    return Definition(
        version=reading.text(document, "openapi"),
        title=reading.text(info, "title"),
        description=reading.text(info, "description"),
        root=root,
        document=document,
        files=files,
        references=references,
        servers=servers_of(document),
        security=security_of(document, schemes) or (),
        security_schemes=schemes,
        tags=tuple(
            Tag(*(reading.text(tag, key) for key in ("name", "description", "parent", "kind")))
            for tag in reading.objects(document, "tags")
            if reading.text(tag, "name")
        ),
        operations=tuple(OperationReader(references, schemes).read(document, root)),
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
    return tuple(OperationReader(references, schemes).read(document, root, field))
