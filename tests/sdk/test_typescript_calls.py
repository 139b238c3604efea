"""Generated TypeScript libraries, called by Node.js against a server on a port of this machine."""

import base64
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

import pressroom
from sdk.libraries import Reply, Server
from sdk.nodejs import Node, Thrown, compiled, written

GOLDEN = Path(__file__).parent / "golden"
CAT = {"id": 7, "kind": "cat", "name": "Minka", "indoor": True}
SNAKE = {"id": 9, "kind": "snake", "name": "Kaa", "from": "India", "venom": 0.5}
FEEDING = {"at": "2026-01-02T03:04:05Z", "what": "hay"}
TASK = "5f0c1d9a-27b4-4e0e-9a63-8c1f2b7d4e10"
SOON = {"retry-after": "0"}

Call = Callable[..., Any]


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """A process of Node.js with the library of `golden/zoo.yaml`."""
    folder = written(pressroom.load(GOLDEN / "zoo.yaml"), tmp_path_factory.mktemp("zoo"), "zoo")
    started = Node(compiled(folder))
    yield started
    started.close()


@pytest.fixture
def zoo(node: Node, server: Server) -> Call:
    """Runs a script that has a client of the server."""

    def call(script: str, **given: Any) -> Any:
        made = 'const client = new ZooClient({ key: "secret", baseUrl: url });\n'
        return node(made + script, url=server.url, **given)

    return call


# --- requests -------------------------------------------------------------------------------------


def test_a_call_sends_its_arguments_and_gives_a_model(zoo: Call, server: Server) -> None:
    server.reply(Reply(body=CAT))
    animal = zoo("return await client.animals.getAnimal(7);")
    assert server.seen[0].target == "/animals/7"
    assert server.seen[0].headers["x-zoo-key"] == "secret"
    assert animal == CAT


def test_parameters_are_written_by_their_styles(zoo: Call, server: Server) -> None:
    server.reply(Reply(body={"data": []}))
    listed = zoo(
        """return await client.animals.listAnimals({
          tags: ["a,b", "c d"], filter: { house: "warm", born: "2024-05-01" },
          xTrace: "t-1", visitor: "ann",
        }).toArray();"""
    )
    assert listed == []
    seen = server.seen[0]
    assert (
        seen.target
        == "/animals?filter%5Bhouse%5D=warm&filter%5Bborn%5D=2024-05-01&tags=a%2Cb,c%20d"
    )
    assert (seen.headers["x-trace"], seen.headers["cookie"]) == ("t-1", "visitor=ann")


def test_what_is_undefined_is_not_sent_and_null_is(zoo: Call, server: Server) -> None:
    server.reply(Reply(204), Reply(204))
    zoo(
        """await client.animals.changeAnimal(7, { body: { keeper: null, name: undefined } });
        await client.animals.changeAnimal(7);"""
    )
    assert server.seen[0].json == {"keeper": None}
    assert server.seen[0].headers["content-type"] == "application/merge-patch+json"
    assert server.seen[1].body == b""


def test_read_only_properties_are_not_sent(zoo: Call, server: Server) -> None:
    server.reply(Reply(201, CAT))
    zoo("await client.animals.addAnimal({ body: Animal.decode(cat) });", cat=CAT)
    assert server.seen[0].json == {key: CAT[key] for key in ("kind", "name", "indoor")}


def test_a_value_of_a_path_cannot_leave_its_segment(zoo: Call, server: Server) -> None:
    server.reply(Reply(body=CAT))
    zoo("await client.animals.getAnimal('../feedings?x=1#y');")
    assert server.seen[0].target == "/animals/..%2Ffeedings%3Fx%3D1%23y"
    with pytest.raises(Thrown, match="can't be"):
        zoo("await client.animals.getAnimal('..');")
    with pytest.raises(Thrown, match="animalId"):
        zoo("await client.animals.getAnimal('');")


