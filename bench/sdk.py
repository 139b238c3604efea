"""GitHub's definition to a Python SDK, ours and openapi-python-client's, in the same run.

    python bench/sdk.py

Both are run as commands, twice each in turn; the fastest counts. Operations are counted in
what was written, by the methods that are sent over HTTP. Writes the table in `docs/sdk.md`.
"""

import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import cache
import peer

DOCS = Path(__file__).parents[1] / "docs" / "sdk.md"
ROUNDS = 2
CONSTANT = re.compile(r"^(?:_\w+.*|\]) = \w*Endpoint\(", re.MULTILINE)
MARKS = ("<!-- bench-sdk -->\n", "<!-- end -->")


class Run(NamedTuple):
    """One run of a generator: seconds by the clock and of the processor."""

    name: str
    wall: float
    cpu: float
    files: int
    operations: int
    warnings: int


def ours(definition: Path, out: Path) -> Run:
    command = [Path(sys.executable).with_name("pressroom"), "sdk", definition, "-l", "python"]
    wall, cpu, _ = measured([*command, "-o", out])
    texts = [file.read_text() for file in out.glob("*/services/*.py")]
    operations = sum(len(CONSTANT.findall(text)) for text in texts)
    return Run("Pressroom", wall, cpu, files(out), operations, 0)


def theirs(definition: Path, out: Path) -> Run:
    # Without its hooks, which format what was written by calling ruff.
    config = out.with_suffix(".yaml")
    config.write_text("post_hooks: []\n")
    command = [peer.command(), "generate", "--path", definition, "--output-path", out]
    wall, cpu, said = measured([*command, "--config", config])
    return Run(
        "openapi-python-client", wall, cpu, files(out), peer.operations(out), said.count("WARNING")
    )


def measured(command: list[object]) -> tuple[float, float, str]:
    """Seconds by the clock, seconds of the processor, and what was said."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    ran = subprocess.run([str(one) for one in command], capture_output=True, text=True)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if ran.returncode:
        raise SystemExit(ran.stderr)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, ran.stdout + ran.stderr


def files(out: Path) -> int:
    return sum(1 for file in out.rglob("*.py") if file.is_file())


def table(runs: list[Run]) -> str:
    best = [
        min((run for run in runs if run.name == name), key=lambda run: run.cpu)
        for name in dict.fromkeys(run.name for run in runs)
    ]
    lines = [
        "| | processor time | by the clock | operations | files of Python | warnings |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {one.name} | {one.cpu:.1f} s | {one.wall:.1f} s | {one.operations:,} |"
        f" {one.files:,} | {one.warnings} |"
        for one in best
    ]
    ratio = best[1].cpu / best[0].cpu
    return "\n".join(lines) + f"\n\nThat is {ratio:.1f} times the processor time.\n"


def main() -> None:
    definition = cache.github()
    runs = []
    peer.command()
    for _ in range(ROUNDS):
        for measure in (ours, theirs):
            with tempfile.TemporaryDirectory() as folder:
                runs.append(measure(definition, Path(folder) / "out"))
                print(runs[-1], flush=True)
    written = table(runs)
    print(written)
    text = DOCS.read_text()
    start, end = MARKS
    head, _, rest = text.partition(start)
    DOCS.write_text(f"{head}{start}{written}{end}{rest.partition(end)[2]}")


if __name__ == "__main__":
    main()
