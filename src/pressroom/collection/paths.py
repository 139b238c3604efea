"""Path templates: from OpenAPI's `/pets/{petId}` to a collection's `/pets/:petId`."""

import re
from collections.abc import Mapping
from functools import lru_cache

import msgspec

from pressroom.collection.escapes import literal

_WHOLE = re.compile(r"\{([^{}]+)\}")
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
def split(path: str) -> Template:
    """Split a path template into segments as written, its query and its fragment."""
    rest, _, fragment = path.partition("#")
    rest, _, query = rest.partition("?")
    rest = rest.removeprefix("/")
    segments = tuple(rest.split("/")) if rest else ()
    pairs = (part.partition("=") for part in query.split("&") if part)
    open_ = [segment for segment in segments if "{" in segment]
    whole = [segment for segment in open_ if _WHOLE.fullmatch(segment)]
    mixed = (segment for segment in open_ if segment not in whole)
    return Template(
        segments=segments,
        url=tuple([url_segment(segment) for segment in segments]),
        query=tuple((key, value) for key, _, value in pairs),
        fragment=fragment,
        variables=tuple(dict.fromkeys(bare(segment[1:-1]) for segment in whole)),
        embedded=tuple(
            dict.fromkeys(name for segment in mixed for name in _PARAMETER.findall(segment))
        ),
    )


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
    whole = _WHOLE.fullmatch(segment)
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
