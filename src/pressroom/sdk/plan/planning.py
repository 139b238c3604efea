"""A `Definition` -> its `Plan`: the door of this room."""

from pressroom.definition import Definition
from pressroom.sdk.plan.auth import requirements, schemes
from pressroom.sdk.plan.decisions import Decisions
from pressroom.sdk.plan.model import Name, Plan
from pressroom.sdk.plan.models import Models
from pressroom.sdk.plan.names import name_of
from pressroom.sdk.plan.operations import Operations, server
from pressroom.sdk.plan.unions import told_apart

_NOISE = ("api", "rest", "openapi", "swagger", "specification", "spec", "definition", "the")


def plan(definition: Definition, *, package: str = "", version: str = "") -> Plan:
    """Plan a client library.

    Args:
        definition: what it is for. Any that loads can be planned.
        package: what to call it; by the definition's title when empty.
        version: which version of the library it is; the definition's when empty.
    """
    decisions = Decisions()
    name = name_of(package, "client") if package else _package(definition.title)
    models = Models(definition, decisions)
    services = Operations(definition, models, decisions).services()
    return Plan(
        title=definition.title or " ".join(name.words),
        package=name,
        version=version or _version(definition),
        description=definition.description,
        servers=tuple(map(server, definition.servers)),
        schemes=schemes(definition, name),
        security=requirements(definition.security),
        services=services,
        models=told_apart(models.models),
        decisions=decisions.all(),
    )


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
