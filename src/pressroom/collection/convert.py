"""The whole conversion: a `Definition` in, a `Collection` out."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from uuid import UUID

from pressroom.collection.auth import explained
from pressroom.collection.conversion import Conversion
from pressroom.collection.folders import arranged
from pressroom.collection.identity import (
    item_identity,
    operation_identity,
    webhook_identity,
)
from pressroom.collection.model import (
    SCHEMA,
    Behavior,
    Collection,
    Field,
    Folder,
    Info,
    Item,
    LateItem,
    Request,
)
from pressroom.collection.options import Options
from pressroom.collection.paths import has_embedded, split
from pressroom.collection.requests import (
    embedded,
    operation_access,
    path_parameters,
    request,
)
from pressroom.collection.responses import saved_responses
from pressroom.collection.servers import Place, described
from pressroom.collection.webhooks import Sent, callbacks, receivers, webhooks
from pressroom.definition.model import Definition, Example, Operation, Parameter

_BODILESS = frozenset(("GET", "COPY", "HEAD", "PURGE", "UNLOCK"))


def convert(
    definition: Definition,
    options: Options | None = None,
    *,
    name: str | None = None,
    identifier: UUID | None = None,
    late: bool = False,
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
        late: leave it to `encode_chunks` to convert most operations, which may then be done
            elsewhere. Those whose examples decide about collection variables are converted here.
    """
    options = options or Options()
    conversion = Conversion(definition, options, identifier)
    operations = [
        one for one in definition.operations if options.include_deprecated or not one.deprecated
    ]
    sent = _sent(conversion) if options.include_webhooks else {}
    made = list(zip(operations, _items(operations, conversion, late=late), strict=True))
    folders = tuple(_folder(name, found, conversion) for name, found in sent.items() if found)
    return Collection(
        info=Info(
            id=str(conversion.identity),
            name=name or definition.title or "Untitled API",
            schema=SCHEMA,
            description=_description(definition),
        ),
        item=(*arranged(made, definition, options, conversion.identity), *folders),
        auth=conversion.access.auth if definition.security else None,
        variable=_once(_variables(operations, list(chain(*sent.values())), conversion)),
    )


def _sent(conversion: Conversion) -> dict[str, list[Sent]]:
    """The folders of webhooks and callbacks, with what is in them."""
    definition, collection = conversion.definition, conversion.identity
    deprecated = conversion.options.include_deprecated
    return {
        "Webhooks": list(webhooks(definition, collection, deprecated=deprecated)),
        "Callbacks": list(callbacks(definition, collection, deprecated=deprecated)),
    }


def _folder(name: str, sent: list[Sent], conversion: Conversion) -> Folder:
    return Folder(
        id=webhook_identity(conversion.identity, name),
        name=name,
        item=tuple(_made(*one, conversion) for one in sent),
    )


def _items(
    operations: list[Operation], conversion: Conversion, *, late: bool
) -> Iterator[Item | LateItem]:
    """The items in the order of the operations, which is that of the numbers of variables."""
    for operation in operations:
        if late and _is_settled(operation, conversion):
            yield LateItem(partial(_item, operation, conversion))
        else:
            yield _item(operation, conversion)


def _is_settled(operation: Operation, conversion: Conversion) -> bool:
    """Whether an operation's collection variables are settled now, whatever its examples are.

    All items share these variables, so they are settled before any is made elsewhere.
    """
    if has_embedded(operation.path):
        template = split(operation.path)
        declared = path_parameters(operation, conversion)
        if any(example.name for one in declared.values() for example in _examples(one)):
            return False
        embedded(template, declared, conversion)
    return True


def _examples(parameter: Parameter) -> tuple[Example, ...]:
    return (*parameter.examples, *(parameter.content.examples if parameter.content else ()))


def _item(operation: Operation, conversion: Conversion) -> Item:
    if operation.operation_id in conversion.operation_ids:
        identity = operation_identity(conversion.identity, operation.operation_id)
    else:
        identity = item_identity(conversion.identity, operation.method, operation.path)
    return _made(operation, identity, None, conversion)


def _made(operation: Operation, identity: str, front: Place | None, conversion: Conversion) -> Item:
    made = request(operation, conversion, front)
    need = operation_access(operation, conversion)

    def showing(example: str) -> Request:
        return request(operation, conversion.showing(example), front) if example else made

    return Item(
        id=identity,
        name=_name(operation, conversion.options),
        request=made,
        response=tuple(saved_responses(operation, identity, showing, need, conversion)),
        behavior=_behavior(made),
    )


def _behavior(made: Request) -> Behavior | None:
    keeps = made.body is not None and made.method in _BODILESS
    return Behavior(disable_body_pruning=True) if keeps else None


def _name(operation: Operation, options: Options) -> str:
    if options.request_name_source == "URL":
        return f"/{'/'.join(split(operation.path).url)}"
    summary = " ".join(operation.summary.split())
    return summary or operation.operation_id or f"{operation.verb} {operation.path}"


def _description(definition: Definition) -> str:
    security = explained(definition.security)
    parts = (definition.description, described(definition.servers), security)
    return "\n\n".join(part for part in parts if part)


def _variables(
    operations: list[Operation], sent: list[Sent], conversion: Conversion
) -> Iterator[Field]:
    yield from conversion.base
    yield from conversion.access.variables
    for operation in (*operations, *(one for one, _, _ in sent)):
        yield from operation_access(operation, conversion).variables
    yield from conversion.embedded.values()
    yield from receivers(sent)


def _once(fields: Iterable[Field]) -> tuple[Field, ...]:
    """The first field of each key."""
    found: dict[str, Field] = {}
    for field in fields:
        found.setdefault(field.key, field)
    return tuple(found.values())
