"""TypeScript libraries of real definitions: does `tsc --strict` have anything to say, or Prettier?

    python bench/corpus_typescript.py [DEFINITION...]

The definitions are the first of `bench/acceptance.txt`, which were chosen blind, and two of the
largest that people use: 25. Each library is compiled by itself with its own `tsconfig.json`, which
asks for more than `strict`, and its files are held against Prettier with the settings of its own
`package.json`. Every operation of the definition has to be a method of a service.

Prints a table. A run over the whole list writes it to `bench/results/typescript.md`. Exits with 1
when anything was found.
"""

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import cache

import pressroom
from pressroom.sdk import generate_sdk

HERE = Path(__file__).parent
RECORD = HERE / "results" / "typescript.md"
LARGE = ("api/github.com/api.github.com.json", "api/stripe.com.json")
_METHOD = re.compile(r"^    return this\.#sender\.", re.MULTILINE)


class Library(NamedTuple):
    """What became of one definition; the seconds are of the processor, to plan and to print."""

    path: str
    operations: int
    methods: int
    files: int
    seconds: float
    errors: int
    unformatted: int

    @property
    def is_good(self) -> bool:
        return self.methods >= self.operations and not self.errors and not self.unformatted


def listed() -> list[str]:
    lines = (HERE / "acceptance.txt").read_text().splitlines()
    return [*[line for line in lines if line.startswith("api/")][: 25 - len(LARGE)], *LARGE]


def built(path: str, folder: Path) -> Library:
    """Write one library into a folder, compile it and look at its format."""
    definition = pressroom.load(cache.directory() / path)
    started = time.process_time()
    sdk = generate_sdk(definition, "typescript")
    seconds = time.process_time() - started
    for name, text in sdk.files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    services = [text for name, text in sdk.files.items() if name.startswith("src/services/")]
    methods = sum(len(_METHOD.findall(text)) for text in services)
    errors = [line for line in said("tsc", "--noEmit", "-p", ".", cwd=folder) if "error TS" in line]
    # The runtime is the same in all of them: a test formats it once.
    unformatted = said("prettier", "--list-different", ".", "!src/runtime", cwd=folder)
    for line in (*errors[:10], *unformatted[:10]):
        print(f"  {path}: {line}", flush=True)
    operations = len(definition.operations)
    return Library(
        path, operations, methods, len(sdk.files), seconds, len(errors), len(unformatted)
    )


def said(tool: str, *arguments: str, cwd: Path) -> list[str]:
    """The lines that a tool prints."""
    command = [cache.typescript() / ".bin" / tool, *arguments]
    ran = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if ran.stderr:
        print(ran.stderr, file=sys.stderr)
    return ran.stdout.splitlines()


def table(libraries: list[Library]) -> Iterator[str]:
    yield "| definition | operations | files | seconds | errors of tsc | files not formatted |"
    yield "|---|---|---|---|---|---|"
    for one in libraries:
        yield (
            f"| {one.path.removeprefix('api/')} | {one.operations:,} | {one.files:,} |"
            f" {one.seconds:.1f} | {one.errors} | {one.unformatted} |"
        )
    sums = [sum(one[place] for one in libraries) for place in (1, 3, 4, 5, 6)]
    yield (
        f"| **{len(libraries)} in all** | {sums[0]:,} | {sums[1]:,} | {sums[2]:.1f} |"
        f" {sums[3]} | {sums[4]} |"
    )


def main() -> None:
    asked = sys.argv[1:]
    libraries = []
    for path in asked or listed():
        with tempfile.TemporaryDirectory() as folder:
            libraries.append(built(path, Path(folder)))
        print(libraries[-1], flush=True)
    good = sum(one.is_good for one in libraries)
    text = "\n".join(table(libraries))
    print(f"\n{text}\n\n{good} of {len(libraries)} without a fault")
    if not asked:
        head = (
            "# TypeScript libraries of real definitions\n\nWritten by `make corpus-sdk-typescript`."
        )
        told = f"{good} of {len(libraries)} compile with every operation, and are formatted."
        RECORD.write_text(f"{head} {told}\n\n{text}\n", "utf-8")
    sys.exit(good != len(libraries))


if __name__ == "__main__":
    main()
