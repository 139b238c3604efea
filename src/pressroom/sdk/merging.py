"""Three texts in, one out: what changed on either side since their base, line by line.

Where both sides changed the same lines, the editor's stay, and the place is a conflict.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import msgspec


class Merged(msgspec.Struct, frozen=True):
    """`conflicts` are the lines of `text`, counted from 1, where an edit hides what is new."""

    text: str
    conflicts: tuple[int, ...] = ()


def merge(base: str, edited: str, generated: str) -> Merged:
    """Bring what is generated anew into an edited text.

    Args:
        base: the text that was generated before, and edited since.
        edited: as it is now.
        generated: as it would be without any edit.
    """
    if edited in (base, generated):
        return Merged(generated)
    if generated == base:
        return Merged(edited)
    lines: list[str] = []
    conflicts: list[int] = []
    for before, ours, theirs in _regions(
        *(one.splitlines(keepends=True) for one in (base, edited, generated))
    ):
        if ours not in (before, theirs) and theirs != before:
            conflicts.append(len(lines) + 1)
        lines.extend(theirs if ours == before else ours)
    return Merged("".join(lines), tuple(conflicts))


_Region = tuple[Sequence[str], Sequence[str], Sequence[str]]


def _regions(base: list[str], ours: list[str], theirs: list[str]) -> Iterator[_Region]:
    """The texts cut at what is the same in all three, in parts that belong together."""
    at = (0, 0, 0)
    for start, our_start, their_start, length in _common(base, ours, theirs):
        yield base[at[0] : start], ours[at[1] : our_start], theirs[at[2] : their_start]
        same = base[start : start + length]
        yield same, same, same
        at = (start + length, our_start + length, their_start + length)


def _common(
    base: list[str], ours: list[str], theirs: list[str]
) -> Iterator[tuple[int, int, int, int]]:
    """Where all three agree: a start in each, and how many lines; at last their ends."""
    first, second = _matches(base, ours), _matches(base, theirs)
    one = other = 0
    while one < len(first) and other < len(second):
        (start, our_start, length), (begin, their_start, span) = first[one], second[other]
        low, high = max(start, begin), min(start + length, begin + span)
        if low < high:
            yield low, our_start + low - start, their_start + low - begin, high - low
        if start + length < begin + span:
            one += 1
        else:
            other += 1
    yield len(base), len(ours), len(theirs), 0


def _matches(base: list[str], other: list[str]) -> list[tuple[int, int, int]]:
    matcher = SequenceMatcher(None, base, other, autojunk=False)
    return [(match.a, match.b, match.size) for match in matcher.get_matching_blocks() if match.size]
