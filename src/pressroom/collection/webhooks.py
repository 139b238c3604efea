"""Webhooks and callbacks: the requests that an API makes, as requests to try a receiver with.

They go to the receiver, not to the API, so their URL starts with a variable of its own:
`{{webhookUrl}}/newPet`, and `{{callbackUrl}}` for the address that a callback's runtime expression
gives. They only authenticate as their own `security` says, as the definition's is that of the API.
"""

import re
from collections.abc import Iterable, Iterator
from uuid import UUID

from msgspec.structs import replace

from pressroom.collection.identity import webhook_identity
from pressroom.collection.model import Field
from pressroom.collection.servers import Place
from pressroom.definition.model import Definition, Operation

_RECEIVER = "http://localhost"
_EXPRESSION = re.compile(r"\{\$[^{}]*?([\w-]+)\}")
_ADDRESS = re.compile(r"https?://[^/?#{}]*|\{\$[^{}]*\}")

Sent = tuple[Operation, str, Place]
"""An operation with a path to append to a URL, its item's identifier, and where it goes."""


def webhooks(definition: Definition, collection: UUID, *, deprecated: bool) -> Iterator[Sent]:
    """The definition's webhooks, each at a path that is its name."""
    front = _place("webhookUrl")
    for one in _shown(definition.webhooks, deprecated):
        identity = webhook_identity(collection, one.method, one.path)
        yield _own(one, f"/{one.path.lstrip('/')}"), identity, front


def callbacks(definition: Definition, collection: UUID, *, deprecated: bool) -> Iterator[Sent]:
    """The callbacks of all operations, each at what its expression has after the address.

    An expression further in becomes a path variable: `{$request.query.id}` becomes `:id`.
    """
    front = _place("callbackUrl")
    for operation in _shown(definition.operations, deprecated):
        for callback in operation.callbacks:
            for one in _shown(callback.operations, deprecated):
                names = (operation.method, operation.path, callback.name, one.method, one.path)
                about = f"Sent to `{one.path}`."
                described = "\n\n".join(part for part in (one.description, about) if part)
                identity = webhook_identity(collection, *names)
                named = one.saying(summary=one.summary or callback.name, description=described)
                yield _own(named, _path(one.path)), identity, front


def _shown(operations: Iterable[Operation], deprecated: bool) -> Iterator[Operation]:
    return (one for one in operations if deprecated or not one.deprecated)


def _own(operation: Operation, path: str) -> Operation:
    return replace(operation, path=path, security=operation.security or ())


def _path(expression: str) -> str:
    rest = _ADDRESS.sub("", expression, count=1)
    path = _EXPRESSION.sub(r"{\1}", rest)
    return path if path.startswith("/") or not path else f"/{path}"


def _place(variable: str) -> Place:
    reference = f"{{{{{variable}}}}}"
    return Place(raw=reference, host=(reference,))


def receivers(sent: list[Sent]) -> Iterator[Field]:
    """The variables that the URLs of what is sent start with."""
    for raw in dict.fromkeys(front.raw for _, _, front in sent):
        yield Field(
            key=raw.strip("{}"),
            value=_RECEIVER,
            description="Where these requests are received; an address of yours.",
        )
