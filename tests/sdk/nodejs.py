"""TypeScript libraries: written into a folder, compiled, and called by a process of Node.js."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from pressroom import Definition
from pressroom.sdk import generate

Json = Any

_DRIVER = Path(__file__).with_name("driver.mjs")


def tools() -> Path:
    """The folder of the commands `tsc` and `prettier`; skips the test without them."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    cache = Path(os.environ.get("PRESSROOM_BENCH_CACHE") or base / "pressroom-bench")
    found = cache / "typescript" / "node_modules" / ".bin"
    if not (found / "tsc").exists() or shutil.which("node") is None:
        pytest.skip("TypeScript isn't here: install Node.js 20 or newer, then `make typescript`")
    return found


def written(definition: Definition, folder: Path, package: str) -> Path:
    """Write a TypeScript library into a folder."""
    for path, text in generate(definition, "typescript", package=package).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder


def compiled(folder: Path) -> Path:
    """Compile a library into its `dist`; fails when TypeScript has anything to say."""
    ran = run(tools() / "tsc", "-p", folder)
    assert ran.returncode == 0, ran.stdout
    return folder


def run(*command: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False
    )


class Thrown(Exception):
    """What a script threw: its class, its message and its own properties."""

    def __init__(self, thrown: dict[str, Json]) -> None:
        self.name: str = thrown["name"]
        self.chain: list[str] = thrown["chain"]
        self.properties: dict[str, Json] = thrown["properties"]
        super().__init__(f"{self.name}: {thrown['message']}")


class Node:
    """A process of Node.js that runs scripts with a library at hand."""

    def __init__(self, library: Path) -> None:
        self._process = subprocess.Popen(
            ["node", str(_DRIVER), str(library / "dist" / "index.js")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __call__(self, script: str, **given: Json) -> Json:
        """Run the body of an async function, which has the library's exports and what is given.

        Raises:
            Thrown: the script throws.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"script": script, "given": given}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        if "thrown" in answer:
            raise Thrown(answer["thrown"])
        return answer.get("value")

    def close(self) -> None:
        self._process.communicate()
