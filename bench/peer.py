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

    `operations` are those that were written, `errors` what `mypy --strict` finds.
    """

    operations: int = 0
    imports: bool = False
    errors: int = 0
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


def tried(definition: Path, folder: Path) -> Tried:
    """Generate, import every module, and read it with mypy."""
    out = folder / "theirs" / definition.stem
    out.parent.mkdir(exist_ok=True)
    ran = subprocess.run(
        [command(), "generate", "--path", definition, "--output-path", out],
        capture_output=True,
        text=True,
    )
    if ran.returncode or not out.exists():
        said = [line.strip() for line in (ran.stderr + ran.stdout).splitlines() if line.strip()]
        return Tried(failure=" ".join(said)[:200] or "it says nothing")
    package = next(file.parent for file in out.glob("*/__init__.py"))
    imports = subprocess.run([command("python"), "-c", _IMPORT, package.name], cwd=out)
    checking = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", package.name]
    checking += ["--python-executable", command("python"), "--cache-dir", folder / ".theirs"]
    checked = subprocess.run(checking, cwd=out, capture_output=True, text=True)
    errors = sum(": error:" in line for line in checked.stdout.splitlines())
    return Tried(operations(out), imports.returncode == 0, errors)


_IMPORT = """\
import sys
from importlib import import_module
from pkgutil import walk_packages

package = import_module(sys.argv[1])
for one in walk_packages(package.__path__, f"{package.__name__}."):
    import_module(one.name)
"""
