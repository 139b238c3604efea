"""Generated Python libraries, called against a server on a port of this machine."""

import base64
import datetime as dt
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest

from sdk.libraries import Reply, Server

CAT = {"id": 7, "kind": "cat", "name": "Minka", "indoor": True}
SNAKE = {"id": 9, "kind": "snake", "name": "Kaa", "from": "India", "venom": 0.5}
FEEDING = {"at": "2026-01-02T03:04:05Z", "what": "hay"}
TASK = "5f0c1d9a-27b4-4e0e-9a63-8c1f2b7d4e10"


@pytest.fixture
def models(zoo: Any) -> Any:
    return import_module("zoo.models")


@pytest.fixture
def errors(zoo: Any) -> Any:
    return import_module("zoo.errors")


@pytest.fixture
def client(zoo: Any, server: Server) -> Any:
    with zoo.ZooClient(key="secret", base_url=server.url) as made:
        yield made


# --- requests -------------------------------------------------------------------------------------


def test_a_call_sends_its_arguments_and_gives_a_model(
    client: Any, server: Server, models: Any
) -> None:
    server.reply(Reply(body=CAT))
    animal = client.animals.get_animal(7)
    assert server.seen[0].target == "/animals/7"
    assert server.seen[0].headers["x-zoo-key"] == "secret"
    assert isinstance(animal, models.Cat)
    assert (animal.name, animal.indoor) == ("Minka", True)


def test_parameters_are_written_by_their_styles(client: Any, server: Server) -> None:
    server.reply(Reply(body={"data": []}))
    listed = client.animals.list_animals(
        tags=["a,b", "c d"],
        filter={"house": "warm", "born": dt.date(2024, 5, 1)},
        x_trace="t-1",
        visitor="ann",
    )
    assert list(listed) == []
    seen = server.seen[0]
    assert (
        seen.target
        == "/animals?filter%5Bhouse%5D=warm&filter%5Bborn%5D=2024-05-01&tags=a%2Cb,c%20d"
    )
    assert (seen.headers["x-trace"], seen.headers["cookie"]) == ("t-1", "visitor=ann")


def test_what_is_unset_is_not_sent_and_none_is_null(
    client: Any, server: Server, models: Any
) -> None:
    server.reply(Reply(204), Reply(204))
    client.animals.change_animal(7, body=models.ChangeAnimalRequest(keeper=None))
    client.animals.change_animal(7)
    assert server.seen[0].json == {"keeper": None}
    assert server.seen[0].headers["content-type"] == "application/merge-patch+json"
    assert server.seen[1].body == b""


def test_read_only_properties_are_not_sent(client: Any, server: Server, models: Any) -> None:
    cat = models.Cat.from_dict(CAT)
    server.reply(Reply(201, CAT))
    client.animals.add_animal(body=cat)
    assert cat.id == 7
    assert server.seen[0].json == {key: CAT[key] for key in ("kind", "name", "indoor")}
    with pytest.raises(TypeError, match="'id'"):
        models.Cat(id=7, name="Minka", indoor=True)


def test_a_value_of_a_path_cannot_leave_its_segment(client: Any, server: Server) -> None:
    server.reply(Reply(body=CAT), Reply(body=CAT))
    client.animals.get_animal("../feedings?x=1#y")
    client.animals.get_animal("..")
    assert [seen.target for seen in server.seen] == [
        "/animals/..%2Ffeedings%3Fx%3D1%23y",
        "/animals/%2E%2E",
    ]
    with pytest.raises(ValueError, match="animalId"):
        client.animals.get_animal("")


def test_files_are_uploaded_from_bytes_paths_and_open_files(
    client: Any, server: Server, models: Any, zoo: Any, tmp_path: Path
) -> None:
    picture = tmp_path / "minka.png"
    picture.write_bytes(b"PNG")
    for given, name, kind in (
        (b"PNG", "picture", "application/octet-stream"),
        (picture, "minka.png", "application/octet-stream"),
        (zoo.Upload(b"PNG", "x.png", "image/png"), "x.png", "image/png"),
    ):
        server.reply(Reply(204))
        body = models.SetPictureRequest(picture=given, position=models.Position(x=1, y=2))
        client.animals.set_picture(7, body=body)
        sent = server.seen[0].body.decode()
        assert f'name="picture"; filename="{name}"' in sent
        assert f"Content-Type: {kind}\r\n\r\nPNG" in sent
        assert '{"x":1,"y":2}' in sent
        assert server.seen[0].headers["content-type"].startswith("multipart/form-data; boundary=")
    with picture.open("rb") as file:
        server.reply(Reply(503), Reply(204))
        client.animals.set_picture(7, body=models.SetPictureRequest(picture=file))
    assert [b"PNG" in seen.body for seen in server.seen] == [True, True]


