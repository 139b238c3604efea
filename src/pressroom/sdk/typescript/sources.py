"""What source files have in common: their comment, their imports, their body; declarations."""

from collections.abc import Iterable

from pressroom.sdk.typescript import types
from pressroom.sdk.typescript.layout import Group, Part, fits, render
from pressroom.sdk.typescript.literals import comment


def source(description: str, imports: Iterable[str], parts: Iterable[str]) -> str:
    """A module: imports that may be empty, and parts with a line between them."""
    head = "".join(imports)
    groups = [comment([description], 0).rstrip("\n"), head.rstrip("\n"), *parts]
    return "\n\n".join(group.rstrip("\n") for group in groups if group) + "\n"


def imported(module: str, names: Iterable[str], *, only_types: bool = False) -> str:
    """`import { … } from "…"`, or nothing when there are no names."""
    return _listed(f"import {'type ' if only_types else ''}", module, names)


def exported(module: str, names: Iterable[str], *, only_types: bool = False) -> str:
    """`export { … } from "…"`, or nothing when there are no names."""
    return _listed(f"export {'type ' if only_types else ''}", module, names)


def _listed(before: str, module: str, names: Iterable[str]) -> str:
    listed = tuple(sorted(set(names), key=lambda name: (name.lower(), name)))
    if not listed:
        return ""
    after = f' from "{module}";'
    if len(listed) == 1:
        return f"{before}{{ {listed[0]} }}{after}\n"
    return render(Group("{", listed, "}", "object"), before=before, after=after) + "\n"


def constant(name: str, type_: types.Written, given: Part, *, export: bool = False) -> str:
    """`const name: Type = …;` as Prettier breaks it: behind `=`, or else within the type."""
    head = f"{'export ' if export else ''}const {name}: "
    start = given.open if isinstance(given, Group) else str(given)
    before = f"{head}{types.flat(type_)} = "
    if fits(f"{before}{start}"):
        return render(given, before=before, after=";") + "\n"
    if types.can_break(type_) and not fits(before.rstrip()):
        broken = types.render(type_, indent=0, before=head, after=f" = {start}")
        return render(given, before=broken.removesuffix(start), after=";") + "\n"
    return f"{before.rstrip()}\n{render(given, indent=1, after=';')}\n"


def alias(name: str, type_: types.Written) -> str:
    """`export type Name = …;`"""
    before = f"export type {name} = "
    line = f"{before}{types.flat(type_)};"
    start = f"{type_.name}<" if isinstance(type_, types.Of) else ""
    if fits(line) or (types.can_break(type_) and fits(before + start)):
        return types.render(type_, indent=0, before=before, after=";") + "\n"
    return f"{before.rstrip()}\n  {types.flat(type_)};\n"
