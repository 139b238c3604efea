"""Brings a collection that people have changed in step with its definition; nothing of theirs goes.

Three sides are compared, field by field: what was generated last (*old*), what people made of it
(*theirs*), and what the definition gives now (*ours*). What only the definition changed follows it,
what only people changed stays. Where both changed a field, it stays as people have it, and the
report says so.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from msgspec import UNSET

from pressroom.collection.convert import convert
from pressroom.collection.identity import removed_identity
from pressroom.collection.model import Collection, decode, encode
from pressroom.collection.options import Options
from pressroom.collection.sync.arrangements import (
    MEMBER,
    Arrangements,
    Lists,
    numbered,
    taken_from,
)
from pressroom.collection.sync.fates import Judgement, match_of
from pressroom.collection.sync.items import COLLECTION, shell
from pressroom.collection.sync.matching import matched
from pressroom.collection.sync.merging import Sides, settled
from pressroom.collection.sync.nodes import REMOVED, nodes, place_of_removed
from pressroom.collection.sync.report import Notes, Report, Subject
from pressroom.collection.sync.tree import tree
from pressroom.definition import Definition
from pressroom.errors import InvalidRequest

_ABOUT = (
    "The definition no longer has these. They are kept as somebody had changed them; move or "
    "delete them as you like."
)
_INDENTATION = re.compile(rb"\n([ \t]+)")
_LINES = re.compile(rb"^ +", re.MULTILINE)


class SyncOptions(msgspec.Struct, frozen=True, rename="camel"):
    """The options of a sync; in the API's dialect their names are in camelCase.

    Attributes:
        delete_orphaned_requests: whether requests and folders that the definition dropped go even
            if somebody had changed them, those in the folder `Removed from definition` too. The
            report holds what went. Without a base that is every request which the definition
            hasn't, as nobody knows whose it is.
        sync_examples: whether saved examples of requests that were there before follow the
            definition. New requests bring theirs either way.
    """

    delete_orphaned_requests: bool = False
    sync_examples: bool = True


class Synced(msgspec.Struct, frozen=True):
    """A collection in step with its definition.

    Attributes:
        content: the collection's file, in the indentation of the one before; the very bytes of
            before if nothing changed.
        report: what was changed, and what was not.
        base: what to give as `base` the next time: the collection as it was generated now, with
            what is remembered of the order that people gave it.
    """

    content: bytes
    report: Report
    base: bytes

    @property
    def collection(self) -> dict[str, Any]:
        """The collection as plain JSON."""
        return decode(self.content)


def sync(
    current: bytes,
    definition: Definition,
    *,
    base: bytes | Definition | None = None,
    options: Options | None = None,
    sync_options: SyncOptions | None = None,
    name: str | None = None,
    identifier: UUID | None = None,
) -> Synced:
    """Bring a collection in step with a definition.

    Args:
        current: the collection's file as people have it now, of any origin.
        definition: what it shall be in step with.
        base: what the collection was when it was generated last, or the definition that it was
            generated from. Without it nobody knows who changed what: what people have stays, and
            what only the definition has is added.
        options: those of the conversion, which should be the same as before.
        sync_options: `SyncOptions()` when absent.
        name: what `convert` is to call the collection.
        identifier: what `convert` derives identifiers from; that of `base`, else of `current`,
            when absent.

    Raises:
        InvalidRequest: `current` or `base` is no collection.
    """
    chosen = sync_options or SyncOptions()
    theirs = _collection(current, "The collection")
    old: Any = _collection(base, "The base") if isinstance(base, bytes) else UNSET
    identifier = identifier or _identifier(theirs if old is UNSET else old)
    if isinstance(base, Definition):
        old = decode(encode(convert(base, options, name=name, identifier=identifier)))
    generated = convert(definition, options, name=name, identifier=identifier)
    return _Sync(old, theirs, generated, chosen).synced(current)


def _collection(content: bytes, what: str) -> dict[str, Any]:
    found = decode(content)
    if not isinstance(found.get("info"), dict) or not isinstance(found.get("item"), list):
        raise InvalidRequest(
            f"{what} is no Collection v2.1: it needs an object `info` and a list `item`.",
            field="collection",
        )
    return found


def _identifier(collection: Mapping[str, Any]) -> UUID | None:
    try:
        return UUID(str(collection["info"].get("_postman_id")))
    except ValueError:
        return None


class _Sync:
    """One sync: the three sides as plain JSON, and their requests and folders."""

    def __init__(
        self, old: Any, theirs: dict[str, Any], generated: Collection, options: SyncOptions
    ) -> None:
        self._options = options
        self._remembered = Arrangements() if old is UNSET else taken_from(old)
        self._base = encode(generated)
        self._old, self._theirs, self._ours = old, theirs, decode(self._base)
        self._removed = _removed_folder(UUID(generated.info.id))
        self._sides = [nodes({} if self._old is UNSET else self._old)]
        self._sides += [nodes(self._theirs), nodes(self._ours)]
        self._bin = place_of_removed(self._sides[1], self._removed["id"])
        self._trios = matched(self._sides, self._bin)

    def synced(self, current: bytes) -> Synced:
        """The result; the bytes `current` themselves if nothing changes."""
        if not self._options.sync_examples:
            self._leave_examples()
        info = self._theirs["info"]
        subject = Subject("collection", str(info.get("name", "")), str(info.get("_postman_id", "")))
        notes = Notes(subject)
        sides = Sides(self._old, self._theirs, self._ours).each(shell)
        merged = settled(COLLECTION, "", sides, notes)
        merged = self._with_used_variables({**merged, "item": self._items(notes)}, notes)
        if isinstance(merged.get("variable"), list):
            merged["variable"] = self._arranged_variables(merged["variable"])
        content = current if merged == self._theirs else written(merged, current)
        return Synced(content, notes.report(), self._next_base(merged))

    def _next_base(self, merged: Mapping[str, Any]) -> bytes:
        """What was generated; where people changed it, with the order that they gave it."""
        if merged == self._ours:
            return self._base
        return encode({**self._ours, MEMBER: msgspec.to_builtins(self._remembered)})

    def _items(self, notes: Notes) -> list[Any]:
        match = match_of(self._sides, self._trios, self._bin)
        judgement = Judgement(
            match,
            self._removed,
            self._remembered.dropped,
            has_base=self._old is not UNSET,
            delete_orphans=self._options.delete_orphaned_requests,
        )
        fates = judgement.fates()
        judgement.note_absent(fates, notes)
        self._remembered.dropped = judgement.dropped(fates)
        return tree(match, fates, self._removed, self._remembered.items, notes)

    def _with_used_variables(self, merged: dict[str, Any], notes: Notes) -> dict[str, Any]:
        """The collection with the variables that the definition dropped and people's parts use."""
        there = {_key(one) for one in merged.get("variable") or ()}
        dropped = [
            one
            for one in self._theirs.get("variable") or ()
            if _key(one) and _key(one) not in there
        ]
        if not dropped:
            return merged
        content = msgspec.json.encode(merged)
        scripts = [one.value.get("event") for one in nodes(merged) if isinstance(one.value, dict)]
        code = msgspec.json.encode([merged.get("event"), *scripts])
        used = [one for one in dropped if self._is_used(_key(one), content, code)]
        for one in used:
            notes.kept(f"variable[{_key(one)}]")
        if not used:
            return merged
        return {**merged, "variable": [*(merged.get("variable") or ()), *used]}

    def _arranged_variables(self, merged: Sequence[Any]) -> list[Any]:
        """The variables in the order of both sides."""
        lists = Lists(*(_names(side) for side in (self._old, self._theirs, self._ours)))
        order, since = lists.arranged(self._remembered.variables, {})
        self._remembered.variables = since.arrangement({})
        named = dict(zip(_names({"variable": merged}), merged, strict=True))
        return [named[name] for name in dict.fromkeys((*order, *named)) if name in named]

    def _is_used(self, variable: str, content: bytes, code: bytes) -> bool:
        """Whether a value of people's refers to a variable, or a script has its name in quotes."""
        name = msgspec.json.encode(variable)[1:-1]
        reference = b"{{%b}}" % name
        quoted = (b"'%b'" % name, b'\\"%b\\"' % name, b"`%b`" % name)
        refers = reference in content and reference not in self._base
        return refers or any(one in code for one in quoted)

    def _leave_examples(self) -> None:
        """Let the definition have the examples that requests had before, so nothing changed them.

        The new base has these too: the next sync is to know which examples are people's.
        """
        for old, theirs, ours in self._trios:
            if ours is None or (old is None and theirs is None):
                continue
            before = [] if old is None else self._sides[0][old].value.get("response", [])
            request = self._sides[2][ours]
            if not request.is_folder:
                request.value["response"] = before
        self._base = encode(self._ours)


def _key(variable: Any) -> str:
    return str(variable.get("key", "")) if isinstance(variable, dict) else ""


def _names(side: Any) -> list[str]:
    """The names of a collection's variables."""
    variables = side.get("variable") if isinstance(side, dict) else None
    return numbered(map(_key, variables)) if isinstance(variables, list) else []


def _removed_folder(collection: UUID) -> dict[str, Any]:
    identifier = removed_identity(collection)
    return {"id": identifier, "name": REMOVED, "description": _ABOUT, "item": []}


def written(collection: Mapping[str, Any], like: bytes) -> bytes:
    """The collection's file, indented as the file `like` is, which may be by tabs or not at all."""
    content = msgspec.json.encode(collection)
    found = _INDENTATION.search(like)
    if found is not None:
        tabs = found[1].startswith(b"\t")
        content = msgspec.json.format(content, indent=1 if tabs else len(found[1]))
        if tabs:
            content = _LINES.sub(lambda spaces: b"\t" * len(spaces[0]), content)
    return content + like[len(like.rstrip()) :]
