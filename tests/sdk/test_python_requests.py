"""What generated Python libraries send: every style, every body, every credential, page by page."""

import json
import time
from collections.abc import AsyncIterator, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import httpx
import pytest

from sdk.libraries import Reply, Server, imported, written
from sdk.plans import answering, definition

Json = Any

LIST = {"type": "array", "items": {"type": "string"}}
OBJECT = {"type": "object", "additionalProperties": {"type": "string"}}
ITEM = {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}}
DONE = {"responses": {"204": {"description": ""}}}


def parameter(name: str, place: str, schema: Json, **rest: Json) -> Json:
    return {"name": name, "in": place, "schema": schema, "required": place == "path", **rest}


def styled(place: str, *styles: str) -> Json:
    """A parameter for each style, exploded and not, as a list and as an object."""
    return [
        parameter(
            f"{style}{'Whole' if explode else ''}{kind}",
            place,
            schema,
            style=style,
            explode=explode,
        )
        for style in styles
        for explode in (True, False)
        for kind, schema in (("List", LIST), ("Object", OBJECT))
    ]


def in_path(style: str, explode: bool) -> Json:
    given = {"style": style, "explode": explode}
    return {
        "get": {
            **DONE,
            "operationId": f"{style}{'Whole' if explode else 'Plain'}",
            "parameters": [
                parameter("list", "path", LIST, **given),
                parameter("object", "path", OBJECT, **given),
                parameter("one", "path", {"type": "string"}, **given),
            ],
        }
    }


def taking(media_type: str, schema: Json, name: str, **rest: Json) -> Json:
    content = {media_type: {"schema": schema, **rest}}
    return {"post": {**DONE, "operationId": name, "requestBody": {"content": content}}}


def secured(name: str, *alternatives: Json) -> Json:
    return {"get": {**DONE, "operationId": f"by{name}", "security": list(alternatives)}}


ROWS = {"type": "object", "properties": {"rows": {"type": "array", "items": ITEM}}}
ENDED = {"status": {"enum": ["pending", "completed", "failed"]}}
DEEP = "deep%5Ba%5D%5Bb%5D=1&deep%5Bc%5D=2&deep%5Bc%5D=3"
PAGE = {"type": "object", "properties": {"items": {"type": "array", "items": ITEM}}}
LINKED = {
    "description": "",
    "headers": {"Link": {"schema": {"type": "string"}}},
    "content": {"application/json": {"schema": {"type": "array", "items": ITEM}}},
}
STATE = {"type": "object", "properties": {"phase": {"type": "string"}, "why": {"type": "string"}}}