def test_files_are_uploaded_from_text_bytes_blobs_and_streams(
    zoo: Call, server: Server, tmp_path: Path
) -> None:
    picture = tmp_path / "minka.png"
    picture.write_bytes(b"PNG")
    stream = "new ReadableStream({ start(c) { c.enqueue(bytes); c.close(); } })"
    for given, name, kind in (
        ('"PNG"', "picture", "application/octet-stream"),
        ("bytes", "picture", "application/octet-stream"),
        ('new File(["PNG"], "a\\"b.png", { type: "image/png" })', "a%22b.png", "image/png"),
        ("await (await import('node:fs')).openAsBlob(path)", "picture", "application/octet-stream"),
        ("(await import('node:fs')).createReadStream(path)", "picture", "application/octet-stream"),
        (stream, "picture", "application/octet-stream"),
        (
            f'{{ content: {stream}, name: "x.png", mediaType: "image/png" }}',
            "x.png",
            "image/png",
        ),
    ):
        server.reply(Reply(204))
        zoo(
            f"""const bytes = new TextEncoder().encode("PNG");
            const body = {{ picture: {given}, position: {{ x: 1, y: 2 }}, note: "ñ" }};
            await client.animals.setPicture(7, {{ body }});""",
            path=str(picture),
        )
        sent = server.seen[0].body.decode()
        assert f'name="picture"; filename="{name}"' in sent, given
        assert f"Content-Type: {kind}\r\n\r\nPNG" in sent, given
        assert '{"x":1,"y":2}' in sent
        assert 'name="note"\r\nContent-Type: text/plain\r\n\r\nñ' in sent
        assert server.seen[0].headers["content-type"].startswith("multipart/form-data; boundary=")


def test_what_can_be_read_again_is_sent_again_and_a_stream_is_not(
    zoo: Call, server: Server
) -> None:
    server.reply(Reply(503, b"", SOON), Reply(204))
    zoo("await client.animals.setPicture(7, { body: { picture: new Blob(['PNG']) } });")
    assert [b"PNG" in seen.body for seen in server.seen] == [True, True]
    server.reply(Reply(503, b"", SOON), Reply(204))
    with pytest.raises(Thrown, match="ServiceUnavailable"):
        zoo(
            """const picture = (async function* () { yield new TextEncoder().encode("PNG"); })();
            await client.animals.setPicture(7, { body: { picture } });"""
        )
    assert len(server.seen) == 1


def test_keys_come_from_the_environment(node: Node, server: Server) -> None:
    server.reply(Reply(body=CAT))
    node(
        """process.env.ZOO_API_KEY = "from outside";
        process.env.ZOO_BASE_URL = url;
        try {
          await new ZooClient().animals.getAnimal(7);
        } finally {
          delete process.env.ZOO_API_KEY;
          delete process.env.ZOO_BASE_URL;
        }""",
        url=server.url,
    )
    assert server.seen[0].headers["x-zoo-key"] == "from outside"


def test_without_a_process_there_is_no_environment(node: Node, server: Server) -> None:
    """As in a browser."""
    server.reply(Reply(body=CAT))
    node(
        """const { process } = globalThis;
        delete globalThis.process;
        try {
          await new ZooClient({ baseUrl: url }).animals.getAnimal(7);
        } finally {
          globalThis.process = process;
        }""",
        url=server.url,
    )
    assert "x-zoo-key" not in server.seen[0].headers


def test_options_headers_hooks_and_an_own_fetch_are_used(node: Node, server: Server) -> None:
    server.reply(Reply(body=CAT))
    found = node(
        """const seen = [];
        const client = new ZooClient({
          key: async () => "made",
          baseUrl: url,
          headers: { "X-All": "2" },
          fetch: (url, init) => (seen.push(init.method), fetch(url, init)),
          onRequest: (request) => request.headers.set("x-mine", "1"),
          onResponse: async (response, request) => {
            seen.push([response.status, request.attempt, (await response.clone().json()).name]);
          },
        });
        const options = { headers: { "x-one": "3" }, query: { q: 4, none: undefined } };
        const { value, response, content } =
          await client.animals.getAnimal(7, options).withResponse();
        return [value.name, response.status, new TextDecoder().decode(content)[0], seen];""",
        url=server.url,
    )
    sent = server.seen[0]
    assert [sent.headers[name] for name in ("x-mine", "x-all", "x-one")] == ["1", "2", "3"]
    assert (sent.target, sent.headers["x-zoo-key"]) == ("/animals/7?q=4", "made")
    assert found == ["Minka", 200, "{", ["GET", [200, 0, "Minka"]]]
    server.reply(Reply(body=CAT))
    with pytest.raises(Thrown, match="RangeError: mine"):
        node(
            """const onResponse = () => { throw new RangeError("mine"); };
            await new ZooClient({ baseUrl: url, onResponse }).animals.getAnimal(7);""",
            url=server.url,
        )


