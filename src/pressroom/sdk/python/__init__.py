"""The Python emitter: a `Plan` in, a package on `httpx` out.

The files under `runtime` go into every package as they are. Everything else is printed from the
plan, laid out as ruff would.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pressroom.sdk.plan import Model, Name, Plan
from pressroom.sdk.plan.reading import streamed
from pressroom.sdk.printing import Text
from pressroom.sdk.python.client import client_files
from pressroom.sdk.python.models import index_file, model_files
from pressroom.sdk.python.naming import model_names, names
from pressroom.sdk.python.project import project_files
from pressroom.sdk.python.readme import readme_files
from pressroom.sdk.python.services import service_files

__all__ = ["emit", "emit_models"]


def emit(plan: Plan) -> dict[str, Text]:
    """The files of a Python package, by path; the same plan gives the same texts.

    Those that take longest to print come first, so that processes that share them end together.
    """
    named = names(plan, streamed(plan))
    home = named.package
    return {
        **index_file(named),
        **service_files(plan, named, home),
        **readme_files(plan, named),
        **model_files(plan.models, named),
        **client_files(plan, named, home),
        **project_files(plan, named),
        **{f"{home}/runtime/{name}": text for name, text in _runtime().items()},
    }


def emit_models(package: Name, models: Mapping[str, Model]) -> dict[str, Text]:
    """The modules of models, which depend on none that come after them in a plan."""
    return model_files(models, model_names(package, models))


@cache
def _runtime() -> dict[str, str]:
    folder = files("pressroom.sdk.python") / "runtime"
    return {
        file.name: file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(".py")
    }