def test_keys_come_from_the_environment(
    zoo: Any, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZOO_API_KEY", "from outside")
    monkeypatch.setenv("ZOO_BASE_URL", server.url)
    server.reply(Reply(body=CAT))
    with zoo.ZooClient() as client:
        client.animals.get_animal(7)
    assert server.seen[0].headers["x-zoo-key"] == "from outside"


def test_options_headers_hooks_and_an_own_http_client_are_used(zoo: Any, server: Server) -> None:
    seen: list[Any] = []
    server.reply(Reply(body=CAT))
    with httpx.Client(headers={"x-mine": "1"}) as http:
        client = zoo.ZooClient(
            key=lambda: "made",
            base_url=server.url,
            http_client=http,
            headers={"x-all": "2"},
            on_request=lambda request: seen.append(request.method),
            on_response=lambda response: seen.append(response.status_code),
        )
        raw = client.raw(
            client.animals.get_animal, 7, options={"headers": {"x-one": "3"}, "query": {"q": 4}}
        )
    sent = server.seen[0]
    assert [sent.headers[name] for name in ("x-mine", "x-all", "x-one")] == ["1", "2", "3"]
    assert (sent.target, sent.headers["x-zoo-key"]) == ("/animals/7?q=4", "made")
    assert (raw.value.name, raw.response.status_code, seen) == ("Minka", 200, ["GET", 200])


# --- values ---------------------------------------------------------------------------------------


def test_values_are_decoded_by_their_formats_and_encoded_again(models: Any) -> None:
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
    feeding = models.Feeding.from_dict(document)
    assert feeding.at == dt.datetime(2026, 1, 2, 3, 4, 5, 250_000, dt.UTC)
    assert (feeding.what, feeding.weight) == (["hay", "oats"], Decimal("1.10"))
    assert (feeding.level, feeding.proof) == (models.Level.CONTENT, b"\x00\xff")
    assert (feeding.self_, feeding.list, feeding.next.what) == ("/feedings/1", ["a"], "hay")
    assert feeding.additional_properties == {"extra": 5}
    assert models.Feeding.from_dict(feeding.to_dict()) == feeding
    assert feeding.to_dict()["weight"] == "1.10"


def test_unknown_values_of_enums_and_unknown_properties_are_kept(models: Any) -> None:
    cat = models.Cat.from_dict({**CAT, "house": "moon", "mood": "good"})
    assert (cat.house.value, cat.house.is_known, models.House.WARM.is_known) == (
        "moon",
        False,
        True,
    )
    assert cat.house == "moon"
    assert list(models.House) == ["warm", "wet", "in-the-open"]
    assert cat.additional_properties == {"mood": "good"}
    assert cat.to_dict() == {**CAT, "house": "moon", "mood": "good"}
    more = models.Cat(name="Minka", indoor=True, additional_properties={"mood": "good"})
    assert more.to_dict() == {"kind": "cat", "name": "Minka", "indoor": True, "mood": "good"}


def test_unions_become_the_class_that_their_discriminator_names(models: Any) -> None:
    cat = models.Cat.from_dict({**CAT, "young": [CAT, SNAKE]})
    assert [type(one) for one in cat.young] == [models.Cat, models.Snake]
    assert cat.young[1].from_ == "India"


def test_null_unset_and_missing_are_told_apart(models: Any, zoo: Any, errors: Any) -> None:
    without, with_null = (models.Cat.from_dict({**CAT, **more}) for more in ({}, {"keeper": None}))
    assert (without.keeper, with_null.keeper) == (zoo.UNSET, None)
    assert "keeper" not in without.to_dict()
    with pytest.raises(errors.DecodeError, match="'indoor'"):
        models.Cat.from_dict({"kind": "cat", "name": "Minka"})
    with pytest.raises(errors.DecodeError, match=r"\.born should be a date"):
        models.Cat.from_dict({**CAT, "born": 5})
    with pytest.raises(TypeError, match="needs 'name'"):
        models.Cat(indoor=True)


# --- errors and retries ---------------------------------------------------------------------------


def test_an_error_is_raised_as_the_class_of_its_status(
    client: Any, server: Server, models: Any, errors: Any
) -> None:
    problem = {"title": "No such animal", "status": 404, "detail": "There is no 7.", "more": 1}
    server.reply(Reply(404, problem, {"content-type": "application/problem+json"}))
    with pytest.raises(errors.NotFound, match=r"GET /animals/7: 404 There is no 7\.") as raised:
        client.animals.get_animal(7)
    assert isinstance(raised.value.body, models.Problem)
    assert raised.value.problem.extensions == {"more": 1}
    assert raised.value.status == 404
    server.reply(Reply(418, b"tea", {"content-type": "text/plain"}))
    with pytest.raises(errors.ClientError) as other:
        client.animals.get_animal(7)
    assert (other.value.body, type(other.value).__name__) == ("tea", "ClientError")


def test_an_answer_that_is_not_as_defined_says_where(
    client: Any, server: Server, errors: Any
) -> None:
    server.reply(Reply(body={**CAT, "name": 5}), Reply(body=b"<html>"))
    with pytest.raises(errors.DecodeError, match=r"in the answer, \.name should be a string: 5"):
        client.animals.get_animal(7)
    with pytest.raises(errors.DecodeError, match="isn't JSON"):
        client.animals.get_animal(7)


def test_only_what_is_safe_is_sent_again(
    client: Any, server: Server, models: Any, errors: Any
) -> None:
    soon = {"retry-after": "0"}
    server.reply(Reply(503, b"", soon), Reply(429, b"", soon), Reply(body=CAT))
    assert client.animals.get_animal(7).name == "Minka"
    assert len(server.seen) == 3
    server.reply(Reply(503, b"", soon), Reply(202, {}))
    with pytest.raises(errors.ServiceUnavailable):
        client.feedings.start_feeding(body=models.Feeding.from_dict(FEEDING))
    assert len(server.seen) == 1


def test_an_idempotency_key_makes_it_safe_to_send_again(
    client: Any, server: Server, models: Any
) -> None:
    cat = models.Cat(name="Minka", indoor=True)
    server.reply(Reply(503, b"", {"retry-after": "0"}), Reply(201, CAT))
    client.animals.add_animal(body=cat)
    keys = [seen.headers["idempotency-key"] for seen in server.seen]
    assert keys[0] == keys[1]
    assert UUID(keys[0])


def test_a_server_that_is_not_there_is_an_error_of_ours(zoo: Any, errors: Any) -> None:
    client = zoo.ZooClient(base_url="http://127.0.0.1:9", key="k", retries=0)
    with client, pytest.raises(errors.ConnectionFailed):
        client.animals.get_animal(7)


# --- what goes on over several requests -----------------------------------------------------------


def test_listings_by_cursor_are_gone_through(client: Any, server: Server, models: Any) -> None:
    server.reply(
        Reply(body={"data": [CAT], "meta": {"nextCursor": "c 2"}}),
        Reply(body={"data": [SNAKE], "meta": {"nextCursor": None}}),
    )
    animals = list(client.animals.list_animals(limit=1))
    assert [type(one) for one in animals] == [models.Cat, models.Snake]
    assert [seen.target for seen in server.seen] == [
        "/animals?limit=1",
        "/animals?cursor=c%202&limit=1",
    ]


def test_listings_by_offset_end_with_their_total(client: Any, server: Server) -> None:
    server.reply(
        Reply(body={"items": [FEEDING, FEEDING], "total": 3}),
        Reply(body={"items": [FEEDING], "total": 3}),
    )
    pages = list(client.feedings.list(limit=2).pages())
    assert [len(page.items) for page in pages] == [2, 1]
    assert pages[0].body.total == 3
    assert [seen.target for seen in server.seen] == [
        "/feedings?limit=2",
        "/feedings?offset=2&limit=2",
    ]


def accepted(path: str = f"/feedings/tasks/{TASK}") -> Reply:
    return Reply(202, {"ticket": "t"}, {"location": path})


def test_a_long_running_operation_gives_a_handle_to_wait_for(
    client: Any, server: Server, models: Any
) -> None:
    at_once = {"retry-after": "0"}
    server.reply(
        accepted(),
        Reply(body={"status": "pending"}, headers=at_once),
        Reply(body={"status": "resting"}, headers=at_once),
        Reply(body={"status": "completed", "id": TASK}),
    )
    task = client.feedings.start_feeding(body=models.Feeding.from_dict(FEEDING))
    progress: list[str] = []
    ended = task.wait(timeout=10, on_progress=lambda status: progress.append(status.status.value))
    assert (task.accepted.ticket, progress) == ("t", ["pending", "resting"])
    assert (ended.status, ended.id) == (models.Status.COMPLETED, UUID(TASK))
    assert server.seen[1].target == f"/feedings/tasks/{TASK}"
    assert server.seen[1].headers["x-zoo-key"] == "secret"


def test_waiting_ends_badly_with_the_message_or_in_time(
    client: Any, server: Server, models: Any, errors: Any
) -> None:
    failed = {"status": "failed", "error": {"message": "no hay"}}
    server.reply(accepted(), Reply(body=failed))
    with pytest.raises(errors.TaskFailed, match="no hay"):
        client.feedings.start_feeding(body=models.Feeding.from_dict(FEEDING)).wait()
    server.reply(accepted(), *[Reply(body={"status": "pending"})] * 9)
    task = client.feedings.start_feeding(body=models.Feeding.from_dict(FEEDING))
    with pytest.raises(errors.TaskTimeout):
        task.wait(timeout=0.3)


def test_a_key_is_not_sent_to_where_a_location_leads_elsewhere(
    client: Any, server: Server, models: Any
) -> None:
    other = Server()
    try:
        server.reply(accepted(f"{other.url}/tasks/1"))
        other.reply(Reply(body={"status": "completed"}))
        client.feedings.start_feeding(body=models.Feeding.from_dict(FEEDING)).wait()
        assert "x-zoo-key" not in other.seen[0].headers
    finally:
        other.close()


def test_events_and_lines_are_decoded_one_by_one(client: Any, server: Server) -> None:
    one = b'{"at":"2026-01-02T03:04:05Z","what":"hay"}'
    events = b"id: 1\nevent: fed\ndata: " + one + b"\n\n: still here\r\n\r\ndata: [DONE]\n\n"
    server.reply(Reply(body=events, headers={"content-type": "text/event-stream"}))
    with client.feedings.watch_feedings() as stream:
        found = list(stream)
    assert [(event.event, event.id, event.data.what) for event in found] == [("fed", "1", "hay")]
    assert server.seen[0].headers["accept"] == "text/event-stream"
    server.reply(Reply(body=one + b"\n" + one, headers={"content-type": "application/x-ndjson"}))
    assert [feeding.what for feeding in client.feedings.read_log()] == ["hay", "hay"]


def test_downloads_are_read_or_saved(client: Any, server: Server, tmp_path: Path) -> None:
    png = Reply(body=b"PNG", headers={"content-type": "image/png"})
    server.reply(png, png)
    assert client.animals.get_picture(7).read() == b"PNG"
    assert client.animals.get_picture(7).save(tmp_path / "x.png").read_bytes() == b"PNG"
    assert server.seen[0].headers["accept"] == "image/png"


# --- async ----------------------------------------------------------------------------------------


async def test_the_async_client_does_the_same(
    zoo: Any, server: Server, models: Any, errors: Any
) -> None:
    at_once = {"retry-after": "0"}
    async with zoo.AsyncZooClient(key="secret", base_url=server.url) as client:
        server.reply(
            Reply(503, b"", at_once),
            Reply(body=CAT),
            Reply(404, {"title": "No", "status": 404}),
            Reply(body={"data": [CAT], "meta": {"nextCursor": "2"}}),
            Reply(body={"data": [SNAKE]}),
            accepted(),
            Reply(body={"status": "pending"}, headers=at_once),
            Reply(body={"status": "completed"}),
            Reply(body=b"PNG", headers={"content-type": "image/png"}),
        )
        assert (await client.animals.get_animal(7)).name == "Minka"
        with pytest.raises(errors.NotFound):
            await client.animals.get_animal(8)
        assert [one.name async for one in client.animals.list_animals()] == ["Minka", "Kaa"]
        task = await client.feedings.start_feeding(body=models.Feeding.from_dict(FEEDING))
        told = [event.data["status"] async for event in task.events()]
        assert told == ["pending", "completed"]
        assert await client.animals.get_picture(7).read() == b"PNG"
    assert server.seen[0].headers["x-zoo-key"] == "secret"


async def test_a_stream_that_is_left_early_gives_its_connection_back(
    zoo: Any, server: Server
) -> None:
    line = b'data: {"at":"2026-01-02T03:04:05Z","what":"hay"}\n\n'
    async with zoo.AsyncZooClient(key="k", base_url=server.url) as client:
        server.reply(Reply(body=line * 3, headers={"content-type": "text/event-stream"}))
        async with client.feedings.watch_feedings() as stream:
            first = await anext(stream)
        assert first.data.what == "hay"
        assert all(one.is_idle() for one in client.http._transport._pool.connections)
