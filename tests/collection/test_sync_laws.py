"""Laws of sync, over generated definitions, changes of definitions and edits of collections.

`make laws` tries each with 2,000 examples (`PRESSROOM_LAWS=2000`).
"""

import json
import os
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sync_strategies import (
    CHANGES,
    EDITS,
    IDENTIFIER,
    OPERATIONS,
    Editor,
    Json,
    changed,
    generated,
    written,
)

from pressroom.collection.sync import Synced, SyncOptions, sync

law = settings(max_examples=int(os.environ.get("PRESSROOM_LAWS", "200")))
KINDS_OF_CHANGES = st.lists(st.sampled_from(CHANGES), max_size=4)
KINDS_OF_EDITS = st.lists(st.sampled_from(EDITS), max_size=5)
RANDOM = st.randoms(use_true_random=False)
BOOLEANS = st.booleans()


def evolved(operations: Json, kinds: list[str], random: Random) -> Json:
    """The operations after changes to any of them."""
    for number, kind in enumerate(kinds):
        if operations:
            target = random.choice(sorted(operations))
            operations = changed(operations, target, kind, f"d{number}d")
    return operations


def edited(content: bytes, kinds: list[str], random: Random) -> Editor:
    editor = Editor(content, random)
    for number, kind in enumerate(kinds):
        editor.edit(kind, f"p{number}p")
    return editor


def synced(
    base: bytes | None, current: bytes, operations: Json, options: SyncOptions | None = None
) -> Synced:
    return sync(
        current, written(operations), base=base, identifier=IDENTIFIER, sync_options=options
    )


def everything(result: Synced) -> str:
    """The result, with what the report says was removed on request."""
    removed = [change.before for change in result.report.removed if change.on_request]
    return result.content.decode() + json.dumps(removed)


@given(OPERATIONS, KINDS_OF_CHANGES, RANDOM)
@law
def test_what_nobody_edited_becomes_a_fresh_generation(
    operations: Json, kinds: list[str], random: Random
) -> None:
    after = evolved(operations, kinds, random)
    result = synced(generated(operations), generated(operations), after)
    assert result.content == generated(after)
    assert not result.report.kept
    assert not result.report.conflicts


@given(OPERATIONS, KINDS_OF_EDITS, RANDOM, st.sampled_from([None, 1, 3, "\t"]), BOOLEANS)
@law
def test_with_the_definition_unchanged_the_collection_comes_back_byte_for_byte(
    operations: Json, kinds: list[str], random: Random, indent: Json, delete: bool
) -> None:
    editor = edited(generated(operations), kinds, random)
    current = json.dumps(editor.collection, indent=indent, ensure_ascii=True).encode() + b"\n"
    options = SyncOptions(delete_orphaned_requests=delete)
    result = synced(generated(operations), current, operations, options)
    assert result.content == current
    assert not any(result.report.counts.values())


@given(OPERATIONS, KINDS_OF_CHANGES, KINDS_OF_EDITS, RANDOM, BOOLEANS, BOOLEANS)
@law
def test_a_sync_twice_is_a_sync_once(
    operations: Json,
    changes: list[str],
    edits: list[str],
    random: Random,
    examples: bool,
    delete: bool,
) -> None:
    options = SyncOptions(delete_orphaned_requests=delete, sync_examples=examples)
    after = evolved(operations, changes, random)
    base = generated(operations)
    current = edited(base, edits, random).content()
    once = synced(base, current, after, options)
    assert synced(once.base, once.content, after, options).content == once.content
    assert synced(base, once.content, after, options).content == once.content
    without = synced(None, current, after, options)
    assert synced(None, without.content, after, options).content == without.content


@given(OPERATIONS, KINDS_OF_CHANGES, KINDS_OF_EDITS, RANDOM, BOOLEANS, BOOLEANS, BOOLEANS)
@law
def test_nothing_that_people_made_gets_lost(
    operations: Json,
    changes: list[str],
    edits: list[str],
    random: Random,
    known: bool,
    delete: bool,
    examples: bool,
) -> None:
    after = evolved(operations, changes, random)
    base = generated(operations)
    editor = edited(base, edits, random)
    current = editor.content()
    kept = [mark for mark in editor.marks if mark in current.decode()]  # not edited away again
    options = SyncOptions(delete_orphaned_requests=delete, sync_examples=examples)
    result = synced(base if known else None, current, after, options)
    found = everything(result) if delete else result.content.decode()
    assert [mark for mark in kept if mark not in found] == []


@given(OPERATIONS, KINDS_OF_CHANGES, KINDS_OF_EDITS, RANDOM)
@law
def test_disjoint_edits_of_people_and_definition_both_appear(
    operations: Json, changes: list[str], edits: list[str], random: Random
) -> None:
    """The definition changes one operation, or brings one; people edit all that is of others."""
    target = random.choice(sorted(operations))
    after, marks = operations, []
    for number, kind in enumerate(changes):
        if kind in ("add", "summary", "description", "query", "result", "server"):
            after = changed(after, target, kind, f"d{number}d")
            marks += [f"d{number}d"]
    only = generated({target: operations[target]})
    name = json.loads(only)["item"][0]
    name = name["id"] if "request" in name else name["item"][0]["id"]
    editor = Editor(generated(operations), random)
    for number, kind in enumerate(edits):
        others = [one for one in _requests(editor.collection) if one.get("id") != name]
        if kind not in ("identifiers", "reverse"):
            editor.edit(kind, f"p{number}p", others)
    current = editor.content().decode()
    result = synced(generated(operations), editor.content(), after)
    fresh = generated(after).decode()
    wanted = [mark for mark in marks if mark in fresh]
    wanted += [mark for mark in editor.marks if mark in current]
    assert [mark for mark in wanted if mark not in result.content.decode()] == []
    assert not result.report.conflicts


def _requests(collection: Json) -> list[Json]:
    found = []
    for one in collection["item"]:
        found += _requests(one) if "item" in one else [one]
    return found


@given(OPERATIONS, st.sampled_from(CHANGES), st.sampled_from(CHANGES), KINDS_OF_EDITS, RANDOM)
@law
def test_the_order_of_independent_changes_does_not_matter(
    operations: Json, first: str, second: str, edits: list[str], random: Random
) -> None:
    assume(len(operations) > 1)
    one, other = random.sample(sorted(operations), 2)
    steps = {"a": (one, first, "d1d"), "b": (other, second, "d2d")}
    current = edited(generated(operations), edits, random).content()
    results = []
    for order in ("ab", "ba"):
        before, content, base = operations, current, generated(operations)
        for step in order:
            before = changed(before, *steps[step])
            result = synced(base, content, before)
            content, base = result.content, result.base
        results.append((sorted(map(repr, before.items())), json.loads(content)))
    assume(results[0][0] == results[1][0])
    assert results[0][1] == results[1][1]
