"""The modules of models, each with all models on one reference page: their types and codecs."""

from collections.abc import Iterator, Mapping
from functools import partial

from pressroom.sdk.pages.flavours import TYPESCRIPT
from pressroom.sdk.plan import (
    UNSET,
    Alias,
    Choice,
    Enum,
    EnumMember,
    Json,
    Model,
    Nullable,
    Object,
    Plan,
    Primitive,
    Property,
    Reference,
    Type,
    Union,
)
from pressroom.sdk.plan.lookup import resolved
from pressroom.sdk.plan.texts import one_line
from pressroom.sdk.printing import Text
from pressroom.sdk.typescript import types
from pressroom.sdk.typescript.annotations import Annotations
from pressroom.sdk.typescript.directions import referred
from pressroom.sdk.typescript.layout import (
    ARROW,
    Entry,
    Group,
    Part,
    array,
    call,
    flat,
    record,
    render,
)
from pressroom.sdk.typescript.literals import comment, key, string, tagged, value
from pressroom.sdk.typescript.naming import Names, property_name
from pressroom.sdk.typescript.sources import alias, constant, imported, source


def model_files(plan: Plan, names: Names) -> dict[str, Text]:
    """The files of the folder `src/models`."""
    pages: dict[str, list[Model]] = {}
    for model in plan.models.values():
        pages.setdefault(model.page, []).append(model)
    files: dict[str, Text] = {
        f"src/models/{names.files[page]}.ts": partial(_module, plan, names, models)
        for page, models in pages.items()
    }
    modules = sorted({names.files[key] for key in plan.models})
    listed = "".join(f'export * from "./{one}.js";\n' for one in modules)
    files["src/models/index.ts"] = source("The models.", (listed or "export {};\n",), ())
    return files


def _module(plan: Plan, names: Names, models: list[Model]) -> str:
    return _Printer(plan, names).module(models)


class _Printer:
    """Prints the module of one page."""

    def __init__(self, plan: Plan, names: Names) -> None:
        self._plan = plan
        self._names = names
        self._types = Annotations(plan, names)

    def module(self, models: list[Model]) -> str:
        parts = [part for model in models for part in self._printed(model)]
        own = self._names.files[models[0].key]
        runtime = imported("../runtime/index.js", self._types.used, only_types=True)
        if any(not isinstance(model, Enum) for model in models):
            runtime += imported("../runtime/index.js", ("codec",))
        title = self._names.models[models[0].key]
        return source(
            f"{title}, and what is in it." if len(models) > 1 else f"{title}.",
            (runtime, *self._imports(own)),
            parts,
        )

    def _imports(self, own: str) -> Iterator[str]:
        """The models of other modules: as types and codecs, and as types only."""
        found: dict[str, tuple[set[str], set[str]]] = {}
        for keys, named, place in (
            (self._types.inputs, self._names.inputs, 0),
            (self._types.models, self._names.models, 1),
        ):
            for one in keys:
                if self._names.files[one] != own:
                    module = self._names.files[one]
                    found.setdefault(module, (set(), set()))[place].add(named[one])
        for module in sorted(found):
            inputs, models = found[module]
            yield imported(f"./{module}.js", inputs, only_types=True)
            yield imported(f"./{module}.js", models)

    def _printed(self, model: Model) -> Iterator[str]:
        match model:
            case Object():
                yield from self._object(model)
            case Enum():
                yield from self._enum(model)
            case Union(members=members):
                yield from self._named(model, members)
            case Alias(type=type_):
                yield from self._named(model, (type_,))

    # --- objects ---

    def _object(self, model: Object) -> Iterator[str]:
        yield self._interface(model, self._names.models[model.key], sending=False)
        if model.key in self._names.inputs:
            yield self._interface(model, self._names.inputs[model.key], sending=True)
        fields = record(
            [
                *((property_name(one.name), self._field(one)) for one in model.properties),
                *self._others(model),
            ],
            forced=True,
        )
        shown = _thunk("codec.object", (fields,))
        yield constant(self._names.models[model.key], self._codec_type(model), shown, export=True)

    def _codec_type(self, model: Model) -> types.Written:
        listed = [self._names.models[model.key]]
        if model.key in self._names.inputs:
            listed.append(self._names.inputs[model.key])
        return types.Of(self._types.use("Codec"), tuple(listed))

    def _interface(self, model: Object, name: str, *, sending: bool) -> str:
        lines = [
            self._property(one, sending=sending)
            for one in model.properties
            if not (sending and one.read_only)
        ]
        if model.additional is not None:
            others = types.Of(
                "Record", ("string", self._types.type(model.additional, sending=sending))
            )
            lines.append(
                types.render(others, indent=1, before="additionalProperties?: ", after=";") + "\n"
            )
        head = f"export interface {name} extends {self._types.use('Model')} {{"
        body = "".join(lines)
        note = "As it is sent." if sending else ""
        described = tagged((model.description, note), _tags(model), 0)
        return f"{described}{head}\n{body}}}\n" if body else f"{described}{head}}}\n"

    def _property(self, one: Property, *, sending: bool) -> str:
        needed = one.required and (sending or not one.write_only)
        name = f"{property_name(one.name)}{'' if needed else '?'}"
        before = f"{'readonly ' if one.read_only else ''}{name}: "
        tags = (("deprecated", ""),) if one.deprecated else ()
        described = tagged((one.description, _assumed(one.default)), tags, 1)
        type_ = self._types.type(one.type, sending=sending)
        return f"{described}{types.render(type_, indent=1, before=before, after=';')}\n"

    def _field(self, one: Property) -> Part:
        direction = "readOnly" if one.read_only else "writeOnly" if one.write_only else ""
        given: list[Part] = [string(one.wire), self._types.codec(one.type)]
        if direction:
            given.append(f'"{direction}"')
        return call("codec.required" if one.required else "codec.optional", given)

    def _others(self, model: Object) -> Iterator[tuple[str, Part]]:
        if model.additional is not None:
            given = self._types.codec(model.additional)
            yield "additionalProperties", call("codec.additional", (given,))

    # --- enums ---

    def _enum(self, model: Enum) -> Iterator[str]:
        name = self._names.models[model.key]
        lines = "".join(map(_enum_member, model.members))
        body = f"{{\n{lines}}}" if lines else "{}"
        described = tagged((model.description,), _tags(model), 0)
        yield f"{described}export const {name} = {body} as const;\n"
        of = types.Of(self._types.use("Value"), (f"typeof {name}",))
        yield described + alias(name, of)

    # --- unions and aliases ---

    def _named(self, model: Union | Alias, members: tuple[Type, ...]) -> Iterator[str]:
        self._types.is_circular = _is_circular(model.key, self._plan.models)
        named = {self._names.models[model.key]: False}
        if model.key in self._names.inputs:
            named[self._names.inputs[model.key]] = True
        for name, sending in named.items():
            written = types.union(
                self._told(model, place, self._member(model, one, sending), sending)
                for place, one in enumerate(members)
            )
            note = "As it is sent." if sending else ""
            yield tagged((model.description, note), _tags(model), 0) + alias(name, written)
        self._types.is_circular = False
        made = self._union(model) if isinstance(model, Union) else self._alias(model)
        yield constant(self._names.models[model.key], self._codec_type(model), made, export=True)

    def _member(self, model: Model, type_: Type, sending: bool) -> types.Written:
        if _leads_back(type_, model.key, self._plan.models):
            return "unknown"
        return self._types.type(type_, sending=sending)

    def _told(
        self, model: Union | Alias, place: int, written: types.Written, sending: bool
    ) -> types.Written:
        """A member with the values by which it is told, where its own type doesn't say them."""
        told = model.discriminator if isinstance(model, Union) else None
        if told is None or not isinstance(model, Union) or len(model.members) < 2:
            return written
        values = [string(named) for named, index in told.mapping.items() if index == place]
        found = resolved(model.members[place], self._plan.models)
        listed = found.properties if isinstance(found, Object) else ()
        one = next((one for one in listed if one.wire == told.wire), None)
        if one is None or not values or not self._is_text(one.type) or (sending and one.read_only):
            return written
        return types.Told(types.flat(written), property_name(one.name), tuple(values))

    def _is_text(self, type_: Type) -> bool:
        """Whether a type is any text, or one of an enum's."""
        found = resolved(type_, self._plan.models)
        return found == Primitive("string") or (isinstance(found, Enum) and found.kind == "string")

    def _alias(self, model: Alias) -> Part:
        return _thunk("codec.lazy", (self._types.codec(model.type),))

    def _union(self, model: Union) -> Part:
        members = array(list(map(self._types.codec, model.members)))
        if model.discriminator is None:
            return _thunk("codec.union", (members,))
        told = model.discriminator
        mapping = record(
            (key(named), self._types.codec(model.members[index]))
            for named, index in told.mapping.items()
        )
        discriminator = record((("wire", string(told.wire)), ("members", mapping)), forced=True)
        return call("codec.union", (_arrow(members), _arrow(discriminator)))


