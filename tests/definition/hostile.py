"""Inputs that were made to hurt: each a name, a file name, its content, and what is said of it."""

import io
import json
import stat
import zipfile
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

HEAD = b"openapi: 3.1.0\ninfo: {title: T, version: '1'}\n"


class Hostile(NamedTuple):
    """`says` is in the message; empty where the input is odd and still converts."""

    file: str
    content: Callable[[], bytes]
    says: str


def document(**fields: Any) -> bytes:
    """A definition in JSON."""
    head = {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}}
    return json.dumps({**head, **fields}).encode()


def with_schemas(schemas: dict[str, Any], first: str) -> bytes:
    """A definition whose one operation answers and takes the schema `first`."""
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{first}"}}}
    operation = {
        "requestBody": {"content": content},
        "responses": {"200": {"description": "", "content": content}},
    }
    return document(paths={"/a": {"post": operation}}, components={"schemas": schemas})


def reference(name: object) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def chain(length: int) -> bytes:
    schemas: dict[str, Any] = {
        f"s{number}": reference(f"s{number + 1}") for number in range(length)
    }
    return with_schemas({**schemas, f"s{length}": {"type": "string"}}, "s0")


def chain_of(keyword: str, length: int) -> bytes:
    schemas: dict[str, Any] = {
        f"s{number}": {keyword: [reference(f"s{number + 1}")]} for number in range(length)
    }
    return with_schemas({**schemas, f"s{length}": {"type": "string"}}, "s0")


def tower_of_properties(length: int) -> bytes:
    schemas: dict[str, Any] = {
        f"s{number}": {
            "type": "object",
            "required": ["a", "b"],
            "properties": {"a": reference(f"s{number + 1}"), "b": reference(f"s{number + 1}")},
        }
        for number in range(length)
    }
    return with_schemas({**schemas, f"s{length}": {"type": "string"}}, "s0")


def alias_bomb(levels: int, width: int, *, flow: bool) -> bytes:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    for level in range(1, levels):
        aliases = [f"*a{level - 1}"] * width
        inside = f"[{', '.join(aliases)}]" if flow else "".join(f"\n  - {one}" for one in aliases)
        lines.append(f"a{level}: &a{level} {inside}")
    return HEAD + "\n".join(lines).encode()


def merge_bomb(levels: int) -> bytes:
    lines = ["a0: &a0 {k0: 1}"]
    lines += [
        f"a{level}: &a{level} {{<<: [{', '.join([f'*a{level - 1}'] * 9)}], k{level}: 1}}"
        for level in range(1, levels)
    ]
    return HEAD + "\n".join(lines).encode()


