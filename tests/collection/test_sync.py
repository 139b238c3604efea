"""Sync: what the scenarios and laws leave open, such as bases, file formats and odd collections."""

import json

import pytest
from convertible import Json, definition, outline, requests

from pressroom.collection import Options, convert, decode, encode
from pressroom.collection.sync import SyncOptions, sync
from pressroom.definition import Definition
from pressroom.errors import InvalidRequest

OK = {"200": {"description": "OK"}}


def pets(*paths: str, summary: str = "", title: str = "Pets", **more: Json) -> Definition:
    found = {
        path: {"get": {"summary": summary or path, "responses": OK}, "post": {"responses": OK}}
        for path in paths
    }
    return definition(found, info={"title": title, "version": "1"}, **more)


def generated(*paths: str, **more: Json) -> Json:
    return decode(encode(convert(pets(*paths, **more))))


def dumped(collection: Json, indent: Json = 2) -> bytes:
    return json.dumps(collection, indent=indent, ensure_ascii=False).encode()


def test_an_old_definition_serves_as_the_base() -> None:
    current = generated("/a", "/b")
    current["item"][0]["item"][0]["name"] = "Mine"
    current["info"]["_postman_id"] = "7a1b2c3d-0000-4000-8000-000000000000"
    result = sync(dumped(current), pets("/b", "/c"), base=pets("/a", "/b"))
    names = outline(result.collection["item"])
    assert names == [
        {"b": ["/b", "POST /b"]},
        {"c": ["/c", "POST /c"]},
        {"Removed from definition": ["Mine"]},
    ]


def test_what_was_kept_returns_to_its_place_with_its_operation() -> None:
    current = generated("/a", "/b")
    current["item"][0]["item"][0]["name"] = "Mine"
    gone = sync(dumped(current), pets("/b"), base=pets("/a", "/b"))
    back = sync(gone.content, pets("/a", "/b"), base=gone.base)
    assert outline(back.collection["item"]) == [
        {"a": ["Mine", "POST /a"]},
        {"b": ["/b", "POST /b"]},
    ]
    assert [change.field for change in back.report.moved] == ["folder"]


def test_without_a_base_what_people_have_stays_and_what_they_lack_is_added() -> None:
    url = {"raw": "https://pets.example/v1/a", "protocol": "https", "host": ["pets", "example"]}
    own = {"method": "GET", "header": [], "url": {**url, "path": ["v1", "a"]}}
    current = {
        "info": {"name": "By hand", "schema": "x"},
        "item": [
            {"name": "Get A", "request": own},
            {"name": "Else", "request": "https://b.example"},
        ],
    }
    after = pets("/a", servers=[{"url": "https://pets.example/v1"}])
    result = sync(dumped(current), after)
    assert outline(result.collection["item"])[:2] == ["Get A", "Else"]
    items = list(requests(result.collection["item"]))
    assert [one["name"] for one in items] == ["Get A", "Else", "POST /a"]
    assert items[0]["request"] == own
    assert [response["name"] for response in items[0]["response"]] == ["OK"]
    assert result.collection["info"]["name"] == "By hand"


def test_a_base_finds_the_requests_of_a_collection_that_was_made_by_hand() -> None:
    servers = [{"url": "https://pets.example/v1"}]
    own = {"method": "GET", "header": [], "url": "https://pets.example/v1/a"}
    script = [{"listen": "test", "script": {"exec": ["mine"]}}]
    item = {"name": "Get A", "request": own, "event": script}
    current = dumped({"info": {"name": "By hand", "schema": "x"}, "item": [item]})
    before, after = (
        definition({"/a": {"get": {"parameters": query, "responses": OK}}}, servers=servers)
        for query in ([], [{"name": "limit", "in": "query", "example": 5}])
    )
    result = sync(current, after, base=before)
    assert outline(result.collection["item"]) == ["Get A"]
    synced = result.collection["item"][0]
    assert synced["event"] == script
    assert "limit=5" in json.dumps(synced["request"])
    assert "https://pets.example/v1/a" in json.dumps(synced["request"])
    gone = sync(current, definition({}, servers=servers), base=before)
    assert outline(gone.collection["item"]) == [{"Removed from definition": ["Get A"]}]


def test_operations_that_only_a_fragment_tells_apart_are_told_apart() -> None:
    """As in the definitions of AWS, where each path is `/` with `#X-Amz-Target=…`."""
    before = pets("/#Target=A", "/#Target=B", "/#Target=C")
    current = decode(encode(convert(before)))
    current["item"].reverse()
    for number, one in enumerate(requests(current["item"])):
        one["id"], one["name"] = f"other-{number}", f"Mine {number}"
    result = sync(dumped(current), pets("/#Target=C", "/#Target=B"), base=before)
    removed = result.collection["item"][-1]
    assert removed["name"] == "Removed from definition"
    fragments = [one["request"]["url"]["hash"] for one in requests(removed["item"])]
    assert fragments == ["Target=A", "Target=A"]


