"""What a sync did, change by change: what was changed, by which rule, and what stands there now."""

from collections.abc import Iterator
from typing import Literal, get_args

import msgspec
from msgspec import UNSET, UnsetType

from pressroom.definition.model import Json

Kind = Literal["added", "updated", "moved", "renamed", "removed", "kept", "conflicts"]
KINDS: tuple[Kind, ...] = get_args(Kind)
SubjectKind = Literal["collection", "folder", "request"]

_LONGEST = 500
"""The characters of a value up to which an update shows it."""


class Subject(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a change is about: the collection, a folder of it or a request.

    `folders` are the names of the folders it is in, from the outside in; `id` is empty where the
    collection has none.
    """

    kind: SubjectKind
    name: str
    id: str = ""
    folders: tuple[str, ...] = ()


class Change(msgspec.Struct, frozen=True, omit_defaults=True, rename="camel"):
    """One change.

    Attributes:
        item: what it is about.
        field: which part of it, such as `request.url.query[limit].value`; behind `#` a JSON
            pointer (RFC 6901) into a body's JSON. Empty when it is about the whole.
        before: the value that was generated last, or the folder of a moved item; absent where
            there was none. Of an update, long values are cut to their start.
        after: what the collection has now; absent for what it has no longer.
        definition: of a conflict, what the definition says and the collection hasn't followed.
        on_request: removed though somebody had changed it, as `deleteOrphanedRequests` asked;
            `before` is the whole of it.
    """

    item: Subject
    field: str = ""
    before: Json | UnsetType = UNSET
    after: Json | UnsetType = UNSET
    definition: Json | UnsetType = UNSET
    on_request: bool = False


class Report(msgspec.Struct, frozen=True):
    """What a sync did to a collection, in the order of the collection.

    Attributes:
        added: requests and folders that the definition brought.
        updated: fields that only the definition had changed, and so follow it.
        moved: requests and folders that the definition put into another folder.
        renamed: names that only the definition had changed.
        removed: requests and folders that the definition dropped.
        kept: requests, folders and saved examples that it dropped, and somebody had changed, and
            variables that it dropped and people's requests or scripts use.
        conflicts: fields that both had changed; they stay as people have them.
    """

    added: tuple[Change, ...] = ()
    updated: tuple[Change, ...] = ()
    moved: tuple[Change, ...] = ()
    renamed: tuple[Change, ...] = ()
    removed: tuple[Change, ...] = ()
    kept: tuple[Change, ...] = ()
    conflicts: tuple[Change, ...] = ()

    @property
    def counts(self) -> dict[Kind, int]:
        """How many changes there are of each kind."""
        return {kind: len(getattr(self, kind)) for kind in KINDS}

    def __iter__(self) -> Iterator[tuple[Kind, Change]]:
        """Every change with its kind."""
        for kind in KINDS:
            for change in getattr(self, kind):
                yield kind, change


class Notes:
    """Takes down the changes of a sync; `about` gives the notes on one subject."""

    def __init__(self, subject: Subject, taken: dict[Kind, list[Change]] | None = None) -> None:
        self._subject = subject
        self._taken: dict[Kind, list[Change]] = {} if taken is None else taken

    def about(self, subject: Subject) -> "Notes":
        return Notes(subject, self._taken)

    def take(self, kind: Kind, change: Change) -> None:
        self._taken.setdefault(kind, []).append(change)

    def added(self) -> None:
        self.take("added", Change(self._subject))

    def renamed(self, before: Json, after: Json) -> None:
        self.take("renamed", Change(self._subject, "name", before, after))

    def moved(self, before: tuple[str, ...], after: tuple[str, ...]) -> None:
        self.take("moved", Change(self._subject, "folder", "/".join(before), "/".join(after)))

    def updated(self, field: str, before: Json, after: Json) -> None:
        self.take("updated", Change(self._subject, field, _short(before), _short(after)))

    def removed(self, before: Json | UnsetType = UNSET) -> None:
        """`before` is given for what is removed on request."""
        change = Change(self._subject, before=before, on_request=before is not UNSET)
        self.take("removed", change)

    def kept(self, field: str = "") -> None:
        self.take("kept", Change(self._subject, field))

    def conflict(self, field: str, before: Json, after: Json, definition: Json) -> None:
        self.take("conflicts", Change(self._subject, field, before, after, definition))

    def report(self) -> Report:
        return Report(**{kind: tuple(found) for kind, found in self._taken.items()})


def _short(value: Json | UnsetType) -> Json | UnsetType:
    """A value that isn't long, else its start."""
    if value is UNSET or isinstance(value, bool | int | float) or value is None:
        return value
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return value if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
