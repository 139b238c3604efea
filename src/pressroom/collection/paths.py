"""Path templates: from OpenAPI's `/pets/{petId}` to a collection's `/pets/:petId`."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import msgspec

from pressroom.collection.escapes import literal

_PARAMETER = re.compile(r"\{([^{}]+)\}")


class Template(msgspec.Struct, frozen=True):
    """A path template in parts; some definitions tell operations apart by query or fragment.

    `variables` are the parameters that are whole segments, `embedded` those that are a part of one.
    `url` are the segments as a collection's URL has them, with each embedded parameter as the
    collection variable of its name.
    """

    segments: tuple[str, ...]
    url: tuple[str, ...]
    query: tuple[tuple[str, str], ...]
    fragment: str
    variables: tuple[str, ...]
    embedded: tuple[str, ...]


@lru_cache(maxsize=16_384)
def segments(path: str) -> tuple[str, ...]:
    """The segments of a path template as written."""
    rest = path.partition("#")[0].partition("?")[0].removeprefix("/")
    return tuple(rest.split("/")) if rest else ()


def has_embedded(path: str) -> bool:
    """Whether a parameter may be a part of a segment: only then `split` finds such ones."""
    if path.count("{") != path.count("/{"):
        return True
    return path.count("}") != path.count("}/") + path.endswith("}")


@lru_cache(maxsize=16_384)
def split(path: str) -> Template:
    """Split a path template into segments as written, its query and its fragment."""
    rest, _, fragment = path.partition("#")
    _, _, query = rest.partition("?")
    pairs = (part.partition("=") for part in query.split("&") if part)
    written = segments(path)
    read = [_read(segment) for segment in written]
    return Template(
        segments=written,
        url=tuple([one.url for one in read]),
        query=tuple([(key, value) for key, _, value in pairs]),
        fragment=fragment,
        variables=_once([one.variable for one in read if one.variable is not None]),
        embedded=_once([name for one in read if one.embedded for name in one.embedded]),
    )


class _Segment(NamedTuple):
    """What a segment says; `variable` is the parameter that is the whole of it."""

    url: str
    variable: str | None
    embedded: tuple[str, ...]


@lru_cache(maxsize=4_096)
def _read(segment: str) -> _Segment:
    whole = _PARAMETER.fullmatch(segment)
    return _Segment(
        url=url_segment(segment),
        variable=bare(whole[1]) if whole else None,
        embedded=() if whole else tuple(_PARAMETER.findall(segment)),
    )


def _once(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def url_segment(segment: str, names: Mapping[str, str] = {}) -> str:
    """A segment of a collection's URL, `{name}` becoming `:name`.

    A segment that mixes text and parameters (`report.{format}`) keeps its text, as path
    variables can't be a part of a segment: `report.{{format}}`. A text that starts with a colon
    has it escaped, as it would be taken for a path variable.

    Args:
        segment: the segment as written.
        names: the collection variables that stand for parameters, where they are called
            otherwise.
    """
    if "{" not in segment:
        return literal(segment)
    whole = _PARAMETER.fullmatch(segment)
    return (
        f":{bare(whole[1])}"
        if whole
        else literal(_PARAMETER.sub(lambda found: _reference(found[1], names), segment))
    )


def _reference(name: str, names: Mapping[str, str]) -> str:
    return f"{{{{{names.get(name, name)}}}}}"


def bare(name: str) -> str:
    """A parameter's name without the `+` or `*` by which gateways let it span segments."""
    return name.rstrip("+*")
