"""Inputs made to hurt: a clear answer, in bounded time and memory, and never a crash.

Each runs through the whole command in a process of its own, measured from a small one around it:
the command may leave without a last word, and start others. The promise is 2 s and 512 MB; the
time is the processor's, and allowed twice as much, since machines that test are slow ones.
"""

import random
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hostile import BAD_INPUT, Hostile, archive
from hypothesis import given
from hypothesis import strategies as st

import pressroom
from definitions import PETS
from pressroom.errors import DefinitionError
from processes import clean_environment

SECONDS = 2 * 2.0
MEGABYTES = 512
MEASURED = """
import resource, subprocess, sys
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
ran = subprocess.run([sys.executable, "-m", "pressroom", *sys.argv[1:]])
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
kilobytes = usage.ru_maxrss // (1024 if sys.platform == "darwin" else 1)
print(usage.ru_utime + usage.ru_stime, kilobytes / 1024)
sys.exit(ran.returncode)
"""


@pytest.mark.parametrize("case", BAD_INPUT.values(), ids=BAD_INPUT)
def test_hostile_input_gets_a_clear_answer_in_time(case: Hostile, tmp_path: Path) -> None:
    source, out = tmp_path / case.file, tmp_path / "out.json"
    source.write_bytes(case.content())
    ran = subprocess.run(
        [sys.executable, "-c", MEASURED, "convert", str(source), "-o", str(out)],
        capture_output=True,
        text=True,
        timeout=100,
        env=clean_environment(),
        check=False,
    )
    assert "Traceback" not in ran.stderr
    lines = [line for line in ran.stderr.splitlines() if ": warning: " not in line]
    assert len(lines) == 1
    assert ran.returncode == (2 if case.says else 0), ran.stderr
    assert case.says in ran.stderr
    assert out.exists() == (not case.says)
    seconds, megabytes = map(float, ran.stdout.split())
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


@pytest.mark.parametrize(
    "case",
    [case for case in BAD_INPUT.values() if case.says],
    ids=[name for name, case in BAD_INPUT.items() if case.says],
)
def test_the_library_raises_nothing_but_definition_errors(case: Hostile) -> None:
    content = case.content()
    with pytest.raises(DefinitionError) as caught:
        pressroom.load(content)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "case",
    [case for case in BAD_INPUT.values() if case.says and not case.file.endswith(".zip")],
    ids=[name for name, case in BAD_INPUT.items() if case.says and case.file[-4:] != ".zip"],
)
def test_a_list_and_an_archive_are_as_safe_as_a_file(case: Hostile) -> None:
    content = case.content()
    with pytest.raises(DefinitionError) as listed:
        pressroom.load([{"path": case.file, "content": content}])
    assert case.says in str(listed.value)
    with pytest.raises(DefinitionError):
        pressroom.load(archive([(case.file, content)]))


JSON = b"""{"openapi": "3.0.3", "info": {"title": "Pets", "version": "1"},
"servers": [{"url": "/"}], "paths": {"/pets/{id}": {
"parameters": [{"$ref": "#/components/parameters/id"}], "put": {
"requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}},
"responses": {"2XX": {"description": "", "headers": {"X-A": {"schema": {"type": "integer"}}}}}}}},
"components": {"parameters": {"id": {"name": "id", "in": "path", "schema": {"type": "string"}}},
"schemas": {"Pet": {"allOf": [{"$ref": "#/components/schemas/Pet"}, {"properties": {"a": {
"type": "array", "items": {"oneOf": [{"enum": [1, null]}, {"pattern": "^a{2,3}$"}]}}}}]}}}}"""
PIECES = [
    *(
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b":",
        b'"',
        b"'",
        b"\\",
        b"\n",
        b"  ",
        b"\t",
        b"#",
        b"- ",
        b"? ",
    ),
    *(b"&a ", b"*a", b"<<: ", b"!!set ", b"!a ", b"| ", b"> ", b"%YAML 1.2\n", b"---\n", b"...\n"),
    *(
        b"\0",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\xc2",
        b"\\u0024",
        b"\\ud800",
        b"$ref",
        b"#/",
        b"~1",
        b"%",
    ),
    *(b"null", b"true", b"1e999", b"-0", b".nan", b"9" * 400, b"allOf", b"$id", b"$anchor", b"2.0"),
]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A small definition in JSON or YAML, cut and patched in a few places."""
    content = draw(st.sampled_from([JSON, PETS.encode()]))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = start + draw(st.integers(0, 12))
        piece = draw(st.sampled_from(PIECES) | st.binary(max_size=3))
        content = content[:start] + piece + content[end:]
    return content


@given(mutated())
def test_a_mutated_definition_is_converted_or_refused(content: bytes) -> None:
    with suppress(DefinitionError):
        pressroom.convert(pressroom.load(content))


@given(st.binary(max_size=300) | st.binary(max_size=100).map(lambda end: b"PK\x03\x04" + end))
def test_any_bytes_are_refused_with_a_place_or_a_remedy(content: bytes) -> None:
    with pytest.raises(DefinitionError):
        pressroom.load(content)


@given(st.randoms(use_true_random=False), st.integers(1, 3))
def test_a_mutated_archive_is_read_or_refused(dice: random.Random, changes: int) -> None:
    content = bytearray(archive([("openapi.yaml", PETS.encode()), ("a/b.json", b"{}")]))
    for _ in range(changes):
        content[dice.randrange(len(content))] = dice.randrange(256)
    with suppress(DefinitionError):
        pressroom.load(bytes(content))