def archive(entries: Iterable[tuple[str | zipfile.ZipInfo, bytes]]) -> bytes:
    """A zip archive of entries by name, in their order."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries:
            made.writestr(name, content)
    return file.getvalue()


def link(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


def zip_bomb() -> bytes:
    return archive([("openapi.yaml", HEAD), ("bomb.yaml", b"#" * (300 << 20))])


def damaged_archive() -> bytes:
    content = bytearray(archive([("openapi.yaml", HEAD)]))
    content[45:65] = b"\xff" * 20
    return bytes(content)


def archive_with_a_name_twice() -> bytes:
    names = archive([("openapi.yaml", HEAD), ("openapi.yamm", b"a: 1")])
    return names.replace(b"openapi.yamm", b"openapi.yaml")


def encrypted() -> bytes:
    content = bytearray(archive([("openapi.yaml", HEAD)]))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    return bytes(content)


def lying_archive() -> bytes:
    """Says that it unpacks to one byte."""
    content = bytearray(archive([("openapi.yaml", HEAD + b"#" * (100 << 20))]))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = content.index(mark) + offset
        content[start : start + 4] = (1).to_bytes(4, "little")
    return bytes(content)


BAD_INPUT: dict[str, Hostile] = {
    "alias bomb in flow style": Hostile("a.yaml", lambda: alias_bomb(20, 9, flow=True), "alias"),
    "alias bomb in block style": Hostile("a.yaml", lambda: alias_bomb(20, 9, flow=False), "alias"),
    "alias bomb below the limit": Hostile("a.yaml", lambda: alias_bomb(6, 9, flow=True), ""),
    "bomb of merge keys": Hostile("a.yaml", lambda: merge_bomb(20), "alias"),
    "alias inside its anchor": Hostile("a.yaml", lambda: HEAD + b"x-a: &a [*a]\n", "a.yaml:3:"),
    "deep arrays": Hostile("a.json", lambda: b"[" * 10_000 + b"]" * 10_000, "nested deeper"),
    "deep arrays without an end": Hostile("a.json", lambda: b"[" * 1_000_000, "nested deeper"),
    "deep objects": Hostile(
        "a.json", lambda: b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "nested deeper"
    ),
    "deep YAML flow": Hostile(
        "a.yaml", lambda: HEAD + b"x-a: " + b"[" * 10_000 + b"]" * 10_000, "a.yaml:3:"
    ),
    "deep YAML flow mappings": Hostile(
        "a.yaml", lambda: HEAD + b"x-a: " + b"{a: " * 10_000 + b"}" * 10_000, "a.yaml:3:"
    ),
    "deep YAML block": Hostile(
        "a.yaml",
        lambda: HEAD + b"".join(b" " * depth + b"a:\n" for depth in range(10_000)),
        "a.yaml:",
    ),
    "deep YAML sequences": Hostile(
        "a.yaml", lambda: HEAD + b"x-a:\n  " + b"- " * 10_000 + b"a\n", "a.yaml:4:"
    ),
    "object with a million keys": Hostile(
        "a.json", lambda: document(**{f"x-{number}": 1 for number in range(1_000_000)}), ""
    ),
    "mapping with many keys": Hostile(
        "a.yaml",
        lambda: HEAD + b"".join(b"x-%d: 1\n" % number for number in range(100_000)),
        "",
    ),
    "circle of pure references": Hostile(
        "a.json",
        lambda: with_schemas({"a": reference("b"), "b": reference("c"), "c": reference("a")}, "a"),
        "",
    ),
    "reference to itself": Hostile("a.json", lambda: with_schemas({"a": reference("a")}, "a"), ""),
    "reference into itself": Hostile(
        "a.json", lambda: with_schemas({"a": reference("a/b/c")}, "a"), ""
    ),
    "circle of path items": Hostile(
        "a.json",
        lambda: document(paths={"/a": {"$ref": "#/paths/~1b"}, "/b": {"$ref": "#/paths/~1a"}}),
        "",
    ),
    "cyclic allOf": Hostile(
        "a.json",
        lambda: with_schemas(
            {"a": {"allOf": [reference("b")]}, "b": {"allOf": [reference("a"), reference("b")]}},
            "a",
        ),
        "",
    ),
    "cyclic oneOf": Hostile(
        "a.json",
        lambda: with_schemas({"a": {"oneOf": [reference("a"), {"not": reference("a")}]}}, "a"),
        "",
    ),
    "chain of 100,000 references": Hostile("a.json", lambda: chain(100_000), ""),
    "chain of 20,000 allOf": Hostile("a.json", lambda: chain_of("allOf", 20_000), ""),
    "chain of 20,000 oneOf": Hostile("a.json", lambda: chain_of("oneOf", 20_000), ""),
    "tower of properties": Hostile("a.json", lambda: tower_of_properties(60), ""),
    "path of 10,000 segments": Hostile(
        "a.json", lambda: document(paths={"/a" * 10_000: {"get": {"responses": {}}}}), ""
    ),
    "paths of many segments": Hostile(
        "a.json",
        lambda: document(paths={f"/a{'/b' * n}": {"get": {}} for n in range(300)}),
        "",
    ),
    "invalid UTF-8 in JSON": Hostile("a.json", lambda: b'{"a": "\xff"}', "a.json:1:8: byte 0xff"),
    "invalid UTF-8 in YAML": Hostile("a.yaml", lambda: HEAD + b"x-a: \xc3(", "a.yaml:3:6: byte"),
    "surrogates as UTF-8": Hostile("a.json", lambda: b'{"a": "\xed\xa0\x80"}', "a.json:1:8: byte"),
    "half a surrogate pair": Hostile("a.json", lambda: b'{"a": "\\ud800"}', "a.json:1:"),
    "UTF-16": Hostile("a.json", lambda: document().decode().encode("utf-16"), "save it as UTF-8"),
    "UTF-16 without a mark": Hostile(
        "a.json", lambda: document().decode().encode("utf-16-le"), "save it as UTF-8"
    ),
    "UTF-32": Hostile("a.yaml", lambda: HEAD.decode().encode("utf-32"), "save it as UTF-8"),
    "byte order mark in JSON": Hostile("a.json", lambda: b"\xef\xbb\xbf" + document(), ""),
    "byte order mark in YAML": Hostile("a.yaml", lambda: b"\xef\xbb\xbf" + HEAD, ""),
    "duplicate key in JSON": Hostile("a.json", lambda: b'{"a": 1, "a": 2}', "a.json:1:"),
    "duplicate key in YAML": Hostile("a.yaml", lambda: HEAD + b"openapi: 3.0.0\n", "a.yaml:3:1:"),
    "NaN in JSON": Hostile("a.json", lambda: b'{"a": NaN}', "a.json:1:7:"),
    "Infinity in JSON": Hostile("a.json", lambda: b'{"a": -Infinity}', "a.json:1:"),
    "infinite numbers in YAML": Hostile(
        "a.yaml",
        lambda: (
            HEAD + b"paths: {/a: {post: {requestBody: {content: {application/json: {example: "
            b"[.inf, -.inf, .nan, 1e400]}}}}}}\n"
        ),
        "",
    ),
    "number out of range in JSON": Hostile(
        "a.json",
        lambda: with_schemas({"a": {"example": "X", "maximum": "X"}}, "a").replace(
            b'"X"', b"-1e400"
        ),
        "",
    ),
    "number of 100,000 digits in JSON": Hostile(
        "a.json",
        lambda: with_schemas({"a": {"example": "X"}}, "a").replace(b'"X"', b"9" * 100_000),
        "a.json:1:",
    ),
    "number of 100,000 digits in YAML": Hostile(
        "a.yaml", lambda: HEAD + b"x-a: " + b"9" * 100_000, "digits"
    ),
    "number of 4,000 digits": Hostile(
        "a.json",
        lambda: with_schemas({"a": {"type": "integer", "minimum": "X"}}, "a").replace(
            b'"X"', b"9" * 4_000
        ),
        "",
    ),
    "limits without bounds": Hostile(
        "a.json",
        lambda: with_schemas(
            {
                "a": {
                    "type": "object",
                    "properties": {
                        "s": {"type": "string", "minLength": 10**9},
                        "l": {"type": "array", "minItems": 10**9, "items": {"type": "string"}},
                        "p": {"type": "string", "pattern": "^(a{9999}){9999}$"},
                        "q": {"type": "string", "pattern": "^(a+)+$", "minLength": 9999},
                        "m": {"type": "number", "multipleOf": 1e-300, "minimum": 0.1},
                        "n": {"type": "object", "minProperties": 10**9},
                    },
                    "required": ["s", "l", "p", "q", "m", "n"],
                }
            },
            "a",
        ),
        "",
    ),
    "YAML with one line of 10 MB": Hostile(
        "a.yaml", lambda: HEAD + b"x-a: '" + b"a " * (5 << 20) + b"'\n", ""
    ),
    "YAML with one list of 2 MB on one line": Hostile(
        "a.yaml", lambda: HEAD + b"x-a: [" + b"ab, " * (1 << 19) + b"]\n", ""
    ),
    "one word of 10 MB": Hostile("a.yaml", lambda: b"a" * (10 << 20), "a.yaml"),
    "one key of 10 MB": Hostile("a.yaml", lambda: b"a" * (10 << 20) + b": 1", "a.yaml"),
    "many documents": Hostile("a.yaml", lambda: (HEAD + b"---\n") * 100_000, "more than one"),
    "many empty documents": Hostile("a.yaml", lambda: b"---\n" * 1_000_000, "more than one"),
    "directives": Hostile("a.yaml", lambda: b"%YAML 1.2\n%TAG ! tag:x,2000:\n---\n" + HEAD, ""),
    "a directive of no kind": Hostile("a.yaml", lambda: b"%FOO bar\n---\n" + HEAD, ""),
    "a directive without a document": Hostile("a.yaml", lambda: b"%YAML 1.2\n", "a.yaml"),
    "two versions": Hostile("a.yaml", lambda: b"%YAML 1.2\n%YAML 1.2\n---\n" + HEAD, "a.yaml"),
    "many directives": Hostile("a.yaml", lambda: b"%FOO bar\n" * 100_000 + b"---\n" + HEAD, ""),
    "unterminated JSON string": Hostile("a.json", lambda: b'{"a": "' + b"a" * 10**6, "a.json:1:"),
    "unterminated double quotes": Hostile("a.yaml", lambda: b'a: "' + b"a\n" * 10**5, "a.yaml:"),
    "unterminated single quotes": Hostile("a.yaml", lambda: b"a: '" + b"a " * 10**6, "a.yaml:"),
    "unterminated flow": Hostile("a.yaml", lambda: b"a: [" + b"a, " * 10**5, "a.yaml:"),
    "unterminated flow mapping": Hostile("a.yaml", lambda: b"a: {" + b"a, " * 10**5, "a.yaml:"),
    "unterminated tag": Hostile("a.yaml", lambda: b"a: !<" + b"a" * 10**6, "a.yaml:"),
    "block scalar without an end": Hostile(
        "a.yaml", lambda: HEAD + b"x: |\n " + b"a\n " * 10**5, ""
    ),
    "many anchors": Hostile(
        "a.yaml", lambda: HEAD + b"".join(b"x-%d: &a%d 1\n" % (n, n) for n in range(50_000)), ""
    ),
    "many question marks": Hostile("a.yaml", lambda: b"? " * 100_000, "a.yaml:"),
    "many colons": Hostile("a.yaml", lambda: b": " * 100_000, "a.yaml:"),
    "many brackets that close": Hostile("a.yaml", lambda: b"]" * 100_000, "a.yaml:"),
    "many exclamation marks": Hostile("a.yaml", lambda: b"! " * 100_000, "a.yaml:"),
    "many tabs": Hostile("a.yaml", lambda: b"a:\n" + b"\t" * 1_000_000 + b"b: 1", "a.yaml:"),
    "control characters": Hostile("a.yaml", lambda: b"a: \x00\x01\x02", "a.yaml:1:"),
    "nothing but zeros": Hostile("a.yaml", lambda: b"\0" * 1_000_000, "a.yaml:1:1:"),
    "zip bomb": Hostile("a.zip", zip_bomb, "unpacks to over"),
    "zip that lies about its size": Hostile("a.zip", lying_archive, "zip"),
    "zip of many files": Hostile(
        "a.zip", lambda: archive((f"{n}.yaml", b"") for n in range(10_001)), "over 10,000 files"
    ),
    "zip with a path that leads out": Hostile(
        "a.zip",
        lambda: archive([("../openapi.yaml", HEAD)]),
        "'../openapi.yaml' has a path that leads out",
    ),
    "zip with an absolute path": Hostile(
        "a.zip",
        lambda: archive([("/etc/openapi.yaml", HEAD)]),
        "openapi.yaml' has an absolute path",
    ),
    "zip with a drive letter": Hostile(
        "a.zip", lambda: archive([("C:/openapi.yaml", HEAD)]), "openapi.yaml' has an absolute path"
    ),
    "zip with a backslash": Hostile(
        "a.zip", lambda: archive([("..\\openapi.yaml", HEAD)]), "has a backslash"
    ),
    "zip with a symbolic link": Hostile(
        "a.zip",
        lambda: archive([("openapi.yaml", HEAD), (link("a.yaml"), b"/etc/passwd")]),
        "'a.yaml' is a symbolic link",
    ),
    "encrypted zip": Hostile("a.zip", encrypted, "'openapi.yaml' is encrypted"),
    "zip in a zip": Hostile(
        "a.zip", lambda: archive([("a.zip", archive([("openapi.yaml", HEAD)]))]), "holds no .json"
    ),
    "half a zip": Hostile(
        "a.zip", lambda: archive([("openapi.yaml", HEAD)])[:60], "the zip archive is damaged"
    ),
    "zip with damaged content": Hostile("a.zip", damaged_archive, "the zip archive is damaged"),
    "zip with a name twice": Hostile(
        "a.zip", archive_with_a_name_twice, "entry 'openapi.yaml' stands twice"
    ),
    "empty zip": Hostile("a.zip", lambda: archive([]), "holds no .json"),
}
