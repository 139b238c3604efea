"""The whole conversion: a `Definition` in, a `Collection` out."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from pressroom.collection.conversion import Conversion
from pressroom.collection.folders import arranged
from pressroom.collection.identity import item_identity
from pressroom.collection.model import (
    SCHEMA,
    Behavior,
    Collection,
    Field,
    Info,
    Item,
    Request,
)
from pressroom.collection.options import Options
from pressroom.collection.paths import split, url_segment
from pressroom.collection.requests import operation_access, request, variables
from pressroom.collection.responses import saved_responses
from pressroom.collection.servers import described
from pressroom.definition.model import Definition, Operation

_BODILESS = frozenset(("GET", "COPY", "HEAD", "PURGE", "UNLOCK"))


def convert(
    definition: Definition,
    options: Options | None = None,
    *,
    name: str | None = None,
    identifier: UUID | None = None,
) -> Collection:
    """Convert a definition to a Postman Collection v2.1.0.

    Every operation becomes a request with saved responses. Identifiers follow from what they
    name, so the same definition and options give the same collection, byte for byte.

    Args:
        definition: what to convert.
        options: the caller's choices; `Options()` when absent.
        name: the collection's name; the definition's title when absent.
        identifier: the collection's identifier, from which those of its items follow; derived
            from the definition's title and root file when absent.
    """
    options = options or Options()
    conversion = Conversion(definition, options, identifier)
    operations = [
        one for one in definition.operations if options.include_deprecated or not one.deprecated
    ]
    made = [(operation, _item(operation, conversion)) for operation in operations]
    return Collection(
        info=Info(
            id=str(conversion.identity),
            name=name or definition.title or "Untitled API",
            schema=SCHEMA,
            description=_description(definition),
        ),
        item=arranged(made, definition, options, conversion.identity),
        auth=conversion.access.auth if definition.security else None,
        variable=_once(_variables(operations, conversion)),
    )


def _item(operation: Operation, conversion: Conversion) -> Item:
    identity = item_identity(conversion.identity, operation.method, operation.path)
    made = request(operation, conversion)
    need = operation_access(operation, conversion)
    return Item(
        id=str(identity),
        name=_name(operation, conversion.options),
        request=made,
        response=tuple(saved_responses(operation, identity, made, need, conversion)),
        behavior=_behavior(made),
    )


def _behavior(made: Request) -> Behavior | None:
    keeps = made.body is not None and made.method in _BODILESS
    return Behavior(disable_body_pruning=True) if keeps else None


def _name(operation: Operation, options: Options) -> str:
    path = "".join(f"/{url_segment(segment)}" for segment in split(operation.path).segments)
    if options.request_name_source == "URL":
        return path or "/"
    summary = " ".join(operation.summary.split())
    return summary or operation.operation_id or f"{operation.method.upper()} {operation.path}"


def _description(definition: Definition) -> str:
    parts = (definition.description, described(definition.servers))
    return "\n\n".join(part for part in parts if part)


def _variables(operations: list[Operation], conversion: Conversion) -> Iterator[Field]:
    yield from conversion.base
    yield from conversion.access.variables
    for operation in operations:
        yield from operation_access(operation, conversion).variables
        yield from variables(operation, conversion)


def _once(fields: Iterable[Field]) -> tuple[Field, ...]:
    """The first field of each key."""
    found: dict[str, Field] = {}
    for field in fields:
        found.setdefault(field.key, field)
    return tuple(found.values())
