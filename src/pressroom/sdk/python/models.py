"""The modules of models: one for each page, which holds a model and what is nested in it."""

from collections.abc import Iterator, Mapping
from functools import partial

from pressroom.sdk.plan import (
    UNSET,
    Alias,
    Array,
    Constant,
    Discriminator,
    Enum,
    Map,
    Model,
    Object,
    Primitive,
    PrimitiveKind,
    Property,
    Type,
    Union,
)
from pressroom.sdk.plan.casing import constant
from pressroom.sdk.plan.texts import one_line
from pressroom.sdk.printing import Text
from pressroom.sdk.python.annotations import BUILT_IN, Annotations, export_order, import_order
from pressroom.sdk.python.layout import Entry, Group, Part, call, declare, record, render
from pressroom.sdk.python.literals import docstring, string, value
from pressroom.sdk.python.naming import ModelNames, property_name
from pressroom.sdk.python.sources import FUTURE, imported, source, standard

_ENUMS: Mapping[PrimitiveKind, str] = {
    "string": "OpenStrEnum",
    "integer": "OpenIntEnum",
    "number": "OpenFloatEnum",
}


def model_files(models: Mapping[str, Model], names: ModelNames) -> dict[str, Text]:
    """The modules of models, by path."""
    pages: dict[str, list[Model]] = {}
    for model in models.values():
        pages.setdefault(model.page, []).append(model)
    return {
        f"{names.package}/models/{names.files[page]}.py": partial(_module, names, on_page)
        for page, on_page in pages.items()
    }


def index_file(names: ModelNames) -> dict[str, Text]:
    """The package that they are imported from, by path."""
    return {f"{names.package}/models/__init__.py": partial(_index, names)}


def _index(names: ModelNames) -> str:
    """Every model by its name, imported when it is asked for."""
    by_file: dict[str, list[str]] = {}
    for key, name in names.models.items():
        by_file.setdefault(names.files[key], []).append(name)
    listed = sorted(names.models.values(), key=export_order)
    if not listed:
        return '"""The models. There are none."""\n'
    under = "".join(
        imported(f".{file}", by_file[file], 1) for file in sorted(by_file, key=import_order)
    )
    modules = record((string(name), string(file)) for file in by_file for name in by_file[file])
    exported = Group("[", tuple(string(name) for name in listed), "]")
    return source(
        "The models, imported when they are asked for.",
        ("from typing import TYPE_CHECKING\n", "from ..runtime import lazy\n"),
        f"if TYPE_CHECKING:\n{under}\n"
        f"{render(exported, before='__all__ = ')}\n\n"
        f"{render(call('lazy', ('__name__', modules)), before='__getattr__ = ')}\n",
    )


def _module(names: ModelNames, models: list[Model]) -> str:
    return _Printer(names).module(models)