# --- values ---------------------------------------------------------------------------------------


def test_values_are_decoded_by_their_formats_and_encoded_again(node: Node) -> None:
    document = {
        "at": "2026-01-02T03:04:05.250Z",
        "what": ["hay", "oats"],
        "weight": "1.10",
        "level": 2,
        "proof": base64.b64encode(b"\x00\xff").decode(),
        "self": "/feedings/1",
        "list": ["a"],
        "next": FEEDING,
        "extra": 5,
    }
    found = node(
        """const feeding = Feeding.decode(document);
        return {
          at: [feeding.at instanceof Date, feeding.at.getTime()],
          rest: [feeding.what, feeding.weight, feeding.level === Level.CONTENT],
          proof: [feeding.proof instanceof Uint8Array, ...feeding.proof],
          more: [feeding.self, feeding.list, feeding.next.what, feeding.additionalProperties],
          again: Feeding.encode(feeding),
        };""",
        document=document,
    )
    assert found["at"] == [True, 1767323045250]
    assert found["rest"] == [["hay", "oats"], "1.10", True]
    assert found["proof"] == [True, 0, 255]
    assert found["more"] == ["/feedings/1", ["a"], "hay", {"extra": 5}]
    assert found["again"] == {**document, "next": {"at": "2026-01-02T03:04:05.000Z", "what": "hay"}}


def test_a_time_without_a_zone_is_utc_wherever_the_program_runs(node: Node) -> None:
    found = node(
        """process.env.TZ = "Asia/Tokyo";
        return ["2026-01-02T03:04:05", "2026-01-02t03:04:05z", "2026-01-02 12:04:05+09:00"]
          .map((at) => Feeding.decode({ at, what: "hay" }).at.toISOString());"""
    )
    assert set(found) == {"2026-01-02T03:04:05.000Z"}
    with pytest.raises(Thrown, match=r"\.at should be a date and time: \"yesterday\""):
        node("Feeding.decode({ at: 'yesterday', what: 'hay' });")


def test_unknown_values_of_enums_and_unknown_properties_are_kept(node: Node) -> None:
    document = {**CAT, "house": "moon", "mood": "good"}
    found = node(
        "const cat = Cat.decode(document);"
        "return [cat, Cat.encode(cat), Object.values(House), House.WARM];",
        document=document,
    )
    assert found[0] == {**CAT, "house": "moon", "additionalProperties": {"mood": "good"}}
    assert found[1] == {key: value for key, value in document.items() if key != "id"}
    assert found[2:] == [["warm", "wet", "in-the-open"], "warm"]


def test_unions_become_what_their_discriminator_names(node: Node) -> None:
    found = node(
        "return Cat.decode(document).young.map((one) => one.from ?? one.indoor);",
        document={**CAT, "young": [CAT, SNAKE]},
    )
    assert found == [True, "India"]


def test_null_undefined_and_missing_are_told_apart(node: Node) -> None:
    found = node(
        """return [{}, { keeper: null }].map((more) => {
          const cat = Cat.decode({ ...document, ...more });
          return ["keeper" in cat, cat.keeper === undefined, cat.keeper === null];
        });""",
        document=CAT,
    )
    assert found == [[False, True, False], [True, False, True]]
    with pytest.raises(Thrown, match='an object with "indoor"'):
        node("Cat.decode({ kind: 'cat', name: 'Minka' });")
    with pytest.raises(Thrown, match=r"DecodeError: \.born should be a date: 5"):
        node("Cat.decode({ ...document, born: 5 });", document=CAT)


