"""The pages of a plan: README, a page a service, a page a model."""

from collections.abc import Iterator
from functools import partial

from pressroom.sdk.pages import markdown, prose
from pressroom.sdk.pages.flavours import Flavour, Refer
from pressroom.sdk.pages.markdown import text
from pressroom.sdk.pages.models import model_page
from pressroom.sdk.pages.services import service_name, service_page
from pressroom.sdk.plan import Model, Plan
from pressroom.sdk.printing import Text

_SENT = {
    "key": "an API key",
    "bearer": "a bearer token",
    "oauth2": "an OAuth 2.0 token",
    "basic": "a user name and a password",
    "other": "your own HTTP client",
}
_RESERVED = frozenset(
    (
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
    )
)
"""Names that no file can have on Windows."""


def pages(plan: Plan, flavour: Flavour, *, folder: str = "") -> dict[str, Text]:
    """The Markdown pages of a plan by path.

    With a `folder`, such as `documentation/`, the README is left to the library around them.
    """
    grouped: dict[str, list[Model]] = {}
    for model in plan.models.values():
        grouped.setdefault(model.page, []).append(model)
    files: dict[str, Text] = {} if folder else {"README.md": readme(plan, flavour)}
    for service in plan.services:
        path = f"{folder}services/{_file(service_name(service))}"
        refer = _referrer(plan, flavour, "../models/")
        files[path] = partial(service_page, service, flavour, refer)
    for key, models in grouped.items():
        ordered = sorted(models, key=lambda model: model.key != key)
        refer = _referrer(plan, flavour, "", key)
        files[f"{folder}models/{_file(key)}"] = partial(model_page, ordered, flavour, refer)
    return files


def readme(plan: Plan, flavour: Flavour) -> str:
    """The first page: what there is, and where."""
    return markdown.page(_readme(plan, flavour))


def _readme(plan: Plan, flavour: Flavour) -> Iterator[str]:
    yield markdown.heading(text(plan.title))
    yield from prose.paragraphs(plan.description)
    if plan.version:
        yield f"Version {text(plan.version)}"
    if plan.servers:
        yield markdown.heading("Servers")
        rows = ((text(one.url), prose.cell(one.description)) for one in plan.servers)
        yield markdown.table(("URL", "Description"), rows)
    if plan.schemes:
        yield markdown.heading("Authentication")
        yield markdown.table(
            ("Name", "Sends", "Environment", "Description"),
            (
                (text(one.key), _SENT[one.kind], text(one.environment), prose.cell(one.description))
                for one in plan.schemes
            ),
        )
    if plan.services:
        yield markdown.heading("Services")
        yield "\n".join(
            f"- {markdown.link(text(service_name(one)), f'services/{_file(service_name(one))}')}"
            for one in plan.services
        )
    tops = [model.key for model in plan.models.values() if model.page == model.key]
    if tops:
        refer = _referrer(plan, flavour, "models/")
        yield markdown.heading("Models")
        yield "\n".join(f"- {refer(key)}" for key in tops)


def _referrer(plan: Plan, flavour: Flavour, way: str, here: str = "") -> Refer:
    """How models are named on a page: with a link where they stand on another one."""

    def refer(key: str) -> str:
        model = plan.models[key]
        name = flavour.model(model)
        if model.page == here:
            return text(name)
        heading = "" if key == model.page else name
        return markdown.link(text(name), f"{way}{_file(model.page)}", heading)

    return refer


def _file(name: str) -> str:
    return f"{name}_.md" if name.lower() in _RESERVED else f"{name}.md"
