"""References to the network: refused, but for hosts that were allowed by name."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

import pressroom
from pressroom.definition import Limits
from pressroom.errors import DefinitionError, DefinitionTooLarge, MissingReference, SettingsError
from pressroom.files import read_definition
from pressroom.network import Fetcher


@contextmanager
def web(pages: dict[str, bytes | str]) -> Iterator[tuple[str, list[str]]]:
    """A web server of pages by path, a `str` being a redirect; its address, and what was asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            page = pages.get(self.path)
            self.send_response(404 if page is None else 302 if isinstance(page, str) else 200)
            if isinstance(page, str):
                self.send_header("Location", page)
            self.end_headers()
            self.wfile.write(page if isinstance(page, bytes) else b"")

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


def definition(*references: str) -> bytes:
    lines = [f"    s{index}: {{$ref: '{name}'}}" for index, name in enumerate(references)]
    return "\n".join(["openapi: 3.1.0", "components:", "  schemas:", *lines]).encode()


def test_nothing_is_fetched_unless_its_host_is_allowed() -> None:
    with web({"/a.yaml": b"{}"}) as (address, asked):
        content = definition(f"{address}/a.yaml")
        for hosts in ([], ["example.com"], [address.removeprefix("http://")], ["http://127.0.0.1"]):
            with pytest.raises(MissingReference):
                pressroom.load(content, allow_hosts=hosts, strict=True)
        assert asked == []


def test_files_from_an_allowed_host_are_fetched_once_with_what_they_refer_to() -> None:
    pages: dict[str, bytes | str] = {
        "/x/a.yaml": b"one: {$ref: 'b.json#/t'}\ntwo: {$ref: '#/one'}",
        "/x/b.json": b'{"t": {"$ref": "../c"}, "u": {"$ref": "https://elsewhere.example/d"}}',
        "/c": b"type: string",
    }
    with web(pages) as (address, asked):
        content = definition(f"{address}/x/a.yaml#/one", f"{address}/x/a.yaml#/two")
        read = read_definition(content, allow_hosts=[address])
    assert read.root == "openapi.yaml"
    assert read.files == {
        "openapi.yaml": content,
        **{f"{address}{path}": page for path, page in pages.items()},
    }
    assert sorted(asked) == sorted(pages)


def test_a_host_of_another_port_or_scheme_is_another_host() -> None:
    fetcher = Fetcher(["example.com", "b.example:8443", "http://plain.example", "[::1]:9"])
    assert fetcher.allows("https://example.com/a")
    assert fetcher.allows("https://EXAMPLE.com:443/a")
    assert fetcher.allows("https://b.example:8443/")
    assert fetcher.allows("http://plain.example/a?b")
    assert fetcher.allows("https://[::1]:9/")
    for url in (
        *("http://example.com/a", "https://example.com:8443/", "https://b.example/", "https://a"),
        *("https://example.com.evil/", "https://example.com@evil/", "https://plain.example/"),
        *("file:///etc/passwd", "https://[::1/", "https://example.com:x/", "https://", "a.yaml"),
    ):
        assert not fetcher.allows(url), url


@pytest.mark.parametrize("host", ["", "ftp://a", "a/b", "https://a/b", "a:b", "u@a", "a?b", "//"])
def test_what_is_no_host_is_refused_with_the_remedy(host: str) -> None:
    with pytest.raises(SettingsError, match="is no host; allow one as"):
        Fetcher([host])


def test_redirects_stay_on_allowed_hosts() -> None:
    pages: dict[str, bytes | str] = {
        "/a": "/b",
        "/b": b"{}",
        "/away": "http://elsewhere.example/a",
        "/round": "/round",
    }
    with web(pages) as (address, _):
        assert Fetcher([address]).fetch(f"{address}/a", 10) == b"{}"
        with pytest.raises(DefinitionError, match=r"redirects to 'http://elsewhere.*allow it"):
            Fetcher([address]).fetch(f"{address}/away", 10)
        with pytest.raises(DefinitionError, match="redirects again and again"):
            Fetcher([address]).fetch(f"{address}/round", 10)


def test_what_cannot_be_fetched_is_named() -> None:
    with web({"/large": b"#" * 1000}) as (address, _):
        with pytest.raises(DefinitionError, match=rf"^{address}/none: the server answers 404"):
            pressroom.load(definition(f"{address}/none"), allow_hosts=[address])
        content = definition(f"{address}/large")
        with pytest.raises(DefinitionTooLarge, match=rf"^{address}/large: .*raise the limit"):
            pressroom.load(
                content, allow_hosts=[address], limits=Limits(file_bytes=len(content) + 999)
            )
    with pytest.raises(DefinitionError, match=rf"^{address}/large: it can't be fetched: "):
        pressroom.load(definition(f"{address}/large"), allow_hosts=[address])
