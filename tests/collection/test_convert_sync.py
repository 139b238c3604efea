"""Sync: what people did to a collection stays, what the definition changed follows."""

import json

import pytest
from convertible import Json, definition, outline
from hypothesis import given
from hypothesis import strategies as st

from pressroom.collection import convert, decode, encode, sync
from pressroom.collection.model import Collection
from pressroom.errors import InvalidRequest


def generated(*paths: str, title: str = "Pets", summary: str = "") -> Collection:
    found = {
        path: {"get": {"summary": summary or path, "responses": {}}, "post": {"responses": {}}}
        for path in paths
    }
    return convert(definition(found, info={"title": title, "version": "1", "description": title}))


def changed(collection: Collection, **fields: Json) -> bytes:
    return json.dumps(decode(encode(collection)) | fields).encode()


def test_without_changes_of_people_the_collection_is_the_generated_one() -> None:
    before, after = generated("/a", "/b"), generated("/b", "/c", title="More pets")
    synced = sync(encode(before), encode(before), after)
    assert encode(synced) == encode(after)


def test_without_changes_of_the_definition_the_collection_stays() -> None:
    before = generated("/a", "/b")
    current = decode(encode(before))
    current["item"].reverse()
    current["item"][0]["name"] = "Renamed"
    current["event"] = [{"listen": "test", "script": {"exec": ["1"]}}]
    current["info"]["name"] = "Mine"
    current["x-team"] = {"a": 1}
    assert sync(encode(before), json.dumps(current).encode(), before) == current


def test_items_people_added_keep_their_place() -> None:
    before = generated("/a", "/b")
    items = decode(encode(before))["item"]
    own = [{"name": "First", "item": []}, {"name": "Middle", "request": "https://example.com"}]
    current = changed(before, item=[own[0], items[0], own[1], items[1]])
    synced = sync(encode(before), current, generated("/a", "/b", "/c"))
    assert [
        next(iter(one)) if isinstance(one, dict) else one for one in outline(synced["item"])
    ] == [
        "First",
        "a",
        "Middle",
        "b",
        "c",
    ]


def test_items_people_removed_stay_away() -> None:
    before = generated("/a", "/b")
    current = changed(before, item=decode(encode(before))["item"][:1])
    synced = sync(encode(before), current, generated("/a", "/b", "/c"))
    assert [entry["name"] for entry in synced["item"]] == ["a", "c"]


def test_items_the_definition_dropped_go() -> None:
    before = generated("/a", "/b")
    synced = sync(encode(before), encode(before), generated("/b"))
    assert [entry["name"] for entry in synced["item"]] == ["b"]


def test_an_item_that_both_changed_follows_the_definition() -> None:
    before, after = generated("/a"), generated("/a", summary="New")
    current = decode(encode(before))
    current["item"][0]["name"] = "Renamed"
    synced = sync(encode(before), json.dumps(current).encode(), after)
    assert synced["item"] == decode(encode(after))["item"]


def test_a_variables_value_that_people_set_stays() -> None:
    before, after = generated("/a"), generated("/a", "/b")
    own = [{"key": "baseUrl", "value": "https://mine"}, {"key": "extra", "value": "1"}]
    assert sync(encode(before), changed(before, variable=own), after)["variable"] == own


def test_a_field_or_value_that_both_changed_stays_as_people_have_it() -> None:
    def at(url: str, title: str) -> Collection:
        info = {"title": title, "version": "1"}
        return convert(definition({}, servers=[{"url": url}], info=info))

    before, after = at("https://old", "Old"), at("https://new", "New")
    current = decode(encode(before))
    current["info"]["name"] = "Mine"
    current["variable"][0]["value"] = "https://mine"
    for base in (encode(before), None):
        synced = sync(base, json.dumps(current).encode(), after)
        assert synced["info"]["name"] == "Mine"
        assert synced["variable"][0]["value"] == "https://mine"


def test_variables_the_definition_dropped_go() -> None:
    before = convert(definition({}, servers=[{"url": "https://{region}"}]))
    after = convert(definition({}, servers=[{"url": "https://eu"}]))
    synced = sync(encode(before), encode(before), after)
    assert synced["variable"] == [{"key": "baseUrl", "value": "https://eu"}]


def test_items_are_recognised_when_another_tool_gave_them_new_ids() -> None:
    before = generated("/a", "/b")
    current = decode(encode(before))
    for number, entry in enumerate(current["item"]):
        entry["id"] = f"new-{number}"
    synced = sync(encode(before), json.dumps(current).encode(), generated("/b", "/c"))
    assert [entry["name"] for entry in synced["item"]] == ["b", "c"]
    assert synced["item"][0]["id"] == "new-1"


def test_a_new_title_changes_the_name_and_not_what_people_added() -> None:
    before = generated("/a")
    own = {"name": "Mine", "item": []}
    current = changed(before, item=[*decode(encode(before))["item"], own])
    synced = sync(encode(before), current, generated("/a", title="New"))
    assert synced["info"]["name"] == "New"
    assert [entry["name"] for entry in synced["item"]] == ["a", "Mine"]


def test_without_a_base_the_definitions_items_are_renewed_and_the_rest_stays() -> None:
    before, after = generated("/a", "/b"), generated("/b", "/c", summary="New")
    synced = sync(None, changed(before, event=[]), after)
    assert [entry["name"] for entry in synced["item"]] == ["a", "b", "c"]
    assert synced["item"][1:] == decode(encode(after))["item"]
    assert synced["event"] == []


def test_a_collection_that_is_no_json_object_is_refused() -> None:
    for content in (b"[]", b"{", b"\xff"):
        with pytest.raises(InvalidRequest):
            sync(None, content, generated("/a"))


PATHS = st.lists(st.sampled_from(["/a", "/b", "/c", "/a/{id}"]), unique=True)
OWN = st.lists(st.sampled_from(["x", "y", "a", "b"]), max_size=3)


@given(PATHS, PATHS, OWN, st.randoms(use_true_random=False))
def test_a_repeated_sync_changes_nothing(
    old: list[str], new: list[str], own: list[str], random: Json
) -> None:
    before, after = generated(*old), generated(*new)
    items = [*decode(encode(before))["item"], *({"name": name, "item": []} for name in own)]
    random.shuffle(items)
    once = encode(sync(encode(before), changed(before, item=items), after))
    assert encode(sync(encode(after), once, after)) == once
