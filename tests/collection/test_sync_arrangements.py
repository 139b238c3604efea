"""What a base remembers: where people put their own, though what stood around it is gone."""

import json
from typing import Any

import pytest
from convertible import Json, definition, outline

from pressroom.collection import convert, decode, encode
from pressroom.collection.sync import Synced, sync
from pressroom.definition import Definition
from pressroom.errors import InvalidRequest

OK = {"200": {"description": "OK"}}


def api(*operations: str) -> Definition:
    """A definition of operations, each written as its method and path."""
    paths: dict[str, Any] = {}
    for operation in operations:
        method, path = operation.split()
        paths.setdefault(path, {})[method.lower()] = {"responses": OK}
    return definition(paths)


def collection(*operations: str) -> Json:
    return decode(encode(convert(api(*operations))))


def own(name: str) -> Json:
    return {"name": name, "request": {"method": "GET", "url": "https://own.example"}}


def dumped(found: Json) -> bytes:
    return json.dumps(found).encode()


def stepped(current: Json, *versions: Definition) -> Synced:
    """Brought in step with each version, the first being what it was generated from."""
    content, base = dumped(current), encode(convert(versions[0]))
    for version in versions[1:]:
        result = sync(content, version, base=base)
        content, base = result.content, result.base
    return result


def test_what_people_added_stays_where_it_was_though_what_it_followed_is_gone() -> None:
    current = collection("GET /a", "GET /c", "GET /e")
    current["item"].insert(2, own("Mine"))
    before, after = ("GET /a", "GET /c", "GET /e"), ("GET /a", "GET /b", "GET /d", "GET /e")
    dropped_first = stepped(current, api(*before), api("GET /a", "GET /e"), api(*after))
    added_first = stepped(current, api(*before), api(*before, "GET /b", "GET /d"), api(*after))
    expected = ["GET /a", "Mine", "GET /b", "GET /d", "GET /e"]
    assert outline(dropped_first.collection["item"]) == expected
    assert outline(added_first.collection["item"]) == expected


def test_what_people_arranged_anew_counts_from_then_on() -> None:
    current = collection("GET /a", "GET /c", "GET /e")
    current["item"].insert(2, own("Mine"))
    first = stepped(current, api("GET /a", "GET /c", "GET /e"), api("GET /a", "GET /e"))
    moved = first.collection
    moved["item"].append(moved["item"].pop(1))
    result = sync(dumped(moved), api("GET /a", "GET /b", "GET /e", "GET /f"), base=first.base)
    names = outline(result.collection["item"])
    assert names == ["GET /a", "GET /b", "GET /e", "Mine", "GET /f"]


def test_a_collection_that_nobody_changed_has_a_base_that_remembers_nothing() -> None:
    result = stepped(collection("GET /a"), api("GET /a"), api("GET /b"))
    assert decode(result.base) == result.collection


def test_folders_that_are_left_for_what_people_put_in_become_one_as_in_a_conversion() -> None:
    """Whether the definition drops the inner one first, or the outer one."""
    operations = ("GET /pets", "GET /pets/{id}", "POST /pets/{id}")
    current = collection(*operations)
    current["item"][0]["item"][1]["item"].append(own("Mine"))
    found = [
        stepped(current, api(*operations), api(*between), api("GET /owners"))
        for between in (operations[:2], operations[1:])
    ]
    for result in found:
        assert outline(result.collection["item"]) == [{"pets/{id}": ["Mine"]}, "GET /owners"]
    assert [(one.before, one.after) for one in found[0].report.renamed] == [("{id}", "pets/{id}")]
    assert [one.item.name for one in found[0].report.moved] == ["{id}"]


def test_a_folder_with_a_script_of_peoples_does_not_become_one_with_another() -> None:
    operations = ("GET /pets", "GET /pets/{id}", "POST /pets/{id}")
    current = collection(*operations)
    outer = current["item"][0]
    outer["event"] = [{"listen": "test", "script": {"exec": ["mine"]}}]
    outer["item"][1]["item"].append(own("Mine"))
    result = stepped(current, api(*operations), api("GET /owners"))
    names = outline(result.collection["item"])
    assert {"pets": [{"{id}": ["Mine"]}]} in names


@pytest.mark.parametrize(
    "broken", [3, {"items": []}, {"items": {"": {"generated": [1]}}}, {"variables": {"people": []}}]
)
def test_a_base_with_a_broken_memory_is_refused(broken: Json) -> None:
    base = {**collection("GET /a"), "arrangements": broken}
    with pytest.raises(InvalidRequest, match="arrangements"):
        sync(dumped(collection("GET /a")), api("GET /b"), base=dumped(base))


@pytest.mark.parametrize(
    "odd",
    [
        {"items": {"": {"generated": ["x", "x"], "people": ["y", "x", "y"]}}},
        {"items": {"nowhere": {"generated": ["x"]}}, "dropped": {"x": {"name": "x"}}},
        {"variables": {"generated": ["baseUrl", "baseUrl"]}},
    ],
)
def test_a_memory_of_what_is_not_there_changes_nothing(odd: Json) -> None:
    base = {**collection("GET /a"), "arrangements": odd}
    current = collection("GET /a")
    current["item"].append(own("Mine"))
    result = sync(dumped(current), api("GET /a", "GET /b"), base=dumped(base))
    assert outline(result.collection["item"]) == ["GET /a", "Mine", "GET /b"]
