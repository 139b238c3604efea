"""What source files have in common: their docstring, their imports, their body."""

from collections.abc import Iterable

from pressroom.sdk.python.annotations import Annotations, import_order, standard_imports
from pressroom.sdk.python.layout import WIDTH, call, columns, render
from pressroom.sdk.python.literals import docstring

FUTURE = "from __future__ import annotations\n"


def source(description: str, imports: Iterable[str], body: str) -> str:
    """A module: groups of imports that may be empty, and the body."""
    groups = [docstring([description], 0), *imports, body]
    head = [group.rstrip("\n") for group in groups[:-1] if group]
    return "\n\n".join(head) + (f"\n\n\n{body}" if body.startswith("class") else f"\n\n{body}")


def imported(module: str, names: Iterable[str], indent: int = 0) -> str:
    """`from module import …`, or nothing when there are no names."""
    listed = sorted(set(names), key=import_order)
    if not listed:
        return ""
    line = f"{'    ' * indent}from {module} import {', '.join(listed)}"
    if columns(line) <= WIDTH:
        return f"{line}\n"
    return f"{render(call(f'from {module} import ', listed), indent=indent)}\n"


def standard(annotations: Annotations, *more: str) -> str:
    """The imports of the standard library that a module needs."""
    return standard_imports({*annotations.used, *more})
