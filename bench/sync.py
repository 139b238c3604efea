"""Sync beside the anchor's `syncCollection`, and over years of GitHub's definition.

    python bench/sync.py

Both sides go through the scenarios of `tests/collection/sync_scenarios.yaml`: each converts the
definition before, the same edits are made to either collection, and each syncs with the definition
after. Then four releases of npm `@octokit/openapi`, about a year apart, are synced one after the
other, with 200 seeded edits between; every edit carries a mark that is looked for in the result.

Writes the tables of `docs/sync.md`.
"""

import json
import os
import subprocess
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import cache

import pressroom

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "tests"), str(HERE.parent / "tests" / "collection")]

from sync_scenarios import edited, outcome, scenarios, written  # noqa: E402
from sync_strategies import EDITS, Editor  # noqa: E402

PAGE = HERE.parent / "docs" / "sync.md"
MARK = "<!-- From here on written by make bench-sync. -->\n"
RELEASES = ("12.0.0", "14.0.0", "16.0.0", "19.1.0", "23.0.2")
EDITS_BETWEEN = 200

Json = Any


def ours(scenario: Json) -> list[str]:
    """What is wrong with our result."""
    options = pressroom.Options.from_dialect(scenario.get("options", {}))
    before, after = (pressroom.load(written(scenario[side])) for side in ("before", "after"))
    base = pressroom.encode(pressroom.convert(before, options))
    current = json.dumps(edited(json.loads(base), scenario["edit"])).encode()
    sync = scenario.get("sync", {})
    chosen = pressroom.SyncOptions(
        sync.get("deleteOrphanedRequests", False), sync.get("syncExamples", True)
    )
    synced = pressroom.sync(current, after, base=base, options=options, sync_options=chosen)
    return outcome(synced.collection, scenario["expected"])


def anchors(every: list[Json]) -> list[list[str]]:
    """What is wrong with the anchor's results, with `syncExamples` on as it is with us."""
    asked = [{"definition": one["before"], "options": one.get("options", {})} for one in every]
    made = _anchor("convert", asked)
    found: list[list[str] | None] = [None] * len(every)
    waiting = []
    for place, (one, collection) in enumerate(zip(every, made, strict=True)):
        try:
            current = edited(collection, one["edit"])
        except (LookupError, TypeError, ValueError) as error:
            found[place] = [f"can't be edited: {error}"]
            continue
        sync = {"syncExamples": True, **one.get("sync", {})}
        job = {"definition": one["after"], "options": one.get("options", {}), "sync": sync}
        waiting.append((place, {**job, "collection": current}))
    results = _anchor("sync", [job for _, job in waiting])
    for (place, _), result in zip(waiting, results, strict=True):
        expected = every[place]["expected"]
        found[place] = (
            [f"fails: {result['error']}"] if "error" in result else outcome(result, expected)
        )
    return [problems or [] for problems in found]


def _anchor(kind: str, asked: list[Json]) -> list[Json]:
    ran = subprocess.run(
        ["node", HERE / "sync.mjs", kind],
        input=json.dumps(asked).encode(),
        env={**os.environ, "PRESSROOM_BENCH_MODULES": str(cache.installed())},
        capture_output=True,
    )
    if ran.returncode:
        raise SystemExit(ran.stderr.decode())
    return json.loads(ran.stdout)  # type: ignore[no-any-return]


def release(version: str) -> bytes:
    """GitHub's definition as a release of the package has it, kept in the cache."""
    kept = cache.folder() / "octokit" / f"{version}.json"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        command = ["npm", "pack", "--silent", f"@octokit/openapi@{version}"]
        if subprocess.run(command, cwd=kept.parent).returncode:
            raise SystemExit("npm could not fetch the package; what it says is above")
        archive = kept.parent / f"octokit-openapi-{version}.tgz"
        with tarfile.open(archive) as files:
            content = files.extractfile("package/generated/api.github.com.json")
            assert content is not None
            kept.write_bytes(content.read())
        archive.unlink()
    return kept.read_bytes()


def years() -> Iterator[list[str]]:
    """A row for each step from one release to the next."""
    former = None
    editor: Editor | None = None
    marks: list[str] = []
    for version in RELEASES:
        content = release(version)
        definition = pressroom.load(content)
        if former is None or editor is None:
            base = pressroom.encode(pressroom.convert(definition))
            current = base
        else:
            current = editor.content()
            marks = [mark for mark in marks if mark in current.decode()]
            started = time.process_time()
            definition = pressroom.load(content)
            loaded = time.process_time()
            synced = pressroom.sync(current, definition, base=base)
            ended = time.process_time()
            base, current = synced.base, synced.content
            lost = [mark for mark in marks if mark not in current.decode()]
            counts = synced.report.counts
            yield [
                f"{former} to {version}",
                f"{len(definition.operations):,}",
                str(len(marks)),
                str(len(lost)),
                *(f"{counts[kind]:,}" for kind in counts),
                f"{loaded - started:.2f} s",
                f"{ended - loaded:.2f} s",
            ]
        editor = Editor(current, Random(version))
        for number in range(EDITS_BETWEEN):
            editor.edit(EDITS[number % len(EDITS)], f"«{version} {number}»")
        marks += editor.marks
        former = version


def page() -> str:
    every = scenarios()
    mine, theirs = [ours(one) for one in every], anchors(every)
    totals = [sum(not problems for problems in side) for side in (mine, theirs)]
    lines = [
        "## Scenarios",
        "",
        f"As expected: {totals[0]} of {len(every)} with Pressroom, {totals[1]} with npm "
        f"`openapi-to-postmanv2` {_version()}, whose `syncExamples` is on here. The scenarios are "
        "in [sync_scenarios.yaml](../tests/collection/sync_scenarios.yaml).",
        "",
        "| scenario | Pressroom | npm `openapi-to-postmanv2` |",
        "|---|---|---|",
    ]
    for one, left, right in zip(every, mine, theirs, strict=True):
        lines.append(f"| {one['name']} | {_cell(left)} | {_cell(right)} |")
    kinds = [*pressroom.Report().counts]
    head = ["releases", "operations", "edits", "lost", *kinds, "load", "sync"]
    lines += [
        "",
        "## Years of GitHub's definition",
        "",
        f"Releases of npm `@octokit/openapi` one after the other, {EDITS_BETWEEN} seeded edits "
        "between two of them, of all kinds that the laws know. `edits` are those whose text was "
        "in the collection before the sync. The times are of the processor, `sync` with the "
        "conversion.",
        "",
        f"| {' | '.join(head)} |",
        f"|---|{'--:|' * (len(head) - 1)}",
        *(f"| {' | '.join(row)} |" for row in years()),
    ]
    return "\n".join(lines) + "\n"


def _version() -> str:
    manifest = cache.installed() / "openapi-to-postmanv2" / "package.json"
    return str(json.loads(manifest.read_bytes())["version"])


def _cell(problems: list[str]) -> str:
    if not problems:
        return "as expected"
    shown = [f"{one} ({times} times)" if times > 1 else one
             for one, times in Counter(problems).items()]  # fmt: skip
    return "; ".join(shown).replace("|", "\\|")


def main() -> None:
    made = page()
    print(made)
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(text.partition(MARK)[0] + MARK + "\n" + made, encoding="utf-8")


if __name__ == "__main__":
    main()