def test_a_key_that_is_special_to_objects_is_a_key_like_any_other(node: Node) -> None:
    """`__proto__` changes no prototype, on the way in and on the way out."""
    document = {**CAT, "__proto__": {"polluted": True}, "constructor": 1, "toString": 2}
    found = node(
        """const cat = Cat.decode(JSON.parse(text));
        return [
          Object.keys(cat.additionalProperties),
          cat.polluted ?? cat.additionalProperties.polluted ?? {}.polluted,
          JSON.stringify(Cat.encode(cat)),
        ];""",
        text=json.dumps(document),
    )
    assert found[0] == ["__proto__", "constructor", "toString"]
    assert found[1] is None
    assert '"__proto__":{"polluted":true}' in found[2]


# --- errors and retries ---------------------------------------------------------------------------


def test_an_error_is_thrown_as_the_class_of_its_status(zoo: Call, server: Server) -> None:
    problem = {"title": "No such animal", "status": 404, "detail": "There is no 7.", "more": 1}
    server.reply(Reply(404, problem, {"content-type": "application/problem+json"}))
    with pytest.raises(Thrown, match=r"NotFound: GET /animals/7: 404 There is no 7\.") as raised:
        zoo("await client.animals.getAnimal(7);")
    thrown = raised.value
    assert thrown.chain == ["NotFound", "ClientError", "ApiError", "SdkError", "Error"]
    assert thrown.properties["status"] == 404
    assert thrown.properties["body"]["additionalProperties"] == {"more": 1}
    assert thrown.properties["problem"]["extensions"] == {"more": 1}
    server.reply(Reply(418, b"tea", {"content-type": "text/plain"}))
    with pytest.raises(Thrown) as other:
        zoo("await client.animals.getAnimal(7);")
    assert (other.value.name, other.value.properties["body"]) == ("ClientError", "tea")


def test_an_answer_that_is_not_as_defined_says_where(zoo: Call, server: Server) -> None:
    server.reply(Reply(body={**CAT, "name": 5}), Reply(body=b"<html>"))
    with pytest.raises(Thrown, match=r"in the answer, \.name should be a string: 5"):
        zoo("await client.animals.getAnimal(7);")
    with pytest.raises(Thrown, match="isn't JSON"):
        zoo("await client.animals.getAnimal(7);")


def test_only_what_is_safe_is_sent_again(zoo: Call, server: Server) -> None:
    server.reply(Reply(503, b"", SOON), Reply(429, b"", SOON), Reply(body=CAT))
    assert zoo("return (await client.animals.getAnimal(7)).name;") == "Minka"
    assert len(server.seen) == 3
    server.reply(Reply(503, b"", SOON), Reply(202, {}))
    with pytest.raises(Thrown, match="ServiceUnavailable"):
        zoo("await client.feedings.startFeeding({ body: { at: new Date(), what: 'hay' } });")
    assert len(server.seen) == 1
    server.reply(Reply(503, b"", SOON), Reply(503, b"", {"retry-after": "3600"}))
    with pytest.raises(Thrown, match="ServiceUnavailable"):
        zoo("await client.animals.getAnimal(7);")
    assert len(server.seen) == 2


def test_an_idempotency_key_makes_it_safe_to_send_again(zoo: Call, server: Server) -> None:
    server.reply(Reply(503, b"", SOON), Reply(201, CAT))
    zoo("await client.animals.addAnimal({ body: { kind: 'cat', name: 'M', indoor: true } });")
    keys = [seen.headers["idempotency-key"] for seen in server.seen]
    assert keys[0] == keys[1]
    assert UUID(keys[0])
    server.reply(Reply(503, b"", SOON), Reply(202, {}))
    zoo(
        """const body = { at: new Date(), what: "hay" };
        await client.feedings.startFeeding({ body }, { idempotencyKey: "mine" });"""
    )
    assert [seen.headers["idempotency-key"] for seen in server.seen] == ["mine", "mine"]