class _Printer:
    """Prints the module of one page."""

    def __init__(self, names: ModelNames) -> None:
        self._names = names
        self._types = Annotations(names)
        self._runtime: set[str] = set()

    def module(self, models: list[Model]) -> str:
        bodies = [self._printed(model) for model in models]
        own = {self._names.models[model.key] for model in models}
        others: dict[str, set[str]] = {}
        for key in self._types.keys:
            if self._names.models[key] not in own:
                others.setdefault(self._names.files[key], set()).add(self._names.models[key])
        under = "".join(
            imported(f".{file}", others[file], 1) for file in sorted(others, key=import_order)
        )
        runtime = self._runtime | {name for name in self._types.used if name in _RUNTIME}
        title = self._names.models[models[0].key]
        return source(
            f"{title}, and what is in it." if len(models) > 1 else f"{title}.",
            (
                FUTURE,
                standard(self._types, *(("TYPE_CHECKING",) if under else ())),
                imported("..runtime", runtime),
                f"if TYPE_CHECKING:\n{under}" if under else "",
            ),
            "\n\n".join(bodies),
        )

    def _printed(self, model: Model) -> str:
        match model:
            case Object():
                return self._object(model)
            case Enum():
                return self._enum(model)
            case Union():
                return self._union(model)
            case Alias(type=type_):
                return self._alias(model, self._written(type_))

    def _object(self, model: Object) -> str:
        named = {property_name(one.name) for one in model.properties}
        self._types.shadowed = frozenset(named & BUILT_IN)
        lines = [self._property(one) for one in model.properties]
        if model.additional is not None:
            lines.append(self._additional(model.additional))
        described = docstring(_described(model), 1)
        body = (described + "\n" if described and lines else described) + "".join(lines)
        self._types.shadowed = frozenset()
        return f"{self._head(model, 'Model')}\n{body or _EMPTY}"

    def _head(self, model: Model, base: str) -> str:
        inherited = Group(f"{self._names.models[model.key]}(", (self._use(base),), ")", comma=False)
        return render(inherited, before="class ", after=":")

    def _property(self, one: Property) -> str:
        name = property_name(one.name)
        annotation = self._types.type(one.type)
        if not one.required:
            annotation = self._types.optional(annotation)
        given = self._field(one, name)
        declared = declare(name, annotation, given, 1)
        return f"{declared}\n{docstring((one.description, _noted(one)), 1)}"

    def _field(self, one: Property, name: str) -> Part:
        """What a property is set to: nothing when it is required and called as in JSON."""
        arguments: list[Part] = [string(one.wire)] if one.wire != name else []
        if one.read_only:
            if not one.required:
                arguments.append(Entry("default=", self._use("UNSET")))
            return call(self._use("read_only"), arguments)
        if one.write_only:
            arguments.append("write_only=True")
        if one.required and isinstance(one.type, Constant):
            arguments.append(Entry("default=", value(one.type.value)))
        if not one.required and arguments:
            arguments.append(Entry("default=", self._use("UNSET")))
        if arguments:
            return call(self._use("field"), arguments)
        return "" if one.required else self._use("UNSET")

    def _additional(self, type_: Type) -> str:
        builtin = self._types.builtin
        annotation = f"{builtin('dict')}[{builtin('str')}, {self._types.type(type_)}]"
        given = call(self._use("field"), (f"default_factory={builtin('dict')}", "additional=True"))
        return declare("additional_properties", annotation, given, 1) + "\n"

    def _enum(self, model: Enum) -> str:
        described = docstring(_described(model), 1)
        members = "".join(
            f"    {constant(one.name)} = {_constant(one.wire)}\n{docstring([one.description], 1)}"
            for one in model.members
        )
        gap = "\n" if described and members else ""
        head = self._head(model, _ENUMS.get(model.kind, "OpenEnum"))
        return f"{head}\n{described}{gap}{members}"

    def _union(self, model: Union) -> str:
        members = tuple(string(self._types.type(one)) for one in model.members)
        of = Group(f"{self._types.use('Union')}[", members, "]", comma=len(members) > 1)
        if model.discriminator is None:
            return self._alias(model, of)
        told = self._discriminator(model, model.discriminator)
        return self._alias(model, Group(f"{self._types.use('Annotated')}[", (of, told), "]"))

    def _discriminator(self, model: Union, discriminator: Discriminator) -> Part:
        classes = record(
            (string(named), string(self._types.type(model.members[index])))
            for named, index in discriminator.mapping.items()
        )
        return call(self._use("Discriminator"), (string(discriminator.wire), classes))

    def _alias(self, model: Model, written: Part) -> str:
        name = self._names.models[model.key]
        before = f"{name}: {self._types.use('TypeAlias')} = "
        return f"{render(written, before=before)}\n{docstring(_described(model), 0)}"

    def _written(self, type_: Type) -> Part:
        """A type as a value: models, which may not be defined yet, are in quotes."""
        match type_:
            case Array(items):
                return Group("list[", (self._written(items),), "]", comma=False)
            case Map(values):
                return Group("dict[", ("str", self._written(values)), "]")
            case Primitive(kind) if kind != "null":
                return self._types.type(type_)
            case _:
                return string(self._types.type(type_))

    def _use(self, name: str) -> str:
        self._runtime.add(name)
        return name


_RUNTIME = frozenset(("FileInput", "Unset"))
_EMPTY = "    pass\n"


def _described(model: Model) -> Iterator[str]:
    yield model.description
    if model.deprecated:
        yield "Deprecated."


def _noted(one: Property) -> str:
    deprecated = "Deprecated." if one.deprecated else ""
    if one.default is UNSET:
        return deprecated
    return f"{deprecated} The server assumes {one_line(str(one.default))!r}.".lstrip()


def _constant(wire: str | float | bool) -> str:
    given = value(wire)
    return given if isinstance(given, str) else render(given)
