"""YAML 1.2 text in, JSON values out: one document, string keys, merge keys applied.

Scalars follow YAML 1.2's core schema (section 10.3.2): `on`, `no` and dates are strings, `012`
is twelve. A key becomes the JSON text of its value, so `200:` is `"200"`; unknown tags are dropped.
The parser is imported when there is YAML: most definitions are JSON.
"""

import re
from typing import Any

from pressroom.definition import pointers
from pressroom.definition.model import Json
from pressroom.errors import DefinitionError, DefinitionSyntaxError, DefinitionTooLarge

_MAX_ALIAS_BYTES = 64 << 20
_MAX_FLOW_CHARACTERS = 1 << 30
_DUPLICATE_KEY = "duplicate-key"
_OTHER_RULES = frozenset(
    {
        *("anchors", "braces", "brackets", "colons", "commas", "comments", "comments-indentation"),
        *("document-end", "document-start", "empty-lines", "empty-values", "float-values"),
        *("hyphens", "indentation", "invalid-anchor", "key-ordering", "line-length"),
        *("new-line-at-end-of-file", "new-lines", "octal-values", "quoted-strings"),
        *("trailing-spaces", "trailing-whitespace", "truthy"),
    }
)
_PLACE = re.compile(r"(.*?),? ?\bat line (\d+), column (\d+)(?:: (.*))?", re.DOTALL)
_LABELS = re.compile(r"^(?:YAML parse error: |YAML syntax error: |YAML resource limit exceeded)+")
_TOO_MANY_DOCUMENTS = "document count"


def read(text: str, *, max_depth: int) -> Json:
    """Read one YAML document; of keys that stand twice the last wins.

    Raises:
        DefinitionSyntaxError: not YAML, more than one document, a `!!set`, or keys that only
            differ as YAML values (`200` and `"200"`).
        DefinitionTooLarge: nested over `max_depth`, or aliases that stand for too much.
    """
    import fast_yaml

    try:
        document = fast_yaml.safe_load(
            text,
            max_depth=max_depth,
            max_alias_bytes=_MAX_ALIAS_BYTES,
            max_scan_ahead=_MAX_FLOW_CHARACTERS,
            max_documents=1,
        )
    except ValueError as error:
        raise _located(str(error)) from None
    return _with_string_keys(document)


def refuse_duplicate_keys(text: str, *, max_depth: int) -> None:
    """Raise a `DefinitionSyntaxError` at the first key that repeats another of its mapping.

    `text` has been read without an error. A linter's comment (`# yamllint disable`) exempts
    its lines.
    """
    from fast_yaml.lint import LintConfig, lint

    rules = LintConfig(
        disabled_rules=set(_OTHER_RULES),
        max_depth=max_depth,
        max_alias_bytes=_MAX_ALIAS_BYTES,
        max_scan_ahead=_MAX_FLOW_CHARACTERS,
    )
    for finding in lint(text, rules):
        if finding.code == _DUPLICATE_KEY:
            start = finding.span.start
            raise DefinitionSyntaxError(finding.message, line=start.line, column=start.column)


def write(value: Json) -> str:
    """YAML text that `read` turns into `value` again.

    Raises:
        DefinitionTooLarge: nested deeper than the writer can go.
    """
    import fast_yaml

    try:
        return str(fast_yaml.safe_dump(value))
    except ValueError as error:
        raise DefinitionTooLarge(f"{error}; nest it less deep") from None


def _located(message: str) -> DefinitionError:
    """The parser's message as our error, its place taken out of the text."""
    kind: type[DefinitionError] = DefinitionSyntaxError
    if _TOO_MANY_DOCUMENTS in message:
        reason = "more than one YAML document; keep one in a file"
    else:
        kind = DefinitionTooLarge if "resource limit" in message else kind
        reason = ""
    place = _PLACE.fullmatch(message)
    if place is None:
        return kind(reason or message)
    before, line, column, after = place.groups()
    what = reason or after or _LABELS.sub("", before)
    return kind(what, line=int(line), column=int(column))


def _with_string_keys(document: Json) -> Json:
    """`document` with every mapping's keys as strings, changed in place where they aren't."""
    todo: list[Json] = [document]
    for node in todo:
        if type(node) is dict:
            named = True
            for key, value in node.items():
                named = named and type(key) is str
                if type(value) in _CONTAINERS:
                    todo.append(value)
            if not named:
                _rename_keys(node, document)
        elif type(node) is list:
            todo += [value for value in node if type(value) in _CONTAINERS]
        elif type(node) is set:
            pointer = _pointer_to(node, document)
            raise DefinitionSyntaxError("a !!set is nothing in JSON; write a list", pointer=pointer)
    return document


_CONTAINERS = frozenset((dict, list, set))


def _rename_keys(mapping: dict[Any, Json], document: Json) -> None:
    members = list(mapping.items())
    mapping.clear()
    for key, value in members:
        name = _key_text(key)
        if name in mapping:
            raise DefinitionSyntaxError(
                f"duplicate key {name!r}: keys that only differ as YAML values are one key in JSON",
                pointer=pointers.extend(_pointer_to(mapping, document), name),
            )
        mapping[name] = value


def _pointer_to(wanted: Json, document: Json) -> str:
    return pointers.find(document, lambda node: node is wanted) or ""


def _key_text(key: Any) -> str:
    match key:
        case None:
            return "null"
        case bool():
            return str(key).lower()
        case _:
            return str(key)
