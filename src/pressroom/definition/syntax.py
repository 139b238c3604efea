"""One file's bytes in, its JSON value out: JSON and YAML 1.2, within limits."""

import re
from collections.abc import Callable, Mapping
from functools import partial

import jiter
import msgspec

from pressroom.definition import yaml
from pressroom.definition.model import Json
from pressroom.definition.positions import position
from pressroom.errors import DefinitionError, DefinitionSyntaxError, DefinitionTooLarge

MAX_DEPTH = 201
"""How deep objects and arrays may be nested: the JSON parser's own limit, kept for YAML too."""

_BOM = b"\xef\xbb\xbf"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_NESTED = "recursion limit exceeded"
Check = Callable[[], None]
Both = Callable[[Callable[[], Json], Check], Json]
"""Reads a document and checks it; the check's error is raised only when reading raised none."""
Look = Callable[[Json], None]
"""Is shown a document that was read, before it is known whether it passes its check."""

_JSON_PLACE = re.compile(r"(.*) at line (\d+) column (\d+)", re.DOTALL)


class Limits(msgspec.Struct, frozen=True):
    """What a definition may weigh; `file_bytes` counts all of its files together."""

    file_bytes: int = 64 << 20
    file_count: int = 10_000


def one_after_another(read: Callable[[], Json], check: Check) -> Json:
    """Read a document, then check it."""
    document = read()
    check()
    return document


def look_nowhere(_: Json) -> None:
    """Look at nothing."""


def parse(
    content: bytes,
    path: str,
    limits: Limits | None = None,
    *,
    both: Both = one_after_another,
    look: Look = look_nowhere,
) -> Json:
    """Parse one file.

    What opens like JSON is read as JSON. When that fails it is read as YAML, whose flow style
    looks the same, unless the file is named `.json`. Everything else is YAML, which is gone
    through twice: to read it, and to look for keys that stand twice. `both` may do that at once,
    so what `look` does with the document is done by the time that the second is.

    Raises:
        DefinitionSyntaxError: neither JSON nor YAML, or a key that stands twice in one object.
        DefinitionTooLarge: over `limits`, or nested deeper than `MAX_DEPTH`.
        DefinitionError: the file is empty.
    """
    try:
        refuse_oversize({path: content}, limits or Limits())
        return _parse(content, path, both, look)
    except DefinitionError as error:
        error.file = path
        if error.line is None and error.pointer:
            error.line, error.column = position(content, error.pointer) or (None, None)
        raise


def refuse_oversize(files: Mapping[str, bytes], limits: Limits) -> None:
    """Raise `DefinitionTooLarge` when `files` together are over the limits."""
    size = sum(map(len, files.values()))
    if size > limits.file_bytes:
        raise DefinitionTooLarge(
            f"{size:,} bytes are over the limit of {limits.file_bytes:,}; "
            "split the definition, or raise the limit"
        )
    if len(files) > limits.file_count:
        raise DefinitionTooLarge(
            f"{len(files):,} files are over the limit of {limits.file_count:,}; "
            "leave out what the definition doesn't need, or raise the limit"
        )


def looks_like_json(content: bytes) -> bool:
    """Whether `content` opens with an object or an array."""
    return content.removeprefix(_BOM).lstrip()[:1] in (b"{", b"[")


def _decode(content: bytes) -> str:
    if content.startswith(_UTF_16) or b"\0" in content[:4]:
        raise DefinitionSyntaxError("UTF-16 or UTF-32 text; save it as UTF-8", line=1, column=1)
    try:
        text = content.removeprefix(_BOM).decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        what = f"byte 0x{content[error.start]:02x} isn't UTF-8; save the file as UTF-8"
        raise DefinitionSyntaxError(what, line=line, column=column) from None
    if not text or text.isspace():
        raise DefinitionError("the file is empty; put an OpenAPI definition into it")
    return text


def _parse(content: bytes, path: str, both: Both, look: Look) -> Json:
    if not looks_like_json(content):
        return _parse_yaml(_decode(content), both, look)
    try:
        document = _parse_json(content.removeprefix(_BOM))
    except ValueError as error:
        text = _decode(content)
        if path.lower().endswith(".json") or _NESTED in str(error):
            raise _located(str(error)) from None
        return _parse_yaml(text, both, look)
    look(document)
    return document


def _parse_json(content: bytes) -> Json:
    """RFC 8259, without its leave to repeat a name in an object. The parser checks the UTF-8."""
    return jiter.from_json(content, allow_inf_nan=False, catch_duplicate_keys=True)


def _located(message: str) -> DefinitionError:
    place = _JSON_PLACE.fullmatch(message)
    if place is None:
        return DefinitionSyntaxError(message)
    what, line, column = place.groups()
    if what == _NESTED:
        return DefinitionTooLarge(
            f"nested deeper than {MAX_DEPTH} levels", line=int(line), column=int(column)
        )
    reason = what.replace("Detected d", "d") if "duplicate" in what else f"invalid JSON: {what}"
    return DefinitionSyntaxError(reason, line=int(line), column=int(column))


def _parse_yaml(text: str, both: Both, look: Look) -> Json:
    def read() -> Json:
        document = yaml.read(text, max_depth=MAX_DEPTH)
        look(document)
        return document

    return both(read, partial(yaml.refuse_duplicate_keys, text, max_depth=MAX_DEPTH))
