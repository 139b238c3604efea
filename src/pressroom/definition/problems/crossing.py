"""Paths that cross: both fit the same request, and neither is the more concrete.

`/pets/{id}` and `/{kind}/new` both fit `/pets/new`; OpenAPI leaves it to the tool which one is
meant (3.1, section 4.8.8.2). Paths are compared by which of their segments are parameters, a
kind of path at a time, so that thousands of paths take no longer than a few passes over them.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from pressroom.definition import grammar

_MOST_KINDS = 100
"""Of one length; no definition that was written by hand or generated from code has so many."""
_PARAMETER = re.compile(r"\{[^{}]*\}")


class _Path(NamedTuple):
    text: str
    segments: tuple[str, ...]
    methods: frozenset[str]


def crossings(paths: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Each path that crosses one written before it, with the first of those."""
    order = {path: number for number, path in enumerate(paths)}
    kinds: dict[tuple[bool, ...], list[_Path]] = {}
    for text, item in paths.items():
        path = _Path(text, tuple(text.split("/")), _methods(item))
        kinds.setdefault(tuple(map(_is_parameter, path.segments)), []).append(path)
    crossed: dict[str, str] = {}
    for one, others in _crossing_kinds(list(kinds)):
        common = [index for index, (a, b) in enumerate(zip(one, others, strict=True)) if not a | b]
        for first, second in _meeting(kinds[one], kinds[others], common):
            early, late = sorted((first, second), key=order.__getitem__)
            crossed[late] = min(early, crossed.get(late, early), key=order.__getitem__)
    yield from crossed.items()


def _crossing_kinds(
    kinds: list[tuple[bool, ...]],
) -> Iterator[tuple[tuple[bool, ...], tuple[bool, ...]]]:
    """Pairs of equal length where each has a parameter that the other has not."""
    by_length: dict[int, list[tuple[bool, ...]]] = {}
    for kind in kinds:
        by_length.setdefault(len(kind), []).append(kind)
    for alike in by_length.values():
        for one, other in combinations(alike[:_MOST_KINDS], 2):
            pairs = set(zip(one, other, strict=True))
            if (True, False) in pairs and (False, True) in pairs:
                yield one, other


def _meeting(
    ones: list[_Path], others: list[_Path], common: list[int]
) -> Iterator[tuple[str, str]]:
    """For each of `others` the first of `ones` with the same fixed segments and a same method."""
    fixed: dict[tuple[tuple[str, ...], str], str] = {}
    for path in ones:
        for method in path.methods:
            fixed.setdefault((_at(path, common), method), path.text)
    for path in others:
        met = {fixed.get((_at(path, common), method)) for method in path.methods} - {None}
        yield from ((first, path.text) for first in sorted(filter(None, met)))


def _at(path: _Path, positions: list[int]) -> tuple[str, ...]:
    return tuple(path.segments[position] for position in positions)


def _is_parameter(segment: str) -> bool:
    return _PARAMETER.fullmatch(segment) is not None


def _methods(item: object) -> frozenset[str]:
    return frozenset(key for key in grammar.METHODS if isinstance(item, dict) and key in item)
