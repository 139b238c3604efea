"""The TypeScript emitter: a `Plan` in, a package on `fetch` out, without a dependency at run time.

The files under `runtime` go into every package as they are. Everything else is printed from the
plan, laid out as Prettier would.
"""

from functools import cache
from importlib.resources import files

from pressroom.sdk.plan import Plan
from pressroom.sdk.plan.reading import streamed
from pressroom.sdk.printing import Text
from pressroom.sdk.typescript.client import client_files
from pressroom.sdk.typescript.models import model_files
from pressroom.sdk.typescript.naming import names
from pressroom.sdk.typescript.project import project_files
from pressroom.sdk.typescript.readme import readme_files
from pressroom.sdk.typescript.services import service_files

__all__ = ["emit"]


def emit(plan: Plan) -> dict[str, Text]:
    """The files of a TypeScript package, by path; the same plan gives the same texts."""
    named = names(plan, streamed(plan))
    files: dict[str, Text] = {
        **{f"src/runtime/{name}": text for name, text in _runtime().items()},
        **project_files(plan, named),
        **service_files(plan, named),
        **readme_files(plan, named),
        **model_files(plan, named),
        **client_files(plan, named),
    }
    return dict(sorted(files.items()))


@cache
def _runtime() -> dict[str, str]:
    folder = files("pressroom.sdk.typescript") / "runtime"
    return {
        file.name: file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(".ts")
    }