PATHS = {
    "/query": {
        "get": {
            **DONE,
            "operationId": "query",
            "parameters": [
                *styled("query", "form"),
                parameter("spaced", "query", LIST, style="spaceDelimited", explode=False),
                parameter("piped", "query", LIST, style="pipeDelimited", explode=False),
                parameter("deep", "query", {"type": "object"}, style="deepObject"),
                parameter("open", "query", {"type": "string"}, allowReserved=True),
                {
                    "name": "asJson",
                    "in": "query",
                    "content": {"application/json": {"schema": OBJECT}},
                },
                parameter("flag", "query", {"type": "boolean"}),
            ],
        }
    },
    "/headers": {
        "get": {
            **DONE,
            "operationId": "headers",
            "parameters": [
                parameter("X-List", "header", LIST),
                parameter("X-Whole", "header", OBJECT, explode=True),
                parameter("cookieList", "cookie", LIST, explode=False),
            ],
        }
    },
    **{
        f"/path/{style}/{explode}/{{list}}/{{object}}/{{one}}".lower(): in_path(style, explode)
        for style in ("simple", "label", "matrix")
        for explode in (True, False)
    },
    "/form": taking(
        "application/x-www-form-urlencoded",
        {
            "type": "object",
            "properties": {"tags": LIST, "piped": LIST, "meta": OBJECT, "text": {"type": "string"}},
        },
        "sendForm",
        encoding={"piped": {"style": "pipeDelimited", "explode": False}},
    ),
    "/lines": taking("application/x-ndjson", ITEM, "sendLines"),
    "/raw": taking("application/octet-stream", {}, "sendRaw"),
    "/any": {
        "post": {
            "operationId": "sendAny",
            "requestBody": {"content": {"*/*": {"schema": ITEM}}},
            "responses": {"200": {"description": "", "content": {"*/*": {"schema": ITEM}}}},
        }
    },
    "/basic": secured("Basic", {"basic": []}),
    "/digest": secured("Digest", {"digest": []}),
    "/scheme": secured("Scheme", {"scheme": []}),
    "/cookie": secured("Cookie", {"cookie": []}),
    "/in-query": secured("Query", {"inQuery": []}),
    "/oauth": secured("OAuth", {"oauth": []}),
    "/both": secured("Both", {"bearer": [], "inQuery": []}, {"basic": []}),
    "/open": secured("Nothing", {}),
    "/linked": {"get": {"operationId": "listLinked", "responses": {"200": LINKED}}},
    "/numbered": {
        "get": answering(
            {
                "type": "object",
                "properties": {**PAGE["properties"], "totalPages": {"type": "integer"}},
            },
            operationId="listNumbered",
            parameters=[
                parameter("page", "query", {"type": "integer"}),
                parameter("perPage", "query", {"type": "integer"}),
            ],
        )
    },
    "/told": {
        "get": answering(
            {
                "type": "object",
                "properties": {
                    "found": ROWS,
                    "after": {"type": "string"},
                },
            },
            operationId="listTold",
            parameters=[parameter("from", "query", {"type": "string"})],
            **{
                "x-pressroom-pagination": {
                    "style": "cursor",
                    "parameter": "from",
                    "items": "/found/rows",
                    "next": "/after",
                }
            },
        )
    },
    "/jobs": {
        "post": answering(
            ITEM,
            operationId="startJob",
            **{
                "x-pressroom-task": {
                    "operation": "getJob",
                    "status": "/phase",
                    "succeeded": ["over"],
                    "failed": ["lost"],
                    "error": "/why",
                }
            },
        )
    },
    "/jobs/{id}": {
        "get": {
            **answering(STATE, operationId="getJob"),
            "parameters": [parameter("id", "path", {"type": "string"})],
        }
    },
    "/watched": {
        "post": {
            "operationId": "startWatched",
            "responses": {
                "202": {
                    "description": "",
                    "headers": {"Location": {"schema": {"type": "string"}}},
                    "links": {"state": {"operationId": "getWatched"}},
                }
            },
        }
    },
    "/watched/{id}": {
        "parameters": [parameter("id", "path", {"type": "string"})],
        "get": {
            "operationId": "getWatched",
            "responses": {
                "200": {
                    "description": "",
                    "content": {
                        "application/json": {
                            "schema": {
                                "type": "object",
                                "properties": ENDED,
                            }
                        },
                        "text/event-stream": {"schema": {"type": "object"}},
                    },
                }
            },
        },
    },
}  # fmt: skip
SCHEMES = {
    "basic": {"type": "http", "scheme": "basic"},
    "digest": {"type": "http", "scheme": "Digest"},
    "scheme": {"type": "http", "scheme": "Token"},
    "bearer": {"type": "http", "scheme": "bearer"},
    "cookie": {"type": "apiKey", "in": "cookie", "name": "session"},
    "inQuery": {"type": "apiKey", "in": "query", "name": "key"},
    "oauth": {
        "type": "oauth2",
        "flows": {"clientCredentials": {"tokenUrl": "/token", "scopes": {"read": ""}}},
    },
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The package of all this."""
    described = definition(
        paths={path: {**item} for path, item in tagged(PATHS).items()},
        components={"securitySchemes": SCHEMES},
    )
    folder = written(described, tmp_path_factory.mktemp("styles"), "styles")
    with imported(folder, "styles") as package:
        yield package


def tagged(paths: Json) -> Json:
    """All operations in one service, `all`."""
    methods = ("get", "post")
    return {
        path: {
            key: {**value, "tags": ["all"]} if key in methods else value
            for key, value in item.items()
        }
        for path, item in paths.items()
    }


def made(library: Any, server: Server, **given: Any) -> Any:
    return library.StylesClient(base_url=server.url, **given)


@pytest.fixture
def calls(library: Any, server: Server) -> Any:
    with made(library, server) as client:
        yield client.all


def sent(server: Server) -> str:
    return server.seen[-1].target


LETTERS, OWNER = ["a", "b c"], {"x": "1", "y": "2,3"}


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("simple_plain", "/a,b%20c/x,1,y,2%2C3/o"),
        ("simple_whole", "/a,b%20c/x=1,y=2%2C3/o"),
        ("label_plain", "/.a,b%20c/.x,1,y,2%2C3/.o"),
        ("label_whole", "/.a.b%20c/.x=1.y=2%2C3/.o"),
        ("matrix_plain", "/;list=a,b%20c/;object=x,1,y,2%2C3/;one=o"),
        ("matrix_whole", "/;list=a;list=b%20c/;x=1;y=2%2C3/;one=o"),
    ],
)
def test_paths_have_every_style(calls: Any, server: Server, method: str, expected: str) -> None:
    """OpenAPI 3.1, Parameter Object, Style Examples."""
    server.reply(Reply(204))
    getattr(calls, method)(LETTERS, OWNER, "o")
    assert sent(server).endswith(expected)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"form_whole_list": LETTERS}, "formWholeList=a&formWholeList=b%20c"),
        ({"form_list": LETTERS}, "formList=a,b%20c"),
        ({"form_whole_object": OWNER}, "x=1&y=2%2C3"),
        ({"form_object": OWNER}, "formObject=x,1,y,2%2C3"),
        ({"spaced": LETTERS}, "spaced=a%20b%20c"),
        ({"piped": LETTERS}, "piped=a%7Cb%20c"),
        ({"deep": {"a": {"b": 1}, "c": [2, 3]}}, DEEP),
        ({"open": "a/b?c=d&e#f"}, "open=a/b?c=d%26e%23f"),
        ({"as_json": OWNER}, "asJson=%7B%22x%22%3A%221%22%2C%22y%22%3A%222%2C3%22%7D"),
        ({"flag": True}, "flag=true"),
        ({"flag": None}, ""),
    ],
)  # fmt: skip
def test_queries_have_every_style(calls: Any, server: Server, given: Json, expected: str) -> None:
    server.reply(Reply(204))
    calls.query(**given)
    assert urlsplit(sent(server)).query == expected


def test_headers_and_cookies_have_their_styles(calls: Any, server: Server) -> None:
    server.reply(Reply(204))
    calls.headers(x_list=LETTERS, x_whole=OWNER, cookie_list=LETTERS)
    headers = server.seen[0].headers
    assert (headers["x-list"], headers["x-whole"]) == ("a,b c", "x=1,y=2,3")
    assert headers["cookie"] == "cookieList=a,b%20c"
    with pytest.raises(ValueError, match="line break"):
        calls.headers(x_list=["a\r\nevil: 1"])


# --- bodies ---------------------------------------------------------------------------------------


def test_forms_are_written_by_their_encoding(library: Any, calls: Any, server: Server) -> None:
    models = import_module("styles.models")
    server.reply(Reply(204))
    body = models.SendFormRequest(tags=LETTERS, piped=LETTERS, meta=OWNER, text="ü&")
    calls.send_form(body=body)
    fields = parse_qs(server.seen[0].body.decode())
    assert fields["tags"] == LETTERS
    assert unquote(fields["piped"][0]) == "a|b c"
    assert json.loads(fields["meta"][0]) == OWNER
    assert fields["text"] == ["ü&"]


def test_lines_of_json_are_sent_one_by_one(library: Any, calls: Any, server: Server) -> None:
    item = import_module("styles.models").SendLinesRequest
    server.reply(Reply(204))
    calls.send_lines(body=[item(id=1), item(id=2)])
    assert server.seen[0].body == b'{"id":1}\n{"id":2}\n'
    assert server.seen[0].headers["content-type"] == "application/x-ndjson"


def test_raw_content_is_sent_from_bytes_paths_files_and_iterators(
    calls: Any, server: Server, tmp_path: Path
) -> None:
    file = tmp_path / "x.bin"
    file.write_bytes(b"abc")
    with file.open("rb") as opened:
        for given in (b"abc", "abc", file, opened, iter([b"a", b"bc"])):
            server.reply(Reply(204))
            calls.send_raw(body=given)
            assert server.seen[0].body == b"abc"


async def test_raw_content_is_sent_from_async_iterators(library: Any, server: Server) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        yield b"a"
        yield b"bc"

    server.reply(Reply(204))
    async with library.AsyncStylesClient(base_url=server.url) as client:
        await client.all.send_raw(body=chunks())
    assert server.seen[0].body == b"abc"


def test_what_may_have_any_media_type_is_json(library: Any, calls: Any, server: Server) -> None:
    models = import_module("styles.models")
    server.reply(Reply(body={"id": 8}))
    answer = calls.send_any(body=models.SendAnyRequest(id=7))
    assert isinstance(answer, models.SendAnyResponse | models.SendAnyRequest)
    assert answer.id == 8
    assert server.seen[0].headers["content-type"] == "application/json"
    assert server.seen[0].headers["accept"] == "*/*"


# --- credentials ----------------------------------------------------------------------------------


def test_every_kind_of_credential_is_sent(library: Any, server: Server) -> None:
    with made(
        library, server, basic=("ann", "pw"), scheme="t0", cookie="c", in_query="k", bearer="b"
    ) as client:
        server.reply(*[Reply(204)] * 6)
        client.all.by_basic()
        client.all.by_scheme()
        client.all.by_cookie()
        client.all.by_query()
        client.all.by_both()
        client.all.by_nothing()
    basic, scheme, cookie, query, both, nothing = server.seen
    assert basic.headers["authorization"] == "Basic YW5uOnB3"
    assert scheme.headers["authorization"] == "Token t0"
    assert cookie.headers["cookie"] == "session=c"
    assert query.target == "/in-query?key=k"
    assert (both.headers["authorization"], both.target) == ("Bearer b", "/both?key=k")
    assert "authorization" not in nothing.headers


def test_the_first_alternative_that_is_given_counts(library: Any, server: Server) -> None:
    with made(library, server, basic=("ann", "pw"), bearer="b") as client:
        server.reply(Reply(204))
        client.all.by_both()
    assert server.seen[0].headers["authorization"].startswith("Basic ")


def test_a_digest_answers_the_challenge(library: Any, server: Server) -> None:
    challenge = 'Digest realm="zoo", nonce="n", qop="auth", algorithm=MD5'
    with made(library, server, digest=("ann", "pw")) as client:
        server.reply(Reply(401, b"", {"www-authenticate": challenge}), Reply(204))
        client.all.by_digest()
    assert "authorization" not in server.seen[0].headers
    assert 'username="ann"' in server.seen[1].headers["authorization"]


def test_client_credentials_get_a_token_and_keep_it(library: Any, server: Server) -> None:
    given = library.ClientCredentials("id", "secret", ("read",))
    with made(library, server, oauth=given) as client:
        token = Reply(body={"access_token": "t1", "expires_in": 3600})
        server.reply(token, Reply(204), Reply(204))
        client.all.by_oauth()
        client.all.by_oauth()
    asked, first, second = server.seen
    assert (asked.target, asked.body) == ("/token", b"grant_type=client_credentials&scope=read")
    assert first.headers["authorization"] == second.headers["authorization"] == "Bearer t1"


# --- pages and tasks ------------------------------------------------------------------------------


def test_listings_by_link_headers_are_followed(calls: Any, server: Server) -> None:
    link = {"link": '</linked?page=2>; rel="next", </linked?page=9>; rel="last"'}
    server.reply(Reply(body=[{"id": 1}], headers=link), Reply(body=[{"id": 2}]))
    assert [one.id for one in calls.list_linked()] == [1, 2]
    assert sent(server) == "/linked?page=2"


def test_listings_by_page_numbers_end_with_an_empty_or_a_short_page(
    calls: Any, server: Server
) -> None:
    server.reply(Reply(body={"items": [{"id": 1}, {"id": 2}]}), Reply(body={"items": [{"id": 3}]}))
    assert [one.id for one in calls.list_numbered(per_page=2)] == [1, 2, 3]
    assert [seen.target for seen in server.seen] == [
        "/numbered?perPage=2",
        "/numbered?page=2&perPage=2",
    ]


def test_listings_go_on_as_their_extension_says(calls: Any, server: Server) -> None:
    server.reply(
        Reply(body={"found": {"rows": [{"id": 1}]}, "after": "x"}),
        Reply(body={"found": {"rows": [{"id": 2}]}}),
    )
    assert [one.id for one in calls.list_told()] == [1, 2]
    assert sent(server) == "/told?from=x"


def test_a_task_is_read_as_its_extension_says(library: Any, calls: Any, server: Server) -> None:
    errors = import_module("styles.errors")
    accepted = Reply(200, {"id": 1}, {"location": "/jobs/1"})
    at_once = {"retry-after": "0"}
    server.reply(
        accepted,
        Reply(body={"phase": "running"}, headers=at_once),
        Reply(body={"phase": "over"}),
    )
    assert calls.start_job().wait().phase == "over"
    server.reply(accepted, Reply(body={"phase": "lost", "why": "no hay"}))
    with pytest.raises(errors.TaskFailed, match="no hay"):
        calls.start_job().wait()


def test_the_events_of_a_task_are_taken_up_where_they_broke_off(
    calls: Any, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("styles.runtime.tasks.RECONNECT", 0.01)
    stream = {"content-type": "text/event-stream"}
    server.reply(
        Reply(202, b"", {"location": "/watched/1"}),
        Reply(body=b'id: 1\nevent: progress\ndata: {"done": 1}\n\n', headers=stream),
        Reply(body={"status": "pending"}),
        Reply(body=b'id: 2\nevent: status\ndata: {"status": "completed"}\n\n', headers=stream),
    )
    events = list(calls.start_watched().events())
    assert [(event.event, event.id) for event in events] == [("progress", "1"), ("status", "2")]
    assert server.seen[1].headers["accept"] == "text/event-stream"
    assert server.seen[3].headers["last-event-id"] == "1"


# --- one call -------------------------------------------------------------------------------------


def test_a_call_can_have_a_timeout_of_its_own(library: Any) -> None:
    errors = import_module("styles.errors")
    seen: list[Any] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.extensions["timeout"]["read"])
        raise httpx.ReadTimeout("late", request=request)

    with httpx.Client(transport=httpx.MockTransport(answer)) as http:
        client = library.StylesClient(base_url="http://x", http_client=http, timeout=5, retries=0)
        for options in (None, {"timeout": 0.5}, {"timeout": None}):
            with pytest.raises(errors.ConnectionFailed, match="late"):
                client.all.by_nothing(options=options)
    assert seen == [5, 0.5, None]


def test_retries_wait_as_they_are_told_and_are_counted(library: Any, server: Server) -> None:
    errors = import_module("styles.errors")
    with made(library, server, retries=1) as client:
        server.reply(Reply(503, b"", {"retry-after": "0.3"}), Reply(204))
        started = time.monotonic()
        client.all.by_nothing()
        assert time.monotonic() - started >= 0.3
        server.reply(*[Reply(503, b"", {"retry-after": "0"})] * 3)
        with pytest.raises(errors.ServiceUnavailable):
            client.all.by_nothing()
        assert len(server.seen) == 2
        server.reply(Reply(503, b"", {"retry-after": "3600"}))
        with pytest.raises(errors.ServiceUnavailable):
            client.all.by_nothing()
        assert len(server.seen) == 1