def test_a_server_that_is_not_there_is_an_error_of_ours(node: Node) -> None:
    with pytest.raises(Thrown, match=r"ConnectionFailed: GET http://127.0.0.1:9/animals/7: "):
        node(
            """const client = new ZooClient({ baseUrl: "http://127.0.0.1:9", retries: 0 });
            await client.animals.getAnimal(7);"""
        )
    with pytest.raises(Thrown, match="is no address: give `baseUrl`, or set ZOO_BASE_URL"):
        node("await new ZooClient({ baseUrl: 'x' }).animals.getAnimal(7);")


def test_a_call_ends_in_time_or_when_its_signal_says_so(zoo: Call, server: Server) -> None:
    server.reply(*[Reply(body=CAT, delay=1.0)] * 3)
    started = time.monotonic()
    with pytest.raises(Thrown, match=r"ConnectionFailed: .*no answer within 100 ms"):
        zoo("await client.animals.getAnimal(7, { timeout: 100, retries: 0 });")
    with pytest.raises(Thrown, match="enough"):
        zoo(
            """const stop = new AbortController();
            setTimeout(() => stop.abort(new RangeError("enough")), 50);
            await client.animals.getAnimal(7, { signal: stop.signal });"""
        )
    with pytest.raises(Thrown, match="enough"):
        zoo(
            """const signal = AbortSignal.abort(new RangeError("enough"));
            await client.animals.getAnimal(7, { signal });"""
        )
    assert time.monotonic() - started < 1.0


# --- what goes on over several requests -----------------------------------------------------------


def test_listings_by_cursor_are_gone_through(zoo: Call, server: Server) -> None:
    server.reply(
        Reply(body={"data": [CAT], "meta": {"nextCursor": "c 2"}}),
        Reply(body={"data": [SNAKE], "meta": {"nextCursor": None}}),
    )
    found = zoo(
        """const names = [];
        for await (const one of client.animals.listAnimals({ limit: 1 })) names.push(one.name);
        return names;"""
    )
    assert found == ["Minka", "Kaa"]
    assert [seen.target for seen in server.seen] == [
        "/animals?limit=1",
        "/animals?cursor=c%202&limit=1",
    ]


def test_listings_by_offset_end_with_their_total(zoo: Call, server: Server) -> None:
    server.reply(
        Reply(body={"items": [FEEDING, FEEDING], "total": 3}),
        Reply(body={"items": [FEEDING], "total": 3}),
    )
    found = zoo(
        """const pages = [];
        for await (const page of client.feedings.list({ limit: 2 }).pages()) {
          pages.push([page.items.length, page.body.total, page.response.status]);
        }
        return pages;"""
    )
    assert found == [[2, 3, 200], [1, 3, 200]]
    assert [seen.target for seen in server.seen] == [
        "/feedings?limit=2",
        "/feedings?offset=2&limit=2",
    ]


def accepted(path: str = f"/feedings/tasks/{TASK}") -> Reply:
    return Reply(202, {"ticket": "t"}, {"location": path})


START = (
    'const task = await client.feedings.startFeeding({ body: { at: new Date(), what: "hay" } });\n'
)


def test_a_long_running_operation_gives_a_handle_to_wait_for(zoo: Call, server: Server) -> None:
    server.reply(
        accepted(),
        Reply(body={"status": "pending"}, headers=SOON),
        Reply(body={"status": "resting"}, headers=SOON),
        Reply(body={"status": "completed", "id": TASK}),
    )
    found = zoo(
        START
        + """const progress = [];
        const onProgress = (status) => progress.push(status.status);
        const ended = await task.wait({ timeout: 10_000, onProgress });
        return [task.accepted.ticket, progress, ended.status, ended.id];"""
    )
    assert found == ["t", ["pending", "resting"], "completed", TASK]
    assert server.seen[1].target == f"/feedings/tasks/{TASK}"
    assert server.seen[1].headers["x-zoo-key"] == "secret"
    assert server.seen[1].headers["prefer"] in ("wait=9", "wait=10")