def test_without_a_base_orphans_go_only_on_request() -> None:
    current = generated("/a", "/b")
    assert len(list(requests(sync(dumped(current), pets("/b")).collection["item"]))) == 4
    options = SyncOptions(delete_orphaned_requests=True)
    result = sync(dumped(current), pets("/b"), sync_options=options)
    assert len(list(requests(result.collection["item"]))) == 2
    removed = [change for change in result.report.removed if change.item.kind == "request"]
    assert all(change.on_request and change.before for change in removed)
    assert len(removed) == 2


def test_what_was_kept_goes_on_request_and_the_report_holds_it() -> None:
    current = generated("/a", "/b")
    current["item"][0]["item"][0]["name"] = "Mine"
    gone = sync(dumped(current), pets("/b"), base=pets("/a", "/b"))
    options = SyncOptions(delete_orphaned_requests=True)
    result = sync(gone.content, pets("/b"), base=gone.base, sync_options=options)
    assert outline(result.collection["item"]) == [{"b": ["/b", "POST /b"]}]
    (removed,) = result.report.removed
    assert removed.on_request
    assert removed.before["name"] == "Mine"


def test_examples_that_were_left_alone_follow_once_they_are_synced_again() -> None:
    def described(text: str) -> Definition:
        return definition({"/a": {"get": {"responses": {"200": {"description": text}}}}})

    base = encode(convert(described("Old")))
    left = sync(base, described("New"), base=base, sync_options=SyncOptions(sync_examples=False))
    assert b'"Old"' in left.content
    again = sync(left.content, described("New"), base=left.base)
    assert again.content == encode(convert(described("New")))


@pytest.mark.parametrize("indent", [None, 1, 4, "\t"])
def test_a_changed_collection_keeps_its_indentation(indent: Json) -> None:
    current = generated("/a")
    content = dumped(current, indent) + b"\n"
    result = sync(content, pets("/a", "/b"), base=pets("/a"))
    assert b"POST /b" in result.content
    expected = dumped(result.collection, indent)
    if indent is None:
        expected = expected.replace(b'": ', b'":').replace(b", ", b",")
    assert result.content == expected + b"\n"


def test_a_url_that_is_a_text_takes_new_parameters() -> None:
    def listing(*names: str) -> Definition:
        found = [{"name": one, "in": "query", "schema": {"example": one}} for one in names]
        return definition({"/a": {"get": {"parameters": found, "responses": OK}}})

    base = encode(convert(listing("x")))
    current = decode(base)
    current["item"][0]["request"]["url"] = "https://mine.example/a?x=7#top"
    result = sync(dumped(current), listing("x", "y"), base=base)
    url = result.collection["item"][0]["request"]["url"]
    assert url["raw"] == "https://mine.example/a?x=7&y=y#top"


def test_a_server_of_its_own_and_a_value_of_peoples_go_into_one_url() -> None:
    def served(**more: Json) -> Definition:
        found = [{"name": "x", "in": "query", "schema": {"example": "1"}}]
        return definition({"/a": {"get": {"parameters": found, "responses": OK, **more}}})

    base = encode(convert(served()))
    current = decode(base)
    current["item"][0]["request"]["url"]["query"][0]["value"] = "7"
    after = served(servers=[{"url": "https://other.example:8080"}])
    url = sync(dumped(current), after, base=base).collection["item"][0]["request"]["url"]
    assert url["raw"] == "https://other.example:8080/a?x=7"
    assert (url["protocol"], url["port"]) == ("https", "8080")


@pytest.mark.parametrize(
    "use",
    [
        {"name": "Own", "request": {"method": "GET", "url": "https://own.example/{{apiKey}}"}},
        {
            "name": "Own",
            "event": [{"script": {"exec": ["pm.variables.get('apiKey')"]}}],
            "item": [],
        },
        {
            "name": "Own",
            "event": [{"script": {"exec": ['pm.variables.get("apiKey")']}}],
            "item": [],
        },
    ],
)
def test_a_variable_that_the_definition_dropped_stays_while_people_use_it(use: Json) -> None:
    key = {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}}
    components = {"securitySchemes": key}
    before = pets("/a", components=components, security=[{"key": []}])
    current = decode(encode(convert(before)))
    unused = sync(dumped(current), pets("/a"), base=before)
    assert b"apiKey" not in unused.content
    current["item"].append(use)
    result = sync(dumped(current), pets("/a"), base=before)
    assert "apiKey" in [one["key"] for one in result.collection["variable"]]
    assert [change.field for change in result.report.kept] == ["variable[apiKey]"]


