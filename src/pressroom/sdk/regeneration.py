"""Generating again over a folder that was edited: what to write, what to leave, what to tell.

A file belongs to whoever changed it last. What only one side changed is taken from there; what
both did is merged by lines.
"""

from collections.abc import Collection, Mapping

import msgspec

from pressroom.sdk.merging import merge


class Conflict(msgspec.Struct, frozen=True):
    """A place where an edit and what is new don't go together; the edit stays.

    `line` is counted from 1 in the file as it is now, `None` when it is about the whole file.
    """

    path: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message}"


class Regeneration(msgspec.Struct, frozen=True):
    """What has to happen to a folder. Paths are relative POSIX paths.

    `write` holds the files that change, `remove` those that are generated no more, `kept` those
    that somebody edited and that stay at least in part as they are.
    """

    write: Mapping[str, str]
    remove: tuple[str, ...]
    kept: tuple[str, ...]
    conflicts: tuple[Conflict, ...]


def regenerate(
    base: Mapping[str, str], present: Mapping[str, str | None], generated: Mapping[str, str]
) -> Regeneration:
    """Compare three sides of a folder.

    Args:
        base: the files as they were generated before; empty the first time.
        present: those of `base` and `generated` that are there now; `None` for one that isn't
            text.
        generated: the files as they are generated now.
    """
    write: dict[str, str] = {}
    kept: list[str] = []
    conflicts: list[Conflict] = []
    for path, text in generated.items():
        if path not in present:
            if path not in base:
                write[path] = text
            else:
                kept.append(path)
                if base[path] != text:
                    conflicts.append(Conflict(path, "it was deleted, and would be different now"))
            continue
        merged, found = _merged(path, base.get(path), present[path], text)
        conflicts.extend(found)
        if merged != text:
            kept.append(path)
        if merged is not None and merged != present[path]:
            write[path] = merged
    remove, edited = _outdated(base, present, generated)
    conflicts.extend(
        Conflict(path, "it was edited, and isn't generated any more") for path in edited
    )
    return Regeneration(write, remove, (*kept, *edited), tuple(conflicts))


def _merged(
    path: str, base: str | None, present: str | None, generated: str
) -> tuple[str | None, list[Conflict]]:
    """The text that a file gets, `None` for the one it has."""
    if present is None:
        return None, [Conflict(path, "it isn't text any more; left as it is")]
    if present == generated:
        return present, []
    if base is None:
        return None, [Conflict(path, "it is there already, and wasn't generated; left as it is")]
    merged = merge(base, present, generated)
    message = "an edit and what is generated now change the same lines; the edit was kept"
    return merged.text, [Conflict(path, message, line) for line in merged.conflicts]


def _outdated(
    base: Mapping[str, str], present: Mapping[str, str | None], generated: Collection[str]
) -> tuple[tuple[str, ...], list[str]]:
    """The files that are generated no more: those to remove, and those that were edited."""
    old = [path for path in base if path not in generated and path in present]
    untouched = tuple(path for path in old if present[path] == base[path])
    return untouched, [path for path in old if present[path] != base[path]]