def test_waiting_ends_badly_with_the_message_or_in_time(zoo: Call, server: Server) -> None:
    server.reply(accepted(), Reply(body={"status": "failed", "error": {"message": "no hay"}}))
    with pytest.raises(Thrown, match="TaskFailed: no hay"):
        zoo(START + "await task.wait();")
    server.reply(accepted(), *[Reply(body={"status": "pending"})] * 9)
    with pytest.raises(Thrown, match=r"TaskTimeout: .* after 300 ms"):
        zoo(START + "await task.wait({ timeout: 300 });")
    server.reply(accepted(), *[Reply(body={"status": "pending"})] * 9)
    with pytest.raises(Thrown, match="enough"):
        zoo(
            START
            + """const stop = new AbortController();
            setTimeout(() => stop.abort(new RangeError("enough")), 50);
            await task.wait({ signal: stop.signal });"""
        )


def test_a_task_tells_of_every_change_of_its_status(zoo: Call, server: Server) -> None:
    server.reply(
        accepted(),
        Reply(body={"status": "pending"}, headers=SOON),
        Reply(body={"status": "pending"}, headers=SOON),
        Reply(body={"status": "completed"}),
    )
    found = zoo(
        START
        + """const told = [];
        for await (const event of task.events()) told.push(event.data.status);
        return [told, task.url];"""
    )
    assert found == [["pending", "completed"], f"{server.url}/feedings/tasks/{TASK}"]


def test_a_key_is_not_sent_to_where_a_location_leads_elsewhere(zoo: Call, server: Server) -> None:
    other = Server()
    try:
        server.reply(accepted(f"{other.url}/tasks/1"))
        other.reply(Reply(body={"status": "completed"}))
        zoo(START + "await task.wait();")
        server.reply(Reply(307, b"", {"location": f"{other.url}/elsewhere"}))
        other.reply(Reply(body=CAT))
        assert zoo("return (await client.animals.getAnimal(7)).name;") == "Minka"
        assert other.seen[0].target == "/elsewhere"
        assert "x-zoo-key" not in other.seen[0].headers
    finally:
        other.close()


def test_events_and_lines_are_decoded_one_by_one(zoo: Call, server: Server) -> None:
    one = b'{"at":"2026-01-02T03:04:05Z","what":"hay"}'
    events = b"id: 1\nevent: fed\ndata: " + one + b"\n\n: still here\r\n\r\ndata: [DONE]\n\n"
    server.reply(Reply(body=events, headers={"content-type": "text/event-stream"}))
    found = zoo(
        """const found = [];
        for await (const { event, id, data } of client.feedings.watchFeedings()) {
          found.push([event, id, data.what, data.at instanceof Date]);
        }
        return found;"""
    )
    assert found == [["fed", "1", "hay", True]]
    assert server.seen[0].headers["accept"] == "text/event-stream"
    server.reply(Reply(body=one + b"\n" + one, headers={"content-type": "application/x-ndjson"}))
    found = zoo(
        """const found = [];
        for await (const feeding of client.feedings.readLog()) found.push(feeding.what);
        return found;"""
    )
    assert found == ["hay", "hay"]


def test_a_stream_that_is_left_early_closes_its_connection(zoo: Call, server: Server) -> None:
    line = b'data: {"at":"2026-01-02T03:04:05Z","what":"hay"}\n\n'
    server.reply(Reply(body=line * 3, headers={"content-type": "text/event-stream"}))
    found = zoo(
        """let response;
        const own = new ZooClient({ baseUrl: url, onResponse: (one) => (response = one) });
        for await (const event of own.feedings.watchFeedings()) {
          return [event.data.what, response.body.locked];
        }"""
    )
    assert found == ["hay", True]


def test_downloads_are_read_at_once_or_in_chunks(zoo: Call, server: Server) -> None:
    png = Reply(body=b"PNG", headers={"content-type": "image/png"})
    server.reply(*[png] * 5)
    found = zoo(
        """const picture = client.animals.getPicture(7);
        const chunks = [];
        for await (const chunk of picture) chunks.push(...chunk);
        const { type, size } = await picture.blob();
        const response = await picture.response();
        return [
          await picture.text(), [...(await picture.bytes())], chunks, type, size,
          await response.text(),
        ];"""
    )
    assert found == ["PNG", [80, 78, 71], [80, 78, 71], "image/png", 3, "PNG"]
    assert server.seen[0].headers["accept"] == "image/png"