def _enum_member(one: EnumMember) -> str:
    entry = Entry(f"{key(TYPESCRIPT.constant(one))}: ", value(one.wire))
    return f"{comment([one.description], 1)}{render(entry, indent=1, after=',')}\n"


def _thunk(function: str, given: tuple[Part, ...]) -> Part:
    return call(function, tuple(map(_arrow, given)))


def _arrow(part: Part) -> Part:
    """`() => …`, with objects in parentheses."""
    if isinstance(part, Group):
        if part.kind == "object":
            return Group(
                f"{ARROW}({part.open}", part.parts, f"{part.close})", "object", part.forced
            )
        return Group(f"{ARROW}{part.open}", part.parts, part.close, part.kind)
    return f"{ARROW}{flat(part)}"


def _is_circular(key: str, models: Mapping[str, Model]) -> bool:
    """Whether a union or a name is within itself, with no object between."""
    waiting, seen = [key], set[str]()
    while waiting:
        model = models[waiting.pop()]
        found = set(referred(model)) if isinstance(model, Union | Alias) else set[str]()
        if key in found:
            return True
        waiting += found - seen
        seen |= found
    return False


def _leads_back(type_: Type, key: str, models: Mapping[str, Model]) -> bool:
    """Whether a type is the model itself, with nothing but unions and other names between."""
    waiting, seen = [type_], set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, Nullable):
            waiting.append(one.of)
        elif isinstance(one, Choice):
            waiting += one.members
        elif isinstance(one, Reference) and one.key not in seen:
            if one.key == key:
                return True
            seen.add(one.key)
            model = models[one.key]
            if isinstance(model, Union):
                waiting += model.members
            elif isinstance(model, Alias):
                waiting.append(model.type)
    return False


def _tags(model: Model) -> Iterator[tuple[str, str]]:
    if model.deprecated:
        yield "deprecated", ""


def _assumed(default: Json) -> str:
    return "" if default is UNSET else f"The server assumes `{one_line(str(default))}`."