def test_variables_that_stay_are_in_one_order_whatever_the_definition_dropped_first() -> None:
    schemes = {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}}
    parts = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in ("id", "format")
    ]
    paths = {
        "/a": {"post": {"security": [{"key": []}], "responses": OK}},
        "/b/{id}.{format}": {"get": {"parameters": parts, "responses": OK}},
    }

    def without(*dropped: str) -> Definition:
        left = {path: item for path, item in paths.items() if path not in dropped}
        return definition(left, components={"securitySchemes": schemes})

    current = decode(encode(convert(without())))
    for one in requests(current["item"]):
        one["event"] = [{"listen": "test", "script": {"exec": ["mine"]}}]
    found = []
    for first in paths:
        once = sync(dumped(current), without(first), base=without())
        twice = sync(once.content, without(*paths), base=once.base)
        found.append([one["key"] for one in twice.collection["variable"]])
    assert found == [["baseUrl", "apiKey", "id", "format"]] * 2


def test_folders_that_each_side_put_into_the_other_stay_apart() -> None:
    def tagged(first: str, second: str) -> Definition:
        tags = [{"name": "a"}, {"name": "b"}]
        tags[0 if first == "b" else 1]["parent"] = first
        ops = {f"/{tag}": {"get": {"tags": [tag], "responses": OK}} for tag in (first, second)}
        return definition(ops, tags=tags)

    options = Options.from_dialect({"folderStrategy": "Tags"})
    flat = definition(
        {f"/{tag}": {"get": {"tags": [tag], "responses": OK}} for tag in ("a", "b")},
        tags=[{"name": "a"}, {"name": "b"}],
    )
    current = decode(encode(convert(flat, options)))
    first, second = current["item"]
    second["item"].append(first)
    current["item"] = [second]
    result = sync(dumped(current), tagged("a", "b"), base=flat, options=options)
    assert sorted(one["name"] for one in requests(result.collection["item"])) == [
        "GET /a",
        "GET /b",
    ]


def test_numbers_in_a_body_stay_as_people_wrote_them() -> None:
    def body(**values: Json) -> Definition:
        schema = {"properties": {name: {"example": value} for name, value in values.items()}}
        content = {"application/json": {"schema": schema}}
        return definition({"/a": {"post": {"requestBody": {"content": content}, "responses": OK}}})

    base = encode(convert(body(price=1)))
    current = decode(base)
    text = '{\n\t"price": 1.10,\n\t"big": 123456789012345678901234567890\n}'
    current["item"][0]["request"]["body"]["raw"] = text
    result = sync(dumped(current), body(price=1, name="x"), base=base)
    raw = result.collection["item"][0]["request"]["body"]["raw"]
    assert '\t"price": 1.10' in raw
    assert "123456789012345678901234567890" in raw
    assert '"name": "x"' in raw


@pytest.mark.parametrize(
    "text", ['{"name": "x", "name": "y"}', '{"a": ', "plain", "[" * 2000, '{"\ue000": 1}']
)
def test_a_body_that_cant_be_merged_stays_whole_and_is_a_conflict(text: str) -> None:
    def body(*names: str) -> Definition:
        schema = {"properties": {name: {"example": name} for name in names}}
        content = {"application/json": {"schema": schema}}
        return definition({"/a": {"post": {"requestBody": {"content": content}, "responses": OK}}})

    base = encode(convert(body("x")))
    current = decode(base)
    current["item"][0]["request"]["body"]["raw"] = text
    result = sync(dumped(current), body("x", "y"), base=base)
    assert result.collection["item"][0]["request"]["body"]["raw"] == text
    assert [change.field for change in result.report.conflicts] == ["request.body.raw"]


def test_odd_entries_of_a_collection_are_left_alone() -> None:
    odd: list[Json] = [None, 7, "text", [], {}, {"name": "n", "request": None}, {"request": {}}]
    current = generated("/a")
    current["item"] += odd
    current["variable"] += [None, {"value": 1}]
    current["item"][0]["item"][0]["request"]["header"] = "X-Mine: 1"
    current["item"][0]["item"][0]["response"] = [None, {"name": "x"}]
    result = sync(dumped(current), pets("/a", "/b", summary="New"), base=pets("/a"))
    for one in odd:
        assert one in result.collection["item"]
    assert result.collection["variable"][-2:] == [None, {"value": 1}]
    assert result.collection["item"][0]["item"][0]["request"]["header"] == "X-Mine: 1"


@pytest.mark.parametrize("content", [b"[]", b"{", b"\xff", b"{}", b'{"info": {}, "item": {}}'])
def test_what_is_no_collection_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidRequest):
        sync(content, pets("/a"))
    with pytest.raises(InvalidRequest):
        sync(dumped(generated("/a")), pets("/a"), base=content)


def test_an_operation_that_keeps_its_id_keeps_its_identifier() -> None:
    def at(path: str) -> Definition:
        return definition({path: {"get": {"operationId": "getIt", "responses": OK}}})

    first, second = (decode(encode(convert(at(path)))) for path in ("/a", "/b"))
    assert first["item"][0]["id"] == second["item"][0]["id"]
