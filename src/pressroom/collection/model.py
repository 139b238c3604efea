"""A Postman Collection v2.1.0 as frozen values, and its JSON.

Only what `convert` writes has a field here. Collections that people made hold more, so they are
read as plain JSON (`decode`), never as these values. What is empty is left out of the JSON,
unless the format wants it there.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Union

import msgspec

from pressroom.errors import InvalidRequest

SCHEMA = "https://schema.postman.com/json/collection/v2.1.0/collection.json"


class Field(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A key and its value: a query parameter, header, path or collection variable, form field.

    A disabled field is shown and not sent. A query parameter without a value has no `=` either.
    """

    key: str
    value: str | None
    description: str = ""
    disabled: bool = False


class FormField(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A part of a multipart form: `type` is `text`, or `file` for one that has no `value`."""

    key: str
    type: str
    value: str | None = None
    content_type: str = msgspec.field(default="", name="contentType")
    description: str = ""
    disabled: bool = False


class Url(msgspec.Struct, frozen=True, omit_defaults=True):
    """A URL whole (`raw`) and in its parts; `:name` in `path` stands for a path variable."""

    raw: str
    host: tuple[str, ...]
    path: tuple[str, ...]
    protocol: str = ""
    port: str = ""
    query: tuple[Field, ...] = ()
    variable: tuple[Field, ...] = ()
    hash: str = ""


class Language(msgspec.Struct, frozen=True, gc=False):
    """How an editor shows a raw body: `json`, `xml`, `html`, `javascript` or `text`."""

    language: str


class RawOptions(msgspec.Struct, frozen=True, gc=False):
    raw: Language


class GraphQL(msgspec.Struct, frozen=True, omit_defaults=True, rename="camel", gc=False):
    """What the GraphQL editor shows; `variables` is JSON. It is sent as one JSON object."""

    query: str
    variables: str = ""
    operation_name: str = ""


class Body(msgspec.Struct, frozen=True, omit_defaults=True):
    """A request body; `mode` names the field that holds it."""

    mode: str
    raw: str | None = None
    urlencoded: tuple[Field, ...] | None = None
    formdata: tuple[FormField, ...] | None = None
    file: Mapping[str, str] | None = None
    graphql: GraphQL | None = None
    options: RawOptions | None = None


class Attribute(msgspec.Struct, frozen=True, gc=False):
    """One setting of an authentication."""

    key: str
    value: str
    type: str = "string"


class Auth(msgspec.Struct, frozen=True, omit_defaults=True):
    """How to authenticate; `type` names the field that holds the settings, if any."""

    type: str
    basic: tuple[Attribute, ...] = ()
    bearer: tuple[Attribute, ...] = ()
    digest: tuple[Attribute, ...] = ()
    apikey: tuple[Attribute, ...] = ()
    oauth2: tuple[Attribute, ...] = ()


class Request(msgspec.Struct, frozen=True, omit_defaults=True):
    """A request; without `auth` it uses that of the collection."""

    method: str
    header: tuple[Field, ...]
    url: Url
    description: str = ""
    auth: Auth | None = None
    body: Body | None = None


class SavedResponse(msgspec.Struct, frozen=True, omit_defaults=True):
    """An example of an answer, with the request it answers."""

    id: str
    name: str
    original_request: Request = msgspec.field(name="originalRequest")
    status: str
    code: int
    preview_language: str = msgspec.field(name="_postman_previewlanguage")
    header: tuple[Field, ...]
    body: str = ""


class Behavior(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """`disable_body_pruning` keeps the body of a method that usually has none, such as `GET`."""

    disable_body_pruning: bool = msgspec.field(default=False, name="disableBodyPruning")


class Item(msgspec.Struct, frozen=True, omit_defaults=True):
    """A request with its saved responses."""

    id: str
    name: str
    request: Request
    response: tuple[SavedResponse, ...]
    behavior: Behavior | None = msgspec.field(default=None, name="protocolProfileBehavior")


class LateItem(msgspec.Struct, frozen=True):
    """An item that is made when it is written."""

    make: Callable[[], Item]


class Folder(msgspec.Struct, frozen=True, omit_defaults=True):
    """Items and folders under one name."""

    id: str
    name: str
    item: tuple[Union["Folder", Item, LateItem], ...]
    description: str = ""


Entry = Folder | Item | LateItem


class Info(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """What the collection is; `id` is written as `_postman_id`."""

    id: str = msgspec.field(name="_postman_id")
    name: str
    schema: str = msgspec.field()
    description: str = ""


class Collection(msgspec.Struct, frozen=True, omit_defaults=True):
    """A whole collection."""

    info: Info
    item: tuple[Entry, ...]
    auth: Auth | None = None
    variable: tuple[Field, ...] = ()


class Placed(NamedTuple):
    """An item, and in how many lists of items it stands."""

    item: Item | LateItem
    depth: int


Write = Callable[[Placed], bytes]
"""Gives the JSON of an item as it stands in the file."""

Each = Callable[[Write, Sequence[Placed]], Iterable[bytes]]
"""Gives what is written of each item, in their order, as `map` does."""


def encode(collection: Collection | Folder | Item | Mapping[str, Any]) -> bytes:
    """The collection's file: JSON in UTF-8, indented by two spaces. Same value, same bytes."""
    if isinstance(collection, Collection):
        return b"".join(encode_chunks(collection))
    return _formatted(collection, 0)


def encode_chunks(collection: Collection, *, each: Each = map) -> Iterator[bytes]:
    """What `encode` gives, entry by entry: a large collection's file never is in memory whole.

    Args:
        collection: whose file.
        each: how items are written one by one, in their order, as `map` does it: elsewhere, or
            while showing how far it is.
    """
    return _chunks(collection, 0, iter(each(_write, placed(collection))))


def placed(collection: Collection) -> list[Placed]:
    """All items in the order in which they are written."""
    found: list[Placed] = []
    _place(collection, 1, found)
    return found


def _place(entry: Collection | Folder, depth: int, found: list[Placed]) -> None:
    for one in entry.item:
        if isinstance(one, Folder):
            _place(one, depth + 1, found)
        else:
            found.append(Placed(one, depth))


def _write(one: Placed) -> bytes:
    item, depth = one
    return _formatted(item.make() if isinstance(item, LateItem) else item, depth)


def _chunks(entry: Collection | Entry, depth: int, items: Iterator[bytes]) -> Iterator[bytes]:
    """An entry's JSON where it stands; the next of `items` if it is one."""
    if not isinstance(entry, Collection | Folder):
        yield next(items)
        return
    if not entry.item:
        yield _formatted(entry, depth)
        return
    shell = _formatted(msgspec.structs.replace(entry, item=()), depth)
    before, _, after = shell.partition(_NO_ENTRIES)
    yield before + _NO_ENTRIES[:-1]
    newline = b"\n" + b"    " * depth
    for position, one in enumerate(entry.item):
        yield b"," + newline + b"    " if position else newline + b"    "
        yield from _chunks(one, depth + 1, items)
    yield newline + b"  ]" + after


_NO_ENTRIES = b'"item": []'
"""Found in no string of JSON, whose quotes are escaped."""


def _formatted(value: object, depth: int) -> bytes:
    """Indented JSON as it stands in `depth` lists of items, each in an object of its own.

    The formatter gets it in as many arrays, which are cut off again: that is faster than to
    indent its lines afterwards.
    """
    around = 2 * depth
    text = msgspec.json.encode(value)
    if not depth:
        return msgspec.json.format(text, indent=2)
    text = msgspec.json.format(b"[" * around + text + b"]" * around, indent=2)
    return text[around * (around + 3) : -around * (around + 1)]


def decode(content: bytes) -> dict[str, Any]:
    """A collection's file as plain JSON, with everything that is in it.

    Raises:
        InvalidRequest: it is no JSON object.
    """
    try:
        return msgspec.json.decode(content, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidRequest(
            f"The collection can't be read: {error}", field="collection"
        ) from error
