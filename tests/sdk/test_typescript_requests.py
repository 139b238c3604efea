"""What generated TypeScript libraries send: every style, every body, every credential.

The definition is that of the Python library's tests.
"""

import hashlib
import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from sdk.libraries import Reply, Server
from sdk.nodejs import Node, Thrown, compiled, written
from sdk.plans import definition
from sdk.test_python_requests import DEEP, LETTERS, OWNER, PATHS, SCHEMES, tagged

Json = Any
Call = Callable[..., Any]
SOON = {"retry-after": "0"}


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    described = definition(paths=tagged(PATHS), components={"securitySchemes": SCHEMES})
    started = Node(compiled(written(described, tmp_path_factory.mktemp("styles"), "styles")))
    yield started
    started.close()


@pytest.fixture
def calls(node: Node, server: Server) -> Call:
    """Runs a script that has the service of all operations, of a client with these settings."""

    def call(script: str, settings: Json = None, **given: Json) -> Any:
        made = "const all = new StylesClient({ baseUrl: url, ...settings }).all;\n"
        return node(made + script, url=server.url, settings=settings or {}, **given)

    return call


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("simplePlain", "/a,b%20c/x,1,y,2%2C3/o"),
        ("simpleWhole", "/a,b%20c/x=1,y=2%2C3/o"),
        ("labelPlain", "/.a,b%20c/.x,1,y,2%2C3/.o"),
        ("labelWhole", "/.a.b%20c/.x=1.y=2%2C3/.o"),
        ("matrixPlain", "/;list=a,b%20c/;object=x,1,y,2%2C3/;one=o"),
        ("matrixWhole", "/;list=a;list=b%20c/;x=1;y=2%2C3/;one=o"),
    ],
)
def test_paths_have_every_style(calls: Call, server: Server, method: str, expected: str) -> None:
    """OpenAPI 3.1, Parameter Object, Style Examples."""
    server.reply(Reply(204))
    calls(f"await all.{method}(letters, owner, 'o');", letters=LETTERS, owner=OWNER)
    assert server.seen[-1].target.endswith(expected)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"formWholeList": LETTERS}, "formWholeList=a&formWholeList=b%20c"),
        ({"formList": LETTERS}, "formList=a,b%20c"),
        ({"formWholeObject": OWNER}, "x=1&y=2%2C3"),
        ({"formObject": OWNER}, "formObject=x,1,y,2%2C3"),
        ({"spaced": LETTERS}, "spaced=a%20b%20c"),
        ({"piped": LETTERS}, "piped=a%7Cb%20c"),
        ({"deep": {"a": {"b": 1}, "c": [2, 3]}}, DEEP),
        ({"open": "a/b?c=d&e#f"}, "open=a/b?c=d%26e%23f"),
        ({"asJson": OWNER}, "asJson=%7B%22x%22%3A%221%22%2C%22y%22%3A%222%2C3%22%7D"),
        ({"flag": True}, "flag=true"),
        ({"flag": None}, ""),
    ],
)  # fmt: skip
def test_queries_have_every_style(calls: Call, server: Server, given: Json, expected: str) -> None:
    server.reply(Reply(204))
    calls("await all.query(given);", given=given)
    assert urlsplit(server.seen[-1].target).query == expected


def test_headers_and_cookies_have_their_styles(calls: Call, server: Server) -> None:
    server.reply(Reply(204))
    given = {"xList": LETTERS, "xWhole": OWNER, "cookieList": LETTERS}
    calls("await all.headers(given);", given=given)
    headers = server.seen[0].headers
    assert (headers["x-list"], headers["x-whole"]) == ("a,b c", "x=1,y=2,3")
    assert headers["cookie"] == "cookieList=a,b%20c"
    with pytest.raises(Thrown, match="line break"):
        calls("await all.headers({ xList: ['a\\r\\nevil: 1'] });")


# --- bodies ---------------------------------------------------------------------------------------


def test_forms_are_written_by_their_encoding(calls: Call, server: Server) -> None:
    server.reply(Reply(204))
    body = {"tags": LETTERS, "piped": LETTERS, "meta": OWNER, "text": "ü&"}
    calls("await all.sendForm({ body });", body=body)
    fields = parse_qs(server.seen[0].body.decode())
    assert fields["tags"] == LETTERS
    assert unquote(fields["piped"][0]) == "a|b c"
    assert json.loads(fields["meta"][0]) == OWNER
    assert fields["text"] == ["ü&"]
    assert server.seen[0].headers["content-type"] == "application/x-www-form-urlencoded"


def test_lines_of_json_are_sent_one_by_one(calls: Call, server: Server) -> None:
    server.reply(Reply(204))
    calls("await all.sendLines({ body: [{ id: 1 }, { id: 2 }] });")
    assert server.seen[0].body == b'{"id":1}\n{"id":2}\n'
    assert server.seen[0].headers["content-type"] == "application/x-ndjson"


