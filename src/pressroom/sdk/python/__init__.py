"""The Python emitter: a `Plan` in, a package on `httpx` out.

The files under `runtime` go into every package as they are. Everything else is printed from the
plan, laid out as ruff would.
"""

from functools import cache
from importlib.resources import files

from pressroom.sdk.plan import Plan
from pressroom.sdk.plan.reading import streamed
from pressroom.sdk.printing import Text
from pressroom.sdk.python.client import client_files
from pressroom.sdk.python.models import model_files
from pressroom.sdk.python.naming import names
from pressroom.sdk.python.project import project_files
from pressroom.sdk.python.readme import readme_files
from pressroom.sdk.python.services import service_files

__all__ = ["emit"]


def emit(plan: Plan) -> dict[str, Text]:
    """The files of a Python package, by path; the same plan gives the same texts."""
    named = names(plan, streamed(plan))
    home = named.package
    files: dict[str, Text] = {
        **{f"{home}/runtime/{name}": text for name, text in _runtime().items()},
        **project_files(plan, named),
        **service_files(plan, named, home),
        **readme_files(plan, named),
        **model_files(plan, named, home),
        **client_files(plan, named, home),
    }
    return dict(sorted(files.items()))


@cache
def _runtime() -> dict[str, str]:
    folder = files("pressroom.sdk.python") / "runtime"
    return {
        file.name: file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(".py")
    }
