"""Rules about what is declared once and named elsewhere: components, security, servers, tags."""

import re
from collections.abc import Iterator, Mapping

from pressroom.definition import grammar, pointers, reading
from pressroom.definition.model import Json
from pressroom.definition.problems.model import Finding
from pressroom.definition.problems.survey import Node, Survey

_NAME = re.compile(r"\{([^{}]*)\}")
_OLD_COMPONENTS = ("definitions", "parameters", "responses")
_URI = re.compile(r"[/#:]")


def component_problems(survey: Survey) -> Iterator[Finding]:
    """What is wrong with declarations and the names that stand for them."""
    yield from _duplicate_tags(survey)
    yield from _security(survey)
    yield from _unused(survey)
    for server in _servers(survey):
        yield from _server(server)


def _duplicate_tags(survey: Survey) -> Iterator[Finding]:
    """OpenAPI 3.1, section 4.8.1: each tag name must be unique."""
    seen: set[str] = set()
    for index, tag in enumerate(reading.sequence(survey.document, "tags")):
        name = tag.get("name") if isinstance(tag, dict) else None
        if isinstance(name, str):
            if name in seen:
                message = f"the tag {name!r} is declared twice"
                yield Finding("duplicate-tag", message, survey.root, f"/tags/{index}/name")
            seen.add(name)


def _security(survey: Survey) -> Iterator[Finding]:
    schemes = _schemes(survey)
    whole = Node("document", survey.document, survey.root, "")
    for node in (whole, *survey.of_kind("operation")):
        for index, requirement in enumerate(reading.sequence(node.value, "security")):
            for name in requirement if isinstance(requirement, dict) else ():
                place = node.file, node.at("security", index, name)
                if name in schemes:
                    for scope in _missing_scopes(schemes[name], reading.texts(requirement, name)):
                        message = f"no flow of {name!r} has the scope {scope!r}"
                        yield Finding("unknown-scope", message, *place)
                elif survey.version < "3.2" or not _URI.search(name):
                    message = f"there is no security scheme {name!r}"
                    yield Finding("unknown-security-scheme", message, *place)


def _schemes(survey: Survey) -> Mapping[str, Json]:
    where = "/securityDefinitions"
    declared = survey.document.get("securityDefinitions")
    if survey.version != "2.0":
        where = "/components/securitySchemes"
        declared = reading.mapping(survey.document, "components").get("securitySchemes")
    return {
        name: survey.place(
            "security scheme", value, survey.root, pointers.extend(where, name)
        ).value
        for name, value in (declared.items() if isinstance(declared, dict) else ())
    }


def _missing_scopes(scheme: Json, scopes: tuple[str, ...]) -> list[str]:
    """The scopes that no flow of an OAuth 2 scheme has; other schemes may have any."""
    if not isinstance(scheme, dict) or scheme.get("type") != "oauth2":
        return []
    flows = [scheme, *reading.mapping(scheme, "flows").values()]
    offered = {
        scope
        for flow in flows
        if isinstance(flow, dict)
        for scope in reading.mapping(flow, "scopes")
    }
    return [scope for scope in scopes if scope not in offered]


def _unused(survey: Survey) -> Iterator[Finding]:
    """Components that no reference leads to, or into; a library without paths has only such."""
    if not any(survey.of_kind("operation")):
        return
    used = _used(survey)
    for kind, pointer, name, value in _declared(survey):
        place = pointers.extend(pointer, name)
        if (
            place not in used
            and not name.startswith("x-")
            and not _is_subtype(survey, kind, value, place)
        ):
            message = f"nothing refers to the {kind} {name!r}"
            yield Finding("unused-component", message, survey.root, place)


def _declared(survey: Survey) -> Iterator[tuple[str, str, str, Json]]:
    """Each component: its kind, where its like stand, its name, and itself."""
    if survey.version == "2.0":
        maps = [(key, f"/{key}", survey.document.get(key)) for key in _OLD_COMPONENTS]
    else:
        components = reading.mapping(survey.document, "components")
        maps = [(key, pointers.extend("/components", key), components[key]) for key in components]
    for key, pointer, declared in maps:
        kind = "schema" if key == "definitions" else grammar.MEMBERS.get(key)
        if kind is not None and kind != "security scheme" and isinstance(declared, dict):
            for name, value in declared.items():
                yield kind, pointer, name, value


def _used(survey: Survey) -> set[str]:
    """The pointers in the root file that references lead to, and of everything around them."""
    used: set[str] = set()
    for link in survey.links:
        pointer = survey.in_root(link.target) if link.target is not None else None
        if pointer is not None:
            own = link.holder.file == survey.root and _within(link.holder, pointer)
            if not own:
                _add_with_parents(pointer, used)
    for node in survey.of_kind("schema"):
        discriminator = reading.mapping(node.value, "discriminator")
        for name in reading.mapping(discriminator, "mapping").values():
            if isinstance(name, str):
                used.add(name.partition("#")[2] or f"/components/schemas/{name}")
    for reference in _in_extensions(survey):
        _add_with_parents(reference.partition("#")[2], used)
    return used


def _in_extensions(survey: Survey) -> Iterator[str]:
    """The references in `x-` fields, whatever they mean."""
    todo = [
        value
        for node in survey.nodes
        for key, value in node.value.items()
        if key.startswith("x-") and isinstance(value, dict | list)
    ]
    while todo:
        value = todo.pop()
        reference = grammar.reference_of(value)
        if reference is not None:
            yield reference
        inner = value.values() if isinstance(value, dict) else value
        todo.extend(one for one in inner if isinstance(one, dict | list))


def _within(holder: Node, pointer: str) -> bool:
    return holder.pointer.startswith(f"{pointer}/")


def _add_with_parents(pointer: str, used: set[str]) -> None:
    while pointer and pointer not in used:
        used.add(pointer)
        pointer = pointer.rpartition("/")[0]


def _is_subtype(survey: Survey, kind: str, value: Json, pointer: str) -> bool:
    """Whether a schema extends one with a discriminator, which stands for all that do."""
    if kind != "schema" or not isinstance(value, dict):
        return False
    for part in reading.objects(value, "allOf"):
        base = survey.place("schema", part, survey.root, pointer).value
        if isinstance(base, dict) and "discriminator" in base:
            return True
    return False


def _servers(survey: Survey) -> Iterator[Node]:
    whole = Node("document", survey.document, survey.root, "")
    for node in (whole, *survey.of_kind("path item", "operation")):
        for index, value in enumerate(reading.sequence(node.value, "servers")):
            if isinstance(value, dict):
                yield Node("server", value, node.file, node.at("servers", index))
    for node in survey.of_kind("link"):
        if isinstance(node.value.get("server"), dict):
            yield Node("server", node.value["server"], node.file, node.at("server"))


def _server(server: Node) -> Iterator[Finding]:
    variables = reading.mapping(server.value, "variables")
    names = _NAME.findall(reading.text(server.value, "url"))
    for name in dict.fromkeys(names):
        if name not in variables:
            message = f"the variable {name!r} in the URL isn't declared"
            yield Finding("undefined-server-variable", message, server.file, server.at("url"))
    for name, variable in variables.items():
        place = server.file, server.at("variables", name)
        if name not in names:
            yield Finding("unused-server-variable", f"{name!r} isn't in the URL", *place)
        enum = variable.get("enum") if isinstance(variable, dict) else None
        if isinstance(enum, list) and "default" in variable and variable["default"] not in enum:
            message = f"the default of {name!r} isn't among its enum"
            yield Finding("server-default-outside-enum", message, *place)
