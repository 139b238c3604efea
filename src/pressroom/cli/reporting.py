"""The report of a sync as lines for people: first how much, then what, kind by kind."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from msgspec import UNSET

from pressroom.cli.output import printable
from pressroom.collection.sync import KINDS, Change, Kind, Report

_MOST = 40
"""The lines of each kind; the whole report is in the file of `--report`."""
_LONGEST = 60
_EXAMPLE = re.compile(r"response\[.*?\](?=\.|#|$)")
_WORDS: dict[Kind, str] = {"conflicts": "conflict"}


def report_lines(report: Report) -> Iterator[str]:
    """The report, at most `_MOST` lines of each kind."""
    counts = report.counts
    if not any(counts.values()):
        yield "Nothing to change: the collection is in step with the definition."
        return
    yield ", ".join(_counted(kind, count) for kind, count in counts.items() if count)
    for kind in KINDS:
        lines = [line for group in _grouped(getattr(report, kind)) for line in _lines(kind, group)]
        yield from lines[:_MOST]
        if len(lines) > _MOST:
            yield f"  … {len(lines) - _MOST:,} more lines; --report FILE writes all"


def _counted(kind: Kind, count: int) -> str:
    word = "conflict" if kind == "conflicts" and count == 1 else kind
    return f"{count:,} {word}"


def _grouped(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """The changes of one item together."""
    group: list[Change] = []
    for change in changes:
        if group and group[-1].item != change.item:
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def _lines(kind: Kind, group: Sequence[Change]) -> Iterator[str]:
    start = f"  {_WORDS.get(kind, kind):9} {_named(group[0])}"
    if kind == "updated":
        yield f"{start}: {', '.join(dict.fromkeys(map(_updated, group)))}"
        return
    for change in group:
        yield start + _told(kind, change)


def _named(change: Change) -> str:
    name = printable(change.item.name) or "(without a name)"
    folders = " / ".join(map(printable, change.item.folders))
    kind = "" if change.item.kind == "request" else f"{change.item.kind} "
    return f"{kind}{name}" + (f" (in {folders})" if folders else "")


def _updated(change: Change) -> str:
    """A field, with `+` for one that is new and `-` for one that is gone.

    What is in a saved example isn't told apart.
    """
    example = _EXAMPLE.match(change.field)
    if example is not None and example[0] != change.field:
        return printable(example[0])
    sign = "+" if change.before is UNSET else "-" if change.after is UNSET else ""
    return f"{sign}{printable(change.field)}"


def _told(kind: Kind, change: Change) -> str:
    if kind == "renamed":
        return f": now {_shown(change.after)}"
    if kind == "moved":
        return f": from {_place(change.before)} to {_place(change.after)}"
    if kind == "conflicts" and not change.field:
        return ": it was removed here, and the definition changed it"
    if kind == "conflicts":
        stays = f"stays {_shown(change.after)}, the definition has {_shown(change.definition)}"
        return f": {printable(change.field)} {stays}"
    if kind == "kept":
        return f": {printable(change.field)}" if change.field else ""
    return " as asked for, with what people had changed" if change.on_request else ""


def _place(folder: Any) -> str:
    return f"folder {printable(folder)}" if folder else "the top"


def _shown(value: Any) -> str:
    """A value in short."""
    if value is UNSET:
        return "removed"
    text = msgspec.json.encode(value).decode()
    return printable(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")
