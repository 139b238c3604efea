"""openapi-python-client, which our Python libraries are measured beside, in the cache."""

import subprocess
import sys
import venv
from pathlib import Path
from typing import NamedTuple

import cache

PEER = "openapi-python-client==0.29.1"
_STUBS = "types-python-dateutil"  # mypy asks for them


class Tried(NamedTuple):
    """What became of one definition; `failure` is why nothing was generated.

    `operations` are those that were written.
    """

    package: str = ""
    operations: int = 0
    imports: bool = False
    failure: str = ""


def command(name: str = "openapi-python-client") -> Path:
    """A command of the environment that it is installed in."""
    home = cache.folder() / "openapi-python-client"
    ready = home / ".ready"
    wanted = f"{PEER} {_STUBS}"
    if not ready.exists() or ready.read_text() != wanted:
        venv.create(home, clear=True, with_pip=True)
        subprocess.run([home / "bin" / "pip", "install", "--quiet", PEER, _STUBS], check=True)
        ready.write_text(wanted)
    return home / "bin" / name


def operations(out: Path) -> int:
    """How many operations were written: it has a module for each."""
    return sum(file.name != "__init__.py" for file in out.glob("*/api/*/*.py"))


def tried(definition: Path, folder: Path, package: str) -> Tried:
    """Generate, and import every module."""
    out = folder / "theirs" / package
    out.parent.mkdir(exist_ok=True)
    config = out.with_suffix(".yaml")
    config.write_text(f"package_name_override: {package}\n")
    ran = subprocess.run(
        [command(), "generate", "--path", definition, "--output-path", out, "--config", config],
        capture_output=True,
        text=True,
    )
    if ran.returncode or not out.exists():
        # Where it breaks down, a box tells of its files; the error is behind that.
        _, _, told = (ran.stderr + ran.stdout).rpartition("\N{BOX DRAWINGS LIGHT ARC UP AND LEFT}")
        said = [line.strip() for line in told.splitlines() if line.strip()]
        return Tried(failure=" ".join(said)[:200] or "it says nothing")
    imports = subprocess.run(
        [command("python"), "-c", _IMPORT, package], cwd=out, capture_output=True
    )
    return Tried(package, operations(out), imports.returncode == 0)


def typed(every: list[Tried], folder: Path) -> dict[str, int]:
    """What `mypy --strict` finds in each library, by its package."""
    made = [one.package for one in every if one.package]
    checking = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary"]
    checking += ["--python-executable", command("python"), "--cache-dir", folder / ".theirs"]
    homes = [folder / "theirs" / package / package for package in made]
    checked = subprocess.run([*checking, *homes], cwd=folder, capture_output=True, text=True)
    errors = [line for line in checked.stdout.splitlines() if ": error:" in line]
    return {package: sum(f"/{package}/{package}/" in line for line in errors) for package in made}


_IMPORT = """\
import sys
from importlib import import_module
from pkgutil import walk_packages

package = import_module(sys.argv[1])
for one in walk_packages(package.__path__, f"{package.__name__}."):
    import_module(one.name)
"""
