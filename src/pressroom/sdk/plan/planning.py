"""A `Definition` -> its `Plan`: the door of this room."""

from collections.abc import Mapping
from functools import cached_property

from pressroom.definition import Definition
from pressroom.sdk.plan.auth import requirements, schemes
from pressroom.sdk.plan.decisions import Decisions
from pressroom.sdk.plan.model import Model, Name, Plan
from pressroom.sdk.plan.models import Models
from pressroom.sdk.plan.names import name_of
from pressroom.sdk.plan.operations import Operations, server
from pressroom.sdk.plan.unions import told_apart

_NOISE = ("api", "rest", "openapi", "swagger", "specification", "spec", "definition", "the")


class Planning:
    """The planning of a client library: its components first, then all of it.

    `package` is what it is called; `models` are those of the definition's components with what is
    nested in them. The `plan` has them at its start, as they are here.

    Args:
        definition: what it is for. Any that loads can be planned.
        package: what to call it; by the definition's title when empty.
        version: which version of the library it is; the definition's when empty.
    """

    def __init__(self, definition: Definition, *, package: str = "", version: str = "") -> None:
        self._definition = definition
        self._version = version or _version(definition)
        self._decisions = Decisions()
        self._models = Models(definition, self._decisions)
        self.package = name_of(package, "client") if package else _package(definition.title)
        self.models: Mapping[str, Model] = told_apart(self._models.models)

    @cached_property
    def plan(self) -> Plan:
        """The whole plan; operations take a while to be planned."""
        definition = self._definition
        services = Operations(definition, self._models, self._decisions).services()
        return Plan(
            title=definition.title or " ".join(self.package.words),
            package=self.package,
            version=self._version,
            description=definition.description,
            servers=tuple(map(server, definition.servers)),
            schemes=schemes(definition, self.package),
            security=requirements(definition.security),
            services=services,
            models=told_apart(self._models.models),
            decisions=self._decisions.all(),
        )


def plan(definition: Definition, *, package: str = "", version: str = "") -> Plan:
    """Plan a client library; see `Planning` for what may be said."""
    return Planning(definition, package=package, version=version).plan


def _version(definition: Definition) -> str:
    info = definition.document.get("info")
    version = info.get("version") if isinstance(info, dict) else None
    return str(version) if isinstance(version, str | int | float) else ""


def _package(title: str) -> Name:
    """The words of a title without those that every title has; `client` when none is left."""
    words = name_of(title, "client").words
    kept = tuple(word for word in words if word.lower() not in _NOISE)[:4]
    name = name_of(" ".join(kept), "client")
    return Name(name.words, title)