def test_raw_content_is_sent_from_text_bytes_blobs_and_streams(
    calls: Call, server: Server, tmp_path: Path
) -> None:
    file = tmp_path / "x.bin"
    file.write_bytes(b"abc")
    for given in (
        '"abc"',
        "new TextEncoder().encode('abc')",
        "new TextEncoder().encode('abc').buffer",
        "new Blob(['a', 'bc'])",
        "new Blob(['abc']).stream()",
        "(async function* () { yield new Uint8Array([97]); yield new Uint8Array([98, 99]); })()",
        "(await import('node:fs')).createReadStream(path)",
        "{ content: 'abc', mediaType: 'application/octet-stream' }",
    ):
        server.reply(Reply(204))
        calls(f"await all.sendRaw({{ body: {given} }});", path=str(file))
        assert server.seen[0].body == b"abc", given
        assert server.seen[0].headers["content-type"] == "application/octet-stream"


def test_what_may_have_any_media_type_is_json(calls: Call, server: Server) -> None:
    server.reply(Reply(body={"id": 8}))
    assert calls("return await all.sendAny({ body: { id: 7 } });") == {"id": 8}
    assert server.seen[0].headers["content-type"] == "application/json"
    assert server.seen[0].headers["accept"] == "application/json"


# --- credentials ----------------------------------------------------------------------------------

ANN = {"username": "ann", "password": "pw"}


def test_every_kind_of_credential_is_sent(calls: Call, server: Server) -> None:
    settings = {"basic": ANN, "scheme": "t0", "cookie": "c", "inQuery": "k", "bearer": "b"}
    server.reply(*[Reply(204)] * 6)
    calls(
        """await all.byBasic(); await all.byScheme(); await all.byCookie();
        await all.byQuery(); await all.byBoth(); await all.byNothing();""",
        settings,
    )
    basic, scheme, cookie, query, both, nothing = server.seen
    assert basic.headers["authorization"] == "Basic YW5uOnB3"
    assert scheme.headers["authorization"] == "Token t0"
    assert cookie.headers["cookie"] == "session=c"
    assert query.target == "/in-query?key=k"
    assert (both.headers["authorization"], both.target) == ("Bearer b", "/both?key=k")
    assert "authorization" not in nothing.headers


def test_the_first_alternative_that_is_given_counts(calls: Call, server: Server) -> None:
    server.reply(Reply(204))
    calls("await all.byBoth();", {"basic": ANN, "bearer": "b"})
    assert server.seen[0].headers["authorization"].startswith("Basic ")


def _answer_to(hash_name: str, header: str, nonce: str, uri: str) -> str:
    def hashed(text: str) -> str:
        return hashlib.new(hash_name, text.encode()).hexdigest()

    found = dict(re.findall(r'(\w+)="?([^",]*)"?', header))
    assert (found["nonce"], found["uri"], found["username"]) == (nonce, uri, "ann")
    secret, asked = hashed("ann:zoo, \\ land:pw"), hashed(f"GET:{uri}")
    counted = f"{nonce}:{found['nc']}:{found['cnonce']}:auth"
    assert found["response"] == hashed(f"{secret}:{counted}:{asked}")
    return found["nc"]


@pytest.mark.parametrize(("algorithm", "hash_name"), [("MD5", "md5"), ("SHA-256", "sha256")])
def test_a_digest_answers_the_challenge(
    calls: Call, server: Server, algorithm: str, hash_name: str
) -> None:
    """The password isn't sent; the challenge is remembered; a wrong password isn't tried again."""
    challenge = (
        f'Digest realm="zoo, \\\\ land", nonce="n1", qop="auth,auth-int", algorithm={algorithm}'
    )
    refused = Reply(401, b"", {"www-authenticate": challenge})
    server.reply(refused, Reply(204), Reply(204), refused)
    calls("await all.byDigest(); await all.byDigest();", {"digest": ANN})
    assert "authorization" not in server.seen[0].headers
    headers = [seen.headers["authorization"] for seen in server.seen[1:]]
    counts = [_answer_to(hash_name, header, "n1", "/digest") for header in headers]
    assert counts == ["00000001", "00000002"]
    server.reply(refused, refused, Reply(204))
    with pytest.raises(Thrown, match="Unauthorized"):
        calls("await all.byDigest();", {"digest": ANN})
    assert len(server.seen) == 2


