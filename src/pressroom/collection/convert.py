"""The converter: a definition in, a Collection v2.1.0 out. Same input, same collection."""

from collections.abc import Iterable
from uuid import UUID

from pressroom.collection.folders import arranged
from pressroom.collection.identity import collection_identity, item_identity
from pressroom.collection.model import SCHEMA, Behavior, Collection, Field, Info, Item
from pressroom.collection.options import Options
from pressroom.collection.requests import Requests
from pressroom.collection.responses import Responses
from pressroom.collection.servers import described, server_variables
from pressroom.definition.model import Definition, Operation

_BODILESS = frozenset(("get", "head", "copy", "purge", "unlock"))
"""Methods whose bodies are dropped by those who send collections, unless told otherwise."""


def convert(
    definition: Definition,
    options: Options | None = None,
    *,
    name: str | None = None,
    identifier: UUID | None = None,
) -> Collection:
    """Convert a definition to a collection.

    Args:
        definition: what `load` gave.
        options: the caller's choices; `Options()` when absent.
        name: the collection's name; the definition's title when absent.
        identifier: the collection's identifier, from which those of its items follow; derived
            from the definition's title and root file when absent.
    """
    options = options or Options()
    identifier = identifier or collection_identity(definition.title, definition.root)
    variables = list(server_variables(definition.servers))
    requests = Requests(definition, options, {field.key: field.value for field in variables})
    responses = Responses(options)
    operations = [
        operation
        for operation in definition.operations
        if options.include_deprecated or not operation.deprecated
    ]
    items = [
        (operation, _item(operation, requests, responses, options, identifier))
        for operation in operations
    ]
    variables += requests.inherited.variables
    for operation in operations:
        variables += requests.access_of(operation).variables
        variables += requests.variables(operation)
    return Collection(
        info=Info(
            id=str(identifier),
            name=name or definition.title or "Untitled API",
            schema=SCHEMA,
            description=_description(definition),
        ),
        item=arranged(items, definition.tags, options, identifier),
        auth=None if requests.inherited.auth.type == "noauth" else requests.inherited.auth,
        variable=_distinct(variables),
    )


def _item(
    operation: Operation,
    requests: Requests,
    responses: Responses,
    options: Options,
    collection: UUID,
) -> Item:
    identity = item_identity(collection, operation.method, operation.path)
    request = requests.request(operation)
    original = requests.shown(operation, request)
    keeps_body = request.body is not None and operation.method in _BODILESS
    return Item(
        id=str(identity),
        name=_name(operation, options),
        request=request,
        response=tuple(responses.saved(operation, identity, original)),
        behavior=Behavior(disable_body_pruning=True) if keeps_body else None,
    )


def _name(operation: Operation, options: Options) -> str:
    if options.request_name_source == "URL":
        return operation.path
    spelled_out = f"{operation.method.upper()} {operation.path}"
    return operation.summary or operation.operation_id or spelled_out


def _description(definition: Definition) -> str:
    parts = (definition.description, described(definition.servers))
    return "\n\n".join(part for part in parts if part)


def _distinct(fields: Iterable[Field]) -> tuple[Field, ...]:
    """The variables, each once: of those with one name the first."""
    kept: dict[str, Field] = {}
    for field in fields:
        kept.setdefault(field.key, field)
    return tuple(kept.values())