def test_client_credentials_get_a_token_and_keep_it(calls: Call, server: Server) -> None:
    given = {"clientId": "id", "clientSecret": "secret", "scopes": ["read"]}
    token = Reply(body={"access_token": "t1", "expires_in": 3600})
    server.reply(token, Reply(204), Reply(204))
    calls("await Promise.all([all.byOAuth(), all.byOAuth()]);", {"oauth": given})
    asked, first, second = server.seen
    assert (asked.target, asked.body) == ("/token", b"grant_type=client_credentials&scope=read")
    assert first.headers["authorization"] == second.headers["authorization"] == "Bearer t1"
    server.reply(Reply(401, {"error": "invalid_client"}), token, Reply(204))
    with pytest.raises(Thrown, match=r"no token from .*/token: status 401"):
        calls("await all.byOAuth();", {"oauth": given})
    with pytest.raises(Thrown, match=r"SdkError: no token from http://127.0.0.1:9/token: "):
        calls("await all.byOAuth();", {"oauth": given, "baseUrl": "http://127.0.0.1:9"})


# --- pages and tasks ------------------------------------------------------------------------------


def test_listings_by_link_headers_are_followed(calls: Call, server: Server) -> None:
    link = {"link": '</linked?page=9>; rel="last", </linked?page=2>; title="a, b"; rel="next"'}
    server.reply(Reply(body=[{"id": 1}], headers=link), Reply(body=[{"id": 2}]))
    assert calls("return await all.listLinked().toArray();") == [{"id": 1}, {"id": 2}]
    assert server.seen[-1].target == "/linked?page=2"


def test_listings_by_page_numbers_end_with_an_empty_or_a_short_page(
    calls: Call, server: Server
) -> None:
    server.reply(Reply(body={"items": [{"id": 1}, {"id": 2}]}), Reply(body={"items": [{"id": 3}]}))
    found = calls("return await all.listNumbered({ perPage: 2 }).toArray();")
    assert [one["id"] for one in found] == [1, 2, 3]
    assert [seen.target for seen in server.seen] == [
        "/numbered?perPage=2",
        "/numbered?page=2&perPage=2",
    ]


def test_listings_go_on_as_their_extension_says(calls: Call, server: Server) -> None:
    pages = (
        Reply(body={"found": {"rows": [{"id": 1}]}, "after": "x"}),
        Reply(body={"found": {"rows": [{"id": 2}]}}),
    )
    server.reply(*pages)
    assert calls("return await all.listTold().toArray();") == [{"id": 1}, {"id": 2}]
    assert server.seen[-1].target == "/told?from=x"
    server.reply(*pages)
    assert calls("return await all.listTold().toArray(1);") == [{"id": 1}]
    assert len(server.seen) == 1


def test_a_task_is_read_as_its_extension_says(calls: Call, server: Server) -> None:
    accepted = Reply(200, {"id": 1}, {"location": "/jobs/1"})
    server.reply(
        accepted, Reply(body={"phase": "running"}, headers=SOON), Reply(body={"phase": "over"})
    )
    assert calls("return (await (await all.startJob()).wait()).phase;") == "over"
    server.reply(accepted, Reply(body={"phase": "lost", "why": "no hay"}))
    with pytest.raises(Thrown, match="no hay"):
        calls("await (await all.startJob()).wait();")


def test_the_events_of_a_task_are_taken_up_where_they_broke_off(
    calls: Call, server: Server
) -> None:
    stream = {"content-type": "text/event-stream"}
    server.reply(
        Reply(202, b"", {"location": "/watched/1"}),
        Reply(body=b'id: 1\nevent: progress\ndata: {"done": 1}\n\n', headers=stream),
        Reply(body={"status": "pending"}),
        Reply(body=b'id: 2\nevent: status\ndata: {"status": "completed"}\n\n', headers=stream),
    )
    events = calls(
        """const told = [];
        for await (const one of (await all.startWatched()).events()) told.push([one.event, one.id]);
        return told;"""
    )
    assert events == [["progress", "1"], ["status", "2"]]
    assert server.seen[1].headers["accept"] == "text/event-stream"
    assert server.seen[3].headers["last-event-id"] == "1"


# --- one call -------------------------------------------------------------------------------------


def test_retries_wait_as_they_are_told_and_are_counted(calls: Call, server: Server) -> None:
    server.reply(Reply(503, b"", {"retry-after": "0.3"}), Reply(204))
    started = time.monotonic()
    calls("await all.byNothing();", {"retries": 1})
    assert time.monotonic() - started >= 0.3
    server.reply(*[Reply(503, b"", SOON)] * 3)
    with pytest.raises(Thrown, match="ServiceUnavailable"):
        calls("await all.byNothing();", {"retries": 1})
    assert len(server.seen) == 2
    server.reply(*[Reply(503, b"", SOON)] * 3)
    with pytest.raises(Thrown, match="ServiceUnavailable"):
        calls("await all.byNothing({ retries: 0 });")
    assert len(server.seen) == 1
